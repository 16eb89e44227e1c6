//! A record made by hand in which everything occurs that a record can hold.
#![allow(dead_code, reason = "each test file uses a part of it")]

use wortlaut_reading::{
    Act, Change, Matter, MatterId, MatterTime, Medium, Mention, MentionKind, Party, PartyId, PartyKind, Position, Record, Role,
    Stance, Statement, StatementId, StatementType, When,
};
use wortlaut_text::{Article, Diagnostic, DiagnosticKind, Metadata, Span};

/// All five types, nesting two deep, a quote in three pieces, a missing speaker, an addressee, markup and emoji.
pub const TEXT: &str = "Streit um die Hafenbrücke\n\n\
    Verkehrsministerin Ada Brandt hat angedeutet, die Hafenbrücke werde erst im Winter fertig. „Wir bauen“, \
    sagte sie dem Stadtrat, „so schnell es geht“ – „und keinen Tag langsamer“. Der Bund habe das Geld zugesagt. 🚧 \
    Das Bauamt hat sich dazu bisher nicht geäußert.\n\n\
    Kritik & Zweifel <offen>\n\n\
    Der Verband der Spediteure warf der Ministerin vor, sie habe erklärt, die Umleitung sei „kein Problem“, \
    obwohl jeder wisse, wie es dort aussehe. So ging es doch immer: erst versprechen, dann schweigen. \
    „Das glaubt niemand mehr“, hieß es am Abend.";

pub fn article() -> Article {
    Article::new(TEXT, Metadata::default()).expect("short enough")
}

pub fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap_or_else(|| panic!("{words} stands in the text"));
    Span::of_bytes(start, start + words.len())
}

/// A statement with nothing but its type and quote.
pub fn bare(position: usize, kind: StatementType, quote: Vec<Span>) -> Statement {
    Statement {
        id: StatementId::new(position),
        kind,
        quote,
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
        found_by: "quotation-marks",
    }
}

/// A party with nothing but its name and kind.
pub fn party(position: usize, name: &str, kind: Option<PartyKind>) -> Party {
    Party {
        id: PartyId::new(position),
        name: name.to_owned(),
        kind,
        aliases: Vec::new(),
        roles: Vec::new(),
        speaks_for: None,
        identity: None,
        mentions: Vec::new(),
    }
}

fn mention(words: &str, kind: MentionKind) -> Mention {
    Mention { span: span(words), kind }
}

