//! Writing the ledger. Each event is one transaction whose postings sum to zero, in the caller's
//! database transaction. The database keeps the sums, refuses changes and posts an event once.
//!
//! Locks are taken in one order: the project's row first ([`lock_project`]), then accounts by id. All
//! who move a project's money begin with it, so two events never wait for each other.

use birqadam_core::{Code, Error, ExpenseId, PaymentId, ProjectId, RefundId, Result, SponsorshipId, UserId};
use sqlx::PgConnection;

/// Why money moves. Named once: posting the same event again changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A payment came in.
    Payment(PaymentId),
    /// Money went back to who gave it.
    Refund(RefundId),
    /// An expense was approved.
    Expense(ExpenseId),
    /// What came in pays what had been spent ahead of it.
    Settlement(SponsorshipId),
}

impl Event {
    fn kind(self) -> &'static str {
        match self {
            Event::Payment(_) => "payment",
            Event::Refund(_) => "refund",
            Event::Expense(_) => "expense",
            Event::Settlement(_) => "settlement",
        }
    }

    /// What it happened for.
    fn source(self) -> (&'static str, i64) {
        match self {
            Event::Payment(PaymentId(id)) => ("payment", id),
            Event::Refund(RefundId(id)) => ("refund", id),
            Event::Expense(ExpenseId(id)) => ("expense", id),
            Event::Settlement(SponsorshipId(id)) => ("sponsorship", id),
        }
    }
}

/// One side of a transaction: an account and what it gets (or gives, below zero).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    pub account: i64,
    pub amount_minor: i64,
}

/// Money of one sponsorship that pays a part of an expense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The account of the sponsorship; of the project's advance when it is spent before it is there.
    pub account: i64,
    pub amount_minor: i64,
}

/// Everything that moves money of a project goes through here first.
///
/// # Errors
/// [`Error::NotFound`] when there is no such project.
pub async fn lock_project(conn: &mut PgConnection, project: ProjectId) -> Result<()> {
    sqlx::query!("select id from volunteering.projects where id = $1 for no key update", project.0)
        .fetch_optional(conn)
        .await?
        .map(|_| ())
        .ok_or(Error::NotFound)
}

/// A payment came in: from the provider to the sponsorship's account. Returns whether it is new.
/// The caller holds [`lock_project`].
///
/// # Errors
/// Only when the database fails.
pub async fn receive(
    conn: &mut PgConnection,
    payment: PaymentId,
    provider: &str,
    sponsorship: SponsorshipId,
    amount_minor: i64,
) -> Result<bool> {
    let (from, to, currency) = sides(conn, provider, sponsorship).await?;
    let postings = [Posting { account: from, amount_minor: -amount_minor }, Posting { account: to, amount_minor }];
    let is_new = post(conn, Event::Payment(payment), &currency, None, &postings).await?.is_some();
    if is_new {
        settle(conn, sponsorship, to).await?;
    }
    Ok(is_new)
}

