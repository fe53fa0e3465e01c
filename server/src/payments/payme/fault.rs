//! Errors of the Merchant API. Source: developer.help.paycom.uz/metody-merchant-api/oshibki-errors.

use serde_json::{Value, json};

/// What a call is answered with when it cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    NotPost,
    Unreadable,
    /// Fields are missing or of another type.
    BadRequest,
    UnknownMethod(String),
    Unauthorised,
    /// Ours: Payme repeats the call.
    System,
    WrongAmount,
    NoTransaction,
    CannotCancel,
    CannotPerform,
    // −31050…−31099, about the account: ours to number.
    NoOrder,
    OrderPaid,
    OrderClosed,
    /// Another transaction of Payme waits to be performed.
    OrderBusy,
    ProjectClosed,
}

/// The field of the account by which an order is named.
pub const ACCOUNT_FIELD: &str = "transaction_id";

impl Fault {
    pub fn code(&self) -> i32 {
        match self {
            Fault::NotPost => -32300,
            Fault::Unreadable => -32700,
            Fault::BadRequest => -32600,
            Fault::UnknownMethod(_) => -32601,
            Fault::Unauthorised => -32504,
            Fault::System => -32400,
            Fault::WrongAmount => -31001,
            Fault::NoTransaction => -31003,
            Fault::CannotCancel => -31007,
            Fault::CannotPerform => -31008,
            Fault::NoOrder => -31050,
            Fault::OrderPaid => -31051,
            Fault::OrderClosed => -31052,
            Fault::OrderBusy => -31053,
            Fault::ProjectClosed => -31054,
        }
    }

    /// The `error` of the answer. Payme shows the message to the payer where it is about the account.
    pub fn to_json(&self) -> Value {
        let (ru, uz, en) = self.words();
        json!({ "code": self.code(), "message": { "ru": ru, "uz": uz, "en": en }, "data": self.data() })
    }

    /// What is wrong about the account names its field.
    fn data(&self) -> Option<&str> {
        match self {
            Fault::UnknownMethod(method) => Some(method),
            _ if (-31099..=-31050).contains(&self.code()) => Some(ACCOUNT_FIELD),
            _ => None,
        }
    }

    fn words(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Fault::NotPost => ("Нужен метод POST", "POST usuli kerak", "POST is needed"),
            Fault::Unreadable => ("Запрос не читается", "So‘rovni o‘qib bo‘lmadi", "The request cannot be read"),
            Fault::BadRequest => ("Неверный запрос", "So‘rov noto‘g‘ri", "The request is not as it should be"),
            Fault::UnknownMethod(_) => ("Метод не найден", "Usul topilmadi", "There is no such method"),
            Fault::Unauthorised => ("Недостаточно прав", "Huquq yetarli emas", "Not allowed"),
            Fault::System => ("Внутренняя ошибка", "Ichki xatolik", "Internal error"),
            Fault::WrongAmount => ("Неверная сумма", "Summa noto‘g‘ri", "Wrong amount"),
            Fault::NoTransaction => ("Транзакция не найдена", "Tranzaksiya topilmadi", "There is no such transaction"),
            Fault::CannotCancel => (
                "Отменить нельзя: деньги уже потрачены",
                "Bekor qilib bo‘lmaydi",
                "Cannot be cancelled: the money is spent",
            ),
            Fault::CannotPerform => {
                ("Операция невозможна", "Amalni bajarib bo‘lmaydi", "The transaction's state does not allow this")
            }
            Fault::NoOrder => ("Платёж не найден", "To‘lov topilmadi", "There is no such payment"),
            Fault::OrderPaid => ("Уже оплачено", "To‘langan", "Already paid"),
            Fault::OrderClosed => ("Платёж отменён", "To‘lov bekor qilingan", "The payment was cancelled"),
            Fault::OrderBusy => ("Платёж уже выполняется", "To‘lov bajarilmoqda", "The payment is under way"),
            Fault::ProjectClosed => {
                ("Проект больше не принимает деньги", "Loyiha pul qabul qilmaydi", "The project takes no more money")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_data_are_as_documented() {
        let table = [
            (Fault::NotPost, -32300, Value::Null),
            (Fault::Unreadable, -32700, Value::Null),
            (Fault::BadRequest, -32600, Value::Null),
            (Fault::UnknownMethod("Pay".into()), -32601, json!("Pay")),
            (Fault::Unauthorised, -32504, Value::Null),
            (Fault::System, -32400, Value::Null),
            (Fault::WrongAmount, -31001, Value::Null),
            (Fault::NoTransaction, -31003, Value::Null),
            (Fault::CannotCancel, -31007, Value::Null),
            (Fault::CannotPerform, -31008, Value::Null),
            (Fault::NoOrder, -31050, json!("transaction_id")),
            (Fault::OrderPaid, -31051, json!("transaction_id")),
            (Fault::OrderClosed, -31052, json!("transaction_id")),
            (Fault::OrderBusy, -31053, json!("transaction_id")),
            (Fault::ProjectClosed, -31054, json!("transaction_id")),
        ];
        for (fault, code, data) in table {
            let error = fault.to_json();
            assert_eq!((&error["code"], &error["data"]), (&json!(code), &data), "{fault:?}");
            for language in ["ru", "uz", "en"] {
                assert!(error["message"][language].as_str().is_some_and(|words| !words.is_empty()), "{fault:?}");
            }
        }
    }
}
