//! The kinds of lists. A file here says all there is to say of one kind: its columns, its record, its row rules.

mod column;
mod field;
mod heading;
mod id;
mod kind;
mod layout;
mod list;
mod merge;
mod notice;
mod placed;
mod private_column;
mod records;
mod row;
mod submission;
mod table;
mod text;
mod total;

pub use column::{Column, Need, Publication, Shape, Sharing, Wording};
pub use field::Field;
pub use id::{Catalogue, ListId, Scope};
pub use kind::Kind;
pub use layout::{Layout, index_of, kind_of};
pub use list::{Label, List};
pub use notice::{Applied, Notice, PAPERS};
pub use records::Records;
pub use row::RowReader;
pub use submission::{Arrival, SOURCES, Sent, Submission};
pub use table::Located;

pub mod course;
pub mod institution;
pub mod occupation;
pub mod payment;
pub mod project;
pub mod standard;
