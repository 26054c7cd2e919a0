//! Evidence packs, checked as an auditor would: with the programs that the pack's own page names, and with others' tools.

use std::path::{Path, PathBuf};
use std::process::Command;

use gongshi::diagnostic::Report;
use gongshi::evidence::pack::{self, Pack};
use gongshi::evidence::{Capture, Made};
use scraper::{Html, Selector};
use tempfile::TempDir;

use crate::support::{Site, captured, checker, node, on_the_day, packed, repository, run, unpacked, unzipped};

const LIST: &str = "subsidies/2021-01/feicheng";

fn local() -> Pack {
    packed(on_the_day(), &captured(on_the_day(), LIST))
}

/// A capture as if it came from a host.
fn live() -> Capture {
    let mut capture = captured(on_the_day(), LIST);
    let base_url = "https://rsj.example.gov.cn/zyjnts/".to_owned();
    for page in &mut capture.pages {
        page.url = page.url.replace("site:", &base_url);
        page.headers = vec![("server".to_owned(), "nginx".to_owned())];
    }
    capture.certificates = vec![b"certificate".to_vec(), b"authority".to_vec()];
    capture.made = Made::Live { base_url, server_date: Some("Fri, 25 Jun 2021 02:30:00 GMT".to_owned()) };
    capture
}

/// A pack on disk, and the folder that somebody unpacked it to.
struct Desk {
    folder: TempDir,
    zip: PathBuf,
    bag: PathBuf,
}

impl Desk {
    fn with(pack: &Pack) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let zip = pack::write(&folder.path().join("evidence"), pack, &mut Report::default()).unwrap();
        let bag = unzipped(&zip, &folder.path().join("unpacked"));
        Self { folder, zip, bag }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `attach`, run as its users run it.
    fn attach(&self, file: &str) -> Command {
        let mut attach = Command::new(env!("CARGO_BIN_EXE_gongshi"));
        attach.arg("attach").arg(&self.zip).arg(self.path(file));
        attach
    }
}

/// The commands that the 说明 tells people to run on Linux.
fn told_commands(bag: &Path) -> Vec<String> {
    let readme = Html::parse_document(&std::fs::read_to_string(bag.join("README.html")).unwrap());
    let commands = Selector::parse("code.run").unwrap();
    readme.select(&commands).map(|code| code.text().collect()).collect()
}

fn shell(folder: &Path, command: &str) -> Command {
    let tools = checker("python/bin");
    let mut shell = Command::new("sh");
    let path = std::env::var("PATH").unwrap();
    shell.current_dir(folder).args(["-c", command]).env("PATH", format!("{}:{path}", tools.display()));
    shell
}

#[test]
fn standard_tools_accept_a_pack_by_its_own_instructions() {
    let pack = local();
    let desk = Desk::with(&pack);
    let commands = told_commands(&desk.bag);
    let programs: Vec<_> = commands.iter().filter_map(|command| command.split(' ').next()).collect();
    assert_eq!(programs, ["sha256sum", "sha256sum", "sha256sum", "bagit.py"]);
    for command in &commands {
        let said = run(&mut shell(&desk.bag, command)).succeeds();
        if command.contains(" -c ") {
            let lines: Vec<_> = said.stdout.lines().collect();
            assert!(lines.len() > 3 && lines.iter().all(|line| line.ends_with(": OK")), "{command}: {lines:?}");
        }
    }
    let printed = run(&mut shell(&desk.bag, &commands[2])).stdout;
    assert!(printed.starts_with(&pack.code.to_string().replace(' ', "")), "{printed} and {}", pack.code);
    std::fs::write(desk.bag.join("data/evidence.json"), "{}").unwrap();
    run(&mut shell(&desk.bag, &commands[0])).fails(1).says("data/evidence.json: FAILED");
    run(&mut shell(&desk.bag, &commands[3])).fails(1);
}

#[test]
fn live_packs_and_packs_of_catalogues_are_sound_too() {
    for pack in [
        packed(on_the_day(), &live()),
        packed(on_the_day(), &captured(on_the_day(), "occupations/city")),
        packed(on_the_day(), &captured(on_the_day(), "projects/taishan")),
    ] {
        let mut report = Report::default();
        let verdict = pack::check(&pack.bytes, "a.zip", Some(&pack.code), &mut report);
        assert!(verdict.is_ok() && report.is_empty(), "{report:?}");
        let (_, files) = unpacked(&pack.bytes);
        pack::check_unpacked(&files, "a", Some(&pack.code), &mut report).unwrap_or_else(|_| panic!("{report:?}"));
        run(&mut shell(&Desk::with(&pack).bag, "bagit.py --validate .")).succeeds();
    }
}

