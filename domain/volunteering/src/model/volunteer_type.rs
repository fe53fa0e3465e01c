//! Kinds of volunteering.

use birqadam_core::named;

named! {
    /// What a project is about.
    VolunteerType {
        Social = "social",
        Environmental = "environmental",
        Cultural = "cultural",
        Education = "education",
        Health = "health",
        Animals = "animals",
        Sport = "sport",
        Emergency = "emergency",
        Other = "other",
    }
}
