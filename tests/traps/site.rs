//! A made file in the small site, and what the program says of it.

use super::cell::Cell;
use super::finding::{beyond, expected, told};
use super::made::Made;
use super::text;
use super::trap::{File, Lists, Writer};
use crate::support::Site;

const SOURCES: &str = "content/sources";
const DAY: &str = "2021-04-28";

/// What is not as the trap's file says; nothing if all is.
pub(super) fn problems(made: &Made<'_>, lists: &Lists) -> Vec<String> {
    let (file, writer) = (made.file, made.writer);
    let path = file.path(writer, lists);
    let site = laid(made, &path, lists);
    let outcome = site.run(["check", "--date", DAY, "--format", "json"]);
    if !outcome.stdout.contains("{\"summary\"") {
        return vec![format!("ended with {:?}: {}", outcome.status, outcome.all())];
    }
    let sheet = file.sheet.as_deref().unwrap_or("名单");
    let wanted: Vec<String> =
        file.expect.iter().map(|line| expected(line, writer, file.ending(writer), sheet)).collect();
    let found = told(&outcome.stdout, &path);
    let mut problems: Vec<String> =
        beyond(&wanted, &found).into_iter().map(|line| format!("missing    {line}")).collect();
    problems.extend(beyond(&found, &wanted).into_iter().map(|line| format!("unexpected {line}")));
    let status = i32::from(found.iter().any(|line| line.starts_with("E ")));
    if outcome.status != Some(status) {
        problems.push(format!("ended with {:?}", outcome.status));
    }
    problems.extend(leaks(made, lists, &outcome.stdout));
    if problems.is_empty() && !(file.published.is_empty() && file.unpublished.is_empty()) {
        problems.extend(after_publishing(&site, file));
    }
    problems
}

/// The small site with the file in it.
fn laid(made: &Made<'_>, path: &str, lists: &Lists) -> Site {
    let file = made.file;
    let mut site = Site::base();
    for other in file.without.iter().map(|other| format!("{SOURCES}/{other}")) {
        site = site.without(&other);
    }
    if let Some(list) = lists.get(&file.kind) {
        site = site.without(&format!("{SOURCES}/{}.csv", list.file));
    }
    if let Some(previous) = &file.previous {
        site = with_edition(site, previous, lists);
    }
    site = with_applied(site, file);
    for other in &file.also {
        let path = format!("{SOURCES}/{}", other.path.replace("{ending}", file.ending(made.writer)));
        site = site.with_file(&path, other.text.as_ref().map_or(&made.bytes[..], String::as_bytes));
    }
    let path = format!("{SOURCES}/{path}");
    match &file.link {
        Some(to) => {
            std::os::unix::fs::symlink(to, site.path(&path)).unwrap();
            site
        }
        None => site.with_file(&path, &made.bytes),
    }
}

/// The site after a publication in which the list was another.
fn with_edition(site: Site, previous: &File, lists: &Lists) -> Site {
    let path = format!("{SOURCES}/{}", previous.path(Writer::Csv, lists));
    let site = with_applied(site.with_file(&path, text::write(previous, &previous.book(lists))), previous);
    site.run(["publish", "--date", DAY]).succeeds();
    site.without(&path)
}

/// Writes persons and amounts into the notice.
fn with_applied(site: Site, file: &File) -> Site {
    file.applied.iter().fold(site, |site, (district, (persons, amount))| {
        let path = format!("{SOURCES}/subsidies/2021-01/notice.md");
        let text = site.file(&path);
        let opening = format!("district = \"{district}\"\n");
        let (before, after) = text.split_once(&opening).unwrap_or_else(|| panic!("{path} has no {district}"));
        let rest: Vec<&str> = after.lines().skip(2).collect();
        let text = format!("{before}{opening}persons = {persons}\namount = \"{amount}\"\n{}\n", rest.join("\n"));
        site.with_file(&path, text)
    })
}

/// Names and ID numbers of the list that stand in what the program said.
fn leaks(made: &Made<'_>, lists: &Lists, said: &str) -> Vec<String> {
    if made.file.kind != "payments" || made.writer == Writer::Raw {
        return Vec::new();
    }
    let rows = &made.file.book(lists).sheets[0].rows;
    let Some(heading) = rows.iter().find(|row| row.iter().any(|cell| cell.shown() == "姓名")) else {
        return Vec::new();
    };
    let is_personal = |heading: &str| ["姓名", "身份证号", "手机号", "银行卡号"].contains(&heading);
    let places = heading.iter().enumerate().filter(|(_, cell)| is_personal(&cell.shown())).map(|(at, _)| at);
    let places: Vec<usize> = places.collect();
    let values = rows.iter().flat_map(|row| places.iter().filter_map(|at| row.get(*at))).map(Cell::shown);
    let is_told = |value: &String| value.chars().count() >= 2 && !is_personal(value) && said.contains(value.as_str());
    values.filter(is_told).map(|_| "a personal value is in what the program said".to_owned()).collect()
}

fn after_publishing(site: &Site, file: &File) -> Vec<String> {
    let outcome = site.run(["publish", "--date", DAY]);
    if outcome.status != Some(0) {
        return vec![format!("is not published: {}", outcome.all())];
    }
    let files = site.files("content/editions");
    let holds = |text: &String| files.0.values().any(|bytes| String::from_utf8_lossy(bytes).contains(text.as_str()));
    let missing = file.published.iter().filter(|text| !holds(text)).map(|text| format!("not published: {text}"));
    let shown = file.unpublished.iter().filter(|text| holds(text)).map(|text| format!("published: {text}"));
    missing.chain(shown).collect()
}
