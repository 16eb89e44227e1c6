//! The ledger as people use it: add, find, versions, correct, forget, verify, export.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail as tests do")]

mod common;

use std::process::Stdio;

use common::{Folder, NONE, ONE, Run};

const TWO: &str = "Zeitplan für die Brücke\n\nDas Bauamt wollte den Bericht weder bestätigen noch dementieren. „Das dauert sechs Monate“, sagte \
                   Sprecher Udo Kern.\n";

/// Runs a command on the ledger of a folder.
fn run(folder: &Folder, arguments: &[&str]) -> Run {
    Run::of(folder.command().env("WORTLAUT_LEDGER", folder.path("news.db")).args(arguments).output().expect("the program runs"))
}

/// What a command says, without what is different in every run: times and hashes.
fn lasting(text: &str) -> String {
    let mut lasting = String::new();
    for word in text.split_inclusive([' ', '\n', ',', ':']) {
        let bare = word.trim_end();
        let is_hash = bare.len() == 64 && bare.bytes().all(|byte| byte.is_ascii_hexdigit());
        let rest = &word[bare.len()..];
        match is_hash {
            true => lasting += &format!("HASH{rest}"),
            false => lasting += word,
        }
    }
    // 2026-11-25T09:37:33Z, cut at its colons above.
    let mut clean = String::new();
    let mut rest = lasting.as_str();
    while let Some(at) = rest.find("Z\n").filter(|at| *at >= 19 && rest.is_char_boundary(at - 19)) {
        let (before, time) = (&rest[..at - 19], &rest[at - 19..at]);
        clean += before;
        clean += if time.starts_with("20") && time.contains('T') { "TIME" } else { time };
        rest = &rest[at + 1..];
    }
    clean + rest
}

fn archive() -> Folder {
    let folder = Folder::new();
    folder.file("archiv/a.txt", ONE);
    folder.file("archiv/b.txt", TWO);
    folder.file("archiv/c.txt", NONE);
    run(&folder, &["add", "archiv", "--outlet", "Kurier", "--published", "2026-11-24"]).expect(0, &["articles: 3 new"]);
    folder
}

#[test]
fn adding_tells_of_each_article_and_again_of_none() {
    let folder = archive();
    let again = run(&folder, &["add", "archiv", "--lang", "de"]);
    again.expect(0, &["Artikel: 3 schon da"]);
    assert_eq!(again.stdout, "");
    folder.file("archiv/d.txt", "„Wir zahlen nicht“, sagte Ministerin Ada Brandt.");
    let more = run(&folder, &["add", "archiv"]);
    assert_eq!(more.expect(0, &["1 new, 3 already there"]).stdout, "article 7: archiv/d.txt (1 statement)\n");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_added() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    folder.file("b.txt", [0, 1, 2, 3, 255]);
    let added = run(&folder, &["add", "fehlt.txt", "a.txt", "b.txt", "a.txt"]);
    added.expect(2, &["fehlt.txt", "b.txt", "not text", "1 new, 1 already there", "2 of 4 inputs"]);
    assert!(run(&folder, &["find", "Brücke"]).expect(0, &[]).stdout.contains("Wir bauen 🚧 die Brücke"));
}

