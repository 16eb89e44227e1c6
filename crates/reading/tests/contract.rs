//! Every span of every record is exactly what stands in the article, on every text there is and on made-up ones.

use std::sync::LazyLock;

use proptest::prelude::*;
use wortlaut_reading::{Mention, MentionKind, Party, PartyId, Record, Role, Statement, StatementId, StatementType, When};
use wortlaut_text::{Article, Metadata, Span};

#[path = "specs/format.rs"]
#[expect(dead_code, reason = "only the texts of the specifications are read here")]
mod format;
#[path = "contract/record.rs"]
mod record;
#[path = "contract/texts.rs"]
mod texts;

static OF_THE_REPOSITORY: LazyLock<Vec<texts::Text>> = LazyLock::new(texts::of_the_repository);

fn breaches(text: &str) -> Vec<String> {
    let article = match Article::new(text, Metadata::default()) {
        Ok(article) => article,
        Err(error) => return vec![error.to_string()],
    };
    let read = wortlaut_reading::read(&article);
    let mut breaches = record::breaches(article.text(), &read);
    if article.text() != text {
        breaches.push("the text was rewritten".to_owned());
    }
    if wortlaut_reading::read(&article) != read {
        breaches.push("a second reading differs".to_owned());
    }
    breaches
}

fn assert_kept(texts: &[texts::Text]) {
    let broken: Vec<String> = texts
        .iter()
        .filter_map(|one| {
            let breaches = breaches(&one.text);
            (!breaches.is_empty()).then(|| format!("{}\n  {}", one.name, breaches.join("\n  ")))
        })
        .collect();
    let shown = broken.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(broken.is_empty(), "{} of {} texts break the contract:\n{shown}", broken.len(), texts.len());
}

#[test]
fn records_keep_the_contract_on_every_text_of_the_repository() {
    assert!(OF_THE_REPOSITORY.len() > 150, "only {} texts found", OF_THE_REPOSITORY.len());
    assert_kept(&OF_THE_REPOSITORY);
}

#[test]
fn records_keep_the_contract_on_the_corpora() {
    match texts::of_the_corpora() {
        None => eprintln!("skipped: no folder `shared` with corpora beside the repository"),
        Some(texts) => {
            eprintln!("{} texts", texts.len());
            assert_kept(&texts);
        }
    }
}

#[test]
fn empty_and_odd_texts_are_read() {
    for text in [
        "",
        " ",
        "\n\n",
        ".",
        "„",
        "“",
        "\"",
        "»«",
        "„“",
        "„„„“",
        "\u{feff}",
        "\0",
        "…",
        "a\u{301}\u{200d}",
        "👩‍👩‍👧",
        "\r\n„\r\n“, sagte",
        "sagteJournalistensagtesagtesagte\r\n„Vorwurf\r\nangekündigt",
        "sagte\n\nbestritt „Journalisten wies",
        "sagte\n\nsagte„Montages Polizei",
        // A source marked with „nach“ whose marker the linker did not keep once ended the program.
        "– sagtesagtesagtesagte\n”\n»ob sagt(dpa)keinesagte wonach„",
    ] {
        assert_eq!(breaches(text), [""; 0], "{text:?}");
    }
}

