//! The cities of Kazakhstan that a project can be in, with their centre. `name` is what the
//! API shows and takes (`Almaty`), as in the customer's document.

use crate::Locale;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct City {
    pub name: &'static str,
    pub ru: &'static str,
    pub kk: &'static str,
    /// Degrees, WGS 84.
    pub latitude: f64,
    pub longitude: f64,
}

macro_rules! city {
    ($name:literal, $ru:literal, $kk:literal, $lat:literal, $lng:literal) => {
        City { name: $name, ru: $ru, kk: $kk, latitude: $lat, longitude: $lng }
    };
}

pub const CITIES: &[City] = &[
    city!("Almaty", "Алматы", "Алматы", 43.238, 76.945),
    city!("Astana", "Астана", "Астана", 51.128, 71.430),
    city!("Shymkent", "Шымкент", "Шымкент", 42.315, 69.587),
    city!("Karaganda", "Караганда", "Қарағанды", 49.807, 73.088),
    city!("Aktau", "Актау", "Ақтау", 43.650, 51.160),
    city!("Aktobe", "Актобе", "Ақтөбе", 50.283, 57.167),
    city!("Atyrau", "Атырау", "Атырау", 47.117, 51.883),
    city!("Balkhash", "Балхаш", "Балқаш", 46.848, 74.995),
    city!("Ekibastuz", "Экибастуз", "Екібастұз", 51.723, 75.322),
    city!("Kokshetau", "Кокшетау", "Көкшетау", 53.283, 69.383),
    city!("Konaev", "Конаев", "Қонаев", 43.867, 77.063),
    city!("Kostanay", "Костанай", "Қостанай", 53.214, 63.625),
    city!("Kyzylorda", "Кызылорда", "Қызылорда", 44.848, 65.482),
    city!("Oral", "Уральск", "Орал", 51.233, 51.367),
    city!("Oskemen", "Усть-Каменогорск", "Өскемен", 49.948, 82.628),
    city!("Pavlodar", "Павлодар", "Павлодар", 52.287, 76.967),
    city!("Petropavl", "Петропавловск", "Петропавл", 54.867, 69.150),
    city!("Rudny", "Рудный", "Рудный", 52.973, 63.117),
    city!("Semey", "Семей", "Семей", 50.411, 80.227),
    city!("Taldykorgan", "Талдыкорган", "Талдықорған", 45.017, 78.373),
    city!("Taraz", "Тараз", "Тараз", 42.900, 71.367),
    city!("Temirtau", "Темиртау", "Теміртау", 50.055, 72.965),
    city!("Turkistan", "Туркестан", "Түркістан", 43.297, 68.252),
    city!("Zhanaozen", "Жанаозен", "Жаңаөзен", 43.341, 52.862),
    city!("Zhezkazgan", "Жезказган", "Жезқазған", 47.783, 67.767),
];

/// The city of people who named none, where they are looked for.
pub const NO_CITY: &str = "-";

/// The cities of people, for the values of a filter.
pub const HOME_CITIES: &[&str] = &{
    let mut names = [NO_CITY; CITIES.len() + 1];
    let mut index = 0;
    while index < CITIES.len() {
        names[index] = CITIES[index].name;
        index += 1;
    }
    names
};

impl City {
    /// By its API name or its name in any of the languages, case-insensitively.
    pub fn find(name: &str) -> Option<&'static City> {
        let name = name.trim().to_lowercase();
        CITIES.iter().find(|c| [c.name, c.ru, c.kk].iter().any(|n| n.to_lowercase() == name))
    }

    pub fn label(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Ru => self.ru,
            Locale::Kk => self.kk,
            Locale::En => self.name,
        }
    }
}
