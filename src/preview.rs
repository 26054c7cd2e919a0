//! The preview of `serve`: a site held in memory and shown on this machine, while the people who make it save files.
//!
//! [`Board`] holds what is shown now; `answer` says what a request gets, from the board and from nothing else, so
//! that no request reaches the disk; [`server`] and [`watch`] are the edges to the network and to saved files.
//!
//! A page in preview is the finished page with an inset: the banner, the findings, a style sheet and a script, both
//! from addresses below `/~preview/`, where no page can stand. The script asks for the name of what is shown by
//! loading one more small script, and loads the page anew when it is another. So a previewed page keeps the policy
//! (CSP) that it will be published with: an event stream or `fetch` would need `connect-src`, and a page that breaks
//! its policy would look well in the preview only. Short questions also leave the browser's few connections to a host
//! free, however many pages are open.

mod answer;
mod board;
mod inset;
pub mod server;
pub mod watch;

pub use board::{Board, Change, Files};

/// What the preview's own addresses start with: `~` stands in no site path.
const RESERVED: &str = "/~preview/";
