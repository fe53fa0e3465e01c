//! Documents on paper: how they begin, and what their charts and photos have in common.

pub mod period;
pub(super) mod photo;
pub mod project;
pub mod project_charts;
mod project_money;

use birqadam_app::{format, paper as words};
use birqadam_core::Result;
use birqadam_paper::{About, Paper, Words};

use super::{Made, Wanted, new_file, off_thread};

/// What a heading with a chart takes; a heading does not stand alone at the foot of a page.
const CHART: f32 = 290.0;
/// The same with a first row of photos.
const PHOTOS: f32 = 360.0;

/// An empty document.
pub(super) fn begin(wanted: &Wanted<'_>, title: String, author: String, subject: &str) -> Paper {
    let (l, now) = (wanted.locale, wanted.ctx.now());
    Paper::new(About {
        title,
        author,
        subject: subject.to_owned(),
        locale: l,
        issued: now,
        footer: words::made(l, format::moment(l, now)),
        words: Words {
            contents: words::contents(l).to_owned(),
            page_of: words::page_of,
            value: birqadam_app::ui::chart::value_text,
            forecast: words::forecast(l).to_owned(),
            total: words::total(l).to_owned(),
            no_data: words::no_data(l).to_owned(),
        },
    })
}

/// Writes the document into a file.
pub(super) async fn finish(paper: Paper) -> Result<Made> {
    let (file, pages) = off_thread(move || {
        let mut file = new_file()?;
        let pages = paper.finish(&mut std::io::BufWriter::new(file.as_file_mut()))?;
        Ok((file, pages))
    })
    .await?;
    Made::of(file, pages as i64)
}
