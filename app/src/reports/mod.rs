//! Reports: documents on paper and workbooks. The menu that asks for one, the page of those that come
//! by themselves, and the words inside the workbooks.

pub mod components;
pub mod pages;
#[cfg(feature = "ssr")]
pub mod period;
pub mod server_fns;
#[cfg(feature = "ssr")]
pub mod words;
