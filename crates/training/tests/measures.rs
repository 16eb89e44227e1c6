//! The measures on small articles whose figures were computed by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use wortlaut_reading::{Act, Medium, Record, Statement, StatementId, StatementType};
use wortlaut_text::Span;
use wortlaut_training::{
    Corpus, DifferenceKind, Document, Error, Evaluation, GoldStatement, Macro, Report, compare, evaluate_with,
};

/// Tokens: 0 Ada 1 Brandt 2 sagte 3 , 4 sie 5 komme 6 morgen 7 . 8 Das 9 Amt 10 schwieg 11 .
const TEXT: &str = "Ada Brandt sagte, sie komme morgen. Das Amt schwieg.";

fn place(part: &str) -> Span {
    let start = TEXT.find(part).unwrap();
    Span::of_bytes(start, start + part.len())
}

fn gold() -> Vec<GoldStatement> {
    vec![
        GoldStatement {
            kind: Some(StatementType::Indirect),
            quote: vec![place("sie komme morgen")],
            speaker: vec![place("Ada Brandt")],
            party: Some("Ada Brandt".to_owned()),
            cue: vec![place("sagte")],
            medium: Some(Medium::Speech),
            act: Some(Act::Announce),
            hedge: Some(false),
            ..GoldStatement::default()
        },
        GoldStatement {
            kind: Some(StatementType::Reported),
            quote: vec![place("Das Amt schwieg.")],
            speaker: vec![place("Das Amt")],
            party: Some("Amt".to_owned()),
            medium: Some(Medium::Speech),
            act: Some(Act::NoComment),
            hedge: Some(false),
            ..GoldStatement::default()
        },
    ]
}

fn read(kind: StatementType, quote: &str, confidence: f32) -> Statement {
    Statement {
        id: StatementId::new(0),
        kind,
        quote: vec![place(quote)],
        speaker: None,
        cue: Vec::new(),
        addressee: None,
        frame: Vec::new(),
        medium: None,
        act: None,
        hedge: false,
        within: None,
        confidence,
        party: None,
        venue: None,
        when: None,
        matter: None,
        found_by: "test",
    }
}

fn corpus(statements: Vec<GoldStatement>) -> Corpus {
    let document = Document { id: "one".into(), text: TEXT.into(), statements, ..Document::default() };
    Corpus { documents: vec![document], ..Corpus::default() }
}

fn evaluated(corpus: &Corpus, statements: &[Statement]) -> Evaluation {
    evaluate_with(corpus, |_| Record { statements: statements.to_vec(), ..Record::default() }).unwrap()
}

/// A comma too much with the surname alone; the wrong type on one word of the second; and one from nowhere.
fn flawed() -> Vec<Statement> {
    vec![
        Statement {
            speaker: Some(place("Brandt")),
            cue: vec![place("sagte")],
            act: Some(Act::Assert),
            medium: Some(Medium::Speech),
            ..read(StatementType::Indirect, ", sie komme morgen", 0.95)
        },
        read(StatementType::Direct, "Das", 0.95),
        Statement { speaker: Some(place("Das Amt")), ..read(StatementType::Reported, "Ada Brandt", 0.25) },
    ]
}

#[track_caller]
fn near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-6, "{value} is not {expected}");
}

#[track_caller]
fn mean(of: Macro, precision: f64, recall: f64) {
    near(of.precision(), precision);
    near(of.recall(), recall);
}

#[test]
fn m1_averages_token_shares_over_groups() {
    let report = evaluated(&corpus(gold()), &flawed()).report;
    let m1 = report.views[0].statements;
    // Groups: the first two are pairs (overlaps 2·3/7 and 2·1/5), the third found statement stands alone.
    // Quotes, P: 3 of 4, 1 of 1, 0 of 2. R: 3 of 3, 1 of 4.
    mean(m1.messages, (0.75 + 1.0 + 0.0) / 3.0, (1.0 + 0.25) / 2.0);
    // Speakers, P: 1 of 1, –, 0 of 2. R: 1 of 2, 0 of 2.
    mean(m1.speaker, 0.5, 0.25);
    // Cues: only in the first group, on both sides.
    mean(m1.cue, 1.0, 1.0);
    mean(m1.addressee, 0.0, 0.0);
    assert_eq!(m1.frame, None);
    // Roles: first 2 shared of 3 and 2; second 0 of 2 and 0; third 0 and 2. P: 2/2, –, 0/2. R: 2/3, 0/2.
    mean(m1.roles, 0.5, 1.0 / 3.0);
    // 2 · 0.5 · 1/3 / (5/6)
    near(m1.roles.f1(), 0.4);
    // Joint: first 5 shared of 6 and 6; second 1 of 6 and 1; third 0 and 4. P: 5/6, 1, 0. R: 5/6, 1/6.
    mean(m1.joint, (5.0 / 6.0 + 1.0) / 3.0, 0.5);
    // One right type, of 3 found and 2 annotated: 2 · 1/3 · 1/2 / (5/6).
    near(m1.type_f1(), 0.4);
}

