//! Errors are grouped by causes that can be computed, and shown with their text.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use wortlaut_reading::{Act, Record, Statement, StatementId, StatementType};
use wortlaut_text::Span;
use wortlaut_training::{Corpus, Difference, DifferenceKind, Document, ErrorGroups, GoldStatement, Reason, evaluate_with};

const DIRECT: StatementType = StatementType::Direct;
const INDIRECT: StatementType = StatementType::Indirect;
const CONTINUED: StatementType = StatementType::IndirectFreeIndirect;
const TOLD: StatementType = StatementType::Reported;

fn place(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap_or_else(|| panic!("{part} is not in {text}"));
    Span::of_bytes(start, start + part.len())
}

fn places(text: &str, parts: &[&str]) -> Vec<Span> {
    parts.iter().map(|part| place(text, part)).collect()
}

/// An annotated statement: type, quote, speaker, cue.
fn gold(text: &str, kind: StatementType, quote: &[&str], speaker: &[&str], cue: &[&str]) -> GoldStatement {
    GoldStatement {
        kind: Some(kind),
        quote: places(text, quote),
        speaker: places(text, speaker),
        cue: places(text, cue),
        ..GoldStatement::default()
    }
}

fn found(text: &str, kind: StatementType, quote: &[&str], speaker: &[&str], cue: &[&str]) -> Statement {
    Statement {
        id: StatementId::new(0),
        kind,
        quote: places(text, quote),
        speaker: places(text, speaker).first().copied(),
        cue: places(text, cue),
        addressee: None,
        frame: Vec::new(),
        medium: None,
        act: None,
        hedge: false,
        within: None,
        confidence: 0.5,
        party: None,
        venue: None,
        when: None,
        matter: None,
        found_by: "rule",
    }
}

fn differences(text: &str, gold: Vec<GoldStatement>, found: &[Statement]) -> Vec<Difference> {
    let document = Document { id: "one".into(), text: text.into(), statements: gold, ..Document::default() };
    let corpus = Corpus { documents: vec![document], ..Corpus::default() };
    evaluate_with(&corpus, |_| Record { statements: found.to_vec(), ..Record::default() }).unwrap().differences
}

#[track_caller]
fn causes(text: &str, gold: Vec<GoldStatement>, found: &[Statement], expected: &[(DifferenceKind, Reason)]) {
    let seen: Vec<(DifferenceKind, Reason)> =
        differences(text, gold, found).iter().map(|one| (one.cause.kind, one.cause.reason)).collect();
    assert_eq!(seen, expected);
}

#[test]
fn what_was_missed_is_told_by_its_words() {
    use DifferenceKind::Missed;
    let text = "Ada zersägte, sie komme. „Gut“, sagte Bo. Das sei „fein“. Er gehe. Cem lobte den Plan. Dora aß. Nach Angaben der Stadt brennt es.";
    let missed = |one: GoldStatement, reason| causes(text, vec![one], &[], &[(Missed, reason)]);
    missed(gold(text, INDIRECT, &["sie komme"], &["Ada"], &["zersägte"]), Reason::CueUnknown);
    missed(gold(text, INDIRECT, &["sie komme"], &["Ada"], &["sagte"]), Reason::VerbKnown);
    missed(gold(text, INDIRECT, &["es"], &["der Stadt"], &["Angaben"]), Reason::NounKnown);
    missed(gold(text, INDIRECT, &["es"], &["der Stadt"], &["Nach"]), Reason::MarkerKnown);
    missed(gold(text, DIRECT, &["„Gut“"], &["Bo"], &["sagte"]), Reason::MarksAndCue);
    missed(gold(text, DIRECT, &["„Gut“"], &["Bo"], &[]), Reason::Marks);
    missed(gold(text, DIRECT, &["sie komme"], &["Bo"], &["sagte"]), Reason::NoMarks);
    missed(gold(text, TOLD, &["Cem lobte den Plan."], &["Cem"], &[]), Reason::ToldVerbKnown);
    missed(gold(text, TOLD, &["Dora aß."], &["Dora"], &[]), Reason::ToldVerbUnknown);
    missed(gold(text, CONTINUED, &["Er gehe."], &["Bo"], &[]), Reason::NoCue);

    let quoted = || gold(text, DIRECT, &["„Gut“"], &["Bo"], &["sagte"]);
    let continued = || gold(text, CONTINUED, &["Das sei „fein“."], &["Bo"], &[]);
    causes(
        text,
        vec![quoted(), continued()],
        &[found(text, DIRECT, &["„Gut“"], &["Bo"], &[])],
        &[(Missed, Reason::ContinuesFound)],
    );
    causes(text, vec![quoted(), continued()], &[], &[(Missed, Reason::MarksAndCue), (Missed, Reason::ContinuesMissed)]);
    let inner = gold(text, DIRECT, &["„fein“"], &["Bo"], &[]);
    let outer = found(text, CONTINUED, &["Das sei „fein“."], &["Bo"], &[]);
    causes(text, vec![continued(), inner], &[outer], &[(Missed, Reason::Nested)]);
}

