//! The menu that asks for a report: format and language.

use birqadam_core::Locale;
use leptos::prelude::*;

use crate::{
    exports::components::FileMenu,
    texts::documents as words,
    ui::{Icon, IconView, use_locale},
};

/// `report` is the report's name, `query` what it is about: `project_id=5`.
#[component]
pub fn DownloadReport(#[prop(into)] report: String, #[prop(into)] query: Signal<String>) -> impl IntoView {
    let l = use_locale();
    let id = format!("report-language-{}", report.replace('_', "-"));
    let languages = Locale::ALL.map(|locale| {
        view! {
            <option value=locale.as_str() lang=locale.as_str() selected=locale == l>
                {locale.endonym()}
            </option>
        }
    });
    view! {
        <FileMenu
            class="menu export-menu report-menu"
            label=words::download(l)
            text=words::download_text(l)
            list=report
            query=query
            formats=vec![("pdf", words::as_pdf(l)), ("xlsx", words::as_xlsx(l))]
            more=("/exports/schedules", Icon::Calendar, words::by_mail(l))
        >
            <div class="field">
                <label for=id.clone()>{words::language(l)}</label>
                <span class="select">
                    <select class="input" id=id name="locale">
                        {languages}
                    </select>
                    <IconView icon=Icon::ChevronDown/>
                </span>
            </div>
        </FileMenu>
    }
}
