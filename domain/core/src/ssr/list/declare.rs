//! How a context declares the SQL of a list.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::NaiveDate;
use sqlx::{Encode, Postgres, QueryBuilder, Type};

use crate::{
    Actor, Error, FieldCode, Result,
    list::{Choice, FilterValue, ListRequest, ListSpec},
    ssr::{Ctx, batch::BulkAction},
};

/// What a request asks of a list's filters, by name.
pub type Filters = BTreeMap<String, FilterValue>;

/// A list on the database. All texts of SQL are constants of the program.
#[async_trait]
pub trait List: Send + Sync {
    fn spec(&self) -> &'static ListSpec;

    fn sql(&self) -> &'static ListSql;

    /// Which records this actor may know of (own, of a tenant). The permission is checked before.
    ///
    /// # Errors
    /// When the actor may not see any.
    fn base(&self, _actor: &Actor, _sql: &mut Where<'_>) -> Result<()> {
        Ok(())
    }

    /// What several filters say only at once (who was active in this city on these days). Each of them is
    /// declared as [`FilterWhen::Together`].
    ///
    /// # Errors
    /// As [`List::base`].
    fn together(&self, _actor: &Actor, _filters: &Filters, _sql: &mut Where<'_>) -> Result<()> {
        Ok(())
    }

    /// Looks whether the place the list belongs to exists for this actor, where there is one.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not theirs to know of.
    async fn check(&self, _ctx: &Ctx, _actor: &Actor, _request: &ListRequest) -> Result<()> {
        Ok(())
    }

    /// The values of a filter of kind `Lookup`, in the actor's language.
    ///
    /// # Errors
    /// Only when the database fails.
    async fn choices(&self, _ctx: &Ctx, _actor: &Actor, _filter: &str) -> Result<Vec<Choice>> {
        Ok(Vec::new())
    }

    /// What records are called that a filter of kind `Ids` names, as far as the actor may know of them.
    ///
    /// # Errors
    /// Only when the database fails.
    async fn names(&self, _ctx: &Ctx, _actor: &Actor, _filter: &str, _ids: &[i64]) -> Result<Vec<Choice>> {
        Ok(Vec::new())
    }

    /// What can be done to several of its records at once.
    fn actions(&self) -> &'static [&'static dyn BulkAction] {
        &[]
    }
}

/// The parts of a list's statements.
#[derive(Debug)]
pub struct ListSql {
    /// `accounts.users u`, with the joins that rows need. A row of the first table comes once.
    pub from: &'static str,
    /// The unique bigint: `u.id`.
    pub id: &'static str,
    /// One for each column of the declaration.
    pub columns: &'static [ColumnSql],
    /// One for each filter of the declaration.
    pub filters: &'static [FilterSql],
}

/// The SQL of a column.
#[derive(Debug)]
pub struct ColumnSql {
    pub name: &'static str,
    /// Of the type of its cells: text (`Text`, `Link`, `Code`), bigint (`Number`, `Bytes`, `Money`), float8
    /// (`Decimal`, `Stars`), date, timestamptz, boolean, text[] (`Codes`).
    pub select: &'static str,
    /// A link's address, text.
    pub href: Option<&'static str>,
    pub sort: Option<SortSql>,
    /// Leaves out of a text what is not to be shown.
    pub clean: Option<fn(&str) -> String>,
}

impl ColumnSql {
    pub const fn new(name: &'static str, select: &'static str) -> Self {
        ColumnSql { name, select, href: None, sort: None, clean: None }
    }

    pub const fn link(mut self, href: &'static str) -> Self {
        self.href = Some(href);
        self
    }

    /// Shows the text (`Text`) only after this.
    pub const fn cleaned(mut self, clean: fn(&str) -> String) -> Self {
        self.clean = Some(clean);
        self
    }

    /// Sorts by this expression, never null. It wants an index on `(expression, id)`.
    pub const fn sort(mut self, by: SortType, expr: &'static str) -> Self {
        self.sort = Some(SortSql { expr, by, nullable: false });
        self
    }

