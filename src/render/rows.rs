//! Rows as HTML. They never pass through a template: there may be a million of them.

use crate::edition::list::Part;
use crate::page::text::{escape, is_without_markup, say_mask};
use crate::page::view::table::{Cell, Head, Mark, Naming, Row, Rows, TELEPHONE};
use crate::record::payment::INSTITUTION;

use super::labels;

mod telephone;

/// About how long the rows of a table become.
pub(super) fn length(rows: &Rows<'_>) -> usize {
    match rows {
        Rows::Frozen { records, .. } => records.len() * 7 / 2,
        Rows::Made { rows, heads } => rows.len() * heads.len() * 64,
    }
}

/// Writes the rows of one table.
pub(super) fn write(rows: &Rows<'_>, out: &mut String) {
    match rows {
        Rows::Frozen { records, heads, first, naming } => frozen(records, heads, (*first, *naming), out),
        Rows::Made { rows, heads } => rows.iter().for_each(|row| made(row, heads, out)),
    }
}

/// Records of a frozen list: they were read when it was verified.
fn frozen(records: &Part<'_>, heads: &[Head], (first, naming): (usize, Naming), out: &mut String) {
    let (number, heads) = match heads {
        [number, rest @ ..] if *number == Head::row_number() => (Some(number), rest),
        heads => (None, heads),
    };
    let number = number.map(|number| (opened(number, naming), closed(number)));
    // The same for each row, and there may be a million.
    let cells: Vec<_> = heads.iter().map(|head| (head, opened(head, naming), closed(head))).collect();
    let print: Print = if is_without_markup(records.bytes()) { as_it_is } else { escape };
    let mut at = first;
    records.each(|texts| {
        start(naming, at, out);
        if let Some((opened, closed)) = &number {
            out.push_str(opened);
            out.push_str(&at.to_string());
            out.push_str(closed);
        }
        for ((head, opened, closed), text) in cells.iter().zip(texts) {
            out.push_str(opened);
            value(head, text, print, out);
            out.push_str(closed);
        }
        out.push_str("</tr>\n");
        at += 1;
    });
}

/// Writes a text in which nothing is markup.
fn as_it_is(text: &str, out: &mut String) {
    debug_assert!(is_without_markup(text.as_bytes()), "the bytes are those of the records");
    out.push_str(text);
}

/// The start tag of a frozen list's cells. What a row on a capture sheet says is read by the camera, with its headings.
fn opened(head: &Head, naming: Naming) -> String {
    let mut out = String::new();
    match (naming, labels::class(head.label)) {
        (Naming::None, Some(label)) => styled(head, &label, &mut out),
        _ => open(head, &mut out),
    }
    out
}

fn start(naming: Naming, number: usize, out: &mut String) {
    match naming {
        Naming::None => out.push_str("<tr>"),
        Naming::ByNumber => {
            out.push_str("<tr id=\"row-");
            out.push_str(&number.to_string());
            out.push_str("\">");
        }
    }
}

fn made(row: &Row, heads: &[Head], out: &mut String) {
    match row.mark.label() {
        None => out.push_str("<tr>"),
        Some((_, class)) => {
            out.push_str("<tr class=\"row-");
            out.push_str(class);
            out.push_str("\">");
        }
    }
    for (head, cell) in heads.iter().zip(&row.cells) {
        open(head, out);
        if head.class == "name" {
            mark(row.mark, out);
        }
        contents(head, cell, out);
        close(head, out);
    }
    out.push_str("</tr>\n");
}

/// What stands in a cell: a link, a change, or a text.
fn contents(head: &Head, cell: &Cell, out: &mut String) {
    let or_empty = |text: &'_ str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
    match (&cell.href, &cell.before) {
        (Some(href), _) => {
            out.push_str("<a href=\"");
            escape(href, out);
            out.push_str("\">");
            escape(&cell.text, out);
            out.push_str("</a>");
        }
        (None, Some(before)) => {
            out.push_str("<del>");
            value(head, &or_empty(before), escape, out);
            out.push_str("</del> <ins>");
            value(head, &or_empty(&cell.text), escape, out);
            out.push_str("</ins>");
        }
        (None, None) => value(head, &cell.text, escape, out),
    }
}

/// What happened to the row, in a word: a colour alone says nothing to many.
fn mark(mark: Mark, out: &mut String) {
    if let Some((label, class)) = mark.label() {
        out.push_str("<span class=\"tag tag-");
        out.push_str(class);
        out.push_str("\">");
        out.push_str(label);
        out.push_str("</span> ");
    }
}

/// The start tag of a cell that says its heading.
fn open(head: &Head, out: &mut String) {
    match head.class {
        "name" => out.push_str("<th scope=row class=name"),
        "text" => out.push_str("<td"),
        class => classed(class, out),
    }
    out.push_str(" data-label=\"");
    escape(head.label, out);
    out.push_str("\">");
}

/// The start tag of a cell whose heading the style sheet says. That of the row has none in front: it heads the others.
fn styled(head: &Head, label: &str, out: &mut String) {
    match head.class {
        "name" => out.push_str("<th scope=row class=name"),
        "text" => classed(label, out),
        class => classed(&format!("{class} {label}"), out),
    }
    out.push('>');
}

