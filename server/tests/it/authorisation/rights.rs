//! Rights that many lines share, a letter for each role in the order of
//! [`COLUMNS`](super::table::COLUMNS).

use super::table::Gets;

pub const Y: Gets = Gets::Yes;
pub const L: Gets = Gets::SignIn;
pub const N: Gets = Gets::No;
pub const H: Gets = Gets::Hidden;

//                                     anon vol  stra org  othe pend spon mode admi bloc
/// Anyone; a blocked account's token is worth nothing.
pub const PUBLIC: [Gets; 10] =        [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   L];
/// Anyone, whatever token they send; to the pages a blocked person is a visitor.
pub const OPEN: [Gets; 10] =          [Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y];
/// Anyone with an account, also one that waits.
pub const SIGNED_IN: [Gets; 10] =     [L,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   Y,   L];
/// Anyone whose account is approved.
pub const APPROVED: [Gets; 10] =      [L,   Y,   Y,   Y,   Y,   N,   Y,   Y,   Y,   L];
pub const VOLUNTEERS: [Gets; 10] =    [L,   Y,   Y,   N,   N,   N,   N,   N,   N,   L];
/// Volunteers; the record is one volunteer's.
pub const OWN_VOLUNTEER: [Gets; 10] = [L,   Y,   H,   N,   N,   N,   N,   N,   N,   L];
pub const ORGANIZERS: [Gets; 10] =    [L,   N,   N,   Y,   Y,   N,   N,   N,   N,   L];
/// Organizers; the record is one organizer's.
pub const OWN_ORGANIZER: [Gets; 10] = [L,   N,   N,   Y,   H,   N,   N,   N,   N,   L];
/// Who decides on anything: organizers on reports, moderators on the rest.
pub const REVIEWERS: [Gets; 10] =     [L,   N,   N,   Y,   Y,   N,   N,   Y,   Y,   L];
/// Reviewers; the report is one organizer's and new.
pub const ON_REPORT: [Gets; 10] =     [L,   N,   N,   Y,   H,   N,   N,   H,   H,   L];
/// One's own, whatever one is; nothing to others.
pub const OWN_ITEM: [Gets; 10] =      [L,   Y,   H,   H,   H,   H,   H,   H,   H,   L];
pub const MODERATORS: [Gets; 10] =    [L,   N,   N,   N,   N,   N,   N,   Y,   Y,   L];
/// Moderators see the list, and this record of it is not theirs.
pub const NO_MODERATORS: [Gets; 10] = [L,   N,   N,   N,   N,   N,   N,   H,   H,   L];
/// Nobody's of these.
pub const NOBODYS: [Gets; 10] =       [L,   H,   H,   H,   H,   H,   H,   H,   H,   L];
pub const ADMINS: [Gets; 10] =        [L,   N,   N,   N,   N,   N,   N,   N,   Y,   L];
/// Anyone has exports; this one is the administrator's.
pub const OWN_EXPORT: [Gets; 10] =    [L,   H,   H,   H,   H,   H,   H,   H,   Y,   L];
