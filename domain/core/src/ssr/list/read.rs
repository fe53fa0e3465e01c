//! One page of a list: the same few statements whatever is asked and however long the list is.

use std::collections::BTreeMap;

use sqlx::{Row as _, postgres::PgRow};

use super::{
    cells,
    cursor::{Key, Position, Start, Toward},
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
    let mut choices = prepare(ctx, actor, list, &request).await?;
    let mut plan = Plan::new(list, actor, &request)?;
    let start = plan.start()?;
    let (total, found) = plan.count(ctx).await?;
    // Of few the order is made afterwards; of many some are soon met in it.
    plan.found = found.filter(|_| request.is_filtered(list.spec()));
    let Slice { rows, previous, next } = plan.slice(ctx, start).await?;
    name_records(ctx, actor, list, &request, &mut choices).await?;
    let encode = |start: Option<Start>| start.map(|start| start.encode(&request.sort));
    let (prev, next) = (encode(previous), encode(next));
    Ok(ListPage { prev, next, rows, total, choices, request })
}

/// The rows of a page and where its neighbours begin.
struct Slice {
    rows: Vec<Row>,
    previous: Option<Start>,
    next: Option<Start>,
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

/// Adds what the records are called that the list is narrowed to; without such a filter it costs nothing.
async fn name_records(
    ctx: &Ctx,
    actor: &Actor,
    list: &dyn List,
    request: &ListRequest,
    choices: &mut BTreeMap<String, Vec<Choice>>,
) -> Result<()> {
    for filter in list.spec().filters.iter().filter(|filter| !filter.fixed) {
        if let Some(FilterValue::Ids(ids)) = request.filters.get(filter.name) {
            choices.insert(filter.name.to_owned(), list.names(ctx, actor, filter.name, ids).await?);
        }
    }
    Ok(())
}

impl Plan<'_> {
    pub(super) fn start(&self) -> Result<Option<Start>> {
        let decode = |text: &String| Start::decode(text, &self.request.sort, &self.sort);
        self.request.cursor.as_ref().map(decode).transpose()
    }

    /// Statements are planned anew each time: which index is best depends on what is asked.
    pub(super) async fn fetch(&self, ctx: &Ctx, start: Option<&Start>, limit: i64) -> Result<Vec<(Position, Row)>> {
        let mut query = self.rows(start, limit)?;
        let rows = query.build().persistent(false).fetch_all(&ctx.db).await?;
        rows.iter().map(|row| self.row(row).map_err(Error::from)).collect()
    }

    async fn slice(&self, ctx: &Ctx, start: Option<Start>) -> Result<Slice> {
        let limit = self.request.limit();
        let mut start = start;
        let mut rows = self.fetch(ctx, start.as_ref(), limit + 1).await?;
        let back = start.as_ref().is_some_and(|start| start.toward == Toward::Previous);
        if back && rows.len() as i64 <= limit {
            // Arrived at the beginning: the first page, whole, whatever was added or removed meanwhile.
            start = None;
            rows = self.fetch(ctx, None, limit + 1).await?;
        }
        let back = back && start.is_some();
        let more = rows.len() as i64 > limit;
        rows.truncate(limit as usize);
        if back {
            rows.reverse();
        }
        let edge =
            |row: Option<&(Position, Row)>, toward: Toward| row.map(|(row, _)| Start { row: row.clone(), toward });
        let (first, last) = (edge(rows.first(), Toward::Previous), edge(rows.last(), Toward::Next));
        let next = last.filter(|_| back || more);
        // After the last row there may be nothing left, but there is still what came before.
        let previous = start.and_then(|start| first.or(Some(Start { row: start.row, toward: Toward::Previous })));
        Ok(Slice { rows: rows.into_iter().map(|(_, row)| row).collect(), previous, next })
    }

    fn row(&self, row: &PgRow) -> Result<(Position, Row), sqlx::Error> {
        let position = Position { key: Key::of_row(row, self.sort.by)?, id: row.try_get("_id")? };
        let mut index = 2;
        let mut cells = Vec::with_capacity(self.columns.len());
        for (column, sql) in &self.columns {
            cells.push(cells::read(row, index, column.kind, sql)?);
            index += if column.kind == CellKind::Link { 2 } else { 1 };
        }
        let id = position.id;
        Ok((position, Row { id, cells }))
    }

    /// How many match, and which, where they are not more than are counted.
    async fn count(&self, ctx: &Ctx) -> Result<(Total, Option<Vec<i64>>)> {
        let row = self.total()?.build().persistent(false).fetch_one(&ctx.db).await?;
        let (count, found): (i64, Option<Vec<i64>>) = (row.try_get(0)?, row.try_get(1)?);
        let more = count > Total::COUNTED;
        let mut sums = BTreeMap::new();
        for (index, (name, _)) in self.summed().enumerate().filter(|_| !more) {
            sums.insert(name.to_owned(), row.try_get::<Option<i64>, _>(index + 2)?.unwrap_or(0));
        }
        Ok((Total { count: count.min(Total::COUNTED), more, sums }, found))
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
    let mut query = plan.rows_after("explain (costs off) ", plan.start()?.as_ref(), request.limit() + 1)?;
    let lines: Vec<String> = query.build_query_scalar().persistent(false).fetch_all(&ctx.db).await?;
    Ok(lines.join("\n"))
}
