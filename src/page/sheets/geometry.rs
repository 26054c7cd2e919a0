//! The measures of a sheet of A4, in CSS pixels. `static/capture/*.css` says the same; a test in a browser holds both
//! together.

/// The width of the table.
pub(super) const TABLE_WIDTH: u32 = 738;

/// The room for the text of a fact above the table.
pub(super) const FACT_WIDTH: u32 = 288;

/// The room for the site's name, beside which sheet it is of how many.
pub(super) const ISSUER_WIDTH: u32 = 570;

/// The room for the permanent address in the version strip.
pub(super) const ADDRESS_WIDTH: u32 = 510;

/// The height for the rows of a list and their heading: what the head, the sums, the version strip and the margins
/// leave of 1,123, each at its highest.
pub(super) const TABLE_HEIGHT: u32 = 714;

/// The height of the table's caption.
pub(super) const CAPTION_HEIGHT: u32 = 30;

/// The parts that columns' widths are told in.
pub(super) const PARTS: u32 = 250;

/// What browsers may lose of a column's width by rounding.
const ROUNDING: u32 = 1;

/// The rule below the heading, beyond that of a row.
pub(super) const HEADING_RULE: u32 = 1;

/// How close rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Density {
    Roomy,
    Middle,
    Close,
    Tight,
}

impl Density {
    /// All of them, the largest letters first.
    pub(super) const ALL: [Self; 4] = [Self::Roomy, Self::Middle, Self::Close, Self::Tight];

    /// The density of so many columns whose rows take several lines: the more columns, the smaller the letters.
    pub(super) fn of(columns: usize) -> Self {
        match columns {
            0..=7 => Self::Roomy,
            8..=10 => Self::Middle,
            _ => Self::Close,
        }
    }

    /// Its name in CSS classes.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Roomy => "roomy",
            Self::Middle => "middle",
            Self::Close => "close",
            Self::Tight => "tight",
        }
    }

    /// The height of the letters, in tenths of a pixel.
    pub(super) fn letters(self) -> u32 {
        match self {
            Self::Roomy => 130,
            Self::Middle => 120,
            Self::Close => 105,
            Self::Tight => 100,
        }
    }

    /// The height of a row of so many lines: the lines, the room above and below them and the rule.
    pub(super) fn row(self, lines: u32) -> u32 {
        let (line, padding) = match self {
            Self::Roomy => (19, 4),
            Self::Middle => (17, 4),
            Self::Close | Self::Tight => (15, 3),
        };
        lines.saturating_mul(line).saturating_add(2 * padding + 1)
    }

    /// The room left and right of a cell's text together.
    pub(super) fn sides(self) -> u32 {
        match self {
            Self::Roomy => 12,
            Self::Middle => 10,
            Self::Close => 6,
            Self::Tight => 5,
        }
    }

    /// The parts of the table's width that a column of so wide texts takes, in thousandths of an em.
    pub(super) fn parts(self, ems: u32) -> u32 {
        let text = (u64::from(ems) * u64::from(self.letters())).div_ceil(10_000);
        let pixels = text + u64::from(self.sides() + ROUNDING);
        u32::try_from((pixels * u64::from(PARTS)).div_ceil(u64::from(TABLE_WIDTH))).unwrap_or(u32::MAX)
    }

    /// The room for text in a column of so many parts, in thousandths of an em.
    pub(super) fn room(self, parts: u32) -> u32 {
        let pixels = (parts * TABLE_WIDTH / PARTS).saturating_sub(self.sides() + ROUNDING);
        pixels * 10_000 / self.letters()
    }
}
