//! Places on tasks: limits of a whole project, queues, changes under people's feet, crowds.

use futures::future::join_all;
use serde_json::{Value, json};

use crate::support::world::{day, project_input};
use crate::support::{Client, Reply, TestApp};
use crate::volunteering::{publish, titles, waiting};

pub async fn join(volunteer: &Client, task: i64) -> Reply {
    volunteer.post(&format!("/api/volunteer/join-task/{task}"), json!({})).await
}

async fn leave(volunteer: &Client, task: i64) -> Reply {
    volunteer.delete(&format!("/api/volunteer/leave-task/{task}")).await
}

/// The project as its organizer would send it back unchanged.
async fn as_input(organizer: &Client, id: i64) -> Value {
    let found = organizer.get(&format!("/api/organizer/projects/{id}")).await.expect(200);
    let project = &found["project"];
    let mut input = project_input(project["title"].as_str().expect("a title"));
    let kept = ["id", "text", "deadline", "start_time", "end_time", "max_volunteers"];
    let tasks = project["tasks"].as_array().expect("tasks").iter();
    let row = |task: &Value| kept.iter().map(|name| ((*name).to_owned(), task[*name].clone())).collect::<Value>();
    input["tasks"] = tasks.map(row).collect();
    input["version"] = project["version"].clone();
    input
}

