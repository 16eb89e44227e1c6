//! `wortlaut forget`.

use crate::find::write;
use crate::ledger_arguments::Forget;
use crate::verify::talk;
use crate::{Outcome, ledger_file};

pub(crate) fn run(arguments: &Forget) -> Outcome {
    talk(&arguments.talk, |messages| {
        let mut ledger = ledger_file::to_write(&arguments.ledger)?;
        let article = ledger.article_of(arguments.article.0)?;
        let copies = ledger.copies(article)?;
        let answerable = &arguments.answerable;
        let entry = ledger.forget(article, &answerable.author, &answerable.reason, &ledger_file::now()?)?;
        write(format!("{}\n", messages.forgot(article, entry)).as_bytes())?;
        if !copies.is_empty() {
            messages.copies(&copies);
        }
        Ok(Outcome::Found)
    })
}
