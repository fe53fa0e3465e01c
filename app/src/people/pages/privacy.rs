//! `/profile/privacy`: who sees what of oneself.

use birqadam_accounts::{MyProfile, ProfileItem, ShownTo};
use birqadam_core::Locale;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    people::server_fns::{PRIVACY_FORM, SavePrivacy, get_my_profile},
    texts::{nav, people as words},
    ui::{Crumb, Icon, Notice, Page, PlainForm, Select, SubmitButton, load, use_locale},
};

/// The page.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let l = use_locale();
    let profile = crate::ui::read(|| (), |()| get_my_profile());
    load(profile, move |profile| {
        let minor = profile.is_minor.then(|| view! { <Notice tone="info"><p>{words::privacy_minor(l)}</p></Notice> });
        view! {
            <Page
                title=words::privacy_title(l)
                lead=words::privacy_lead(l)
                up=Crumb::new("/profile", nav::profile(l))
                narrow=true
            >
                {minor}
                <PlainForm action=SavePrivacy::PATH name=PRIVACY_FORM>
                    // Made here, not before: a field belongs to the form around it.
                    {ProfileItem::ALL.map(|item| field(l, &profile, item)).collect_view()}
                    <div class="cluster">
                        <SubmitButton label=words::privacy_save(l) icon=Icon::Save/>
                        <a class="button" href=format!("/people/{}", profile.me.id)>
                            {words::page_link(l)}
                        </a>
                    </div>
                </PlainForm>
            </Page>
        }
    })
}

/// The choice of one item; of a minor the wider circles are not offered.
fn field(l: Locale, profile: &MyProfile, item: ProfileItem) -> impl IntoView + use<> {
    let widest = profile.widest.0.get(&item).copied().unwrap_or(ShownTo::Everyone);
    let chosen = profile.privacy.0.get(&item).copied().unwrap_or(widest);
    let options = ShownTo::ALL
        .into_iter()
        .filter(|shown| *shown >= widest)
        .map(|shown| (shown.as_str().to_owned(), shown_words(l, shown).to_owned()))
        .collect();
    view! {
        <Select
            name=format!("privacy.{}", item.as_str())
            label=item_words(l, item)
            options=options
            value=chosen.as_str()
            required=true
        />
    }
}

fn item_words(l: Locale, item: ProfileItem) -> &'static str {
    match item {
        ProfileItem::Page => words::item_page(l),
        ProfileItem::Photo => words::item_photo(l),
        ProfileItem::About => words::item_about(l),
        ProfileItem::City => words::item_city(l),
        ProfileItem::Languages => words::item_languages(l),
        ProfileItem::Rating => words::item_rating(l),
        ProfileItem::Achievements => words::item_achievements(l),
        ProfileItem::History => words::item_history(l),
        ProfileItem::Contacts => words::item_contacts(l),
    }
}

fn shown_words(l: Locale, shown: ShownTo) -> &'static str {
    match shown {
        ShownTo::Everyone => words::shown_everyone(l),
        ShownTo::Members => words::shown_members(l),
        ShownTo::Organizers => words::shown_organizers(l),
        ShownTo::Nobody => words::shown_nobody(l),
    }
}