/// What the project spent ahead is paid from what came in.
async fn settle(conn: &mut PgConnection, sponsorship: SponsorshipId, account: i64) -> Result<()> {
    let ahead = sqlx::query!(
        r#"select ahead.id, ahead.balance_minor, gift.balance_minor as has, gift.currency
           from funding.ledger_accounts gift
           join funding.ledger_accounts ahead on ahead.project_id = gift.project_id
                and ahead.currency = gift.currency and ahead.kind = 'advance'
           where gift.id = $1 and ahead.balance_minor < 0"#,
        account,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(ahead) = ahead else { return Ok(()) };
    let amount_minor = ahead.has.min(-ahead.balance_minor);
    if amount_minor <= 0 {
        return Ok(());
    }
    let postings = [Posting { account, amount_minor: -amount_minor }, Posting { account: ahead.id, amount_minor }];
    post(conn, Event::Settlement(sponsorship), &ahead.currency, None, &postings).await?;
    Ok(())
}

/// Money went back: from the sponsorship's account to the provider. Returns whether it is new. The
/// caller holds [`lock_project`].
///
/// # Errors
/// When the sponsorship has less left (constraint `ledger_accounts_not_below_zero`) or the database
/// fails.
pub async fn send_back(
    conn: &mut PgConnection,
    refund: RefundId,
    provider: &str,
    sponsorship: SponsorshipId,
    amount_minor: i64,
    actor: Option<UserId>,
) -> Result<bool> {
    let (to, from, currency) = sides(conn, provider, sponsorship).await?;
    let postings = [Posting { account: from, amount_minor: -amount_minor }, Posting { account: to, amount_minor }];
    Ok(post(conn, Event::Refund(refund), &currency, actor, &postings).await?.is_some())
}

async fn sides(conn: &mut PgConnection, provider: &str, sponsorship: SponsorshipId) -> Result<(i64, i64, String)> {
    let gift = sqlx::query!("select project_id, currency from funding.sponsorships where id = $1", sponsorship.0)
        .fetch_one(&mut *conn)
        .await?;
    let outside = sqlx::query_scalar!(
        r#"insert into funding.ledger_accounts as a (kind, provider, currency) values ('provider', $1, $2)
           on conflict (provider, currency) where kind = 'provider' do update set kind = a.kind returning id"#,
        provider,
        gift.currency,
    )
    .fetch_one(&mut *conn)
    .await?;
    let inside = sqlx::query_scalar!(
        r#"insert into funding.ledger_accounts as a (kind, project_id, sponsorship_id, currency)
           values ('sponsorship', $1, $2, $3)
           on conflict (sponsorship_id, currency) where kind = 'sponsorship' do update set kind = a.kind returning id"#,
        gift.project_id,
        sponsorship.0,
        gift.currency,
    )
    .fetch_one(&mut *conn)
    .await?;
    Ok((outside, inside, gift.currency))
}

/// What a project has and may spend, in minor units: what is left of its sponsorships, less what was
/// spent ahead.
///
/// # Errors
/// Only when the database fails.
pub async fn available(conn: &mut PgConnection, project: ProjectId, currency: &str) -> Result<i64> {
    let sum = sqlx::query_scalar!(
        r#"select coalesce(sum(balance_minor), 0)::bigint as "sum!" from funding.ledger_accounts
           where project_id = $1 and currency = $2 and kind in ('sponsorship', 'advance')"#,
        project.0,
        currency,
    )
    .fetch_one(conn)
    .await?;
    Ok(sum)
}

/// An expense was approved: from the oldest sponsorships that have something left, and, only when
/// `may_overspend`, the rest ahead. Returns the transaction and who paid; nothing when it was posted
/// before. The caller holds [`lock_project`].
///
/// # Errors
/// [`Error::Conflict`] with [`Code::NotEnoughMoney`]; the database keeps gifts from falling below zero
/// whatever the caller thought.
pub async fn spend(
    conn: &mut PgConnection,
    expense: ExpenseId,
    project: ProjectId,
    amount_minor: i64,
    currency: &str,
    actor: Option<UserId>,
    may_overspend: bool,
) -> Result<Option<Spent>> {
    let purses = sqlx::query_as!(
        Source,
        r#"select a.id as account, a.balance_minor as amount_minor
           from funding.ledger_accounts a join funding.sponsorships s on s.id = a.sponsorship_id
           where a.project_id = $1 and a.currency = $2 and a.kind = 'sponsorship' and a.balance_minor > 0
           order by s.completed_at, s.id for no key update of a"#,
        project.0,
        currency,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut sources = crate::draw(&purses_of(&purses), amount_minor)
        .into_iter()
        .map(|(account, amount_minor)| Source { account, amount_minor })
        .collect::<Vec<_>>();
    let missing = amount_minor - sources.iter().map(|source| source.amount_minor).sum::<i64>();
    // What was spent ahead is not there to be spent again.
    if !may_overspend && amount_minor > available(conn, project, currency).await? {
        return Err(Error::Conflict(Code::NotEnoughMoney));
    }
    if missing > 0 {
        let advance = project_account(conn, project, "advance", currency).await?;
        sources.push(Source { account: advance, amount_minor: missing });
    }
    let spent = project_account(conn, project, "spent", currency).await?;
    let mut postings: Vec<Posting> =
        sources.iter().map(|source| Posting { account: source.account, amount_minor: -source.amount_minor }).collect();
    postings.push(Posting { account: spent, amount_minor });
    let transaction = post(conn, Event::Expense(expense), currency, actor, &postings).await?;
    Ok(transaction.map(|transaction| Spent { transaction, sources }))
}

fn purses_of(sources: &[Source]) -> Vec<(i64, i64)> {
    sources.iter().map(|source| (source.account, source.amount_minor)).collect()
}

/// What [`spend`] did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    pub transaction: i64,
    pub sources: Vec<Source>,
}

/// Takes an expense back: to the very sponsorships that paid, and where the project has since paid for
/// what it spent ahead, to those that did. Returns whether it is new. The caller holds [`lock_project`].
///
/// # Errors
/// [`Error::NotFound`] when the expense was never posted.
pub async fn reverse_expense(conn: &mut PgConnection, expense: ExpenseId, actor: Option<UserId>) -> Result<bool> {
    let done = find(conn, Event::Expense(expense)).await?;
    let Some(reversal) = begin_reversal(conn, &done, Event::Expense(expense), actor).await? else { return Ok(false) };
    let paid = sqlx::query!(
        "select p.account_id, p.amount_minor, a.kind, a.project_id, a.balance_minor
         from funding.ledger_postings p join funding.ledger_accounts a on a.id = p.account_id
         where p.transaction_id = $1 order by p.account_id",
        done.id,
    )
    .fetch_all(&mut *conn)
    .await?;
    let purses: Vec<(i64, i64)> = paid
        .iter()
        .filter(|line| line.kind == "sponsorship")
        .map(|line| (line.account_id, -line.amount_minor))
        .collect();
    let ahead = paid.iter().find(|line| line.kind == "advance");
    let project = paid.iter().find_map(|line| line.project_id).ok_or(Error::NotFound)?;
    let room = room(conn, ProjectId(project), &done.currency).await?;
    // What is still owed is forgiven first; the rest came from somebody.
    let (spent_ahead, owed) = ahead.map_or((0, 0), |line| (-line.amount_minor, -line.balance_minor));
    let forgiven = spent_ahead.min(owed);
    let mut postings: Vec<Posting> = crate::give_back(&purses, &room, spent_ahead - forgiven)
        .into_iter()
        .map(|(account, amount_minor)| Posting { account, amount_minor })
        .collect();
    if let (Some(line), true) = (ahead, forgiven > 0) {
        postings.push(Posting { account: line.account_id, amount_minor: forgiven });
    }
    postings.extend(
        paid.iter()
            .filter(|line| line.kind == "spent")
            .map(|line| Posting { account: line.account_id, amount_minor: -line.amount_minor }),
    );
    write(conn, reversal, &done.currency, &postings).await?;
    Ok(true)
}

/// A refund that the provider will not send: the money is the sponsorship's again. Returns whether
/// it is new. The caller holds [`lock_project`].
///
/// # Errors
/// [`Error::NotFound`] when the refund was never posted.
pub async fn reverse_refund(conn: &mut PgConnection, refund: RefundId, actor: Option<UserId>) -> Result<bool> {
    let done = find(conn, Event::Refund(refund)).await?;
    let Some(reversal) = begin_reversal(conn, &done, Event::Refund(refund), actor).await? else { return Ok(false) };
    let postings = sqlx::query_as!(
        Posting,
        "select account_id as account, -amount_minor as \"amount_minor!\" from funding.ledger_postings
         where transaction_id = $1 order by account_id",
        done.id,
    )
    .fetch_all(&mut *conn)
    .await?;
    write(conn, reversal, &done.currency, &postings).await?;
    Ok(true)
}

/// A transaction that is there.
struct Done {
    id: i64,
    currency: String,
}

async fn find(conn: &mut PgConnection, event: Event) -> Result<Done> {
    let (source_kind, source_id) = event.source();
    sqlx::query_as!(
        Done,
        "select id, currency from funding.ledger_transactions where source_kind = $1 and source_id = $2 and kind = $3",
        source_kind,
        source_id,
        event.kind(),
    )
    .fetch_optional(conn)
    .await?
    .ok_or(Error::NotFound)
}

/// The transaction that turns another round; nothing when there is one already.
async fn begin_reversal(
    conn: &mut PgConnection,
    done: &Done,
    event: Event,
    actor: Option<UserId>,
) -> Result<Option<i64>> {
    let (source_kind, source_id) = event.source();
    let reversal = sqlx::query_scalar!(
        "insert into funding.ledger_transactions (kind, currency, source_kind, source_id, reverses_id, actor_id)
         values ('reversal', $1, $2, $3, $4, $5) on conflict do nothing returning id",
        done.currency,
        source_kind,
        source_id,
        done.id,
        actor.map(|user| user.0),
    )
    .fetch_optional(conn)
    .await?;
    Ok(reversal)
}

/// What was taken out of each sponsorship of a project and could come back, the newest first.
async fn room(conn: &mut PgConnection, project: ProjectId, currency: &str) -> Result<Vec<(i64, i64)>> {
    let rows = sqlx::query!(
        r#"select a.id, (came.minor - a.balance_minor) as "room!"
           from funding.ledger_accounts a
           join funding.sponsorships s on s.id = a.sponsorship_id
           cross join lateral (
               select coalesce(sum(p.amount_minor), 0)::bigint as minor
               from funding.ledger_postings p join funding.ledger_transactions t on t.id = p.transaction_id
               where p.account_id = a.id and t.source_kind in ('payment', 'refund')) came
           where a.project_id = $1 and a.currency = $2 and a.kind = 'sponsorship'
           order by s.completed_at desc, s.id desc"#,
        project.0,
        currency,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.room)).collect())
}

