//! Registration: who one is, how to reach one, and for organisations what a moderator needs.

use birqadam_accounts::{PublicRole, Register as RegisterInput};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    accounts::server_fns::Register,
    labels,
    texts::{accounts as words, nav, settings},
    ui::{
        FileInput, Hidden, Icon, Page, PasswordField, PhoneField, PlainForm, RadioGroup, SubmitButton, TextArea,
        TextField, declared, use_locale, use_query, use_start,
    },
};

/// A plain form: it changes who is signed in. Its documents go with it and are not sent ahead, as
/// files are for people with an account: a stage for visitors would be a store open to everybody.
/// A limit per address shuts out a school behind one address and stops nobody who has many; one
/// per session counts cookies. So nothing is kept before there is an account, and a form that is
/// refused says at the field which files to choose again.
#[component]
pub fn RegisterPage() -> impl IntoView {
    let l = use_locale();
    let next = use_query("next").get_untracked();
    let asked = use_query("role").get_untracked();
    let closed = use_start().platform.closed_roles.clone();
    let open: Vec<PublicRole> = PublicRole::ALL.into_iter().filter(|role| !closed.contains(role)).collect();
    let Some(first) = open.first().copied() else {
        return view! {
            <Page title=settings::closed(l) lead=settings::closed_text(l) narrow=true>
                <p><a href="/projects">{nav::projects(l)}</a></p>
            </Page>
        }
        .into_any();
    };
    let role = PublicRole::parse(&asked).filter(|role| open.contains(role)).unwrap_or(first);
    let roles = open
        .into_iter()
        .map(|role| (role.as_str().to_owned(), labels::role(l, role.as_str()), labels::role_about(l, role).to_owned()))
        .collect::<Vec<_>>();
    view! {
        <Page title=words::register_title(l) lead=words::register_lead(l) narrow=true>
            <p class="muted">
                {words::have_account(l)}" "<a href="/sign-in">{nav::sign_in(l)}</a>
            </p>
            <PlainForm action=Register::PATH name={declared::<RegisterInput>()} multipart=true>
                <Hidden name="next" value=next/>
                <RadioGroup name="role" label=words::role(l) options=roles value=role.as_str()/>
                <TextField name="name" label=words::name(l) required=true autocomplete="name"/>
                <TextField
                    name="email"
                    kind="email"
                    label=words::email(l)
                    help=words::email_help(l)
                    required=true
                    autocomplete="email"
                />
                <PasswordField
                    name="password"
                    label=words::password(l)
                    help=words::password_help(l)
                    autocomplete="new-password"
                />
                <PhoneField name="phone" label=words::phone(l) help=words::phone_help(l)/>
                <fieldset class="group">
                    <legend>{words::organization_title(l)}</legend>
                    <p class="muted">{words::organization_lead(l)}</p>
                    <TextField name="organization_name" label=words::organization(l) autocomplete="organization"/>
                    <TextArea name="about" label=words::about(l) help=words::about_help(l) rows=4/>
                    <FileInput
                        name="documents"
                        label=words::documents(l)
                        help=words::documents_help(l)
                        accept=".pdf,image/jpeg,image/png,image/webp"
                        multiple=true
                        with_form=true
                    />
                </fieldset>
                <SubmitButton label=words::register_button(l) icon=Icon::Footprints/>
            </PlainForm>
        </Page>
    }
    .into_any()
}
