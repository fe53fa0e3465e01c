//! The public page of an organizer: who they are and what they run.

use leptos::prelude::*;

use crate::{
    format, labels,
    texts::{common, impact, nav, projects as words},
    ui::{
        Crumb, EmptyState, Fact, Facts, Icon, Page, Pager, ProjectGrid, Rating, Section, load, use_cursor, use_id,
        use_locale,
    },
    volunteering::server_fns::get_organizer,
};

#[component]
pub fn OrganizerPage() -> impl IntoView {
    let l = use_locale();
    let (id, cursor) = (use_id("id"), use_cursor());
    let organizer = crate::ui::read(move || (id.get(), cursor.get()), |(id, cursor)| get_organizer(id.into(), cursor));
    load(organizer, move |view| {
        let profile = view.profile;
        let since = format::date(l, format::local_day(profile.created_at));
        let empty = view.projects.items.is_empty();
        let impact = view.shows_impact.then(|| {
            view! { <p><a href=format!("/organizers/{}/impact", profile.id)>{impact::see_impact(l)}</a></p> }
        });
        view! {
            <Page
                title=profile.display_name.clone()
                lead=labels::role(l, &profile.role)
                up=Crumb::new("/projects", nav::projects(l))
            >
                <p class="project-description">{profile.about.clone()}</p>
                <Facts>
                    <Fact label=common::rating(l) icon=Icon::Star>
                        <Rating value=profile.rating/>
                    </Fact>
                    <Fact label=words::since(l) icon=Icon::Calendar>
                        {since}
                    </Fact>
                </Facts>
                {impact}
                <Section title=words::title(l)>
                    {if empty {
                        view! { <EmptyState title=words::organizer_none(l)/> }.into_any()
                    } else {
                        view! { <ProjectGrid projects=view.projects.items/> }.into_any()
                    }}
                    <Pager next=view.projects.next/>
                </Section>
            </Page>
        }
    })
}
