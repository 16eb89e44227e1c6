//! The reader of `specs/*.md` itself: a case must never be dropped or softened without a word.

#[path = "specs/check.rs"]
mod check;
#[path = "specs/format.rs"]
mod format;

use format::{Specification, parse};
use wortlaut_reading::{
    Act, Medium, Mention, MentionKind, Party, PartyId, PartyKind, Record, Role, Statement, StatementId, StatementType, When,
};
use wortlaut_text::Span;

const CASE: &str = "\
# A file

Prose.

## A dass-clause

> Ada Brandt sagte dem Sender,
> dass die Brücke hält.

- indirect: dass die Brücke hält
  - speaker: Ada Brandt
  - cue: sagte
  - addressee: dem Sender
  - medium: speech
  - act: assert
  - hedge: no
  - when: none
  - venue: none
  - within: none
";

fn problems(source: &str) -> Vec<(usize, String)> {
    parse(source).problems.into_iter().map(|problem| (problem.line, problem.message)).collect()
}

/// The one statement of [`CASE`], as a perfect reading finds it.
fn found(text: &str) -> Statement {
    let span = |part: &str| {
        let start = text.find(part).expect("the sentence of the case");
        Span::of_bytes(start, start + part.len())
    };
    Statement {
        id: StatementId::new(0),
        kind: StatementType::Indirect,
        quote: vec![span("dass die Brücke hält")],
        speaker: Some(span("Ada Brandt")),
        cue: vec![span("sagte")],
        addressee: Some(span("dem Sender")),
        frame: Vec::new(),
        medium: Some(Medium::Speech),
        act: Some(Act::Assert),
        hedge: false,
        within: None,
        confidence: 1.0,
        party: None,
        venue: None,
        when: None,
        matter: None,
        found_by: "test",
    }
}

fn differences(statements: Vec<Statement>) -> String {
    let specification = parse(CASE);
    check::check(&specification.cases[0], &Record { statements, ..Record::default() }).err().unwrap_or_default()
}

#[test]
fn a_case_is_read_with_its_text_on_one_line() {
    let Specification { cases, problems } = parse(CASE);
    assert_eq!(problems, []);
    assert_eq!(cases.len(), 1);
    assert_eq!((cases[0].line, cases[0].title.as_str(), cases[0].known_gap), (5, "A dass-clause", false));
    assert_eq!(cases[0].text, "Ada Brandt sagte dem Sender, dass die Brücke hält.");
    assert_eq!(cases[0].expected[0].quote, ["dass die Brücke hält"]);
    assert_eq!(cases[0].expected[0].act, Some(Some(Act::Assert)));
}

#[test]
fn an_empty_line_separates_paragraphs_and_a_backslash_ends_a_line() {
    let source = "## T\n> Überschrift\\\n> Erster\n> Satz.\n>\n> Zweiter Absatz.\n\n- nothing\n";
    let specification = parse(source);
    assert_eq!(specification.problems, []);
    assert_eq!(specification.cases[0].text, "Überschrift\nErster Satz.\n\nZweiter Absatz.");
}

#[test]
fn pieces_and_nobody_are_read() {
    let source = "## T (known gap)\n> Er lehnt das, so hieß es, strikt ab.\n\n- indirect: Er lehnt das … strikt ab\n  - speaker: nobody\n  - cue: so … hieß\n  - act: open\n";
    let specification = parse(source);
    assert_eq!(specification.problems, []);
    let case = &specification.cases[0];
    assert!(case.known_gap);
    assert_eq!(case.title, "T");
    assert_eq!(case.expected[0].quote, ["Er lehnt das", "strikt ab"]);
    assert_eq!(case.expected[0].speaker, Some(None));
    assert_eq!(case.expected[0].cue, Some(vec!["so".to_owned(), "hieß".to_owned()]));
    assert_eq!(case.expected[0].act, Some(None));
    assert_eq!(case.expected[0].addressee, None);
}

#[test]
fn when_and_where_are_read() {
    let source =
        "## T\n> Er sagte am 3. Mai im Rat, es brenne.\n\n- indirect: es brenne\n  - when: am 3. Mai = null\n  - venue: im Rat\n";
    let specification = parse(source);
    assert_eq!(specification.problems, []);
    let one = &specification.cases[0].expected[0];
    assert_eq!(one.when, Some(Some(format::Told { words: "am 3. Mai".to_owned(), value: Some(None) })));
    assert_eq!(one.venue, Some(Some("im Rat".to_owned())));
}

#[test]
fn code_blocks_hold_no_cases() {
    assert!(parse("```\n## T\n> Text.\n- nothing\n```\n").cases.is_empty());
}

