//! `wortlaut eval`.

use std::io::{self, Write};
use std::path::Path;

use wortlaut_reading::StatementType;
use wortlaut_training::{Comparison, Difference, ErrorGroups, Report, compare};

use crate::arguments::Eval;
use crate::messages::{Messages, Problem};
use crate::{Outcome, inputs, weights};

pub(crate) fn run(arguments: &Eval) -> Outcome {
    anstream::ColorChoice::write_global(arguments.color.into());
    let messages = Messages::new(arguments.lang.map_or_else(crate::locale::language, Into::into));
    let model = match weights::model(arguments.model.as_deref()) {
        Ok(model) => model,
        Err(problem) => {
            messages.report(&problem);
            return Outcome::Failed;
        }
    };
    let (mut articles, mut failed) = (0, false);
    for (index, path) in arguments.corpora.iter().enumerate() {
        let evaluation = match wortlaut_training::evaluate(path, &model) {
            Ok(evaluation) => evaluation,
            Err(error) => {
                // The error names the file and the place in it.
                messages.report(&Problem::Corpus { error: error.to_string() });
                failed = true;
                continue;
            }
        };
        articles += evaluation.report.documents;
        let mut text = String::new();
        if arguments.json {
            text.push_str(&evaluation.report.json());
            text.push('\n');
        } else {
            if index > 0 {
                text.push('\n');
            }
            text.push_str(&evaluation.report.to_string());
        }
        if let Some(path) = &arguments.baseline {
            match compared(&evaluation.report, path) {
                Ok(comparison) => text.push_str(&format!("\n{comparison}")),
                Err(problem) => {
                    messages.report(&problem);
                    failed = true;
                }
            }
        }
        if let Some(examples) = arguments.errors {
            let wanted = evaluation.differences.iter().filter(|one| is_wanted(one, arguments));
            text.push_str(&format!("\n{}", ErrorGroups::new(wanted, examples)));
        }
        match io::stdout().lock().write_all(text.as_bytes()) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            Err(error) => {
                messages.report(&Problem::Unwritable { name: "stdout".to_owned(), error });
                return Outcome::Failed;
            }
        }
    }
    match (failed, articles) {
        (true, _) => Outcome::Failed,
        (false, 0) => Outcome::Nothing,
        (false, _) => Outcome::Found,
    }
}

/// The differences to an earlier report, with what chance makes of them.
fn compared(report: &Report, path: &Path) -> Result<Comparison, Problem> {
    /// Samples of the bootstrap over articles.
    const SAMPLES: usize = 1000;
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| inputs::unreadable(name.clone(), error))?;
    let told = |error: String| Problem::Report { name: name.clone(), error };
    let baseline = Report::from_json(&bytes).map_err(|error| told(error.to_string()))?;
    compare(report, &baseline, SAMPLES).map_err(|error| told(error.to_string()))
}

fn is_wanted(one: &Difference, arguments: &Eval) -> bool {
    let is = |wanted: &Option<String>, value: &str| wanted.as_deref().is_none_or(|wanted| wanted == value);
    let of_type = arguments.of_type.as_deref().and_then(StatementType::from_name);
    is(&arguments.kind, one.kind.name())
        && is(&arguments.rule, one.found.as_ref().map_or("", |side| side.found_by))
        && is(&arguments.document, &one.document)
        && of_type.is_none_or(|kind| one.concerns(kind))
}
