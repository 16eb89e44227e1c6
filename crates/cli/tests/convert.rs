//! `wortlaut convert`, and what `wortlaut eval` makes of corrected files.

mod common;

use common::{Folder, NONE, ONE, places};
use serde_json::Value;

#[test]
fn a_reading_is_corrected_and_measured() {
    let folder = Folder::new();
    folder.file("news/brücke.txt", ONE);
    folder.file("news/ruhe.txt", NONE);
    folder.run(&["convert", "--read", "news", "--to", "webanno", "-o", "to-correct"]).expect(0, &[]);
    let written = folder.content("to-correct/brücke.tsv");
    assert!(written.starts_with("#FORMAT=WebAnno TSV 3.3\n"), "{written}");
    assert!(folder.path("to-correct/ruhe.tsv").is_file());

    // Nothing is corrected yet, so the reading agrees with itself.
    let run = folder.run(&["eval", "to-correct", "--errors"]);
    assert!(run.expect(0, &[]).stdout.contains("Errors by cause: 0 in 0 groups"), "{}", run.stdout);

    // Somebody finds that the mayor, not the minister, said it; and the type wrong.
    let corrected = written.replace("direct[1]", "indirect[1]");
    assert_ne!(corrected, written);
    folder.file("corrected/brücke.tsv", corrected);
    let run = folder.run(&["eval", "corrected", "--errors", "1"]);
    run.expect(0, &[]);
    assert!(run.stdout.contains("corrected: 1 articles"), "{}", run.stdout);
    assert!(run.stdout.contains("type · indirect · ") && run.stdout.contains("indirect read as direct"), "{}", run.stdout);
    assert!(run.stdout.contains("      brücke: ⟦⟪„Wir bauen 🚧 die Brücke“⟫⟧, sagte"), "{}", run.stdout);
    let other = folder.run(&["eval", "corrected", "--errors", "--kind", "missed"]);
    assert!(other.expect(0, &[]).stdout.contains("Errors by cause: 0 in"), "{}", other.stdout);
    for narrowed in [["--type", "indirect"], ["--kind", "type"], ["--document", "brücke"]] {
        let run = folder.run(&[&["eval", "corrected", "--errors"], narrowed.as_slice()].concat());
        assert!(run.expect(0, &[]).stdout.contains("Errors by cause: 1 in 1 groups"), "{}", run.stdout);
    }
    folder.run(&["eval", "corrected", "--kind", "type"]).expect(2, &["--errors"]);
    folder.run(&["eval", "--errors", "corrected"]).expect(2, &["name corpora before --errors"]);
    folder.run(&["eval", "corrected", "--errors", "--kind", "typ"]).expect(2, &["missed", "boundary"]);
}

#[test]
fn gold_goes_to_every_format_and_comes_back() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    folder.file("b.txt", NONE);
    let gold = folder.run(&["convert", "--read", "a.txt", "b.txt"]);
    gold.expect(0, &[]);
    let lines = gold.lines();
    assert_eq!((lines.len(), &lines[0]["doc"]), (2, &Value::from("a")));
    assert!(places(&lines[0], ONE) > 2);
    assert_eq!(lines[0]["statements"][0]["party"], Value::Null);

    // What only people know must survive.
    let named = gold.stdout.replacen("\"party\":null", "\"party\":\"Ada Brandt\"", 1).replacen(
        "\"matter\":null",
        "\"matter\":\"Bau der Brücke\"",
        1,
    );
    folder.file("gold.jsonl", &named);
    folder.run(&["convert", "gold.jsonl", "--to", "webanno", "-o", "tsv"]).expect(0, &[]);
    assert_eq!(folder.run(&["convert", "tsv"]).expect(0, &[]).stdout, named);
    folder.run(&["convert", "tsv", "-o", "again.jsonl"]).expect(0, &[]);
    assert_eq!(folder.content("again.jsonl"), named);

    let public = folder.run(&["convert", "gold.jsonl", "--to", "public", "-o", "json"]);
    public.expect(0, &["note: public cannot hold everything: 1 acts", "1 names of parties", "1 matters"]);
    let back = folder.run(&["convert", "json"]).expect(0, &["note: gold cannot hold everything: 2 articles' own tokens"]).lines();
    let statement = &lines[0]["statements"][0];
    for part in ["type", "quote", "speaker", "cue", "addressee", "medium"] {
        assert_eq!(back[0]["statements"][0][part], statement[part], "{part}");
    }
    assert!(!statement["act"].is_null() && back[0]["statements"][0]["act"].is_null());
}

