//! Fields: label above, help below, the error at the field. Names are those of the domain's
//! input (`title`, `tasks.0.text`), so that its errors find their field.

mod choice;
mod frame;
mod local;
mod localized;
mod text;
mod typed;

pub use choice::{Checkbox, RadioGroup, Select, Stars};
pub use local::{DateField, NumberField, PhoneField, TimeField};
pub use localized::{Fallback, LocalizedField};
pub use text::{PasswordField, TextArea, TextField};
