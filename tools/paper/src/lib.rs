//! Lays out text, tables, charts and photos on PDF pages.
