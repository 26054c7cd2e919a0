//! Pictures of eight kinds of pages at two widths, left in `target/pictures` for somebody to look at.

use serde::Deserialize;

use crate::support::{largest, node, on_the_day, repository, run};

/// The highest picture, in CSS px: higher ones were found to be wrong without an error.
const HIGHEST: u32 = 4000;

/// How many pictures a page gets: further down a long list there are only more rows.
const TILES: u32 = 3;

/// The kinds of pages that people see most.
const KINDS: [&str; 8] = [
    "/index",
    "districts/*/index",
    "subsidies/index",
    "subsidies/*/index",
    "subsidies/*/*/r/index",
    "courses/index",
    "occupations/index",
    "articles/*/index",
];

#[derive(Deserialize)]
struct Picture {
    file: String,
    page: String,
    top: u32,
    page_height: u32,
    width: u32,
    height: u32,
    colours: usize,
}

fn pictures(width: u32, pages: &[String]) -> Vec<Picture> {
    let mut script = node("pictures.mjs");
    script.arg(on_the_day().path("output/site")).arg(repository("target/pictures")).args(["view", &width.to_string()]);
    let said = run(script.args(pages)).succeeds().stdout;
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn pictures_are_taken_of_eight_kinds_of_pages() {
    let pages = KINDS.map(|kind| largest(on_the_day(), kind));
    for width in [390, 1366] {
        let pictures = pictures(width, &pages);
        for page in &pages {
            let tiles: Vec<_> = pictures.iter().filter(|picture| picture.page == *page).collect();
            let height: u32 = tiles.iter().map(|tile| tile.height).sum();
            let whole = tiles.first().expect("a page has a picture").page_height;
            assert_eq!(height, whole.min(TILES * HIGHEST), "{page}");
            for tile in tiles {
                let Picture { file, colours, .. } = tile;
                assert!(repository("target/pictures").join(file).exists(), "{file}");
                assert_eq!(tile.width, width, "{file}");
                assert!((1..=HIGHEST).contains(&tile.height) && tile.top % HIGHEST == 0, "{file}: {}", tile.height);
                assert!(*colours > 20, "{file} has {colours} colours: it is blank");
            }
        }
    }
}
