//! Trains the ranker of the built-in model anew: `referents OUT CORPUS…`.
#![allow(clippy::print_stdout)]
use std::path::Path;
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next().expect("where to");
    let corpora: Vec<_> = args.map(|path| wortlaut_training::Corpus::read(Path::new(&path))).collect::<Result<_, _>>()?;
    let mut corpus = corpora[0].clone();
    for other in &corpora[1..] {
        corpus.documents.extend(other.documents.iter().cloned());
    }
    let (model, evaluation) = wortlaut_training::retrain_referents(&corpus, wortlaut_reading::Model::german())?;
    println!("{}", evaluation.report);
    std::fs::write(out, model.to_bytes())?;
    Ok(())
}
