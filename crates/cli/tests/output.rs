//! What comes out: formats, order, files, exit codes, colours and languages.

mod common;

use std::io::Read;
use std::process::Stdio;

use common::{Folder, NONE, ONE, places};
use scraper::{Html, Selector};

#[test]
fn json_of_one_file_is_a_record_and_of_several_an_array() {
    let folder = Folder::new();
    folder.file("texte/a.txt", ONE);
    folder.file("b.txt", NONE);
    let one = folder.read(&["texte/a.txt", "--format", "json"]);
    one.expect(0, &[]);
    assert_eq!(one.json()["schema"], "wortlaut/record/1");
    assert!(places(&one.json(), ONE) > 0);
    let two = folder.read(&["texte/a.txt", "b.txt", "--format", "json"]).json();
    assert_eq!(two[0], one.json());
    assert_eq!(two[1]["statements"].as_array().map(Vec::len), Some(0));
    let several = |path| folder.read(&[path, "--format", "json"]).json();
    assert_eq!(several("texte")[0], one.json(), "a folder may hold several");
    assert_eq!(several("texte/*.txt")[0], one.json(), "so may a pattern mean");
}

#[test]
fn json_is_json_whatever_fails() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    assert_eq!(folder.read(&["fehlt1", "fehlt2", "--format", "json"]).expect(2, &["fehlt1", "fehlt2"]).stdout, "[]\n");
    assert_eq!(folder.read(&["fehlt", "--format", "json"]).expect(2, &["fehlt"]).stdout, "");
    let some = folder.read(&["fehlt", "a.txt", "fehlt", "--format", "json"]);
    assert_eq!(some.expect(2, &["2 of 3"]).json().as_array().map(Vec::len), Some(1));
}

#[test]
fn records_know_only_what_the_text_says() {
    let folder = Folder::new();
    folder.file("geheimer-name.txt", ONE);
    let run = folder.read(&["geheimer-name.txt", "--format", "json"]);
    for key in ["title", "url", "outlet", "published"] {
        assert!(run.json()["article"][key].is_null(), "{key}");
    }
    assert!(!run.stdout.contains("geheimer-name"));
}

#[test]
fn output_has_the_order_of_the_input_however_many_work() {
    let folder = Folder::new();
    let names: Vec<String> = (0..60).map(|number| format!("{number:03}.txt")).collect();
    for (number, name) in names.iter().enumerate() {
        // The first take longest.
        folder.file(name, format!("{ONE}{}", "Noch ein Satz über die Brücke. ".repeat((60 - number) * 20)));
    }
    let mut turned: Vec<&str> = names.iter().map(String::as_str).collect();
    turned.reverse();
    for jobs in ["1", "2", "7"] {
        let run = folder.read(&[&["--jobs", jobs, "--format", "jsonl"], turned.as_slice()].concat());
        run.expect(0, &[]);
        let lengths: Vec<u64> = run.lines().iter().filter_map(|record| record["article"]["length"].as_u64()).collect();
        assert_eq!(lengths.len(), 60);
        assert!(lengths.is_sorted(), "{jobs}: {lengths:?}");
        assert_eq!(run.stdout, folder.read(&[&["--format", "jsonl"], turned.as_slice()].concat()).stdout);
    }
}

#[test]
fn spans_give_the_text_back_in_every_format() {
    let folder = Folder::new();
    let text = format!(
        "{ONE}\nDas Amt teilte mit, die Brücke & der Tunnel seien <bald> fertig.\r\n\r\n„Ja“, sagte sie, „aber 👩‍🚒 nicht heute“."
    );
    folder.file("a.txt", &text);
    let json = folder.read(&["a.txt", "--format", "json"]).json();
    assert!(places(&json, &text) > 2);
    let line = folder.read(&["a.txt", "--format", "jsonl"]).lines().remove(0);
    assert_eq!(line, json);

    let page = Html::parse_document(&folder.read(&["a.txt", "--format", "html"]).stdout);
    let selected = |selector: &str| -> String {
        page.select(&Selector::parse(selector).unwrap()).map(|element| element.text().collect::<String>()).collect()
    };
    assert_eq!(selected(".text"), text);
    for (index, statement) in json["statements"].as_array().unwrap().iter().enumerate() {
        let quote: String = statement["quote"].as_array().unwrap().iter().filter_map(|piece| piece["text"].as_str()).collect();
        assert_eq!(selected(&format!(".text mark.n{}", index + 1)), quote);
    }

    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let view = folder.read(&["a.txt", "--width", "60"]).stdout;
    let drawn: String = view.lines().filter_map(|line| line.split_once("│ ").map(|(_, text)| squeezed(text))).collect();
    assert_eq!(drawn, squeezed(&text));
}

