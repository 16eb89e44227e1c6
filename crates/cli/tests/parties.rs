//! What people know about parties: `--parties` and `--gazetteer`.

mod common;

use common::{Folder, Run};

const DYKE: &str = "Der Deich werde im Frühjahr erhöht, teilte das Landesforstamt am Montag mit.\n\n„Wir haben zu lange gewartet“, sagte \
    Thea Lindqvist.\n\nDas LFA wies die Kritik zurück. Lindqvist sagte, das sei falsch.\n\n„Der Hafen bleibt offen“, erklärte Bengt \
    Lindqvist.\n";

const LIST: &str = "[[party]]\nname = \"Forstamt Nord\"\naliases = [\"Landesforstamt\", \"LFA\"]\nkind = \"institution\"\nidentity = \
    \"A-1\"\n";

const TWO: &str = "[[party]]\nname = \"Thea Lindqvist\"\naliases = [\"Lindqvist\"]\nnot = [\"Bengt Lindqvist\"]\n\n[[party]]\nname = \
    \"Bengt Lindqvist\"\naliases = [\"Lindqvist\"]\n";

const LINES: &str = "{\"id\":\"Q1\",\"label\":\"Thea Lindqvist\",\"kind\":\"person\"}\n{\"id\":\"Q2\",\"label\":\"Bengt \
    Lindqvist\"}\n{\"id\":\"Q3\",\"label\":\"Bengt Lindqvist\"}\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("deich.txt", DYKE);
    folder.file("parties.toml", LIST);
    folder.file("two.toml", TWO);
    folder.file("people.jsonl", LINES);
    folder
}

fn read(folder: &Folder, arguments: &[&str]) -> Run {
    folder.read(&[&["deich.txt", "--format", "json"], arguments].concat())
}

/// The names of the parties, each with its identity.
fn parties(run: &Run) -> Vec<(String, Option<String>)> {
    let record = run.json();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let all = record["parties"].as_array().expect("parties");
    all.iter().map(|one| (text(&one["name"]).expect("a name"), text(&one["identity"]))).collect()
}

/// The name of who says what holds `words`.
fn sayer(run: &Run, words: &str) -> Option<String> {
    let record = run.json();
    let statements = record["statements"].as_array().expect("statements");
    let said = statements.iter().find(|one| one["quote"][0]["text"].as_str().is_some_and(|text| text.contains(words)));
    let party = said.expect("a statement with these words")["party"].as_str()?.to_owned();
    let all = record["parties"].as_array().expect("parties");
    all.iter().find(|one| one["id"] == party.as_str()).and_then(|one| one["name"].as_str()).map(str::to_owned)
}

fn pair(name: &str, identity: Option<&str>) -> (String, Option<String>) {
    (name.to_owned(), identity.map(str::to_owned))
}

#[test]
fn two_names_are_made_one_party() {
    let folder = folder();
    let before = read(&folder, &[]);
    assert!(parties(&before).contains(&pair("LFA", None)) && parties(&before).contains(&pair("Landesforstamt", None)));
    let run = read(&folder, &["--parties", "parties.toml"]);
    run.expect(0, &[]);
    assert_eq!(parties(&run)[0], pair("Forstamt Nord", Some("A-1")));
    assert_eq!(run.json()["parties"][0]["aliases"], serde_json::json!(["Landesforstamt", "LFA"]));
    assert_eq!(sayer(&run, "Der Deich"), Some("Forstamt Nord".to_owned()));
    assert_eq!(sayer(&run, "wies die Kritik"), Some("Forstamt Nord".to_owned()));
    assert!(common::places(&run.json(), DYKE) > 10, "and every place still holds its text");
    assert_eq!(read(&folder, &["--parties", "parties.toml"]).stdout, run.stdout, "again the same");
}

#[test]
fn a_name_of_two_is_left_open() {
    let folder = folder();
    let run = read(&folder, &["--parties", "two.toml"]);
    run.expect(0, &[]);
    assert_eq!(sayer(&run, "das sei falsch"), None);
    assert_eq!(sayer(&run, "lange gewartet"), Some("Thea Lindqvist".to_owned()));
    assert_eq!(sayer(&run, "Hafen bleibt"), Some("Bengt Lindqvist".to_owned()));
    assert_eq!(run.json()["diagnostics"][0]["kind"], "ambiguous_party");
    let shown = folder.read(&["deich.txt", "--parties", "two.toml", "--lang", "de"]);
    assert!(shown.stdout.contains("mehrere heißen so"), "{}", shown.stdout);
}

