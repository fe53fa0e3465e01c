//! Photos that show a sponsor what their money led to, and what a receipt of theirs says.

use birqadam_core::ssr::{Ctx, files::StoredFile};
use birqadam_core::{Actor, Amount, Error, Permission, PhotoId, ProjectId, Result, SponsorshipId};

use crate::model::PaymentReceipt;

/// Which copy of a photo. Both were made anew from the pixels: nothing of the file's metadata is in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SponsorPhoto {
    Large,
    Thumb,
}

impl SponsorPhoto {
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "large" => Some(SponsorPhoto::Large),
            "thumb" => Some(SponsorPhoto::Thumb),
            _ => None,
        }
    }
}

/// A photo of an approved report, for those whose money came to the project.
///
/// # Errors
/// [`Error::NotFound`], also when the caller may not see it.
pub async fn open_sponsor_photo(ctx: &Ctx, actor: &Actor, id: PhotoId, size: SponsorPhoto) -> Result<StoredFile> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    let key = photo_key(ctx, sponsor.0, id, size).await?;
    ctx.files.get(&key).await
}

/// Where the photo is stored, for the report on paper.
///
/// # Errors
/// As [`open_sponsor_photo`].
pub async fn sponsor_photo_key(ctx: &Ctx, actor: &Actor, id: PhotoId) -> Result<String> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    photo_key(ctx, sponsor.0, id, SponsorPhoto::Thumb).await
}

async fn photo_key(ctx: &Ctx, sponsor: i64, id: PhotoId, size: SponsorPhoto) -> Result<String> {
    let photo = sqlx::query!(
        "select f.large_key, f.thumb_key
         from volunteering.photos f join volunteering.photo_reports r on r.id = f.report_id
         where f.id = $1 and r.status = 'approved' and exists (
             select from funding.sponsorships s
             where s.project_id = r.project_id and s.sponsor_id = $2 and s.completed_at is not null)",
        id.0,
        sponsor,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(match size {
        SponsorPhoto::Large => photo.large_key,
        SponsorPhoto::Thumb => photo.thumb_key,
    })
}

/// What the receipt of one's own payment says.
///
/// # Errors
/// Needs `sponsorships.create`; [`Error::NotFound`] for another's, and for one that was not paid.
pub async fn payment_receipt(ctx: &Ctx, actor: &Actor, id: SponsorshipId) -> Result<PaymentReceipt> {
    let sponsor = actor.require(Permission::SponsorshipsCreate)?;
    let row = sqlx::query!(
        r#"select s.id as "id: SponsorshipId", pay.completed_at as "paid_at!", u.name,
                  coalesce(nullif(u.organization_name, ''), u.name) as "payer!", s.is_anonymous,
                  p.id as "project_id: ProjectId", p.title, coalesce(nullif(o.organization_name, ''), o.name) as "organizer!",
                  s.purpose, pay.amount_minor, pay.refunded_minor, pay.currency, pay.provider, pay.transaction_id,
                  pay.provider_ref
           from funding.sponsorships s
           join funding.payments pay on pay.sponsorship_id = s.id and pay.completed_at is not null
           join accounts.users u on u.id = s.sponsor_id
           join volunteering.projects p on p.id = s.project_id
           join accounts.users o on o.id = p.organizer_id
           where s.id = $1 and s.sponsor_id = $2
           order by pay.id desc limit 1"#,
        id.0,
        sponsor.0,
    )
    .fetch_optional(&ctx.db)
    .await?
    .ok_or(Error::NotFound)?;
    Ok(PaymentReceipt {
        sponsorship_id: row.id,
        paid_at: row.paid_at,
        payer_person: row.name,
        payer: row.payer,
        is_anonymous: row.is_anonymous,
        project_id: row.project_id,
        project: row.title,
        organizer: row.organizer,
        purpose: row.purpose,
        amount: Amount(row.amount_minor),
        refunded: Amount(row.refunded_minor),
        currency: row.currency,
        provider: row.provider,
        transaction_id: row.transaction_id,
        provider_ref: row.provider_ref,
    })
}
