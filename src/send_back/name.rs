//! What the marked copies are called.

use std::collections::BTreeSet;

use super::below_sources;

/// The paths of the copies: as the office's file below `content/sources`, with the ending `.xlsx`. Where two files
/// differ only in their endings, the later keeps its own ending before the new one.
pub(super) fn of_copies<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut fresh = |path: &str| {
        let below = below_sources(path).unwrap_or(path);
        let short = format!("{}.xlsx", without_ending(below));
        let name = if taken.contains(&short.to_lowercase()) { format!("{below}.xlsx") } else { short };
        taken.insert(name.to_lowercase());
        name
    };
    paths.map(&mut fresh).collect()
}

fn without_ending(path: &str) -> &str {
    let name_at = path.rfind('/').map_or(0, |slash| slash + 1);
    path[name_at..].rfind('.').filter(|dot| *dot > 0).map_or(path, |dot| &path[..name_at + dot])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_called_as_its_file() {
        let files = ["projects/a.csv", "projects/a.xls", "subsidies/2021.01/b", "泰山区.xlsx"];
        let paths: Vec<String> = files.iter().map(|file| format!("content/sources/{file}")).collect();
        let names = of_copies(paths.iter().map(String::as_str));
        assert_eq!(names, ["projects/a.xlsx", "projects/a.xls.xlsx", "subsidies/2021.01/b.xlsx", "泰山区.xlsx"]);
    }
}
