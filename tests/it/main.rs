//! All integration tests, one binary.

mod app;
mod cli;
mod connections;
mod engine;
mod fixture;
mod fuzz_findings;
mod headers;
mod http;
mod intake;
mod intake_html;
mod intake_json;
mod intake_xml;
mod keys;
mod languages;
mod limits;
mod names;
mod process;
mod properties;
mod readme;
mod said;
mod settings;
mod smuggling;
mod stories;
mod tidy;
mod traps;
mod wire;
