//! The statements of a list.

use sqlx::{Postgres, QueryBuilder};

use super::{
    cursor::{Key, Start, Toward},
    declare::{ColumnSql, List, SortSql, SortType, Where},
};
use crate::{
    Actor, Result,
    list::{CellKind, ColumnSpec, ListRequest, Total},
    ssr::db_error::internal,
};

/// A request that fits its list, with everything looked up that its statements need.
pub(super) struct Plan<'a> {
    pub list: &'a dyn List,
    pub actor: &'a Actor,
    pub request: &'a ListRequest,
    pub sort: SortSql,
    pub columns: Vec<(&'static ColumnSpec, &'static ColumnSql)>,
    /// The records that match, where they are few and known by now: then nothing is looked for once
    /// more, in an order that may not suit it.
    pub found: Option<Vec<i64>>,
}

impl<'a> Plan<'a> {
    /// # Errors
    /// [`crate::Error::Internal`] when the list's SQL does not fit its declaration.
    pub(super) fn new(list: &'a dyn List, actor: &'a Actor, request: &'a ListRequest) -> Result<Self> {
        let gap = |name: &str| internal(&format!("list `{}` declares no SQL for `{name}`", list.spec().name));
        let (spec, sql) = (list.spec(), list.sql());
        let column = |name: &str| sql.columns.iter().find(|column| column.name == name).ok_or_else(|| gap(name));
        let sort = column(&request.sort.column)?.sort.ok_or_else(|| gap(&request.sort.column))?;
        let mut columns = Vec::new();
        for name in &request.columns {
            columns.push((spec.column(name).ok_or_else(|| gap(name))?, column(name)?));
        }
        Ok(Plan { list, actor, request, sort, columns, found: None })
    }

    /// Up to `limit` rows from there on, the nearest first: `_id`, `_key`, then the cells.
    pub(super) fn rows(&self, start: Option<&Start>, limit: i64) -> Result<QueryBuilder<Postgres>> {
        self.rows_after("", start, limit)
    }

    /// The same, with something said before it.
    pub(super) fn rows_after(
        &self,
        before: &'static str,
        start: Option<&Start>,
        limit: i64,
    ) -> Result<QueryBuilder<Postgres>> {
        let mut query = QueryBuilder::new(before);
        let at = start.map(|start| (start.toward, start.row.key == Key::Null));
        let only = match at {
            _ if !self.sort.nullable => Some(Part::Whole),
            // Where one part is over, the other goes on alone.
            Some((Toward::Next, true)) => Some(Part::Unknown),
            Some((Toward::Previous, false)) => Some(Part::Known),
            _ => None,
        };
        if let Some(part) = only {
            self.part(&mut query, part, start, limit)?;
            return Ok(query);
        }
        // Each part is served by the index.
        query.push("(");
        self.part(&mut query, Part::Known, start, limit)?;
        query.push(") union all (");
        self.part(&mut query, Part::Unknown, start, limit)?;
        query.push(") order by _part");
        let back = start.is_some_and(|start| start.toward == Toward::Previous);
        query.push(if back { " desc" } else { "" });
        let direction = self.direction(start);
        query.push(", _key").push(direction).push(", _id").push(direction);
        query.push(" limit ").push_bind(limit);
        Ok(query)
    }

    fn part(&self, query: &mut QueryBuilder<Postgres>, part: Part, start: Option<&Start>, limit: i64) -> Result<()> {
        let (sql, expr) = (self.list.sql(), self.sort.expr);
        query.push("select ").push(sql.id).push(" as _id, ").push(expr).push(" as _key");
        for (spec, column) in &self.columns {
            query.push(", ").push(column.select);
            if spec.kind == CellKind::Link {
                query.push(", ").push(column.href.unwrap_or("null::text"));
            }
        }
        match part {
            Part::Whole => {}
            Part::Known => drop(query.push(", 0 as _part")),
            Part::Unknown => drop(query.push(", 1 as _part")),
        }
        self.from(query)?;
        match part {
            Part::Whole => {}
            Part::Known => drop(query.push(" and ").push(expr).push(" is not null")),
            Part::Unknown => drop(query.push(" and ").push(expr).push(" is null")),
        }
        self.beyond(query, part, start);
        let direction = self.direction(start);
        query.push(" order by ").push(expr).push(direction).push(", ").push(sql.id).push(direction);
        query.push(" limit ").push_bind(limit);
        Ok(())
    }