#[test]
fn texts_come_from_standard_input_too() {
    let folder = Folder::new();
    let mut child = folder
        .command()
        .args(["add", "-", "--ledger", "x/y/z.db", "--source", "Mitteilung 1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), TWO.as_bytes()).unwrap();
    let added = Run::of(child.wait_with_output().unwrap());
    assert_eq!(added.expect(0, &["1 new"]).stdout, "article 1: standard input (2 statements)\n");
    run(&folder, &["versions", "Mitteilung 1", "--ledger", "x/y/z.db"]).expect(0, &[]);
}

#[test]
fn statements_are_found_with_their_addresses() {
    let folder = archive();
    insta::assert_snapshot!("find", run(&folder, &["find", "Brücken"]).expect(0, &[]).stdout);
    insta::assert_snapshot!(
        "find_in_german",
        run(&folder, &["find", "--outlet", "Kurier", "--lang", "de", "--width", "60"]).stdout
    );
    let coloured = run(&folder, &["find", "„sechs Monate“", "--color", "always"]);
    assert!(coloured.stdout.contains("\u{1b}[1mUdo Kern\u{1b}[0m"), "{}", coloured.stdout);
    run(&folder, &["find", "Straßenbahn"]).expect(1, &["nothing found"]);
    run(&folder, &["find", "!"]).expect(2, &["no word to search for"]);
    run(&folder, &["find", "Brücke", "--since", "gestern"]).expect(2, &["gestern", "2026-11-25"]);
    run(&folder, &["find", "--act", "neither", "--since", "2026-11", "--until", "2026-11-24"]).expect(0, &[]);
    run(&folder, &["find", "--party", "Kern", "--type", "direct"]).expect(0, &[]);
    run(&folder, &["find", "Brücke", "--as-of", "2020-01-01"]).expect(1, &["nothing"]);
    run(&folder, &["find"]).expect(2, &["WORDS"]);
    let first = run(&folder, &["find", "--outlet", "Kurier", "-n", "1"]);
    first.expect(0, &["there is more: --offset 1"]);
    let second = run(&folder, &["find", "--outlet", "Kurier", "-n", "1", "--offset", "1"]);
    assert_ne!(first.stdout, second.stdout);
}

#[test]
fn found_statements_as_json_have_their_places_in_code_points() {
    let folder = archive();
    let lines = run(&folder, &["find", "bauen", "--format", "jsonl"]).lines();
    assert_eq!(lines.len(), 1);
    assert!(common::places(&lines[0]["statement"], ONE) > 1);
    assert_eq!(lines[0]["address"], "2.s1");
    assert_eq!(lines[0]["said"].as_str().map(|said| &said[..4]), Some("2026"));
    assert_eq!(lines[0]["article"]["outlet"], "Kurier");
}

#[test]
fn the_export_is_what_read_gives() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    folder.file("b.txt", TWO);
    folder.file("c.txt", NONE);
    folder.file("d.txt", "The minister said on Monday that the bridge would be closed until the end of the year.");
    folder.file("e.txt", "");
    let names = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"];
    run(&folder, &[&["add"], names.as_slice()].concat()).expect(0, &["5 new"]);
    let read = folder.read(&[names.as_slice(), &["--format", "jsonl"]].concat());
    assert_eq!(run(&folder, &["export", "jsonl"]).expect(0, &[]).stdout, read.stdout);
    assert_eq!(run(&folder, &["export", "jsonl", "--as-read"]).expect(0, &[]).stdout, read.stdout);
    run(&folder, &["export", "jsonl", "-o", "x.jsonl"]).expect(0, &[]);
    assert_eq!(folder.content("x.jsonl"), read.stdout);
    run(&folder, &["export", "jsonl", "-o", "news.db"]).expect(2, &["news.db"]);
    run(&folder, &["export", "jsonl", "--as-of", "2020-01-01"]).expect(1, &[]);
}

#[test]
fn another_text_of_a_source_is_a_version() {
    let folder = Folder::new();
    folder.file("a.txt", "„Wir bauen bis Mai“, sagte Ada Brandt. „Das ist falsch“, sagte Udo Kern.");
    folder.file("b.txt", "„Wir bauen bis Juli“, sagte Ada Brandt. „Wer zahlt das?“, fragte Ewald Grothe.");
    let add = |name| run(&folder, &["add", name, "--url", "https://kurier.example/a"]);
    add("a.txt").expect(0, &["1 new"]);
    let second = add("b.txt");
    let line = "article 3: b.txt (2 statements, new version of 1: 1 altered, 1 added, 1 removed)\n";
    assert_eq!(second.expect(0, &["1 new version"]).stdout, line);
    insta::assert_snapshot!("versions", lasting(&run(&folder, &["versions", "https://kurier.example/a"]).expect(0, &[]).stdout));
    run(&folder, &["versions", "https://kurier.example/b"]).expect(1, &["nothing found"]);
    assert!(run(&folder, &["find", "Mai"]).expect(1, &["nothing"]).stdout.is_empty());
    let old = run(&folder, &["find", "Mai", "--all-versions"]);
    assert!(old.expect(0, &[]).stdout.contains("older version"), "{}", old.stdout);
    run(&folder, &["add", "a.txt", "b.txt", "--url", "https://kurier.example/a"]).expect(2, &["one article"]);
}

#[test]
fn corrections_have_an_author_and_a_reason_and_hold() {
    let folder = archive();
    let correct = |arguments: &[&str]| run(&folder, &[&["correct", "--author", "R", "--reason", "geprüft"], arguments].concat());
    run(&folder, &["correct", "--author", "R", "reject", "2.s1"]).expect(2, &["--reason"]);
    assert_eq!(correct(&["reject", "2.s1"]).expect(0, &[]).stdout, "correction 7\n");
    run(&folder, &["find", "bauen"]).expect(1, &["nothing"]);
    correct(&["accept", "2.s1"]).expect(0, &[]);
    run(&folder, &["find", "bauen"]).expect(0, &[]);
    correct(&["reject", "2.s9"]).expect(2, &["no statement 2.s9"]);
    correct(&["rename", "party", "Niemand", "Jemand"]).expect(2, &["no party named `Niemand`"]);
    correct(&["rename", "party", "Udo Kern", "Udo Kehrn", "--article", "4.s1"]).expect(0, &[]);
    assert!(run(&folder, &["find", "sechs"]).stdout.contains("Udo Kehrn"));
    run(&folder, &["add", "archiv", "--again"]).expect(0, &["3 already there"]);
    assert!(run(&folder, &["find", "sechs"]).stdout.contains("Udo Kehrn"));
    run(&folder, &["verify"]).expect(0, &[]);
}

#[test]
fn forgotten_articles_do_not_come_back() {
    let folder = archive();
    let forget = |article| run(&folder, &["forget", article, "--author", "R", "--reason", "Beschluss"]);
    assert!(forget("4.s1").expect(0, &[]).stdout.starts_with("entry 7: the words of article 3 are removed"));
    forget("3").expect(2, &["entry 3 was forgotten with entry 7"]);
    forget("99").expect(2, &["no article 99"]);
    run(&folder, &["find", "sechs"]).expect(1, &["nothing"]);
    run(&folder, &["add", "archiv"]).expect(0, &["2 already there", "1 forgotten before"]);
    run(&folder, &["export", "jsonl"]).expect(0, &["1 forgotten article is left out"]);
    insta::assert_snapshot!("verify", lasting(&run(&folder, &["verify"]).expect(0, &[]).stdout));
    insta::assert_snapshot!("verify_in_german", lasting(&run(&folder, &["verify", "--lang", "de"]).expect(0, &[]).stdout));
    for name in ["news.db", "news.db-wal"] {
        let bytes = std::fs::read(folder.path(name)).unwrap_or_default();
        assert!(!bytes.windows(12).any(|window| window == b"sechs Monate"), "{name}");
    }
}

#[test]
fn verification_finds_what_was_changed_and_cut_off() {
    let folder = archive();
    let verified = run(&folder, &["verify"]);
    let head = verified.stdout.lines().find_map(|line| line.strip_prefix("head: ")).unwrap();
    run(&folder, &["verify", "--head", head]).expect(0, &[]);
    let other = format!("6:sha256:{}", "0".repeat(64));
    assert!(run(&folder, &["verify", "--head", &other]).expect(2, &[]).stdout.contains("is not in the chain"));
    run(&folder, &["verify", "--head", "6"]).expect(2, &["a number and a hash are expected"]);
    let path = folder.path("news.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.windows(12).position(|window| window == "weder bestä".as_bytes()).unwrap();
    bytes[at] = b'W';
    std::fs::write(&path, bytes).unwrap();
    let told = run(&folder, &["verify"]);
    assert!(
        told.expect(2, &[]).stdout.contains("damaged: entry 3 (article): its text is not the one that was added"),
        "{}",
        told.stdout
    );
    run(&folder, &["reindex"]).expect(0, &[]);
}

#[test]
fn without_a_ledger_the_way_to_one_is_told() {
    let folder = Folder::new();
    run(&folder, &["find", "Brücke"]).expect(2, &["news.db: there is no ledger", "wortlaut add FILE"]);
    run(&folder, &["find", "Brücke", "--lang", "de"]).expect(2, &["news.db: hier ist kein Ledger"]);
    folder.file("news.db", "Das ist ein Artikel. ".repeat(100));
    for command in [&["find", "x"][..], &["verify"], &["reindex"], &["export", "jsonl"], &["versions", "x"], &["add", "news.db"]]
    {
        run(&folder, command).expect(2, &["not a ledger"]);
    }
}

#[test]
fn the_ledger_is_where_people_say_or_where_programs_keep_data() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    let with = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = folder.command();
        command.env_remove("WORTLAUT_LEDGER").env_remove("XDG_DATA_HOME").env("HOME", folder.path("heim"));
        for (name, value) in variables {
            command.env(name, folder.path(value));
        }
        Run::of(command.args(arguments).output().unwrap())
    };
    if cfg!(target_os = "linux") {
        with(&[], &["add", "a.txt"]).expect(0, &["1 new"]);
        assert!(folder.path("heim/.local/share/wortlaut/ledger.db").is_file());
        with(&[("XDG_DATA_HOME", "daten")], &["add", "a.txt"]).expect(0, &["1 new"]);
        assert!(folder.path("daten/wortlaut/ledger.db").is_file());
    }
    with(&[("WORTLAUT_LEDGER", "eigener.db")], &["add", "a.txt"]).expect(0, &["1 new"]);
    with(&[("WORTLAUT_LEDGER", "eigener.db")], &["add", "a.txt", "--ledger", "dritter.db"]).expect(0, &["1 new"]);
    assert!(folder.path("eigener.db").is_file() && folder.path("dritter.db").is_file());
}