/// Parts of German news sentences: what the grammar looks at, in orders it does not expect.
const FRAGMENTS: &[&str] = &[
    "sagte",
    "sagt",
    "teilte",
    "mit",
    "kündigte",
    "an",
    "wies",
    "zurück",
    "bestritt",
    "hat",
    "habe",
    "sei",
    "werde",
    "wäre",
    "soll",
    "will",
    "haben",
    "gesagt",
    "angekündigt",
    "zu",
    "prüfen",
    "weder",
    "noch",
    "bestätigen",
    "dementieren",
    "nicht",
    "keine",
    "dass",
    "ob",
    "wie",
    "wonach",
    "der",
    "die",
    "das",
    "dem",
    "Vorwurf",
    "Bericht",
    "Forderung",
    "Angaben",
    "Polizei",
    "Ministerin",
    "Ada Brandt",
    "Sprecher",
    "laut",
    "Laut",
    "nach",
    "Nach",
    "zufolge",
    "so",
    "demnach",
    "hieß",
    "es",
    "er",
    "sie",
    "man",
    "und",
    "aber",
    "gegenüber",
    "vor",
    "Journalisten",
    "Brücke",
    "am",
    "Montag",
    "Berlin",
    "Dr.",
    "z. B.",
    "3.",
    "14.000",
    "„",
    "“",
    "”",
    "\"",
    "»",
    "«",
    "‚",
    "‘",
    "'",
    "’",
    ",",
    ".",
    ":",
    ";",
    "–",
    "-",
    "…",
    "(",
    ")",
    "?",
    "!",
    "++",
    "(dpa)",
    "É",
    "ß",
    "🙂",
    "\u{301}",
];

const BETWEEN: &[&str] = &["", " ", " ", " ", " ", " ", "\n", "\n\n", "\u{a0}", "\t", "\r\n"];

