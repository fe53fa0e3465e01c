//! Parts of the pages of resources.

mod calendar;
mod card;
mod form;
mod organizer_steps;
mod partner_steps;
mod period_fields;
mod request_row;
mod thanks;

pub use calendar::CalendarView;
pub use card::{ResourceCard, ResourceGrid};
pub use form::ResourceForm;
pub use organizer_steps::OrganizerSteps;
pub use partner_steps::PartnerSteps;
pub use period_fields::PeriodFieldset;
pub use request_row::{RequestFacts, RequestRow, Side};
pub use thanks::ThanksList;
