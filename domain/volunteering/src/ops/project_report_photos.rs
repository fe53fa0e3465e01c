//! The photos of a project's approved reports with their evidence, page by page, the latest first.

use birqadam_accounts::is_minor;
use birqadam_core::ssr::{Ctx, ctx::PLATFORM_UTC_OFFSET_HOURS};
use birqadam_core::{Actor, PhotoId, ProjectId, ReportId, Result};

use super::project_report::check_project_report;
use super::report_novelty::MASKS;
use super::report_records::thumb_url;
use crate::model::{NoveltySignal, PrintedPhoto, SIMILAR_BITS, TaskTime, place_signal, printed_name, time_signal};

/// Photos that are read at once.
const PER_PAGE: i64 = 20;

/// Some photos, and after which to go on.
pub struct PhotoPage {
    pub photos: Vec<PrintedPhoto>,
    pub next: Option<PhotoId>,
}

/// The next photos before one.
///
/// # Errors
/// [`birqadam_core::Error::NotFound`] for a foreign project.
pub async fn list_printed_photos(
    ctx: &Ctx,
    actor: &Actor,
    project: ProjectId,
    before: Option<PhotoId>,
) -> Result<PhotoPage> {
    check_project_report(ctx, actor, project).await?;
    let today = ctx.today();
    // The earlier photo is looked for as in `report_novelty`: by quarters of the hash, each with its
    // index; here for all photos of the page at once.
    let rows = sqlx::query!(
        r#"select f.id, f.large_key, f.thumb_key, f.taken_at, f.latitude, f.longitude, f.camera,
                  r.rating, r.submitted_at, u.name, u.birth_date,
                  t.text, t.deadline, t.start_time, t.end_time,
                  p.latitude as project_latitude, p.longitude as project_longitude,
                  seen.id as "earlier?: PhotoId", seen.report_id as "earlier_report?: ReportId",
                  seen.same_file as "same_file?", seen.bits as "bits?"
           from volunteering.photo_reports r
           join volunteering.photos f on f.report_id = r.id
           join volunteering.tasks t on t.id = r.task_id
           join volunteering.projects p on p.id = r.project_id
           join accounts.users u on u.id = r.volunteer_id
           left join lateral (
               select o.id, o.report_id, o.sha256 = f.sha256 as same_file,
                      bit_count((o.phash # f.phash)::bit(64)) as bits
               from volunteering.photos o
               where o.id < f.id and o.report_id <> r.id
                 and (o.sha256 = f.sha256
                      or ((o.phash >> 48) & 65535) = any(array(select ((f.phash >> 48) & 65535) # m from unnest($4::bigint[]) m))
                      or ((o.phash >> 32) & 65535) = any(array(select ((f.phash >> 32) & 65535) # m from unnest($4::bigint[]) m))
                      or ((o.phash >> 16) & 65535) = any(array(select ((f.phash >> 16) & 65535) # m from unnest($4::bigint[]) m))
                      or (o.phash & 65535) = any(array(select (f.phash & 65535) # m from unnest($4::bigint[]) m)))
                 and (o.sha256 = f.sha256 or bit_count((o.phash # f.phash)::bit(64)) <= $5)
               order by o.sha256 = f.sha256 desc, o.id limit 1) seen on true
           where r.project_id = $1 and r.status = 'approved' and f.id < $2
           order by f.id desc limit $3"#,
        project.0,
        before.map_or(i64::MAX, |id| id.0),
        PER_PAGE,
        MASKS.as_slice(),
        i64::from(SIMILAR_BITS),
    )
    .fetch_all(&ctx.db)
    .await?;
    let next = rows.last().filter(|_| rows.len() as i64 == PER_PAGE).map(|row| PhotoId(row.id));
    let photos = rows.into_iter().map(|row| {
        let task = TaskTime {
            day: row.deadline,
            start: row.start_time,
            end: row.end_time,
            utc_offset_hours: PLATFORM_UTC_OFFSET_HOURS,
        };
        let position = row.latitude.zip(row.longitude);
        let novelty = match (row.earlier, row.earlier_report) {
            (Some(photo_id), Some(report_id)) if row.same_file == Some(true) => {
                NoveltySignal::SameFile { photo_id, report_id, thumb_url: thumb_url(photo_id) }
            }
            (Some(photo_id), Some(report_id)) => NoveltySignal::SimilarTo {
                photo_id,
                report_id,
                thumb_url: thumb_url(photo_id),
                similarity: (64 - row.bits.unwrap_or(0)) * 100 / 64,
            },
            _ => NoveltySignal::New,
        };
        PrintedPhoto {
            id: PhotoId(row.id),
            large_key: row.large_key,
            thumb_key: row.thumb_key,
            volunteer: printed_name(&row.name, is_minor(row.birth_date, today)),
            task: row.text,
            rating: row.rating,
            submitted_at: row.submitted_at,
            time: time_signal(row.taken_at, task),
            place: place_signal(position, row.project_latitude.zip(row.project_longitude)),
            novelty,
            position,
            camera: row.camera,
        }
    });
    Ok(PhotoPage { photos: photos.collect(), next })
}
