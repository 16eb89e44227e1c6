//! The program: arguments in, renderings out. Everything it knows about articles stands in the libraries.

mod add;
mod arguments;
mod batch;
mod confident;
mod convert;
mod correct;
mod eval;
mod export;
mod find;
mod forget;
mod inputs;
mod ledger_arguments;
mod ledger_file;
mod ledger_messages;
mod locale;
mod messages;
mod output;
mod parties;
mod progress;
mod read;
mod shield;
mod train;
mod verify;
mod versions;
mod weights;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

/// What a run comes to; the number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Something was found.
    Found = 0,
    /// All went well and nothing was found.
    Nothing = 1,
    /// Something went wrong, also if the rest went well.
    Failed = 2,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match &arguments.command {
        Command::Read(read) => read::run(read),
        Command::Eval(eval) => eval::run(eval),
        Command::Convert(convert) => convert::run(convert),
        Command::Train(train) => train::run(train),
        Command::Add(add) => add::run(add),
        Command::Find(find) => find::run(find),
        Command::Versions(versions) => versions::run(versions),
        Command::Verify(verify) => verify::run(verify),
        Command::Reindex(reindex) => verify::reindex(reindex),
        Command::Forget(forget) => forget::run(forget),
        Command::Correct(correct) => correct::run(correct),
        Command::Export(export) => export::run(export),
    };
    ExitCode::from(outcome as u8)
}
