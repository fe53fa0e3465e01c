//! What the demo's partner lends, and requests for it in every state.

use birqadam_core::notice::Notice;
use birqadam_core::ssr::{Ctx, db_error::internal, files::random_key, photo};
use birqadam_core::{Error, ProjectId, ResourceRequestId, Result, UserId};
use birqadam_funding::LendingPeriod;
use birqadam_paint::{jpeg, paint};
use bytes::Bytes;
use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use sqlx::PgConnection;

use super::accounts::Accounts;
use super::chronicle::{Chronicle, Line};
use super::data::World;
use super::lending::{Asked, OFFERS, Offer, Outcome, REQUESTS};
use super::plan::{hour, moment};
use super::projects::Projects;

const PARTNER: &str = "partner";
/// The photos' width and height.
const PHOTO: (u32, u32) = (960, 720);
const THUMB_SIDE: u32 = 480;

/// Everything the partner lends, with the story of each request.
///
/// # Errors
/// When database or storage fails.
pub async fn insert(
    ctx: &Ctx,
    tx: &mut PgConnection,
    world: &World,
    accounts: &Accounts,
    projects: &Projects,
    chronicle: &mut Chronicle,
) -> Result<()> {
    let (partner, name) = accounts.actor(world, Accounts::find(world, PARTNER));
    let mut resources = Vec::new();
    for offer in &OFFERS {
        let at = moment(ctx.today(), -offer.since, hour("11:20"));
        let id = insert_offer(ctx, tx, partner, offer, at).await?;
        let new =
            Some(json!({ "type": offer.kind, "title": offer.title, "days": offer.days, "quantity": offer.quantity }));
        let (actor, subject) = ((partner, name.clone()), ("resource", id));
        chronicle.log(Line { at, actor, operation: "resource.create", subject, old: None, new });
        resources.push(id);
    }
    for asked in &REQUESTS {
        let Some(index) = world.projects.iter().position(|project| project.title == asked.project) else { continue };
        let (organizer, organizer_name) =
            accounts.actor(world, Accounts::find(world, &world.projects[index].organizer));
        let organization = world.people[Accounts::find(world, &world.projects[index].organizer)].organization.clone();
        let request = Request {
            asked,
            resource: resources[asked.offer],
            project: projects.ids[index],
            partner: (partner, name.clone()),
            organizer: (organizer, organizer_name),
            organization: organization.unwrap_or_default(),
        };
        request.insert(ctx, tx, chronicle).await?;
    }
    Ok(())
}

async fn insert_offer(
    ctx: &Ctx,
    tx: &mut PgConnection,
    partner: UserId,
    offer: &Offer,
    at: DateTime<Utc>,
) -> Result<i64> {
    let id = sqlx::query_scalar!(
        "insert into funding.resources
             (partner_id, resource_type, title, description, city, address, availability, days, quantity, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) returning id",
        partner.0,
        offer.kind,
        offer.title,
        offer.description,
        // Whoever knows how comes to where they are needed.
        if offer.kind == "expertise" { "" } else { "Almaty" },
        offer.address,
        offer.availability,
        offer.days,
        offer.quantity,
        at,
    )
    .fetch_one(&mut *tx)
    .await?;
    let ((theme, seed), (width, height)) = (offer.picture, PHOTO);
    let painting = tokio::task::spawn_blocking(move || jpeg::encode(&paint(theme, seed, width, height), width, height));
    let large: Bytes = painting.await.map_err(|error| internal(&error))?.map_err(|error| internal(&error))?.into();
    let refused = |code| -> Error { internal(&format!("a painted photo was refused: {code:?}")) };
    let thumb = photo::picture(large.clone(), THUMB_SIDE).await.map_err(refused)?;
    let keys = ["private/resource-photos"; 2].map(|folder| random_key(folder, "jpg"));
    for (key, bytes) in keys.iter().zip([large, thumb]) {
        ctx.files.put(key, "image/jpeg", bytes).await?;
    }
    sqlx::query!(
        "insert into funding.resource_photos (resource_id, position, large_key, thumb_key, created_at)
         values ($1, 0, $2, $3, $4)",
        id,
        keys[0],
        keys[1],
        at,
    )
    .execute(tx)
    .await?;
    Ok(id)
}

struct Request<'a> {
    asked: &'a Asked,
    resource: i64,
    project: ProjectId,
    partner: (UserId, String),
    organizer: (UserId, String),
    organization: String,
}

