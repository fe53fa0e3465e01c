//! One's own profile: rating, points with every entry explained, achievements, history, data.

use birqadam_accounts::{LANGUAGES, Me, MyProfile, UpdateProfile as ProfileChanges};
use birqadam_core::{Locale, Permission};
use birqadam_growth::{Level, PointsEntry};
use birqadam_volunteering::HistoryEntry;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::{
    accounts::server_fns::{Profile, ResendConfirmation, UpdateProfile, get_profile},
    format, labels,
    people::components::{LevelView, OwnPhoto, verification_chip},
    texts::{accounts as words, common, impact, nav, notifications, passport, people},
    ui::{
        DataTable, DateField, EmptyState, Fact, Facts, Hidden, Icon, IconView, Notice, Page, Pager, PhoneField,
        PlainForm, Rating, Section, Select, SubmitButton, TextArea, TextField, declared, load, use_cursor, use_form,
        use_locale,
    },
    volunteering::components::AchievementList,
};

#[component]
pub fn ProfilePage() -> impl IntoView {
    let cursor = use_cursor();
    let photo_changed = RwSignal::new(0u32);
    let profile = crate::ui::read(move || (cursor.get(), photo_changed.get()), |(cursor, _)| get_profile(cursor));
    load(profile, move |profile| view! { <ProfileView profile=profile photo_changed=photo_changed/> })
}

#[component]
fn ProfileView(profile: Profile, photo_changed: RwSignal<u32>) -> impl IntoView {
    let l = use_locale();
    let Profile { mine, balance, points, achievements, history } = profile;
    let me = mine.me.clone();
    let earns = me.can(Permission::ReportsCreate) || balance != 0;
    let title = me.name.clone();
    view! {
        <Page title=title>
            {(!me.email_confirmed).then(|| confirm_notice(l))}
            <div class="split">
                <div class="stack">
                    {earns
                        .then(|| {
                            view! {
                                <Section title=words::points_title(l)>
                                    <p class="points">
                                        <span class="points-value">{format::number(balance)}</span>
                                        <span>{words::points_word(l, balance)}</span>
                                    </p>
                                    <LevelView level=Level::of(balance)/>
                                    <p class="muted">{words::points_lead(l)}</p>
                                    {ledger(l, points.items)}
                                    <Pager next=points.next/>
                                </Section>
                                <Section title=words::achievements_title(l)>
                                    <AchievementList achievements=achievements/>
                                </Section>
                            }
                        })}
                    <Section title=words::history_title(l)>{history_list(l, history)}</Section>
                </div>
                <aside class="aside">
                    <OwnPhoto
                        name=me.name.clone()
                        photo_url=me.profile_photo.clone()
                        confirmed=mine.is_confirmed()
                        changed=photo_changed
                    />
                    {facts(l, &me)}
                    {around(l, &mine)}
                    <h2>{words::edit_title(l)}</h2>
                    <EditForm mine=mine/>
                </aside>
            </div>
        </Page>
    }
}

fn confirm_notice(l: Locale) -> impl IntoView {
    view! {
        <Notice tone="waiting" title=words::unconfirmed_title(l)>
            <p>{words::unconfirmed_text(l)}</p>
            <form method="post" action=ResendConfirmation::PATH>
                <button type="submit" class="button">
                    <IconView icon=Icon::Mail/>
                    {words::resend_button(l)}
                </button>
            </form>
        </Notice>
    }
}

/// Where the profile goes on: as others see it, who sees what, verification, sign-ins.
fn around(l: Locale, mine: &MyProfile) -> impl IntoView + use<> {
    let chip = verification_chip(l, mine.verification.as_ref().map(|state| state.status));
    view! {
        <ul class="profile-links">
            <li><a href=format!("/people/{}", mine.me.id)>{people::page_link(l)}</a></li>
            <li><a href="/profile/notifications">{notifications::preferences_title(l)}</a></li>
            <li><a href="/profile/privacy">{people::edit_privacy(l)}</a></li>
            <li class="cluster"><a href="/profile/verification">{people::edit_verification(l)}</a> {chip}</li>
            {mine.me.can(Permission::TasksJoin).then(|| view! { <li><a href="/passport">{passport::title(l)}</a></li> })}
            {mine.me.can(Permission::ProjectsManageOwn).then(|| view! { <li><a href="/organizer/impact">{impact::mine_title(l)}</a></li> })}
            <li><a href="/profile/sessions">{people::edit_sign_ins(l)}</a></li>
        </ul>
    }
}

fn facts(l: Locale, me: &Me) -> impl IntoView + use<> {
    let roles = me.roles.iter().map(|role| labels::role(l, role)).collect::<Vec<_>>().join(", ");
    let (rating, email, since) = (me.rating, me.email.clone(), format::date(l, format::local_day(me.created_at)));
    view! {
        <Facts>
            <Fact label=common::rating(l) icon=Icon::Star>
                <Rating value=rating/>
            </Fact>
            <Fact label=words::roles(l) icon=Icon::User>
                {roles}
            </Fact>
            <Fact label=words::email(l) icon=Icon::Mail>
                {email}
            </Fact>
            <Fact label=words::since(l) icon=Icon::Calendar>
                {since}
            </Fact>
        </Facts>
    }
}

