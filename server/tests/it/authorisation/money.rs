//! A project's money: the organizer's side, who decides on expenses, the ledger. What is taken out or
//! taken back comes last.

use super::rights::{ADMINS, H, L, MODERATORS, N, OWN_ORGANIZER, PUBLIC, Y};
use super::table::{Gets, Line, On, WebLine, line, web, web_form};

/// The organizer before it counts, and who decides.
const TAKE_BACK: [Gets; 10] = [L, N, N, Y, H, N, N, Y, Y, L];
/// Its organizer takes it out; then it is gone.
const ONCE: [Gets; 10] = OWN_ORGANIZER;

/// The API.
pub const API: &[Line] = &[
    line("GET /api/volunteer/projects/{id}/money", On::Project, PUBLIC),
    line("GET /api/organizer/projects/{id}/budget", On::Project, OWN_ORGANIZER),
    line("GET /api/organizer/projects/{id}/expenses", On::Project, OWN_ORGANIZER),
    line("POST /api/organizer/projects/{id}/expenses", On::Project, OWN_ORGANIZER),
    line("GET /api/organizer/projects/{id}/gifts", On::Project, OWN_ORGANIZER),
    line("POST /api/organizer/projects/{id}/gifts", On::Project, OWN_ORGANIZER),
    line("GET /api/organizer/projects/{id}/impact", On::Project, OWN_ORGANIZER),
    line("POST /api/organizer/projects/{id}/impact", On::Project, OWN_ORGANIZER),
    line("POST /api/organizer/impact-measures/{id}/entries", On::Measure, OWN_ORGANIZER),
    line("GET /api/organizer/expenses/{id}", On::Expense, OWN_ORGANIZER),
    // It waits for a decision: 409.
    line("POST /api/organizer/expenses/{id}/resubmit", On::Expense, OWN_ORGANIZER),
    line("GET /api/admin/expenses/{id}", On::Expense, MODERATORS),
    line("POST /api/admin/expenses/{id}/return", On::Expense, MODERATORS),
    line("POST /api/admin/expenses/{id}/reject", On::Expense, MODERATORS),
    // There is no money: 409.
    line("POST /api/admin/expenses/{id}/approve", On::Expense, MODERATORS),
    line("POST /api/organizer/expenses/{id}/withdraw", On::Expense, OWN_ORGANIZER),
    line("POST /api/admin/expenses/{id}/reverse", On::Expense, MODERATORS),
    line("DELETE /api/organizer/impact-entries/{id}", On::Entry, ONCE),
    line("DELETE /api/organizer/impact-measures/{id}", On::Measure, ONCE),
    line("DELETE /api/organizer/gifts/{id}", On::Gift, ONCE),
    line("PUT /api/organizer/projects/{id}/budget", On::Project, OWN_ORGANIZER),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/money/account", "id=:project", OWN_ORGANIZER),
    web("GET /web/money/expense", "id=:expense", OWN_ORGANIZER),
    web("GET /web/money/impact", "id=:project", OWN_ORGANIZER),
    web("GET /web/review/expense", "id=:expense", MODERATORS),
    // No transaction has this number.
    web("GET /web/admin/ledger/entry", "id=999999", [L, N, N, N, N, N, N, N, H, L]),
    web_form("POST /web/money/expenses/submit", "project_id=:project", OWN_ORGANIZER),
    web_form("POST /web/money/expenses/resubmit", "expense_id=:expense", OWN_ORGANIZER),
    web(
        "POST /web/money/gifts/add",
        "input[project_id]=:project&input[giver]=Shop&input[description]=Spades&input[given_on]=2026-01-01",
        OWN_ORGANIZER,
    ),
    web("POST /web/money/impact/add-measure", "input[project_id]=:project&input[kind]=people_helped", OWN_ORGANIZER),
    web(
        "POST /web/money/impact/add-entry",
        "input[project_id]=:project&input[measure]=:measure&input[amount]=5&input[counted_on]=2026-01-01",
        OWN_ORGANIZER,
    ),
    web("POST /web/money/expenses/take-back", "input[id]=:expense&input[reason]=Twice", TAKE_BACK),
    // It was taken back: 409.
    web("POST /web/money/expenses/approve-ahead", "input[id]=:expense", ADMINS),
    web("POST /web/money/impact/remove-entry", "input[id]=:entry&input[project_id]=:project", ONCE),
    web("POST /web/money/impact/remove-measure", "input[id]=:measure&input[project_id]=:project", ONCE),
    web("POST /web/money/gifts/remove", "input[id]=:gift&input[project_id]=:project", ONCE),
    web("POST /web/money/budget", "input[project_id]=:project", OWN_ORGANIZER),
];