fn sentences() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(FRAGMENTS), prop::sample::select(BETWEEN)), 0..60)
        .prop_map(|parts| parts.into_iter().flat_map(|(fragment, between)| [fragment, between]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_keeps_the_contract(chars in prop::collection::vec(any::<char>(), 0..200)) {
        let text = String::from_iter(chars);
        prop_assert_eq!(breaches(&text), Vec::<String>::new());
    }

    #[test]
    fn any_string_of_german_fragments_is_read_and_keeps_the_contract(text in sentences()) {
        prop_assert_eq!(breaches(&text), Vec::<String>::new());
    }

    #[test]
    fn a_specified_text_cut_anywhere_keeps_the_contract(pick in any::<prop::sample::Index>(), from in 0.0..1.0, to in 0.0..1.0) {
        let chars: Vec<char> = pick.get(&OF_THE_REPOSITORY).text.chars().collect();
        let place = |share: f64| (chars.len() as f64 * share) as usize;
        let (start, end) = (place(f64::min(from, to)), place(f64::max(from, to)));
        let text: String = chars[start..end].iter().collect();
        prop_assert_eq!(breaches(&text), Vec::<String>::new());
    }
}

/// The contract itself: each of its clauses must be able to fail.
#[test]
fn every_breach_is_noticed() {
    let text = "Ätna: Ada Brandt sagt nein.";
    let statement = |start, end| Statement {
        id: StatementId::new(0),
        kind: StatementType::Direct,
        quote: vec![Span::of_bytes(start, end)],
        speaker: None,
        cue: Vec::new(),
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
        found_by: "test",
    };
    let right = statement(7, 10);
    let of = |statements: Vec<Statement>| record::breaches(text, &Record { statements, ..Record::default() }).join("; ");
    let when = |start, end, value: Option<&str>| Some(When { span: Span::of_bytes(start, end), value: value.map(str::to_owned) });
    let second = |start, end| Statement { id: StatementId::new(1), ..statement(start, end) };
    let inside = |outer, start, end| Statement { within: Some(StatementId::new(outer)), ..second(start, end) };

    assert_eq!(of(vec![right.clone(), second(11, 17)]), "");
    assert_eq!(of(vec![statement(7, 17), inside(0, 7, 10)]), "");
    for (statements, told) in [
        (vec![statement(20, 99)], "no place in the text"),
        (vec![statement(1, 5)], "no place in the text"),
        (vec![statement(7, 7)], "holds nothing"),
        (vec![statement(6, 10)], "white space at its ends"),
        (vec![Statement { quote: Vec::new(), ..right.clone() }], "has no quote"),
        (vec![Statement { speaker: Some(Span::of_bytes(7, 99)), ..right.clone() }], "speaker: "),
        (vec![Statement { cue: vec![Span::of_bytes(11, 17), Span::of_bytes(7, 10)], ..right.clone() }], "out of order"),
        (vec![Statement { frame: vec![Span::of_bytes(7, 12), Span::of_bytes(11, 17)], ..right.clone() }], "overlap"),
        (vec![Statement { cue: vec![Span::of_bytes(18, 23)], ..right.clone() }], "does not hold its cue"),
        (vec![Statement { addressee: Some(Span::of_bytes(7, 7)), ..right.clone() }], "addressee: "),
        (vec![Statement { venue: Some(Span::of_bytes(6, 10)), ..right.clone() }], "venue: "),
        (vec![Statement { when: when(20, 99, None), ..right.clone() }], "when: "),
        (vec![Statement { when: when(7, 10, Some("")), ..right.clone() }], "empty value"),
        (vec![Statement { confidence: f32::NAN, ..right.clone() }], "confidence"),
        (vec![Statement { found_by: "", ..right.clone() }], "what found it"),
        (vec![right.clone(), statement(11, 17)], "its id is s1"),
        (vec![Statement { party: Some(PartyId::new(0)), ..right.clone() }], "its party p1 is not there"),
        (vec![statement(11, 17), second(7, 10)], "before the one that comes before it"),
        (vec![right.clone(), inside(1, 11, 17)], "does not come before it"),
        (vec![right.clone(), inside(0, 11, 17)], "does not lie inside"),
    ] {
        let found = of(statements);
        assert!(found.contains(told), "{told}: {found}");
    }
}

#[test]
fn every_breach_of_parties_is_noticed() {
    let text = "Ätna: Ada Brandt sagt nein.";
    let mention = |start, end| Mention { span: Span::of_bytes(start, end), kind: MentionKind::Name };
    let party = |position| Party {
        id: PartyId::new(position),
        name: "Ada Brandt".to_owned(),
        kind: None,
        aliases: vec!["Brandt".to_owned()],
        roles: Vec::new(),
        speaks_for: None,
        identity: None,
        mentions: vec![mention(7, 17), mention(11, 17)],
    };
    let of = |parties: Vec<Party>| record::breaches(text, &Record { parties, ..Record::default() }).join("; ");
    let right = || vec![party(0), Party { speaks_for: Some(PartyId::new(0)), ..party(1) }];
    assert_eq!(of(right()), "");
    type Change<'a> = &'a dyn Fn(&mut Vec<Party>);
    let changes: [(Change<'_>, &str); 16] = [
        (&|all| all[1].id = PartyId::new(0), "its id is p1"),
        (&|all| all[0].name.clear(), "its name is empty"),
        (&|all| all[0].name.push(' '), "white space at its ends"),
        (&|all| all[0].aliases.push("Brandt".to_owned()), "given twice"),
        (&|all| all[0].aliases.push("Ada Brandt".to_owned()), "is its name"),
        (&|all| all[0].aliases.push(String::new()), "is empty"),
        (&|all| all[0].roles.push(Role { title: String::new(), of: None }), "an empty role"),
        (&|all| all[0].roles.push(Role { title: "Chefin".to_owned(), of: Some(String::new()) }), "an empty role"),
        (&|all| all[0].mentions.clear(), "nothing mentions it"),
        (&|all| all[0].mentions.push(mention(20, 99)), "no place in the text"),
        (&|all| all[0].mentions.reverse(), "out of order"),
        (&|all| all[0].mentions.push(mention(11, 17)), "given twice"),
        (&|all| all[0].mentions.push(mention(11, 22)), "cross"),
        (&|all| all[0].speaks_for = Some(PartyId::new(0)), "itself or not there"),
        (&|all| all[0].speaks_for = Some(PartyId::new(7)), "itself or not there"),
        (&|all| drop(all[0].mentions.drain(..1)), "order of their first mention"),
    ];
    for (change, told) in changes {
        let mut parties = right();
        change(&mut parties);
        let found = of(parties);
        assert!(found.contains(told), "{told}: {found}");
    }
}
