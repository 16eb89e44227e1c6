//! All the texts there are to read.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::format;

/// A text and where it comes from.
pub struct Text {
    /// File, and line or heading.
    pub name: String,
    /// What is to be read.
    pub text: String,
}

/// The examples, the texts of the specifications and the code blocks of the pages for people.
pub fn of_the_repository() -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut texts = Vec::new();
    for path in files(&root.join("examples"), "txt") {
        texts.extend(whole(&path));
    }
    for path in files(&root.join("specs"), "md") {
        if path.ends_with("times.md") {
            let page = fs::read_to_string(&path).unwrap_or_default();
            let lines = page.lines().enumerate().filter_map(|(number, line)| Some((number, line.strip_prefix("> ")?)));
            texts
                .extend(lines.map(|(number, line)| Text { name: name(&path, &(number + 1).to_string()), text: line.to_owned() }));
            continue;
        }
        let specification = format::parse(&fs::read_to_string(&path).unwrap_or_default());
        texts.extend(specification.cases.into_iter().map(|case| Text { name: name(&path, &case.title), text: case.text }));
    }
    for path in ["README.md", "specs/README.md", "examples/README.md"].map(|page| root.join(page)) {
        let page = fs::read_to_string(&path).unwrap_or_default();
        let blocks = page.split("```").skip(1).step_by(2);
        texts.extend(
            blocks.enumerate().map(|(number, block)| Text { name: name(&path, &number.to_string()), text: block.to_owned() }),
        );
    }
    texts
}

/// The texts of the corpora in a folder `shared` beside the repository; `None` where there is none.
pub fn of_the_corpora() -> Option<Vec<Text>> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let corpora = shared.join("corpora");
    let mut texts: Vec<Text> = whole(&shared.join("seed/article.txt")).into_iter().collect();
    for folder in folders(&corpora) {
        for path in files(&folder, "jsonl") {
            let lines = fs::read_to_string(&path).unwrap_or_default();
            for (number, line) in lines.lines().enumerate() {
                texts.extend(field(line, "text").map(|text| Text { name: name(&path, &(number + 1).to_string()), text }));
            }
        }
        for path in files(&folder, "json") {
            let article = fs::read_to_string(&path).unwrap_or_default();
            texts.extend(field(&article, "originalText").map(|text| Text { name: name(&path, "originalText"), text }));
        }
    }
    (!texts.is_empty()).then_some(texts)
}

fn field(json: &str, name: &str) -> Option<String> {
    let value: Value = serde_json::from_str(json).ok()?;
    value.get(name)?.as_str().map(str::to_owned)
}

fn whole(path: &Path) -> Option<Text> {
    fs::read_to_string(path).ok().map(|text| Text { name: path.display().to_string(), text })
}

fn name(path: &Path, place: &str) -> String {
    format!("{}: {place}", path.display())
}

/// `folder` and the folders in it.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    found.extend(entries(folder).into_iter().filter(|path| path.is_dir()));
    found
}

fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.extension().is_some_and(|found| found == end)).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.sort();
    found
}