#[test]
fn what_cannot_be_meant_is_a_problem_with_its_line() {
    let start = "## T\n> Ada Brandt lehnt das ab.\n\n";
    for (list, line, part) in [
        ("", 1, "without a list"),
        ("- reported: Ada Brand lehnt das ab.\n", 4, "does not hold"),
        ("- report: Ada Brandt lehnt das ab.\n", 4, "is no type"),
        ("- Ada Brandt lehnt das ab.\n", 4, "write `- TYPE: QUOTE`"),
        ("- party: Ada Brandt\n- reported: Ada Brandt lehnt das ab.\n", 5, "after the parties"),
        ("- party: Ada Brandt\n- party: Ada Brandt\n", 5, "listed twice"),
        ("- party:\n", 4, "without a name"),
        ("- party: Ada Brandt\n  - kind: human\n", 5, "is no kind"),
        ("- party: Ada Brandt\n  - mentions: Ida\n", 4, "does not hold"),
        ("- party: Ada Brandt\n  - no mentions: Ida\n", 4, "does not hold"),
        ("- party: Ada Brandt\n  - speaker: Ada\n", 5, "is no property of a party"),
        ("- party: Ada Brandt\n  - aliases: Ada\n  - aliases: Brandt\n", 6, "given twice"),
        ("- party: Ada Brandt\n- no party: Ada, Ada Brandt\n", 5, "both a party and none"),
        ("- no party: Ada\n  - kind: person\n", 5, "has no properties"),
        ("- nothing\n- no party: Ada,\n", 5, "with commas between"),
        ("- nothing\n- reported: Ada Brandt lehnt das ab.\n", 1, "beside statements"),
        ("- reported: das ab.\n- reported: Ada Brandt\n", 5, "order of the text"),
        ("- reported: Ada Brandt lehnt das ab.\n  - act: rejects\n", 5, "is no act"),
        ("- reported: Ada Brandt lehnt das ab.\n  - medium: radio\n", 5, "is no medium"),
        ("- reported: Ada Brandt lehnt das ab.\n  - hedge: maybe\n", 5, "is no hedge"),
        ("- reported: Ada Brandt lehnt das ab.\n  - speakr: Ada\n", 5, "is no property"),
        ("- reported: Ada Brandt lehnt das ab.\n  - speaker: Ida\n", 4, "does not hold"),
        ("- reported: Ada Brandt lehnt das ab.\n  - when: gestern\n", 4, "does not hold"),
        ("- reported: Ada Brandt lehnt das ab.\n  - venue: im Rat\n", 4, "does not hold"),
        ("- reported: Ada Brandt lehnt das ab.\n  - within: 2\n", 4, "no statement 2"),
        ("- reported: Ada Brandt lehnt das ab.\n  - act: reject\n  - act: deny\n", 6, "given twice"),
        ("- nothing\n\n> Noch ein Text.\n", 6, "after the list"),
    ] {
        let found = problems(&format!("{start}{list}"));
        assert!(found.iter().any(|(at, message)| *at == line && message.contains(part)), "{list}: {found:?}");
    }
    assert_eq!(problems("## T\n> A.\n\n- nothing\n\n## T\n> B.\n\n- nothing\n")[0].0, 6);
    assert_eq!(problems("> A.\n")[0].0, 1);
    assert_eq!(
        problems("## T\n- nothing\n"),
        [
            (1, "a case without a text; write it after `> `".to_owned()),
            (2, "a list before the text; write the text first, each line after `> `".to_owned())
        ]
    );
}

#[test]
fn a_perfect_reading_has_no_differences() {
    let text = &parse(CASE).cases[0].text;
    assert_eq!(differences(vec![found(text)]), "");
}

#[test]
fn each_difference_is_told() {
    let text = &parse(CASE).cases[0].text;
    let right = found(text);
    assert!(differences(Vec::new()).starts_with("- line 10, indirect: dass die Brücke hält"));
    let span = |part: &str| {
        let start = text.find(part).unwrap();
        Span::of_bytes(start, start + part.len())
    };
    let extra = Statement { kind: StatementType::Reported, id: StatementId::new(1), ..right.clone() };
    assert!(differences(vec![right.clone(), extra]).starts_with("+ reported: dass die Brücke hält"));
    let shorter = Statement { quote: vec![Span::of_bytes(0, 3)], ..right.clone() };
    assert!(differences(vec![shorter]).contains("+ indirect: Ada"));
    for (wrong, told) in [
        (Statement { speaker: None, ..right.clone() }, "speaker: expected Ada Brandt, found nobody"),
        (Statement { cue: Vec::new(), ..right.clone() }, "cue: expected sagte, found none"),
        (Statement { addressee: None, ..right.clone() }, "addressee: expected dem Sender, found nobody"),
        (Statement { medium: None, ..right.clone() }, "medium: expected speech, found open"),
        (Statement { act: Some(Act::Deny), ..right.clone() }, "act: expected assert, found deny"),
        (Statement { hedge: true, ..right.clone() }, "hedge: expected no, found yes"),
        (Statement { venue: Some(span("Brücke")), ..right.clone() }, "venue: expected none, found Brücke"),
        (
            Statement { when: Some(When { span: span("sagte"), value: None }), ..right.clone() },
            "when: expected none, found sagte",
        ),
        (Statement { within: Some(StatementId::new(0)), ..right.clone() }, "within: expected none, found 1"),
    ] {
        let told_instead = differences(vec![wrong]);
        assert!(told_instead.contains(told), "{told_instead}");
    }
}

