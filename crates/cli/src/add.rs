//! `wortlaut add`.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anstream::ColorChoice;
use rayon::ThreadPool;
use wortlaut_ledger::{Added, Ledger, Reader};
use wortlaut_reading::{Model, Record};
use wortlaut_text::{Article, Error, Language, Metadata, decode};

use crate::inputs::{self, Source};
use crate::ledger_arguments::Add;
use crate::ledger_file::{self, now};
use crate::ledger_messages::Tally;
use crate::messages::{Messages, Problem};
use crate::progress::Progress;
use crate::read::{STACK, bytes};
use crate::shield::{self, shielded};
use crate::{Outcome, batch, locale, weights};

/// Articles that are written at once.
const BATCH: usize = 100;

/// How long an article waits to be written. Whoever waits for one wants it soon, and a stop costs no more than this.
const WAIT: Duration = Duration::from_secs(1);

/// What every thread needs to read an article.
struct Reading<'a> {
    arguments: &'a Add,
    model: Cow<'static, Model>,
    messages: Messages,
    /// To look up what is there before reading it.
    lookup: Mutex<Ledger>,
}

/// An article that was looked at.
enum Looked {
    There(Added),
    Read(Waiting),
}

/// An article that was read and is not written yet.
struct Waiting {
    name: String,
    article: Box<Article>,
    record: Box<Record>,
    /// Its entry, if it is read again.
    again: Option<u64>,
}

/// The one that writes.
struct Writer {
    ledger: Ledger,
    reader: Reader,
    source: Option<String>,
    messages: Messages,
    waiting: Vec<Waiting>,
    since: Option<Instant>,
    tally: Tally,
    /// Articles whose record could not be written.
    failed: usize,
    /// Whether anybody reads what is written to standard output.
    heard: bool,
}

pub(crate) fn run(arguments: &Add) -> Outcome {
    ColorChoice::write_global(arguments.talk.color.into());
    shield::install();
    let messages = Messages::new(arguments.talk.lang.map_or_else(locale::language, Language::from));
    match prepare(arguments, messages) {
        Ok((reading, writer, pool)) => add_all(arguments, &reading, writer, &pool),
        Err(problem) => {
            messages.report(&problem);
            Outcome::Failed
        }
    }
}

fn prepare(arguments: &Add, messages: Messages) -> Result<(Reading<'_>, Writer, ThreadPool), Problem> {
    let of_one = arguments.source.is_some() || arguments.url.is_some() || arguments.title.is_some();
    if of_one && !inputs::single(&arguments.paths) {
        return Err(Problem::Usage { name: "add".to_owned(), what: messages.one_article() });
    }
    let model = weights::model(arguments.model.as_deref())?;
    let path = ledger_file::path(&arguments.ledger);
    let ledger = ledger_file::to_add(&path)?;
    // Both may write, so that whichever is closed last brings what stands in the log into the file.
    let lookup = Mutex::new(Ledger::open(&path)?);
    let reader = Reader::with_model(format!("wortlaut {}", env!("CARGO_PKG_VERSION")), &model);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs.map_or(0, usize::from)).stack_size(STACK).build();
    let pool = pool.map_err(|error| Problem::Fault { name: "--jobs".to_owned(), what: error.to_string() })?;
    let writer = Writer {
        ledger,
        reader,
        source: arguments.source.clone(),
        messages,
        waiting: Vec::new(),
        since: None,
        tally: Tally::default(),
        failed: 0,
        heard: true,
    };
    Ok((Reading { arguments, model, messages, lookup }, writer, pool))
}

fn add_all(arguments: &Add, reading: &Reading<'_>, writer: Writer, pool: &ThreadPool) -> Outcome {
    let messages = reading.messages;
    let progress = RefCell::new(Progress::new(messages));
    let expected = progress.borrow().is_wanted().then(|| count(arguments));
    let writer = RefCell::new(writer);
    let broken: RefCell<Option<Problem>> = RefCell::new(None);
    let (mut all, mut failed) = (0, 0);
    let write = |result: Result<(), Problem>| match result {
        Ok(()) => ControlFlow::Continue(()),
        Err(problem) => {
            *broken.borrow_mut() = Some(problem);
            ControlFlow::Break(())
        }
    };
    batch::in_order(
        pool,
        inputs::sources(&arguments.paths, None),
        |_, source| source.and_then(|source| look(&source, reading)),
        |looked| {
            all += 1;
            progress.borrow().advance();
            match looked {
                Ok(Looked::There(there)) => writer.borrow_mut().tell(there, 0, ""),
                Ok(Looked::Read(read)) => {
                    // What failed while nothing came in fails again.
                    if broken.borrow().is_some() {
                        return ControlFlow::Break(());
                    }
                    let mut writer = writer.borrow_mut();
                    writer.take(read);
                    if writer.is_due() {
                        return write(progress.borrow().aside(|| writer.write()));
                    }
                }
                Err(problem) => {
                    failed += 1;
                    progress.borrow().aside(|| messages.report(&problem));
                }
            }
            ControlFlow::Continue(())
        },
        || {
            let mut progress = progress.borrow_mut();
            let known = expected.as_ref().map(|count| count.load(Ordering::Relaxed)).filter(|count| *count > 0);
            if let Some(known) = known {
                progress.expect(known);
            }
            progress.tick();
            // An article that is alone for long is written, too.
            let mut writer = writer.borrow_mut();
            if writer.is_due() && broken.borrow().is_none() {
                // Whether to go on is asked when the next one comes in.
                let _ = write(progress.aside(|| writer.write()));
            }
        },
    );
    progress.borrow().finish();
    let mut writer = writer.into_inner();
    let problem = broken.into_inner().or_else(|| writer.write().err());
    messages.tally(&writer.tally);
    let failed = failed + writer.failed;
    if failed > 0 && all > 1 {
        messages.summary(failed, all);
    }
    if let Some(problem) = problem {
        messages.report(&problem);
        return Outcome::Failed;
    }
    match (failed, all) {
        (1.., _) => Outcome::Failed,
        (0, 0) => Outcome::Nothing,
        _ => Outcome::Found,
    }
}

