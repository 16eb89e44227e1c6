//! Prints the accuracy tables of a corpus, and what the reading gets wrong there.
//!
//! ```text
//! cargo run --release -p wortlaut-training --example eval -- CORPUS
//!     [--json] [--baseline REPORT.json] [--errors [N]] [--type reported] [--kind missed] [--doc ID] [--rule NAME] [--model FILE]
//! ```

use std::borrow::Cow;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use wortlaut_reading::{Model, StatementType};
use wortlaut_training::{DifferenceKind, ErrorGroups, Report, compare, evaluate};

type AnyError = Box<dyn std::error::Error>;

#[derive(Default)]
struct Wanted {
    corpus: PathBuf,
    is_json: bool,
    baseline: Option<PathBuf>,
    errors: Option<usize>,
    of_type: Option<StatementType>,
    kind: Option<DifferenceKind>,
    document: Option<String>,
    rule: Option<String>,
    model: Option<PathBuf>,
}

fn main() -> ExitCode {
    match wanted().and_then(|wanted| run(&wanted)) {
        Ok(()) => ExitCode::SUCCESS,
        // `eval … | head` is no error.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

fn is_closed_pipe(error: &AnyError) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

fn wanted() -> Result<Wanted, AnyError> {
    let mut wanted = Wanted::default();
    let mut arguments = std::env::args().skip(1).peekable();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--json" => wanted.is_json = true,
            "--baseline" => wanted.baseline = Some(value()?.into()),
            "--errors" => {
                let limit = arguments.next_if(|next| next.parse::<usize>().is_ok());
                wanted.errors = Some(limit.map_or(Ok(3), |limit| limit.parse())?);
            }
            "--type" => {
                let name = value()?;
                wanted.of_type = Some(StatementType::from_name(&name).ok_or(format!("no type is called {name}"))?);
            }
            "--kind" => {
                let name = value()?;
                let all = DifferenceKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
                wanted.kind =
                    Some(DifferenceKind::from_name(&name).ok_or(format!("no kind is called {name}; use one of {all}"))?);
            }
            "--doc" => wanted.document = Some(value()?),
            "--model" => wanted.model = Some(value()?.into()),
            "--rule" => wanted.rule = Some(value()?),
            path if !path.starts_with('-') => wanted.corpus = path.into(),
            other => {
                return Err(format!("{other} is not known; see the head of examples/eval.rs").into());
            }
        }
    }
    if wanted.corpus.as_os_str().is_empty() {
        return Err("name a corpus: a folder of .jsonl, .json or .tsv files, or one such file".into());
    }
    Ok(wanted)
}

fn run(wanted: &Wanted) -> Result<(), AnyError> {
    let model = match &wanted.model {
        Some(path) => Cow::Owned(Model::from_bytes(&std::fs::read(path)?)?),
        None => Cow::Borrowed(Model::german()),
    };
    let evaluation = evaluate(&wanted.corpus, &model)?;
    let mut out = std::io::stdout().lock();
    if wanted.is_json {
        serde_json::to_writer(&mut out, &evaluation.report)?;
        writeln!(out)?;
        return Ok(());
    }
    if let Some(examples) = wanted.errors {
        let differences = evaluation.differences.iter().filter(|one| {
            wanted.of_type.is_none_or(|kind| one.concerns(kind))
                && wanted.kind.is_none_or(|kind| one.kind == kind)
                && wanted.document.as_ref().is_none_or(|document| one.document == *document)
                && wanted.rule.as_ref().is_none_or(|rule| one.found.as_ref().is_some_and(|side| side.found_by == rule))
        });
        write!(out, "{}", ErrorGroups::new(differences, examples))?;
        return Ok(());
    }
    write!(out, "{}", evaluation.report)?;
    if let Some(path) = &wanted.baseline {
        let baseline: Report = serde_json::from_slice(&std::fs::read(path)?)?;
        write!(out, "\n{}", compare(&evaluation.report, &baseline, 1000)?)?;
    }
    Ok(())
}
