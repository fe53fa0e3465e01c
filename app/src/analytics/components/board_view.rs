//! The sections of a dashboard, one below the other.

use leptos::prelude::*;

use super::{city_map::CityMapView, cohorts::CohortsView, trend_figure::TrendFigure};
use crate::{
    analytics::board::{BoardSection, Part},
    ui::{ChartFigure, Section},
};

/// See the module.
#[component]
pub fn BoardView(sections: Vec<BoardSection>) -> impl IntoView {
    sections
        .into_iter()
        .map(|section| {
            let parts = section.parts.into_iter().map(part).collect_view();
            view! { <Section title=section.title><div class="board">{parts}</div></Section> }
        })
        .collect_view()
}

fn part(part: Part) -> AnyView {
    match part {
        Part::Figures(figures) => {
            let figures = figures.into_iter().map(|figure| view! { <TrendFigure figure=figure/> }).collect_view();
            view! { <div class="figures">{figures}</div> }.into_any()
        }
        Part::Charts(charts) => {
            let charts = charts.into_iter().map(|drawn| view! { <ChartFigure drawn=drawn/> }).collect_view();
            view! { <div class="charts">{charts}</div> }.into_any()
        }
        Part::Map(map) => view! { <CityMapView map=map/> }.into_any(),
        Part::Cohorts(table) => view! { <CohortsView table=table/> }.into_any(),
        Part::Note(text) => view! { <p class="muted">{text}</p> }.into_any(),
    }
}
