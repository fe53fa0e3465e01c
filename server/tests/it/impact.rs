//! QR codes of projects; what everyone may see of volunteers' work; the badge.

use serde_json::{Value, json};

use crate::support::world::project_input;
use crate::support::{Client, TestApp};

/// An organizer with one approved report of three hours.
async fn worked(app: &TestApp) -> (Client, i64) {
    let (person, organizer) = (app.volunteer().await, app.organizer().await);
    let project = app.published(&organizer).await;
    let report = app.reported(&person, project.task, 41).await;
    let approve = format!("/api/organizer/photo-reports/{report}/approve");
    organizer.post(&approve, json!({ "rating": 5 })).await.expect(200);
    birqadam_analytics::ops::refresh(&app.ctx).await.expect("counted");
    (organizer, project.id)
}

async fn share(organizer: &Client, shown: bool) -> Value {
    organizer.put("/api/organizer/impact", json!({ "shown": shown })).await.expect(200)
}

#[tokio::test]
async fn an_organizer_shows_impact_only_when_they_want() {
    let app = TestApp::start().await;
    let (organizer, _) = worked(&app).await;
    let (path, badge) =
        (format!("/api/organizers/{}/impact", organizer.id), format!("/badge/organizers/{}.svg", organizer.id));
    let visitor = app.anonymous();
    assert_eq!(visitor.get(&path).await.error(404), "not_found");
    let missing = visitor.get(&badge).await;
    assert_eq!((missing.status, missing.header("content-type")), (404, "image/svg+xml; charset=utf-8"));
    let own = organizer.get("/api/organizer/impact").await.expect(200);
    assert_eq!((&own["shown"], &own["figures"]["works"]), (&json!(false), &json!(1)));

    share(&organizer, true).await;
    share(&organizer, true).await;
    let shown = visitor.get(&path).await.expect(200);
    let figures = json!({ "volunteers": 1, "works": 1, "minutes": 180, "projects_completed": 0, "projects_active": 1 });
    assert_eq!(shown["figures"], figures);
    assert_eq!(shown["kinds"], json!([{ "of": "environmental", "works": 1, "minutes": 180 }]));
    assert_eq!(shown["cities"], json!([{ "of": "Almaty", "works": 1, "minutes": 180 }]));
    assert!(!shown.to_string().contains("people.test"), "no names, no contacts: {shown}");
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'user.share_impact'").await, 1);

    // A blocked account shows nothing, and one that changed its mind neither.
    share(&organizer, false).await;
    assert_eq!(visitor.get(&path).await.status, 404);
    share(&organizer, true).await;
    let block = "update accounts.users set blocked_at = now(), blocked_reason = 'spam' where id = $1";
    sqlx::query(block).bind(organizer.id).execute(app.db()).await.expect("blocked");
    let blocked = visitor.get(&path).await;
    assert_eq!((blocked.status, visitor.get(&badge).await.status), (404, 404));
}

/// The figures that are kept ready are those that counting the reports gives.
#[tokio::test]
async fn an_organizers_impact_agrees_with_their_reports() {
    let app = TestApp::start().await;
    let (organizer, other) = (app.organizer().await, app.organizer().await);
    let people = [app.volunteer().await, app.volunteer().await];
    // Before the first count nothing is known.
    let nothing = organizer.get("/api/organizer/impact").await.expect(200);
    assert_eq!((&nothing["as_of"], &nothing["figures"]["works"]), (&Value::Null, &json!(0)));
    let sites = [app.published(&organizer).await, app.published(&organizer).await, app.published(&other).await];
    for (number, site) in sites.iter().enumerate() {
        let owner = if number == 2 { &other } else { &organizer };
        for (seed, person) in people.iter().enumerate() {
            // The places are on one day: the work of each project on another.
            let moved = "update volunteering.tasks set deadline = deadline + $2 where project_id = $1";
            if seed == 0 {
                let run = sqlx::query(moved).bind(site.id).bind(number as i32 * 5).execute(app.db()).await;
                run.expect("another day");
            }
            let report = app.reported(person, site.task, 50 + (number * 2 + seed) as u32).await;
            let (verdict, body) = match (number, seed) {
                (1, 1) => ("reject", json!({ "reason": "No" })),
                _ => ("approve", json!({ "rating": 4 })),
            };
            owner.post(&format!("/api/organizer/photo-reports/{report}/{verdict}"), body).await.expect(200);
        }
    }
    for sql in [
        "update volunteering.projects set city = 'Astana', volunteer_type = 'sport' where id = $1",
        "update volunteering.tasks set end_time = null where project_id = $1",
    ] {
        sqlx::query(sql).bind(sites[1].id).execute(app.db()).await.expect("elsewhere, without hours");
    }
    organizer.post(&format!("/api/organizer/projects/{}/complete", sites[0].id), json!({})).await.expect(200);
    birqadam_analytics::ops::refresh(&app.ctx).await.expect("counted");

    let shown = organizer.get("/api/organizer/impact").await.expect(200);
    let plain: (i64, i64, i64, i64, i64) = sqlx::query_as(
        "select count(distinct w.volunteer_id), count(*), coalesce(sum(w.minutes), 0)::bigint,
                (select count(*) from volunteering.projects where organizer_id = $1 and status = 'completed'),
                (select count(*) from volunteering.projects where organizer_id = $1 and status = 'active')
         from volunteering.work_done w where w.organizer_id = $1",
    )
    .bind(organizer.id)
    .fetch_one(app.db())
    .await
    .expect("counted by hand");
    let (volunteers, works, minutes, completed, active) = plain;
    assert_eq!((volunteers, works, minutes, completed, active), (2, 3, 360, 1, 1), "the world is as meant");
    let expected = json!({
        "volunteers": volunteers, "works": works, "minutes": minutes,
        "projects_completed": completed, "projects_active": active,
    });
    assert_eq!(shown["figures"], expected);
    let parts = async |column: &str| {
        let sql = format!(
            "select p.{column}, count(*), coalesce(sum(w.minutes), 0)::bigint
             from volunteering.work_done w join volunteering.projects p on p.id = w.project_id
             where w.organizer_id = $1 group by 1 order by 2 desc, 1"
        );
        let rows: Vec<(String, i64, i64)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(organizer.id)
            .fetch_all(app.db())
            .await
            .expect("counted by hand");
        let part = |(of, works, minutes)| json!({ "of": of, "works": works, "minutes": minutes });
        Value::Array(rows.into_iter().map(part).collect())
    };
    assert_eq!(shown["kinds"], parts("volunteer_type").await);
    assert_eq!(shown["cities"], parts("city").await);
}

