//! gongshi (公示): the lists that county labour offices send, as a versioned static disclosure website.
//!
//! # The two halves
//! ```text
//! content/sources  ──check──▶  Checked  ──publish──▶  content/editions/0007      private → public, frozen
//! content/editions + articles + settings + theme + date  ──build──▶  output/site  a pure function
//! output/site or its host  ──capture──▶  evidence pack       editions, site, pack, host  ──verify──▶  verdict
//! ```
//! `publish` is the only way from private to public; `build` never opens `content/sources`. A frozen edition never
//! changes, and nothing half-done is ever seen: a site is scanned and staged file by file, and takes its place when it is
//! whole on the disk. What the law makes leave is taken away by `withdraw`: one more edition says so, the digest stays,
//! and `verify` tells it from a loss.
//!
//! # The way of the data
//! [`folder::InputFile`] → [`source::Part`]s, row by row → [`record::Submission`] → [`check::Checked`] →
//! [`edition::draft::Proposal`] → [`edition::Edition`] (frozen) → [`page::Page`] → [`output::OutputFile`] → disk.
//! Lists of payments are read, checked and masked one by one, as many at a time as there are cores: `check` hands each
//! to whoever makes something of it, and of its rows eight bytes each stay, to tell who is paid twice. `build` does the
//! like: [`page::Outline`] makes a list's downloads and pages, [`render::Renderer`] their bytes, [`scan::Scanner`] looks
//! into each, and [`output::write::Staging`] takes it to the disk; what stays of a list is a [`page::Gist`], from which
//! the rest of the site follows. So memory goes by the longest list, and not by how many there are. A list of which
//! nothing changed since the last build is neither made nor read again (`command/site/reuse.rs`, `output/memo.rs`), and
//! an edition that was verified, or read back as it was written, is not read again while its folder looks as it did
//! (`edition/archive/load`): what a run remembers of another makes no difference but in time.
//! Whatever is wrong goes to one [`diagnostic::Report`]; [`send_back`] makes marked copies of the faulty files from it.
//! A file in [`command`] is the pipeline of one command, on one screen.
//!
//! # The layers
//! A module imports only from below; `tests/layers.rs` holds it:
//! `diagnostic value default_theme` → `folder document` → `settings source output` → `record` → `check` →
//! `send_back` → `edition` → `download` → `blank` `page` → `render scan hosting preview` → `upload web_archive evidence
//! verdict` → `command` → `main`.
//! [`arguments`] stands beside `command`.
//!
//! # The edges
//! Only named modules touch disk, processes, the network and the clock (clippy's `disallowed-methods`): [`folder`]
//! reads, [`output::write`] writes, [`preview::server`] listens on the loopback interface, [`preview::watch`] hears
//! what is saved, [`verdict::folder`] reads a site that is verified, [`verdict::host`] asks the one host that a person
//! named, [`edition::spool`] keeps masked lists in a temporary file without a name until the verdict, `edition::archive`
//! reads the rows of a frozen list again when they are needed, `main` knows the day, and `source::child` opens a workbook in a second process of this program,
//! limited by the system, since a parser may be brought down by what it reads. The child is started by the word
//! [`source::SUBCOMMAND`], which is no command, and says rows and findings; nothing it says is believed unread.
//!
//! [`evidence::camera`] runs a browser that is installed here and speaks to it on the loopback interface. Its protocol
//! is spoken over `tungstenite` in the twenty calls that are needed: chromiumoxide, which declares all of it, took 245
//! seconds of processor time to build (over two minutes on two cores), an asynchronous runtime included.
//!
//! Where this differs from the first plan: the files of a site are no longer all values before the first is written,
//! since a province's do not fit into memory; that nothing half-done is seen is kept by the staging folder alone, and a
//! file with a personal number is stopped before it gets there; the page of an edition shows the catalogues and the
//! notices that were open then, since ten years of editions with all that stood would be gigabytes; the version strip
//! of a list's own pages names the edition that froze it, and not the newest, so that an edition leaves alone, on the
//! disk and on the host, the pages that it does not concern, and two pictures of one list show one fingerprint; for the
//! same reason the district switcher of a list leads to a line of its notice, and not to the revision that another list
//! has just now; reading files is one edge for sources, settings, articles and themes alike, so that an unreadable file
//! is an error everywhere and never an emptiness; sheets arrive row by row, so that a list's size costs its records and
//! not its file; [`download`] stands above `edition`, since a download is one more rendering of a public list;
//! [`blank`] stands above it for its workbooks' looks alone; a page of persons shows 100 rows and not 200, so that the
//! widest list stays under 150 KB on a telephone; pictures are tables whose cells are drawn by the theme, so that the
//! program makes lengths and never markup; the default theme is read as low as it is because pages tell authors of
//! themes what is in it.
//!
//! # Privacy by type
//! [`value::identity::IdNumber`] and [`value::identity::PersonName`] have no `Display` and no `Serialize`; only
//! [`edition::mask`] makes text of them. Past `edition` no private type exists. [`scan`] reads every finished file
//! once more, as if the types had failed.
//!
//! # What is deliberately absent
//! A server (but for the preview of `serve`, which shows a site from memory to this machine alone), a database, a clock
//! (but for `main`), hash maps (their order is random), floats for money, JavaScript that a page needs, and any request
//! to another host (but for the one that `verify` or `capture --live` is told
//! to ask).

pub mod arguments;
pub mod blank;
pub mod check;
pub mod command;
mod default_theme;
pub mod diagnostic;
pub mod document;
pub mod download;
pub mod edition;
pub mod evidence;
pub mod folder;
pub mod hosting;
pub mod output;
pub mod page;
pub mod preview;
pub mod record;
pub mod render;
pub mod scan;
pub mod send_back;
pub mod settings;
pub mod source;
pub mod upload;
pub mod value;
pub mod verdict;
pub mod web_archive;
mod workbook;
