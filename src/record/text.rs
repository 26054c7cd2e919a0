//! Text of cells, made tidy or refused.
//!
//! Each trap is a file that says what it is, where it comes from, and tests it. A new trap is one file and one line
//! of [`TRAPS`]; they run in that order, each on what the ones before it have left.

use crate::diagnostic::Code;
use crate::source::{Cell, Fault};
use crate::value::Invalid;
use crate::value::money::Fen;

mod apostrophe;
mod blank;
mod case;
mod compose;
mod dash;
mod dot;
mod formula;
mod invisible;
mod length;
mod lookalike;
mod lost;
mod lost_digits;
mod midnight;
mod normalisation;
mod numeric;
mod private_use;
mod purpose;
mod radical;
mod shown;
mod spacing;
mod tab;
mod telephone;
mod width;
mod wordless;

pub(super) use normalisation::Normalisation;
pub(super) use purpose::Purpose;
use purpose::is_common;
pub(super) use shown::may_be_shown;

/// Why a cell is not read: the kind of finding, what is wrong and what to do.
pub(super) type Refusal = (Code, Invalid);

/// One way in which a text may be other than it seems.
type Trap = fn(&str, Purpose) -> Sprung;

/// All traps, in the order in which a text meets them.
const TRAPS: &[Trap] = &[
    length::trap,
    invisible::trap,
    tab::trap,
    blank::trap,
    private_use::trap,
    radical::trap,
    width::trap,
    compose::trap,
    lookalike::trap,
    dash::trap,
    dot::trap,
    spacing::trap,
    apostrophe::trap,
    formula::trap,
    case::trap,
    lost_digits::trap,
    midnight::trap,
    telephone::trap,
    lost::trap,
    wordless::trap,
];

/// What a trap makes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sprung {
    /// Nothing: the text is not its business.
    Clean,
    /// Blanks and line breaks went, which nobody needs to be told.
    Tidied(String),
    /// The text means the same in the standard form.
    Mended(String, Normalisation),
    /// The text is kept, and somebody should look.
    Doubted(Code, Invalid),
    /// The text cannot be believed.
    Refused(Code, Invalid),
}

/// A text without traps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tidy {
    /// The text; empty where nothing stands.
    pub(super) text: String,
    /// What was done to it, each once.
    pub(super) done: Vec<Normalisation>,
    /// What somebody should look at.
    pub(super) doubts: Vec<Refusal>,
}

impl Tidy {
    fn of(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    fn note(&mut self, normalisation: Normalisation) {
        if !self.done.contains(&normalisation) {
            self.done.push(normalisation);
        }
    }

    fn meet(&mut self, trap: Trap, purpose: Purpose) -> Result<(), Refusal> {
        match trap(&self.text, purpose) {
            Sprung::Clean => {}
            Sprung::Tidied(text) => self.text = text,
            Sprung::Mended(text, normalisation) => {
                self.text = text;
                self.note(normalisation);
            }
            Sprung::Doubted(code, invalid) => self.doubts.push((code, invalid)),
            Sprung::Refused(code, invalid) => return Err((code, invalid)),
        }
        Ok(())
    }
}

/// Whose words a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// An office's: every trap is looked for.
    Sent,
    /// Our own, of an edition that stands: it was looked at then, and later traps do not unsettle it.
    Frozen,
}

/// A cell's text in its standard form.
pub(super) fn tidy(cell: &Cell, purpose: Purpose, origin: Origin) -> Result<Tidy, Refusal> {
    let mut tidy = match cell {
        Cell::Number(number) => numeric::read(*number, purpose)?,
        Cell::Fault(fault) => return Err(refused(*fault, purpose)),
        Cell::Day(_) if is_never_day(purpose) => return Err(mistaken_for_day(purpose)),
        Cell::Empty | Cell::Text(_) | Cell::Day(_) => Tidy::of(cell.text()),
    };
    if origin == Origin::Frozen {
        return Ok(tidy);
    }
    if !is_plain(&tidy.text, purpose) {
        TRAPS.iter().try_for_each(|trap| tidy.meet(*trap, purpose))?;
    }
    Ok(tidy)
}

/// The text of a cell that is tidy as it stands, as most are; nothing where [`tidy`] has to look.
pub(super) fn plain(cell: &Cell, purpose: Purpose, origin: Origin) -> Option<&str> {
    match cell {
        Cell::Text(text) if !text.is_empty() && (origin == Origin::Frozen || is_plain(text, purpose)) => Some(text),
        _ => None,
    }
}

/// The amount of a cell that holds nothing else, however it is written; for sums.
pub(super) fn amount(cell: &Cell) -> Option<Fen> {
    if let Some(text) = plain(cell, Purpose::Money, Origin::Sent) {
        return Fen::parse(text).ok();
    }
    tidy(cell, Purpose::Money, Origin::Sent).ok().and_then(|tidy| Fen::parse(&tidy.text).ok())
}

/// Whether no trap can be in a text: one look at each character tells it of most cells.
fn is_plain(text: &str, purpose: Purpose) -> bool {
    // Only these two depend on where in the text they stand: a minus that runs, and digits that an ID number lost.
    let has_place = text.starts_with('-') || purpose == Purpose::IdNumber && text.ends_with("000");
    text.len() < 1000
        && !has_place
        && !wordless::is_wordless(text, purpose)
        && text.chars().all(|c| is_common(c) || purpose.is_plain(c))
}

fn is_never_day(purpose: Purpose) -> bool {
    purpose.is_code() || matches!(purpose, Purpose::Phone | Purpose::Count)
}

/// `3-1` typed into a cell that is no text becomes the first of March of this year.
fn mistaken_for_day(purpose: Purpose) -> Refusal {
    let help = "请先把该列设为文本格式，再对照原件重新填写。";
    (purpose.code(), Invalid::new("这一格的号码被表格软件当作了日期。", help))
}

fn refused(fault: Fault, purpose: Purpose) -> Refusal {
    let (code, problem, help) = match fault {
        Fault::Error => {
            (Code::Formula, "这一格的公式出错了（如 #REF!、#N/A）。", "请改正公式，或直接填写结果，再重新保存。")
        }
        Fault::NoResult => (
            Code::Formula,
            "这一格是公式，文件里没有存下它的结果。",
            "请用 Excel 或 WPS 打开，选择性粘贴为“数值”后保存。",
        ),
        Fault::ExternalLink => {
            (Code::Formula, "这一格的公式引用了别的工作簿，结果可能已经过时。", "请核对后选择性粘贴为“数值”。")
        }
        Fault::Unsupported => {
            (purpose.code(), "这一格是逻辑值、时刻或时长，不是应填的内容。", "请把该列设为文本格式后重填。")
        }
    };
    (code, Invalid::new(problem, help))
}

#[cfg(test)]
mod tests;
