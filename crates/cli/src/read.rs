//! `wortlaut read`.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, IsTerminal, Read as _};
use std::ops::ControlFlow;
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use wortlaut_reading::Model;
use wortlaut_text::{Article, Error, Language, Metadata, decode};
use wortlaut_views::{RecordModel, TerminalOptions, page_section, terminal, terminal_legend};

use crate::arguments::{Format, Read};
use crate::inputs::{self, Source};
use crate::messages::{Messages, Problem};
use crate::output::{Output, Rendered};
use crate::parties::Known;
use crate::progress::Progress;
use crate::shield::{self, shielded};
use crate::{Outcome, batch, confident, locale, weights};

/// The most columns that are filled without being asked to; longer lines are hard to follow.
pub(crate) const WIDEST: u16 = 120;

/// Columns where there is no terminal.
pub(crate) const USUAL: u16 = 100;

/// Room on the stack of each thread, for text that nests deeply.
pub(crate) const STACK: usize = 16 << 20;

/// How articles are rendered.
struct Rendering {
    model: Cow<'static, Model>,
    known: Known,
    format: Format,
    terminal: TerminalOptions,
    least: f32,
    messages: Messages,
}

/// An article that was read.
struct Done {
    rendered: Rendered,
    statements: usize,
}

pub(crate) fn run(arguments: &Read) -> Outcome {
    ColorChoice::write_global(arguments.color.into());
    shield::install();
    let labels = arguments.lang.map_or_else(locale::language, Language::from);
    let messages = Messages::new(labels);
    let format = arguments.format.or_else(|| arguments.output.as_deref().and_then(Format::of_path)).unwrap_or(Format::Terminal);
    let model = match weights::model(arguments.model.as_deref()) {
        Ok(model) => model,
        Err(problem) => {
            messages.report(&problem);
            return Outcome::Failed;
        }
    };
    let Some(known) = Known::load(arguments.parties.as_deref(), &arguments.gazetteer, messages) else {
        return Outcome::Failed;
    };
    let rendering = Rendering {
        model,
        known,
        format,
        terminal: TerminalOptions { width: width(arguments).into(), colour: colour(arguments), labels },
        least: arguments.min_confidence,
        messages,
    };

    let output_path = arguments.output.as_deref();
    let mut inputs = arguments.paths.iter().chain(&arguments.parties).chain(&arguments.gazetteer);
    if let Some(path) = inputs.find(|path| output_path.is_some_and(|output| inputs::same(path, output))) {
        messages.report(&Problem::OutputIsInput { name: path.display().to_string() });
        return Outcome::Failed;
    }
    let output = Output::new(output_path, format, inputs::single(&arguments.paths), labels);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs.map_or(0, usize::from)).stack_size(STACK).build();
    let pool = match pool {
        Ok(pool) => pool,
        Err(error) => {
            messages.report(&Problem::Fault { name: "--jobs".to_owned(), what: error.to_string() });
            return Outcome::Failed;
        }
    };
    let name = output_path.map_or_else(|| "stdout".to_owned(), |path| path.display().to_string());
    match output {
        Ok(output) => read_all(arguments, &rendering, output, &pool, &name),
        Err(error) => {
            messages.report(&Problem::Unwritable { name, error });
            Outcome::Failed
        }
    }
}

