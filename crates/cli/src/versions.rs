//! `wortlaut versions`.

use anstream::ColorChoice;
use wortlaut_ledger::VersionStatement;
use wortlaut_text::Language;

use crate::find::write;
use crate::ledger_arguments::{Address, Versions};
use crate::ledger_messages::Changed;
use crate::messages::{Messages, Problem};
use crate::{Outcome, ledger_file, locale};

pub(crate) fn run(arguments: &Versions) -> Outcome {
    ColorChoice::write_global(arguments.talk.color.into());
    let messages = Messages::new(arguments.talk.lang.map_or_else(locale::language, Language::from));
    match show(arguments, messages) {
        Ok(outcome) => outcome,
        Err(problem) => {
            messages.report(&problem);
            Outcome::Failed
        }
    }
}

fn show(arguments: &Versions, messages: Messages) -> Result<Outcome, Problem> {
    let ledger = ledger_file::to_read(&arguments.ledger)?;
    let versions = ledger.versions(&arguments.source)?;
    if versions.is_empty() {
        messages.nothing();
        return Ok(Outcome::Nothing);
    }
    let mut text = String::new();
    let mut before = None;
    for one in &versions {
        text += &messages.version(one.version, one.entry, &one.added, one.forgotten.is_some());
        text.push('\n');
        let record = one.reading.map(|(record, _)| record);
        if let (Some(before), Some(record)) = (before, record) {
            let difference = ledger.difference(before, record)?;
            for (old, new) in &difference.altered {
                text += &change(messages, Changed::Altered, "−", old);
                text += &change(messages, Changed::Altered, "+", new);
            }
            for new in &difference.added {
                text += &change(messages, Changed::Added, "+", new);
            }
            for old in &difference.removed {
                text += &change(messages, Changed::Removed, "−", old);
            }
            text += &messages.same(difference.same);
            text.push('\n');
        }
        before = record.or(before);
    }
    write(text.as_bytes())?;
    Ok(Outcome::Found)
}

/// A statement on one line: what became of it, its address, who said it, its words.
fn change(messages: Messages, what: Changed, sign: &str, statement: &VersionStatement) -> String {
    let address = Address { record: statement.record, position: statement.position };
    let words = |text: &str| -> String {
        // Characters that would steer the terminal are not sent to it.
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
            .collect()
    };
    let speaker = statement.speaker.as_deref().map_or(String::new(), |speaker| format!("{}: ", words(speaker)));
    format!("  {sign} {} {address}  {speaker}{}\n", messages.difference_title(what), words(&statement.quote))
}