#[test]
fn one_article_may_be_a_file_of_any_format() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    folder.run(&["convert", "--read", "a.txt", "-o", "x/a.tsv"]).expect(0, &[]);
    assert!(folder.content("x/a.tsv").starts_with("#FORMAT"));
    let public = folder.run(&["convert", "--read", "a.txt", "--to", "public"]);
    assert_eq!(public.json()["documentName"], "a");
    assert_eq!(public.json()["annotations"][0]["type"], "Direct");
    folder.file("b.txt", NONE);
    let several = folder.run(&["convert", "--read", "a.txt", "b.txt", "--to", "webanno"]);
    assert_eq!(several.expect(2, &["stdout: a file of this format holds one article, and there are 2", "--output"]).stdout, "");
    folder.run(&["convert", "--read", "a.txt", "b.txt", "-o", "ab.tsv"]).expect(2, &["ab.tsv: a file of this format"]);
}

#[test]
fn corrections_are_not_replaced_by_accident() {
    let folder = Folder::new();
    folder.file("b.txt", ONE);
    folder.file("a.txt", ONE);
    folder.file("out/b.tsv", "corrected");
    let arguments = ["convert", "--read", "a.txt", "b.txt", "--to", "webanno", "-o", "out"];
    folder.run(&arguments).expect(2, &["b.tsv", "there already", "--replace"]);
    assert_eq!(folder.content("out/b.tsv"), "corrected");
    assert!(!folder.path("out/a.tsv").exists(), "all or none");
    folder.run(&[&arguments, ["--replace"].as_slice()].concat()).expect(0, &[]);
    assert!(folder.content("out/b.tsv").starts_with("#FORMAT"));
}

#[test]
fn what_is_wrong_is_said_in_two_languages() {
    let folder = Folder::new();
    folder.file("a.tsv", "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=Ada\n1-1\t0-9\tAda\n");
    folder.run(&["convert", "a.tsv"]).expect(2, &["error: corpus: a.tsv:5: the token ends at 9", "; export the article"]);
    folder.run(&["eval", "a.tsv"]).expect(2, &["a.tsv:5:"]);
    folder.run(&["convert", "fehlt", "--lang", "de"]).expect(2, &["Fehler: Korpus: ", "fehlt"]);
    folder.run(&["convert", "--read", "fehlt.txt"]).expect(2, &["fehlt.txt"]);
    let shifted = r#"{"doc":"eins","text":"Ada ging.","statements":[{"type":"reported","quote":[{"start":0,"end":3,"text":"Bo"}],"speaker":null,"party":null,"cue":[],"addressee":null,"medium":null,"act":null,"hedge":null}]}"#;
    folder.file("gold.jsonl", shifted);
    let run = folder.run(&["convert", "gold.jsonl", "--to", "webanno", "--lang", "de"]);
    run.expect(2, &["gold.jsonl: 1 markierte Stellen enthalten nicht den angegebenen Text, zuerst „Bo“ in eins"]);
    assert!(run.stdout.contains("1-1\t0-3\tAda"), "the rest is written: {}", run.stdout);
    folder.file("leer.jsonl", "\n");
    folder.run(&["convert", "leer.jsonl"]).expect(1, &[]);
    folder.file("frühe.txt", "\n\nAda ging.");
    folder
        .run(&["convert", "--read", "frühe.txt", "--to", "webanno", "--lang", "de"])
        .expect(0, &["Hinweis: webanno kann", "Zeilenumbrüche"]);
}

#[test]
fn the_layers_for_inception_are_those_that_are_written() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    let written = folder.run(&["convert", "--read", "a.txt", "--to", "webanno"]).stdout;
    let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/inception-layers.json")).expect("a file");
    let layers: Value = serde_json::from_str(&file).expect("JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut tags = Vec::new();
    for layer in list(&layers) {
        let head = format!("#T_SP={}|", layer["name"].as_str().unwrap_or_default());
        let declared = written.lines().find(|line| line.starts_with(&head)).expect("the layer is declared");
        for feature in list(&layer["features"]) {
            let name = feature["name"].as_str().unwrap_or_default();
            let link = feature["link_type_name"]
                .as_str()
                .map(|link| format!("webanno.custom.Statement:{name}_{link}|webanno.custom.Part"));
            assert!(declared.contains(&link.unwrap_or_else(|| format!("|{name}|"))), "{name} in {declared}");
            tags.extend(list(&feature["tag_set"]["tags"]).iter().filter_map(|tag| tag["tag_name"].as_str().map(str::to_owned)));
        }
    }
    let acts = wortlaut_reading::Act::ALL.iter().map(|one| one.name());
    let types = wortlaut_reading::StatementType::ALL.iter().map(|one| one.name());
    let media = wortlaut_reading::Medium::ALL.iter().map(|one| one.name());
    let roles = ["quote", "speaker", "cue", "addressee", "frame"];
    for tag in acts.chain(types).chain(media).chain(roles).chain(["true", "false"]) {
        assert!(tags.iter().any(|one| one == tag), "{tag}");
    }
}

#[test]
fn help_shows_how() {
    let help = Folder::new().run(&["convert", "--help"]);
    for word in ["Examples:", "--read", "INCEpTION", "webanno", "Exit codes: 0"] {
        assert!(help.expect(0, &[]).stdout.contains(word), "{word}");
    }
}
