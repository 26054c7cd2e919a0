//! Static files, with their content's digest in the name: what changes gets another address, so browsers may keep
//! what they have for ever.
//!
//! The files of a folder are one file on the site: `style/10-ground.css`, `style/20-frame.css` … become
//! `style.css`, joined in the order of their names, so that a part can be read and replaced alone and a page still
//! asks for one style sheet and one script. A folder `site_table` continues `site`: its file begins with the files of
//! that one, so that a page that needs more asks for one script too.

use std::collections::BTreeMap;

use crate::output::{self, OutputFile, SitePath};

use super::compact;

/// Files of `static/` by their name there.
#[derive(Debug, Clone, Default)]
pub(super) struct Assets(BTreeMap<String, OutputFile>);

impl Assets {
    /// The files under their names.
    ///
    /// # Errors
    /// With the name that is no site path.
    pub(super) fn new(files: BTreeMap<String, Vec<u8>>) -> Result<Self, String> {
        let asset = |(name, bytes): (String, Vec<u8>)| {
            let path = output::asset_place(&name, &bytes);
            if !SitePath::is_sound(&path) {
                return Err(name);
            }
            let path = SitePath::new(path);
            Ok((name, OutputFile { path, bytes }))
        };
        joined(files).into_iter().map(asset).collect::<Result<_, _>>().map(Self)
    }

    /// The links of a page whose way to the site's root is `root`, by name without ending.
    pub fn links(&self, root: &str) -> BTreeMap<&str, String> {
        self.0.iter().map(|(name, file)| (stem(name), format!("{root}{}", file.path))).collect()
    }

    /// The files.
    pub(super) fn files(&self) -> impl Iterator<Item = OutputFile> {
        self.0.values().cloned()
    }
}

/// The files under the names they have on the site: those of a folder are one.
fn joined(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let mut own: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, bytes) in files {
        let whole = match (name.split_once('/'), name.rsplit_once('.')) {
            (Some((folder, _)), Some((_, ending))) => format!("{folder}.{ending}"),
            _ => name,
        };
        own.entry(whole.clone()).or_default().extend(compact::lines(&whole, bytes));
    }
    let before = |name: &str| {
        let (folder, ending) = (name.split_once('_')?.0, name.rsplit_once('.')?.1);
        own.get(&format!("{folder}.{ending}"))
    };
    let whole = |(name, bytes): (&String, &Vec<u8>)| {
        let start = before(name).map_or(&[][..], Vec::as_slice);
        (name.clone(), [start, bytes.as_slice()].concat())
    };
    own.iter().map(whole).collect()
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_folder_are_one_file() {
        let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
        let files =
            [file("style/20-b.css", "b"), file("style/10-a.css", "a"), file("style/c.txt", "c"), file("d", "d")];
        let assets = Assets::new(files.into()).unwrap();
        let whole: Vec<_> = assets.0.iter().map(|(name, file)| (name.as_str(), file.bytes.as_slice())).collect();
        assert_eq!(whole, [("d", b"d".as_slice()), ("style.css", b"a\nb\n"), ("style.txt", b"c")]);
    }

    #[test]
    fn a_folder_may_continue_another() {
        let files = [("site/1.js", "a"), ("site/2.js", "b"), ("site_table/3.js", "c")];
        let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        let assets = Assets::new(files.into()).unwrap();
        let whole: Vec<_> = assets.0.iter().map(|(name, file)| (name.as_str(), file.bytes.as_slice())).collect();
        assert_eq!(whole, [("site.js", b"a\nb\n".as_slice()), ("site_table.js", b"a\nb\nc\n")]);
    }

    #[test]
    fn another_content_has_another_address() {
        let addresses = |bytes: &[u8]| {
            let files = BTreeMap::from([("style.css".to_owned(), bytes.to_vec())]);
            Assets::new(files).unwrap().links("../")["style"].clone()
        };
        assert_eq!(addresses(b"abc"), "../assets/style.edeaaff3f1.css");
        assert_ne!(addresses(b"abc"), addresses(b"abd"));
    }
}
