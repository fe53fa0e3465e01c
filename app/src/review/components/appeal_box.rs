//! The author's side of an appeal: the form where something was rejected, and how it stands.

use birqadam_core::FormInput;
use birqadam_core::review::{Appeal, AppealInput, AppealState};
use leptos::prelude::*;

use crate::{
    review::server_fns::CreateAppeal,
    texts::review as words,
    ui::{Confirm, Form, Hidden, Icon, Notice, SubmitButton, TextArea, declared, use_flash, use_locale, use_query},
};

/// Whether the address says that an appeal was just sent: part of the source of pages with an
/// [`AppealBox`], which then read anew.
pub fn appeal_sent() -> Memo<bool> {
    let done = use_query("done");
    Memo::new(move |_| done.get() == "appeal-sent")
}

/// For a page of something rejected of one's own, which reads the appeal with it (`with_appeal`).
#[component]
pub fn AppealBox(
    /// Name of the kind.
    kind: &'static str,
    id: i64,
    appeal: Option<Appeal>,
) -> impl IntoView {
    match appeal {
        Some(appeal) => stands(use_locale(), &appeal),
        None => view! { <AppealForm kind=kind id=id/> }.into_any(),
    }
}

#[component]
fn AppealForm(kind: &'static str, id: i64) -> impl IntoView {
    let l = use_locale();
    let create = ServerAction::<CreateAppeal>::new();
    view! {
        <Confirm label=words::appeal(l) icon=Icon::Undo2 open=use_flash(AppealInput::NAME).is_some()>
            <Form action=create name={declared::<AppealInput>()}>
                <p>{words::appeal_text(l)}</p>
                <Hidden name="kind" value=kind/>
                <Hidden name="id" value=id.to_string()/>
                <TextArea name="text" label=words::appeal_field(l) required=true rows=4/>
                <SubmitButton label=words::appeal_yes(l) icon=Icon::Send/>
            </Form>
        </Confirm>
    }
}

fn stands(l: birqadam_core::Locale, appeal: &Appeal) -> AnyView {
    let (tone, title) = match appeal.state {
        AppealState::Open => ("waiting", words::appeal_open(l)),
        AppealState::Upheld => ("bad", words::appeal_upheld(l)),
        AppealState::Overturned => ("good", words::appeal_overturned(l)),
        AppealState::Withdrawn => return ().into_any(),
    };
    let answer = appeal.answer.clone().map(|text| view! { <p class="preline">{text}</p> });
    let text = appeal.text.clone();
    view! {
        <Notice tone=tone title=title>
            {answer}
            <blockquote class="preline">{text}</blockquote>
        </Notice>
    }
    .into_any()
}