#[test]
fn the_form_of_the_application_has_every_row_and_every_sum() {
    let desk = Desk::with(&local());
    let mut python = Command::new(checker("python/bin/python"));
    python.arg(repository("tests/tools/cells.py")).arg(desk.bag.join("data/list/payment-detail.xlsx"));
    let cells: Vec<Vec<String>> = serde_json::from_str(&run(&mut python).succeeds().stdout).unwrap();
    let csv = std::fs::read(desk.bag.join("data/list/subsidies-2021-01-feicheng-r2.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(&csv[3..]);
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(cells[0][0], "补贴发放明细表");
    assert!(cells[1][0].contains("肥城市") && cells[1][0].contains("公示期"), "{}", cells[1][0]);
    assert_eq!(cells[3], header, "the list has numbers of its own");
    let plain = |cell: &str| match cell.trim_end_matches(" 00:00:00") {
        amount if amount.contains('.') => amount.trim_end_matches('0').trim_end_matches('.').to_owned(),
        other => other.to_owned(),
    };
    for (at, row) in rows.iter().enumerate() {
        let [written, sent] = [&cells[4 + at], row].map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>());
        assert_eq!(written, sent, "row {}", at + 1);
    }
    let place = |heading: &str| header.iter().position(|header| header == heading).unwrap();
    let (amount, institution) = (place("补贴金额(元)"), place("培训机构"));
    let yuan = |row: &Vec<String>| row[amount].parse::<f64>().unwrap();
    let (sums, total) = cells[4 + rows.len()..].split_at(cells.len() - 5 - rows.len());
    assert!(sums.len() > 1, "several institutions");
    for sum in sums {
        let name = sum[1].strip_prefix("小计：").unwrap();
        let own: Vec<_> = rows.iter().filter(|row| row[institution] == name).collect();
        assert_eq!(sum[2], format!("{} 人次", own.len()));
        assert!((yuan(sum) - own.iter().map(|row| yuan(row)).sum::<f64>()).abs() < 0.001, "{name}");
    }
    assert_eq!((total[0][1].as_str(), total[0][2].as_str()), ("合计", "150 人次"));
    assert!((yuan(&total[0]) - rows.iter().map(yuan).sum::<f64>()).abs() < 0.001);
}

/// A time stamping authority of the test's own.
fn authority(desk: &Desk) {
    std::fs::write(
        desk.path("tsa.cnf"),
        "[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nCN=Test TSA\n\
         [ext]\nbasicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature\n\
         extendedKeyUsage=critical,timeStamping\n\
         [tsa]\ndefault_tsa=one\n[one]\nserial=serial\nsigner_cert=tsa.pem\nsigner_key=tsa.key\nsigner_digest=sha256\n\
         default_policy=1.2.3.4.1\ndigests=sha256,sha512\nclock_precision_digits=3\n",
    )
    .unwrap();
    std::fs::write(desk.path("serial"), "01\n").unwrap();
    let make = "openssl req -x509 -newkey rsa:2048 -nodes -config tsa.cnf -keyout tsa.key -out tsa.pem -days 36500";
    run(&mut shell(desk.folder.path(), make)).succeeds();
}

/// A time stamp of a file, made by the authority.
fn stamp(desk: &Desk, of: &Path, digest: &str, name: &str) {
    let query = format!("openssl ts -query -data {} -{digest} -cert -out {name}.tsq", of.display());
    let reply = format!("openssl ts -reply -queryfile {name}.tsq -config tsa.cnf -out {name}");
    run(&mut shell(desk.folder.path(), &format!("{query} && {reply}"))).succeeds();
}

#[test]
fn a_time_stamp_is_carried_and_its_issuer_can_be_asked() {
    let pack = local();
    let desk = Desk::with(&pack);
    authority(&desk);
    stamp(&desk, &desk.bag.join("manifest-sha256.txt"), "sha256", "stamp.tsr");
    stamp(&desk, &desk.bag.join("manifest-sha256.txt"), "sha512", "other.tsr");
    stamp(&desk, &desk.bag.join("bag-info.txt"), "sha256", "wrong.tsr");
    let token = "openssl ts -reply -in other.tsr -token_out -out token.tst";
    run(&mut shell(desk.folder.path(), token)).succeeds();

    let told = run(&mut desk.attach("wrong.tsr")).fails(1);
    told.says("[pack-attachment] 这个时间戳不是针对本包的 manifest-sha256.txt 作出的");
    assert_eq!(std::fs::read(&desk.zip).unwrap(), pack.bytes, "a refusal changes nothing");
    run(&mut desk.attach("stamp.tsr")).succeeds().says("SHA-256").says(&pack.code.to_string());
    run(&mut desk.attach("token.tst")).succeeds().says("SHA-512");
    run(&mut desk.attach("stamp.tsr")).fails(1).says("已有同名的附件");

    let mut report = Report::default();
    let bytes = std::fs::read(&desk.zip).unwrap();
    let verdict = pack::check(&bytes, "a.zip", Some(&pack.code), &mut report).unwrap();
    assert_eq!(verdict.attachments.len(), 2);
    assert!(verdict.attachments.iter().all(|attachment| attachment.time_stamp.is_some()), "{verdict}");
    let bag = unzipped(&desk.zip, &desk.path("again"));
    run(&mut shell(&bag, "bagit.py --validate . && sha256sum -c tagmanifest-sha256.txt")).succeeds();
    assert_eq!(verdict.code.replace(' ', ""), run(&mut shell(&bag, "sha256sum tagmanifest-sha256.txt")).stdout[..16]);
    let ask = "openssl ts -verify -data manifest-sha256.txt -CAfile ../../tsa.pem -in attachments/";
    run(&mut shell(&bag, &format!("{ask}stamp.tsr"))).succeeds().says("Verification: OK");
    run(&mut shell(&bag, &format!("{ask}token.tst -token_in"))).succeeds().says("Verification: OK");
}

#[test]
fn nothing_is_lost_when_several_attach_at_once() {
    let desk = Desk::with(&local());
    let names: Vec<String> = (0..8).map(|number| format!("seal-{number}.sig")).collect();
    names.iter().for_each(|name| std::fs::write(desk.path(name), name).unwrap());
    let running: Vec<_> = names.iter().map(|name| desk.attach(name).spawn().unwrap()).collect();
    let done: Vec<_> = running.into_iter().map(|mut child| child.wait().unwrap().success()).collect();
    let (_, files) = unpacked(&std::fs::read(&desk.zip).unwrap());
    let inside: Vec<_> = names.iter().map(|name| files.contains_key(&format!("attachments/{name}"))).collect();
    assert_eq!(inside, done, "what was said to be attached is in the pack, and nothing else");
    assert!(done.contains(&true));
    let left: Vec<_> = std::fs::read_dir(desk.zip.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn the_words_for_people_are_sound_and_the_explanation_is_one_page() {
    let folder = Site::empty();
    let mut folder = folder;
    for (name, pack) in [
        ("local", local()),
        ("live", packed(on_the_day(), &live())),
        ("catalogue", packed(on_the_day(), &captured(on_the_day(), "occupations/city"))),
    ] {
        let (_, files) = unpacked(&pack.bytes);
        folder = folder.with_file(&format!("{name}/README.html"), &files["README.html"]);
        if let Some(checklist) = files.get("data/checklist.html") {
            folder = folder.with_file(&format!("{name}/checklist.html"), checklist);
        }
    }
    let checklist = folder.file("local/checklist.html");
    assert!(checklist.contains("还缺：第三方审核报告。"), "{checklist}");
    let pages: Vec<String> = folder.files("").ending(".html").map(|(path, _)| path.to_owned()).collect();
    assert_eq!(pages.len(), 5, "{pages:?}");
    let out = repository("target/pictures/pack");
    let mut script = node("pictures.mjs");
    run(script.arg(folder.path("")).arg(&out).arg("print").args(&pages)).succeeds();
    for page in &pages {
        let pdf = out.join(format!("{}.pdf", page.trim_end_matches(".html").replace('/', "-")));
        run(Command::new("pdfinfo").arg(&pdf)).succeeds().says("Pages:           1\n").says("(A4)");
    }
    let mut nu = Command::new("java");
    nu.arg("-jar").arg(checker("node/node_modules/vnu-jar/build/dist/vnu.jar"));
    run(nu.args(["--errors-only", "--skip-non-html"]).arg(folder.path(""))).succeeds();
}
