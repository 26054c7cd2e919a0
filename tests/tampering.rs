//! Thousands of seeded changes to editions, a site and a pack: with the code that somebody has on paper none goes
//! unnoticed, and nothing is said of what nobody touched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gongshi::command::verify;
use gongshi::diagnostic::{Code, Report};
use gongshi::edition::EditionNumber;
use gongshi::edition::log::Line;
use gongshi::value::digest::{Digest, Sm3};
use gongshi::verdict::expectation::Expectation;

use crate::support::{Site, Tree, captured, packed, unzipped};
use crate::verify::{codes_of, manifest_of, published};

/// Random numbers that are the same every time (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What is tampered with.
struct Subject {
    name: &'static str,
    /// Held for its end.
    _site: Site,
    target: PathBuf,
    /// The folder of its files.
    folder: PathBuf,
    whole: Tree,
    /// The code on paper.
    expected: Expectation,
    tamperings: &'static [Tampering],
    /// Makes every digest over what was changed again.
    sign: fn(&mut Tree),
    /// Whether CRLF and BOM must be named.
    names_transfers: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tampering {
    Flip,
    Truncate,
    Append,
    Insert,
    Cut,
    Delete,
    Add,
    Swap,
    Rename,
    LineEnds,
    Bom,
    ReorderLog,
    CutLog,
    SignAgain,
}

use Tampering::{
    Add, Append, Bom, Cut, CutLog, Delete, Flip, Insert, LineEnds, Rename, ReorderLog, SignAgain, Swap, Truncate,
};

const OF_FILES: &[Tampering] =
    &[Flip, Truncate, Append, Insert, Cut, Delete, Add, Swap, Rename, LineEnds, Bom, SignAgain];
const OF_EDITIONS: &[Tampering] = &[
    Flip, Truncate, Append, Insert, Cut, Delete, Add, Swap, Rename, LineEnds, Bom, ReorderLog, CutLog, SignAgain,
    SignAgain,
];
const OF_ONE_FILE: &[Tampering] = &[Flip, Truncate, Append, Insert, Cut, LineEnds, Bom];

const LOG: &str = "log.txt";

fn subjects() -> Vec<Subject> {
    vec![editions(), site(), pack(), unpacked_pack()]
}

fn editions() -> Subject {
    let site = published();
    let expected = codes_of(&site).0.parse().unwrap();
    let folder = site.path("content/editions");
    let (whole, target) = (Tree::read(&folder), folder.clone());
    Subject {
        name: "editions",
        _site: site,
        target,
        folder,
        whole,
        expected,
        tamperings: OF_EDITIONS,
        sign: sign_editions,
        names_transfers: true,
    }
}

fn site() -> Subject {
    let site = published();
    let expected = codes_of(&site).1.parse().unwrap();
    let folder = site.path("output/site");
    let (whole, target) = (Tree::read(&folder), folder.clone());
    let sign = |tree: &mut Tree| drop(tree.0.insert("manifest.txt".into(), manifest_of(tree).into_bytes()));
    Subject {
        name: "site",
        _site: site,
        target,
        folder,
        whole,
        expected,
        tamperings: OF_FILES,
        sign,
        names_transfers: true,
    }
}

fn pack() -> Subject {
    let site = published();
    let pack = packed(&site, &captured(&site, "subsidies/2021-01/taishan"));
    let site = site.with_file("packs/pack.zip", &pack.bytes);
    let folder = site.path("packs");
    let (whole, target) = (Tree::read(&folder), folder.join("pack.zip"));
    let expected = Expectation { code: pack.code, edition: None };
    Subject {
        name: "pack",
        _site: site,
        target,
        folder,
        whole,
        expected,
        tamperings: OF_ONE_FILE,
        sign: |_| {},
        names_transfers: false,
    }
}

fn unpacked_pack() -> Subject {
    let zip = pack();
    let folder = unzipped(&zip.target, &zip._site.path("unpacked"));
    let (whole, target) = (Tree::read(&folder), folder.clone());
    Subject { name: "unpacked pack", target, folder, whole, tamperings: OF_FILES, sign: sign_bag, ..zip }
}

impl Subject {
    fn verify(&self, expected: &[Expectation]) -> Report {
        let mut report = Report::default();
        let target = self.target.to_str().unwrap();
        drop(verify::run(None, Path::new("/"), Some(target), expected, &mut report));
        report
    }

