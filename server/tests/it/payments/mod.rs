//! Payment providers over HTTP, each in its own protocol, against the real router and database.
//! Signatures are made by other code than ours: ring's HMAC, PostgreSQL's md5.

mod click;
mod crash;
mod doors;
mod kaspi;
mod payme;
mod shop;
mod simulator;
mod stripe;
mod stripe_api;
mod stripe_stub;
