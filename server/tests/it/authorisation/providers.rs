//! Payment providers. They prove by themselves who they are (`tests/it/payments`); where none is set
//! up, as here, there is no door, whoever knocks.

use super::rights::H;
use super::table::{Gets, Line, On, line};

const NOT_SET_UP: [Gets; 10] = [H; 10];

/// The API.
pub const API: &[Line] = &[
    line("POST /api/payments/stripe/webhook", On::Nothing, NOT_SET_UP),
    line("POST /api/payments/payme", On::Nothing, NOT_SET_UP),
    line("POST /api/payments/click", On::Nothing, NOT_SET_UP),
    line("GET /api/payments/kaspi", On::Nothing, NOT_SET_UP),
    line("POST /api/payments/simulator/webhook", On::Nothing, NOT_SET_UP),
];
