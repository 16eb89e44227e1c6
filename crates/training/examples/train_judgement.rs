//! Trains act, hedge and medium, prints how right they are on held-out articles and writes the weights.
//!
//! ```text
//! cargo run --release -p wortlaut-training --example train_judgement -- CORPUS… [--out FILE] [--acts] [SETTING=NUMBER…]
//! ```

use std::io::Write as _;
use std::path::Path;

use wortlaut_reading::Act;
use wortlaut_training::Corpus;
use wortlaut_training::train::judgement::{Figures, Settings, train};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut corpus = Corpus::default();
    let mut out = None;
    let mut settings = Settings::default();
    let mut shows_acts = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if let Some((name, value)) = argument.split_once('=') {
            let value: f32 = value.parse()?;
            match name {
                "act" => settings.act_penalty = value,
                "medium" => settings.medium_penalty = value,
                "hedge" => settings.hedge_penalty = value,
                "least" => settings.least = value as u32,
                "rounds" => settings.rounds = value as usize,
                "balance" => settings.balance = value,
                "annotated" => settings.annotated = value,
                "shift" => settings.hedge_shift = value,
                other => return Err(format!("no setting is called {other}").into()),
            }
        } else if argument == "--out" {
            out = Some(arguments.next().ok_or("--out needs a file")?);
        } else if argument == "--acts" {
            shows_acts = true;
        } else {
            corpus.documents.extend(Corpus::read(Path::new(&argument))?.documents);
        }
    }
    let trained = train(&corpus, &Corpus::own_passages(), 1, &settings)?;
    let mut to = std::io::stdout().lock();
    writeln!(to, "{} articles, {} statements", corpus.documents.len(), corpus.statement_count())?;
    print(&mut to, "rules   ", &trained.rules)?;
    print(&mut to, "held out", &trained.held_out)?;
    if shows_acts {
        for act in Act::ALL {
            let all = |accepts: &dyn Fn(Act, Act) -> bool| trained.acts.iter().filter(|one| accepts(one.0, one.1)).count();
            let (gold, found, right) =
                (all(&|gold, _| gold == *act), all(&|_, found| found == *act), all(&|gold, found| gold == *act && found == *act));
            let mut wrong: Vec<(usize, &str)> = Act::ALL
                .iter()
                .filter(|other| *other != act)
                .map(|other| (all(&|gold, found| gold == *act && found == *other), other.name()))
                .collect();
            wrong.sort_unstable_by(|one, other| other.cmp(one));
            wrong.truncate(4);
            writeln!(to, "{act:14} gold {gold:4} found {found:4} right {right:4} taken for {wrong:?}")?;
        }
        for tenth in 0..10 {
            let bin: Vec<bool> =
                trained.acts.iter().filter(|one| (one.2 * 10.0) as usize == tenth).map(|one| one.0 == one.1).collect();
            writeln!(to, "share 0.{tenth} {:4} right {:4}", bin.len(), bin.iter().filter(|right| **right).count())?;
        }
    }
    writeln!(to, "bytes: act {}, hedge {}, medium {}", trained.act.len(), trained.hedge.len(), trained.medium.len())?;
    if let Some(out) = out {
        let sections = [&trained.act, &trained.hedge, &trained.medium];
        let bytes: Vec<u8> =
            sections.iter().flat_map(|one| (one.len() as u32).to_le_bytes().into_iter().chain(one.iter().copied())).collect();
        std::fs::write(out, bytes)?;
    }
    Ok(())
}

fn print(to: &mut impl std::io::Write, name: &str, figures: &Figures) -> std::io::Result<()> {
    writeln!(
        to,
        "{name}  act {:.1} % of {}, macro F1 {:.1}; hedge P {:.1} R {:.1} F1 {:.1} ({}); medium {:.1} %",
        100.0 * figures.act.share(),
        figures.act.of,
        100.0 * figures.act_macro_f1,
        100.0 * figures.hedge_precision.share(),
        100.0 * figures.hedge_recall.share(),
        100.0 * figures.hedge_f1(),
        figures.hedge_recall.of,
        100.0 * figures.medium.share(),
    )
}
