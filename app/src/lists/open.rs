//! From the query of a list's page to what is asked of the list: with a saved view, with the reader's
//! default view when nothing is asked, or as it stands.

use std::borrow::Cow;

use birqadam_core::{
    Actor, Error, FieldCode, Result, ViewId,
    list::{ListRequest, SavedView},
    ssr::{
        Ctx,
        list::{List, views},
    },
};

use crate::ui::without_page_marks;

/// What a query comes to.
pub struct Opened {
    pub request: ListRequest,
    /// The views to choose from.
    pub views: Vec<SavedView>,
    /// The one in force.
    pub view: Option<ViewId>,
}

/// Who says what the list belongs to, and what a query means that asks for nothing.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    /// A page: it says the place itself (`project=5`), and opens with the reader's default view.
    ByPage { place: &'a str },
    /// A program: the query says all.
    ByProgram,
}

/// `?view=5` is the view itself; `?view=5&status=…` the view with something changed; `?view=none`
/// the list as it is declared; nothing at all what [`Asked`] says.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's private view; as [`ListRequest::parse_at`].
pub async fn open(ctx: &Ctx, actor: &Actor, list: &dyn List, asked: Asked<'_>, query: &str) -> Result<Opened> {
    let spec = list.spec();
    let views = views::list_views(ctx, actor, list).await?;
    let query = without_page_marks(query);
    let pairs = || form_urlencoded::parse(query.as_bytes());
    let wanted = pairs().find(|(name, _)| name == "view").map(|(_, value)| value.into_owned());
    let rest: Vec<_> = pairs().filter(|(name, value)| name != "view" && !value.is_empty()).collect();
    let is_fixed = |name: &str| spec.filter(name).is_some_and(|filter| filter.fixed);
    let (place, rest) = match asked {
        Asked::ByPage { place } => (place.to_owned(), rest),
        Asked::ByProgram => {
            let (fixed, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(name, _)| is_fixed(name));
            (print(&fixed), rest)
        }
    };
    let rest_query = print(&rest);
    let says_more = rest.iter().any(|(name, _)| name != "cursor" && name != "limit");

    let view = match wanted.as_deref() {
        Some("none") => None,
        Some("") | None if says_more => None,
        Some("") | None => views.iter().find(|view| view.is_default && matches!(asked, Asked::ByPage { .. })),
        Some(id) => {
            let id: i64 = id.parse().map_err(|_| Error::field("view", FieldCode::Unknown))?;
            Some(views.iter().find(|view| view.id.0 == id).ok_or(Error::NotFound)?)
        }
    };
    let request = match view {
        Some(view) if !says_more => {
            let mut request = ListRequest::parse_at(spec, &place, &view.query)?;
            let page = ListRequest::parse_query(spec, &rest_query)?;
            request.cursor = page.cursor;
            request.limit = page.limit.or(request.limit);
            request
        }
        _ => ListRequest::parse_at(spec, &place, &rest_query)?,
    };
    let view = view.map(|view| view.id);
    Ok(Opened { request, views, view })
}

fn print(pairs: &[(Cow<'_, str>, Cow<'_, str>)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
