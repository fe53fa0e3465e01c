//! What partners lend.

use birqadam_core::{
    FieldCode, FieldError, FormInput, ResourceId, ResourcePhotoId, Result, UserId,
    city::City,
    form::problems,
    parse::{self, maybe_text_or_number, text_or_number},
    validate::Validator,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{ResourceDays, ResourceStatus, ResourceType};

pub const RESOURCE_PHOTOS_MAX: usize = 8;
const TITLE_MAX: usize = 200;
const DESCRIPTION_MAX: usize = 4_000;
const ADDRESS_MAX: usize = 300;
const AVAILABILITY_MAX: usize = 300;
const QUANTITY_MAX: i64 = 100_000;

/// `POST /api/partner/resources` and the form of a resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ResourceInput {
    /// `venue`, `equipment`, `transport`, `expertise`, `other`.
    #[serde(rename = "type")]
    pub resource_type: String,
    pub title: String,
    pub description: String,
    /// Where it is; empty when it is tied to no city.
    pub city: String,
    pub address: String,
    /// When it can be had, in words: `Weekends, after six`.
    pub availability: String,
    /// The days of the week on which it is lent: `every` (unless told), `workdays`, `weekends`.
    pub days: String,
    /// How much of it there is, 1 unless told. All of it goes to one project at a time.
    #[serde(deserialize_with = "text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>, default = json!(null)))]
    pub quantity: String,
}

/// `PATCH /api/partner/resources/{id}`: what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ResourceChange {
    #[serde(rename = "type")]
    pub resource_type: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub city: Option<String>,
    pub address: Option<String>,
    pub availability: Option<String>,
    pub days: Option<String>,
    #[serde(deserialize_with = "maybe_text_or_number")]
    #[cfg_attr(feature = "ssr", schema(value_type = Option<i64>, default = json!(null)))]
    pub quantity: Option<String>,
    /// `active`, `paused` or `archived`.
    pub status: Option<String>,
    /// The version that was changed.
    pub version: Option<i64>,
}

/// A resource that passed every rule that needs no database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidResource {
    pub resource_type: ResourceType,
    pub title: String,
    pub description: String,
    /// A [`City`] by name, or empty.
    pub city: &'static str,
    pub address: String,
    pub availability: String,
    pub days: ResourceDays,
    pub quantity: i32,
}

/// What a partner lends, with its photos.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Resource {
    pub id: ResourceId,
    #[serde(rename = "type")]
    pub resource_type: ResourceType,
    pub title: String,
    pub description: String,
    pub city: String,
    pub address: String,
    pub availability: String,
    pub days: ResourceDays,
    pub quantity: i32,
    pub status: ResourceStatus,
    pub partner_id: UserId,
    /// The organisation's name.
    pub partner: String,
    pub photos: Vec<ResourcePhoto>,
    /// How often it was lent so far.
    pub lent_count: i64,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A photo of a resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ResourcePhoto {
    pub id: ResourcePhotoId,
    pub large_url: String,
    pub thumb_url: String,
}

/// Filters of the search, as in the URL. Several values of one filter, comma-separated, are
/// alternatives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default)]
pub struct ResourceFilter {
    /// [`ResourceType`] names.
    #[serde(rename = "type")]
    pub resource_type: String,
    /// City names.
    pub city: String,
    /// Words; Kazakh letters may be missing.
    pub q: String,
    /// When it can be had: words of what the partner says, or `workdays`, `weekends`.
    pub availability: String,
    /// Lent on this day and promised to nobody, `2026-11-20`.
    pub date: String,
}

/// The filters, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ValidResourceFilter {
    pub types: Option<Vec<String>>,
    pub cities: Option<Vec<String>>,
    pub words: Vec<String>,
    pub availability: Vec<String>,
    pub date: Option<NaiveDate>,
}

impl FormInput for ResourceInput {
    const NAME: &'static str = "resource";

    fn check(&self) -> Vec<FieldError> {
        problems(self.validate())
    }
}

impl ResourceInput {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] with every field that cannot be accepted.
    pub fn validate(&self) -> Result<ValidResource> {
        let mut v = Validator::new();
        let resource_type = known(&mut v, "type", &self.resource_type, None, ResourceType::parse);
        let title = v.line("title", &self.title, 1, TITLE_MAX);
        let description = v.text("description", &self.description, 0, DESCRIPTION_MAX);
        let city = known(&mut v, "city", &self.city, Some(""), |name| City::find(name).map(|city| city.name));
        let address = v.line("address", &self.address, 0, ADDRESS_MAX);
        let availability = v.line("availability", &self.availability, 0, AVAILABILITY_MAX);
        let days = known(&mut v, "days", &self.days, Some(ResourceDays::Every), ResourceDays::parse);
        let quantity = v.whole_number("quantity", &self.quantity, 1, QUANTITY_MAX).unwrap_or(1);
        v.finish()?;
        Ok(ValidResource {
            resource_type: resource_type.unwrap_or(ResourceType::Other),
            title,
            description,
            city: city.unwrap_or_default(),
            address,
            availability,
            days: days.unwrap_or(ResourceDays::Every),
            quantity: i32::try_from(quantity).unwrap_or(1),
        })
    }
}

