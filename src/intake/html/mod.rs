//! HTML: whole pages, and the fragments that other formats carry.

mod blocks;

pub use blocks::{Rendered, fragment};