#[test]
fn what_nobody_annotated_is_told_by_marks_and_speaker() {
    use DifferenceKind::Spurious;
    let text = "Die „Möwe“ sank, sagte Ada. Bo sah zu.";
    let spurious = |one: Statement, reason| causes(text, vec![], &[one], &[(Spurious, reason)]);
    spurious(found(text, DIRECT, &["„Möwe“"], &[], &[]), Reason::QuotedByNobody);
    spurious(found(text, DIRECT, &["„Möwe“"], &["Ada"], &[]), Reason::QuotedBySomebody);
    spurious(found(text, TOLD, &["Bo sah zu."], &["Bo"], &[]), Reason::SaidBySomebody);
    spurious(found(text, TOLD, &["Bo sah zu."], &[], &[]), Reason::SaidByNobody);
    let whole = ["Die „Möwe“ sank"];
    let both = [found(text, INDIRECT, &whole, &["Ada"], &[]), found(text, DIRECT, &["„Möwe“"], &["Ada"], &[])];
    causes(text, vec![gold(text, INDIRECT, &whole, &["Ada"], &[])], &both, &[(Spurious, Reason::FoundTwice)]);
}

#[test]
fn boundaries_are_told_by_their_ends() {
    let text = "Ada kam an. Es sei spät, sagte sie laut. Man warte nun auf Bo und Cem. Dora solle gehen. Der Rest blieb.";
    let boundary = |annotated: &[&str], read: &[&str], reason| {
        let statement = gold(text, CONTINUED, annotated, &["Ada"], &[]);
        causes(text, vec![statement], &[found(text, CONTINUED, read, &["Ada"], &[])], &[(DifferenceKind::Boundary, reason)]);
    };
    let run = "Man warte nun auf Bo und Cem. Dora solle gehen. Der Rest blieb.";
    boundary(&[run], &["Man warte nun auf Bo und Cem."], Reason::LaterSentencesMissing);
    boundary(&[run], &["Der Rest blieb."], Reason::FirstSentencesMissing);
    boundary(&["Man warte nun auf Bo und Cem."], &[run], Reason::LaterSentencesTaken);
    boundary(&["Der Rest blieb."], &[run], Reason::EarlierSentencesTaken);
    boundary(&["Man warte nun auf Bo und Cem"], &["Man warte nun"], Reason::EndsEarly);
    boundary(&["Man warte nun"], &["Man warte nun auf Bo und Cem"], Reason::EndsLate);
    boundary(&["Man warte nun auf Bo und Cem"], &["Bo und Cem"], Reason::BeginsLate);
    boundary(&["Bo und Cem"], &["Man warte nun auf Bo und Cem"], Reason::BeginsEarly);
    boundary(&["warte nun auf Bo"], &["Man warte"], Reason::BothEnds);
    boundary(&["Man warte nun auf", "Cem"], &["Man warte nun"], Reason::PiecesMissing);
    boundary(&["Man warte nun auf Bo und Cem"], &["Man", "Bo"], Reason::PiecesMore);
    boundary(&["Man", "Cem"], &["Man warte nun auf Bo und Cem"], Reason::Inside);
    let statement = gold(text, INDIRECT, &["Es sei spät"], &["sie"], &["sagte"]);
    let with_frame = found(text, INDIRECT, &["Es sei spät, sagte sie laut"], &["sie"], &["sagte"]);
    causes(text, vec![statement], &[with_frame], &[(DifferenceKind::Boundary, Reason::FrameInside)]);
}