async fn project_account(conn: &mut PgConnection, project: ProjectId, kind: &str, currency: &str) -> Result<i64> {
    let id = sqlx::query_scalar!(
        r#"insert into funding.ledger_accounts as a (kind, project_id, currency) values ($1, $2, $3)
           on conflict (project_id, kind, currency) where kind in ('advance', 'spent') do update set kind = a.kind
           returning id"#,
        kind,
        project.0,
        currency,
    )
    .fetch_one(conn)
    .await?;
    Ok(id)
}

async fn post(
    conn: &mut PgConnection,
    event: Event,
    currency: &str,
    actor: Option<UserId>,
    postings: &[Posting],
) -> Result<Option<i64>> {
    let (source_kind, source_id) = event.source();
    let transaction = sqlx::query_scalar!(
        "insert into funding.ledger_transactions (kind, currency, source_kind, source_id, actor_id)
         values ($1, $2, $3, $4, $5) on conflict on constraint ledger_transactions_once do nothing returning id",
        event.kind(),
        currency,
        source_kind,
        source_id,
        actor.map(|user| user.0),
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(transaction) = transaction else { return Ok(None) };
    write(conn, transaction, currency, postings).await?;
    Ok(Some(transaction))
}

async fn write(conn: &mut PgConnection, transaction: i64, currency: &str, postings: &[Posting]) -> Result<()> {
    // Accounts by id: two transactions never lock them crosswise.
    let mut postings = postings.to_vec();
    postings.sort_by_key(|posting| posting.account);
    let accounts: Vec<i64> = postings.iter().map(|posting| posting.account).collect();
    let amounts: Vec<i64> = postings.iter().map(|posting| posting.amount_minor).collect();
    sqlx::query!(
        "insert into funding.ledger_postings (transaction_id, account_id, currency, amount_minor)
         select $1, line.account, $2, line.amount
         from unnest($3::bigint[], $4::bigint[]) with ordinality as line (account, amount, n) order by n",
        transaction,
        currency,
        &accounts,
        &amounts,
    )
    .execute(conn)
    .await?;
    Ok(())
}
