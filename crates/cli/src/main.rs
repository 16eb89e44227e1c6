//! The program: arguments in, renderings out. Everything it knows about articles stands in the libraries.

mod arguments;
mod batch;
mod confident;
mod convert;
mod eval;
mod inputs;
mod locale;
mod messages;
mod output;
mod parties;
mod progress;
mod read;
mod shield;
mod train;
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
    };
    ExitCode::from(outcome as u8)
}
