//! Which parts a package has, found by the relationships between them, in the way that the parser of the cells finds
//! its own: both must look at the same sheets.

use std::io::Read;

use quick_xml::events::Event;

use crate::source::excel::Trouble;
use crate::source::excel::package::Package;
use crate::source::excel::xml::{Xml, attributes, each_attribute};

/// How many relationships a part may have, and how many sheets a workbook.
const MAX: usize = 10_000;

/// A link from one part to another.
pub(super) struct Relationship {
    id: String,
    /// The last segment of its type, the same in both variants of the standard.
    pub(super) kind: String,
    target: String,
}

/// The paths of all sheets in their order.
#[expect(clippy::redundant_closure, reason = "the function alone is not general in the entry's lifetime")]
pub(super) fn sheets(package: &mut Package<'_>) -> Result<Vec<String>, Trouble> {
    let from_package = relationships(package, "_rels/.rels")?;
    let document = from_package.iter().rfind(|link| link.kind == "officeDocument").ok_or(Trouble::Damaged)?;
    let target = document.target.trim_start_matches('/');
    let (folder, name) = target.rsplit_once('/').map_or(("", target), |(folder, name)| (folder, name));
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let links = relationships(package, &format!("{prefix}_rels/{name}.rels"))?;
    let ids = package.read(target, |xml| sheet_ids(xml))?.ok_or(Trouble::Damaged)?;
    let path = |id: &String| {
        let target = &links.iter().rfind(|link| link.id == *id).ok_or(Trouble::Damaged)?.target;
        Ok(target.strip_prefix('/').map_or_else(|| format!("{prefix}{target}"), str::to_owned))
    };
    ids.iter().map(path).collect()
}

fn sheet_ids<R: Read>(xml: &mut Xml<R>) -> Result<Vec<String>, Trouble> {
    let mut ids = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "sheet" => {
                let mut id = String::new();
                each_attribute(&start, |name, value| {
                    if name == "id" {
                        value.clone_into(&mut id);
                    }
                })?;
                ids.push(id);
            }
            Event::End(end) if end.local_name().as_ref() == "workbook" => return Ok(ids),
            Event::Eof => return Ok(ids),
            _ => {}
        }
        if ids.len() > MAX {
            return Err(Trouble::TooLarge("工作表过多"));
        }
    }
}

/// What a sheet links to.
pub(super) fn of_sheet(package: &mut Package<'_>, sheet: &str) -> Result<Vec<Relationship>, Trouble> {
    let (folder, name) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let mut links = relationships(package, &format!("{folder}/_rels/{name}.rels"))?;
    for link in &mut links {
        link.target = resolve(folder, &link.target);
    }
    Ok(links)
}

impl Relationship {
    /// The path of what it leads to; only of those of sheets.
    pub(super) fn path(&self) -> &str {
        &self.target
    }
}

/// A path as meant from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let base = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The relationships in a part; none if it is not there.
#[expect(clippy::redundant_closure, reason = "the function alone is not general in the entry's lifetime")]
fn relationships(package: &mut Package<'_>, path: &str) -> Result<Vec<Relationship>, Trouble> {
    Ok(package.read(path, |xml| read(xml))?.unwrap_or_default())
}

fn read<R: Read>(xml: &mut Xml<R>) -> Result<Vec<Relationship>, Trouble> {
    let mut links = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let [id, kind, target] = attributes(&start, ["Id", "Type", "Target"])?.map(Option::unwrap_or_default);
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                links.push(Relationship { id, kind, target });
            }
            Event::End(end) if end.local_name().as_ref() == "Relationships" => return Ok(links),
            Event::Eof => return Ok(links),
            _ => {}
        }
        if links.len() > MAX {
            return Err(Trouble::TooLarge("里面的部件过多"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_up_and_from_the_top() {
        for (target, path) in [
            ("../comments1.xml", "xl/comments1.xml"),
            ("/xl/drawings/drawing1.xml", "xl/drawings/drawing1.xml"),
            ("./x.xml", "xl/worksheets/x.xml"),
            ("../../../../x.xml", "x.xml"),
        ] {
            assert_eq!(resolve("xl/worksheets", target), path);
        }
    }
}