#[test]
fn after_adding_the_file_alone_is_the_ledger() {
    let folder = archive();
    std::fs::copy(folder.path("news.db"), folder.path("copy.db")).unwrap();
    run(&folder, &["verify", "--ledger", "copy.db"]).expect(0, &[]);
    assert!(run(&folder, &["find", "bauen", "--ledger", "copy.db"]).expect(0, &[]).stdout.contains("bauen"));
}

/// As another user where this one may do everything.
#[cfg(unix)]
#[test]
fn a_ledger_that_may_only_be_read_is_read() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    let folder = archive();
    let mode = |name: &str, mode| std::fs::set_permissions(folder.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
    for name in ["news.db-wal", "news.db-shm"] {
        let _ = std::fs::remove_file(folder.path(name));
    }
    mode("news.db", 0o444);
    mode("archiv", 0o755);
    mode(".", 0o555);
    let is_root = std::fs::metadata(folder.path("archiv")).unwrap().uid() == 0;
    let other = |arguments: &[&str]| {
        let mut command = folder.command();
        command.env("WORTLAUT_LEDGER", folder.path("news.db")).args(arguments);
        if is_root {
            command.uid(65534).gid(65534);
        }
        command.output().map(Run::of)
    };
    let found = other(&["find", "bauen"]);
    let written = [other(&["add", "archiv"]), other(&["reindex"])];
    let verified = other(&["verify"]);
    mode(".", 0o755);
    // The program itself may lie where another user may not go.
    let Ok(found) = found else { return };
    assert!(found.expect(0, &[]).stdout.contains("bauen"));
    verified.unwrap().expect(0, &[]);
    for run in written {
        run.unwrap().expect(2, &["news.db: the ledger may only be read here"]);
    }
}

#[test]
fn two_programs_add_at_the_same_time() {
    let folder = Folder::new();
    for number in 0..60 {
        folder.file(&format!("archiv/{number:02}.txt"), format!("„Wir bauen {number} Brücken“, sagte Ada Brandt."));
    }
    let spawn = || {
        let mut command = folder.command();
        command.env("WORTLAUT_LEDGER", folder.path("news.db")).args(["add", "archiv"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let programs: Vec<_> = (0..3).map(|_| spawn()).collect();
    let runs: Vec<Run> = programs.into_iter().map(|program| Run::of(program.wait_with_output().unwrap())).collect();
    let lines: usize = runs.iter().map(|run| run.expect(0, &["articles: "]).stdout.lines().count()).sum();
    assert_eq!(lines, 60, "each is added by one of them");
    let verified = run(&folder, &["verify"]);
    assert!(verified.expect(0, &[]).stdout.starts_with("120 entries, 60 articles, 60 statements"), "{}", verified.stdout);
}
