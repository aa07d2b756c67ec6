//! HTML: whole pages, and the fragments that other formats carry.
//!
//! A page goes through `depth` (as much of its markup as can be parsed soon), `blocks` (its text, block by block), `votes`
//! (what an extractor of main text takes), `features` and `model` (which blocks are story), `kind` (what the others are),
//! and `metadata` (what the page says of itself).

mod blocks;
pub mod depth;
pub mod features;
mod kind;
mod labels;
mod metadata;
pub mod model;
mod page;
pub mod votes;

pub use blocks::{Rendered, fragment};
pub use page::{Measured, measure, page};
