//! What people may name: files, folders, patterns, standard input, and what goes wrong with them.

mod common;

use common::{Folder, NONE, ONE};

/// The records' lengths tell which articles they are of.
fn lengths(run: &common::Run) -> Vec<u64> {
    run.lines().iter().map(|record| record["article"]["length"].as_u64().expect("a length")).collect()
}

fn numbered(folder: &Folder, name: &str, filler: usize) {
    folder.file(name, format!("„Wir bauen die Brücke“, sagte Ada Brandt.{}", " ".repeat(filler)));
}

const SHORTEST: u64 = 41;

#[test]
fn a_file_with_statements() {
    let folder = Folder::new();
    folder.file("eins.txt", ONE);
    let run = folder.read(&["eins.txt"]);
    run.expect(0, &[]);
    assert!(run.stdout.contains("„Wir bauen 🚧 die Brücke“") && run.stdout.contains("┗1 direct"), "{}", run.stdout);
}

#[test]
fn a_file_without_statements() {
    let folder = Folder::new();
    folder.file("leer.txt", NONE);
    let run = folder.read(&["leer.txt"]);
    run.expect(1, &[]);
    assert_eq!(run.stdout, "leer.txt · German · no statements found\n\n");
}

#[test]
fn an_empty_file_has_an_empty_record() {
    let folder = Folder::new();
    folder.file("leer.txt", "");
    let run = folder.read(&["leer.txt", "--format", "json"]);
    run.expect(1, &[]);
    let record = run.json();
    assert_eq!(record["article"]["length"], 0);
    assert_eq!(record["statements"].as_array().map(Vec::len), Some(0));
    for format in ["terminal", "jsonl", "html"] {
        folder.read(&["leer.txt", "--format", format]).expect(1, &[]);
    }
}

#[test]
fn nothing_of_that_name() {
    let folder = Folder::new();
    folder.read(&["fehlt.txt"]).expect(2, &["error: fehlt.txt: no such file or folder", "check the spelling"]);
    folder.read(&["fehlt.txt", "--lang", "de"]).expect(2, &["Fehler: fehlt.txt: keine Datei", "Schreibweise"]);
}

#[test]
fn folders_are_searched_in_order_for_texts() {
    let folder = Folder::new();
    numbered(&folder, "b/zwei.txt", 2);
    numbered(&folder, "b/eins.MD", 1);
    numbered(&folder, "b/a/drei.txt", 0);
    folder.file("b/bild.png", [0, 1, 2]);
    numbered(&folder, "b/.versteckt.txt", 9);
    numbered(&folder, "b/.git/vier.txt", 9);
    numbered(&folder, "b/README.md", 9);
    let run = folder.read(&["b", "--format", "jsonl"]);
    run.expect(0, &[]);
    assert_eq!(lengths(&run), [SHORTEST, SHORTEST + 1, SHORTEST + 2], "a/drei.txt, eins.MD, zwei.txt");
    assert_eq!(lengths(folder.read(&["b/README.md", "--format", "jsonl"]).expect(0, &[])), [SHORTEST + 9], "named, it is read");
}

#[test]
fn a_folder_without_texts() {
    let folder = Folder::new();
    folder.file("bilder/bild.png", [0, 1, 2]);
    folder.read(&["bilder"]).expect(2, &["bilder: the folder holds no .txt or .md file", "with a pattern"]);
}

#[test]
fn patterns_that_the_shell_left_alone() {
    let folder = Folder::new();
    numbered(&folder, "2024/a1.txt", 1);
    numbered(&folder, "2024/a2.text", 2);
    numbered(&folder, "2024/b1.txt", 3);
    numbered(&folder, "2024/tief/a3.txt", 4);
    numbered(&folder, ".a.txt", 5);
    let found = |pattern: &str| lengths(folder.read(&[pattern, "--format", "jsonl"]).expect(0, &[]));
    assert_eq!(found("2024/a*"), [SHORTEST + 1, SHORTEST + 2], "whatever the ending, not deeper");
    assert_eq!(found("./2024/?1.txt"), [SHORTEST + 1, SHORTEST + 3]);
    assert_eq!(found("20*/[ab]1.{txt,md}"), [SHORTEST + 1, SHORTEST + 3]);
    assert_eq!(found("**/a*.txt"), [SHORTEST + 1, SHORTEST + 4], "at any depth");
    assert_eq!(found("20??"), [SHORTEST + 1, SHORTEST + 3, SHORTEST + 4], "a folder that a pattern means is searched");
    assert_eq!(found("2024/t*"), [SHORTEST + 4]);
    assert_eq!(found(".a*"), [SHORTEST + 5], "hidden ones only if asked for");
    let absolute = folder.path("2024/b*.txt");
    assert_eq!(found(absolute.to_str().unwrap()), [SHORTEST + 3]);
}

