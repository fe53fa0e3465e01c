//! From an uploaded file to safe copies: type by content, limits before decoding, orientation
//! applied, metadata read and then left behind, thumbnail, hashes.