#[test]
fn identities_come_from_gazetteers_unless_two_fit() {
    let folder = folder();
    let run = read(&folder, &["--gazetteer", "people.jsonl"]);
    run.expect(0, &[]);
    assert!(parties(&run).contains(&pair("Thea Lindqvist", Some("Q1"))));
    assert!(parties(&run).contains(&pair("Bengt Lindqvist", None)));
    let said = run.json()["diagnostics"][0].clone();
    assert_eq!(
        (said["kind"].as_str(), said["message"].as_str().is_some_and(|one| one.contains("Q2, Q3"))),
        (Some("ambiguous_party"), true)
    );
    folder.file("offices.jsonl", "{\"id\":\"Q7\",\"label\":\"Landesforstamt\"}\n{\"id\":\"Q8\",\"label\":\"Forstamt Nord\"}\n");
    let both = read(&folder, &["--gazetteer", "people.jsonl", "--gazetteer", "offices.jsonl", "--parties", "parties.toml"]);
    assert!(parties(&both).contains(&pair("Thea Lindqvist", Some("Q1"))), "several files are one gazetteer");
    assert!(parties(&both).contains(&pair("Forstamt Nord", Some("A-1"))), "and the list comes first");
}

#[test]
fn files_that_cannot_be_used_are_all_named() {
    let folder = folder();
    folder.file("falsch.toml", "[[party]]\nname = \"A B\"\nfarbe = \"rot\"\n");
    folder.file("falsch.jsonl", "{\"id\":\"Q1\",\"label\":\"A B\"}\n{\"id\":\"Q2\"}\n");
    let arguments =
        ["--parties", "falsch.toml", "--gazetteer", "falsch.jsonl", "--gazetteer", "people.jsonl", "--gazetteer", "fehlt.jsonl"];
    let run = read(&folder, &arguments);
    run.expect(
        2,
        &[
            "error: falsch.toml: line 3, column 1: \"farbe\" is unknown here; there are [[party]] entries, with name",
            "error: falsch.jsonl: line 2, the entry has no \"label\"",
            "error: fehlt.jsonl: no such file",
        ],
    );
    assert!(run.stdout.is_empty(), "nothing is read with half of what is known");
    let german = [&arguments[..], &["--lang", "de"]].concat();
    read(&folder, &german).expect(
        2,
        &[
            "Fehler: falsch.toml: Zeile 3, Spalte 1: „farbe“ ist hier unbekannt",
            "falsch.jsonl: Zeile 2, dem Eintrag fehlt \"label\"",
        ],
    );
}

#[test]
fn a_name_in_two_entries_is_refused_with_both_places() {
    let folder = folder();
    folder.file(
        "doppelt.toml",
        "[[party]]\nname = \"Forstamt\"\n\n[[party]]\nname = \"Landesforstamt\"\naliases = [\"Forstamts\"]\n",
    );
    read(&folder, &["--parties", "doppelt.toml"])
        .expect(2, &["line 6, column 12: \"Forstamts\" stands in another entry too, in line 2, column 8"]);
}

#[test]
fn an_article_that_cannot_be_read_does_not_keep_the_others_from_it() {
    let folder = folder();
    folder.file("bild.txt", [0, 1, 2, 0]);
    let run = folder.read(&["bild.txt", "deich.txt", "--format", "jsonl", "--parties", "parties.toml"]);
    run.expect(2, &["error: bild.txt: "]);
    assert_eq!(run.lines().len(), 1);
    assert_eq!(run.lines()[0]["parties"][0]["name"], "Forstamt Nord");
}

#[test]
fn what_is_known_is_not_replaced_by_the_output() {
    let folder = folder();
    for name in ["parties.toml", "people.jsonl"] {
        let option = if name == "parties.toml" { "--parties" } else { "--gazetteer" };
        folder.read(&["deich.txt", option, name, "-o", name]).expect(2, &[name, "this would replace what is read"]);
    }
    assert_eq!(folder.content("parties.toml"), LIST);
}