pub fn record() -> Record {
    let spans = |words: &[&str]| words.iter().map(|words| span(words)).collect::<Vec<_>>();
    let statements = vec![
        Statement {
            speaker: Some(span("Verkehrsministerin Ada Brandt")),
            party: Some(PartyId::new(0)),
            matter: Some(MatterId::new(0)),
            cue: spans(&["hat angedeutet"]),
            frame: spans(&["Verkehrsministerin Ada Brandt hat angedeutet"]),
            medium: Some(Medium::SpeechOrWriting),
            act: Some(Act::Hint),
            hedge: true,
            confidence: 0.93,
            found_by: "content-clause",
            ..bare(0, StatementType::Indirect, spans(&["die Hafenbrücke werde erst im Winter fertig"]))
        },
        Statement {
            speaker: Some(span("sie")),
            cue: spans(&["sagte"]),
            addressee: Some(span("dem Stadtrat")),
            frame: spans(&["sagte sie dem Stadtrat"]),
            medium: Some(Medium::Speech),
            act: Some(Act::Promise),
            confidence: 0.981,
            ..bare(1, StatementType::Direct, spans(&["„Wir bauen“", "„so schnell es geht“", "„und keinen Tag langsamer“"]))
        },
        Statement {
            speaker: Some(span("sie")),
            act: Some(Act::Assert),
            confidence: 0.61,
            found_by: "subjunctive-continuation",
            ..bare(2, StatementType::IndirectFreeIndirect, spans(&["Der Bund habe das Geld zugesagt."]))
        },
        Statement {
            speaker: Some(span("Das Bauamt")),
            party: Some(PartyId::new(1)),
            venue: Some(span("Stadtrat")),
            when: Some(When { span: span("bisher"), value: None }),
            matter: Some(MatterId::new(0)),
            medium: Some(Medium::SpeechOrWriting),
            act: Some(Act::NoComment),
            confidence: 0.877,
            found_by: "silence",
            ..bare(3, StatementType::Reported, spans(&["Das Bauamt hat sich dazu bisher nicht geäußert."]))
        },
        Statement {
            speaker: Some(span("Der Verband der Spediteure")),
            cue: spans(&["warf", "vor"]),
            addressee: Some(span("der Ministerin")),
            frame: spans(&["Der Verband der Spediteure warf der Ministerin vor"]),
            medium: Some(Medium::Speech),
            act: Some(Act::Accuse),
            confidence: 0.9,
            found_by: "content-clause",
            ..bare(
                4,
                StatementType::Indirect,
                spans(&["sie habe erklärt, die Umleitung sei „kein Problem“, obwohl jeder wisse, wie es dort aussehe"]),
            )
        },
        Statement {
            speaker: Some(span_after("sie habe erklärt", "sie")),
            cue: spans(&["habe erklärt"]),
            medium: Some(Medium::SpeechOrWriting),
            act: Some(Act::Deny),
            within: Some(StatementId::new(4)),
            confidence: 0.72,
            found_by: "content-clause",
            ..bare(5, StatementType::Indirect, spans(&["die Umleitung sei „kein Problem“"]))
        },
        Statement {
            speaker: Some(span_after("sie habe erklärt", "sie")),
            cue: spans(&["habe erklärt"]),
            act: Some(Act::Deny),
            within: Some(StatementId::new(5)),
            confidence: 0.42,
            ..bare(6, StatementType::Direct, spans(&["„kein Problem“"]))
        },
        Statement {
            act: Some(Act::Criticise),
            medium: Some(Medium::Thought),
            confidence: 0.08,
            found_by: "free-indirect",
            ..bare(7, StatementType::FreeIndirect, spans(&["So ging es doch immer: erst versprechen, dann schweigen."]))
        },
        Statement {
            cue: spans(&["hieß es"]),
            when: Some(When { span: span("am Abend"), value: Some("2024-11-25TEV".to_owned()) }),
            ..bare(8, StatementType::Direct, spans(&["„Das glaubt niemand mehr“"]))
        },
    ];
    let diagnostics = vec![
        Diagnostic {
            kind: DiagnosticKind::UnknownLanguage,
            span: None,
            message: "the language of the text could not be told".to_owned(),
        },
        Diagnostic {
            kind: DiagnosticKind::UnknownSpeaker,
            span: Some(span("„Das glaubt niemand mehr“")),
            message: "nobody is named who said this".to_owned(),
        },
    ];
    let parties = vec![
        Party {
            aliases: vec!["Brandt".to_owned()],
            roles: vec![Role { title: "Verkehrsministerin".to_owned(), of: None }],
            identity: Some("Q999999999".to_owned()),
            mentions: vec![mention("Verkehrsministerin Ada Brandt", MentionKind::Name), mention("sie", MentionKind::Pronoun)],
            ..party(0, "Ada Brandt", Some(PartyKind::Person))
        },
        Party {
            speaks_for: Some(PartyId::new(2)),
            mentions: vec![mention("Das Bauamt", MentionKind::Role)],
            ..party(1, "Bauamt", Some(PartyKind::Institution))
        },
        Party { mentions: vec![mention("dem Stadtrat", MentionKind::Role)], ..party(2, "Stadtrat", None) },
    ];
    let matters = vec![
        Matter {
            id: MatterId::new(0),
            label: "Fertigstellung der Hafenbrücke".to_owned(),
            parties: vec![PartyId::new(0)],
            mentions: spans(&["die Hafenbrücke werde erst im Winter fertig"]),
            time: Some(MatterTime::Known { value: "WI".to_owned(), evidence: span("erst im Winter") }),
        },
        Matter {
            id: MatterId::new(1),
            label: "Geld vom Bund".to_owned(),
            parties: Vec::new(),
            mentions: spans(&["Der Bund habe das Geld zugesagt"]),
            time: Some(MatterTime::Unknown { evidence: span("bisher nicht") }),
        },
    ];
    let stance = |matter, party, act, statement| Stance {
        matter: MatterId::new(matter),
        party: PartyId::new(party),
        act,
        statement: StatementId::new(statement),
        since: None,
        first_hand: true,
    };
    let stances = vec![
        stance(0, 0, Act::Hint, 0),
        Stance { since: Some("2024-11".to_owned()), first_hand: false, ..stance(0, 1, Act::NoComment, 3) },
    ];
    let position = |statement, words, value: &str| Position {
        statement: StatementId::new(statement),
        span: span(words),
        value: value.to_owned(),
        when: None,
    };
    let changes = vec![Change {
        party: PartyId::new(0),
        matter: MatterId::new(0),
        from: Position { when: Some(span("am Abend")), ..position(0, "erst im Winter", "WI") },
        to: position(1, "so schnell es geht", "promise"),
    }];
    Record { parties, statements, matters, stances, changes, diagnostics }
}

/// The first `words` at or after the first `anchor`.
pub fn span_after(anchor: &str, words: &str) -> Span {
    let from = span(anchor).start().index();
    let start = from + TEXT[from..].find(words).expect("stands after the anchor");
    Span::of_bytes(start, start + words.len())
}
