//! The action log as a list: its SQL.

use std::net::IpAddr;

use birqadam_core::{
    BatchId,
    list::{FilterValue, ListSpec},
    ssr::list::{ColumnSql, FilterSql, List, ListSql, SortType, Where},
};

use crate::model::LOG;

/// [`LOG`] on the database.
pub struct AuditLogList;

static SQL: ListSql = ListSql {
    from: "core.audit_log l",
    id: "l.id",
    columns: &[
        ColumnSql::new("operation", "l.operation"),
        ColumnSql::new("at", "l.at").sort(SortType::Time, "l.at"),
        // `user:5:Name`, `anonymous`, `system:reason`.
        ColumnSql::new(
            "actor",
            "case when l.actor_id is not null then 'user:' || l.actor_id || ':' || l.actor_label
                  when l.actor_label = 'anonymous' then 'anonymous'
                  else 'system:' || l.actor_label end",
        ),
        // `project:12`, `export`.
        ColumnSql::new("record", "l.subject_kind || coalesce(':' || l.subject_id, '')"),
        // Old and new with the kind of record, which gives values their words.
        ColumnSql::new(
            "changes",
            "case when l.old is not null or l.new is not null
                  then jsonb_build_object('kind', l.subject_kind, 'old', l.old, 'new', l.new)::text end",
        ),
        ColumnSql::new("via", "l.via"),
        ColumnSql::new("address", "host(l.address)"),
        ColumnSql::new("batch", "l.batch::text"),
    ],
    filters: &[
        FilterSql::time("at", "l.at"),
        FilterSql::is("operation", "l.operation"),
        FilterSql::id("actor_id", "l.actor_id"),
        FilterSql::is("subject_kind", "l.subject_kind"),
        FilterSql::id("subject_id", "l.subject_id"),
        FilterSql::is("via", "l.via"),
        FilterSql::with("address", by_address),
        FilterSql::with("batch", by_batch),
    ],
};

impl List for AuditLogList {
    fn spec(&self) -> &'static ListSpec {
        &LOG
    }

    fn sql(&self) -> &'static ListSql {
        &SQL
    }
}

/// What is no address is nobody's.
fn by_address(value: &FilterValue, sql: &mut Where<'_>) {
    match value {
        FilterValue::Text(text) if is_network(text) => {
            sql.and("l.address <<= ").bind(text.clone()).push("::inet");
        }
        _ => drop(sql.and("false")),
    }
}

fn by_batch(value: &FilterValue, sql: &mut Where<'_>) {
    match value {
        FilterValue::Text(text) if text.parse::<BatchId>().is_ok() => {
            sql.and("l.batch = ").bind(text.clone()).push("::uuid");
        }
        _ => drop(sql.and("false")),
    }
}

/// `10.1.2.3`, `10.0.0.0/8`, `fe80::/10`: what PostgreSQL's inet reads too.
fn is_network(text: &str) -> bool {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits)),
        None => (text, None),
    };
    let Ok(address) = address.parse::<IpAddr>() else { return false };
    let most = if address.is_ipv4() { 32 } else { 128 };
    bits.is_none_or(|bits| {
        bits.len() <= 3 && bits.bytes().all(|byte| byte.is_ascii_digit()) && bits.parse::<u8>().is_ok_and(|n| n <= most)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_database_reads_is_an_address() {
        let table = [
            ("10.1.2.3", true),
            ("10.0.0.0/8", true),
            ("::1", true),
            ("fe80::/10", true),
            ("10.0.0.0/33", false),
            ("10.0.0.0/-1", false),
            ("10.0.0.0/+8", false),
            ("10.0.0", false),
            ("' or true --", false),
            ("", false),
        ];
        for (text, expected) in table {
            assert_eq!(is_network(text), expected, "{text}");
        }
    }
}
