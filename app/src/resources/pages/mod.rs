//! Pages.

mod edit_resource;
mod home_partner;
mod new_resource;
mod organizer_requests;
mod partner;
mod partner_requests;
mod partner_resources;
mod resource;
mod resources;

pub use edit_resource::EditResource;
pub use home_partner::HomePartner;
pub use new_resource::NewResource;
pub use organizer_requests::{OrganizerRequestPage, OrganizerRequests};
pub use partner::PartnerView;
pub use partner_requests::{PartnerRequestPage, PartnerRequests};
pub use partner_resources::PartnerResources;
pub use resource::ResourcePage;
pub use resources::Resources;