    /// How many match, counted up to one more than shown, and which, where they are fewer; with the
    /// sums of summed columns.
    pub(super) fn total(&self) -> Result<QueryBuilder<Postgres>> {
        let mut query = QueryBuilder::new("select count(*), case when count(*) <= ");
        query.push_bind(Total::COUNTED).push(" then coalesce(array_agg(_id), '{}') end");
        for (name, _) in self.summed() {
            query.push(", sum(").push(name).push(")::bigint");
        }
        query.push(" from (select ").push(self.list.sql().id).push(" as _id");
        for (name, column) in self.summed() {
            query.push(", ").push(column.select).push(" as ").push(name);
        }
        self.from(&mut query)?;
        query.push(" limit ").push_bind(Total::COUNTED + 1).push(") matching");
        Ok(query)
    }

    /// The shown columns with a sum. Their names are constants of the program.
    pub(super) fn summed(&self) -> impl Iterator<Item = (&'static str, &'static ColumnSql)> {
        self.columns.iter().filter(|(spec, _)| spec.summed).map(|(spec, sql)| (spec.name, *sql))
    }

    /// The ids of up to `limit` records that match, for a selection of all.
    pub(super) fn ids(&self, limit: i64) -> Result<QueryBuilder<Postgres>> {
        let mut query = QueryBuilder::new("select ");
        query.push(self.list.sql().id).push(" as _id");
        self.from(&mut query)?;
        query.push(" order by ").push(self.list.sql().id).push(" limit ").push_bind(limit);
        Ok(query)
    }

    /// Those of these records that belong to the list.
    pub(super) fn among(&self, ids: &[i64]) -> Result<QueryBuilder<Postgres>> {
        let mut query = QueryBuilder::new("select ");
        query.push(self.list.sql().id).push(" as _id");
        self.from(&mut query)?;
        query.push(" and ").push(self.list.sql().id).push(" = any(").push_bind(ids.to_vec()).push(")");
        Ok(query)
    }

    /// `from … where …` with the actor's own conditions and the filters.
    pub(super) fn from(&self, query: &mut QueryBuilder<Postgres>) -> Result<()> {
        let sql = self.list.sql();
        query.push(" from ").push(sql.from).push(" where true");
        let mut conditions = Where { sql: query };
        self.list.base(self.actor, &mut conditions)?;
        let place = |name: &str| self.list.spec().filter(name).is_some_and(|filter| filter.fixed);
        let known = self.found.is_some();
        for (name, value) in self.request.filters.iter().filter(|(name, _)| !known || place(name)) {
            let filter = sql.filters.iter().find(|filter| filter.name == name);
            let filter = filter
                .ok_or_else(|| internal(&format!("list `{}` declares no SQL for `{name}`", self.list.spec().name)))?;
            conditions.filter(&filter.when, value)?;
        }
        if !known {
            self.list.together(self.actor, &self.request.filters, &mut conditions)?;
        }
        if let Some(found) = &self.found {
            query.push(" and ").push(sql.id).push(" = any(").push_bind(found.clone()).push(")");
        }
        Ok(())
    }

    fn beyond(&self, query: &mut QueryBuilder<Postgres>, part: Part, start: Option<&Start>) {
        let Some(Start { row, .. }) = start else { return };
        let than = if self.direction(start).is_empty() { " > " } else { " < " };
        match (part, &row.key) {
            (Part::Unknown, Key::Null) => {
                query.push(" and ").push(self.list.sql().id).push(than).push_bind(row.id);
            }
            // The other part is read from its nearer end.
            (Part::Unknown, _) | (Part::Known, Key::Null) => {}
            (_, key) => {
                query.push(" and (").push(self.sort.expr).push(", ").push(self.list.sql().id).push(")").push(than);
                query.push("(");
                bind(query, key, self.sort.by);
                query.push(", ").push_bind(row.id).push(")");
            }
        }
    }

    /// In which direction keys are read; towards the page before it is turned round.
    fn direction(&self, start: Option<&Start>) -> &'static str {
        let back = start.is_some_and(|start| start.toward == Toward::Previous);
        if self.request.sort.descending != back { " desc" } else { "" }
    }
}

/// A nullable order is read in two parts.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Whole,
    /// Those with a key.
    Known,
    /// Those without, which come last in both directions.
    Unknown,
}

fn bind(query: &mut QueryBuilder<Postgres>, key: &Key, by: SortType) {
    match key.clone() {
        Key::Text(text) => query.push_bind(text),
        Key::Int(number) => query.push_bind(number),
        Key::Float(number) => query.push_bind(number),
        Key::Day(day) => query.push_bind(day),
        Key::Time(time) => query.push_bind(time),
        // Cannot be: only the part of the unknown has such a row.
        Key::Null => match by {
            SortType::Text => query.push("null::text"),
            SortType::Int => query.push("null::bigint"),
            SortType::Float => query.push("null::float8"),
            SortType::Day => query.push("null::date"),
            SortType::Time => query.push("null::timestamptz"),
        },
    };
}
