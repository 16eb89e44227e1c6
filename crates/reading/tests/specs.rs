//! Runs `specs/*.md`: every case is a test of its own, named by its file and heading.
//!
//! `cargo test -p wortlaut-reading --test specs -- direct` runs the cases whose name holds „direct“.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use wortlaut_text::{Article, Metadata};

#[path = "specs/check.rs"]
mod check;
#[path = "specs/format.rs"]
mod format;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    libtest_mimic::run(&arguments, trials()).exit_code()
}

fn trials() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let mut trials = Vec::new();
    for path in files(&folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match fs::read_to_string(&path) {
            Ok(source) => add(&name, format::parse(&source), &mut trials),
            Err(error) => trials.push(failing(&name, format!("{}: {error}", path.display()))),
        }
    }
    if trials.is_empty() {
        trials.push(failing("specs", format!("no case in {}", folder.display())));
    }
    trials
}

/// The specifications of statements in `folder`, which may be missing; its README tells how to write one. `times.md` has a list of its own.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries
        .filter(|path| {
            let other = path.ends_with("README.md") || path.ends_with("times.md");
            path.extension().is_some_and(|end| end == "md") && !other
        })
        .collect();
    files.sort();
    files
}

fn add(file: &str, specification: format::Specification, trials: &mut Vec<Trial>) {
    for problem in specification.problems {
        let place = format!("specs/{file}:{}", problem.line);
        trials.push(failing(&place, format!("{place}: {}", problem.message)));
    }
    for case in specification.cases {
        let kind = if case.known_gap { "known gap" } else { "" };
        let place = format!("specs/{file}:{}", case.line);
        let trial = Trial::test(format!("{file}: {}", case.title), move || run(&place, &case));
        trials.push(trial.with_kind(kind));
    }
}

fn run(place: &str, case: &format::Case) -> Result<(), Failed> {
    let article = Article::new(case.text.as_str(), Metadata::default())?;
    let outcome = check::check(case, &wortlaut_reading::read(&article));
    match (outcome, case.known_gap) {
        (Ok(()), false) | (Err(_), true) => Ok(()),
        (Ok(()), true) => Err(format!("{place}: this gap is closed; remove „(known gap)“ from the heading").into()),
        (Err(differences), false) => Err(format!("{place}\n{}\n{differences}", format::plain(&case.text)).into()),
    }
}

fn failing(name: &str, message: String) -> Trial {
    Trial::test(name.to_owned(), move || Err(message.into()))
}
