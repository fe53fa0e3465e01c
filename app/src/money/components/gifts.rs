//! Gifts in kind of a project: the list, and the form for a further one.

use birqadam_core::{FormInput, Locale, ProjectId};
use birqadam_funding::{Gift, GiftInput};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    money::{
        server_fns::{AddGift, REMOVE_GIFT_FORM, RemoveGift},
        words::sum,
    },
    texts::{common, money as words},
    ui::{
        Confirm, DateField, Hidden, Icon, PlainForm, Refused, Section, SubmitButton, TextField, declared, use_flash,
        use_locale,
    },
};

#[component]
pub fn Gifts(project: ProjectId, gifts: Vec<Gift>, open: bool) -> impl IntoView {
    let l = use_locale();
    let rows = gifts.into_iter().map(|gift| row(l, project, gift)).collect::<Vec<_>>();
    let list = if rows.is_empty() {
        view! { <p class="muted">{words::no_gifts(l)}</p> }.into_any()
    } else {
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! {
        <Section title=words::gifts(l)>
            <p class="muted">{words::gifts_text(l)}</p>
            <Refused form=REMOVE_GIFT_FORM/>
            {list}
            {open.then(|| add(l, project))}
        </Section>
    }
}

fn row(l: Locale, project: ProjectId, gift: Gift) -> impl IntoView {
    let estimate = gift.estimate.map(|amount| {
        view! { <span>{words::estimated(l, sum(amount, &gift.currency))}</span> }
    });
    view! {
        <li class="row">
            <div class="row-main">
                <h3 class="row-title">{gift.description.clone()}</h3>
                <p class="row-facts">
                    <span>{gift.giver.clone()}</span>
                    <span>{format::date(l, gift.given_on)}</span>
                    {estimate}
                </p>
            </div>
            <div class="row-end">
                <Confirm label=common::delete(l) icon=Icon::Trash2>
                    <PlainForm action=RemoveGift::PATH name=REMOVE_GIFT_FORM>
                        <p>{words::remove_gift_text(l)}</p>
                        <Hidden name="id" value=gift.id.to_string()/>
                        <Hidden name="project_id" value=project.to_string()/>
                        <SubmitButton label=words::remove_yes(l) tone="bad" icon=Icon::Trash2/>
                    </PlainForm>
                </Confirm>
            </div>
        </li>
    }
}

fn add(l: Locale, project: ProjectId) -> impl IntoView {
    view! {
        <Confirm label=words::add_gift(l) icon=Icon::Plus open=use_flash(GiftInput::NAME).is_some()>
            <PlainForm action=AddGift::PATH name={declared::<GiftInput>()}>
                <Hidden name="project_id" value=project.to_string()/>
                <TextField name="giver" label=words::giver(l) required=true/>
                <TextField name="description" label=words::gift_description(l) required=true/>
                <TextField name="estimate" label=words::estimate(l) help=words::estimate_help(l) inputmode="decimal"/>
                <DateField name="given_on" label=words::given_on(l) required=true/>
                <SubmitButton label=common::save(l) icon=Icon::Save/>
            </PlainForm>
        </Confirm>
    }
}
