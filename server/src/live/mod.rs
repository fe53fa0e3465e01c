//! What happens, told to open sockets: a row is written, `NOTIFY` carries its id, the one listener
//! of each process wakes the sockets it holds, and these read the row. Nothing but ids travels
//! between processes, so nobody can be told what is not theirs.

mod hub;
mod listener;
mod message;
mod socket;

pub use hub::Hub;
pub use socket::connect;