#[test]
fn m2_counts_what_a_user_sees() {
    let evaluation = evaluated(&corpus(gold()), &flawed());
    let view = &evaluation.report.views[0];
    // 2·3/7 = 0.857 is found, 2·1/5 = 0.4 is a wrong boundary.
    near(view.user.found_precision.share(), 1.0 / 3.0);
    near(view.user.found_recall.share(), 0.5);
    near(view.user.found_f1(), 0.4);
    // „Brandt“ is the party's last name.
    near(view.user.attributed_recall.share(), 0.5);
    near(view.user.attributed_f1(), 0.4);
    // assert instead of announce: two acts occur, both with F1 0.
    near(view.user.act.share(), 0.0);
    near(view.user.act_macro_f1, 0.0);
    near(view.user.medium.share(), 1.0);
    let row = |name: &str| view.types.iter().find(|row| row.name == name).unwrap();
    assert_eq!((row("all").missed, row("all").boundary, row("all").spurious), (0, 1, 1));
    assert_eq!((row("reported").boundary, row("reported").spurious), (1, 1));
    assert_eq!((row("direct").found_precision.of, row("direct").found_recall.of), (1, 0));
    assert!(view.types.iter().all(|row| row.name != "free_indirect"));
    let kinds: Vec<DifferenceKind> = evaluation.differences.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [DifferenceKind::Spurious, DifferenceKind::Act, DifferenceKind::Boundary]);
    assert_eq!(evaluation.differences[1].excerpt, "Ada Brandt sagte⟪, ⟦sie komme morgen⟫⟧.");
}

#[test]
fn acts_are_averaged_over_those_that_occur() {
    let found = |quote, act| Statement { act: Some(act), ..read(StatementType::Indirect, quote, 0.5) };
    let both = [found("sie komme morgen", Act::Announce), found("Das Amt schwieg.", Act::Announce)];
    let user = evaluated(&corpus(gold()), &both).report.views[0].user;
    near(user.act.share(), 0.5);
    // announce: P 1/2, R 1, F1 2/3. no_comment: 0.
    near(user.act_macro_f1, 1.0 / 3.0);
}

#[test]
fn calibration_weighs_the_bins_by_their_statements() {
    let calibration = evaluated(&corpus(gold()), &flawed()).report.views[0].calibration.clone();
    assert_eq!((calibration.bins[9].found.right, calibration.bins[9].found.of), (1, 2));
    assert_eq!((calibration.bins[2].found.right, calibration.bins[2].found.of), (0, 1));
    // (|2 · 0.95 − 1| + |0.25 − 0|) / 3
    near((calibration.expected_error() * 1e4).round(), 3833.0);
    let odd = [f32::NAN, -1.0, 1.0, 7.0].map(|confidence| read(StatementType::Direct, "Das", confidence));
    let calibration = evaluated(&corpus(Vec::new()), &odd).report.views[0].calibration.clone();
    assert_eq!((calibration.bins[0].found.of, calibration.bins[9].found.of), (2, 2));
}

#[test]
fn a_bin_starts_at_its_tenth() {
    for tenth in 0..10_u8 {
        let one = [read(StatementType::Direct, "Das", f32::from(tenth) / 10.0)];
        let calibration = evaluated(&corpus(Vec::new()), &one).report.views[0].calibration.clone();
        assert_eq!(calibration.bins[usize::from(tenth)].found.of, 1, "{tenth} tenths");
    }
}

#[test]
fn without_roles_roles_are_nought_and_quotes_count() {
    let bare = [read(StatementType::Indirect, "sie komme morgen", 0.5)];
    let view = &evaluated(&corpus(gold()), &bare).report.views[0];
    mean(view.statements.messages, 1.0, 0.5);
    near(view.statements.roles.f1(), 0.0);
    near(view.user.found_recall.share(), 0.5);
    near(view.user.attributed_f1(), 0.0);
}

