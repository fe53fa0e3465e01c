//! What the console needs of this process: looks at the services outside, and metrics.

pub mod metrics;
pub mod probes;
