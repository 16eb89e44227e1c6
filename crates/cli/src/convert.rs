//! `wortlaut convert`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use wortlaut_reading::Model;
use wortlaut_training::{Corpus, CorpusFormat, Document, Loss, Losses, article_of_file_name, file_names};

use crate::arguments::Convert;
use crate::inputs::{self, Source};
use crate::messages::{Messages, Problem};
use crate::output::beside;
use crate::shield::{self, shielded};
use crate::{Outcome, locale, read, weights};

/// What goes where.
struct Target {
    /// Standard output if `None`.
    path: Option<PathBuf>,
    content: String,
}

pub(crate) fn run(arguments: &Convert) -> Outcome {
    anstream::ColorChoice::write_global(arguments.color.into());
    shield::install();
    let messages = Messages::new(arguments.lang.map_or_else(locale::language, Into::into));
    let output = arguments.output.as_deref();
    let format = arguments.to.map(CorpusFormat::from).or_else(|| output.and_then(of_path)).unwrap_or(CorpusFormat::Gold);

    let (mut documents, problems) = if arguments.read { texts(arguments, messages) } else { annotations(arguments) };
    problems.iter().for_each(|problem| messages.report(problem));
    let mut failed = !problems.is_empty();
    if arguments.read && format != CorpusFormat::Public {
        // Only the public data annotates frames; in the others they would be parts that nobody asked to correct.
        documents.iter_mut().flat_map(|one| &mut one.statements).for_each(|one| one.frame.clear());
    }
    if documents.is_empty() {
        return if failed { Outcome::Failed } else { Outcome::Nothing };
    }
    match targets(&documents, format, output) {
        Ok((targets, losses)) => {
            losses.iter().for_each(|(loss, count)| messages.lost(name(format), loss, count));
            if let Err(problem) = write(&targets, arguments.replace) {
                messages.report(&problem);
                failed = true;
            }
        }
        Err(problem) => {
            messages.report(&problem);
            failed = true;
        }
    }
    if failed { Outcome::Failed } else { Outcome::Found }
}

fn name(format: CorpusFormat) -> &'static str {
    match format {
        CorpusFormat::Gold => "gold",
        CorpusFormat::Public => "public",
        CorpusFormat::WebAnno => "webanno",
    }
}

/// The format of files with this ending.
fn of_path(path: &Path) -> Option<CorpusFormat> {
    let ending = path.extension()?;
    CorpusFormat::ALL.iter().copied().find(|format| ending.eq_ignore_ascii_case(format.ending()))
}

/// The articles of all corpora that can be read, and what is wrong with the others.
fn annotations(arguments: &Convert) -> (Vec<Document>, Vec<Problem>) {
    let (mut documents, mut problems) = (Vec::new(), Vec::new());
    for path in &arguments.paths {
        match Corpus::read(path) {
            Ok(corpus) => {
                if let Some(first) = corpus.mismatches.first() {
                    problems.push(Problem::Mismatches {
                        name: corpus.name,
                        count: corpus.mismatches.len(),
                        document: first.document.clone(),
                        said: first.said.clone(),
                    });
                }
                documents.extend(corpus.documents);
            }
            // The error names the file and the place in it.
            Err(error) => problems.push(Problem::Corpus { error: error.to_string() }),
        }
    }
    (documents, problems)
}

/// What wortlaut reads in the texts that can be read, and what is wrong with the others.
fn texts(arguments: &Convert, messages: Messages) -> (Vec<Document>, Vec<Problem>) {
    let sources: Vec<_> = inputs::sources(&arguments.paths, arguments.output.clone()).collect();
    let pool = match rayon::ThreadPoolBuilder::new().stack_size(read::STACK).build() {
        Ok(pool) => pool,
        Err(error) => return (Vec::new(), vec![Problem::Fault { name: "threads".to_owned(), what: error.to_string() }]),
    };
    let model = match weights::model(arguments.model.as_deref()) {
        Ok(model) => model,
        Err(problem) => return (Vec::new(), vec![problem]),
    };
    let one = |source: Result<Source, Problem>| source.and_then(|source| text(&source, &model, messages));
    let read: Vec<Result<Document, Problem>> = pool.install(|| sources.into_par_iter().map(one).collect());
    let (mut documents, mut problems) = (Vec::new(), Vec::new());
    for one in read {
        match one {
            Ok(document) => documents.push(document),
            Err(problem) => problems.push(problem),
        }
    }
    (documents, problems)
}

fn text(source: &Source, model: &Model, messages: Messages) -> Result<Document, Problem> {
    let (name, bytes) = read::bytes(source, messages)?;
    let id = match source {
        Source::File(path) => path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        Source::StandardInput => "article".to_owned(),
    };
    let document = shielded(|| {
        let article = read::article(bytes)?;
        Ok(Document::of_record(id, &article, &wortlaut_reading::read_with(&article, model)))
    });
    match document {
        Ok(Ok(document)) => Ok(document),
        Ok(Err(error)) => Err(Problem::NotAnArticle { name, error }),
        Err(what) => Err(Problem::Fault { name, what }),
    }
}

/// What is to be written, and what is lost.
fn targets(documents: &[Document], format: CorpusFormat, output: Option<&Path>) -> Result<(Vec<Target>, Losses), Problem> {
    let mut losses = Losses::default();
    let mut contents = Vec::with_capacity(documents.len());
    for document in documents {
        let export = document.export(format).map_err(|error| Problem::Corpus { error: error.to_string() })?;
        losses.add(&export.losses);
        contents.push(export.content);
    }
    let is_file = output.is_none_or(|path| !path.is_dir() && of_path(path) == Some(format));
    let targets = if format.holds_many() {
        vec![Target { path: output.map(Path::to_path_buf), content: contents.concat() }]
    } else if is_file {
        if documents.len() > 1 {
            let name = output.map_or_else(|| "stdout".to_owned(), |path| path.display().to_string());
            return Err(Problem::OneArticleAFile { name, articles: documents.len() });
        }
        contents.into_iter().map(|content| Target { path: output.map(Path::to_path_buf), content }).collect()
    } else {
        let folder = output.unwrap_or(Path::new("."));
        let names = file_names(documents.iter().map(|one| one.id.as_str()), format.ending());
        if format == CorpusFormat::WebAnno {
            let changed = documents.iter().zip(&names).filter(|(one, name)| article_of_file_name(name) != one.id);
            changed.for_each(|_| losses.note(Loss::Name));
        }
        names.iter().zip(contents).map(|(name, content)| Target { path: Some(folder.join(name)), content }).collect()
    };
    Ok((targets, losses))
}

/// Writes all or, if one of the files is there and must not be replaced, none.
fn write(targets: &[Target], may_replace: bool) -> Result<(), Problem> {
    let there = targets.iter().filter_map(|target| target.path.as_deref()).find(|path| path.exists() && !may_replace);
    if let Some(path) = there {
        return Err(Problem::Exists { name: path.display().to_string() });
    }
    for target in targets {
        let written = match &target.path {
            Some(path) => write_file(path, &target.content),
            None => match io::stdout().lock().write_all(target.content.as_bytes()) {
                // Who reads the output has seen enough.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                other => other,
            },
        };
        written.map_err(|error| {
            let name = target.path.as_ref().map_or_else(|| "stdout".to_owned(), |path| path.display().to_string());
            Problem::Unwritable { name, error }
        })?;
    }
    Ok(())
}

/// The file gets its name when it is complete.
fn write_file(path: &Path, content: &str) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = beside(path)?;
    file.write_all(content.as_bytes())?;
    file.persist(path).map(drop).map_err(|error| error.error)
}