/// Counts the inputs beside the reading, as it takes a while in large archives. 0 until it is done.
fn count(arguments: &Add) -> Arc<AtomicU64> {
    let count = Arc::new(AtomicU64::new(0));
    let (into, paths) = (Arc::clone(&count), arguments.paths.clone());
    std::thread::spawn(move || into.store(inputs::sources(&paths, None).count() as u64, Ordering::Relaxed));
    count
}

/// Reads an article unless it is there.
fn look(source: &Source, reading: &Reading<'_>) -> Result<Looked, Problem> {
    let (name, bytes) = bytes(source, reading.messages)?;
    let looked = shielded(|| {
        let article = match article(bytes, reading.arguments) {
            Ok(article) => article,
            Err(error) => return Ok(Err(error)),
        };
        let source = reading.arguments.source.as_deref().or(article.metadata().url.as_deref());
        let lookup = || reading.lookup.lock().unwrap_or_else(PoisonError::into_inner);
        let there = lookup().article_with(article.id(), source)?;
        let article = match there {
            Some(Added::There { article }) if reading.arguments.again => match lookup().article(article)? {
                // What is known of it was told when it was added.
                Some((text, metadata)) => match Article::new(text, metadata) {
                    Ok(article) => article,
                    Err(error) => return Ok(Err(error)),
                },
                None => return Ok(Ok(Looked::There(Added::Forgotten { article }))),
            },
            Some(there) => return Ok(Ok(Looked::There(there))),
            None => article,
        };
        let record = wortlaut_reading::read_with(&article, &reading.model);
        let (name, again) = (name.clone(), there.map(|there| there.article()));
        Ok(Ok(Looked::Read(Waiting { name, article: Box::new(article), record: Box::new(record), again })))
    });
    match looked {
        Ok(Ok(Ok(looked))) => Ok(looked),
        Ok(Ok(Err(error))) => Err(Problem::NotAnArticle { name, error }),
        Ok(Err(error)) => Err(Problem::Ledger { error }),
        Err(what) => Err(Problem::Fault { name, what }),
    }
}

/// The article that bytes hold, with what the command line says of it.
fn article(bytes: Vec<u8>, arguments: &Add) -> Result<Article, Error> {
    if bytes.len() >= u32::MAX as usize {
        return Err(Error::TooLong { bytes: bytes.len() });
    }
    let metadata = Metadata {
        title: arguments.title.clone(),
        url: arguments.url.clone(),
        outlet: arguments.outlet.clone(),
        published: arguments.published.clone(),
    };
    Article::from_decoded(decode(&bytes)?, metadata)
}

impl Writer {
    fn take(&mut self, read: Waiting) {
        self.since.get_or_insert_with(instant);
        self.waiting.push(read);
    }

    fn is_due(&self) -> bool {
        self.waiting.len() >= BATCH || self.since.is_some_and(|since| since.elapsed() >= WAIT)
    }

    /// Writes what waits, all of it or nothing, and then tells of it.
    fn write(&mut self) -> Result<(), Problem> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let waiting = std::mem::take(&mut self.waiting);
        self.since = None;
        let now = now()?;
        let batch = self.ledger.batch()?;
        let mut all = Vec::with_capacity(waiting.len());
        for Waiting { name, article, record, again } in &waiting {
            let added = match again {
                Some(article) => batch.reread(*article, record, &self.reader, &now),
                None => batch.add(article, self.source.as_deref(), record, &self.reader, &now),
            };
            match added {
                Ok(added) => all.push((added, record.statements.len(), name)),
                // A fault of the reader costs this article, not the others.
                Err(error) if error.is_input() => {
                    self.failed += 1;
                    self.messages.report(&Problem::Fault { name: name.clone(), what: error.what() });
                }
                Err(error) => return Err(error.into()),
            }
        }
        batch.commit()?;
        for (added, statements, name) in all {
            self.tell(added, statements, name);
        }
        Ok(())
    }

    fn tell(&mut self, added: Added, statements: usize, name: &str) {
        let messages = self.messages;
        let what = match added {
            Added::New { .. } => {
                self.tally.new += 1;
                String::new()
            }
            Added::Version { record, follows, .. } => {
                self.tally.versions += 1;
                let difference = self.ledger.record_of(follows).ok().flatten();
                let difference = difference.and_then(|before| self.ledger.difference(before, record).ok());
                messages.version_of(follows, difference.as_ref())
            }
            Added::Reread { .. } => {
                self.tally.reread += 1;
                messages.read_again().to_owned()
            }
            Added::There { .. } => {
                self.tally.there += 1;
                return;
            }
            Added::Forgotten { .. } => {
                self.tally.forgotten += 1;
                return;
            }
        };
        if self.heard {
            let line = messages.added(added.article(), statements, &what, name);
            let mut out = io::stdout().lock();
            // That nobody listens is no reason not to add the rest.
            self.heard = writeln!(out, "{line}").and_then(|()| out.flush()).is_ok();
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "how long an article waits is no part of any result")]
fn instant() -> Instant {
    Instant::now()
}
