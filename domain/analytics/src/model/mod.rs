//! What is counted, by what, and what is asked and answered: for browser and server.

mod dimension;
mod drill;
mod forecast;
mod measure;
mod period;
mod question;
mod sections;
mod statistics;

pub use dimension::{Dimension, Filters, FiltersInput, KINDS, NO_CITY, Narrowed, ROLES};
pub use drill::{list_behind, list_behind_all};
pub use forecast::{Forecast, HISTORY_WEEKS, forecast};
pub use measure::{Aggregate, Measure, MeasureSpec, Subject};
pub use period::{Granularity, LONGEST, Period, PeriodInput, Preset};
pub use question::{Answer, Key, Point, Question, RECORDS, Scope};
pub use sections::{CityActivity, Cohort, Funnel, FunnelStep};
pub use statistics::{
    ChartPoint, Charts, CityRow, CompareInput, Figure, Figures, ForecastDay, FunnelCount, OpenStatistics,
    OrganizerAnalytics, PlatformStatistics, RetentionRow, StatisticsInput, StatisticsPeriod, VolunteerStatistics,
    chart_points,
};
