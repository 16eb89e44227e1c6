//! Corpora to weights.

mod chain;
mod labels;
mod linker;
mod minimise;
mod sparse;
mod trees;

use std::time::Instant;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use wortlaut_reading::learning::{self, BORDERS, COLUMNS, Chains, Weights, Forest, LABELS, Label, Model, Proposal, Table, Thresholds, is_allowed};
use wortlaut_text::{Article, Metadata, Span};

use crate::corpus::{Corpus, Document, GoldStatement};

const FOLDS: usize = 5;

struct Prepared<'c> {
    document: &'c Document,
    article: Article,
    labelled: Vec<chain::Labelled>,
}

fn prepared(corpus: &Corpus) -> Vec<Prepared<'_>> {
    corpus
        .documents
        .par_iter()
        .map(|document| {
            let article = Article::new(document.text.as_str(), Metadata::default()).expect("short");
            let labelled = learning::features(&article)
                .into_iter()
                .map(|features| {
                    let labels = labels::labels(&article, &features, &document.statements);
                    chain::Labelled { features, labels }
                })
                .collect();
            Prepared { document, article, labelled }
        })
        .collect()
}

fn train_chain(sequences: &[&chain::Labelled], with_grammar: bool, pull: f32) -> Weights {
    let settings = chain::Settings { labels: LABELS, with_grammar, least_count: 3, pull, patience: minimise::Patience { steps: 80, tolerance: 1e-3 } };
    chain::train(sequences, settings, |before, after| is_allowed(Label::from_number(before), Label::from_number(after)))
}

struct Row {
    fold: usize,
    document: usize,
    proposal: Proposal,
    /// Whether quote and type are right.
    right: bool,
    /// The most overlap with an annotated statement of its type.
    overlap: f32,
}

fn tokens(article: &Article, spans: &[Span]) -> Vec<usize> {
    let all = article.tokens();
    spans
        .iter()
        .flat_map(|span| {
            let start = all.partition_point(|token| token.span.end() <= span.start());
            let end = all.partition_point(|token| token.span.start() < span.end());
            start..end.max(start)
        })
        .collect()
}

fn overlap(left: &[usize], right: &[usize]) -> f64 {
    let shared = left.iter().filter(|at| right.contains(at)).count();
    2.0 * shared as f64 / (left.len() + right.len()).max(1) as f64
}

fn is_right(article: &Article, proposal: &Proposal, gold: &[GoldStatement]) -> bool {
    let own = tokens(article, &proposal.quote);
    gold.iter().any(|one| one.kind == Some(proposal.kind) && overlap(&own, &tokens(article, &one.quote)) >= 0.8)
}

fn number(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|one| one.parse().ok()).unwrap_or(default)
}

