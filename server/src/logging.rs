//! Where the log goes and how it looks: lines for people in development, JSON in production.
//! What may be in it is told in `docs/logging.md`. `RUST_LOG` changes how much.

use tracing_subscriber::EnvFilter;

use crate::config::Environment;

/// Our own at `info`; the libraries only when something is wrong.
const USUAL: &str = "warn,server=info,birqadam=info,birqadam_server=info,birqadam_app=info,birqadam_core=info,\
                     birqadam_accounts=info,birqadam_volunteering=info,birqadam_growth=info,birqadam_messaging=info,birqadam_console=info";

/// Operators count requests; at the desk they only hide what one looks for.
const REQUESTS: &str = ",tower_http::trace=info";

/// Starts the log of this process, on standard error. Once.
pub fn start(environment: Environment) {
    let requests = if environment == Environment::Production { REQUESTS } else { "" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(format!("{USUAL}{requests}")));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start (in tests) leaves the first in place.
    let _ = match environment {
        Environment::Production => log.json().flatten_event(true).try_init(),
        Environment::Development => log.compact().with_target(false).try_init(),
    };
}
