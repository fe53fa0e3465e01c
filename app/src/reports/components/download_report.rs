//! The menu that asks for a report: format and language.

use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{
    texts::documents as words,
    ui::{Icon, IconView, use_locale},
};

/// A plain form in a disclosure: the answer is the file, or the page that shows how far it is. `report`
/// is the report's name, `query` what it is about: `project_id=5`.
#[component]
pub fn DownloadReport(#[prop(into)] report: String, #[prop(into)] query: Signal<String>) -> impl IntoView {
    let l = use_locale();
    let id = StoredValue::new(format!("report-language-{}", report.replace('_', "-")));
    let languages = Locale::ALL.map(|locale| {
        view! {
            <option value=locale.as_str() lang=locale.as_str() selected=locale == l>
                {locale.endonym()}
            </option>
        }
    });
    view! {
        <details class="menu export-menu report-menu">
            <summary class="button">
                <IconView icon=Icon::Download/>
                <span>{words::download(l)}</span>
            </summary>
            <form class="menu-body" method="post" action="/files/exports">
                <input type="hidden" name="list" value=report/>
                <input type="hidden" name="query" value=query/>
                <p class="menu-mail">{words::download_text(l)}</p>
                <div class="field">
                    <label for=id.get_value()>{words::language(l)}</label>
                    <span class="select">
                        <select class="input" id=id.get_value() name="locale">
                            {languages}
                        </select>
                        <IconView icon=Icon::ChevronDown/>
                    </span>
                </div>
                <button type="submit" class="menu-item" name="format" value="pdf">
                    <IconView icon=Icon::FileText/>
                    {words::as_pdf(l)}
                </button>
                <button type="submit" class="menu-item" name="format" value="xlsx">
                    <IconView icon=Icon::FileText/>
                    {words::as_xlsx(l)}
                </button>
                <a class="menu-item" href="/exports/schedules">
                    <IconView icon=Icon::Calendar/>
                    {words::by_mail(l)}
                </a>
            </form>
        </details>
    }
}