impl Request<'_> {
    /// Whole days on which the resource is lent, from the wanted one on.
    fn period(&self, ctx: &Ctx, later: i64) -> LendingPeriod {
        let days = birqadam_funding::ResourceDays::parse(OFFERS[self.asked.offer].days);
        let wanted = ctx.today() + Duration::days(self.asked.day + later);
        let first = wanted.iter_days().take(7).find(|day| days.is_none_or(|days| days.holds(*day))).unwrap_or(wanted);
        LendingPeriod::days(first, first + Duration::days(self.asked.long - 1))
    }

    async fn insert(&self, ctx: &Ctx, tx: &mut PgConnection, chronicle: &mut Chronicle) -> Result<()> {
        let asked = self.asked;
        let (period, at) = (self.period(ctx, 0), ctx.now() - Duration::hours(asked.hours));
        let decided = (at + Duration::hours(6)).min(ctx.now());
        let thanked = (period.ends_at + Duration::hours(15)).min(ctx.now());
        let mut offer = (None, "");
        let (status, reason, thanks) = match &asked.outcome {
            Outcome::Pending => ("pending", None, None),
            Outcome::Approved => ("approved", None, None),
            Outcome::Countered { later, message } => {
                offer = (Some(self.period(ctx, *later)), message);
                ("countered", None, None)
            }
            Outcome::Rejected(reason) => ("rejected", Some(*reason), None),
            Outcome::Withdrawn => ("withdrawn", None, None),
            Outcome::Done(thanks) => ("done", None, *thanks),
        };
        let id = sqlx::query_scalar!(
            r#"insert into funding.resource_requests
                   (resource_id, partner_id, project_id, organizer_id, starts_at, ends_at, notes, status, reason,
                    counter_starts_at, counter_ends_at, counter_message, decided_at, thanks, thanked_at, version,
                    created_at, updated_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)
               returning id as "id: ResourceRequestId""#,
            self.resource,
            self.partner.0.0,
            self.project.0,
            self.organizer.0.0,
            period.starts_at,
            period.ends_at,
            asked.notes,
            status,
            reason,
            offer.0.map(|period| period.starts_at),
            offer.0.map(|period| period.ends_at),
            offer.0.map(|_| offer.1),
            (status != "pending").then_some(decided),
            thanks,
            thanks.map(|_| thanked),
            if status == "pending" { 1 } else { 2 },
            at,
        )
        .fetch_one(tx)
        .await?;
        self.tell_story(id, (at, decided, thanked), period, offer.0, chronicle);
        Ok(())
    }

    /// The log and both inboxes.
    fn tell_story(
        &self,
        id: ResourceRequestId,
        (at, decided, thanked): (DateTime<Utc>, DateTime<Utc>, DateTime<Utc>),
        period: LendingPeriod,
        offer: Option<LendingPeriod>,
        chronicle: &mut Chronicle,
    ) {
        let (resource, project) = (OFFERS[self.asked.offer].title.to_owned(), self.asked.project.to_owned());
        let organizer = self.organization.clone();
        let mut log = |at, by: &(UserId, String), operation, status: &str| {
            let (subject, new) = (("resource_request", id.0), Some(json!({ "status": status })));
            chronicle.log(Line { at, actor: by.clone(), operation, subject, old: None, new });
        };
        log(at, &self.organizer, "resource_request.create", "pending");
        let answer = match &self.asked.outcome {
            Outcome::Pending => None,
            Outcome::Approved | Outcome::Done(_) => Some((&self.partner, "resource_request.approve", "approved")),
            Outcome::Countered { .. } => Some((&self.partner, "resource_request.counter", "countered")),
            Outcome::Rejected(_) => Some((&self.partner, "resource_request.reject", "rejected")),
            Outcome::Withdrawn => Some((&self.organizer, "resource_request.withdraw", "withdrawn")),
        };
        if let Some((by, operation, status)) = answer {
            log(decided, by, operation, status);
        }
        if let Outcome::Done(Some(_)) = &self.asked.outcome {
            log(thanked, &self.organizer, "resource_request.thank", "done");
        }
        let key = |version: i64| format!("resource-request-{id}-v{version}");
        let asks = Notice::ResourceRequested {
            request_id: id,
            resource: resource.clone(),
            project: project.clone(),
            organizer: organizer.clone(),
        };
        chronicle.tell(at, self.partner.0, asks, key(1));
        let (partner, author) = (self.partner.0, self.organizer.0);
        let told = match &self.asked.outcome {
            Outcome::Pending => None,
            Outcome::Approved | Outcome::Done(_) => {
                let resource = resource.clone();
                Some((author, Notice::ResourceRequestApproved { request_id: id, resource, project }))
            }
            Outcome::Countered { .. } => {
                let dates = offer.unwrap_or(period);
                let (resource, starts_at, ends_at) = (resource.clone(), dates.starts_at, dates.ends_at);
                Some((author, Notice::ResourceRequestCountered { request_id: id, resource, starts_at, ends_at }))
            }
            Outcome::Rejected(reason) => {
                let (resource, reason) = (resource.clone(), (*reason).to_owned());
                Some((author, Notice::ResourceRequestRejected { request_id: id, resource, reason }))
            }
            Outcome::Withdrawn => {
                let (resource, organizer) = (resource.clone(), organizer.clone());
                Some((partner, Notice::ResourceRequestWithdrawn { request_id: id, resource, organizer }))
            }
        };
        if let Some((who, notice)) = told {
            chronicle.tell(decided, who, notice, key(2));
        }
        if let Outcome::Done(Some(thanks)) = &self.asked.outcome {
            let thanks = (*thanks).to_owned();
            chronicle.tell(
                thanked,
                partner,
                Notice::ResourceThanked { request_id: id, resource, organizer, thanks },
                key(3),
            );
        }
    }
}