    /// The files after one change; none where it changes nothing.
    fn tampered(&self, tampering: Tampering, random: &mut Random) -> Option<(String, Tree)> {
        let mut tree = self.whole.clone();
        let paths: Vec<String> = tree.0.keys().cloned().collect();
        let path = random.one_of(&paths).clone();
        let bytes = tree.0[&path].clone();
        let at = |random: &mut Random| random.below(bytes.len().max(1));
        match tampering {
            Flip => flip(tree.0.get_mut(&path)?, random),
            Truncate => tree.0.get_mut(&path)?.truncate(at(random)),
            Append => tree.0.get_mut(&path)?.extend([b"\n", &b" "[..], b"<script></script>", b"\0"][random.below(4)]),
            Insert => {
                let at = at(random);
                let added = (0..=random.below(9)).map(|_| random.next().to_le_bytes()[0]).collect::<Vec<_>>();
                drop(tree.0.get_mut(&path)?.splice(at..at, added));
            }
            Cut => {
                let start = at(random);
                let end = bytes.len().min(start + 1 + random.below(9));
                drop(tree.0.get_mut(&path)?.drain(start..end));
            }
            Delete => drop(tree.0.remove(&path)),
            Add => {
                let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
                tree.0.insert(
                    format!("{folder}added-{}.{}", random.below(99), random.one_of(&["txt", "html", "csv"])),
                    b"x".to_vec(),
                );
            }
            Swap => {
                let other = random.one_of(&paths).clone();
                let theirs = tree.0[&other].clone();
                tree.0.extend([(path.clone(), theirs), (other, bytes.clone())]);
            }
            Rename => drop(tree.0.remove(&path).and_then(|bytes| tree.0.insert(format!("{path}x"), bytes))),
            LineEnds => drop(tree.0.insert(path.clone(), other_line_ends(&bytes))),
            Bom => drop(tree.0.insert(path.clone(), [b"\xef\xbb\xbf", &bytes[..]].concat())),
            ReorderLog => reorder(tree.0.get_mut(LOG)?),
            CutLog => cut_log(&mut tree, random),
            SignAgain => {
                let kind = *random.one_of(&[Flip, Append, Delete, Swap, Add]);
                let path = match kind {
                    Flip => {
                        let of_text: Vec<&String> =
                            paths.iter().filter(|path| ends(path, &["csv", "html", "json"])).collect();
                        let path = (*random.one_of(&of_text)).clone();
                        one_digit(tree.0.get_mut(&path)?, random);
                        path
                    }
                    other => {
                        let (path, changed) = self.tampered(other, random)?;
                        tree = changed;
                        path
                    }
                };
                (self.sign)(&mut tree);
                return (tree != self.whole).then_some((path, tree));
            }
        }
        (tree != self.whole).then_some((path, tree))
    }

    /// Puts other files in the place of some.
    fn write(&self, from: &Tree, to: &Tree) {
        for path in from.0.keys().filter(|path| !to.0.contains_key(*path)) {
            std::fs::remove_file(self.folder.join(path)).unwrap();
        }
        let changed = to.0.iter().filter(|(path, bytes)| from.0.get(*path) != Some(*bytes));
        Tree(changed.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()).write(&self.folder);
    }

    /// So many changes, each undone again: how many were of which kind, and those of which nothing was said.
    fn tamper(&self, count: usize, seed: u64) -> (BTreeMap<String, usize>, Vec<String>) {
        let (mut random, mut done, mut unnoticed) = (Random(seed), BTreeMap::new(), Vec::new());
        while done.values().sum::<usize>() < count {
            let tampering = *random.one_of(self.tamperings);
            let Some((path, tree)) = self.tampered(tampering, &mut random) else { continue };
            self.write(&self.whole, &tree);
            let report = self.verify(std::slice::from_ref(&self.expected));
            *done.entry(format!("{tampering:?}")).or_default() += 1;
            if !report.has_errors() {
                unnoticed.push(format!("{}: {tampering:?} of {path}", self.name));
            }
            if self.names_transfers && !is_named(tampering, &path, &report) {
                unnoticed.push(format!("{}: {tampering:?} of {path} not named: {:?}", self.name, report.sorted()));
            }
            self.write(&tree, &self.whole);
        }
        (done, unnoticed)
    }
}

/// CRLF and BOM are called so in files of text.
fn is_named(tampering: Tampering, path: &str, report: &Report) -> bool {
    let code = match tampering {
        LineEnds => Code::LineEnds,
        Bom => Code::Bom,
        _ => return true,
    };
    !ends(path, &["html", "txt", "csv", "json", "xml", "css", "js", "svg", "ics"])
        || report.in_order().any(|found| found.code == code)
}

fn ends(path: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| path.rsplit_once('.').is_some_and(|(_, own)| own == *ending))
}

