//! The list of deliveries.

use birqadam_core::{
    NoticeKind, Permission,
    list::{CellKind, ColumnSpec, FilterSpec, ListSpec},
};

use super::delivery::MAIL_KINDS;

/// Every type of notice, then mails of their own.
static KINDS: [&str; KINDS_COUNT] = kinds();
const KINDS_COUNT: usize = NoticeKind::ALL.len() + MAIL_KINDS.len();

const fn kinds() -> [&'static str; KINDS_COUNT] {
    let mut all = [""; KINDS_COUNT];
    let mut at = 0;
    while at < KINDS_COUNT {
        let notices = NoticeKind::ALL.len();
        all[at] = if at < notices { NoticeKind::ALL[at].as_str() } else { MAIL_KINDS[at - notices] };
        at += 1;
    }
    all
}

/// What became of everything that was to be delivered.
pub static DELIVERIES: ListSpec = ListSpec {
    name: "deliveries",
    permission: Permission::SettingsManage,
    filters: &[
        FilterSpec::choice(
            "state",
            &["queued", "held", "collected", "digested", "sending", "sent", "kept", "failed", "suppressed"],
        ),
        FilterSpec::choice("channel", &["in_app", "email"]),
        FilterSpec::choice("kind", &KINDS),
        FilterSpec::ids("user_id"),
        FilterSpec::days("created"),
    ],
    columns: &[
        ColumnSpec::new("subject", CellKind::Link),
        ColumnSpec::new("kind", CellKind::Code),
        ColumnSpec::new("person", CellKind::Link),
        ColumnSpec::new("address", CellKind::Text).hidden(),
        ColumnSpec::new("channel", CellKind::Code),
        ColumnSpec::new("state", CellKind::Code),
        ColumnSpec::new("reason", CellKind::Code).hidden(),
        ColumnSpec::new("error", CellKind::Text),
        ColumnSpec::new("attempts", CellKind::Number).hidden(),
        ColumnSpec::new("due", CellKind::Time).hidden(),
        ColumnSpec::new("created", CellKind::Time).sortable(),
        ColumnSpec::new("sent", CellKind::Time).hidden(),
    ],
    sort: "-created",
};
