//! Pages, one per file.

mod deliveries;
mod delivery;
mod notifications;
mod preferences;
mod template;
mod templates;
mod unsubscribe;

pub use deliveries::Deliveries;
pub use delivery::DeliveryPage;
pub use notifications::Notifications;
pub use preferences::PreferencesPage;
pub use template::TemplateEditor;
pub use templates::Templates;
pub use unsubscribe::UnsubscribePage;
