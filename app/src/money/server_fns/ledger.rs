//! One transaction of the ledger.

use birqadam_funding::LedgerEntry;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use crate::error::Result;

#[server(prefix = "/web", endpoint = "admin/ledger/entry", input = GetUrl)]
pub async fn find_ledger_entry(id: i64) -> Result<LedgerEntry> {
    use crate::{forms, server_ctx};
    use birqadam_funding::ops::ledger_list;

    forms::read(ledger_list::find_entry(&server_ctx::ctx(), &server_ctx::actor(), id)).await
}
