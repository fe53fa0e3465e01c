//! One page of a list: the same few statements whatever is asked and however long the list is.

use std::collections::BTreeMap;

use sqlx::{Row as _, postgres::PgRow};

use super::{
    cells,
    cursor::{Key, Position},
    declare::List,
    query::Plan,
};
use crate::{
    Actor, Error, FieldCode, Result,
    list::{CellKind, Choice, FilterKind, FilterValue, ListPage, ListRequest, Row, Total},
    ssr::Ctx,
};

/// The page that is asked for, with totals and the values of the filters: one statement for each,
/// and one for each filter that is looked up.
///
/// # Errors
/// [`Error::Forbidden`] without the list's permission; [`Error::Invalid`] at `cursor` or at a
/// filter whose value is not known; what [`List::check`] says.
pub async fn read(ctx: &Ctx, actor: &Actor, list: &dyn List, request: ListRequest) -> Result<ListPage> {
    let choices = prepare(ctx, actor, list, &request).await?;
    let plan = Plan::new(list, actor, &request)?;
    let after = plan.position()?;
    let limit = request.limit();
    let mut rows = plan.fetch(ctx, after.as_ref(), limit + 1).await?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let last = rows.last().filter(|_| more).map(|(position, _)| position.encode(&request.sort));
    let total = plan.count(ctx).await?;
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    Ok(ListPage { next: last, rows, total, choices, request })
}

/// Checks the permission, the place and the looked-up values; returns those values.
pub(super) async fn prepare(
    ctx: &Ctx,
    actor: &Actor,
    list: &dyn List,
    request: &ListRequest,
) -> Result<BTreeMap<String, Vec<Choice>>> {
    let spec = list.spec();
    actor.require(spec.permission)?;
    list.check(ctx, actor, request).await?;
    let mut choices = BTreeMap::new();
    for filter in spec.filters.iter().filter(|filter| filter.kind == FilterKind::Lookup) {
        let known = list.choices(ctx, actor, filter.name).await?;
        if let Some(FilterValue::Any(values)) = request.filters.get(filter.name)
            && !values.iter().all(|value| known.iter().any(|choice| choice.value == *value))
        {
            return Err(Error::field(filter.name, FieldCode::Unknown));
        }
        choices.insert(filter.name.to_owned(), known);
    }
    Ok(choices)
}

impl Plan<'_> {
    pub(super) fn position(&self) -> Result<Option<Position>> {
        let decode = |text: &String| Position::decode(text, &self.request.sort, &self.sort);
        self.request.cursor.as_ref().map(decode).transpose()
    }

    /// Statements are planned anew each time: which index is best depends on what is asked.
    pub(super) async fn fetch(&self, ctx: &Ctx, after: Option<&Position>, limit: i64) -> Result<Vec<(Position, Row)>> {
        let mut query = self.rows(after, limit)?;
        let rows = query.build().persistent(false).fetch_all(&ctx.db).await?;
        rows.iter().map(|row| self.row(row).map_err(Error::from)).collect()
    }

    fn row(&self, row: &PgRow) -> Result<(Position, Row), sqlx::Error> {
        let position = Position { key: Key::of_row(row, self.sort.by)?, id: row.try_get("_id")? };
        let mut index = 2;
        let mut cells = Vec::with_capacity(self.columns.len());
        for (column, _) in &self.columns {
            cells.push(cells::read(row, index, column.kind)?);
            index += if column.kind == CellKind::Link { 2 } else { 1 };
        }
        let id = position.id;
        Ok((position, Row { id, cells }))
    }

    async fn count(&self, ctx: &Ctx) -> Result<Total> {
        let row = self.total()?.build().persistent(false).fetch_one(&ctx.db).await?;
        let count: i64 = row.try_get(0)?;
        let more = count > Total::COUNTED;
        let mut sums = BTreeMap::new();
        for (index, (name, _)) in self.summed().enumerate().filter(|_| !more) {
            sums.insert(name.to_owned(), row.try_get::<Option<i64>, _>(index + 1)?.unwrap_or(0));
        }
        Ok(Total { count: count.min(Total::COUNTED), more, sums })
    }
}

/// The ids of up to `limit` records that match the request's filters.
///
/// # Errors
/// As [`read`].
pub async fn matching_ids(
    ctx: &Ctx,
    actor: &Actor,
    list: &dyn List,
    request: &ListRequest,
    limit: i64,
) -> Result<Vec<i64>> {
    prepare(ctx, actor, list, request).await?;
    let mut query = Plan::new(list, actor, request)?.ids(limit)?;
    Ok(query.build_query_scalar().persistent(false).fetch_all(&ctx.db).await?)
}

/// Those of the records that the list holds for this actor, whatever its filters.
///
/// # Errors
/// [`Error::Forbidden`] without the list's permission.
pub async fn visible_ids(ctx: &Ctx, actor: &Actor, list: &dyn List, ids: &[i64]) -> Result<Vec<i64>> {
    actor.require(list.spec().permission)?;
    let request = ListRequest::default_of(list.spec());
    let mut query = Plan::new(list, actor, &request)?.among(ids)?;
    Ok(query.build_query_scalar().persistent(false).fetch_all(&ctx.db).await?)
}

/// How the database would find the page, for tests and for a look at a slow list.
///
/// # Errors
/// As [`read`].
pub async fn explain(ctx: &Ctx, actor: &Actor, list: &dyn List, request: &ListRequest) -> Result<String> {
    let plan = Plan::new(list, actor, request)?;
    let mut query = plan.rows_after("explain (costs off) ", plan.position()?.as_ref(), request.limit() + 1)?;
    let lines: Vec<String> = query.build_query_scalar().persistent(false).fetch_all(&ctx.db).await?;
    Ok(lines.join("\n"))
}
