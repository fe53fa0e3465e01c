//! The ways of reaching a person, connected to the real thing.

mod email;
mod in_app;

use std::sync::Arc;

use birqadam_core::ChannelName;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::mail::Mailer;
use birqadam_messaging::channel::Channel;

pub use email::EmailChannel;
pub use in_app::InAppChannel;

/// The channel of that name.
pub fn channel(name: ChannelName, ctx: &Ctx, mailer: Option<&Arc<dyn Mailer>>) -> Box<dyn Channel> {
    match name {
        ChannelName::InApp => Box::new(InAppChannel::new(ctx.db.clone())),
        ChannelName::Email => Box::new(EmailChannel::new(mailer.cloned())),
    }
}