/// Every task's count against its places, and nobody twice on one.
async fn assert_counts(app: &TestApp) {
    let wrong = app
        .count(
            "select count(*) from volunteering.tasks t
             where t.assigned_count <> (select count(*) from volunteering.assignments a
                                        where a.task_id = t.id and a.status in ('assigned', 'completed'))",
        )
        .await;
    assert_eq!(wrong, 0, "assigned_count is in step");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_joins_at_once_never_clash() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let (one, two) = (app.published(&organizer).await, app.published(&organizer).await);
    let volunteer = app.volunteer().await;
    let (a, b) = tokio::join!(join(&volunteer, one.task), join(&volunteer, two.task));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let loser = if a.status == 409 { a } else { b };
    assert_eq!(loser.error(409), "time_clash");
    assert_counts(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_takes_no_more_people_than_it_says() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let mut input = project_input("Small");
    input["max_volunteers"] = json!(1);
    let project = publish(&app, &organizer, input).await;
    let (first, second) = (app.volunteer().await, app.volunteer().await);
    assert_eq!(join(&first, project.task).await.expect(200)["status"], "assigned");
    // The one person of the project may take its other task as well.
    assert_eq!(join(&first, project.single).await.expect(200)["status"], "assigned");
    assert_eq!(join(&second, project.task).await.expect(200)["status"], "waiting");
    leave(&first, project.task).await.expect(200);
    assert_eq!(app.count("select count(*) from volunteering.assignments where status = 'waiting'").await, 1);
    // The person's last place in the project makes room in the queue of another task.
    leave(&first, project.single).await.expect(200);
    let mine = second.get("/api/volunteer/my-tasks").await.expect(200);
    assert_eq!(mine["items"][0]["status"], "assigned");
    app.run_jobs().await;
    let told = "select count(*) from messaging.notifications where notice->>'kind' = 'place_freed'";
    assert_eq!(app.count(told).await, 1);
    assert_counts(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_other_work_by_then_is_passed_over() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let (one, two) = (app.published(&organizer).await, app.published(&organizer).await);
    let people = [app.volunteer().await, app.volunteer().await, app.volunteer().await];
    for person in &people {
        join(person, one.single).await.expect(200);
    }
    // A wait takes no time; a place does.
    assert_eq!(join(&people[1], two.single).await.expect(200)["status"], "assigned");
    leave(&people[0], one.single).await.expect(200);
    let status = |n: usize| {
        let client = people[n].clone();
        async move {
            let mine = client.get("/api/volunteer/my-tasks").await.expect(200);
            let items = mine["items"].as_array().expect("items").clone();
            let place = items.iter().find(|item| item["task"]["id"] == one.single).expect("a place");
            (place["status"].clone(), place["queue_position"].clone())
        }
    };
    assert_eq!(status(1).await, (json!("waiting"), json!(1)));
    assert_eq!(status(2).await, (json!("assigned"), Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn more_places_go_to_those_who_wait_and_fewer_than_taken_are_refused() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    for person in [app.volunteer().await, app.volunteer().await, app.volunteer().await] {
        join(&person, project.single).await.expect(200);
    }
    let path = format!("/api/organizer/projects/{}", project.id);
    let mut input = as_input(&organizer, project.id).await;
    input["tasks"][1]["max_volunteers"] = json!(2);
    organizer.put(&path, input).await.expect(200);
    assert_eq!(app.count("select count(*) from volunteering.assignments where status = 'assigned'").await, 2);
    let mut input = as_input(&organizer, project.id).await;
    input["tasks"].as_array_mut().expect("tasks").insert(0, json!({}));
    input["tasks"][2]["max_volunteers"] = json!(1);
    assert_eq!(organizer.put(&path, input).await.field("tasks.2.max_volunteers"), "below_taken");
    let mut input = as_input(&organizer, project.id).await;
    input["max_volunteers"] = json!(1);
    assert_eq!(organizer.put(&path, input).await.field("max_volunteers"), "below_taken");
    assert_counts(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_task_frees_its_people() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    join(&volunteer, project.single).await.expect(200);
    let mut input = as_input(&organizer, project.id).await;
    input["tasks"] = json!([{ "text": "Something else", "deadline": day(5) }]);
    let changed = organizer.put(&format!("/api/organizer/projects/{}", project.id), input).await.expect(200);
    assert_eq!(changed["tasks"].as_array().map(Vec::len), Some(1));
    // Nobody was on the first: it is gone. Somebody was on the second: it is kept for the record.
    let left: Vec<(i64, String)> = sqlx::query_as("select id, status from volunteering.tasks order by id")
        .fetch_all(app.db())
        .await
        .expect("tasks");
    assert_eq!(left[0], (project.single, "cancelled".to_owned()));
    assert_eq!(left.len(), 2);
    assert_eq!(volunteer.get("/api/volunteer/my-tasks").await.expect(200)["items"], json!([]));
    assert_eq!(join(&volunteer, project.single).await.error(409), "task_closed");
    let foreign = app.published(&organizer).await;
    let mut input = as_input(&organizer, project.id).await;
    input["tasks"][0]["id"] = json!(foreign.task);
    let path = format!("/api/organizer/projects/{}", project.id);
    assert_eq!(organizer.put(&path, input).await.field("tasks.0.id"), "unknown");
    assert_counts(&app).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_are_over_close_tasks_and_hold_drafts_back() {
    let app = TestApp::start().await;
    let (organizer, volunteer) = (app.organizer().await, app.volunteer().await);
    let project = app.published(&organizer).await;
    let mut draft = project_input("Draft");
    draft["draft"] = json!(true);
    let draft = waiting(&organizer, draft).await;
    sqlx::query("update volunteering.tasks set deadline = current_date - 2").execute(app.db()).await.expect("moved");
    assert_eq!(join(&volunteer, project.task).await.error(409), "task_closed");
    let submit = organizer.post(&format!("/api/organizer/projects/{draft}/submit"), json!({})).await;
    assert_eq!(submit.field("tasks.0.deadline"), "in_past");
    // A published project can still be edited; its days stay as they are.
    let mut input = as_input(&organizer, project.id).await;
    input["title"] = json!("Park, once more");
    organizer.put(&format!("/api/organizer/projects/{}", project.id), input).await.expect(200);
    assert_eq!(titles(&app.anonymous(), "free=true").await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completed_project_takes_nobody_and_dissolves_its_queues() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    for person in [app.volunteer().await, app.volunteer().await] {
        join(&person, project.single).await.expect(200);
    }
    let own = format!("/api/organizer/projects/{}", project.id);
    assert_eq!(organizer.post(&format!("{own}/archive"), json!({})).await.error(409), "wrong_state");
    for _ in 0..2 {
        let completed = organizer.post(&format!("{own}/complete"), json!({})).await.expect(200);
        assert_eq!(completed["status"], "completed");
    }
    assert_eq!(app.count("select count(*) from volunteering.assignments where status = 'waiting'").await, 0);
    assert_eq!(join(&app.volunteer().await, project.task).await.error(409), "project_closed");
    assert_eq!(titles(&app.anonymous(), "").await, Vec::<String>::new());
    app.anonymous().get(&format!("/api/volunteer/projects/{}", project.id)).await.expect(200);
    organizer.post(&format!("{own}/archive"), json!({})).await.expect(200);
    assert_eq!(app.anonymous().get(&format!("/api/volunteer/projects/{}", project.id)).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn joins_and_leaves_in_a_crowd_keep_the_count() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    let mut crowd = Vec::new();
    for _ in 0..8 {
        crowd.push(app.volunteer().await);
    }
    let project = &project;
    let each = crowd.iter().map(|person| async move {
        let mut statuses = Vec::new();
        for task in [project.single, project.task, project.single] {
            statuses.push(join(person, task).await.status);
            statuses.push(leave(person, task).await.status);
        }
        statuses.push(join(person, project.single).await.status);
        statuses
    });
    let editor = async {
        let mut statuses = Vec::new();
        for places in [3, 2, 4, 1] {
            let mut input = as_input(&organizer, project.id).await;
            input["tasks"][1]["max_volunteers"] = json!(places);
            let path = format!("/api/organizer/projects/{}", project.id);
            statuses.push(organizer.put(&path, input).await.status);
        }
        statuses
    };
    let (people, edits) = tokio::join!(join_all(each), editor);
    for status in people.into_iter().flatten().chain(edits) {
        assert!([200, 409, 422].contains(&status), "{status}");
    }
    assert_counts(&app).await;
    // Nobody waits beside a free place.
    let idle = "select count(*) from volunteering.tasks t
                where t.assigned_count < t.max_volunteers
                  and exists (select 1 from volunteering.assignments a where a.task_id = t.id and a.status = 'waiting')";
    assert_eq!(app.count(idle).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_come_with_a_place() {
    let app = TestApp::start().await;
    let organizer = app.organizer().await;
    let project = app.published(&organizer).await;
    let (holder, waiting) = (app.volunteer().await, app.volunteer().await);
    sqlx::query("update accounts.users set phone = '+77771234567'").execute(app.db()).await.expect("phones");
    for person in [&holder, &waiting] {
        join(person, project.single).await.expect(200);
    }
    let people = organizer.get(&format!("/api/organizer/participants/{}", project.id)).await.expect(200);
    let phones: Vec<&Value> = people["items"].as_array().expect("items").iter().map(|p| &p["phone"]).collect();
    assert_eq!(phones, [&json!("+77771234567"), &Value::Null]);
    for (person, email) in [(&holder, holder.email.as_str()), (&waiting, "")] {
        let details = organizer.get(&format!("/api/organizer/participant-details/{}", person.id)).await.expect(200);
        assert_eq!(details["user"]["email"], email);
    }
}