#[test]
fn speakers_are_told_by_phrase_and_place() {
    let text = "Rat Bo aus Ulm kam. „Ja“, sagte Ada dem Amt. „Nein“, sagte er.";
    let speaker = |quote: &str, annotated: &[&str], read: &[&str], reason| {
        let statement = gold(text, DIRECT, &[quote], annotated, &[]);
        causes(text, vec![statement], &[found(text, DIRECT, &[quote], read, &[])], &[(DifferenceKind::Speaker, reason)]);
    };
    speaker("„Ja“", &[], &["Ada"], Reason::NobodyNamed);
    speaker("„Ja“", &["Ada"], &[], Reason::NobodyFoundHere);
    speaker("„Ja“", &["Rat Bo"], &[], Reason::NobodyFoundElsewhere);
    speaker("„Ja“", &["Ada"], &["dem Amt"], Reason::OtherHere);
    speaker("„Ja“", &["Rat Bo"], &["Ada"], Reason::OtherElsewhere);
    speaker("„Ja“", &["Rat Bo aus Ulm"], &["Ulm"], Reason::ShorterPhrase);
    speaker("„Ja“", &["Ulm"], &["Rat Bo aus Ulm"], Reason::LongerPhrase);
    speaker("„Nein“", &["Ada"], &["er"], Reason::PronounFound);
    speaker("„Nein“", &["er"], &["Ada"], Reason::PronounAnnotated);
}

#[test]
fn values_are_told_in_pairs() {
    use DifferenceKind::{Act as WrongAct, Hedge, Type};
    let text = "Ada sagte, sie komme.";
    let annotated = GoldStatement {
        act: Some(Act::Announce),
        hedge: Some(false),
        ..gold(text, INDIRECT, &["sie komme"], &["Ada"], &["sagte"])
    };
    let read = Statement { act: Some(Act::Assert), hedge: true, ..found(text, DIRECT, &["sie komme"], &["Ada"], &["sagte"]) };
    let instead = |gold, found| Reason::Instead { gold, found };
    causes(
        text,
        vec![annotated],
        &[read],
        &[(Type, instead("indirect", "direct")), (WrongAct, instead("announce", "assert")), (Hedge, instead("plain", "hedged"))],
    );
}

#[test]
fn the_largest_group_comes_first_with_examples() {
    let text = "Ada sagte, sie komme. Bo sagte, er gehe. Cem sagte, er warte. „Ja“, sagte der Rat\nder Stadt.";
    let annotated = vec![
        gold(text, INDIRECT, &["sie komme"], &["Ada"], &["sagte"]),
        gold(text, INDIRECT, &["er gehe"], &["Bo"], &["sagte"]),
        gold(text, INDIRECT, &["er warte"], &["Cem"], &["sagte"]),
        GoldStatement { party: Some("Rat".into()), ..gold(text, DIRECT, &["„Ja“"], &["der Rat\nder Stadt"], &["sagte"]) },
    ];
    let read = [
        found(text, DIRECT, &["„Ja“"], &["der Stadt"], &["sagte"]),
        Statement { act: Some(Act::Confirm), ..found(text, TOLD, &["Cem"], &[], &[]) },
    ];
    let all = differences(text, annotated, &read);
    let expected = "\
Errors by cause: 5 in 3 groups   ⟦annotated⟧ ⟪found⟫

   3  60.0 %  missed · indirect · its cue verb is known, its words were not found
      one: Ada sagte, ⟦sie komme⟧.
        annotated  indirect by Ada | cue sagte
      one: Bo sagte, ⟦er gehe⟧.
        annotated  indirect by Bo | cue sagte

   1  20.0 %  spurious · reported · rule · no statement, no speaker found
      one: ⟪Cem⟫ sagte, er warte.
        found      reported by nobody | confirm | rule

   1  20.0 %  speaker · direct · rule · a part of the annotated phrase with another head
      one: „Ja“, sagte ⟦der Rat ⟪der Stadt⟫⟧.
        annotated  direct by der Rat der Stadt (= Rat) | cue sagte
        found      direct by der Stadt | cue sagte | rule
";
    assert_eq!(ErrorGroups::new(&all, 2).to_string(), expected);
    assert_eq!(ErrorGroups::new(&all, 0).to_string().lines().filter(|line| line.contains("one:")).count(), 0);
    assert_eq!(ErrorGroups::new(&[], 3).to_string(), "Errors by cause: 0 in 0 groups   ⟦annotated⟧ ⟪found⟫\n");
}
