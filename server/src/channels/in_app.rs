//! The inbox: its entry was written with the delivery, so what is left is to tell open sockets.

use async_trait::async_trait;
use birqadam_core::ChannelName;
use birqadam_messaging::channel::{Channel, Content, Outcome, Parcel};
use birqadam_messaging::ops::live::{News, Wake, wake};
use sqlx::PgPool;

/// See the module.
pub struct InAppChannel {
    db: PgPool,
}

impl InAppChannel {
    pub fn new(db: PgPool) -> Self {
        InAppChannel { db }
    }
}

#[async_trait]
impl Channel for InAppChannel {
    fn name(&self) -> ChannelName {
        ChannelName::InApp
    }

    async fn send(&self, parcel: &Parcel) -> (Outcome, Option<Content>) {
        if let Some(id) = parcel.notification {
            let news = Wake { user: parcel.user, news: News::Notification { id } };
            if let Err(error) = wake(&self.db, &news).await {
                return (Outcome::Later { error: error.to_string() }, None);
            }
        }
        (Outcome::Sent { provider_id: None }, None)
    }
}
