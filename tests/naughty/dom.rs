//! Pages as a browser parses them (html5ever): their bones and their texts.

use scraper::{ElementRef, Html, Selector};

/// Every element of a page in order, with the names of its attributes; no text, no values. Options of filters are left
/// out: a text with commas in it is several of them.
pub(super) fn skeleton(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let bone = |element: ElementRef<'_>| {
        let names: Vec<&str> = element.value().attrs().map(|(name, _)| name).collect();
        format!("{}{} {}", "·".repeat(element.ancestors().count()), element.value().name(), names.join(" "))
    };
    let is_no_option = |element: &ElementRef<'_>| element.value().name() != "option";
    page.root_element().descendants().filter_map(ElementRef::wrap).filter(is_no_option).map(bone).collect()
}

/// The texts of a row's cells by the headings of their columns.
pub(super) type Row = Vec<(String, String)>;

/// The rows of a page's main tables.
pub(super) fn rows(html: &str) -> Vec<Row> {
    let page = Html::parse_document(html);
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let text = |cell: ElementRef<'_>| cell.text().collect::<String>();
    let mut rows = Vec::new();
    for table in page.select(&select("table.rows")) {
        let headings: Vec<String> = table.select(&select("thead th")).map(text).collect();
        for row in table.select(&select("tbody tr")) {
            rows.push(headings.iter().cloned().zip(row.select(&select("td, th")).map(text)).collect());
        }
    }
    rows
}

/// The texts of all elements that a selector finds.
pub(super) fn texts(html: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    page.select(&Selector::parse(selector).unwrap()).map(|element| element.text().collect()).collect()
}

/// The values of an attribute of all elements that a selector finds.
pub(super) fn values(html: &str, selector: &str, attribute: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).filter_map(|element| element.value().attr(attribute)).map(str::to_owned).collect()
}
