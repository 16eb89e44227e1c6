//! `wortlaut train` and `--model`: weights of one's own, from annotation to reading.

mod common;

use common::Folder;

/// Articles in our format: each has one statement, found by what stands around it.
fn corpus(articles: usize) -> String {
    let speakers = ["Ada Brandt", "Jonas Feld", "Mira Kling", "Tom Ostwald"];
    let contents = ["die Brücke werde gebaut", "der Rat habe zugestimmt", "das Wasser sei sauber"];
    (0..articles)
        .map(|at| {
            let (speaker, content) = (speakers[at % speakers.len()], contents[at % contents.len()]);
            let text = format!("Am Montag regnete es in der Stadt. {speaker} sagte, {content}. Der Platz blieb leer.");
            let place = |part: &str| {
                let start = text.find(part).map_or(0, |byte| text[..byte].chars().count());
                serde_json::json!({"start": start, "end": start + part.chars().count(), "text": part})
            };
            let statement = serde_json::json!({
                "type": "indirect", "quote": [place(content)], "speaker": [place(speaker)], "party": speaker, "cue": [place("sagte")],
                "addressee": null, "medium": "speech", "act": "assert", "hedge": false, "matter": null,
            });
            format!("{}\n", serde_json::json!({"doc": format!("a{at}"), "text": text, "statements": [statement]}))
        })
        .collect()
}

#[test]
fn a_model_of_own_annotations_reads_and_is_measured() {
    let folder = Folder::new();
    folder.file("own.jsonl", corpus(20));
    folder.file("article.txt", "Es war ein langer Tag. Mira Kling sagte, der Rat habe zugestimmt. Danach gingen alle heim.\n");
    let run = folder.run(&["train", "--corpus", "own.jsonl", "-o", "own.model"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("20 articles") && run.stderr.contains("own.model"), "{}\n{}", run.stdout, run.stderr);

    let run = folder.run(&["read", "--model", "own.model", "article.txt", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.json()["statements"][0]["quote"][0]["text"], "der Rat habe zugestimmt");

    let run = folder.run(&["eval", "--model", "own.model", "own.jsonl", "--json"]);
    folder.file("report.json", &run.stdout);
    let run = folder.run(&["eval", "--model", "own.model", "own.jsonl", "--baseline", "report.json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);

    // The same annotations give the same bytes.
    let run = folder.run(&["train", "--corpus", "own.jsonl", "-o", "again.model"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(std::fs::read(folder.path("own.model")).unwrap(), std::fs::read(folder.path("again.model")).unwrap());
}

#[test]
fn a_model_that_is_there_is_not_replaced_unasked() {
    let folder = Folder::new();
    folder.file("own.jsonl", corpus(20));
    folder.file("own.model", "mine");
    let run = folder.run(&["train", "--corpus", "own.jsonl", "-o", "own.model"]);
    assert_eq!((run.code, folder.content("own.model").as_str()), (2, "mine"));
    assert!(run.stderr.contains("own.model") && run.stderr.contains("--replace"), "{}", run.stderr);
}

#[test]
fn too_little_annotation_is_told() {
    let folder = Folder::new();
    folder.file("own.jsonl", corpus(3));
    let run = folder.run(&["train", "--corpus", "own.jsonl", "-o", "own.model"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("more annotated articles"), "{}", run.stderr);
    assert!(!folder.path("own.model").exists());
}

#[test]
fn what_is_no_model_is_refused_with_a_remedy() {
    let folder = Folder::new();
    folder.file("article.txt", common::ONE);
    folder.file("text.model", "nothing of the kind");
    let mut built_in = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/de.model")).unwrap();
    let middle = built_in.len() / 2;
    built_in[middle] ^= 1;
    folder.file("damaged.model", &built_in);
    built_in[middle] ^= 1;
    built_in[15] = 200;
    folder.file("newer.model", &built_in);
    for (model, told) in [
        ("text.model", "wortlaut train"),
        ("damaged.model", "damaged"),
        ("newer.model", "version 200"),
        ("missing.model", "missing.model"),
    ] {
        for arguments in [["read", "--model", model, "article.txt"], ["eval", "--model", model, "article.txt"]] {
            let run = folder.run(&arguments);
            assert_eq!(run.code, 2, "{model}");
            assert!(run.stderr.contains(model) && run.stderr.contains(told), "{}", run.stderr);
        }
    }
}
