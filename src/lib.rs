//! gongshi (公示): the lists that county labour offices send, as a versioned static disclosure website.

pub mod check;
pub mod diagnostic;
pub mod document;
pub mod download;
pub mod edition;
pub mod folder;
pub mod output;
pub mod page;
pub mod record;
pub mod render;
pub mod scan;
pub mod settings;
pub mod source;
pub mod value;
