//! A project's plan, its expenses on every way, gifts in kind, and what is counted.

use serde_json::{Value, json};

use super::{Worked, id};
use crate::funding::giving::{given, planned, sent};
use crate::support::world::day;
use crate::support::{Client, Form, TestApp};

/// A project with a lot of money and one line of its plan.
struct Funded {
    organizer: Client,
    moderator: Client,
    project: i64,
    line: i64,
}

async fn funded(app: &TestApp) -> Funded {
    let (organizer, moderator) = (app.organizer().await, app.moderator().await);
    let project = app.published(&organizer).await.id;
    given(app, &app.sponsor().await, project, 100_000_000, false).await;
    let line = planned(&organizer, project, &[("Saplings", 1_000)]).await[0];
    Funded { organizer, moderator, project, line }
}

impl Funded {
    /// An expense that waits for a second person.
    async fn waiting(&self, tenge: i64) -> i64 {
        id(&sent(&self.organizer, self.project, self.line, None, &tenge.to_string()).await.expect(201))
    }

    fn expense(&self, tenge: i64) -> Form {
        Form::new()
            .text("amount", tenge)
            .text("spent_on", day(0))
            .text("category", self.line)
            .text("description", "Apple trees")
            .file("receipt", "receipt.pdf", format!("%PDF-1.4\n% {tenge}\n%%EOF").as_bytes())
    }

    async fn returned(&self, tenge: i64) -> i64 {
        let expense = self.waiting(tenge).await;
        let marks = json!({ "reason": "Look again", "fields": [{ "field": "amount" }] });
        self.moderator.post(&format!("/api/admin/expenses/{expense}/return"), marks).await.expect(200);
        expense
    }
}

pub async fn api(worked: &mut Worked<'_>) {
    let app = worked.app;
    let desk = funded(app).await;
    let (organizer, moderator) = (&desk.organizer, &desk.moderator);
    let project = format!("/api/organizer/projects/{}", desk.project);
    let plan = json!({ "lines": [{ "id": desk.line, "category": "Trees", "planned": 2_000 }] });
    worked.api("PUT /api/organizer/projects/{id}/budget", organizer, &format!("{project}/budget"), plan).await;
    let path = format!("{project}/expenses");
    worked.api_files("POST /api/organizer/projects/{id}/expenses", organizer, &path, desk.expense(500)).await;
    let of = |expense: i64, step: &str| format!("/api/admin/expenses/{expense}/{step}");
    let reason = json!({ "reason": "Twice" });
    let expense = desk.waiting(60_001).await;
    let path = of(expense, "return");
    worked.api("POST /api/admin/expenses/{id}/return", moderator, &path, reason.clone()).await;
    let path = format!("/api/organizer/expenses/{expense}/resubmit");
    let again = desk.expense(60_002);
    worked.api_files("POST /api/organizer/expenses/{id}/resubmit", organizer, &path, again).await;
    worked.api("POST /api/admin/expenses/{id}/approve", moderator, &of(expense, "approve"), json!({})).await;
    worked.api("POST /api/admin/expenses/{id}/reverse", moderator, &of(expense, "reverse"), reason.clone()).await;
    let path = of(desk.waiting(60_003).await, "reject");
    worked.api("POST /api/admin/expenses/{id}/reject", moderator, &path, reason.clone()).await;
    let path = format!("/api/organizer/expenses/{}/withdraw", desk.waiting(60_004).await);
    worked.api("POST /api/organizer/expenses/{id}/withdraw", organizer, &path, reason).await;
    let gift = json!({ "giver": "Shop", "description": "Spades", "given_on": day(0) });
    let path = format!("{project}/gifts");
    let gift = id(&worked.api("POST /api/organizer/projects/{id}/gifts", organizer, &path, gift).await);
    let path = format!("/api/organizer/gifts/{gift}");
    worked.api("DELETE /api/organizer/gifts/{id}", organizer, &path, Value::Null).await;
    let path = format!("{project}/impact");
    let kind = json!({ "kind": "trees_planted" });
    let made = worked.api("POST /api/organizer/projects/{id}/impact", organizer, &path, kind).await;
    let measure = format!("/api/organizer/impact-measures/{}", id(&made["items"][0]));
    let entry = json!({ "amount": 5, "counted_on": day(0) });
    let path = format!("{measure}/entries");
    worked.api("POST /api/organizer/impact-measures/{id}/entries", organizer, &path, entry).await;
    let path = format!("/api/organizer/impact-entries/{}", newest(worked, "impact_entries").await);
    worked.api("DELETE /api/organizer/impact-entries/{id}", organizer, &path, Value::Null).await;
    worked.api("DELETE /api/organizer/impact-measures/{id}", organizer, &measure, Value::Null).await;
}

pub async fn web(worked: &mut Worked<'_>) {
    let app = worked.app;
    let desk = funded(app).await;
    let (organizer, project) = (&desk.organizer, desk.project);
    let of_project = format!("input[project_id]={project}");
    let plan = format!(
        "{of_project}&input[lines][0][id]={}&input[lines][0][category]=Trees&input[lines][0][planned]=2000",
        desk.line
    );
    worked.web("POST /web/money/budget", organizer, &plan).await;
    let expense = desk.expense(501).text("project_id", project);
    worked.web_files("POST /web/money/expenses/submit", organizer, expense).await;
    // Only the amount was marked.
    let again = Form::new().text("amount", 60_006).text("expense_id", desk.returned(60_005).await);
    worked.web_files("POST /web/money/expenses/resubmit", organizer, again).await;
    let back = format!("input[id]={}&input[reason]=Twice", desk.waiting(60_007).await);
    worked.web("POST /web/money/expenses/take-back", organizer, &back).await;
    let ahead = format!("input[id]={}", desk.waiting(60_008).await);
    worked.web("POST /web/money/expenses/approve-ahead", &app.admin().await, &ahead).await;
    let gift = format!("{of_project}&input[giver]=Shop&input[description]=Spades&input[given_on]={}", day(0));
    worked.web("POST /web/money/gifts/add", organizer, &gift).await;
    let gift = format!("{of_project}&input[id]={}", newest(worked, "in_kind_gifts").await);
    worked.web("POST /web/money/gifts/remove", organizer, &gift).await;
    let measure = format!("{of_project}&input[kind]=trees_planted");
    worked.web("POST /web/money/impact/add-measure", organizer, &measure).await;
    let measure = newest(worked, "impact_measures").await;
    let entry = format!("{of_project}&input[measure]={measure}&input[amount]=5&input[counted_on]={}", day(0));
    worked.web("POST /web/money/impact/add-entry", organizer, &entry).await;
    let entry = format!("{of_project}&input[id]={}", newest(worked, "impact_entries").await);
    worked.web("POST /web/money/impact/remove-entry", organizer, &entry).await;
    let measure = format!("{of_project}&input[id]={measure}");
    worked.web("POST /web/money/impact/remove-measure", organizer, &measure).await;
}

/// The newest record of a table.
async fn newest(worked: &Worked<'_>, table: &'static str) -> i64 {
    let sql = match table {
        "in_kind_gifts" => "select max(id) from funding.in_kind_gifts where id > $1",
        "impact_measures" => "select max(id) from funding.impact_measures where id > $1",
        _ => "select max(id) from funding.impact_entries where id > $1",
    };
    worked.number(sql, 0).await
}
