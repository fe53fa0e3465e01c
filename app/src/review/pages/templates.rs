//! `/review/templates`: the ready reasons, in three languages.

use birqadam_core::{
    FormInput, Locale,
    review::{Decision, ReasonTemplate},
};
use leptos::prelude::*;

use crate::{
    review::server_fns::{DELETE_TEMPLATE_FORM, DeleteTemplate, SaveTemplate, TemplateInput, list_templates},
    texts::{common, review as words},
    ui::{
        Confirm, Crumb, EmptyState, Form, Hidden, Icon, Page, Refused, Section, Select, SubmitButton, TextField,
        accepted, declared, form_of, load, use_flash, use_locale, use_query,
    },
};

/// Every kind and decision that ready reasons are for.
const TARGETS: [(&str, Decision); 10] = [
    ("account", Decision::Return),
    ("account", Decision::Reject),
    ("project", Decision::Return),
    ("project", Decision::Reject),
    ("report", Decision::Return),
    ("report", Decision::Reject),
    ("verification", Decision::Reject),
    ("expense", Decision::Return),
    ("expense", Decision::Reject),
    ("appeal", Decision::Reject),
];

/// The page: a new one on top, then all by kind and decision.
#[component]
pub fn ReviewTemplates() -> impl IntoView {
    let l = use_locale();
    let save = ServerAction::<SaveTemplate>::new();
    let delete = ServerAction::<DeleteTemplate>::new();
    let done = use_query("done");
    let (saved, deleted) = (accepted(save), accepted(delete));
    let changed = RwSignal::new(0_u32);
    let templates =
        crate::ui::read(move || (saved.get(), changed.get(), deleted.get(), done.get()), |_| list_templates());
    load(templates, move |templates| {
        let none = templates.is_empty();
        let sections = TARGETS
            .into_iter()
            .filter_map(|(kind, decision)| {
                let mine: Vec<_> =
                    templates.iter().filter(|t| t.kind == kind && t.decision == decision).cloned().collect();
                (!mine.is_empty()).then(|| {
                    let rows = mine.into_iter().map(|template| row(l, template, changed, delete)).collect_view();
                    view! {
                        <Section title=target(l, kind, decision)>
                            <ul class="rows">{rows}</ul>
                        </Section>
                    }
                })
            })
            .collect_view();
        let options = TARGETS.map(|(kind, decision)| (target_value(kind, decision), target(l, kind, decision)));
        let empty = none.then(|| view! { <EmptyState title=words::no_templates(l) text=words::templates_text(l)/> });
        view! {
            <Page
                title=words::templates(l)
                lead=words::templates_text(l)
                up=Crumb::new("/review", words::queue(l))
                narrow=true
            >
                <Refused form=DELETE_TEMPLATE_FORM/>
                <Confirm label=words::new_template(l) icon=Icon::Plus open=use_flash(TemplateInput::NAME).is_some()>
                    <Form action=save name={declared::<TemplateInput>()}>
                        <Select name="target" label=words::template_for(l) options=options.to_vec() required=true/>
                        <Texts/>
                        <SubmitButton label=common::save(l) icon=Icon::Check/>
                    </Form>
                </Confirm>
                {empty}
                {sections}
            </Page>
        }
    })
}

fn row(
    l: Locale,
    template: ReasonTemplate,
    changed: RwSignal<u32>,
    delete: ServerAction<DeleteTemplate>,
) -> impl IntoView {
    let (text, language) = template.text.get(l);
    let (text, id, version) = (text.to_owned(), template.id, template.version);
    // Each has its own: what one is refused is nothing to the others.
    let save = ServerAction::<SaveTemplate>::new();
    let saved = accepted(save);
    Effect::new(move |before: Option<u32>| {
        let now = saved.get();
        if before.is_some_and(|before| before != now) {
            changed.update(|times| *times += 1);
        }
        now
    });
    let refused = use_flash(&form_of(TemplateInput::NAME, id)).is_some();
    let mark = (language != l).then(|| view! { <span class="chip chip-muted">{language.as_str()}</span> });
    let missing = Locale::ALL.iter().filter(|l| template.text.exact(**l).is_empty()).map(|l| l.as_str());
    let missing: Vec<_> = missing.collect();
    let missing = (!missing.is_empty())
        .then(|| view! { <p class="row-facts muted">{words::template_missing(l, missing.join(", "))}</p> });
    view! {
        <li class="row">
            <div class="row-main">
                <p>{text} " " {mark}</p>
                {missing}
                <div class="cluster">
                    <Confirm label=words::edit_template(l) open=refused>
                        <Form action=save name={declared::<TemplateInput>().of(id)}>
                            <Hidden name="id" value=id.to_string()/>
                            <Hidden name="version" value=version.to_string()/>
                            <Texts template=template/>
                            <SubmitButton label=common::save(l) icon=Icon::Check/>
                        </Form>
                    </Confirm>
                    <Confirm label=common::delete(l) tone="bad">
                        <Form action=delete name=DELETE_TEMPLATE_FORM>
                            <p>{words::delete_template_text(l)}</p>
                            <Hidden name="id" value=id.to_string()/>
                            <SubmitButton label=common::delete(l) tone="bad" icon=Icon::X/>
                        </Form>
                    </Confirm>
                </div>
            </div>
        </li>
    }
}

/// The text in each language; one is enough.
#[component]
fn Texts(#[prop(optional)] template: Option<ReasonTemplate>) -> impl IntoView {
    let l = use_locale();
    let text = template.map(|template| template.text).unwrap_or_default();
    view! {
        <TextField name="ru" label=words::in_russian(l) value=text.ru/>
        <TextField name="kk" label=words::in_kazakh(l) value=text.kk/>
        <TextField name="en" label=words::in_english(l) value=text.en/>
    }
}

fn target_value(kind: &str, decision: Decision) -> String {
    format!("{kind}.{}", decision.as_str())
}

/// «Аккаунт: вернуть».
fn target(l: Locale, kind: &str, decision: Decision) -> String {
    let kind_name = match kind {
        "account" => words::kind_account(l),
        "project" => words::kind_project(l),
        "report" => words::kind_report(l),
        "verification" => crate::texts::people::kind_verification(l),
        "expense" => crate::texts::money::review_expense(l),
        _ => words::kind_appeal(l),
    };
    let decision = match (kind, decision) {
        ("appeal", _) => words::uphold(l),
        (_, Decision::Return) => words::give_back(l),
        _ => words::reject(l),
    };
    format!("{kind_name}: {decision}")
}