#[test]
fn a_page_of_several_articles_has_a_table_of_contents() {
    let folder = Folder::new();
    folder.file("a & b.txt", ONE);
    folder.file("c.txt", NONE);
    let run = folder.read(&["a & b.txt", "fehlt", "c.txt", "--format", "html", "--lang", "de"]);
    run.expect(2, &["fehlt", "1 von 3 Eingaben wurde nicht gelesen"]);
    let page = Html::parse_document(&run.stdout);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let contents = Selector::parse("nav a").unwrap();
    let entries: Vec<String> = page.select(&contents).map(|element| element.text().collect()).collect();
    assert_eq!(entries, ["a & b.txt", "c.txt"]);
    for link in page.select(&contents) {
        let target = Selector::parse(link.value().attr("href").unwrap()).unwrap();
        assert_eq!(page.select(&target).count(), 1);
    }
}

#[test]
fn the_ending_of_the_output_file_tells_the_format() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    for (name, start) in [("x.json", "{\n"), ("x.jsonl", "{\"schema\""), ("x.html", "<!DOCTYPE html>"), ("x.out", "▲ who")] {
        let run = folder.read(&["a.txt", "-o", name]);
        run.expect(0, &[]);
        assert_eq!(run.stdout, "");
        assert!(folder.content(name).starts_with(start), "{name}");
    }
    folder.read(&["a.txt", "-o", "x.json", "--format", "jsonl"]).expect(0, &[]);
    assert!(folder.content("x.json").starts_with("{\"schema\""), "what is asked for goes first");
}

#[test]
fn output_replaces_no_article_and_leaves_nothing_half_done() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    folder.read(&["a.txt", "-o", "./a.txt"]).expect(2, &["a.txt: this would replace what is read"]);
    assert_eq!(folder.content("a.txt"), ONE);
    folder.read(&["a.txt", "-o", "fehlt/x.json"]).expect(2, &["fehlt/x.json: cannot be written"]);
    // Within a folder that is read, the result of the last run is no article.
    folder.read(&[".", "-o", "x.txt"]).expect(0, &[]);
    let once = folder.content("x.txt");
    folder.read(&[".", "-o", "x.txt"]).expect(0, &[]);
    assert_eq!(folder.content("x.txt"), once);
    let left: Vec<_> = std::fs::read_dir(folder.path(".")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[cfg(unix)]
#[test]
fn output_goes_to_what_is_no_file_too() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    folder.read(&["a.txt", "-o", "/dev/null"]).expect(0, &[]);
    assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn statements_that_are_not_sure_enough_are_left_out() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    folder.read(&["a.txt", "--min-confidence", "0"]).expect(0, &[]);
    let none = folder.read(&["a.txt", "--min-confidence", "1", "--format", "json"]);
    none.expect(1, &[]);
    assert_eq!(none.json()["statements"].as_array().map(Vec::len), Some(0));
    folder.read(&["a.txt", "--min-confidence", "2"]).expect(2, &["from 0 to 1"]);
}

#[test]
fn colour_only_where_it_is_wanted() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    let coloured = |arguments: &[&str]| folder.read(arguments).stdout.contains('\u{1b}');
    assert!(!coloured(&["a.txt"]), "a pipe is no terminal");
    assert!(!coloured(&["a.txt", "--color", "never"]));
    assert!(coloured(&["a.txt", "--color", "always"]));
    for format in ["json", "jsonl", "html"] {
        assert!(!coloured(&["a.txt", "--color", "always", "--format", format]), "{format}");
    }
    let error = |when| folder.read(&["fehlt", "--color", when]).stderr.contains('\u{1b}');
    assert!(error("always") && !error("never") && !error("auto"));
}

