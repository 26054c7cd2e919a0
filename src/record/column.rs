//! Columns as data: matching of headings, blank forms, the data dictionary and the public list all come from them.

/// One column of a kind of list.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// The standard heading.
    pub header: &'static str,
    /// Other headings that are read as this column. Blanks, brackets and line breaks in headings never matter.
    pub aliases: &'static [&'static str],
    /// Whether a list must have it.
    pub need: Need,
    /// Whether and how it is published.
    pub publication: Publication,
    /// What its cells hold.
    pub shape: Shape,
    /// Whether several rows may have one merged cell in it.
    pub sharing: Sharing,
    /// What words its cells hold.
    pub wording: Wording,
}

/// What words a column's cells hold, as far as a number or a day cannot stand for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// Any.
    Any,
    /// What somebody or something is called: an institution, an occupation, a place. There is a letter in it.
    Title,
    /// Which of several it is: `1期`, `3-1`. A spreadsheet makes a day of what looks like one.
    Count,
    /// Telephone numbers that may be dialled.
    Telephone,
}

/// Whether several rows may have one merged cell in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    /// One cell over several rows is the value of each: an institution, a class, a day.
    Shared,
    /// Every row has its own: a name, an amount, a number.
    Own,
}

/// Whether a list must have a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The list is refused without it, and no cell of it may be empty.
    Required,
    /// It may be missing, and its cells may be empty.
    Optional,
}

/// Whether and how a column is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// As it is.
    Public,
    /// A name, under the name mask.
    Name,
    /// An ID number, under the ID mask; not at all by default.
    IdNumber,
    /// Only if the settings list it under `masks.also_publish`.
    OnRequest,
    /// Never.
    Withheld,
}

/// What a column's cells hold: how they are aligned, and their type in workbooks and JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Words.
    Text,
    /// A code or phone number: digits that are no number.
    Code,
    /// A whole number.
    Number,
    /// Yuan with two decimals.
    Money,
    /// A day, `YYYY-MM-DD`.
    Day,
}

impl Shape {
    /// Its name in views and in CSS classes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Code => "code",
            Self::Number => "number",
            Self::Money => "money",
            Self::Day => "day",
        }
    }
}

impl Column {
    /// A public column that may be missing.
    pub const fn new(header: &'static str, aliases: &'static [&'static str], shape: Shape) -> Self {
        Self {
            header,
            aliases,
            need: Need::Optional,
            publication: Publication::Public,
            shape,
            sharing: Sharing::Shared,
            wording: Wording::Any,
        }
    }

    /// The same column, required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }

    /// The same column, with a value of every row's own.
    #[must_use]
    pub const fn own(mut self) -> Self {
        self.sharing = Sharing::Own;
        self
    }

    /// The same column, of what somebody or something is called.
    #[must_use]
    pub const fn title(mut self) -> Self {
        self.wording = Wording::Title;
        self
    }

    /// The same column, of which of several it is.
    #[must_use]
    pub const fn count(mut self) -> Self {
        self.wording = Wording::Count;
        self
    }

    /// The same column, of telephone numbers.
    #[must_use]
    pub const fn telephone(mut self) -> Self {
        self.wording = Wording::Telephone;
        self
    }

    /// The same column, published in another way.
    #[must_use]
    pub const fn published(mut self, publication: Publication) -> Self {
        self.publication = publication;
        self
    }
}
