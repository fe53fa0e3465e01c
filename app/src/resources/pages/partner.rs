//! `/partners/:id`: what a partner lends, and what they were thanked for.

use leptos::prelude::*;

use crate::{
    format,
    resources::{
        components::{ResourceGrid, ThanksList},
        server_fns::find_partner,
    },
    texts::resources as words,
    ui::{EmptyState, Page, Section, load, use_id, use_locale},
};

/// The page.
#[component]
pub fn PartnerView() -> impl IntoView {
    let l = use_locale();
    let id = use_id("id");
    let partner = crate::ui::read(move || id.get(), |id| find_partner(id.into()));
    load(partner, move |partner| {
        let about = Some(partner.about.clone()).filter(|text| !text.is_empty());
        let count = format::number(partner.resource_count);
        let resources = if partner.resources.is_empty() {
            view! { <EmptyState title=words::lends_nothing(l)/> }.into_any()
        } else {
            view! { <ResourceGrid resources=partner.resources/> }.into_any()
        };
        let thanked = format::number(partner.thanks_count);
        let thanks = (!partner.thanks.is_empty()).then(|| {
            view! {
                <Section title=words::thanks(l) count=thanked>
                    <ThanksList thanks=partner.thanks/>
                </Section>
            }
        });
        let lent = format!("{}: {}", words::lent(l), format::number(partner.lent));
        view! {
            <Page title=partner.name.clone() lead=lent>
                {about.map(|text| view! { <p class="preline">{text}</p> })}
                <Section title=words::lends(l) count=count>{resources}</Section>
                {thanks}
            </Page>
        }
    })
}
