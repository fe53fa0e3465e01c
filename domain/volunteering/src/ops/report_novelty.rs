//! Whether a picture was seen before: the same file, or one that looks like it.

use std::sync::LazyLock;

use birqadam_core::{PhotoId, ReportId, Result};
use sqlx::PgConnection;

use super::report_records::thumb_url;
use crate::model::{NoveltySignal, SIMILAR_BITS};

/// Two hashes of 64 bits that differ in at most [`SIMILAR_BITS`] bits have a quarter of 16 bits
/// in which they differ in at most this many: the pigeonhole principle.
const QUARTER_BITS: u32 = SIMILAR_BITS / 4;

/// All 16-bit masks of at most [`QUARTER_BITS`] bits (137 of them for two).
pub(super) static MASKS: LazyLock<Vec<i64>> =
    LazyLock::new(|| (0..=0xFFFF_i64).filter(|mask| mask.count_ones() <= QUARTER_BITS).collect());

/// Every value that a similar hash may have in the quarter that begins at bit `shift`.
fn probes(phash: i64, shift: u32) -> Vec<i64> {
    let quarter = (phash >> shift) & 0xFFFF;
    MASKS.iter().map(|mask| quarter ^ mask).collect()
}

/// Compares a photo with those that came before it in other reports: the very same file first,
/// then the earliest that looks like it. Candidates come from the four indexes on quarters of
/// the hash; their distance is counted only then.
pub async fn find(
    conn: &mut PgConnection,
    photo: PhotoId,
    report: ReportId,
    sha256: &[u8],
    phash: i64,
) -> Result<NoveltySignal> {
    let found = sqlx::query!(
        r#"select id as "id: PhotoId", report_id as "report_id: ReportId", sha256 = $3 as "same_file!",
                  bit_count((phash # $4)::bit(64)) as "bits!"
           from volunteering.photos
           where id < $1 and report_id <> $2
             and (sha256 = $3
                  or ((phash >> 48) & 65535) = any($5)
                  or ((phash >> 32) & 65535) = any($6)
                  or ((phash >> 16) & 65535) = any($7)
                  or (phash & 65535) = any($8))
             and (sha256 = $3 or bit_count((phash # $4)::bit(64)) <= $9)
           order by sha256 = $3 desc, id
           limit 1"#,
        photo.0,
        report.0,
        sha256,
        phash,
        &probes(phash, 48),
        &probes(phash, 32),
        &probes(phash, 16),
        &probes(phash, 0),
        i64::from(SIMILAR_BITS),
    )
    .fetch_optional(conn)
    .await?;
    Ok(match found {
        None => NoveltySignal::New,
        Some(earlier) if earlier.same_file => NoveltySignal::SameFile {
            photo_id: earlier.id,
            report_id: earlier.report_id,
            thumb_url: thumb_url(earlier.id),
        },
        Some(earlier) => NoveltySignal::SimilarTo {
            photo_id: earlier.id,
            report_id: earlier.report_id,
            thumb_url: thumb_url(earlier.id),
            similarity: 100 * (64 - earlier.bits) / 64,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn there_are_137_probes() {
        assert_eq!(probes(0, 0).len(), 137);
    }

    proptest! {
        #[test]
        fn a_similar_hash_is_always_among_the_candidates(hash: i64, bits in proptest::collection::vec(0u32..64, 0..=8)) {
            let similar = bits.iter().fold(hash, |h, bit| h ^ (1 << bit));
            let hit = [48, 32, 16, 0].iter().any(|shift| probes(hash, *shift).contains(&((similar >> shift) & 0xFFFF)));
            prop_assert!(hit);
        }
    }
}
