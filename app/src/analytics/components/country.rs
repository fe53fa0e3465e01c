//! The outline of Kazakhstan and places on it. No tiles: the picture comes with the page.

/// The size of the picture in its own units.
pub const WIDTH: f64 = 1000.0;
pub const HEIGHT: f64 = 560.0;

/// The border as longitude and latitude: Natural Earth, 1:110 million, public domain.
const BORDER: &[(f64, f64)] = &[
    (70.96, 42.27),
    (70.39, 42.08),
    (69.07, 41.38),
    (68.63, 40.67),
    (68.26, 40.66),
    (67.99, 41.14),
    (66.71, 41.17),
    (66.51, 41.99),
    (66.02, 41.99),
    (66.10, 43.00),
    (64.90, 43.73),
    (62.01, 43.50),
    (61.06, 44.41),
    (58.50, 45.59),
    (55.93, 45.00),
    (55.97, 41.31),
    (55.46, 41.26),
    (54.76, 42.04),
    (54.08, 42.32),
    (52.94, 42.12),
    (52.50, 41.78),
    (52.45, 42.03),
    (52.69, 42.44),
    (52.50, 42.79),
    (51.34, 43.13),
    (50.89, 44.03),
    (50.34, 44.28),
    (50.31, 44.61),
    (51.28, 44.51),
    (51.32, 45.25),
    (52.17, 45.41),
    (53.04, 45.26),
    (53.22, 46.23),
    (53.04, 46.85),
    (52.04, 46.80),
    (51.19, 47.05),
    (50.03, 46.61),
    (49.10, 46.40),
    (48.59, 46.56),
    (48.69, 47.08),
    (48.06, 47.74),
    (47.32, 47.72),
    (46.47, 48.39),
    (47.04, 49.15),
    (46.75, 49.36),
    (47.55, 50.45),
    (48.58, 49.87),
    (48.70, 50.61),
    (50.77, 51.69),
    (52.33, 51.72),
    (54.53, 51.03),
    (55.72, 50.62),
    (56.78, 51.04),
    (58.36, 51.06),
    (59.64, 50.55),
    (59.93, 50.84),
    (61.34, 50.80),
    (61.59, 51.27),
    (59.97, 51.96),
    (60.93, 52.45),
    (60.74, 52.72),
    (61.70, 52.98),
    (60.98, 53.66),
    (61.44, 54.01),
    (65.18, 54.35),
    (65.67, 54.60),
    (68.17, 54.97),
    (69.07, 55.39),
    (70.87, 55.17),
    (71.18, 54.13),
    (72.22, 54.38),
    (73.51, 54.04),
    (73.43, 53.49),
    (74.38, 53.55),
    (76.89, 54.49),
    (76.53, 54.18),
    (77.80, 53.40),
    (80.04, 50.86),
    (80.57, 51.39),
    (81.95, 50.81),
    (83.38, 51.07),
    (83.94, 50.89),
    (84.42, 50.31),
    (85.12, 50.12),
    (85.54, 49.69),
    (86.83, 49.83),
    (87.36, 49.21),
    (86.60, 48.55),
    (85.77, 48.46),
    (85.72, 47.45),
    (85.16, 47.00),
    (83.18, 47.33),
    (82.46, 45.54),
    (81.95, 45.32),
    (79.97, 44.92),
    (80.87, 43.18),
    (80.18, 42.92),
    (80.26, 42.35),
    (79.64, 42.50),
    (79.14, 42.86),
    (77.66, 42.96),
    (76.00, 42.99),
    (75.64, 42.88),
    (74.21, 43.30),
    (73.65, 43.09),
    (73.49, 42.50),
    (71.84, 42.85),
    (71.19, 42.70),
];

/// Where a place stands in the picture: equirectangular, true at 48° north.
pub fn at(longitude: f64, latitude: f64) -> (f64, f64) {
    const DEGREE: f64 = 36.1;
    let narrowing = 48.0_f64.to_radians().cos();
    (((longitude - 46.0) * narrowing * DEGREE), (55.8 - latitude) * DEGREE)
}

/// The border as the `d` of a path.
pub fn outline() -> String {
    let mut path = String::with_capacity(BORDER.len() * 10);
    for (index, (longitude, latitude)) in BORDER.iter().enumerate() {
        let (x, y) = at(*longitude, *latitude);
        path.push_str(&format!("{}{x:.0} {y:.0}", if index == 0 { 'M' } else { 'L' }));
    }
    path.push('Z');
    path
}

#[cfg(test)]
mod tests {
    use birqadam_core::city::CITIES;

    use super::*;

    #[test]
    fn border_and_cities_are_in_the_picture() {
        let places = BORDER.iter().copied().chain(CITIES.iter().map(|city| (city.longitude, city.latitude)));
        for (longitude, latitude) in places {
            let (x, y) = at(longitude, latitude);
            assert!((0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y), "{longitude} {latitude}: {x} {y}");
        }
    }
}