fn flip(bytes: &mut [u8], random: &mut Random) {
    if !bytes.is_empty() {
        bytes[random.below(bytes.len())] ^= 1 << random.below(8);
    }
}

/// Another digit in place of one: what a forger does to an amount, and what every reader takes.
fn one_digit(bytes: &mut [u8], random: &mut Random) {
    let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
    if !digits.is_empty() {
        let at = *random.one_of(&digits);
        bytes[at] = b'0' + (bytes[at] - b'0' + 1) % 10;
    }
}

/// CRLF where LF was, and LF where CRLF was.
fn other_line_ends(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let has_crlf = bytes.windows(2).any(|pair| pair == b"\r\n");
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'\r' if has_crlf && bytes.get(at + 1) == Some(&b'\n') => {}
            b'\n' if !has_crlf => out.extend(b"\r\n"),
            other => out.push(*other),
        }
    }
    out
}

fn reorder(log: &mut Vec<u8>) {
    let text = String::from_utf8(log.clone()).unwrap();
    *log = text.lines().rev().map(|line| format!("{line}\n")).collect::<String>().into_bytes();
}

/// The log without its end, with or without the folders of the editions that are gone.
fn cut_log(tree: &mut Tree, random: &mut Random) {
    let text = String::from_utf8(tree.0[LOG].clone()).unwrap();
    let kept = random.below(text.lines().count());
    tree.0.insert(LOG.into(), text.lines().take(kept).map(|line| format!("{line}\n")).collect::<String>().into_bytes());
    if random.below(2) == 0 {
        tree.0.retain(|path, _| path == LOG || path[..4].parse::<usize>().unwrap() <= kept);
    }
    if kept == 0 {
        tree.0.remove(LOG);
    }
}

fn listing(files: &Tree, covers: impl Fn(&str) -> bool) -> Vec<u8> {
    let lines =
        files.0.iter().filter(|(path, _)| covers(path)).map(|(path, bytes)| format!("{}  {path}\n", Digest::of(bytes)));
    lines.collect::<String>().into_bytes()
}

/// The manifests of a bag, made again.
fn sign_bag(bag: &mut Tree) {
    let payload = bag.0.iter().filter(|(path, _)| path.starts_with("data/"));
    let (octets, count) = payload.fold((0, 0), |(octets, count), (_, bytes)| (octets + bytes.len(), count + 1));
    if let Some(info) = bag.0.get_mut("bag-info.txt") {
        let text = String::from_utf8_lossy(info).into_owned();
        let lines = text.lines().map(|line| match line.strip_prefix("Payload-Oxum: ") {
            Some(_) => format!("Payload-Oxum: {octets}.{count}\n"),
            None => format!("{line}\n"),
        });
        *info = lines.collect::<String>().into_bytes();
    }
    let manifest = listing(bag, |path| path.starts_with("data/"));
    bag.0.insert("manifest-sha256.txt".into(), manifest);
    let tags = listing(bag, |path| !path.starts_with("data/") && path != "tagmanifest-sha256.txt");
    bag.0.insert("tagmanifest-sha256.txt".into(), tags);
}

