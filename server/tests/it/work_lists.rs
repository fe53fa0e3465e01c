//! The lists of all tasks, of places on tasks and of volunteers: who sees them, what they are narrowed
//! by, where their rows lead, and their plans at size.

use birqadam_core::list::ListRequest;
use birqadam_core::ssr::list::{self, List};
use birqadam_volunteering::ops::lists::{AllTaskList, ParticipationList, VolunteerList};
use serde_json::{Value, json};

use crate::lists::{crowd, reader};
use crate::support::world::project_input;
use crate::support::{Client, TestApp};

async fn items(client: &Client, list: &str, query: &str) -> Vec<Value> {
    client.get(&format!("/api/lists/{list}?{query}")).await.expect(200)["items"].as_array().expect("items").clone()
}

async fn counted(client: &Client, list: &str, table: &[(String, usize)]) {
    for (query, expected) in table {
        assert_eq!(items(client, list, query).await.len(), *expected, "{list}: {query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_see_every_task_but_those_of_drafts() {
    let app = TestApp::start().await;
    let (organizer, other) = (app.organizer().await, app.organizer().await);
    let (moderator, volunteer) = (app.moderator().await, app.volunteer().await);
    let (one, two) = (app.published(&organizer).await, app.published(&other).await);
    let mut draft = project_input("A draft");
    draft["draft"] = json!(true);
    organizer.post("/api/organizer/projects", draft).await.expect(201);
    app.reported(&volunteer, one.task, 3).await;
    sqlx::query("update volunteering.tasks set status = 'completed', updated_at = now() where id = $1")
        .bind(two.single)
        .execute(app.db())
        .await
        .expect("completed");
    let today = app.ctx.today();
    counted(
        &moderator,
        "tasks",
        &[
            (String::new(), 4),
            ("status=completed".into(), 1),
            ("status=open,in_progress&project_status=active".into(), 3),
            ("project_status=pending".into(), 0),
            (format!("project={}", one.id), 2),
            (format!("organizer={}", other.id), 2),
            (format!("finished_from={today}&finished_to={today}"), 1),
            (format!("created_from={today}"), 4),
            ("city=Almaty&type=environmental".into(), 4),
            ("city=Astana".into(), 0),
            ("q=park+clean".into(), 4),
            ("q=%25".into(), 0),
            ("q='%3B--".into(), 0),
        ],
    )
    .await;
    let row = items(&moderator, "tasks", &format!("project={}&columns=reports_waiting,people,places", one.id)).await;
    let waiting: i64 = row.iter().filter_map(|row| row["reports_waiting"].as_i64()).sum();
    assert_eq!(waiting, 1, "{row:?}");
    for (query, field, code) in [("project=abc", "project", "malformed"), ("city=Atlantis", "city", "unknown")] {
        assert_eq!(moderator.get(&format!("/api/lists/tasks?{query}")).await.field(field), code, "{query}");
    }
    for client in [&organizer, &volunteer] {
        assert_eq!(client.get("/api/lists/tasks").await.error(403), "not_allowed");
    }
    // The row opens, and what it opens has the task.
    let browser = app.browser(&moderator).await.with("accept", "text/html");
    let page = browser.get(&format!("/admin/tasks?project={}", one.id)).await.text_whole();
    let opened = format!("/review/projects/{}#task-{}", one.id, one.task);
    assert!(page.contains("data-list-row") && page.contains(&opened), "{page}");
    let project = browser.get(&format!("/review/projects/{}", one.id)).await.text_whole();
    assert!(project.contains(&format!("id=\"task-{}\"", one.task)), "{project}");
}

#[tokio::test(flavor = "multi_thread")]
async fn places_are_seen_by_moderators_by_their_organizer_and_by_the_volunteer() {
    let app = TestApp::start().await;
    let (organizer, other, moderator) = (app.organizer().await, app.organizer().await, app.moderator().await);
    let (one, two) = (app.volunteer().await, app.volunteer().await);
    let (own, theirs) = (app.published(&organizer).await, app.published(&other).await);
    for (who, task) in [(&one, own.task), (&two, own.single), (&two, theirs.task)] {
        who.post(&format!("/api/volunteer/join-task/{task}"), json!({})).await.expect(200);
    }
    sqlx::query("update accounts.users set name = 'Әсел Ерік', phone = '+77011112233' where id = $1")
        .bind(one.id)
        .execute(app.db())
        .await
        .expect("a name");
    sqlx::query(
        "update volunteering.assignments set status = 'left', left_at = now(), joined_at = now() - interval '40 days'
         where task_id = $1",
    )
    .bind(theirs.task)
    .execute(app.db())
    .await
    .expect("given up");
    let mail: String = sqlx::query_scalar("select email from accounts.users where id = $1")
        .bind(one.id)
        .fetch_one(app.db())
        .await
        .expect("a mail address");
    let today = app.ctx.today();
    counted(
        &moderator,
        "participations",
        &[
            (String::new(), 3),
            ("status=assigned".into(), 2),
            (format!("status=left&left_from={today}&left_to={today}"), 1),
            (format!("status=assigned,left,completed&joined_from={today}"), 2),
            // Given up today, though taken long ago.
            (format!("moved_from={today}&moved_to={today}"), 3),
            ("moved_to=2020-01-01".into(), 0),
            (format!("project={}", own.id), 2),
            (format!("organizer={}", other.id), 1),
            ("city=Almaty&type=environmental".into(), 3),
            ("q=асел".into(), 1),
            ("q=park+clean".into(), 3),
            // Nobody is looked up by their mail address here.
            (format!("q={mail}"), 0),
        ],
    )
    .await;
    // Neither address nor phone is shown, to moderators or to organizers.
    for (client, list) in [(&moderator, "participations"), (&organizer, "organizer_participations")] {
        let text = client.get(&format!("/api/lists/{list}")).await.text_whole();
        assert!(!text.contains(&mail) && !text.contains("+77011112233"), "{text}");
        assert_eq!(client.get(&format!("/api/lists/{list}?columns=phone")).await.status, 422);
    }
    // Own places, and nobody else's.
    counted(&organizer, "organizer_participations", &[(String::new(), 2), (format!("project={}", own.id), 2)]).await;
    counted(&other, "organizer_participations", &[(String::new(), 1), ("status=left".into(), 1)]).await;
    let foreign = format!("/api/lists/organizer_participations?project={}", theirs.id);
    assert_eq!(organizer.get(&foreign).await.field("project"), "unknown");
    counted(&one, "my_participations", &[(String::new(), 1)]).await;
    counted(&two, "my_participations", &[(String::new(), 2), ("status=left".into(), 1)]).await;
    for (client, list) in [
        (&organizer, "participations"),
        (&one, "participations"),
        (&one, "organizer_participations"),
        (&moderator, "organizer_participations"),
        (&organizer, "my_participations"),
        (&organizer, "volunteers"),
        (&one, "volunteers"),
        (&one, "organizer_volunteers"),
        (&organizer, "my_reports"),
    ] {
        assert_eq!(client.get(&format!("/api/lists/{list}")).await.error(403), "not_allowed", "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn volunteers_are_found_by_where_and_when_they_were_active() {
    let app = TestApp::start().await;
    let (organizer, other, moderator) = (app.organizer().await, app.organizer().await, app.moderator().await);
    let (one, two) = (app.volunteer().await, app.volunteer().await);
    app.volunteer().await;
    let (own, theirs) = (app.published(&organizer).await, app.published(&other).await);
    one.post(&format!("/api/volunteer/join-task/{}", own.task), json!({})).await.expect(200);
    two.post(&format!("/api/volunteer/join-task/{}", theirs.task), json!({})).await.expect(200);
    birqadam_analytics::ops::refresh(&app.ctx).await.expect("counted");
    let today = app.ctx.today();
    counted(
        &moderator,
        "volunteers",
        &[
            (String::new(), 3),
            ("registered_as=volunteer".into(), 3),
            ("registered_as=organizer".into(), 0),
            (format!("active_from={today}&active_to={today}"), 2),
            (format!("active_from={today}&project={}", own.id), 1),
            (format!("active_from={today}&organizer={}&city=Almaty", other.id), 1),
            (format!("active_from={today}&organizer={}&project={}", other.id, own.id), 0),
            ("active_to=2020-01-01".into(), 0),
            ("step=approved".into(), 3),
            ("step=first_task".into(), 2),
            ("step=first_report".into(), 0),
            (format!("first_task_from={today}"), 2),
            ("first_task_to=2020-01-01".into(), 0),
        ],
    )
    .await;
    let all = [(String::new(), 1), ("active_to=2020-01-01".into(), 0), ("takes_part=true".into(), 1)];
    counted(&organizer, "organizer_volunteers", &all).await;
    // Who gave the place up was active all the same.
    one.delete(&format!("/api/volunteer/leave-task/{}", own.task)).await.expect(200);
    counted(&organizer, "organizer_volunteers", &[(String::new(), 1), ("takes_part=true".into(), 0)]).await;
    let browser = app.browser(&organizer).await.with("accept", "text/html");
    let page = browser.get("/organizer/volunteers").await.text_whole();
    let opened = format!("/organizer/participants/{}", one.id);
    assert!(page.contains(&opened), "{page}");
    assert_eq!(browser.get(&opened).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_of_every_role_lead_to_lists_that_open() {
    let app = TestApp::start().await;
    let (organizer, moderator, volunteer) = (app.organizer().await, app.moderator().await, app.volunteer().await);
    let sponsor = app.sponsor().await;
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 3).await;
    let verdict = json!({ "rating": 4, "comment": "Good" });
    organizer.post(&format!("/api/organizer/photo-reports/{report}/approve"), verdict).await.expect(200);
    birqadam_analytics::ops::refresh(&app.ctx).await.expect("counted");
    let table: [(&Client, &str, &[&str]); 7] = [
        (
            &moderator,
            "/analytics",
            &[
                "/admin/tasks?finished_from",
                "/admin/participations?status=assigned,left,completed",
                "/admin/participations?moved_from",
                "/admin/volunteers?active_from",
                "step=first_report",
            ],
        ),
        (&moderator, "/home", &["/admin/participations?status", "/admin/volunteers?active_from"]),
        (
            &organizer,
            "/analytics",
            &["/organizer/participations?status", "/organizer/participations?moved", "/organizer/volunteers?active"],
        ),
        (&volunteer, "/analytics", &["/tasks/all?status=completed", "/reports/all?status=approved"]),
        (&volunteer, "/home", &["/tasks/all?status=completed", "/reports/all?status=approved"]),
        (&organizer, "/home", &["\"/organizer/volunteers?takes_part=true\""]),
        (&sponsor, "/home", &["\"/projects\"", "\"/impact\""]),
    ];
    for (who, page, wanted) in table {
        let browser = app.browser(who).await.with("accept", "text/html");
        let text = browser.get(page).await.text_whole().replace("&amp;", "&");
        for part in wanted {
            assert!(text.contains(part), "{page} leads to {part}: {text}");
        }
        let links: std::collections::BTreeSet<&str> = text
            .split("href=\"")
            .filter_map(|rest| rest.split('"').next())
            .filter(|href| href.contains("_from=") && !href.starts_with("/analytics"))
            .collect();
        for link in links.iter().step_by(links.len() / 10 + 1) {
            assert_eq!(browser.get(link).await.status, 200, "{page}: {link}");
        }
    }
}

/// Tasks of many projects, places on them, some of everything rare.
const MANY: [&str; 3] = [
    "insert into volunteering.projects (organizer_id, title, description, city, volunteer_type, status,
                                        submitted_at, published_at)
     select v.id, 'Субботник ' || n || case when n % 2000 = 7 then ' жидек' else '' end, 'Вместе',
            case when n % 1000 = 5 then 'Aktau' else 'Almaty' end, 'environmental', 'active', now(), now()
     from generate_series(1, 12000) n
     join (select id, row_number() over (order by id) as place from accounts.users) v on v.place = n % 600 + 1",
    "insert into volunteering.tasks (project_id, text, deadline, status, created_at, updated_at, max_volunteers)
     select p.id, 'Задача ' || p.id || case when p.id % 3000 = 5 then ' тұздық' else '' end, current_date + (p.id % 500)::int - 250,
            case when p.id % 300 = 0 then 'cancelled' when p.id % 5 = 0 then 'completed' else 'open' end,
            now() - p.id * interval '1 minute', now() - p.id * interval '1 minute', 9000
     from volunteering.projects p cross join generate_series(1, 3)",
    "insert into volunteering.assignments (task_id, volunteer_id, status, joined_at, left_at, completed_at)
     select t.id, u.id, s.status, now() - n * interval '1 minute',
            case when s.status = 'left' then now() - n * interval '1 minute' end,
            case when s.status = 'completed' then now() - n * interval '1 minute' end
     from (select id, row_number() over (order by id) as place from volunteering.tasks) t
     join generate_series(1, 60000) n on t.place = n % 36000 + 1
     join (select id, row_number() over (order by id) as place from accounts.users) u on u.place = n / 6 + 1
     cross join lateral (select case n % 500 when 0 then 'left' when 1 then 'waiting' else 'completed' end as status) s
     on conflict do nothing",
];

async fn planned(app: &TestApp, one: &dyn List, table: &[(String, &str)], never: &str) {
    for (query, index) in table {
        let request = ListRequest::parse_query(one.spec(), query).expect("a request");
        let plan = list::explain(&app.ctx, &reader(), one, &request).await.expect("a plan");
        assert!(plan.contains(index), "{query} should use {index}:\n{plan}");
        assert!(!plan.contains(never), "{query} reads everything:\n{plan}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn at_size_every_order_and_filter_of_work_has_its_index() {
    let app = TestApp::start().await;
    crowd(&app, 12_000).await;
    for sql in MANY {
        sqlx::query(sql).execute(app.db()).await.expect("filled");
    }
    // Also empties the waiting lists of trigram indexes, which would make them look dear.
    app.as_owner("vacuum analyze").await;
    let project: i64 = app.count("select max(id) from volunteering.projects").await;
    let organizer: i64 = app.count("select max(organizer_id) from volunteering.projects").await;
    let rare = "from=2020-01-01";
    planned(
        &app,
        &AllTaskList,
        &[
            (String::new(), "tasks_by_deadline"),
            ("sort=deadline".into(), "tasks_by_deadline"),
            ("sort=created".into(), "tasks_by_creation"),
            ("sort=-created".into(), "tasks_by_creation"),
            ("sort=finished".into(), "tasks_by_completion"),
            ("sort=-finished".into(), "tasks_by_completion"),
            ("status=cancelled".into(), "tasks_status"),
            ("status=open&city=Almaty".into(), "tasks_"),
            (format!("created_{rare}&created_to=2020-02-01"), "tasks_by_creation"),
            (format!("finished_{rare}&finished_to=2020-02-01"), "tasks_by_completion"),
            (format!("deadline_{rare}&deadline_to=2020-02-01"), "tasks_by_deadline"),
            (format!("project={project}"), "tasks_project"),
            (format!("organizer={organizer}"), "projects_organizer"),
            ("city=Aktau".into(), "projects_city"),
            ("q=жидек".into(), "projects_search_text"),
            ("q=тұздық".into(), "tasks_text"),
        ],
        "Seq Scan on tasks",
    )
    .await;
    planned(
        &app,
        &ParticipationList,
        &[
            (String::new(), "assignments_joined"),
            ("sort=joined".into(), "assignments_joined"),
            ("sort=left".into(), "assignments_left"),
            ("sort=-left".into(), "assignments_left"),
            ("sort=finished".into(), "assignments_completed"),
            ("sort=-finished".into(), "assignments_completed"),
            ("status=left".into(), "assignments_status"),
            (format!("joined_{rare}&joined_to=2020-02-01"), "assignments_joined"),
            (format!("left_{rare}&left_to=2020-02-01"), "assignments_left"),
            (format!("finished_{rare}&finished_to=2020-02-01"), "assignments_completed"),
            (format!("moved_{rare}&moved_to=2020-02-01"), "assignments_left"),
            (format!("project={project}"), "tasks_project"),
            (format!("organizer={organizer}"), "projects_organizer"),
            ("city=Aktau".into(), "projects_city"),
            ("q=жидек".into(), "projects_search_text"),
        ],
        "Seq Scan on assignments",
    )
    .await;
    planned(
        &app,
        &VolunteerList,
        &[
            (String::new(), "users_created"),
            ("sort=name".into(), "users_name"),
            ("sort=-rating".into(), "users_rating"),
            ("home=Aktau".into(), "users_home"),
            ("registered_as=moderator".into(), "users_r"),
            (format!("first_task_{rare}&first_task_to=2020-02-01"), "assignments_joined"),
        ],
        "Seq Scan on users",
    )
    .await;
    // Deep in the list, too.
    let mut deep = ListRequest::parse_query(AllTaskList.spec(), "limit=100").expect("a request");
    for _ in 0..5 {
        let page = list::read(&app.ctx, &reader(), &AllTaskList, deep.clone()).await.expect("a page");
        deep.cursor = page.next;
    }
    let plan = list::explain(&app.ctx, &reader(), &AllTaskList, &deep).await.expect("a plan");
    assert!(plan.contains("Index Cond") && plan.contains("tasks_by_deadline"), "{plan}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_names_only_what_one_may_know_of() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let (known, hidden) = (app.published(&organizer).await, app.published(&organizer).await);
    sqlx::query("update volunteering.projects set title = 'Nobody knows yet', status = 'pending' where id = $1")
        .bind(hidden.id)
        .execute(app.db())
        .await
        .expect("not published");
    let browser = app.browser(&volunteer).await.with("accept", "text/html");
    for page in ["/tasks/all", "/reports/all"] {
        let narrowed = async |project: i64| browser.get(&format!("{page}?project={project}")).await.text_whole();
        assert!(narrowed(known.id).await.contains("Park clean-up"), "{page}");
        assert!(!narrowed(hidden.id).await.contains("Nobody knows yet"), "{page}");
    }
}
