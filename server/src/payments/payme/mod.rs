//! Payme's Merchant API: JSON-RPC that Payme calls, Basic authorisation, always HTTP 200, amounts in
//! tiyin, times in milliseconds. Repeats get the stored result. The payer is sent to Payme's checkout
//! by a link; the protocol has no call from us to Payme. Sources: developer.help.paycom.uz,
//! "Протокол Merchant API", "Методы Merchant API", "Ошибки", "Типы данных", "Отправка чека по методу
//! GET".

mod adapter;
pub mod fault;
mod methods;
pub mod rpc;
pub mod rules;
mod webhook;

pub use adapter::Payme;
pub use webhook::{__path_payme_rpc, not_post, payme_rpc};
