//! All integration tests, one binary.

mod app;
mod cli;
mod connections;
mod engine;
mod fixture;
mod fuzz_findings;
mod http;
mod intake;
mod intake_html;
mod intake_json;
mod intake_xml;
mod languages;
mod names;
mod properties;
mod readme;
mod said;
mod stories;
mod tidy;
mod traps;
mod wire;
