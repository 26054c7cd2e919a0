//! The practical limit: reads the lists, masks the numbers and writes the same pages as the Hugo site beside it, with
//! strings that are pushed to strings. It checks nothing, freezes nothing, digests nothing, and can do nothing else.
//!
//! usage: floor DATA OUT ROWS_A_PAGE

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

mod shell;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The column of ID numbers, and that of amounts.
const ID_NUMBER: usize = 2;
const AMOUNT: usize = 6;

/// One list, and what is found in it.
struct List {
    district: String,
    name: String,
    batch: String,
    title: String,
    persons: usize,
    amount: u64,
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, data, out, size] = arguments.as_slice() else { return Err("usage: floor DATA OUT ROWS_A_PAGE".into()) };
    let (data, out, size) = (PathBuf::from(data), PathBuf::from(out), size.parse()?);
    let lists: Vec<Mutex<List>> = lists(&data)?.into_iter().map(Mutex::new).collect();
    let next = AtomicUsize::new(0);
    let work = || -> Outcome<()> {
        while let Some(list) = lists.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut list = list.lock().map_err(|_| "another thread failed")?;
            write_list(&data, &out, &mut list, size)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| "a thread failed")?)
    })?;
    let lists: Vec<List> = lists.into_iter().map(Mutex::into_inner).collect::<Result<_, _>>().map_err(|_| "failed")?;
    write_overviews(&out, &lists)?;
    write_page(&out.join("style.css"), shell::STYLE)
}

/// What `lists.csv` says there is.
fn lists(data: &Path) -> Outcome<Vec<List>> {
    let mut lists = Vec::new();
    for record in csv::Reader::from_path(data.join("lists.csv"))?.records() {
        let record = record?;
        let text = |at: usize| record[at].to_owned();
        lists.push(List { district: text(0), name: text(1), batch: text(2), title: text(3), persons: 0, amount: 0 });
    }
    Ok(lists)
}

/// Writes the pages of a list, and keeps its sums.
fn write_list(data: &Path, out: &Path, list: &mut List, size: usize) -> Outcome<()> {
    let mut reader = csv::Reader::from_path(data.join(&list.district).join(format!("{}.csv", list.batch)))?;
    let head: String = reader.headers()?.iter().map(|name| format!("<th>{name}</th>")).collect();
    let mut pages = vec![String::new()];
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        if list.persons > 0 && list.persons.is_multiple_of(size) {
            pages.push(String::new());
        }
        list.persons += 1;
        list.amount += record[AMOUNT].parse::<u64>()?;
        if let Some(rows) = pages.last_mut() {
            push_row(rows, &record);
        }
    }
    for (number, rows) in (1..).zip(&pages) {
        write_page(&place(out, list, number), &page(list, &head, rows, number, pages.len())?)?;
    }
    Ok(())
}

fn push_row(rows: &mut String, record: &csv::StringRecord) {
    rows.push_str("<tr>");
    for (at, cell) in record.iter().enumerate() {
        rows.push_str("<td>");
        if at == ID_NUMBER {
            rows.push_str(&cell[..6]);
            rows.push_str("********");
            rows.push_str(&cell[14..]);
        } else {
            push_escaped(rows, cell);
        }
        rows.push_str("</td>");
    }
    rows.push_str("</tr>");
}

fn push_escaped(page: &mut String, text: &str) {
    for part in text.split_inclusive(['&', '<', '>', '"', '\'']) {
        let (plain, special) = part.split_at(part.trim_end_matches(['&', '<', '>', '"', '\'']).len());
        page.push_str(plain);
        page.push_str(match special {
            "&" => "&amp;",
            "<" => "&lt;",
            ">" => "&gt;",
            "\"" => "&#34;",
            "'" => "&#39;",
            _ => "",
        });
    }
}

fn place(out: &Path, list: &List, number: usize) -> PathBuf {
    let first = out.join(&list.district).join(&list.batch);
    if number == 1 { first.join("index.html") } else { first.join(number.to_string()).join("index.html") }
}

fn page(list: &List, head: &str, rows: &str, number: usize, last: usize) -> Outcome<String> {
    let List { district, name, batch, title, persons, amount } = list;
    let path = format!(" &gt; <span>{name}</span> &gt; <span>{title}</span>");
    let mut page = shell::open(&format!("{name}{title}补贴名单 第{number}页"), &path);
    page.push_str(shell::FACTS);
    write!(page, "<p>共 {persons} 人次，补贴金额合计 {amount} 元</p>")?;
    write!(page, "<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")?;
    page.push_str("<nav class=\"pager\" aria-label=\"名单分页\">");
    let at = |number| if number == 1 { String::new() } else { format!("{number}/") };
    if number > 1 {
        write!(page, "<a href=\"/{district}/{batch}/{}\">上一页</a>", at(number - 1))?;
    }
    write!(page, "<span>第 {number} 页，共 {last} 页</span>")?;
    if number < last {
        write!(page, "<a href=\"/{district}/{batch}/{}\">下一页</a>", at(number + 1))?;
    }
    page.push_str("</nav>");
    page.push_str(shell::AFTER);
    Ok(shell::close(page))
}

/// The pages of the districts, and the home page.
fn write_overviews(out: &Path, lists: &[List]) -> Outcome<()> {
    let mut home = shell::open("示例市职业技能培训补贴公示专栏", "");
    home.push_str(
        "<table><thead><tr><th>地区</th><th>批次</th><th>人次</th><th>补贴金额（元）</th></tr></thead><tbody>",
    );
    for lists in lists.chunk_by(|a, b| a.district == b.district) {
        let List { district, name, .. } = &lists[0];
        let persons: usize = lists.iter().map(|list| list.persons).sum();
        let amount: u64 = lists.iter().map(|list| list.amount).sum();
        let mut page = shell::open(&format!("{name}补贴名单"), &format!(" &gt; <span>{name}</span>"));
        write!(page, "<p>共 {persons} 人次，补贴金额合计 {amount} 元</p>")?;
        page.push_str("<table><thead><tr><th>批次</th><th>人次</th><th>补贴金额（元）</th></tr></thead><tbody>");
        for List { batch, title, persons, amount, .. } in lists {
            let link = format!("<a href=\"/{district}/{batch}/\">{title}</a>");
            write!(page, "<tr><td>{link}</td><td>{persons}</td><td>{amount}</td></tr>")?;
        }
        page.push_str("</tbody></table>");
        write_page(&out.join(district).join("index.html"), &shell::close(page))?;
        let link = format!("<a href=\"/{district}/\">{name}</a>");
        write!(home, "<tr><td>{link}</td><td>{}</td><td>{persons}</td><td>{amount}</td></tr>", lists.len())?;
    }
    home.push_str("</tbody></table>");
    write_page(&out.join("index.html"), &shell::close(home))
}

fn write_page(path: &Path, page: &str) -> Outcome<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, page)?)
}
