//! What every context stands on: ids, money, languages, actor and permissions, errors, pages
//! of results, and (with feature `ssr`) audit, jobs, notices, points and ports to the outside.
//!
//! Without `ssr` this crate compiles to WASM, so that the browser checks a form with the same
//! rules as the server.

pub mod actor;
pub mod audit;
pub mod batch;
pub mod chart;
pub mod city;
pub mod draft;
pub mod error;
pub mod export;
pub mod flags;
pub mod form;
pub mod id;
pub mod list;
pub mod locale;
pub mod money;
mod named;
pub mod notice;
pub mod notice_kind;
pub mod page;
pub mod parse;
pub mod permission;
pub mod photo;
#[cfg(feature = "pixels")]
pub mod pixels;
pub mod review;
pub mod schedule;
pub mod settings;
pub mod switches;
pub mod validate;

#[cfg(feature = "ssr")]
pub mod ssr;

pub use actor::{Actor, ActorKind, Approval, Via};
pub use batch::BatchId;
pub use error::{Code, Error, FieldCode, FieldError, Result};
pub use flags::Flag;
pub use form::FormInput;
pub use id::*;
pub use locale::{Locale, Localized};
pub use money::{Amount, Money};
pub use notice_kind::{ChannelName, NoticeGroup, NoticeKind};
pub use page::{Cursor, Page, PageRequest};
pub use permission::{Permission, PermissionGroup};
pub use settings::{Setting, Settings};
