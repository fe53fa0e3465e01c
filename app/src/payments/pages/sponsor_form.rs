//! `/projects/{id}/sponsor`: giving money to a project, once or each month.

use birqadam_funding::{NewPledge, NewSponsorship, SponsorOffer};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    format,
    payments::{
        components::{AmountChips, WaysToPay, may_give_or_how},
        server_fns::{GiveMoney, MakePledge, get_sponsor_offer},
    },
    texts::payments as words,
    ui::{
        Checkbox, Crumb, Hidden, Icon, Notice, NumberField, Page, PlainForm, SubmitButton, TextField, declared, load,
        use_id, use_locale, use_query,
    },
};

/// The page; `?monthly=1` promises a gift each month.
#[component]
pub fn SponsorForm() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let (amount, monthly) = (use_query("amount"), use_query("monthly"));
    let offer = crate::ui::read(move || id.get(), |id| get_sponsor_offer(id.into()));
    load(offer, move |offer| {
        let project = format!("/projects/{}", offer.project_id);
        let monthly = !monthly.get().is_empty();
        let title = if monthly { words::monthly_title(l) } else { words::give_title(l) };
        let body = if !offer.takes_money {
            view! {
                <Notice tone="info" title=words::takes_none(l)>
                    <p>{words::takes_none_text(l)}</p>
                </Notice>
            }
            .into_any()
        } else if let Some(how) = may_give_or_how(&format!("{project}/sponsor")) {
            how
        } else if monthly {
            view! { <Monthly offer=offer.clone() amount=amount.get()/> }.into_any()
        } else {
            view! { <Once offer=offer.clone() amount=amount.get()/> }.into_any()
        };
        view! {
            <Page title=title lead=offer.title.clone() up=Crumb::new(project, words::to_project(l)) narrow=true>
                {body}
            </Page>
        }
    })
}

#[component]
fn Once(offer: SponsorOffer, amount: String) -> impl IntoView {
    let l = use_locale();
    let here = format!("/projects/{}/sponsor", offer.project_id);
    let (chips, monthly) = (format!("{here}?"), format!("{here}?monthly=1"));
    view! {
        <PlainForm action=GiveMoney::PATH name={declared::<NewSponsorship>()}>
            <Hidden name="project_id" value=offer.project_id.to_string()/>
            <AmountChips href=chips currency=offer.currency.clone()/>
            <NumberField name="amount" label=words::amount(l, format::sign(&offer.currency)) help=words::amount_help(l) value=amount required=true/>
            <TextField name="purpose" label=words::purpose(l) help=words::purpose_help(l)/>
            <Checkbox name="is_anonymous" label=words::anonymous(l) help=words::anonymous_help(l)/>
            <WaysToPay providers=offer.providers/>
            <SubmitButton label=words::go_on(l) icon=Icon::ArrowRight/>
        </PlainForm>
        <p><a href=monthly>{words::give_monthly(l)}</a></p>
    }
}

#[component]
fn Monthly(offer: SponsorOffer, amount: String) -> impl IntoView {
    let l = use_locale();
    let here = format!("/projects/{}/sponsor", offer.project_id);
    let chips = format!("{here}?monthly=1&");
    view! {
        <p>{words::monthly_about(l)}</p>
        <PlainForm action=MakePledge::PATH name={declared::<NewPledge>()}>
            <Hidden name="project_id" value=offer.project_id.to_string()/>
            <AmountChips href=chips currency=offer.currency.clone()/>
            <NumberField name="amount" label=words::amount(l, format::sign(&offer.currency)) help=words::amount_help(l) value=amount required=true/>
            <NumberField name="day_of_month" label=words::day_of_month(l) help=words::day_of_month_help(l)/>
            <TextField name="purpose" label=words::purpose(l) help=words::purpose_help(l)/>
            <Checkbox name="is_anonymous" label=words::anonymous(l) help=words::anonymous_help(l)/>
            <WaysToPay providers=offer.providers/>
            <SubmitButton label=words::promise(l) icon=Icon::RefreshCw/>
        </PlainForm>
        <p><a href=here>{words::give_once(l)}</a></p>
    }
}
