//! Values parsed once and valid for ever: whoever holds one need not check it again.
//!
//! A value that cannot be parsed says why as an [`Invalid`]: what is wrong and what to do, and never the text itself,
//! which may be personal.

pub mod calendar;
pub mod class_hours;
pub mod date;
pub mod digest;
pub mod district;
pub mod identity;
pub mod level;
pub mod mask;
pub mod money;
pub mod occupation_code;
pub mod percent;
pub mod personal_number;
pub mod stage;
pub mod state;
pub mod web_address;
pub(crate) mod width;

/// Why a text is not a value: two Chinese sentences without the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invalid {
    /// What is wrong.
    pub problem: &'static str,
    /// What to do.
    pub help: &'static str,
}

impl Invalid {
    /// A problem and its remedy.
    pub const fn new(problem: &'static str, help: &'static str) -> Self {
        Self { problem, help }
    }
}
