//! What stands in a cell of a made workbook, as a trap's file writes it.

use serde::Serialize;
use toml::Value;

/// A cell. As JSON, what `tests/tools/trap_workbooks.py` reads.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// `"text"`, or `{ repeat = "长", times = 2001 }`.
    Text { text: String },
    /// `480`, or `{ number = 480, format = "0.00" }`.
    Number { number: f64, format: Option<String> },
    /// `2021-04-20`, `2021-04-20T09:00:00`, or `{ day = 2021-04-01, format = "yyyy/m" }`: a date cell.
    Day { day: String, format: Option<String> },
    /// `{ formula = "=1+1", result = "2" }`; without a result, none is saved with it.
    Formula { formula: String, result: Option<String> },
    /// `{ error = "#REF!" }`: a formula that failed.
    Error { error: String },
}

impl Cell {
    /// Reads a value of TOML.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::String(text) if text.is_empty() => Self::Empty,
            Value::String(text) => Self::Text { text: text.clone() },
            Value::Integer(number) => Self::number(*number as f64),
            Value::Float(number) => Self::number(*number),
            Value::Datetime(day) => Self::Day { day: day.to_string(), format: None },
            Value::Table(table) => Self::of_table(table),
            other => panic!("{other} is no cell"),
        }
    }

    /// A number cell in no format.
    pub(super) fn number(number: f64) -> Self {
        Self::Number { number, format: None }
    }

    fn of_table(table: &toml::Table) -> Self {
        let text = |key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
        let format = text("format");
        match table.iter().find(|(key, _)| !matches!(key.as_str(), "format" | "times" | "result")) {
            Some((key, Value::String(error))) if key == "error" => Self::Error { error: error.clone() },
            Some((key, Value::String(formula))) if key == "formula" => {
                Self::Formula { formula: formula.clone(), result: text("result") }
            }
            Some((key, Value::String(part))) if key == "repeat" => {
                let times = table["times"].as_integer().and_then(|times| usize::try_from(times).ok());
                Self::Text { text: part.repeat(times.expect("how many times")) }
            }
            Some((key, value)) if key == "number" || key == "day" => match Self::of(value) {
                Self::Number { number, .. } => Self::Number { number, format },
                Self::Day { day, .. } => Self::Day { day, format },
                other => panic!("{other:?} has no format"),
            },
            other => panic!("{other:?} is no cell"),
        }
    }

    /// What a text file holds of it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text { text } => text.clone(),
            Self::Number { number, .. } => number.to_string(),
            Self::Day { day, .. } => day.replace('T', " "),
            Self::Formula { formula, result } => result.clone().unwrap_or_else(|| formula.clone()),
            Self::Error { error } => error.clone(),
        }
    }
}