#[test]
fn patterns_that_mean_nothing() {
    let folder = Folder::new();
    numbered(&folder, "a.txt", 1);
    folder.read(&["b*.txt"]).expect(2, &["b*.txt: no file matches this pattern"]);
    folder.read(&["fehlt/*.txt"]).expect(2, &["fehlt/*.txt: no file matches"]);
    folder.read(&["a[.txt"]).expect(2, &["a[.txt: this is no valid pattern"]);
}

#[test]
fn a_file_whose_name_looks_like_a_pattern_is_that_file() {
    let folder = Folder::new();
    numbered(&folder, "a[1].txt", 1);
    numbered(&folder, "a1.txt", 2);
    assert_eq!(lengths(folder.read(&["a[1].txt", "--format", "jsonl"]).expect(0, &[])), [SHORTEST + 1]);
}

#[test]
fn standard_input() {
    let folder = Folder::new();
    let run = folder.read_from(ONE.as_bytes(), &["-", "--format", "json"]);
    run.expect(0, &[]);
    assert!(common::places(&run.json(), ONE) > 1);
    let view = folder.read_from(ONE.as_bytes(), &["-"]);
    assert!(view.stdout.contains("standard input · German · 1 statement"), "{}", view.stdout);
    folder.read_from(b"", &["-"]).expect(1, &[]);
    folder.read_from(ONE.as_bytes(), &["-", "-"]).expect(2, &["-: standard input can be read only once"]);
}

#[test]
fn addresses_are_not_read_yet() {
    let folder = Folder::new();
    let run = folder.read(&["https://zeitung.example/artikel?a=1"]);
    run.expect(2, &["https://zeitung.example/artikel?a=1: pages cannot be fetched yet", "save the article's text"]);
    folder.read(&["HTTP://zeitung.example", "--lang", "de"]).expect(2, &["noch nicht abrufen"]);
}

#[test]
fn binary_files() {
    let folder = Folder::new();
    folder.file("bild.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0");
    folder.read(&["bild.png"]).expect(2, &["bild.png: this is not text: ", "convert it to plain text first"]);
    folder.read(&["bild.png", "--lang", "de"]).expect(2, &["bild.png: das ist kein Text", "umwandeln"]);
}

#[test]
fn texts_in_other_encodings() {
    let folder = Folder::new();
    let text = "„Wir prüfen das“, sagte Ministerin Ada Brandt am Montag. Die Brücke bleibe länger gesperrt.";
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '„' => 0x84,
            '“' => 0x93,
            c => u8::try_from(u32::from(c)).expect("Latin-1"),
        })
        .collect();
    folder.file("windows.txt", windows);
    let units = || text.encode_utf16();
    folder.file("utf16le.txt", [vec![0xFF, 0xFE], units().flat_map(u16::to_le_bytes).collect()].concat());
    folder.file("utf16be.txt", [vec![0xFE, 0xFF], units().flat_map(u16::to_be_bytes).collect()].concat());
    folder.file("utf8-mark.txt", format!("\u{feff}{text}"));
    folder.file("utf8.txt", text);
    let run = folder.read(&["windows.txt", "utf16le.txt", "utf16be.txt", "utf8-mark.txt", "utf8.txt", "--format", "jsonl"]);
    run.expect(0, &[]);
    let records = run.lines();
    assert_eq!(records.len(), 5);
    for record in &records {
        assert_eq!(record, &records[4]);
        assert!(common::places(record, text) > 0);
    }
}

