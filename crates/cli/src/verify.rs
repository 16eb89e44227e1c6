//! `wortlaut verify` and `wortlaut reindex`.

use anstream::ColorChoice;
use wortlaut_ledger::Hash;
use wortlaut_text::Language;

use crate::find::write;
use crate::ledger_arguments::{Reindex, Talk, Verify};
use crate::messages::{Messages, Problem};
use crate::{Outcome, ledger_file, locale};

pub(crate) fn run(arguments: &Verify) -> Outcome {
    talk(&arguments.talk, |messages| verify(arguments, messages))
}

pub(crate) fn reindex(arguments: &Reindex) -> Outcome {
    talk(&arguments.talk, |messages| {
        let entries = ledger_file::to_write(&arguments.ledger)?.reindex()?;
        write(format!("{}\n", messages.reindexed(entries)).as_bytes())?;
        Ok(Outcome::Found)
    })
}

/// Does `work`; what goes wrong is told.
pub(crate) fn talk(talk: &Talk, work: impl FnOnce(Messages) -> Result<Outcome, Problem>) -> Outcome {
    ColorChoice::write_global(talk.color.into());
    let messages = Messages::new(talk.lang.map_or_else(locale::language, Language::from));
    work(messages).unwrap_or_else(|problem| {
        messages.report(&problem);
        Outcome::Failed
    })
}

fn verify(arguments: &Verify, messages: Messages) -> Result<Outcome, Problem> {
    let head = match &arguments.head {
        None => None,
        Some(head) => match parse(head) {
            Some(head) => Some(head),
            None => return Err(Problem::Usage { name: head.clone(), what: messages.bad_head() }),
        },
    };
    let ledger = ledger_file::to_read(&arguments.ledger)?;
    let found = ledger.verify()?;
    let mut text = messages.verified(&found);
    let mut whole = found.is_clean();
    if let Some((number, hash)) = head
        && !ledger.has_head(number, hash)?
    {
        text += &messages.head_missing(number, hash);
        whole = false;
    }
    write(text.as_bytes())?;
    Ok(if whole { Outcome::Found } else { Outcome::Failed })
}

fn parse(head: &str) -> Option<(u64, Hash)> {
    let (number, hash) = head.split_once(':')?;
    Some((number.parse().ok()?, Hash::from_hex(hash)?))
}
