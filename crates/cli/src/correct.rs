//! `wortlaut correct`.

use wortlaut_ledger::{Correction, Ledger, Result, StatementPlace, Subject};

use crate::find::write;
use crate::ledger_arguments::{Address, Correct, Entry, Named, What};
use crate::verify::talk;
use crate::{Outcome, ledger_file};

pub(crate) fn run(arguments: &Correct) -> Outcome {
    talk(&arguments.talk, |messages| {
        let mut ledger = ledger_file::to_write(&arguments.ledger)?;
        let correction = correction(&ledger, &arguments.what)?;
        let answerable = &arguments.answerable;
        let entry = ledger.correct(correction, &answerable.author, &answerable.reason, &ledger_file::now()?)?;
        write(format!("{}\n", messages.corrected(entry)).as_bytes())?;
        Ok(Outcome::Found)
    })
}

fn correction(ledger: &Ledger, what: &What) -> Result<Correction> {
    let place = |address: &Address| -> Result<StatementPlace> { ledger.place_of(address.record, address.position) };
    let of = |entry: &Option<Entry>| entry.map(|entry| ledger.article_of(entry.0)).transpose();
    Ok(match what {
        What::Reject { statement } => Correction::Reject { statement: place(statement)? },
        What::Accept { statement } => Correction::Accept { statement: place(statement)? },
        What::Rename { subject, name, to, article } => {
            Correction::Rename { subject: (*subject).into(), article: of(article)?, name: name.clone(), to: to.clone() }
        }
        What::Merge { subject, name, into, article } => {
            Correction::Merge { subject: (*subject).into(), article: of(article)?, name: name.clone(), into: into.clone() }
        }
        What::Split { subject, to, statements } => Correction::Split {
            subject: (*subject).into(),
            statements: statements.iter().map(place).collect::<Result<_>>()?,
            to: to.clone(),
        },
    })
}

impl From<Named> for Subject {
    fn from(named: Named) -> Self {
        match named {
            Named::Party => Self::Party,
            Named::Matter => Self::Matter,
        }
    }
}