#[test]
fn labels_and_messages_follow_the_locale_unless_asked_otherwise() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    let run = |locale: &str, arguments: &[&str]| {
        common::Run::of(folder.command().env("LC_ALL", locale).args(["read", "a.txt", "fehlt"]).args(arguments).output().unwrap())
    };
    let german = run("de_DE.UTF-8", &[]);
    german.expect(2, &["Fehler: fehlt", "1 von 2 Eingaben"]);
    assert!(german.stdout.contains("1 direkt") && german.stdout.contains("a.txt · Deutsch · 1 Aussage"), "{}", german.stdout);
    let english = run("de_DE.UTF-8", &["--lang", "en"]);
    english.expect(2, &["error: fehlt", "1 of 2 inputs"]);
    assert!(english.stdout.contains("1 direct") && english.stdout.contains("a.txt · German · 1 statement"));
    assert_eq!(run("C", &[]).stdout, english.stdout, "a German article does not decide");
}

#[test]
fn the_width_is_kept() {
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    for width in ["40", "72"] {
        let view = folder.read(&["a.txt", "--width", width]).stdout;
        let most: usize = width.parse().unwrap();
        assert!(view.lines().all(|line| line.chars().count() <= most), "{view}");
    }
    folder.read(&["a.txt", "--width", "10"]).expect(2, &["--width"]);
}

#[test]
fn whoever_closes_the_pipe_has_seen_enough() {
    let folder = Folder::new();
    for number in 0..50 {
        folder.file(&format!("{number}.txt"), ONE.repeat(50));
    }
    for format in ["terminal", "json", "jsonl", "html"] {
        let mut child = folder
            .command()
            .args(["read", ".", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 20];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let run = common::Run::of(child.wait_with_output().unwrap());
        run.expect(0, &[]);
    }
}

#[test]
fn lines_come_while_others_are_still_to_be_read() {
    use std::io::{BufRead, BufReader, Write};
    let folder = Folder::new();
    folder.file("a.txt", ONE);
    let mut child = folder
        .command()
        .args(["read", "a.txt", "-", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // Nothing was written to standard input yet, so only the first record can be there.
    assert!(lines.next().unwrap().unwrap().starts_with("{\"schema\""));
    child.stdin.take().unwrap().write_all(NONE.as_bytes()).unwrap();
    assert!(lines.next().unwrap().unwrap().contains("\"statements\":[]"));
    assert!(lines.next().is_none());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn eval_measures_corpora() {
    let folder = Folder::new();
    let gold = r#"{"doc":"eins","text":"„Nein“, sagte Ada.","statements":[{"type":"direct","quote":[{"start":0,"end":6,"text":"„Nein“"}],"speaker":[{"start":14,"end":17,"text":"Ada"}],"party":"Ada","cue":[],"addressee":null,"medium":"speech","act":"deny","hedge":false,"matter":null}]}"#;
    folder.file("gold.jsonl", gold);
    let run = folder.run(&["eval", "gold.jsonl"]);
    assert!(run.code == 0 && run.stdout.contains("1 articles"), "{}{}", run.stdout, run.stderr);
    assert!(!run.stdout.contains("Errors by cause"));
    folder.run(&["eval", "fehlt"]).expect(2, &["error: corpus: ", "fehlt"]);
}

#[test]
fn help_and_version() {
    let folder = Folder::new();
    assert!(folder.run(&["--version"]).expect(0, &[]).stdout.starts_with("wortlaut "));
    let help = folder.read(&["--help"]);
    help.expect(0, &[]);
    for word in ["Examples:", "--min-confidence", "Exit codes: 0", "wortlaut read archive/"] {
        assert!(help.stdout.contains(word), "{word}");
    }
    folder.run(&[]).expect(2, &["Usage"]);
    folder.read(&[]).expect(2, &["<PATH>"]);
}