/// A value of a list; the default when nothing was given, which without one is an error.
fn known<T>(
    v: &mut Validator,
    field: &str,
    text: &str,
    otherwise: Option<T>,
    read: fn(&str) -> Option<T>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        v.check(otherwise.is_some(), field, FieldCode::Required);
        return otherwise;
    }
    let value = read(text);
    v.check(value.is_some(), field, FieldCode::Unknown);
    value
}

impl ResourceChange {
    /// The whole resource as it is to be.
    pub fn onto(&self, before: &Resource) -> ResourceInput {
        let or = |new: &Option<String>, old: &str| new.clone().unwrap_or_else(|| old.to_owned());
        ResourceInput {
            resource_type: or(&self.resource_type, before.resource_type.as_str()),
            title: or(&self.title, &before.title),
            description: or(&self.description, &before.description),
            city: or(&self.city, &before.city),
            address: or(&self.address, &before.address),
            availability: or(&self.availability, &before.availability),
            days: or(&self.days, before.days.as_str()),
            quantity: or(&self.quantity, &before.quantity.to_string()),
        }
    }
}

impl From<ResourceInput> for ResourceChange {
    fn from(input: ResourceInput) -> Self {
        ResourceChange {
            resource_type: Some(input.resource_type),
            title: Some(input.title),
            description: Some(input.description),
            city: Some(input.city),
            address: Some(input.address),
            availability: Some(input.availability),
            days: Some(input.days),
            quantity: Some(input.quantity),
            status: None,
            version: None,
        }
    }
}

impl ResourceFilter {
    /// # Errors
    /// [`birqadam_core::Error::Invalid`] at `type`, `city`, `q`, `availability` or `date`.
    pub fn validate(&self) -> Result<ValidResourceFilter> {
        let mut v = Validator::new();
        let types = some_of(&mut v, "type", &self.resource_type, |name| {
            ResourceType::parse(name).map(|kind| kind.as_str().to_owned())
        });
        let cities = some_of(&mut v, "city", &self.city, |name| City::find(name).map(|city| city.name.to_owned()));
        let mut words = |field: &str, text: &str| -> Vec<String> {
            v.line(field, text, 0, 200).split_whitespace().map(str::to_owned).collect()
        };
        let (words, availability) = (words("q", &self.q), words("availability", &self.availability));
        let date = v.date("date", &self.date);
        v.finish()?;
        Ok(ValidResourceFilter { types, cities, words, availability, date })
    }
}

/// Values with commas between them; none is no filter.
fn some_of(v: &mut Validator, field: &str, text: &str, read: fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let names: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return None;
    }
    let values: Option<Vec<String>> = names.into_iter().map(read).collect();
    v.check(values.is_some(), field, FieldCode::Unknown);
    values
}

/// A number in a path or field that names a record; anything else names none.
pub(super) fn read_record(text: &str) -> Option<i64> {
    parse::whole_number(text, 1, i64::MAX).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hall() -> ResourceInput {
        ResourceInput {
            resource_type: "venue".into(),
            title: "Концертный зал".into(),
            city: "алматы".into(),
            availability: "Weekends".into(),
            ..ResourceInput::default()
        }
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        let valid = hall().validate().unwrap();
        assert_eq!((valid.city, valid.days, valid.quantity), ("Almaty", ResourceDays::Every, 1));
    }

    #[test]
    fn errors_stand_at_their_fields() {
        let table: [(ResourceInput, &str, FieldCode); 8] = [
            (ResourceInput { resource_type: String::new(), ..hall() }, "type", FieldCode::Required),
            (ResourceInput { resource_type: "castle".into(), ..hall() }, "type", FieldCode::Unknown),
            (ResourceInput { title: " ".into(), ..hall() }, "title", FieldCode::Required),
            (ResourceInput { title: "я".repeat(201), ..hall() }, "title", FieldCode::TooLong(200)),
            (ResourceInput { title: "a\u{202E}b".into(), ..hall() }, "title", FieldCode::ForbiddenCharacters),
            (ResourceInput { city: "Мос Эйсли".into(), ..hall() }, "city", FieldCode::Unknown),
            (ResourceInput { days: "never".into(), ..hall() }, "days", FieldCode::Unknown),
            (ResourceInput { quantity: "0".into(), ..hall() }, "quantity", FieldCode::TooSmall(1)),
        ];
        for (input, field, code) in table {
            assert_eq!(input.check(), [FieldError { field: field.into(), code }], "{input:?}");
        }
        let odd = ResourceInput { title: "'\";--<script> שלום 🎉".into(), ..hall() };
        assert_eq!(odd.check(), []);
    }

    #[test]
    fn filters_are_alternatives() {
        let filter =
            ResourceFilter {
                resource_type: "venue, transport".into(), q: " зал  100% ".into(), ..Default::default()
            };
        let valid = filter.validate().unwrap();
        assert_eq!(valid.types, Some(vec!["venue".to_owned(), "transport".to_owned()]));
        assert_eq!(valid.words, ["зал", "100%"]);
        for (filter, field) in [
            (ResourceFilter { resource_type: "venue,castle".into(), ..Default::default() }, "type"),
            (ResourceFilter { date: "31.02.2026".into(), ..Default::default() }, "date"),
        ] {
            assert_eq!(problems(filter.validate())[0].field, field);
        }
    }
}
