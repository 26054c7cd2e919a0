//! Crashes: a command is stopped at every system call that changes anything (killed, or refused by the disk), and
//! afterwards nothing that was published is lost, what is unfinished is said, and the same command run once more ends
//! exactly as one that nobody disturbed.

mod call;
mod scene;

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::{Site, repository};

use call::{Call, Harm};
use scene::Scene;

/// The small site, published and built, with a correction in its sources.
fn corrected() -> Site {
    let site = Site::base();
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    site.with_tree("", &repository("tests/cases/correction-and-diff/before-2"))
}

/// A site of few pages, so that a build has few files to write.
fn few_pages() -> Site {
    ["projects", "courses", "institutions", "subsidies"]
        .into_iter()
        .fold(Site::base(), |site, folder| site.without(&format!("content/sources/{folder}")))
}

/// A site of few pages, built before its second edition.
fn few_pages_corrected() -> Site {
    let site = few_pages();
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    site.run(["build", "--date", "2021-04-28"]).succeeds();
    let occupations = "content/sources/occupations/city.csv";
    let site = site.replace(occupations, "数控车工", "普通车工");
    site.run(["publish", "--date", "2021-05-20"]).succeeds();
    site
}

/// Plays every case of a scene on both cores; gives how many there were, and what was wrong.
fn play(scene: &Scene, harms: impl Fn(usize) -> Vec<Harm>) -> (usize, Vec<String>) {
    let calls = scene.calls();
    let cases: Vec<(&Call, Harm)> =
        calls.iter().enumerate().flat_map(|(at, call)| harms(at).into_iter().map(move |harm| (call, harm))).collect();
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut wrong = Vec::new();
        while let Some((call, harm)) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            let told = |why: String| format!("{} {harm:?} at {} {}: {why}", scene.name, call.name, call.number);
            wrong.extend(scene.problem(call, *harm).map(told));
        }
        wrong
    };
    let wrong = std::thread::scope(|threads| {
        let others: Vec<_> = (1..scene::CORES).map(|_| threads.spawn(worker)).collect();
        let mut wrong = worker();
        others.into_iter().for_each(|other| wrong.extend(other.join().unwrap()));
        wrong
    });
    scene.is_untouched();
    (cases.len(), wrong)
}

fn every_harm(_: usize) -> Vec<Harm> {
    Harm::ALL.to_vec()
}

/// One harm a call, another at the next.
fn one_harm(at: usize) -> Vec<Harm> {
    vec![Harm::ALL[at % Harm::ALL.len()]]
}

fn holds(scene: &Scene, harms: impl Fn(usize) -> Vec<Harm>) {
    let (cases, wrong) = play(scene, harms);
    println!("{}: {cases} crashes, {} bad", scene.name, wrong.len());
    let some: Vec<_> = wrong.iter().take(10).cloned().collect();
    assert!(wrong.is_empty(), "{} of {cases} crashes:\n{}", wrong.len(), some.join("\n"));
}

#[test]
fn a_first_publication_survives_every_crash() {
    holds(&Scene::new("the first publish", Site::base(), &["publish", "--date", "2021-04-28"]), every_harm);
}

#[test]
fn a_correction_survives_every_crash() {
    holds(&Scene::new("the second publish", corrected(), &["publish", "--date", "2021-05-20"]), every_harm);
}

#[test]
fn a_first_build_survives_every_crash() {
    let site = few_pages();
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    holds(&Scene::new("the first build", site, &["build", "--date", "2021-04-28"]), one_harm);
}

#[test]
fn a_build_over_an_older_site_survives_every_crash() {
    holds(&Scene::new("the second build", few_pages_corrected(), &["build", "--date", "2021-05-20"]), every_harm);
}

#[test]
fn a_withdrawal_survives_every_crash() {
    let site = Site::base();
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    let withdraw = ["withdraw", "subsidies/2021-01/taishan", "--reason", "objection", "--date", "2021-05-20"];
    holds(&Scene::new("withdraw", site, &withdraw), every_harm);
}
