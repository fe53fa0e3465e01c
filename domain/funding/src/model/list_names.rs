//! Values of filters by which lists of money are narrowed to projects.

use birqadam_core::city::CITIES;

/// The cities by their names in addresses.
pub const CITY_NAMES: &[&str] = &{
    let mut names = [""; CITIES.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = CITIES[index].name;
        index += 1;
    }
    names
};