#[test]
fn broken_encodings_are_noted_not_refused() {
    let folder = Folder::new();
    folder.file(
        "kaputt.txt",
        [ONE.as_bytes(), b"Und \xC3\x28 das war \xE2\x82 alles. ", "Ä Ö Ü ß é „“.".repeat(40).as_bytes()].concat(),
    );
    let run = folder.read(&["kaputt.txt", "--format", "json"]);
    run.expect(0, &[]);
    let record = run.json();
    let kinds: Vec<&str> = record["diagnostics"].as_array().unwrap().iter().filter_map(|one| one["kind"].as_str()).collect();
    assert!(kinds.contains(&"undecodable_bytes"), "{kinds:?}");
    assert!(common::places(&record, ONE) > 0);
    let view = folder.read(&["kaputt.txt"]);
    assert!(view.stdout.contains("! "), "{}", view.stdout);
}

#[cfg(unix)]
#[test]
fn files_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let path = folder.file("geheim.txt", ONE);
    folder.file("offen.txt", ONE);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        return; // The superuser may read everything.
    }
    let run = folder.read(&["geheim.txt", "offen.txt", "--format", "jsonl"]);
    run.expect(2, &["geheim.txt: you may not read this", "permissions", "1 of 2 inputs was not read"]);
    assert_eq!(run.lines().len(), 1);
}

#[test]
fn a_failure_does_not_stop_the_others() {
    let folder = Folder::new();
    numbered(&folder, "a.txt", 1);
    folder.file("b.txt", [0_u8, 159, 146, 150, 0, 1, 2, 3]);
    numbered(&folder, "c.txt", 3);
    let run = folder.read(&["a.txt", "b.txt", "fehlt.txt", "c.txt", "--format", "jsonl"]);
    run.expect(2, &["b.txt: this is not text", "fehlt.txt: no such", "2 of 4 inputs were not read"]);
    assert_eq!(lengths(&run), [SHORTEST + 1, SHORTEST + 3]);
}

#[test]
fn a_very_long_line() {
    let folder = Folder::new();
    let sentence = "Die Brücke über den Hafen bleibt noch bis zum Ende des Jahres für alle gesperrt. ";
    let text = format!("{ONE}{}", sentence.repeat(300_000 / sentence.len()));
    folder.file("lang.txt", &text);
    let run = folder.read(&["lang.txt", "--format", "jsonl"]);
    run.expect(0, &[]);
    assert!(common::places(&run.lines()[0], &text) > 0);
    let view = folder.read(&["lang.txt"]);
    view.expect(0, &[]);
    assert!(view.stdout.lines().count() < 60, "what has no statements is left out");
}

#[test]
fn only_quotation_marks() {
    let folder = Folder::new();
    for (index, marks) in ["\"", "„", "“", "„“", "»«", "‚‘", "'", "“”„“»«\"'"].iter().enumerate() {
        let name = format!("{index}.txt");
        let text = marks.repeat(2_000);
        folder.file(&name, &text);
        for format in ["terminal", "html"] {
            let run = folder.read(&[&name, "--format", format]);
            assert!(run.code < 2 && run.stderr.is_empty(), "{marks}: {}", run.stderr);
        }
        let run = folder.read(&[&name, "--format", "json"]);
        common::places(&run.json(), &text);
    }
}

#[test]
fn odd_texts_are_read() {
    let folder = Folder::new();
    let odd =
        ["\n\n\n", " ", "\u{feff}", "\r\r\r", "🚧", "a\u{301}", "„", "„\n\n“", "\u{1b}[31m„Rot“, sagte sie.\u{7}", "\u{202e}„x“"];
    for (index, text) in odd.iter().enumerate() {
        let name = format!("{index}.txt");
        folder.file(&name, text);
        for format in ["terminal", "json", "jsonl", "html"] {
            let run = folder.read(&[&name, "--format", format]);
            assert!(run.code < 2 && run.stderr.is_empty(), "{text:?}: {}", run.stderr);
        }
    }
}
