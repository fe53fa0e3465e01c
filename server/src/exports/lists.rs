//! A list that is to become a file: its rows from the domain, its words from the application.

use birqadam_app::lists;
use birqadam_app::ui::ListUi;
use birqadam_core::list::ListRequest;
use birqadam_core::ssr::Ctx;
use birqadam_core::ssr::list::{List, Walk};
use birqadam_core::{Actor, Error, Result};

/// A list with its words.
#[derive(Clone, Copy)]
pub struct Exportable {
    pub list: &'static dyn List,
    pub ui: &'static ListUi,
}

/// # Errors
/// [`Error::NotFound`] when there is no such list.
pub fn find(name: &str) -> Result<Exportable> {
    Ok(Exportable { list: lists::find(name)?, ui: lists::find_ui(name).ok_or(Error::NotFound)? })
}

impl Exportable {
    /// Filters, order and columns from the query of the list's page.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what the list does not know.
    pub fn request(&self, query: &str) -> Result<ListRequest> {
        let mut request = ListRequest::parse_query(self.list.spec(), &without_page(query))?;
        request.cursor = None;
        request.limit = None;
        Ok(request)
    }

    /// Whether the person may see the list, and the place it belongs to, right now.
    ///
    /// # Errors
    /// What the list says.
    pub async fn check(&self, ctx: &Ctx, actor: &Actor, request: &ListRequest) -> Result<()> {
        Walk::start(ctx, actor, self.list, request.clone()).await.map(drop)
    }
}

/// The query without what only concerns the page on the screen.
fn without_page(query: &str) -> String {
    let pairs = form_urlencoded::parse(query.trim_start_matches('?').as_bytes());
    let kept = pairs.filter(|(name, _)| !["cursor", "limit", "done", "view"].contains(&name.as_ref()));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_can_be_taken_away() {
        for list in lists::LISTS {
            let name = list.spec().name;
            assert!(find(name).is_ok(), "{name}");
            for locale in birqadam_core::Locale::ALL {
                let title = birqadam_app::exports::list_title(locale, name);
                assert_ne!(title, name, "{name} has a title in {locale}");
            }
        }
    }

    #[test]
    fn what_concerns_the_screen_only_is_left_out() {
        assert_eq!(without_page("?via=api&cursor=x&done=saved&q=%D1%8F"), "via=api&q=%D1%8F");
    }
}
