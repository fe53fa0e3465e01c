//! Taking an expense back, with a reason.

use birqadam_core::FormInput;
use birqadam_funding::{Expense, ReverseExpense};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::texts::money as words;
use crate::{
    money::server_fns::TakeBackExpense,
    review::Section,
    ui::{Confirm, Hidden, Icon, PlainForm, SubmitButton, TextArea, declared, use_flash, use_locale},
};

#[component]
pub fn TakeBack(expense: Expense, section: Section) -> impl IntoView {
    let l = use_locale();
    let (label, text) = match section {
        Section::Organizer => (words::withdraw(l), words::withdraw_text(l)),
        Section::Review => (words::reverse(l), words::reverse_text(l)),
    };
    view! {
        <Confirm label=label icon=Icon::Undo2 open=use_flash(ReverseExpense::NAME).is_some()>
            <PlainForm action=TakeBackExpense::PATH name={declared::<ReverseExpense>()}>
                <p>{text}</p>
                <Hidden name="id" value=expense.id.to_string()/>
                <Hidden name="version" value=expense.version.to_string()/>
                <Hidden name="section" value=section.as_str()/>
                <TextArea name="reason" label=words::reason(l) rows=3 required=true/>
                <SubmitButton label=words::take_back_yes(l) tone="bad" icon=Icon::Undo2/>
            </PlainForm>
        </Confirm>
    }
}