#[tokio::test]
async fn the_badge_stands_on_other_sites() {
    let app = TestApp::start().await;
    let (organizer, _) = worked(&app).await;
    share(&organizer, true).await;
    let name = "<script>alert('1')</script>& \"Әділет\" 🎉 с очень длинным названием";
    sqlx::query("update accounts.users set organization_name = $2 where id = $1")
        .bind(organizer.id)
        .bind(name)
        .execute(app.db())
        .await
        .expect("a name");
    let path = format!("/badge/organizers/{}.svg", organizer.id);
    for (query, words) in [
        ("", "3 часа · 1 волонтёр"),
        ("?lang=kk", "3 сағат · 1 ерікті"),
        ("?lang=en&theme=dark", "3 hours · 1 volunteer"),
    ] {
        let badge = app.anonymous().get(&format!("{path}{query}")).await;
        let svg = badge.text_whole();
        assert_eq!(badge.status, 200);
        assert!(svg.contains(words) && !svg.contains("<script"), "{svg}");
        assert_eq!(svg.contains("prefers-color-scheme"), !query.contains("theme"), "{svg}");
        assert_eq!(badge.header("cross-origin-resource-policy"), "cross-origin");
        assert_eq!(badge.header("cache-control"), "public, max-age=300");
        assert!(
            badge.header("set-cookie").is_empty()
                && badge.header("content-security-policy").contains("default-src 'none'")
        );
    }
    // Even a broken wish gets a picture.
    for odd in ["?lang=%00", "?theme=%F0%9F%8E%89", "?x=1&x=2", "?lang=de"] {
        assert_eq!(app.anonymous().get(&format!("{path}{odd}")).await.status, 200, "{odd}");
    }
    for none in
        ["/badge/organizers/999999.svg", "/badge/organizers/x.svg", "/badge/organizers/1", "/badge/platform.svg"]
    {
        let badge = app.anonymous().get(none).await;
        assert_eq!(badge.status, 404, "{none}");
        assert!(badge.text_whole().starts_with("<svg"), "{none}");
    }
}

#[tokio::test]
async fn the_platforms_impact_is_a_setting() {
    let app = TestApp::start().await;
    worked(&app).await;
    assert_eq!(app.anonymous().get("/api/impact").await.error(404), "not_found");
    assert_eq!(app.anonymous().with("accept", "text/html").get("/impact").await.status, 404);
    let admin = app.admin().await;
    admin.put("/api/admin/settings", json!({ "name": "public_impact", "value": true })).await.expect(200);
    let shown = app.anonymous().get("/api/impact").await.expect(200);
    let by_hand = "select count(*) from volunteering.photo_reports where status = 'approved'";
    assert_eq!(shown["figures"]["works"], json!(app.count(by_hand).await));
    assert_eq!((&shown["figures"]["volunteers"], &shown["figures"]["minutes"]), (&json!(1), &json!(180)));
    assert_eq!(shown["cities"][0], json!({ "of": "Almaty", "works": 1, "minutes": 180 }));
    assert_eq!(app.anonymous().get("/badge/platform.svg").await.status, 200);
}

