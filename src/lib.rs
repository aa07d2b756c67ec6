//! storymerge: merges several news articles about one event into one attributed account.

pub mod cli;
pub mod config;
pub mod engine;
pub mod http;
pub mod render;
pub mod service;
pub mod wire;