#[test]
fn disputed_types_are_also_left_out_on_both_sides() {
    let corpus = corpus(gold());
    let found = [read(StatementType::Indirect, "sie komme morgen", 0.5), read(StatementType::Reported, "Ada Brandt sagte", 0.5)];
    let views = evaluated(&corpus, &found).report.views;
    assert_eq!(views.len(), 2);
    near(views[0].user.found_f1(), 0.5);
    near(views[1].user.found_f1(), 1.0);
}

#[test]
fn frames_count_only_where_the_annotation_has_them() {
    let mut annotated = gold();
    annotated[0].frame = vec![place("Ada Brandt sagte")];
    let found = [Statement { frame: vec![place("Brandt sagte")], ..read(StatementType::Indirect, "sie komme morgen", 0.5) }];
    let with = Corpus { has_frames: true, ..corpus(annotated.clone()) };
    mean(evaluated(&with, &found).report.views[0].statements.frame.unwrap(), 1.0, 2.0 / 3.0);
    let without = evaluated(&corpus(annotated), &found).report.views[0].statements;
    assert_eq!(without.frame, None);
    mean(without.roles, 0.0, 0.0);
}

#[test]
fn given_tokens_replace_ours() {
    let mut corpus = corpus(gold());
    // „sie komme“ as one token and „morgen“ as the other: one of two is shared.
    corpus.documents[0].tokens = Some(vec![place("sie komme"), place("morgen")]);
    let found = [read(StatementType::Indirect, "morgen", 0.5)];
    mean(evaluated(&corpus, &found).report.views[0].statements.messages, 1.0, 0.5);
}

#[test]
fn inexact_spans_are_counted_and_do_no_harm() {
    let text = "„Nein“";
    let document = Document { id: "one".into(), text: text.into(), ..Document::default() };
    let corpus = Corpus { documents: vec![document], ..Corpus::default() };
    let spans = [(0, text.len()), (1, 4), (0, 400), (3, 3)];
    let statements = spans
        .map(|(start, end)| Statement { quote: vec![Span::of_bytes(start, end)], ..read(StatementType::Direct, "Das", 0.5) });
    let exactness = evaluated(&corpus, &statements).report.exactness;
    assert_eq!((exactness.spans, exactness.outside, exactness.different, exactness.empty), (4, 2, 0, 1));
}

#[test]
fn a_report_survives_json_and_shows_its_tables() {
    let report = evaluated(&corpus(gold()), &flawed()).report;
    let json = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
    let shown = report.to_string();
    for part in ["messages", "58.3", "indirect", "found_by"] {
        assert!(shown.contains(part), "{part} is missing in\n{shown}");
    }
}

#[test]
fn a_comparison_tells_a_sure_difference_from_chance() {
    let documents = |count: usize| Corpus {
        documents: (0..count).map(|number| Document { id: number.to_string(), ..corpus(gold()).documents.remove(0) }).collect(),
        ..Corpus::default()
    };
    let all = documents(20);
    let (bad, good) = (evaluated(&all, &flawed()).report, evaluated(&all, &perfect(&gold())).report);
    let comparison = compare(&good, &bad, 200).unwrap();
    // 1 − 0.4 in every article, so in every sample.
    for bound in [comparison.found.difference, comparison.found.low, comparison.found.high] {
        near(bound, 0.6);
    }
    let none = compare(&bad, &bad, 200).unwrap();
    assert_eq!((none.joint.low, none.joint.difference, none.joint.high), (0.0, 0.0, 0.0));
    assert!(none.to_string().contains("may be chance"));
    let other = evaluated(&documents(3), &flawed()).report;
    assert!(matches!(compare(&bad, &other, 10), Err(Error::DifferentDocuments { .. })));
}

#[test]
fn an_interval_holds_the_difference_where_articles_differ() {
    // Better in one half of the articles and worse in the other: the interval must lie around nought.
    let documents = (0..40).map(|number| Document { id: number.to_string(), ..corpus(gold()).documents.remove(0) });
    let corpus = Corpus { documents: documents.collect(), ..Corpus::default() };
    let report_where = |is_good: fn(usize) -> bool| {
        let mut report = evaluated(&corpus, &flawed()).report;
        let good = evaluated(&corpus, &perfect(&gold())).report;
        for position in (0..40).filter(|position| is_good(*position)) {
            report.tallies[position] = good.tallies[position].clone();
        }
        report
    };
    let comparison = compare(&report_where(|at| at % 2 == 0), &report_where(|at| at % 2 == 1), 500).unwrap();
    assert!(comparison.found.low < -0.05 && comparison.found.high > 0.05, "{comparison}");
    near(comparison.found.difference, 0.0);
}

