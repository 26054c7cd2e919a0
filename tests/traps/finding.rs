//! Findings in one line: `E money 3 补贴金额(元)`.
//!
//! Severity (`E`, `W`, `N`), code, and where: nothing for the file as a whole, else the row and the column's heading.
//! In workbooks they are those of the first sheet unless another stands before them, as in `E hidden 附表!3`; `附表!`
//! is a sheet as a whole, and `!` the first one. `@notice.md` before all this is another file below `content/sources`.

use serde_json::Value;

use super::trap::Writer;

/// What is expected of a file, in full: `E money 名单!3 补贴金额(元)`.
pub(super) fn expected(line: &str, writer: Writer, ending: &str, first_sheet: &str) -> String {
    let mut words = line.split(' ').map(|word| word.replace("{ending}", ending)).collect::<Vec<_>>();
    let at = if words.get(2).is_some_and(|word| word.starts_with('@')) { 3 } else { 2 };
    if let Some(place) = words.get_mut(at) {
        *place = match (place.split_once('!'), writer) {
            (Some((_, row)), Writer::Csv) => row.to_owned(),
            (Some(("", row)), _) => format!("{first_sheet}!{row}"),
            (Some(_), _) | (None, Writer::Csv | Writer::Raw) => place.clone(),
            (None, _) => format!("{first_sheet}!{place}"),
        };
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// What the program said, one finding a line of its output.
pub(super) fn told(output: &str, own_file: &str) -> Vec<String> {
    let lines = output.lines().map(|line| serde_json::from_str::<Value>(line).expect("every line is JSON"));
    lines.filter(|line| line.get("summary").is_none()).map(|line| in_one_line(&line, own_file)).collect()
}

fn in_one_line(finding: &Value, own_file: &str) -> String {
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let mut words = vec![text("severity")[..1].to_uppercase(), text("code")];
    let file = text("file");
    let below = file.strip_prefix("content/sources/").unwrap_or(&file);
    if below != own_file {
        words.push(format!("@{below}"));
    }
    let sheet = finding["sheet"].as_str().map(|sheet| format!("{sheet}!")).unwrap_or_default();
    let row = finding["row"].as_u64().map(|row| row.to_string()).unwrap_or_default();
    words.push(format!("{sheet}{row}"));
    words.push(text("column"));
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// What of `these` is not in `those`, each as often as it is more there.
pub(super) fn beyond(these: &[String], those: &[String]) -> Vec<String> {
    let mut left = those.to_vec();
    let is_more = |line: &&String| match left.iter().position(|other| other == *line) {
        Some(at) => {
            left.remove(at);
            false
        }
        None => true,
    };
    these.iter().filter(is_more).cloned().collect()
}
