//! All integration tests, one binary.

mod app;
mod connections;
mod http;
