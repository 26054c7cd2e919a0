//! The returned workbook: the listing, then the office's own sheets.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_xlsxwriter::{Workbook, XlsxError};

use crate::record::{Layout, kind_of};
use crate::source::{RETURN_SHEET, Sheet};
use crate::workbook::{self, beginning};

use super::Matter;
use super::aim::{Aim, Cell};
use super::copy::Copied;
use super::listing::{self, Listing, Rest};
use super::look::Looks;
use super::mark::Marks;
use super::merge::{Merges, MistakeOf};
use super::page::Page;
use super::wording::Item;

/// Who makes the copies, as their properties say.
const AUTHOR: &str = "公示程序";

/// Makes the workbook. Where there is nothing to copy, or the copy is more than a workbook holds, it is the listing.
pub(super) fn make(matter: &Matter<'_>, items: &[Item<'_>], copied: Copied, date: NaiveDate) -> Vec<u8> {
    let (sheets, rest) = match copied {
        Copied::Sheets(sheets) => (sheets, Rest::Copied),
        Copied::Unreadable => (Vec::new(), Rest::Unreadable),
        Copied::TooLarge => (Vec::new(), Rest::TooLarge),
    };
    write(matter, items, &sheets, rest, date).unwrap_or_else(|_| listing_alone(matter, items, date))
}

#[expect(clippy::expect_used, reason = "a listing of texts is within a workbook's limits, and memory is written")]
fn listing_alone(matter: &Matter<'_>, items: &[Item<'_>], date: NaiveDate) -> Vec<u8> {
    write(matter, items, &[], Rest::TooLarge, date).expect("a listing is made")
}

fn write(
    matter: &Matter<'_>,
    items: &[Item<'_>],
    sheets: &[Sheet],
    rest: Rest,
    date: NaiveDate,
) -> Result<Vec<u8>, XlsxError> {
    let kind = kind_of(matter.path, sheets);
    let layout = |sheet| kind.and_then(|kind| Layout::of(kind, sheet));
    let laid: Vec<(&Sheet, Option<Layout>)> = sheets.iter().map(|sheet| (sheet, layout(sheet))).collect();
    let aims: Vec<Aim> = items.iter().map(|item| Aim::of(item.place, &laid)).collect();
    let pages = pages(laid, items, &aims);
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    let lines = listing::lines(items, &aims, &pages);
    Listing { matter, rest, date, lines }.write(workbook.add_worksheet())?;
    pages.iter().try_for_each(|page| page.write(workbook.add_worksheet(), &looks))?;
    workbook::save(workbook, RETURN_SHEET, AUTHOR, date)
}

fn pages<'a>(laid: Vec<(&'a Sheet, Option<Layout>)>, items: &[Item<'_>], aims: &[Aim]) -> Vec<Page<'a>> {
    let names = names(laid.iter().map(|(sheet, _)| sheet.head.name.as_deref()));
    let page = |(at, ((sheet, layout), name)): (usize, ((&'a Sheet, Option<Layout>), String))| {
        let aimed = || {
            items.iter().zip(aims).filter_map(move |(item, aim)| match aim {
                Aim::Cell(sheet, cell) if *sheet == at => Some((*cell, item)),
                _ => None,
            })
        };
        let merges = Merges::of(sheet, &mistakes(aimed()));
        let marks = Marks::of(aimed(), &merges);
        let mut page = Page { name, sheet, layout, merges, marks };
        page.mark_faults();
        page
    };
    laid.into_iter().zip(names).enumerate().map(page).collect()
}

/// The cells with errors; where several stand in one, merging outweighs the rest.
fn mistakes<'a>(aimed: impl Iterator<Item = (Cell, &'a Item<'a>)>) -> BTreeMap<Cell, MistakeOf> {
    let mut mistakes = BTreeMap::new();
    for (cell, item) in aimed.filter(|(_, item)| item.is_error()) {
        let mistake = mistakes.entry(cell).or_insert(item.mistake);
        *mistake = item.mistake.min(*mistake);
    }
    mistakes
}

/// The names of the copied sheets: the office's own, as far as a workbook bears them.
fn names<'a>(own: impl Iterator<Item = Option<&'a str>>) -> Vec<String> {
    let mut taken = BTreeSet::from([RETURN_SHEET.to_owned()]);
    let mut fresh = |own: Option<&str>| {
        let name = bearable(own.unwrap_or_default());
        let numbered = (2..).map(|number| format!("{}({number})", beginning(&name, 24)));
        let name = [name.clone()].into_iter().chain(numbered).find(|name| taken.insert(name.to_lowercase()));
        name.unwrap_or_default()
    };
    own.map(&mut fresh).collect()
}

fn bearable(own: &str) -> String {
    const UNNAMED: &str = "清单";
    let plain = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { '_' } else { c };
    let name = beginning(&own.chars().map(plain).collect::<String>(), 31);
    let name = name.trim_matches('\'').trim();
    if name.is_empty() { UNNAMED.to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_keep_their_names_where_a_workbook_bears_them() {
        let long = "长".repeat(40);
        let own = [Some("表一"), None, Some(RETURN_SHEET), Some("a/b"), Some("A_B"), Some(&*long), Some("'")];
        let names = names(own.into_iter());
        assert_eq!(names[..5], ["表一", "清单", "退回说明(2)", "a_b", "A_B(2)"]);
        assert_eq!((names[5].chars().count(), &*names[6]), (31, "清单(2)"));
    }
}