/// A first look.
pub fn explore(corpus: &Corpus, gold: &Corpus, dev: &Corpus, others: &[Corpus]) {
    let start = Instant::now();
    let prepared = prepared(corpus);
    let pull = std::env::var("PULL").ok().and_then(|one| one.parse().ok()).unwrap_or(1.0);
    let folds: Vec<usize> = (0..prepared.len()).map(|at| at % FOLDS).collect();
    let chain_without = |fold: usize| {
        if let Ok(cache) = std::env::var("CACHE")
            && let Ok(bytes) = std::fs::read(format!("{cache}/{fold}"))
        {
            let mut reader = learning::Reader(&bytes);
            return Chains::read(&mut reader, LABELS, BORDERS).expect("cache");
        }
        let sequences: Vec<&chain::Labelled> =
            prepared.iter().zip(&folds).filter(|(_, own)| **own != fold).flat_map(|(one, _)| &one.labelled).collect();
        let chains = Chains::new(LABELS, &[train_chain(&sequences, true, pull), train_chain(&sequences, false, pull)]);
        if let Ok(cache) = std::env::var("CACHE") {
            let mut bytes = learning::Writer::default();
            chains.write(&mut bytes);
            eprintln!("{} weights, {} bytes", chains.weight_count(), bytes.0.len());
            std::fs::create_dir_all(&cache).expect("cache");
            std::fs::write(format!("{cache}/{fold}"), bytes.0).expect("cache");
        }
        chains
    };
    let chains: Vec<Chains> = (0..=FOLDS).map(chain_without).collect();
    eprintln!("{:?} chains", start.elapsed());
    let cached = |fold: usize| -> Option<Model> {
        let bytes = std::fs::read(format!("{}/model{fold}", std::env::var("CACHE").ok()?)).ok()?;
        let mut reader = learning::Reader(&bytes);
        Some(Model {
            chains: chains[fold].clone(),
            sparse: Table::read(&mut reader, 1).ok()?,
            forest: Forest::read(&mut reader, COLUMNS).ok()?,
            thresholds: Thresholds::default(),
            linker: learning::Linker::default(),
        })
    };
    let known: Option<Vec<Model>> = (0..=FOLDS).map(cached).collect();
    let mut models = known.unwrap_or_else(|| {
    let rows: Vec<Row> = prepared
        .par_iter()
        .enumerate()
        .flat_map_iter(|(document, one)| {
            let fold = folds[document];
            learning::proposals(&one.article, &chains[fold])
                .into_iter()
                .map(|proposal| {
                    let right = is_right(&one.article, &proposal, &one.document.statements);
                    let own = tokens(&one.article, &proposal.quote);
                    let same = one.document.statements.iter().filter(|gold| gold.kind == Some(proposal.kind));
                    let overlap = same.map(|gold| overlap(&own, &tokens(&one.article, &gold.quote)) as f32).fold(0.0, f32::max);
                    Row { fold, document, proposal, right, overlap }
                })
                .collect::<Vec<_>>()
        })
        .collect();
    let covered: usize = prepared
        .iter()
        .enumerate()
        .map(|(document, one)| {
            one.document
                .statements
                .iter()
                .filter(|gold| {
                    let gold_tokens = tokens(&one.article, &gold.quote);
                    rows.iter().any(|row| {
                        row.document == document && overlap(&tokens(&one.article, &row.proposal.quote), &gold_tokens) >= 0.8
                    })
                })
                .count()
        })
        .sum();
    eprintln!("{:?} rows {} right {} oracle {:.1}", start.elapsed(), rows.len(), rows.iter().filter(|row| row.right).count(),
        100.0 * covered as f64 / corpus.statement_count() as f64);
    let mut rows = rows;
    let sparse_without = |rows: &[Row], fold: usize| -> Table {
        let used: Vec<&Row> = rows.iter().filter(|row| row.fold != fold).collect();
        let features: Vec<&[u32]> = used.iter().map(|row| row.proposal.features.as_slice()).collect();
        let right: Vec<bool> = used.iter().map(|row| row.right).collect();
        sparse::train(&features, &right, 3, 3.0)
    };
    let tables: Vec<Table> = (0..=FOLDS).map(|fold| sparse_without(&rows, fold)).collect();
    for row in &mut rows {
        row.proposal.columns[0] = Model::words_score(&tables[row.fold], &row.proposal.features);
    }
    eprintln!("{:?} sparse", start.elapsed());
    let forest_without = |fold: usize| -> Forest {
        let used: Vec<&Row> = rows.iter().filter(|row| row.fold != fold).collect();
        let columns: Vec<&[f32]> = used.iter().map(|row| row.proposal.columns.as_slice()).collect();
        let soft = number("SOFT", 0.0);
        let right: Vec<f32> = used.iter().map(|row| if row.overlap >= 0.8 { 1.0 } else { soft * row.overlap }).collect();
        trees::train(&columns, &right, trees::Settings::default())
    };
    let forests: Vec<Forest> = (0..=FOLDS).map(forest_without).collect();
    eprintln!("{:?} trees", start.elapsed());
    let loss: f64 = rows.iter().map(|row| {
        let share = f64::from(1.0 / (1.0 + (-forests[row.fold].score(&row.proposal.columns)).exp()));
        -(if row.right { share } else { 1.0 - share }).max(1e-6).ln()
    }).sum::<f64>() / rows.len() as f64;
    eprintln!("out of fold log loss {loss:.4}");
    (0..=FOLDS)
        .map(|fold| Model {
            chains: chains[fold].clone(),
            sparse: tables[fold].clone(),
            forest: forests[fold].clone(),
            thresholds: Thresholds::default(),
            linker: learning::Linker::default(),
        })
        .collect()
    });
    if let Ok(cache) = std::env::var("CACHE") {
        for (fold, model) in models.iter().enumerate() {
            let mut bytes = learning::Writer::default();
            model.sparse.write(&mut bytes);
            model.forest.write(&mut bytes);
            std::fs::write(format!("{cache}/model{fold}"), bytes.0).expect("cache");
        }
    }
    let by_text: FxHashMap<&str, usize> = prepared.iter().zip(&folds).map(|(one, fold)| (one.document.text.as_str(), *fold)).collect();
    if std::env::var("QUICK").is_err() {
    print_figures("oof unlinked", gold, |article| learning::read_with(article, &models[by_text[article.text()]]));
    print_figures("dev unlinked", dev, |article| learning::read_with(article, &models[FOLDS]));
    for other in others {
        print_figures("other unlinked", other, |article| learning::read_with(article, &models[FOLDS]));
    }
    }
    let mut questions: Vec<linker::Question> = prepared
        .par_iter()
        .enumerate()
        .flat_map_iter(|(document, one)| linker::questions(&one.article, &one.document.statements, &models[folds[document]], folds[document]))
        .collect();
    eprintln!("{:?} questions", start.elapsed());
    let linkers = linker::train(&mut questions, FOLDS);
    for (model, linker) in models.iter_mut().zip(linkers) {
        model.linker = linker;
    }
    eprintln!("{:?} linker", start.elapsed());
    print_figures("oof linked", gold, |article| learning::read_with(article, &models[by_text[article.text()]]));
    print_figures("dev linked", dev, |article| learning::read_with(article, &models[FOLDS]));
    for other in others {
        print_figures("other linked", other, |article| learning::read_with(article, &models[FOLDS]));
    }
    if std::env::var("ONLY").is_err() {
    for alone in [0.27, 0.33] {
        for nested in [number("NEST", 0.75)] {
            let with = |fold: usize, article: &Article| {
                let mut model = models[fold].clone();
                model.thresholds = Thresholds { alone: [alone; 5], nested };
                learning::read_with(article, &model)
            };
            print_figures(&format!("oof {alone} {nested}"), gold, |article| with(by_text[article.text()], article));
            print_figures(&format!("dev {alone} {nested}"), dev, |article| with(FOLDS, article));
        }
    }
    }
    for _ in 0..number("LOOPS", 1.0) as usize {
        let clock = Instant::now();
        let count: usize = prepared.iter().map(|one| learning::read_with(&one.article, &models[FOLDS]).statements.len()).sum();
        let linked = clock.elapsed();
        let unlinked = Model { linker: learning::Linker::default(), ..models[FOLDS].clone() };
        let clock = Instant::now();
        let same: usize = prepared.iter().map(|one| learning::read_with(&one.article, &unlinked).statements.len()).sum();
        eprintln!("{count} {same} statements, linked {linked:?}, unlinked {:?}", clock.elapsed());
    }
    if std::env::var("SHOW").is_ok() {
        let evaluation = crate::evaluate_with(gold, |article| learning::read_with(article, &models[by_text[article.text()]])).expect("short");
        for difference in evaluation.differences.iter().filter(|one| one.kind == crate::DifferenceKind::Speaker) {
            println!("{difference}\n");
        }
    }
    if std::env::var("QUICK").is_ok() {
        return;
    }
    print_figures("rules train", gold, wortlaut_reading::read);
    print_figures("rules dev", dev, wortlaut_reading::read);
    for other in others {
        print_figures("other", other, |article| learning::read_with(article, &models[FOLDS]));
        print_figures("other rules", other, wortlaut_reading::read);
    }
}

