//! The decision on an item of any kind: approve, give back marked fields, reject with a reason.
//! Plain forms; the same decision sent twice is one.

use birqadam_core::{
    Locale,
    review::{Decision, Pane, ReasonTemplate},
};
use leptos::prelude::*;

use super::ReturnFields;
use crate::{
    review::{
        Section,
        server_fns::{APPROVE_FORM, Decide, DecideInput, REJECT_FORM, RETURN_FORM},
    },
    texts::review as words,
    ui::{
        Confirm, Declared, Form, Hidden, Icon, RadioGroup, Stars, SubmitButton, TextArea, declared_with, use_flash,
        use_locale,
    },
};

/// What a kind calls its decisions.
#[derive(Clone)]
pub struct DecisionWords {
    pub approve: &'static str,
    /// What follows from an approval.
    pub approve_text: &'static str,
    pub give_back_text: &'static str,
    pub reject: &'static str,
    pub reject_text: &'static str,
    pub reject_yes: &'static str,
}

/// The forms.
#[component]
pub fn DecisionForms(
    pane: Pane,
    words: DecisionWords,
    /// The fields that can be returned with their values in words.
    values: Vec<(String, String)>,
) -> impl IntoView {
    let l = use_locale();
    let said = words;
    let (approve, give_back, reject) =
        (ServerAction::<Decide>::new(), ServerAction::<Decide>::new(), ServerAction::<Decide>::new());
    let refused = |form: &str| use_flash(form).is_some();
    let comment = pane.rated || pane.item.kind == "appeal";
    let rated = pane.rated;
    let templates = |decision| options(l, &pane.templates, decision);
    let rules = Rules::of(&pane);
    let (approve_rules, return_rules, reject_rules) = (rules.clone(), rules.clone(), rules);
    let (return_reasons, reject_reasons) = (templates(Decision::Return), templates(Decision::Reject));
    let told_in = (pane.author_locale != l).then(|| words::told_in(l, language(l, pane.author_locale)));
    let item = StoredValue::new((pane.item.kind.clone(), pane.item.id, pane.version));
    let told_in_return = told_in.clone();
    let returns = (!pane.fields.is_empty()).then(move || {
        view! {
            <div class="decision-refuse" id="decision-return">
                <Confirm label=words::give_back(l) icon=Icon::Undo2 open=refused(RETURN_FORM)>
                    <Form action=give_back name={return_rules.form(RETURN_FORM)}>
                        <p>{said.give_back_text}</p>
                        <Which item=item decision=Decision::Return/>
                        <ReturnFields values=values/>
                        {reasons(l, return_reasons, told_in_return)}
                        <TextArea name="reason" label=words::message(l) help=words::message_help(l) rows=3/>
                        <SubmitButton label=words::give_back_yes(l) icon=Icon::Undo2/>
                    </Form>
                </Confirm>
            </div>
        }
    });
    view! {
        <div class="decision">
            <div class="decision-approve">
                <Form action=approve name={approve_rules.form(APPROVE_FORM)}>
                    {(!said.approve_text.is_empty()).then(|| view! { <p>{said.approve_text}</p> })}
                    <Which item=item decision=Decision::Approve/>
                    {rated.then(|| view! { <Stars name="rating" label=words::rating(l)/> })}
                    {comment.then(|| view! { <TextArea name="reason" label=words::comment(l) rows=2/> })}
                    <SubmitButton label=said.approve tone="good" icon=Icon::Check/>
                </Form>
            </div>
            {returns}
            <div class="decision-refuse" id="decision-reject">
                <Confirm label=said.reject icon=Icon::X tone="bad" open=refused(REJECT_FORM)>
                    <Form action=reject name={reject_rules.form(REJECT_FORM)}>
                        <p>{said.reject_text}</p>
                        <Which item=item decision=Decision::Reject/>
                        {reasons(l, reject_reasons, told_in)}
                        <TextArea name="reason" label=words::reason(l) help=words::reason_help(l) rows=3/>
                        <SubmitButton label=said.reject_yes tone="bad" icon=Icon::X/>
                    </Form>
                </Confirm>
            </div>
        </div>
    }
}

/// What the browser needs to know to check a decision as the server does.
#[derive(Clone)]
struct Rules {
    fields: Vec<String>,
    rated: bool,
    /// Ready reasons in the author's language, by number.
    ready: Vec<(String, String)>,
}

impl Rules {
    fn of(pane: &Pane) -> Self {
        let told =
            |template: &ReasonTemplate| (template.id.to_string(), template.text.get(pane.author_locale).0.to_owned());
        Rules { fields: pane.fields.clone(), rated: pane.rated, ready: pane.templates.iter().map(told).collect() }
    }

    fn form(self, name: &'static str) -> Declared {
        declared_with(name, move |fields| {
            let Some(input) = fields.decode::<DecideInput>() else { return Vec::new() };
            let ready = self.ready.iter().find(|(id, _)| *id == input.template).map_or("", |(_, text)| text);
            input.problems(ready, &self.fields, self.rated)
        })
    }
}

/// What is decided on, in which version, and where the reviewer works.
#[component]
fn Which(item: StoredValue<(String, i64, i64)>, decision: Decision) -> impl IntoView {
    let (kind, id, version) = item.get_value();
    view! {
        <Hidden name="kind" value=kind/>
        <Hidden name="id" value=id.to_string()/>
        <Hidden name="version" value=version.to_string()/>
        <Hidden name="decision" value=decision.as_str()/>
        <Hidden name="section" value=Section::current().as_str()/>
    }
}

/// The ready reasons of a decision, and one's own words, which is what is chosen at first.
fn options(l: Locale, templates: &[ReasonTemplate], decision: Decision) -> Vec<(String, String, String)> {
    let ready = templates.iter().filter(|template| template.decision == decision).map(|template| {
        let (text, language) = template.text.get(l);
        let mark = if language == l { String::new() } else { language.as_str().to_owned() };
        (template.id.to_string(), text.to_owned(), mark)
    });
    ready.collect()
}

/// The choice, where there is one, and in which language it is told.
fn reasons(l: Locale, ready: Vec<(String, String, String)>, told_in: Option<String>) -> Option<impl IntoView> {
    (!ready.is_empty()).then(|| {
        let options: Vec<_> =
            ready.into_iter().chain([(String::new(), words::template_own(l).to_owned(), String::new())]).collect();
        view! {
            <RadioGroup name="template" label=words::reason_template(l) options=options/>
            {told_in.map(|text| view! { <p class="muted small">{text}</p> })}
        }
    })
}

fn language(l: Locale, language: Locale) -> &'static str {
    match language {
        Locale::Ru => words::in_russian(l),
        Locale::Kk => words::in_kazakh(l),
        Locale::En => words::in_english(l),
    }
}