/// Every entry with its reason: what for, how much, when.
fn ledger(l: Locale, entries: Vec<PointsEntry>) -> AnyView {
    if entries.is_empty() {
        let action = move || view! { <a class="button" href="/projects?free=true">{nav::projects(l)}</a> };
        return view! { <EmptyState title=words::no_points(l) text=words::no_points_text(l) action=action/> }
            .into_any();
    }
    let rows = entries
        .into_iter()
        .map(|entry| {
            let amount = if entry.amount > 0 {
                format!("+{}", format::number(entry.amount))
            } else {
                format::number(entry.amount)
            };
            view! {
                <tr>
                    <td>{format::date_short(format::local_day(entry.created_at))}</td>
                    <td>{reason(l, &entry)}</td>
                    <td class="number ledger-amount">{amount}</td>
                </tr>
            }
        })
        .collect_view();
    let head =
        vec![words::ledger_day(l).to_owned(), words::ledger_reason(l).to_owned(), words::ledger_amount(l).to_owned()];
    view! {
        <DataTable caption=words::points_title(l) head=head>
            {rows}
        </DataTable>
    }
    .into_any()
}

fn reason(l: Locale, entry: &PointsEntry) -> String {
    let task = entry.details["task"].as_str().unwrap_or_default();
    match (entry.reason.as_str(), entry.details["rating"].as_i64()) {
        ("report_approved", Some(rating)) => words::reason_report(l, task, common::stars(l, rating)),
        // A reason made by a later version: its name says more than nothing.
        (other, _) => other.replace('_', " "),
    }
}

fn history_list(l: Locale, entries: Vec<HistoryEntry>) -> AnyView {
    if entries.is_empty() {
        return view! { <p class="muted">{words::no_history(l)}</p> }.into_any();
    }
    let rows = entries
        .into_iter()
        .map(|entry| {
            let what = happened(l, &entry);
            view! {
                <li class="row">
                    <div class="row-main">
                        <p>{what}</p>
                        {entry.project.map(|project| view! { <p class="row-text">{project}</p> })}
                    </div>
                    <time class="muted small" datetime=entry.date.to_rfc3339()>
                        {format::moment_short(entry.date)}
                    </time>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn happened(l: Locale, entry: &HistoryEntry) -> String {
    let task = entry.details["task"].as_str().unwrap_or_default().to_owned();
    match entry.action.as_str() {
        "joined_task" => words::happened_joined(l, task),
        "left_task" => words::happened_left(l, task),
        "report_submitted" => words::happened_reported(l, task),
        "task_completed" => words::happened_completed(l, task),
        "achievement_unlocked" => {
            let title: birqadam_core::Localized =
                serde_json::from_value(entry.details["title"].clone()).unwrap_or_default();
            words::happened_unlocked(l, title.get(l).0)
        }
        other => format!("{} {task}", other.replace('_', " ")),
    }
}

/// A mark for each language one speaks.
#[component]
fn Spoken(spoken: Vec<String>) -> impl IntoView {
    let l = use_locale();
    let form = use_form();
    form.remember_label("languages", people::languages_mine(l));
    let kept: Option<Vec<String>> = form
        .kept()
        .get("languages")
        .and_then(|kept| Some(kept.as_array()?.iter().filter_map(|code| code.as_str().map(str::to_owned)).collect()));
    let spoken = kept.unwrap_or(spoken);
    let checks = LANGUAGES
        .iter()
        .enumerate()
        .map(|(index, (code, name))| {
            let field = format!("languages.{index}");
            let id = form.html_id(&field);
            let checked = spoken.iter().any(|spoken| spoken == code);
            view! {
                <div class="check">
                    <input type="checkbox" id=id.clone() name=form.html_name(&field) value=*code checked=checked/>
                    <label for=id lang=*code>
                        <bdi>{*name}</bdi>
                    </label>
                </div>
            }
        })
        .collect_view();
    view! {
        <details class="spoken" open=!spoken.is_empty()>
            <summary>{people::languages_mine(l)}</summary>
            <div class="permission-checks" id=form.html_id("languages")>
                {checks}
            </div>
        </details>
    }
}

/// The name, and what another one costs who is confirmed under this.
#[component]
fn NameField(name: String, confirmed: bool) -> impl IntoView {
    let l = use_locale();
    let label = words::name(l);
    if confirmed {
        let help = people::name_confirmed(l);
        view! { <TextField name="name" label=label help=help value=name required=true autocomplete="name"/> }.into_any()
    } else {
        view! { <TextField name="name" label=label value=name required=true autocomplete="name"/> }.into_any()
    }
}

/// A plain form: name and language show in the frame too.
#[component]
fn EditForm(mine: MyProfile) -> impl IntoView {
    let l = use_locale();
    let confirmed = mine.is_confirmed();
    let MyProfile { me, city, languages: spoken, birth_date, .. } = mine;
    let languages = Locale::ALL.iter().map(|l| (l.as_str().to_owned(), l.endonym().to_owned())).collect::<Vec<_>>();
    view! {
        <PlainForm action=UpdateProfile::PATH name={declared::<ProfileChanges>()}>
            <Hidden name="version" value=me.version.to_string()/>
            <NameField name=me.name confirmed=confirmed/>
            <PhoneField
                name="phone"
                label=words::phone(l)
                help=words::phone_help(l)
                value=me.phone.unwrap_or_default()
            />
            <TextArea name="about" label=words::about(l) value=me.about rows=4/>
            <Select
                name="city"
                label=people::city(l)
                options=labels::city_options(l)
                value=city.unwrap_or_default()
                empty=people::no_city(l)
            />
            <Spoken spoken=spoken/>
            <DateField
                name="birth_date"
                label=people::birth_date(l)
                help=people::birth_date_help(l)
                value=birth_date.map(|born| born.format("%d.%m.%Y").to_string()).unwrap_or_default()
            />
            <Select name="locale" label=nav::language(l) options=languages value=me.locale.as_str() required=true/>
            <SubmitButton label=common::save(l) icon=Icon::Save/>
        </PlainForm>
    }
}
