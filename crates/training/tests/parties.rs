//! Who is speaking: right, short, wrong and abstained parties on a small article, counted by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use wortlaut_reading::{Mention, MentionKind, Party, PartyId, Record, Statement, StatementId, StatementType};
use wortlaut_text::Span;
use wortlaut_training::{Corpus, DifferenceKind, Document, Evaluation, GoldStatement, Parties, PartyRow, Report, evaluate_with};

const TEXT: &str = "Ada Brandt sagte, es gehe. Sie sagte, es eile. Der Minister sagte, es reiche. Die Polizei sagte, es brenne. Feld sagte, es sei gut.";

fn place(part: &str) -> Span {
    let start = TEXT.find(part).unwrap();
    Span::of_bytes(start, start + part.len())
}

fn gold(quote: &str, speaker: &str, party: Option<&str>) -> GoldStatement {
    GoldStatement {
        kind: Some(StatementType::Indirect),
        quote: vec![place(quote)],
        speaker: vec![place(speaker)],
        party: party.map(str::to_owned),
        ..GoldStatement::default()
    }
}

/// One named, one pronoun, one role, one body whose town the article does not write, one that nobody knows.
fn annotated() -> Vec<GoldStatement> {
    vec![
        gold("es gehe", "Ada Brandt", Some("Ada Brandt")),
        gold("es eile", "Sie", Some("Ada Brandt")),
        gold("es reiche", "Der Minister", Some("Jonas Feld")),
        gold("es brenne", "Die Polizei", Some("Polizei Nordhafen")),
        gold("es sei gut", "Feld", None),
    ]
}

fn found(quote: &str, speaker: &str, party: Option<usize>) -> Statement {
    Statement {
        id: StatementId::new(0),
        kind: StatementType::Indirect,
        quote: vec![place(quote)],
        speaker: Some(place(speaker)),
        party: party.map(PartyId::new),
        cue: Vec::new(),
        addressee: None,
        frame: Vec::new(),
        medium: None,
        act: None,
        hedge: false,
        venue: None,
        when: None,
        within: None,
        matter: None,
        confidence: 0.5,
        found_by: "test",
    }
}

fn party(id: usize, name: &str, aliases: &[&str]) -> Party {
    Party {
        id: PartyId::new(id),
        name: name.to_owned(),
        kind: None,
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        roles: Vec::new(),
        speaks_for: None,
        identity: None,
        mentions: vec![Mention { span: place("Ada"), kind: MentionKind::Name }],
    }
}

/// A reading with these parties for the five statements.
fn evaluated(parties: Vec<Party>, of_statements: [Option<usize>; 5]) -> Evaluation {
    let document = Document { id: "one".into(), text: TEXT.into(), statements: annotated(), ..Document::default() };
    let corpus = Corpus { documents: vec![document], ..Corpus::default() };
    let speakers = [
        ("es gehe", "Ada Brandt"),
        ("es eile", "Sie"),
        ("es reiche", "Der Minister"),
        ("es brenne", "Die Polizei"),
        ("es sei gut", "Feld"),
    ];
    let statements: Vec<Statement> =
        speakers.into_iter().zip(of_statements).map(|((quote, speaker), party)| found(quote, speaker, party)).collect();
    evaluate_with(&corpus, |_| Record { parties: parties.clone(), statements: statements.clone(), ..Record::default() }).unwrap()
}

fn all() -> Vec<Party> {
    vec![party(0, "Brandt", &["Ada Brandt"]), party(1, "Polizei", &[]), party(2, "Feld", &[])]
}

#[test]
fn parties_are_counted_by_how_the_speaker_is_mentioned() {
    let evaluation = evaluated(all(), [Some(0), Some(2), None, Some(1), Some(2)]);
    let parties = evaluation.report.views[0].parties;
    // An alias is enough; *sie* is somebody else; the minister's name is nowhere; nor is the town of the police.
    assert_eq!(parties.name, PartyRow { right: 1, written: 1, ..PartyRow::default() });
    assert_eq!(parties.pronoun, PartyRow { wrong: 1, written: 1, ..PartyRow::default() });
    assert_eq!(parties.role, PartyRow { abstained: 1, ..PartyRow::default() });
    assert_eq!(parties.body, PartyRow { short: 1, ..PartyRow::default() });
    assert_eq!((parties.all().known(), parties.pointing().known()), (4, 2));
    // Nobody knows who Feld is, and a party was given.
    assert_eq!((parties.unknown.right, parties.unknown.of), (0, 1));
    assert_eq!(parties.merged, 0);
}

#[test]
fn attributed_asks_for_the_party_where_one_is_annotated() {
    let user = |evaluation: &Evaluation| evaluation.report.views[0].user.attributed_recall;
    // Right, wrong, none, short; and the same phrase where no party is annotated.
    let some = evaluated(all(), [Some(0), Some(2), None, Some(1), Some(2)]);
    assert_eq!((user(&some).right, user(&some).of), (3, 5));
    // The phrases themselves are all right.
    assert_eq!(some.report.views[0].types[0].wrong_speaker, 0);
    // A reading without any parties is measured by its speakers, and is told nothing about parties.
    let none = evaluated(Vec::new(), [None; 5]);
    assert_eq!(user(&none).right, 5);
    assert_eq!(none.report.views[0].parties, Parties::default());
    assert!(!none.report.to_string().contains("Who is speaking"));
}

#[test]
fn one_party_for_two_annotated_ones_is_merged() {
    let merged = |parties, of| evaluated(parties, of).report.views[0].parties.merged;
    assert_eq!(merged(all(), [Some(0), Some(0), Some(0), None, None]), 1);
    assert_eq!(merged(all(), [Some(0), Some(0), None, Some(1), Some(0)]), 0);
}

#[test]
fn wrong_and_missing_parties_are_listed_with_their_names() {
    let evaluation = evaluated(all(), [Some(0), Some(2), None, Some(1), Some(2)]);
    let listed: Vec<(String, String)> = evaluation
        .differences
        .iter()
        .filter(|one| one.kind == DifferenceKind::Party)
        .map(|one| (one.cause.reason.to_string(), one.to_string()))
        .collect();
    let reasons: Vec<&str> = listed.iter().map(|(reason, _)| reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "another party for a pronoun",
            "no party for a role",
            "the article does not write the annotated name, only what was found"
        ]
    );
    assert!(listed[0].1.contains("by Sie (= Ada Brandt)") && listed[0].1.contains("by Sie (= Feld)"), "{}", listed[0].1);
    let other = evaluated(vec![party(0, "Ida Brandt", &["I. Brandt", "Ida"])], [Some(0), None, None, None, None]);
    assert!(other.differences[0].to_string().contains("(= Ida Brandt, also I. Brandt, Ida)"), "{}", other.differences[0]);
}

#[test]
fn the_table_shows_shares_and_older_reports_are_still_read() {
    let report = evaluated(all(), [Some(0), Some(2), None, Some(1), Some(2)]).report;
    let shown = report.to_string();
    for part in
        ["Who is speaking", "role or pronoun", "Of 1 whose party is unknown, 1 got one", "for more than one annotated party: 0"]
    {
        assert!(shown.contains(part), "{part} is missing in\n{shown}");
    }
    let mut json: serde_json::Value = serde_json::from_str(&report.json()).unwrap();
    json["views"][0].as_object_mut().unwrap().remove("parties").unwrap();
    let older = Report::from_json(json.to_string().as_bytes()).unwrap();
    assert_eq!(older.views[0].parties, Parties::default());
    assert_eq!(Report::from_json(report.json().as_bytes()).unwrap(), report);
}
