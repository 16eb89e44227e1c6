//! `wortlaut find`.

use std::io::{self, IsTerminal as _, Write as _};

use anstream::{AutoStream, ColorChoice};
use wortlaut_ledger::{Found, Order, Query, Reading, Time};
use wortlaut_reading::{Act, StatementType};
use wortlaut_text::{ArticleId, Language};
use wortlaut_views::{FoundStatement, RecordModel, TerminalOptions, found};

use crate::ledger_arguments::{Address, Find, FindFormat, FindOrder};
use crate::messages::{Messages, Problem};
use crate::read::{USUAL, WIDEST};
use crate::{Outcome, ledger_file, locale};

pub(crate) fn run(arguments: &Find) -> Outcome {
    ColorChoice::write_global(arguments.talk.color.into());
    let labels = arguments.talk.lang.map_or_else(locale::language, Language::from);
    let messages = Messages::new(labels);
    match find(arguments, labels, messages) {
        Ok(outcome) => outcome,
        Err(problem) => {
            messages.report(&problem);
            Outcome::Failed
        }
    }
}

fn find(arguments: &Find, labels: Language, messages: Messages) -> Result<Outcome, Problem> {
    let ledger = ledger_file::to_read(&arguments.ledger)?;
    let page = ledger.find(&query(arguments)?)?;
    if page.items.is_empty() {
        if arguments.format == FindFormat::Terminal {
            messages.nothing();
        }
        return Ok(Outcome::Nothing);
    }
    let readings = ledger.readings_of(&page.items)?;
    let text = match arguments.format {
        FindFormat::Terminal => {
            let colour = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
            let options = TerminalOptions { width: width(arguments).into(), colour, labels };
            let addresses: Vec<String> = page.items.iter().map(|one| address(one).to_string()).collect();
            let items: Vec<FoundStatement<'_>> =
                page.items.iter().zip(&addresses).map(|(one, address)| item(one, address, &readings[&one.record])).collect();
            found(&items, &options)
        }
        FindFormat::Jsonl => page.items.iter().map(|one| line(one, &readings[&one.record])).collect(),
    };
    write(text.as_bytes())?;
    if page.more && arguments.format == FindFormat::Terminal {
        messages.more(arguments.offset + u64::from(arguments.limit));
    }
    Ok(Outcome::Found)
}

/// Writes to standard output; that whoever reads it has seen enough is no error.
pub(crate) fn write(bytes: &[u8]) -> Result<(), Problem> {
    let mut out = AutoStream::always_ansi(io::stdout().lock());
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Problem::Unwritable { name: "stdout".to_owned(), error }),
        _ => Ok(()),
    }
}

fn query(arguments: &Find) -> Result<Query, Problem> {
    Ok(Query {
        words: (!arguments.words.is_empty()).then(|| arguments.words.join(" ")),
        party: arguments.party.clone(),
        act: arguments.act.as_deref().and_then(Act::from_name),
        kind: arguments.of_type.as_deref().and_then(StatementType::from_name),
        outlet: arguments.outlet.clone(),
        since: arguments.since.clone(),
        until: arguments.until.clone(),
        as_of: arguments.as_of.as_deref().map(Time::end_of).transpose()?,
        all_versions: arguments.all_versions,
        order: match arguments.order {
            FindOrder::Added => Order::Added,
            FindOrder::Said => Order::Said,
            FindOrder::Relevance => Order::Relevance,
        },
        limit: arguments.limit,
        offset: arguments.offset,
    })
}

fn address(found: &Found) -> Address {
    Address { record: found.record, position: found.position }
}

fn item<'a>(found: &'a Found, address: &'a str, reading: &'a Reading) -> FoundStatement<'a> {
    FoundStatement {
        address,
        text: &reading.text,
        record: &reading.record,
        position: found.position,
        party: found.party.as_deref(),
        said: found.said.as_deref(),
        outlet: reading.metadata.outlet.as_deref(),
        title: reading.metadata.title.as_deref(),
        url: reading.metadata.url.as_deref().or(reading.source.as_deref()),
        is_old: found.is_old,
    }
}

/// The statement as JSON, with its article and what the ledger knows of it.
fn line(found: &Found, reading: &Reading) -> String {
    let model = model(reading);
    let value = serde_json::json!({
        "address": address(found).to_string(),
        "entry": reading.article,
        "version": found.version,
        "superseded": found.is_old,
        "party": found.party,
        "matter": found.matter,
        "said": found.said,
        "article": model.article,
        "statement": model.statements.get(found.position),
    });
    format!("{value}\n")
}

/// The record of a reading as it leaves the program.
pub(crate) fn model(reading: &Reading) -> RecordModel {
    let id = ArticleId::of(&reading.text);
    RecordModel::of_text(&reading.text, id, &reading.metadata, reading.language.as_deref(), &reading.record)
}

fn width(arguments: &Find) -> u16 {
    let terminal = || {
        let here = io::stdout().is_terminal();
        here.then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0.min(WIDEST))
    };
    arguments.width.or_else(terminal).unwrap_or(USUAL)
}