fn read_all(arguments: &Read, rendering: &Rendering, mut output: Output, pool: &rayon::ThreadPool, name: &str) -> Outcome {
    let messages = rendering.messages;
    let sources = inputs::sources(&arguments.paths, arguments.output.clone());
    let progress = std::cell::RefCell::new(Progress::new(messages));
    let (mut all, mut failed, mut statements) = (0, 0, 0);
    let mut broken = None;
    batch::in_order(
        pool,
        sources,
        |position, source| source.and_then(|source| read_one(position, &source, rendering)),
        |result: Result<Done, Problem>| {
            let progress = progress.borrow();
            all += 1;
            progress.advance();
            match result {
                Ok(done) => {
                    let legend = (rendering.format == Format::Terminal && statements == 0 && done.statements > 0)
                        .then(|| terminal_legend(&rendering.terminal));
                    statements += done.statements;
                    let written = progress.aside(|| output.write(legend.as_deref(), &done.rendered));
                    if let Err(error) = written {
                        broken = Some(error);
                        return ControlFlow::Break(());
                    }
                }
                Err(problem) => {
                    failed += 1;
                    progress.aside(|| messages.report(&problem));
                }
            }
            ControlFlow::Continue(())
        },
        || progress.borrow_mut().tick(),
    );
    progress.borrow().finish();
    match broken.map_or_else(|| output.finish(), Err) {
        Ok(()) => {}
        // Who reads the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            return if failed == 0 { Outcome::Found } else { Outcome::Failed };
        }
        Err(error) => {
            messages.report(&Problem::Unwritable { name: name.to_owned(), error });
            return Outcome::Failed;
        }
    }
    if failed > 0 && all > 1 {
        messages.summary(failed, all);
    }
    match (failed, statements) {
        (1.., _) => Outcome::Failed,
        (0, 0) => Outcome::Nothing,
        (0, _) => Outcome::Found,
    }
}

fn read_one(position: usize, source: &Source, rendering: &Rendering) -> Result<Done, Problem> {
    let (name, bytes) = bytes(source, rendering.messages)?;
    match shielded(|| render(position, &name, bytes, rendering)) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(Problem::NotAnArticle { name, error }),
        Err(what) => Err(Problem::Fault { name, what }),
    }
}

/// The name of a source for people, and what it holds.
pub(crate) fn bytes(source: &Source, messages: Messages) -> Result<(String, Vec<u8>), Problem> {
    let name = match source {
        Source::File(path) => path.display().to_string(),
        Source::StandardInput => messages.standard_input().to_owned(),
    };
    let bytes = match source {
        Source::File(path) => file(path),
        Source::StandardInput => {
            if io::stdin().is_terminal() {
                messages.ask_for_text();
            }
            all_of(io::stdin().lock())
        }
    };
    match bytes {
        Ok(bytes) => Ok((name, bytes)),
        Err(error) => Err(inputs::unreadable(name, error)),
    }
}

/// The article that bytes hold, and nothing known besides.
pub(crate) fn article(bytes: Vec<u8>) -> Result<Article, Error> {
    if bytes.len() > MOST {
        return Err(Error::TooLong { bytes: bytes.len() });
    }
    let decoded = decode(&bytes)?;
    drop(bytes);
    Article::from_decoded(decoded, Metadata::default())
}

fn render(position: usize, name: &str, bytes: Vec<u8>, rendering: &Rendering) -> Result<Done, Error> {
    let article = article(bytes)?;
    let mut record = wortlaut_reading::read_with(&article, &rendering.model);
    rendering.known.apply(&article, &mut record);
    let record = confident::confident(record, rendering.least);
    let statements = record.statements.len();
    let labels = rendering.terminal.labels;
    let rendered = match rendering.format {
        Format::Terminal => Rendered::Text(terminal(name, &article, &record, &rendering.terminal).into_bytes()),
        Format::Json => Rendered::Text(RecordModel::new(&article, &record).json().expect(WRITES).into_bytes()),
        Format::Jsonl => {
            let mut line = RecordModel::new(&article, &record).json_line().expect(WRITES);
            line.push('\n');
            Rendered::Text(line.into_bytes())
        }
        Format::Html => {
            let section = page_section(position, name, &article, &record, labels).expect(WRITES);
            Rendered::Section(Box::new(section))
        }
    };
    Ok(Done { rendered, statements })
}

/// Why rendering to memory is expected to work; were it not to, the shield would report it.
const WRITES: &str = "rendering to memory does not fail";

/// The most bytes of a text: what offsets can tell.
const MOST: usize = u32::MAX as usize - 1;

fn file(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    // Opening a folder works on some systems and reading it does not; a file that became one is named as such.
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    all_of(file)
}

/// Everything up to one byte more than a text may have.
fn all_of(reader: impl io::Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn width(arguments: &Read) -> u16 {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| width.0.min(WIDEST));
    arguments.width.or_else(terminal).unwrap_or(USUAL)
}

fn colour(arguments: &Read) -> bool {
    match ColorChoice::global() {
        ColorChoice::Auto if arguments.output.is_some() => false,
        _ => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    }
}