#[test]
fn statements_with_the_same_words_are_told_apart_by_their_properties() {
    let source = "## T\n> Laut Polizei sagte Ada Brandt, es brenne.\n\n- indirect: es brenne\n  - speaker: Polizei\n- indirect: es brenne\n  - speaker: Ada Brandt\n";
    let specification = parse(source);
    let case = &specification.cases[0];
    let span = |part: &str| {
        let start = case.text.find(part).unwrap();
        Span::of_bytes(start, start + part.len())
    };
    let base = found("Ada Brandt sagte dem Sender, dass die Brücke hält.");
    let of = |id, speaker| Statement {
        id: StatementId::new(id),
        quote: vec![span("es brenne")],
        speaker: Some(span(speaker)),
        cue: Vec::new(),
        addressee: None,
        ..base.clone()
    };
    let record = Record { statements: vec![of(0, "Ada Brandt"), of(1, "Polizei")], ..Record::default() };
    assert_eq!(check::check(case, &record), Ok(()));
}

const PARTIES: &str = "\
## Parties

> Amtssprecherin Ada Brandt sagte, es brenne. Sie ging. Brandt schwieg.

- indirect: es brenne
  - party: Ada Brandt
- party: Ada Brandt
  - kind: person
  - aliases: Brandt
  - role: Sprecherin (Amt)
  - speaks for: Amt
  - mentions: Amtssprecherin Ada Brandt, Sie, Brandt
  - no mentions: es
- no party: Sie, Sprecherin
";

fn of_parties(change: impl FnOnce(&mut Record)) -> String {
    let specification = parse(PARTIES);
    assert_eq!(specification.problems, []);
    let case = &specification.cases[0];
    let mention = |part: &str, kind| {
        let start = case.text.rfind(part).expect("a part of the case");
        Mention { span: Span::of_bytes(start, start + part.len()), kind }
    };
    let person = Party {
        id: PartyId::new(0),
        name: "Ada Brandt".to_owned(),
        kind: Some(PartyKind::Person),
        aliases: vec!["Brandt".to_owned()],
        roles: vec![Role { title: "Sprecherin".to_owned(), of: Some("Amt".to_owned()) }],
        speaks_for: Some(PartyId::new(1)),
        identity: None,
        mentions: vec![
            mention("Amtssprecherin Ada Brandt", MentionKind::Name),
            mention("Sie", MentionKind::Pronoun),
            mention("Brandt", MentionKind::Name),
        ],
    };
    let office = Party { id: PartyId::new(1), name: "Amt".to_owned(), speaks_for: None, mentions: Vec::new(), ..person.clone() };
    let start = case.text.find("es brenne").expect("the quote of the case");
    let statement = Statement {
        quote: vec![Span::of_bytes(start, start + 9)],
        party: Some(PartyId::new(0)),
        ..found("Ada Brandt sagte dem Sender, dass die Brücke hält.")
    };
    let mut record = Record { parties: vec![person, office], statements: vec![statement], ..Record::default() };
    change(&mut record);
    check::check(case, &record).err().unwrap_or_default()
}

#[test]
fn each_difference_of_a_party_is_told() {
    assert_eq!(of_parties(|_| {}), "");
    type Change = fn(&mut Record);
    let changes: [(Change, &str); 10] = [
        (|record| record.statements[0].party = None, "party: expected Ada Brandt, found nobody"),
        (|record| record.parties.remove(0).name.clear(), "party: Ada Brandt (found: Amt)"),
        (|record| record.parties[1].name = "Ada Brandt".to_owned(), "two found parties have this name"),
        (|record| record.parties[0].kind = None, "kind: expected person, found open"),
        (|record| record.parties[0].aliases.clear(), "aliases: expected Brandt, found none"),
        (|record| record.parties[0].roles.clear(), "role: expected Sprecherin (Amt), found none"),
        (|record| record.parties[0].speaks_for = None, "speaks for: expected Amt, found nobody"),
        (|record| record.parties[0].mentions.truncate(1), "mentions: Sie is not among"),
        (
            |record| {
                let mention = record.parties[0].mentions[0];
                let start = mention.span.end().index() + " sagte, ".len();
                record.parties[0].mentions.push(Mention { span: Span::of_bytes(start, start + 2), ..mention });
            },
            "mentions: es is among",
        ),
        (|record| record.parties[1].aliases.push("Sie".to_owned()), "+ line 14, party: Sie"),
    ];
    for (change, told) in changes {
        let told_instead = of_parties(change);
        assert!(told_instead.contains(told), "{told}: {told_instead}");
    }
}

#[test]
fn a_case_of_parties_alone_says_nothing_about_statements() {
    let specification = parse("## T\n> Ada Brandt ging.\n\n- no party: Ada\n");
    assert_eq!(specification.problems, []);
    assert!(!specification.cases[0].lists_statements());
    assert!(parse(CASE).cases[0].lists_statements());
}

#[test]
fn commas_in_names_are_escaped() {
    let specification = parse("## T\n> A, B und C.\n\n- party: X\n  - mentions: A\\, B, C\n");
    assert_eq!(specification.problems, []);
    assert_eq!(specification.cases[0].parties[0].mentions, Some(vec!["A, B".to_owned(), "C".to_owned()]));
}
