//! Money given, tried again, promised, looked at and sent back.

use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::payment_provider::Providers;
use birqadam_funding::ops::refunds;
use birqadam_server::http::HttpOptions;
use serde_json::{Value, json};

use super::{Worked, id};
use crate::funding::giving::given;
use crate::funding::till::{Mood, Till};
use crate::support::Client;

/// A process that has a way to pay, and who acts there.
struct Counter {
    ctx: Ctx,
    till: std::sync::Arc<Till>,
    sponsor: Client,
    admin: Client,
    project: i64,
}

async fn counter(worked: &Worked<'_>) -> Counter {
    let app = worked.app;
    let till = Till::new("stripe");
    let ctx = Ctx { payments: Providers::new(vec![till.clone()]), ..app.ctx.clone() };
    let options = HttpOptions { api_per_minute: None, visitor_cache: false, ..HttpOptions::default() };
    let router = app.replica_of(ctx.clone(), options);
    let here = |person: Client| Client { router: router.clone(), ..person };
    let (sponsor, admin) = (here(app.sponsor().await), here(app.admin().await));
    let project = app.published(&app.organizer().await).await.id;
    Counter { ctx, till, sponsor, admin, project }
}

impl Counter {
    /// A gift whose payment failed.
    async fn failed(&self) -> i64 {
        self.till.be(Mood::Down);
        let gift = json!({ "project_id": self.project, "amount": 5_000 });
        assert_eq!(self.sponsor.post("/api/sponsor/sponsor-project", gift).await.error(409), "provider_down");
        self.till.be(Mood::Works);
        let mine = self.sponsor.get("/api/sponsor/sponsorships").await.expect(200);
        id(&mine["items"][0])
    }

    async fn paid(&self, worked: &Worked<'_>) -> i64 {
        given(worked.app, &self.sponsor, self.project, 1_000_000, false).await.payment
    }

    /// A refund that waits for a person.
    async fn by_hand(&self, worked: &Worked<'_>) -> i64 {
        let payment = self.paid(worked).await;
        let back = json!({ "amount": 100, "reason": "Twice" });
        let made = self.admin.post(&format!("/api/admin/payments/{payment}/refund"), back).await.expect(201);
        self.till.be(Mood::NotOffered);
        refunds::send_refund(&self.ctx, birqadam_core::RefundId(id(&made))).await.expect("asked");
        self.till.be(Mood::Works);
        id(&made)
    }
}

pub async fn api(worked: &mut Worked<'_>) {
    let desk = counter(worked).await;
    let (sponsor, admin) = (&desk.sponsor, &desk.admin);
    let gift = json!({ "project_id": desk.project, "amount": 5_000 });
    let path = "/api/sponsor/sponsor-project";
    worked.api("POST /api/sponsor/sponsor-project", sponsor, path, gift.clone()).await;
    let path = format!("/api/sponsor/sponsorships/{}/pay", desk.failed().await);
    worked.api("POST /api/sponsor/sponsorships/{id}/pay", sponsor, &path, json!({})).await;
    let pledge = id(&worked.api("POST /api/sponsor/pledges", sponsor, "/api/sponsor/pledges", gift).await);
    let step = |step: &str| format!("/api/sponsor/pledges/{pledge}/{step}");
    worked.api("POST /api/sponsor/pledges/{id}/pause", sponsor, &step("pause"), json!({})).await;
    worked.api("POST /api/sponsor/pledges/{id}/resume", sponsor, &step("resume"), json!({})).await;
    worked.api("POST /api/sponsor/pledges/{id}/end", sponsor, &step("end"), json!({})).await;
    let payment = desk.paid(worked).await;
    let path = format!("/api/admin/payments/{payment}/look");
    worked.api("POST /api/admin/payments/{id}/look", admin, &path, json!({})).await;
    let path = format!("/api/admin/payments/{payment}/refund");
    let back = json!({ "amount": 100, "reason": "Twice" });
    worked.api("POST /api/admin/payments/{id}/refund", admin, &path, back).await;
    let path = format!("/api/admin/refunds/{}/sent", desk.by_hand(worked).await);
    worked.api("POST /api/admin/refunds/{id}/sent", admin, &path, Value::Null).await;
    let path = format!("/api/admin/refunds/{}/give-up", desk.by_hand(worked).await);
    worked.api("POST /api/admin/refunds/{id}/give-up", admin, &path, Value::Null).await;
}

pub async fn web(worked: &mut Worked<'_>) {
    let desk = counter(worked).await;
    let (sponsor, admin) = (&desk.sponsor, &desk.admin);
    let gift = format!("input[project_id]={}&input[amount]=5000", desk.project);
    worked.web("POST /web/sponsorships/give", sponsor, &gift).await;
    let again = format!("input[id]={}", desk.failed().await);
    worked.web("POST /web/sponsorships/pay", sponsor, &again).await;
    worked.web("POST /web/pledges/create", sponsor, &gift).await;
    let pledge = worked.number("select max(id) from funding.pledges where sponsor_id = $1", sponsor.id).await;
    let change = format!("input[id]={pledge}&input[to]=paused");
    worked.web("POST /web/pledges/change", sponsor, &change).await;
    let payment = desk.paid(worked).await;
    worked.web("POST /web/admin/payments/look", admin, &format!("input[id]={payment}")).await;
    let back = format!("input[id]={payment}&input[amount]=100&input[reason]=Twice");
    worked.web("POST /web/admin/payments/refund", admin, &back).await;
    let sent = format!("input[id]={}&input[how]=sent", desk.by_hand(worked).await);
    worked.web("POST /web/admin/refunds/settle", admin, &sent).await;
}