/// Everything over the editions, made again as their publisher would: digests in `edition.json`, bags, chain.
fn sign_editions(tree: &mut Tree) {
    let (mut log, mut previous): (String, Option<Line>) = (String::new(), None);
    for number in (1..).map_while(EditionNumber::new) {
        let folder = format!("{number}/");
        let mut bag = tree.below(&folder);
        let Some(json) = bag.0.get("data/edition.json") else { break };
        let Ok(mut edition) = serde_json::from_slice::<serde_json::Value>(json) else { break };
        for (kind, place, ending) in [("lists", "lists", "csv"), ("notices", "notices", "md")] {
            for entry in edition[kind].as_array_mut().into_iter().flatten() {
                let (id, revision) =
                    (entry["id"].as_str().unwrap_or_default(), entry["revision"].as_u64().unwrap_or_default());
                let path = match kind {
                    "lists" => format!("data/{place}/{id}/r{revision}.{ending}"),
                    _ => format!("data/{place}/{id}.{ending}"),
                };
                let Some(bytes) = bag.0.get(&path) else { continue };
                entry["sha256"] = Digest::of(bytes).to_string().into();
                entry["sm3"] = Sm3::of(bytes).to_string().into();
                if entry.get("bytes").is_some() {
                    entry["bytes"] = bytes.len().into();
                }
            }
        }
        if let Some(previous) = &previous {
            edition["previous"] = previous.digest.to_string().into();
        }
        let json = serde_json::to_vec_pretty(&edition).unwrap();
        let Some(date) = edition["date"].as_str().and_then(|date| date.parse().ok()) else { break };
        let line = Line::after(previous.map(|line| line.chain), number, date, Digest::of(&json));
        log += &line.to_string();
        previous = Some(line);
        bag.0.insert("data/edition.json".into(), json);
        sign_bag(&mut bag);
        tree.0.extend(bag.0.into_iter().map(|(path, bytes)| (format!("{folder}{path}"), bytes)));
    }
    tree.0.insert(LOG.into(), log.into_bytes());
}

#[test]
fn of_two_thousand_changes_none_goes_unnoticed() {
    let (mut changes, mut unnoticed) = (0, Vec::new());
    for (subject, count) in subjects().iter().zip([700, 700, 350, 350]) {
        let (done, missed) = subject.tamper(count, 20_210_625);
        println!("{}: {done:?}", subject.name);
        changes += done.values().sum::<usize>();
        unnoticed.extend(missed);
    }
    println!("{changes} changes, {} unnoticed", unnoticed.len());
    assert!(changes >= 2_000 && unnoticed.is_empty(), "{} unnoticed:\n{}", unnoticed.len(), unnoticed.join("\n"));
}

#[test]
fn of_two_hundred_untouched_nothing_is_said() {
    let mut random = Random(7);
    for subject in subjects() {
        for round in 0..50 {
            // Saved again, in another order, some at other times: nothing of a file's bytes changes.
            let mut paths: Vec<&String> = subject.whole.0.keys().collect();
            paths.sort_by_cached_key(|_| random.next());
            paths
                .iter()
                .take(round)
                .for_each(|path| std::fs::write(subject.folder.join(path), &subject.whole.0[*path]).unwrap());
            let expected = if round % 2 == 0 { vec![subject.expected.clone()] } else { Vec::new() };
            let report = subject.verify(&expected);
            assert!(report.is_empty(), "{}: {:?}", subject.name, report.sorted());
        }
    }
}

/// The counter-test: without the code on paper, who signs everything again is believed. So the code is what finds him.
#[test]
fn who_signs_everything_again_is_found_by_the_code_alone() {
    for subject in [editions(), site()] {
        let (mut random, mut believed) = (Random(11), 0);
        for _ in 0..40 {
            let Some((_, tree)) = subject.tampered(SignAgain, &mut random) else { continue };
            subject.write(&subject.whole, &tree);
            if !subject.verify(&[]).has_errors() {
                believed += 1;
                assert!(subject.verify(std::slice::from_ref(&subject.expected)).has_errors());
            }
            subject.write(&tree, &subject.whole);
        }
        assert!(believed >= 3, "{}: the forgeries are well made: {believed}", subject.name);
    }
}

/// The real program, within the site's root: what the library says is what people are told.
#[test]
fn the_program_itself_notices_what_the_library_notices() {
    let subject = site();
    let code = subject.expected.to_string();
    let mut random = Random(13);
    let mut done = 0;
    while done < 40 {
        let tampering = *random.one_of(subject.tamperings);
        let Some((path, tree)) = subject.tampered(tampering, &mut random) else { continue };
        subject.write(&subject.whole, &tree);
        let outcome = subject._site.run(["verify", "--expect", &code]);
        assert_eq!(outcome.status, Some(1), "{tampering:?} of {path}: {}", outcome.all());
        assert!(outcome.stdout.contains("有误["), "{}", outcome.all());
        subject.write(&tree, &subject.whole);
        done += 1;
    }
    for _ in 0..10 {
        subject._site.run(["verify", "--expect", &code]).succeeds();
    }
}
