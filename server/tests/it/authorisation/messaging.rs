//! Messages: the inbox, what one wants to be told, deliveries and their words.

use super::rights::{ADMINS, APPROVED, H, L, N, SIGNED_IN, Y};
use super::table::{Line, On, WebLine, line, web};

/// The API.
pub const API: &[Line] = &[
    line("GET /api/notifications", On::Nothing, APPROVED),
    line("POST /api/notifications/read", On::Nothing, APPROVED),
    line("POST /api/notifications/read-all", On::Nothing, APPROVED),
    line("POST /api/notifications/{id}/read", On::Notification, [L, Y, H, H, H, N, H, H, H, L]),
    line("GET /api/notification-preferences", On::Nothing, APPROVED),
    line("PUT /api/notification-preferences", On::Nothing, APPROVED),
    line("GET /api/admin/deliveries", On::Nothing, ADMINS),
    line("GET /api/admin/deliveries/{id}", On::Delivery, ADMINS),
    line("POST /api/admin/deliveries/{id}/retry", On::Delivery, ADMINS),
    line("POST /api/admin/deliveries/retry-failed", On::Nothing, ADMINS),
];

/// The pages.
pub const WEB: &[WebLine] = &[
    web("GET /web/notifications", "", SIGNED_IN),
    web("POST /web/notifications/read", "", SIGNED_IN),
    web("POST /web/notifications/read-one", "input[id]=:notification", [L, Y, H, H, H, H, H, H, H, L]),
    web("GET /web/notification-preferences", "", SIGNED_IN),
    web("POST /web/notification-preferences/save", "input[time_zone]=", SIGNED_IN),
    web("POST /web/notification-preferences/test", "", SIGNED_IN),
    // A link we did not make.
    web("GET /web/unsubscribe", "token=x", [H; 10]),
    web("GET /web/admin/delivery", "id=:delivery", ADMINS),
    web("POST /web/admin/deliveries/retry", "input[id]=:delivery", ADMINS),
    web("GET /web/admin/templates", "", ADMINS),
    web("GET /web/admin/template", "kind=test&channel=email&locale=ru", ADMINS),
    web(
        "POST /web/admin/templates/save",
        "input[kind]=test&input[channel]=email&input[locale]=ru&input[body]=",
        ADMINS,
    ),
    web("POST /web/admin/templates/preview", "input[kind]=test&input[channel]=email&input[locale]=ru", ADMINS),
    web(
        "POST /web/admin/templates/reset",
        "input[kind]=test&input[channel]=email&input[locale]=ru",
        [L, N, N, N, N, N, N, N, H, L],
    ),
];
