//! `wortlaut train`.

use std::io::{self, Write as _};
use std::path::Path;

use wortlaut_reading::Model;
use wortlaut_training::{Corpus, Evaluation, Options, Step, TaggerSettings, Treebank, tagger_accuracy, train, train_tagger};

use crate::arguments::Train;
use crate::messages::{Messages, Problem};
use crate::output::beside;
use crate::shield::{self, shielded};
use crate::{Outcome, locale};

pub(crate) fn run(arguments: &Train) -> Outcome {
    anstream::ColorChoice::write_global(arguments.color.into());
    shield::install();
    let messages = Messages::new(arguments.lang.map_or_else(locale::language, Into::into));
    match trained(arguments, messages) {
        Ok(()) => Outcome::Found,
        Err(problem) => {
            messages.report(&problem);
            Outcome::Failed
        }
    }
}

fn trained(arguments: &Train, messages: Messages) -> Result<(), Problem> {
    if arguments.output.exists() && !arguments.replace {
        return Err(Problem::Exists { name: arguments.output.display().to_string() });
    }
    let corpus = joined(arguments)?;
    messages.training(corpus.documents.len(), corpus.statement_count());
    let mut accuracy = String::new();
    // The built-in model is not asked where a tagger is trained, so that one that this version cannot read can be replaced.
    let tagger = if arguments.treebank.is_empty() {
        Model::german().tagger().cloned()
    } else {
        let treebanks = arguments.treebank.iter().map(|path| Treebank::read(path)).collect::<Result<Vec<_>, _>>();
        let treebanks = treebanks.map_err(|error| Problem::Corpus { error: error.to_string() })?;
        messages.step(Step::Tagger);
        for (treebank, figures) in treebanks.iter().zip(tagger_accuracy(&treebanks, TaggerSettings::default())) {
            accuracy.push_str(&format!("\nWord classes in five folds, {}: {figures}", treebank.name));
        }
        Some(train_tagger(&treebanks, TaggerSettings::default()))
    };
    let options = Options { held_out: arguments.held_out, tagger };
    let trained = shielded(|| train(&corpus, options, &mut |step| messages.step(step)))
        .map_err(|what| Problem::Fault { name: corpus.name.clone(), what })?
        .map_err(|error| Problem::Corpus { error: error.to_string() })?;
    let bytes = trained.model.to_bytes();
    let name = arguments.output.display().to_string();
    write(&arguments.output, &bytes).map_err(|error| Problem::Unwritable { name: name.clone(), error })?;
    messages.trained(&name, bytes.len(), &trained);
    let Evaluation { report, .. } = &trained.out_of_fold;
    // That nobody reads the tables is no reason to fail: the model is written.
    let judged = format!(
        "\nAct, medium and hedge of found statements, out of fold\n rules    {}\n weights  {}\n",
        trained.rules, trained.judgement
    );
    let _ = io::stdout().lock().write_all(format!("{report}{judged}{accuracy}\n").as_bytes());
    Ok(())
}

/// Writes a file whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = beside(path)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// All corpora as one, in the order they are given.
fn joined(arguments: &Train) -> Result<Corpus, Problem> {
    let mut joined = Corpus::default();
    for path in &arguments.corpus {
        let corpus = Corpus::read(path).map_err(|error| Problem::Corpus { error: error.to_string() })?;
        if !joined.name.is_empty() {
            joined.name.push_str(" + ");
        }
        joined.name.push_str(&corpus.name);
        joined.documents.extend(corpus.documents);
        joined.mismatches.extend(corpus.mismatches);
    }
    Ok(joined)
}
