//! The pipeline of `capture`: settings and editions, the site, the camera, a pack a list.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;
use url::Url;

use crate::diagnostic::{Code, Diagnostic, Failed, Location, Report};
use crate::edition::archive::{Archive, FrozenEdition, FrozenList};
use crate::evidence::camera::{Camera, Order, Site};
use crate::evidence::{Capture, Subject};
use crate::record::ListId;
use crate::settings::Settings;
use crate::value::web_address::WebAddress;

use super::super::{Session, Summary};
use super::{From, Wanted, choice};

/// What was captured.
#[derive(Serialize)]
struct Done {
    command: &'static str,
    made: &'static str,
    browser: String,
    lists: Vec<DoneList>,
}

/// One list.
#[derive(Serialize)]
struct DoneList {
    list: String,
    revision: String,
    sheets: usize,
    rows: u64,
}