fn classed(classes: &str, out: &mut String) {
    let quote = if classes.contains(' ') { "\"" } else { "" };
    for part in ["<td class=", quote, classes, quote] {
        out.push_str(part);
    }
}

fn close(head: &Head, out: &mut String) {
    out.push_str(closed(head));
}

fn closed(head: &Head) -> &'static str {
    if head.class == "name" { "</th>" } else { "</td>" }
}

/// How a text is written between tags.
type Print = fn(&str, &mut String);

/// A cell's text; masked values can be heard, telephone numbers can be dialled.
fn value(head: &Head, text: &str, print: Print, out: &mut String) {
    // Something is hidden of persons alone: a star in an institution's name is its own.
    if text.contains('*') && head.label != INSTITUTION {
        out.push_str("<span class=masked role=img aria-label=\"");
        say_mask(text, out);
        out.push_str("\">");
        print(text, out);
        out.push_str("</span>");
    } else if head.class == TELEPHONE {
        telephone::html(text, out);
    } else {
        print(text, out);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn html(rows: &Rows<'_>) -> String {
        let mut out = String::new();
        write(rows, &mut out);
        out
    }

    fn heads() -> Arc<[Head]> {
        Arc::from([Head { label: "姓名", class: "name" }, Head { label: "补贴金额(元)", class: "money" }])
    }

    #[test]
    fn frozen_records_are_escaped_and_masks_can_be_heard() {
        let rows = Rows::Frozen {
            records: Part::of("张*,100.00,\r\n\"<b>&\",\"1\",甲\r\n".as_bytes()),
            heads: [&heads()[..], &[Head::words("备注")]].concat().into(),
            first: 1,
            naming: Naming::None,
        };
        assert_eq!(
            html(&rows),
            "<tr><th scope=row class=name><span class=masked role=img \
             aria-label=\"张，隐去1位\">张*</span></th><td class=\"money hq\">100.00</td><td class=hr></td></tr>\n\
             <tr><th scope=row class=name>&lt;b&gt;&amp;</th><td class=\"money hq\">1</td><td class=hr>甲</td></tr>\n"
        );
    }

    #[test]
    fn markup_in_one_row_is_escaped_though_it_needs_no_quotes() {
        for (name, escaped) in [("甲&乙", "甲&amp;乙"), ("<甲>", "&lt;甲&gt;"), ("甲'乙", "甲'乙"), ("甲*<", "甲*&lt;")]
        {
            let csv = format!("丙,1\r\n{name},2\r\n");
            let records = Part::of(csv.as_bytes());
            let html = html(&Rows::Frozen { records, heads: heads(), first: 1, naming: Naming::None });
            assert!(html.contains(&format!(">{escaped}<")) && html.contains(">丙</th>"), "{html}");
        }
    }

    #[test]
    fn records_without_numbers_get_some() {
        let heads = [Head::row_number(), Head::words("班次")].into();
        let rows = Rows::Frozen { records: Part::Lines("甲\r\n乙\r\n"), heads, first: 101, naming: Naming::ByNumber };
        let html = html(&rows);
        assert!(html.starts_with("<tr id=\"row-101\"><td class"), "{html}");
        assert!(
            html.contains("<td class=number data-label=\"行号\">101</td><td data-label=\"班次\">甲</td>"),
            "{html}"
        );
        assert!(html.contains(">102</td>"), "{html}");
    }

    #[test]
    fn the_name_of_an_institution_hides_nothing() {
        let heads = Arc::from([Head { label: INSTITUTION, class: "name" }]);
        let rows = vec![Row { mark: Mark::None, cells: vec![Cell::new("五*学校")] }];
        assert!(html(&Rows::Made { rows, heads }).contains(">五*学校</th>"));
    }

    #[test]
    fn changes_are_marked_with_words() {
        let cells = vec![Cell::new("甲"), Cell { before: Some("1".into()), ..Cell::new("2") }];
        let rows = Rows::Made { rows: vec![Row { mark: Mark::Changed, cells }], heads: heads() };
        let html = html(&rows);
        assert!(html.starts_with("<tr class=\"row-changed\">"), "{html}");
        assert!(html.contains("变更</span> 甲</th>") && html.contains("<del>1</del> <ins>2</ins>"), "{html}");
    }

    #[test]
    fn cells_may_lead_somewhere() {
        let heads = Arc::from([Head { label: "日历", class: "text" }, Head { label: "报名电话", class: TELEPHONE }]);
        let cells = vec![Cell::link("加入<日历>", "a\"b.ics".to_owned()), Cell::new("0538-0000000")];
        let html = html(&Rows::Made { rows: vec![Row { mark: Mark::None, cells }], heads });
        assert!(html.contains("<a href=\"a&quot;b.ics\">加入&lt;日历&gt;</a>"), "{html}");
        assert!(html.contains("data-label=\"报名电话\"><a href=\"tel:0538-0000000\">0538-0000000</a></td>"), "{html}");
    }
}
