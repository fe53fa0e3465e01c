//! Parts of dashboards.

mod board_view;
mod city_map;
mod cohorts;
mod country;
mod filters;
mod home_board;
mod trend_figure;

pub use board_view::BoardView;
pub use filters::{StatisticsFilters, StatisticsQuery};
pub use home_board::HomeBoard;
