//! Sponsorships and their payments by the simulator.

use birqadam_core::notice::Notice;
use birqadam_core::{Money, PaymentId, Result, SponsorshipId};
use birqadam_funding::ops::ledger::{self, Booked};
use chrono::Duration;
use serde_json::json;
use sqlx::PgConnection;

use super::Scene;
use super::data::{Gift, GiftStatus, Project};
use crate::demo::chronicle::{Chronicle, Line};

impl Scene<'_> {
    /// A gift is paid some minutes after it was made.
    pub(super) async fn give(
        &self,
        tx: &mut PgConnection,
        project: &Project,
        gift: &Gift,
        chronicle: &mut Chronicle,
    ) -> Result<()> {
        let (project_id, sponsor, minor) = (self.project(&project.title), self.user(&gift.by), gift.amount * 100);
        let at = self.at(gift.day, "09:50");
        let paid = (at + Duration::minutes(7)).min(self.ctx.now());
        let came = gift.status == GiftStatus::Completed;
        let status = match gift.status {
            GiftStatus::Completed => "completed",
            GiftStatus::Pending => "pending",
            GiftStatus::Failed => "failed",
        };
        let id = sqlx::query_scalar!(
            r#"insert into funding.sponsorships
                   (sponsor_id, project_id, amount_minor, purpose, is_anonymous, status, received_minor, completed_at,
                    created_at, updated_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id as "id: SponsorshipId""#,
            sponsor.0,
            project_id.0,
            minor,
            gift.purpose,
            gift.anonymous,
            status,
            if came { minor } else { 0 },
            came.then_some(paid),
            at,
            if came { paid } else { at },
        )
        .fetch_one(&mut *tx)
        .await?;
        // 26 letters, as the platform's own names of payments.
        let name = format!("TXN_{:A>26}", format!("DEMO{}", id.0));
        let payment = sqlx::query_scalar!(
            r#"insert into funding.payments
                   (sponsorship_id, provider, transaction_id, provider_ref, status, amount_minor, currency, payment_url,
                    failure, expires_at, completed_at, created_at, updated_at)
               values ($1, 'simulator', $2, $3, $4, $5, 'KZT', $6, $7, $8, $9, $10, $11) returning id as "id: PaymentId""#,
            id.0,
            name,
            came.then(|| format!("sim_{name}")),
            if gift.status == GiftStatus::Pending { "created" } else { status },
            minor,
            format!("{}/pay/simulator/{name}", self.ctx.config.base_url),
            (gift.status == GiftStatus::Failed).then_some("declined"),
            at + Duration::days(3),
            came.then_some(paid),
            at,
            paid,
        )
        .fetch_one(&mut *tx)
        .await?;
        if gift.status != GiftStatus::Pending {
            // What the simulator remembers, as when somebody pressed a button of its till.
            sqlx::query!(
                "insert into funding.provider_transactions
                     (provider, provider_txn_id, payment_id, amount_minor, state, provider_time_ms, created_at,
                      performed_at, cancelled_at)
                 values ('simulator', $1, $2, $3, $4, $5, $6, $7, $8)",
                format!("sim_{name}"),
                payment.0,
                minor,
                if came { 2_i16 } else { -1 },
                paid.timestamp_millis(),
                paid,
                came.then_some(paid),
                (!came).then_some(paid),
            )
            .execute(&mut *tx)
            .await?;
        }
        chronicle.log(Line {
            at,
            actor: self.actor(&gift.by),
            operation: "sponsorship.create",
            subject: ("sponsorship", id.0),
            old: None,
            new: Some(json!({ "project_id": project_id, "amount": gift.amount, "is_anonymous": gift.anonymous })),
        });
        if came {
            ledger::lock_project(tx, project_id).await?;
            let booked = Booked { by: None, at: Some(paid) };
            ledger::receive(tx, payment, "simulator", id, minor, booked).await?;
            let (title, amount) = (project.title.clone(), Money::kzt(minor));
            let name = self.world.people.iter().find(|person| person.login == gift.by && !gift.anonymous);
            let sponsor_name = name.map(|person| person.organization.clone().unwrap_or_else(|| person.name.clone()));
            let notice = Notice::SponsorshipReceived {
                project_id,
                title: title.clone(),
                sponsor: sponsor_name,
                amount: amount.clone(),
            };
            let organizer = self.user(self.organizer(project));
            chronicle.tell(paid, organizer, notice, format!("sponsorship-received-{payment}"));
            let thanks = Notice::SponsorshipThanks { sponsorship_id: id, title, amount };
            chronicle.tell(paid, sponsor, thanks, format!("sponsorship-thanks-{payment}"));
        }
        Ok(())
    }
}
