//! The words of the renderings for people, in German and English. Exports keep the names of the design.

use wortlaut_reading::{Act, Medium, StatementType};
use wortlaut_text::{DiagnosticKind, Language};

/// Labels in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Labels {
    language: Language,
}

/// What marks a statement as uncertain, next to its act.
pub(crate) const HEDGE: &str = "≈";

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident: $english:literal, $german:literal;)+) => {
        impl Labels {
            $($(#[$doc])* pub(crate) fn $name(self) -> &'static str { self.pick($english, $german) })+
        }
    };
}

labels! {
    number: "No.", "Nr.";
    kind_title: "Type", "Art";
    act_title: "Act", "Handlung";
    speaker_title: "Who", "Wer";
    said_title: "Said", "Wortlaut";
    addressee_title: "To", "An";
    confidence_title: "Sure", "Sicher";
    /// In full, where there is room.
    confidence: "Confidence", "Sicherheit";
    cue: "Cue", "Signal";
    addressee: "To whom", "An wen";
    medium_title: "Medium", "Weg";
    found_by: "Found by", "Gefunden durch";
    within: "Part of", "Teil von";
    uncertain: "uncertain", "unsicher";
    /// Beside a statement of an article that has a newer version.
    older_version: "older version", "ältere Fassung";
    /// In place of a speaker.
    nobody: "not named", "nicht genannt";
    no_statements: "no statements found", "keine Aussagen gefunden";
    contents: "Articles", "Artikel";
    legend: "How to read this", "Lesehilfe";
    statement: "Statement", "Aussage";
    statements_title: "Statements", "Aussagen";
    diagnostics_title: "Notes", "Hinweise";
    line: "line", "Zeile";
    to_card: "to the list", "zur Liste";
    to_text: "to the text", "zum Text";
    skip: "Skip to the articles", "Zu den Artikeln";
    page_title: "Who said what", "Wer hat was gesagt";
    claim: "Every mark stands on the published wording. Wortlaut does not judge who is right.",
        "Jede Markierung steht auf dem veröffentlichten Wortlaut. Wer recht hat, entscheidet Wortlaut nicht.";
    interrupted: "One number on several marks is one statement in several pieces.",
        "Eine Nummer an mehreren Stellen ist eine Aussage in mehreren Stücken.";
    sure_hint: "how many of a hundred statements found this way are right",
        "wie viele von hundert so gefundenen Aussagen stimmen";
}

impl Labels {
    pub(crate) const fn new(language: Language) -> Self {
        Self { language }
    }

    /// ISO 639-1 code.
    pub(crate) const fn code(self) -> &'static str {
        self.language.code()
    }

    fn pick(self, english: &'static str, german: &'static str) -> &'static str {
        match self.language {
            Language::German => german,
            _ => english,
        }
    }

    pub(crate) fn kind(self, kind: StatementType) -> &'static str {
        match kind {
            StatementType::Direct => self.pick("direct", "direkt"),
            StatementType::Indirect => self.pick("indirect", "indirekt"),
            StatementType::IndirectFreeIndirect => self.pick("continued", "fortgesetzt"),
            StatementType::FreeIndirect => self.pick("free indirect", "frei indirekt"),
            StatementType::Reported => self.pick("reported", "erzählt"),
        }
    }

    /// One sentence about a type.
    pub(crate) fn kind_hint(self, kind: StatementType) -> &'static str {
        match kind {
            StatementType::Direct => self.pick("verbatim, in quotation marks", "wörtlich, in Anführungszeichen"),
            StatementType::Indirect => {
                self.pick("a clause that somebody is given as the source of", "ein Satz, dem jemand zugeordnet ist")
            }
            StatementType::IndirectFreeIndirect => {
                self.pick("subjunctive without an attribution of its own", "Konjunktiv ohne eigene Zuordnung")
            }
            StatementType::FreeIndirect => self.pick("somebody's words in the indicative", "jemandes Worte im Indikativ"),
            StatementType::Reported => {
                self.pick("that somebody spoke or was silent is told", "erzählt wird, dass jemand sprach oder schwieg")
            }
        }
    }

    pub(crate) fn act(self, act: Act) -> &'static str {
        match act {
            Act::Assert => self.pick("asserts", "erklärt"),
            Act::Hint => self.pick("hints", "deutet an"),
            Act::Confirm => self.pick("confirms", "bestätigt"),
            Act::NotConfirmed => self.pick("cannot confirm", "bestätigt nicht"),
            Act::Admit => self.pick("admits", "räumt ein"),
            Act::Deny => self.pick("denies", "bestreitet"),
            Act::Neither => self.pick("neither", "weder noch"),
            Act::NoComment => self.pick("no comment", "schweigt"),
            Act::Announce => self.pick("announces", "kündigt an"),
            Act::Promise => self.pick("promises", "sagt zu"),
            Act::Demand => self.pick("demands", "fordert"),
            Act::Propose => self.pick("proposes", "schlägt vor"),
            Act::Reject => self.pick("rejects", "lehnt ab"),
            Act::Support => self.pick("supports", "unterstützt"),
            Act::Criticise => self.pick("criticises", "kritisiert"),
            Act::Accuse => self.pick("accuses", "wirft vor"),
            Act::Threaten => self.pick("threatens", "droht"),
            Act::Warn => self.pick("warns", "warnt"),
            Act::Predict => self.pick("predicts", "erwartet"),
            Act::Ask => self.pick("asks", "fragt"),
            Act::Other => self.pick("other", "anderes"),
        }
    }

    pub(crate) fn medium(self, medium: Medium) -> &'static str {
        match medium {
            Medium::Speech => self.pick("spoken", "gesprochen"),
            Medium::Writing => self.pick("written", "geschrieben"),
            Medium::Thought => self.pick("thought", "gedacht"),
            Medium::SpeechOrWriting => self.pick("spoken or written", "gesprochen oder geschrieben"),
            Medium::SpeechOrThought => self.pick("spoken or thought", "gesprochen oder gedacht"),
            Medium::WritingOrThought => self.pick("written or thought", "geschrieben oder gedacht"),
        }
    }

    /// What a kind of diagnostic means, or `None` for kinds younger than this table: their message must do.
    pub(crate) fn diagnostic(self, kind: DiagnosticKind) -> Option<&'static str> {
        Some(match kind {
            DiagnosticKind::UndecodableBytes => self.pick(
                "some bytes have no meaning in the file's encoding and stand as �",
                "einige Bytes haben in der Kodierung der Datei keine Bedeutung und stehen als �",
            ),
            DiagnosticKind::UnmatchedQuotationMark => {
                self.pick("quotation mark without its partner", "Anführungszeichen ohne Gegenstück")
            }
            DiagnosticKind::UnreadLanguage => self.pick("only German is read so far", "bisher wird nur Deutsch gelesen"),
            DiagnosticKind::UnknownLanguage => self.pick("the language could not be told", "die Sprache ist nicht zu erkennen"),
            DiagnosticKind::UnsureStatement => {
                self.pick("perhaps a statement, but not sure enough", "vielleicht eine Aussage, aber nicht sicher genug")
            }
            DiagnosticKind::AmbiguousParty => self.pick("several parties have this name", "mehrere heißen so"),
            DiagnosticKind::UnknownSpeaker => self.pick("who says this could not be told", "wer das sagt, ist nicht zu erkennen"),
            _ => return None,
        })
    }

    pub(crate) fn language(self, language: Option<Language>) -> &'static str {
        match language {
            Some(Language::German) => self.pick("German", "Deutsch"),
            Some(Language::English) => self.pick("English", "Englisch"),
            Some(other) => other.code(),
            None => self.pick("language unknown", "Sprache unbekannt"),
        }
    }

    /// „1 Aussage“, „5 Aussagen“.
    pub(crate) fn statements(self, count: usize) -> String {
        match (self.language, count) {
            (Language::German, 1) => "1 Aussage".to_owned(),
            (Language::German, _) => format!("{count} Aussagen"),
            (_, 1) => "1 statement".to_owned(),
            _ => format!("{count} statements"),
        }
    }

    /// The same, with words where there are none.
    pub(crate) fn count_or_none(self, count: usize) -> String {
        match count {
            0 => self.no_statements().to_owned(),
            _ => self.statements(count),
        }
    }

    /// „1 Artikel“, „5 Artikel“.
    pub(crate) fn articles(self, count: usize) -> String {
        match (self.language, count) {
            (Language::German, _) => format!("{count} Artikel"),
            (_, 1) => "1 article".to_owned(),
            _ => format!("{count} articles"),
        }
    }

    /// Tells whoever listens to a page where a statement ends.
    pub(crate) fn end_of(self, number: usize) -> String {
        match self.language {
            Language::German => format!("Ende von Aussage {number}"),
            _ => format!("end of statement {number}"),
        }
    }

    /// Says how many paragraphs are left out of a view.
    pub(crate) fn left_out(self, paragraphs: usize) -> String {
        match (self.language, paragraphs) {
            (Language::German, 1) => "1 Absatz ohne Aussagen".to_owned(),
            (Language::German, _) => format!("{paragraphs} Absätze ohne Aussagen"),
            (_, 1) => "1 paragraph without statements".to_owned(),
            _ => format!("{paragraphs} paragraphs without statements"),
        }
    }

    /// A share of 1 with two digits, as the language writes it.
    pub(crate) fn share(self, confidence: f32) -> String {
        let share = format!("{:.2}", crate::model::per_mille(confidence));
        match self.language {
            Language::German => share.replace('.', ","),
            _ => share,
        }
    }
}
