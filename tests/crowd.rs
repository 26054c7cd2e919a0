//! Eight people publish at once: one of them does, the others are told why they did not, and nothing is harmed.

use std::process::{Output, Stdio};

use crate::support::{Outcome, Site};

const PEOPLE: usize = 8;
const ROUNDS: usize = 100;

const LIST: &str = "content/sources/occupations/city.csv";

/// A site of two lists, so that a round is short.
fn small() -> Site {
    ["projects", "courses", "institutions", "subsidies"]
        .into_iter()
        .fold(Site::base(), |site, folder| site.without(&format!("content/sources/{folder}")))
}

/// All of them start before the first has ended.
fn all_at_once(site: &Site) -> Vec<Outcome> {
    let start = |_| {
        let mut program = site.program();
        program.args(["publish", "--date", "2021-04-28"]).stdout(Stdio::piped()).stderr(Stdio::piped());
        program.spawn().unwrap()
    };
    let running: Vec<_> = (0..PEOPLE).map(start).collect();
    let ended = running.into_iter().map(|program| program.wait_with_output().unwrap());
    ended.map(|output: Output| Outcome::new(&output, "")).collect()
}

#[test]
fn of_eight_who_publish_at_once_one_does_and_the_others_are_told_why() {
    let mut site = small();
    let (mut busy, mut nothing_changed) = (0, 0);
    for round in 1..=ROUNDS {
        let names = ["数控车工", "普通车工"];
        if round > 1 {
            site = site.replace(LIST, names[round % 2], names[(round + 1) % 2]);
        }
        let (log, editions) = (site.path("content/editions/log.txt"), site.files("content/editions"));
        let outcomes = all_at_once(&site);
        let winners = outcomes.iter().filter(|it| it.status == Some(0)).count();
        let said: Vec<_> = outcomes.iter().map(Outcome::all).collect();
        assert_eq!(winners, 1, "round {round}:\n{}", said.join("\n"));
        for loser in outcomes.iter().filter(|it| it.status != Some(0)) {
            assert_eq!(loser.status, Some(1), "round {round}: {}", loser.all());
            match (loser.all().contains("错误[busy]"), loser.all().contains("错误[nothing-changed]")) {
                (true, _) => busy += 1,
                (_, true) => nothing_changed += 1,
                _ => panic!("round {round}, neither busy nor late: {}", loser.all()),
            }
        }
        assert_eq!(std::fs::read_to_string(log).unwrap().lines().count(), round, "one edition a round");
        let now = site.files("content/editions");
        let changed: Vec<_> = editions.differences(&now).into_iter().filter(|it| !it.starts_with("new: ")).collect();
        assert!(changed.is_empty() || changed == ["changed: log.txt"], "round {round}: {changed:?}");
        site.run(["verify", "--date", "2021-04-28"]).succeeds().says_nothing_of("[unfinished]");
    }
    assert!(busy > 0, "somebody met somebody");
    println!("{ROUNDS} rounds of {PEOPLE}: {ROUNDS} published, {busy} busy, {nothing_changed} too late");
}