/// The annotation itself as a reading.
fn perfect(gold: &[GoldStatement]) -> Vec<Statement> {
    gold.iter()
        .map(|one| Statement {
            kind: one.kind.unwrap(),
            quote: one.quote.clone(),
            speaker: one.speaker.first().copied(),
            cue: one.cue.clone(),
            addressee: one.addressee.first().copied(),
            frame: one.frame.clone(),
            medium: one.medium,
            act: one.act,
            hedge: one.hedge.unwrap_or_default(),
            ..read(StatementType::Direct, "Das", 1.0)
        })
        .collect()
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    const WORDS: &str = "Ada Brandt sagte dem Stadtrat am Abend, die Brücke werde „nie gebaut“. Er schwieg.";

    fn span() -> impl Strategy<Value = Span> {
        let starts: Vec<usize> = WORDS.char_indices().map(|(at, _)| at).chain([WORDS.len()]).collect();
        (prop::sample::select(starts.clone()), prop::sample::select(starts))
            .prop_filter("not only white space", |(left, right)| {
                WORDS.get(*left.min(right)..*left.max(right)).is_some_and(|part| !part.trim().is_empty())
            })
            .prop_map(|(left, right)| Span::of_bytes(left.min(right), left.max(right)))
    }

    fn statement() -> impl Strategy<Value = GoldStatement> {
        let kind = prop::sample::select(StatementType::ALL);
        let medium = prop::sample::select(Medium::ALL);
        let act = prop::sample::select(Act::ALL);
        let pieces = prop::collection::vec(span(), 1..3);
        let single = || prop::option::of(span());
        (kind, medium, act, pieces, single(), single(), single(), any::<bool>()).prop_map(
            |(kind, medium, act, quote, speaker, cue, addressee, hedge)| GoldStatement {
                kind: Some(kind),
                quote,
                speaker: speaker.into_iter().collect(),
                cue: cue.into_iter().collect(),
                addressee: addressee.into_iter().collect(),
                medium: Some(medium),
                act: Some(act),
                hedge: Some(hedge),
                ..GoldStatement::default()
            },
        )
    }

    fn statements() -> impl Strategy<Value = Vec<GoldStatement>> {
        prop::collection::vec(statement(), 0..7)
    }

    fn of(statements: Vec<GoldStatement>) -> Corpus {
        let mut corpus = corpus(statements);
        corpus.documents[0].text = WORDS.to_owned();
        corpus
    }

    proptest! {
        #[test]
        fn the_annotation_itself_is_perfect(annotated in statements().prop_filter("some", |some| !some.is_empty())) {
            // Two statements with one quote, type and medium are told apart by nothing that pairing looks at.
            let mut distinct: Vec<GoldStatement> = Vec::new();
            for one in annotated {
                if distinct.iter().all(|other| (other.kind, other.medium) != (one.kind, one.medium)) {
                    distinct.push(one);
                }
            }
            let evaluation = evaluated(&of(distinct.clone()), &perfect(&distinct));
            let view = &evaluation.report.views[0];
            for share in [
                view.statements.messages.f1(),
                view.statements.joint.f1(),
                view.statements.type_f1(),
                view.user.found_f1(),
                view.user.attributed_f1(),
                view.user.act.share(),
                view.user.act_macro_f1,
                view.user.hedge.share(),
                view.user.medium.share(),
            ] {
                prop_assert!((share - 1.0).abs() < 1e-9, "{}", evaluation.report);
            }
            prop_assert_eq!(&evaluation.differences, &[]);
            prop_assert!(view.calibration.expected_error() < 1e-9);
        }

        #[test]
        fn nothing_found_is_nought(annotated in statements()) {
            let evaluation = evaluated(&of(annotated.clone()), &[]);
            let view = &evaluation.report.views[0];
            for share in [view.statements.messages.f1(), view.statements.joint.f1(), view.user.found_f1()] {
                prop_assert_eq!(share, 0.0);
            }
            prop_assert_eq!(evaluation.differences.len(), annotated.len());
        }

        #[test]
        fn the_order_of_statements_does_not_matter(
            (annotated, shuffled) in statements().prop_flat_map(|some| (Just(some.clone()), Just(some).prop_shuffle())),
            (found, shuffled_found) in statements().prop_flat_map(|some| (Just(some.clone()), Just(some).prop_shuffle())),
        ) {
            let first = evaluated(&of(annotated), &perfect(&found)).report;
            let second = evaluated(&of(shuffled), &perfect(&shuffled_found)).report;
            prop_assert_eq!(first, second);
        }
    }
}
