//! `/organizer/projects/:id/participants`: the people of a project.

use birqadam_core::ProjectId;
use leptos::prelude::*;

use crate::{
    format,
    organizer::server_fns::list_participants,
    people::components::VerifiedMark,
    texts::organizer as words,
    ui::{Crumb, DataTable, EmptyState, Page, Pager, Rating, load, use_cursor, use_id, use_locale},
};

/// The page.
#[component]
pub fn Participants() -> impl IntoView {
    let l = use_locale();
    let (id, cursor) = (use_id("id"), use_cursor());
    let people = Resource::new_blocking(
        move || (id.get(), cursor.get()),
        |(id, cursor)| list_participants(ProjectId(id), cursor),
    );
    load(people, move |people| {
        let up = Crumb::new(format!("/organizer/projects/{}/edit", people.project.id), people.project.title.clone());
        let empty = people.participants.items.is_empty();
        let rows = people
            .participants
            .items
            .into_iter()
            .map(|person| {
                let phone = person.phone.clone().map(|phone| {
                    view! { <a href=format!("tel:{phone}")>{phone.clone()}</a> }
                });
                view! {
                    <tr>
                        <th scope="row">
                            <a href=format!("/organizer/participants/{}", person.id)>{person.name}</a>
                            {person.verified.then(|| view! { " " <VerifiedMark/> })}
                        </th>
                        <td>{phone}</td>
                        <td>
                            <Rating value=person.rating/>
                        </td>
                        <td>{format::number(person.tasks_assigned)}</td>
                        <td>{format::number(person.tasks_waiting)}</td>
                        <td>{format::number(person.tasks_completed)}</td>
                        <td>{format::number(person.photo_reports)}</td>
                        <td>{person.last_activity.map(format::moment_short)}</td>
                    </tr>
                }
            })
            .collect_view();
        let head = [
            words::person(l),
            words::phone(l),
            words::rating_column(l),
            words::tasks_now(l),
            words::tasks_queued(l),
            words::tasks_done(l),
            words::reports_sent(l),
            words::last_activity(l),
        ];
        let list = if empty {
            view! { <EmptyState title=words::no_participants(l) text=words::no_participants_text(l)/> }.into_any()
        } else {
            view! {
                <DataTable caption=words::participants(l) head=head.map(str::to_owned).to_vec()>
                    {rows}
                </DataTable>
            }
            .into_any()
        };
        view! {
            <Page title=words::participants(l) up=up>
                {list}
                <Pager next=people.participants.next/>
            </Page>
        }
    })
}
