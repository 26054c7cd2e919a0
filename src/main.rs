//! The program; its commands follow.

fn main() {}
