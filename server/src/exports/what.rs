//! What can be had as a file: a list or a report, by its name.

use birqadam_app::exports::list_title;
use birqadam_core::export::{EXPORT_AT_ONCE, EXPORT_ROWS_MAX, ExportFormat};
use birqadam_core::list::ListRequest;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::export::NewExport;
use birqadam_core::ssr::list;
use birqadam_core::{Actor, Error, FieldCode, Locale, Result};

use super::lists::{self, Exportable};
use super::made::Made;
use super::make;
use super::progress::Progress;
use crate::reports::{self, Plan, Report, ReportQuery, Wanted};

/// A list or a report, with what is asked of it.
pub enum What {
    List(Exportable, Box<ListRequest>),
    Report(&'static dyn Report, ReportQuery),
}

impl What {
    /// # Errors
    /// [`Error::NotFound`] when there is neither a list nor a report of the name; [`Error::Invalid`] with
    /// what it does not know.
    pub fn find(name: &str, query: &str) -> Result<Self> {
        if let Some(report) = reports::find(name) {
            return Ok(What::Report(report, ReportQuery::parse(query, report.params())?));
        }
        let what = lists::find(name)?;
        let request = what.request(query)?;
        Ok(What::List(what, Box::new(request)))
    }

    fn formats(&self) -> &'static [ExportFormat] {
        match self {
            What::List(..) => &[ExportFormat::Csv, ExportFormat::Xlsx],
            What::Report(report, _) => report.formats(),
        }
    }

    /// The format of that name.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `format` when it is none, or not for this.
    pub fn format(&self, name: &str) -> Result<ExportFormat> {
        if name.is_empty() {
            return Err(Error::field("format", FieldCode::Required));
        }
        let format = ExportFormat::parse(name).filter(|format| self.formats().contains(format));
        format.ok_or_else(|| Error::field("format", FieldCode::Unknown))
    }

    /// Whether the person may see it right now.
    ///
    /// # Errors
    /// What the list or the report says.
    pub async fn check(&self, ctx: &Ctx, actor: &Actor) -> Result<()> {
        match self {
            What::List(what, request) => what.check(ctx, actor, request).await,
            What::Report(report, query) => report.check(ctx, actor, query).await,
        }
    }

    /// What is to be written down of it, and whether it is small enough to be made at once.
    ///
    /// # Errors
    /// As [`What::check`]; [`Error::Invalid`] at `query` when it is too large for any file.
    pub async fn plan(
        &self,
        ctx: &Ctx,
        actor: &Actor,
        format: ExportFormat,
        locale: Locale,
    ) -> Result<(NewExport, bool)> {
        match self {
            What::List(what, request) => {
                let spec = what.list.spec();
                let rows = list::count(ctx, actor, what.list, request, EXPORT_ROWS_MAX + 1).await?;
                if rows > EXPORT_ROWS_MAX {
                    return Err(Error::field("query", FieldCode::TooMany(EXPORT_ROWS_MAX)));
                }
                let file_name = file_name(ctx, &list_title(locale, spec.name), format);
                let (list, query) = (spec.name.to_owned(), request.to_query(spec));
                let new = NewExport { list, query, title: None, format, locale, rows, file_name };
                Ok((new, rows <= EXPORT_AT_ONCE))
            }
            What::Report(report, query) => {
                report.check(ctx, actor, query).await?;
                let Plan { title, total, at_once } = report.plan(&Wanted { ctx, actor, query, locale, format }).await?;
                let file_name = file_name(ctx, &title, format);
                let (list, query) = (report.name().to_owned(), query.to_string());
                let new =
                    NewExport { list, query, title: Some(short(&title, 300)), format, locale, rows: total, file_name };
                Ok((new, at_once))
            }
        }
    }

    /// Makes the file, with what the person may do now.
    ///
    /// # Errors
    /// As [`What::check`]; [`Error::Internal`] when it cannot be written.
    pub async fn make(
        self,
        ctx: &Ctx,
        actor: &Actor,
        format: ExportFormat,
        locale: Locale,
        progress: &Progress,
    ) -> Result<Made> {
        match self {
            What::List(what, request) => make::make(ctx, actor, &what, *request, format, progress).await,
            What::Report(report, query) => {
                report.check(ctx, actor, &query).await?;
                report.make(&Wanted { ctx, actor, query: &query, locale, format }, progress).await
            }
        }
    }
}

/// `Люди 2026-11-21.xlsx`: what it is called, without what file systems refuse.
fn file_name(ctx: &Ctx, title: &str, format: ExportFormat) -> String {
    let spaced: String = title.chars().map(|c| if is_refused(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    format!("{} {}.{}", short(&words.join(" "), 120), ctx.today(), format.as_str())
}

/// Separators and signs of paths, and whatever is not seen or turns the reading direction around.
fn is_refused(c: char) -> bool {
    c.is_control()
        || "/\\:*?\"<>|".contains(c)
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// At most so many characters, with an ellipsis where there were more.
fn short(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let kept: String = text.chars().take(max - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_both_a_list_and_a_report() {
        for report in reports::REPORTS {
            assert!(lists::find(report.name()).is_err(), "{}", report.name());
            assert!(!report.formats().is_empty(), "{}", report.name());
            for locale in Locale::ALL {
                assert_ne!(list_title(locale, report.name()), report.name(), "a title in {locale}");
            }
        }
    }

    #[test]
    fn titles_are_cut_by_characters() {
        assert_eq!(short("Ақкөл", 5), "Ақкөл");
        assert_eq!(short("Ақкөл 2026", 7), "Ақкөл…");
        assert!("a\u{202e}/..\\\n".chars().filter(|c| is_refused(*c)).count() == 4);
    }
}
