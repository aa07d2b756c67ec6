//! The storymerge binary.

fn main() {}
