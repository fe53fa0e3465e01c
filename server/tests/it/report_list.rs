//! The list of all reports: who sees it, where figures lead, and its plans at size.

use birqadam_core::list::ListRequest;
use birqadam_core::ssr::list;
use birqadam_volunteering::REPORTS;
use birqadam_volunteering::ops::lists::ReportList;
use serde_json::{Value, json};

use crate::lists::{crowd, reader};
use crate::support::{Client, TestApp};

const PATH: &str = "/api/lists/reports";

async fn items(client: &Client, query: &str) -> Vec<Value> {
    client.get(&format!("{PATH}?{query}")).await.expect(200)["items"].as_array().expect("items").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_see_every_report_and_can_open_it() {
    let app = TestApp::start().await;
    let (organizer, other) = (app.organizer().await, app.organizer().await);
    let (moderator, volunteer) = (app.moderator().await, app.volunteer().await);
    let (one, two) = (app.published(&organizer).await, app.published(&other).await);
    let report = app.reported(&volunteer, one.task, 3).await;
    app.reported(&app.volunteer().await, two.task, 4).await;
    let verdict = json!({ "rating": 4, "comment": "Good" });
    organizer.post(&format!("/api/organizer/photo-reports/{report}/approve"), verdict).await.expect(200);
    sqlx::query("update volunteering.tasks set start_time = null, end_time = null where id = $1")
        .bind(two.task)
        .execute(app.db())
        .await
        .expect("without hours");
    sqlx::query("update accounts.users set name = 'Әсел Ерік' where id = $1")
        .bind(volunteer.id)
        .execute(app.db())
        .await
        .expect("a name");
    let mail: String = sqlx::query_scalar("select email from accounts.users where id = $1")
        .bind(volunteer.id)
        .fetch_one(app.db())
        .await
        .expect("a mail address");
    let today = app.ctx.today();
    let table = [
        (String::new(), 2),
        ("status=approved".to_owned(), 1),
        (format!("status=pending&organizer={}", other.id), 1),
        (format!("project={}", one.id), 1),
        (format!("project={},{}", one.id, two.id), 2),
        ("project=999999".to_owned(), 0),
        ("city=Almaty&type=environmental".to_owned(), 2),
        ("city=Astana".to_owned(), 0),
        ("timed=true".to_owned(), 1),
        ("timed=false".to_owned(), 1),
        (format!("reviewed_from={today}&reviewed_to={today}"), 1),
        ("q=асел".to_owned(), 1),
        ("q=park+clean".to_owned(), 2),
        ("q=ас".to_owned(), 1),
        ("q=%25".to_owned(), 0),
        ("q='%3B--".to_owned(), 0),
        // Nobody is looked up by their mail address here.
        (format!("q={mail}"), 0),
    ];
    for (query, expected) in table {
        assert_eq!(items(&moderator, &query).await.len(), expected, "{query}");
    }
    for (query, field, code) in [("project=abc", "project", "malformed"), ("city=Atlantis", "city", "unknown")] {
        assert_eq!(moderator.get(&format!("{PATH}?{query}")).await.field(field), code, "{query}");
    }
    for client in [&organizer, &volunteer] {
        assert_eq!(client.get(PATH).await.error(403), "not_allowed");
    }
    // The page says which project it is of, and its rows open.
    let browser = app.browser(&moderator).await.with("accept", "text/html");
    let page = browser.get(&format!("/admin/reports?project={}", one.id)).await.text_whole();
    let opened = format!("/review/reports/{report}");
    assert!(page.contains("data-list-row") && page.contains(&opened), "{page}");
    let chip = page.split("filter-chip-name").nth(1).expect("a filter in force");
    assert!(chip.split("</a>").next().is_some_and(|chip| chip.contains("Park clean-up")), "{chip}");
    assert_eq!(browser.get(&opened).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_about_reports_lead_to_exactly_these() {
    let app = TestApp::start().await;
    let (organizer, moderator, volunteer) = (app.organizer().await, app.moderator().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&volunteer, project.task, 3).await;
    let verdict = json!({ "rating": 4, "comment": "Good" });
    organizer.post(&format!("/api/organizer/photo-reports/{report}/approve"), verdict).await.expect(200);
    birqadam_analytics::ops::refresh(&app.ctx).await.expect("counted");
    let browser = app.browser(&moderator).await.with("accept", "text/html");
    let whole = browser.get("/analytics").await.text_whole();
    let links: Vec<String> = whole
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.starts_with("/admin/reports?"))
        .map(|href| href.replace("&amp;", "&"))
        .collect();
    assert!(links.len() > 4, "figures and segments lead there: {links:?}");
    for link in links.iter().step_by(links.len() / 12 + 1) {
        assert_eq!(browser.get(link).await.status, 200, "{link}");
    }
    let of_project = format!("project={}", project.id);
    let segment = links.iter().find(|link| link.contains(&of_project)).expect("a segment of the project");
    let query = segment.split_once('?').expect("a query").1;
    assert_eq!(items(&moderator, query).await.len(), 1, "{segment}");
    let hours = links.iter().find(|link| link.contains("timed=true")).expect("hours of help");
    assert_eq!(items(&moderator, hours.split_once('?').expect("a query").1).await.len(), 1);

    // Statistics of one project name it and lead to it.
    let address = format!("/analytics?{of_project}");
    let page = browser.get(&address).await.text_whole();
    let link = format!("href=\"/review/projects/{}\"", project.id);
    assert!(page.contains(&link) && page.contains("Park clean-up"), "{page}");
    let own = app.browser(&organizer).await.with("accept", "text/html").get(&address).await.text_whole();
    assert!(own.contains(&format!("/organizer/projects/{}/edit", project.id)) && own.contains("Park clean-up"));
    // Who has nothing to do with it learns nothing of it.
    let stranger = app.browser(&app.volunteer().await).await.with("accept", "text/html");
    assert!(!stranger.get(&address).await.text_whole().contains("Park clean-up"));
    let worker = app.browser(&volunteer).await.with("accept", "text/html").get(&address).await.text_whole();
    assert!(worker.contains("Park clean-up") && worker.contains(&format!("/projects/{}", project.id)));
}

#[tokio::test(flavor = "multi_thread")]
async fn at_size_every_order_and_filter_of_reports_has_its_index() {
    let app = TestApp::start().await;
    crowd(&app, 12_000).await;
    for sql in [
        "insert into volunteering.projects (organizer_id, title, description, city, volunteer_type, status,
                                            submitted_at, published_at)
         select v.id, 'Субботник ' || n || case when n % 2000 = 7 then ' жидек' else '' end, 'Вместе',
                case when n % 1000 = 5 then 'Aktau' else 'Almaty' end, 'environmental', 'active', now(), now()
         from generate_series(1, 12000) n
         join (select id, row_number() over (order by id) as place from accounts.users) v on v.place = n % 600 + 1",
        "insert into volunteering.tasks (project_id, text, deadline) select id, 'Задача', current_date
         from volunteering.projects",
        "insert into volunteering.photo_reports (task_id, project_id, volunteer_id, status, rating, rejection_reason,
                                                 submitted_at, reviewed_at)
         select t.id, t.project_id, u.id, s.status, case s.status when 'approved' then 5 end,
                case s.status when 'rejected' then 'no' end, now() - n * interval '1 minute',
                case when s.status <> 'pending' then now() - n * interval '1 minute' end
         from (select id, project_id, row_number() over (order by id) as place from volunteering.tasks) t
         join generate_series(1, 60000) n on t.place = n % 12000 + 1
         join (select id, row_number() over (order by id) as place from accounts.users) u on u.place = n / 5 + 1
         cross join lateral (select case n % 500 when 0 then 'pending' when 1 then 'rejected' else 'approved' end
                             as status) s
         on conflict do nothing",
    ] {
        sqlx::query(sql).execute(app.db()).await.expect("filled");
    }
    // Also empties the waiting lists of trigram indexes, which would make them look dear.
    app.as_owner("vacuum analyze").await;
    let project: i64 = app.count("select max(id) from volunteering.projects").await;
    let organizer: i64 = app.count("select max(organizer_id) from volunteering.projects").await;
    let table = [
        (String::new(), "photo_reports_submitted"),
        ("sort=submitted".to_owned(), "photo_reports_submitted"),
        ("sort=reviewed".to_owned(), "photo_reports_reviewed"),
        ("sort=-reviewed".to_owned(), "photo_reports_reviewed"),
        ("status=rejected".to_owned(), "photo_reports_status"),
        ("status=approved".to_owned(), "photo_reports_"),
        ("status=pending&city=Almaty".to_owned(), "photo_reports_"),
        ("submitted_from=2020-01-01&submitted_to=2020-02-01".to_owned(), "photo_reports_submitted"),
        ("reviewed_from=2020-01-01&reviewed_to=2020-02-01".to_owned(), "photo_reports_reviewed"),
        (format!("project={project}"), "photo_reports_project"),
        (format!("organizer={organizer}"), "projects_organizer"),
        ("city=Aktau".to_owned(), "projects_city"),
        ("city=Almaty".to_owned(), "photo_reports_submitted"),
        ("q=жидек".to_owned(), "projects_search_text"),
        ("q=субботник+777".to_owned(), "projects_search_text"),
    ];
    for (query, index) in table {
        let request = ListRequest::parse_query(&REPORTS, &query).expect("a request");
        let plan = list::explain(&app.ctx, &reader(), &ReportList, &request).await.expect("a plan");
        assert!(plan.contains(index), "{query} should use {index}:\n{plan}");
        assert!(!plan.contains("Seq Scan on photo_reports"), "{query} reads all reports:\n{plan}");
    }
    // Deep in the list, too.
    let mut deep = ListRequest::parse_query(&REPORTS, "limit=100").expect("a request");
    for _ in 0..5 {
        let page = list::read(&app.ctx, &reader(), &ReportList, deep.clone()).await.expect("a page");
        deep.cursor = page.next;
    }
    let plan = list::explain(&app.ctx, &reader(), &ReportList, &deep).await.expect("a plan");
    assert!(plan.contains("Index Cond") && plan.contains("photo_reports_submitted"), "{plan}");
}
