//! gongshi (公示): the lists that county labour offices send, as a versioned static disclosure website.

pub mod diagnostic;
pub mod value;
