//! All integration tests, one binary.

mod app;
mod cli;
mod connections;
mod http;
mod readme;
mod wire;
