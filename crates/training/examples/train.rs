//! Trains a model: `cargo run --release -p wortlaut-training --example train -- OUT.model CORPUS…`

use std::path::Path;
use std::process::ExitCode;

use wortlaut_training::{Corpus, Options, train};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(out) = arguments.next() else {
        eprintln!("usage: train OUT.model CORPUS…");
        return ExitCode::from(2);
    };
    let mut corpus = Corpus::default();
    for path in arguments {
        match Corpus::read(Path::new(&path)) {
            Ok(more) => {
                corpus.name = more.name;
                corpus.documents.extend(more.documents);
            }
            Err(error) => {
                eprintln!("error: {error}");
                return ExitCode::from(2);
            }
        }
    }
    match train(&corpus, Options { held_out: 0.94 }, &mut |step| eprintln!("{step:?}")) {
        Ok(trained) => {
            eprintln!("{}", trained.out_of_fold.report);
            eprintln!("rules {:?}\nweights {:?}", trained.rules, trained.judgement);
            let (all, right) = trained.proposals;
            eprintln!("{all} proposals, {right} right, {:.1} % of the statements among them", 100.0 * trained.reach);
            std::fs::write(&out, trained.model.to_bytes()).map_or(ExitCode::from(2), |()| ExitCode::SUCCESS)
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
