//! A project's poster: every word of it, to be laid out.

use birqadam_core::Locale;
use birqadam_volunteering::ProjectSummary;

use crate::{format, labels, texts::qr as words};

/// See the module.
pub struct PosterSheet {
    /// «Присоединяйтесь».
    pub call: &'static str,
    pub title: String,
    /// Kind, place, days, organizer; what is not known is left out.
    pub lines: Vec<String>,
    pub how: &'static str,
    /// Of the file: «Плакат проекта «Парк»».
    pub file_title: String,
    /// What the document is.
    pub kind: &'static str,
}

/// The poster in a language.
pub fn poster(l: Locale, project: &ProjectSummary) -> PosterSheet {
    let place = [labels::city(l, &project.city), project.address.clone()];
    let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let days = format::date_range(l, project.starts_on, project.ends_on);
    let mut lines = vec![labels::volunteer_type(l, project.volunteer_type).to_owned(), words::poster_place(l, place)];
    lines.extend(days.map(|days| words::poster_when(l, days)));
    lines.push(words::poster_organizer(l, &project.organizer));
    PosterSheet {
        call: words::poster_call(l),
        title: project.title.clone(),
        lines,
        how: words::poster_how(l),
        file_title: words::poster_title(l, &project.title),
        kind: words::poster_kind(l),
    }
}

/// What the poster is called among exports.
pub fn poster_kind(l: Locale) -> &'static str {
    words::poster_kind(l)
}
