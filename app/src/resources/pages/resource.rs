//! `/resources/:id`: one resource: photos, when it is free, the form that asks for it.

use birqadam_core::{Locale, Permission, ResourceId};
use birqadam_funding::{Resource, ResourceRequestInput, ResourceStatus, ResourceView};
use leptos::prelude::*;

use crate::{
    format,
    resources::{
        components::{CalendarView, PeriodFieldset, ThanksList},
        server_fns::{RequestResource, find_resource},
        words as looks,
    },
    texts::resources as words,
    ui::{
        Crumb, Fact, Facts, Form, Hidden, Icon, IconView, Notice, Page, PhotoView, Section, Select, SubmitButton,
        TextArea, declared, load, may, use_id, use_locale, use_query,
    },
};

/// The page.
#[component]
pub fn ResourcePage() -> impl IntoView {
    let id = use_id("id");
    let month = use_query("month");
    let resource = crate::ui::read(move || (id.get(), month.get()), |(id, month)| find_resource(ResourceId(id), month));
    load(resource, |view| view! { <ResourceDetails view=view/> })
}

#[component]
fn ResourceDetails(view: ResourceView) -> impl IntoView {
    let l = use_locale();
    let resource = view.resource.clone();
    let active = resource.status == ResourceStatus::Active;
    let asks = may(Permission::ResourcesRequest) && active;
    let lead = format!("{} · {}", looks::kind(l, resource.resource_type), looks::place(l, &resource));
    let up = if view.own {
        Crumb::new("/partner/resources", words::my_resources(l))
    } else {
        Crumb::new("/resources", words::resources(l))
    };
    let edit = format!("/partner/resources/{}/edit", resource.id);
    let action = move || {
        view.own.then(|| {
            view! {
                <a class="button" href=edit.clone()>
                    <IconView icon=Icon::Pencil/>
                    <span>{words::edit(l)}</span>
                </a>
            }
        })
    };
    let paused = (!active).then(|| {
        view! {
            <Notice tone="waiting" title=looks::status(l, resource.status)>
                <p>{words::not_lent_now(l)}</p>
            </Notice>
        }
    });
    let description = Some(resource.description.clone()).filter(|text| !text.is_empty());
    let said = view.thanks.clone();
    let thanks = (!said.is_empty()).then(|| {
        let (title, count) = (words::thanks(l), format::number(view.thanks_count));
        view! {
            <Section title=title count=count>
                <ThanksList thanks=said/>
            </Section>
        }
    });
    let form = asks.then(|| view! { <Ask view=view.clone()/> });
    view! {
        <Page title=resource.title.clone() lead=lead up=up action=action>
            {paused}
            <div class="split">
                <div class="stack">
                    {photos(l, &resource)}
                    {description.map(|text| view! { <p class="project-description">{text}</p> })}
                    <CalendarView view=view.clone() asks=asks/>
                    {form}
                    {thanks}
                </div>
                <aside class="aside">{facts(l, &resource)}</aside>
            </div>
        </Page>
    }
}

/// The first large, the others small; each opens whole.
fn photos(l: Locale, resource: &Resource) -> Option<impl IntoView + use<>> {
    let title = resource.title.clone();
    let mut all = (1_i64..).zip(resource.photos.clone());
    let first = all.next().map(|(number, photo)| {
        let (alt, href, src) = (words::photo_of(l, &title, number), photo.large_url.clone(), photo.large_url);
        view! {
            <a class="project-cover-frame" href=href rel="external">
                <PhotoView src=src alt=alt size=(1200, 675) eager=true/>
            </a>
        }
    })?;
    let others = all
        .map(|(number, photo)| {
            let alt = words::photo_of(l, &title, number);
            view! {
                <li>
                    <a href=photo.large_url rel="external">
                        <PhotoView src=photo.thumb_url alt=alt/>
                    </a>
                </li>
            }
        })
        .collect_view();
    let others = (resource.photos.len() > 1).then(|| view! { <ul class="resource-photos">{others}</ul> });
    Some(view! { {first} {others} })
}

fn facts(l: Locale, resource: &Resource) -> impl IntoView + use<> {
    let availability = Some(resource.availability.clone()).filter(|text| !text.is_empty());
    let (partner_id, partner, place) = (resource.partner_id, resource.partner.clone(), looks::place(l, resource));
    let days = looks::days(l, resource.days);
    let lent = match resource.lent_count {
        0 => words::lent_never(l).to_owned(),
        times => words::lent_times(l, times),
    };
    let quantity = (resource.quantity > 1).then(|| {
        let quantity = format::number(resource.quantity.into());
        view! {
            <Fact label=words::quantity_label(l)>
                {quantity} " · " {words::lent_whole(l)}
            </Fact>
        }
    });
    view! {
        <Facts>
            <Fact label=words::partner(l) icon=Icon::HeartHandshake>
                <a href=format!("/partners/{partner_id}")>{partner}</a>
            </Fact>
            <Fact label=words::place_label(l) icon=Icon::MapPin>{place}</Fact>
            <Fact label=words::days_label(l) icon=Icon::Calendar>
                {days}
                {availability.map(|text| view! { <br/> {text} })}
            </Fact>
            {quantity}
            <Fact label=words::lent(l) icon=Icon::History>{lent}</Fact>
        </Facts>
    }
}

/// The form that asks for it.
#[component]
fn Ask(view: ResourceView) -> impl IntoView {
    let l = use_locale();
    let action = ServerAction::<RequestResource>::new();
    let day = use_query("date").get_untracked();
    let chosen = use_query("project").get_untracked();
    let day = birqadam_core::parse::date(&day).map(format::date_short).unwrap_or_default();
    let projects: Vec<_> = view.projects.into_iter().map(|one| (one.id.to_string(), one.title)).collect();
    let body = if projects.is_empty() {
        view! {
            <Notice tone="info" title=words::no_project(l)>
                <p>
                    <a href="/organizer/projects">{words::no_project_text(l)}</a>
                </p>
            </Notice>
        }
        .into_any()
    } else {
        let chosen = if projects.len() == 1 { projects[0].0.clone() } else { chosen };
        view! {
            <Form action=action name={declared::<ResourceRequestInput>()}>
                <Hidden name="resource_id" value=view.resource.id.to_string()/>
                <Select
                    name="project_id"
                    label=words::for_project(l)
                    options=projects
                    value=chosen
                    empty=words::choose_project(l)
                    required=true
                />
                <PeriodFieldset day=day/>
                <TextArea name="notes" label=words::notes_label(l) help=words::notes_help(l) rows=3/>
                <SubmitButton label=words::ask(l) icon=Icon::Send/>
            </Form>
        }
        .into_any()
    };
    view! {
        <div id="ask">
            <Section title=words::ask_title(l)>{body}</Section>
        </div>
    }
}