/// x
pub fn print_figures(name: &str, corpus: &Corpus, read: impl Fn(&Article) -> wortlaut_reading::Record + Sync) {
    let report = crate::evaluate_with(corpus, read).expect("short").report;
    for view in &report.views {
        let f1 = |row: &crate::TypeRow| {
            let (p, r) = (row.found_precision.share(), row.found_recall.share());
            200.0 * p * r / (p + r).max(1e-9)
        };
        let all = &view.types[0];
        let user = &view.user;
        let both = |p: f64, r: f64| 200.0 * p * r / (p + r).max(1e-9);
        let statements = &view.statements;
        eprint!("{name:14} roles {:.1} attributed {:.1} ({:.1} %) speaker {:.1} ({:.1}/{:.1}) cue {:.1} ({:.1}/{:.1}) addressee {:.1} ({:.1}/{:.1}) | ", 100.0 * statements.roles.f1(),
            both(user.attributed_precision.share(), user.attributed_recall.share()),
            100.0 * user.attributed_precision.right as f64 / user.found_precision.right.max(1) as f64,
            100.0 * statements.speaker.f1(), 100.0 * statements.speaker.precision(), 100.0 * statements.speaker.recall(),
            100.0 * statements.cue.f1(), 100.0 * statements.cue.precision(), 100.0 * statements.cue.recall(),
            100.0 * statements.addressee.f1(), 100.0 * statements.addressee.precision(), 100.0 * statements.addressee.recall());
        eprint!("messages {:.1} joint {:.1} found P {:.1} R {:.1} F {:.1} |", 100.0 * view.statements.messages.f1(), 100.0 * view.statements.joint.f1(),
            100.0 * all.found_precision.share(), 100.0 * all.found_recall.share(), f1(all));
        for row in &view.types[1..] {
            eprint!(" {} {:.1}", &row.name[..row.name.len().min(14)], f1(row));
        }
        eprintln!();
    }
}
