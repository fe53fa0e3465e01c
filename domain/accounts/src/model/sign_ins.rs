//! Where one is signed in, so that each can be ended: web sessions and the families of tokens that
//! applications hold.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One sign-in, in a browser or an application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SignedInAt {
    /// Names it, and opens nothing.
    pub id: String,
    /// The one that asks.
    pub current: bool,
    pub device: Device,
    pub address: Option<String>,
    pub since: DateTime<Utc>,
    /// To the nearest ten minutes.
    pub last_seen: DateTime<Utc>,
}

/// What can be said of a device by what it calls itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Device {
    /// `Firefox`, `Chrome`…; `None` when it says nothing known.
    pub browser: Option<String>,
    /// `Windows`, `Android`…
    pub system: Option<String>,
    /// Whether an application and not a browser.
    pub app: bool,
}

/// Browsers by what only they say of themselves: the more particular first, since each also
/// claims to be those below.
const BROWSERS: [(&str, &str); 9] = [
    ("YaBrowser/", "Yandex Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Edg", "Edge"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

impl Device {
    /// Reads a `User-Agent`. `app` for what holds tokens.
    pub fn read(user_agent: &str, app: bool) -> Device {
        let named = |table: &[(&str, &str)]| {
            table.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| (*name).to_owned())
        };
        Device { browser: named(&BROWSERS), system: named(&SYSTEMS), app }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_named_by_what_they_say() {
        let table = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36",
                Some("Chrome"),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
                Some("Edge"),
                Some("Windows"),
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", Some("Firefox"), Some("Linux")),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1",
                Some("Safari"),
                Some("iPhone"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/128.0 YaBrowser/24.10 Safari/537.36",
                Some("Yandex Browser"),
                Some("Android"),
            ),
            ("Dart/3.5 (dart:io)", None, None),
            ("", None, None),
        ];
        for (text, browser, system) in table {
            let device = Device::read(text, false);
            assert_eq!((device.browser.as_deref(), device.system.as_deref()), (browser, system), "{text}");
        }
    }
}