#[tokio::test]
async fn a_code_leads_to_its_project_until_it_is_renewed() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await.id;
    let address = async || {
        let qr = organizer.get(&format!("/api/qr/{project}?format=json")).await.expect(200);
        let url = qr["url"].as_str().expect("an address").to_owned();
        url[url.find("/q/").expect("a path")..].to_owned()
    };
    let visitor = app.anonymous().with("accept", "text/html");
    let first = address().await;
    let led = visitor.get(&first).await;
    assert!([302, 303].contains(&led.status), "{}", led.status);
    assert_eq!(led.header("location"), format!("/projects/{project}"));
    let renewed = organizer.post(&format!("/api/qr/{project}/renew"), json!({})).await.expect(200);
    assert_eq!(renewed["generation"], 2);
    assert_eq!(visitor.get(&first).await.status, 404);
    let second = address().await;
    assert_eq!(visitor.get(&second).await.header("location"), format!("/projects/{project}"));
    assert_eq!(app.count("select count(*) from core.audit_log where operation = 'project.renew_qr'").await, 1);

    // Nobody makes one up: neither another project, nor another generation, nor a signature.
    let (head, signature) = second.rsplit_once('-').expect("a signature");
    let forged = [
        format!("/q/{}-2-{signature}", project + 1),
        format!("/q/{project}-1-{signature}"),
        format!("{head}-{}", "0".repeat(20)),
        format!("{head}-{}", &signature[..10]),
        "/q/x".into(),
        "/q/'%22;--%3Cscript%3E".into(),
    ];
    for forged in forged {
        assert_eq!(visitor.get(&forged).await.status, 404, "{forged}");
    }
    // A project that is put away.
    organizer.post(&format!("/api/organizer/projects/{project}/complete"), json!({})).await.expect(200);
    assert_eq!(visitor.get(&second).await.header("location"), format!("/projects/{project}"));
    organizer.post(&format!("/api/organizer/projects/{project}/archive"), json!({})).await.expect(200);
    assert_eq!(visitor.get(&second).await.status, 404);
}

#[tokio::test]
async fn the_picture_is_the_organizers() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await.id;
    let path = format!("/api/qr/{project}");
    let png = organizer.get(&path).await;
    assert_eq!((png.status, png.header("content-type")), (200, "image/png"));
    assert!(image::load_from_memory(&png.bytes).expect("a picture").width() > 500);
    let svg = organizer.get(&format!("{path}?format=svg&download=true")).await;
    assert!(svg.header("content-type").starts_with("image/svg") && svg.header("content-disposition").contains("qr-"));
    assert_eq!(organizer.get(&format!("{path}?format=gif")).await.field("format"), "unknown");
    assert_eq!(organizer.get(&format!("{path}?format=pdf&locale=de")).await.field("locale"), "unknown");
    assert_eq!(app.organizer().await.get(&path).await.status, 404);
    let mut draft = project_input("A draft");
    draft["draft"] = json!(true);
    let draft = organizer.post("/api/organizer/projects", draft).await.expect(201)["project"]["id"].clone();
    assert_eq!(organizer.get(&format!("/api/qr/{draft}")).await.error(409), "wrong_state");
    assert_eq!(organizer.post(&format!("/api/qr/{draft}/renew"), json!({})).await.error(409), "wrong_state");
    assert_eq!(app.count("select count(*) from volunteering.qr_codes").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_poster_says_what_and_where_in_three_languages() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await.id;
    let title = format!("Қысқы «Таза парк» {}", "Ұзақатауыболатынжоба ".repeat(8));
    sqlx::query("update volunteering.projects set title = $2 where id = $1")
        .bind(project)
        .bind(&title)
        .execute(app.db())
        .await
        .expect("a long title");
    for (locale, words) in [
        ("ru", ["Присоединяйтесь", "Где: Алматы, Gorky Park", "Наведите камеру"]),
        ("kk", ["Бізге қосылыңыз", "Қайда: Алматы, Gorky Park", "Телефон камерасын"]),
        ("en", ["Join us", "Where: Almaty, Gorky Park", "Point your phone"]),
    ] {
        let poster = organizer.get(&format!("/api/qr/{project}?format=pdf&locale={locale}")).await;
        assert_eq!((poster.status, poster.header("content-type")), (200, "application/pdf"), "{}", poster.text());
        let text = crate::report_pdf::text(&poster.bytes);
        for word in words {
            assert!(text.contains(word), "{word} in {text}");
        }
        assert!(text.contains("Таза парк") && text.contains("/q/"), "{text}");
    }
    assert_eq!(app.organizer().await.get(&format!("/api/qr/{project}?format=pdf")).await.status, 404);
}
