//! gongshi (公示): the lists that county labour offices send, as a versioned static disclosure website.

pub mod check;
pub mod diagnostic;
pub mod document;
pub mod edition;
pub mod folder;
pub mod output;
pub mod record;
pub mod settings;
pub mod source;
pub mod value;