    /// The same where it may be null: those come last in both directions.
    pub const fn sort_nullable(mut self, by: SortType, expr: &'static str) -> Self {
        self.sort = Some(SortSql { expr, by, nullable: true });
        self
    }
}

/// The SQL of an order.
#[derive(Clone, Copy, Debug)]
pub struct SortSql {
    pub expr: &'static str,
    pub by: SortType,
    pub nullable: bool,
}

/// The type of a sort's expression in SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortType {
    /// text
    Text,
    /// bigint
    Int,
    /// float8
    Float,
    /// date
    Day,
    /// timestamptz
    Time,
}

/// The SQL of a filter.
#[derive(Debug)]
pub struct FilterSql {
    pub name: &'static str,
    pub when: FilterWhen,
}

/// How a filter's values become a condition.
#[derive(Debug)]
pub enum FilterWhen {
    /// The text equals one of the values.
    Is(&'static str),
    /// The text[] holds one of the values.
    Overlaps(&'static str),
    /// The id is one of these.
    Id(&'static str),
    /// The date lies between.
    Day(&'static str),
    /// The moment lies on one of the days, in the platform's time zone.
    Time(&'static str),
    /// The folded text holds the words; one or two letters only at the beginning of a word. It wants a
    /// trigram index on this very expression.
    Holds(&'static str),
    /// The condition is true, or (`false`) not.
    Flag(&'static str),
    /// Anything else.
    With(fn(&FilterValue, &mut Where<'_>)),
    /// Nothing by itself: [`List::together`] reads it beside others.
    Together,
}

macro_rules! filters {
    ($($(#[$doc:meta])* $function:ident = $variant:ident),+ $(,)?) => {
        impl FilterSql {
            $($(#[$doc])* pub const fn $function(name: &'static str, expr: &'static str) -> Self {
                FilterSql { name, when: FilterWhen::$variant(expr) }
            })+

            pub const fn with(name: &'static str, when: fn(&FilterValue, &mut Where<'_>)) -> Self {
                FilterSql { name, when: FilterWhen::With(when) }
            }

            pub const fn together(name: &'static str) -> Self {
                FilterSql { name, when: FilterWhen::Together }
            }
        }
    };
}

filters! {
    is = Is,
    overlaps = Overlaps,
    id = Id,
    day = Day,
    time = Time,
    holds = Holds,
    flag = Flag,
}

/// The conditions of a statement. Takes constants as SQL and binds every value.
pub struct Where<'a> {
    pub(in crate::ssr) sql: &'a mut QueryBuilder<Postgres>,
}

impl Where<'_> {
    /// Begins a further condition.
    pub fn and(&mut self, sql: &'static str) -> &mut Self {
        self.sql.push(" and ").push(sql);
        self
    }

    pub fn push(&mut self, sql: &'static str) -> &mut Self {
        self.sql.push(sql);
        self
    }

    pub fn bind<T>(&mut self, value: T) -> &mut Self
    where
        T: for<'q> Encode<'q, Postgres> + Type<Postgres> + 'static,
    {
        self.sql.push_bind(value);
        self
    }

    /// A further condition: the folded text holds these words, as [`FilterWhen::Holds`].
    pub fn holds(&mut self, expr: &'static str, text: &str) -> &mut Self {
        // A trigram index knows beginnings of words, however short; within words it needs three letters.
        if text.chars().count() < 3 {
            self.and("(").push(expr).push(" like core.fold(").bind(literal(text)).push(") || '%' or ");
            return self.push(expr).push(" like '% ' || core.fold(").bind(literal(text)).push(") || '%')");
        }
        self.and(expr).push(" like '%' || core.fold(").bind(literal(text)).push(") || '%'")
    }

    /// A further condition: the date lies between, as [`FilterWhen::Day`].
    pub fn days(&mut self, expr: &'static str, from: Option<NaiveDate>, to: Option<NaiveDate>) -> &mut Self {
        self.day(expr, " >= ", from, "").day(expr, " <= ", to, "")
    }

    /// A further condition: the moment lies on one of the days, as [`FilterWhen::Time`].
    pub fn time(&mut self, expr: &'static str, from: Option<NaiveDate>, to: Option<NaiveDate>) -> &mut Self {
        let after = to.and_then(|day| day.succ_opt());
        self.day(expr, " >= ", from, MIDNIGHT).day(expr, " < ", after, MIDNIGHT)
    }

    pub(super) fn filter(&mut self, when: &FilterWhen, value: &FilterValue) -> Result<()> {
        match (when, value) {
            // One value is an equation: an index on it then also gives the order.
            (FilterWhen::Is(expr), FilterValue::Any(values)) => match values.as_slice() {
                [one] => self.and(expr).push(" = ").bind(one.clone()),
                _ => self.and(expr).push(" = any(").bind(values.clone()).push(")"),
            },
            (FilterWhen::Overlaps(expr), FilterValue::Any(values)) => self.and(expr).push(" && ").bind(values.clone()),
            (FilterWhen::Id(expr), FilterValue::Ids(ids)) => match ids.as_slice() {
                [one] => self.and(expr).push(" = ").bind(*one),
                _ => self.and(expr).push(" = any(").bind(ids.clone()).push(")"),
            },
            (FilterWhen::Day(expr), FilterValue::Days { from, to }) => self.days(expr, *from, *to),
            (FilterWhen::Time(expr), FilterValue::Days { from, to }) => self.time(expr, *from, *to),
            (FilterWhen::Holds(expr), FilterValue::Text(text)) => self.holds(expr, text),
            (FilterWhen::Flag(expr), FilterValue::Flag(true)) => self.and("(").push(expr).push(")"),
            (FilterWhen::Flag(expr), FilterValue::Flag(false)) => self.and("not (").push(expr).push(")"),
            (FilterWhen::With(with), value) => {
                with(value, self);
                self
            }
            (FilterWhen::Together, _) => self,
            _ => return Err(Error::field("filter", FieldCode::Malformed)),
        };
        Ok(())
    }

    fn day(&mut self, expr: &'static str, than: &'static str, day: Option<NaiveDate>, at: &'static str) -> &mut Self {
        match day {
            Some(day) => self.and(expr).push(than).bind(day).push(at),
            None => self,
        }
    }
}

/// The moment a day begins in the platform's time zone.
const MIDNIGHT: &str = "::timestamp at time zone 'Asia/Almaty'";

/// The text as a literal inside a `like` pattern.
fn literal(text: &str) -> String {
    text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sql(when: &FilterWhen, value: &FilterValue) -> String {
        let mut builder = QueryBuilder::new("");
        Where { sql: &mut builder }.filter(when, value).unwrap();
        builder.into_sql().as_str().to_owned()
    }

    #[test]
    fn values_are_bound_and_never_written() {
        let evil = "'; drop table accounts.users; --".to_owned();
        assert_eq!(sql(&FilterWhen::Is("u.role"), &FilterValue::Any(vec![evil.clone()])), " and u.role = $1");
        assert_eq!(
            sql(&FilterWhen::Holds("u.name"), &FilterValue::Text(evil)),
            " and u.name like '%' || core.fold($1) || '%'"
        );
    }

    #[test]
    fn a_letter_or_two_are_looked_for_where_words_begin() {
        assert_eq!(
            sql(&FilterWhen::Holds("u.name"), &FilterValue::Text("ан".to_owned())),
            " and (u.name like core.fold($1) || '%' or u.name like '% ' || core.fold($2) || '%')"
        );
    }

    #[test]
    fn wildcards_are_taken_literally() {
        assert_eq!(literal(r"100%_\"), r"100\%\_\\");
    }
}
