//! Cities as circles on the country's outline. A picture only: the same cities stand as a list
//! beside it, with their links.

use leptos::prelude::*;

use super::country::{HEIGHT, WIDTH, at, outline};
use crate::analytics::board::{CityMap, Dot};

/// The diameter of the largest circle, in parts of a hundred of the picture's width.
const LARGEST: f64 = 9.0;
/// The busiest cities are named.
const NAMED: usize = 6;

/// See the module.
#[component]
pub fn CityMapView(map: CityMap) -> impl IntoView {
    let CityMap { title, note, dots } = map;
    let mut order: Vec<f64> = dots.iter().map(|dot| dot.weight).collect();
    order.sort_by(|a, b| b.total_cmp(a));
    let bound = order.get(NAMED - 1).copied().unwrap_or(0.0);
    let dots = dots.into_iter().map(|dot| circle(dot, bound)).collect_view();
    view! {
        <section class="chart map">
            <h3 class="chart-title">{title}</h3>
            <p class="chart-note">{note}</p>
            <div class="map-picture" aria-hidden="true">
                <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}")>
                    <path class="map-land" d=outline()></path>
                </svg>
                {dots}
            </div>
        </section>
    }
}

fn circle(dot: Dot, bound: f64) -> AnyView {
    let (x, y) = at(dot.longitude, dot.latitude);
    // The area says how much, so the diameter is its root.
    let size = (dot.weight.sqrt() * LARGEST).max(1.2);
    let style = format!("left:{:.1}%;top:{:.1}%;width:{size:.1}%", x / WIDTH * 100.0, y / HEIGHT * 100.0);
    let title = format!("{}: {}", dot.label, dot.value);
    let name = (dot.weight >= bound).then(|| view! { <span class="map-name">{dot.label}</span> });
    match dot.href {
        Some(href) => {
            view! { <a class="map-dot" style=style href=href title=title tabindex="-1">{name}</a> }.into_any()
        }
        None => view! { <span class="map-dot" style=style title=title>{name}</span> }.into_any(),
    }
}
