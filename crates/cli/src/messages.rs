//! What the program says to people besides its results, in German and English. Each message names what it is about, what
//! is the matter, and what helps.

use std::io::Write as _;

use anstyle::{AnsiColor, Style};
use wortlaut_reading::{GazetteerError, KnownPartiesError, ModelError};
use wortlaut_text::{Error, Language};
use wortlaut_training::{Loss, Step, Trained};

use crate::parties;

/// Something that could not be done.
#[derive(Debug)]
pub(crate) enum Problem {
    /// Nothing has this name.
    NotFound { name: String },
    /// No file matches this pattern.
    NoMatch { pattern: String },
    /// This is no pattern.
    BadPattern { pattern: String, error: String },
    /// A folder without texts.
    NoTexts { folder: String },
    /// The address of a page.
    Address { address: String },
    /// Standard input was asked for again.
    StandardInputAgain,
    /// A file or folder may not be read.
    NotAllowed { name: String },
    /// Reading a file or folder failed.
    Unreadable { name: String, error: std::io::Error },
    /// A file has no text, or too much of it.
    NotAnArticle { name: String, error: Error },
    /// The reader itself failed.
    Fault { name: String, what: String },
    /// A corpus cannot be read; the error names it.
    Corpus { error: String },
    /// A file is no report of the same corpus.
    Report { name: String, error: String },
    /// A file is no model.
    Model { name: String, error: ModelError },
    /// A list of known parties cannot be used.
    KnownParties { name: String, error: KnownPartiesError },
    /// A line of a gazetteer cannot be used.
    Gazetteer { name: String, line: u64, error: GazetteerError },
    /// The command line asks for what cannot be.
    Usage { name: String, what: &'static str },
    /// Something is the matter with the ledger; the error names it.
    Ledger { error: wortlaut_ledger::Error },
    /// The result cannot be written.
    Unwritable { name: String, error: std::io::Error },
    /// The result would replace what is read.
    OutputIsInput { name: String },
    /// A file that must not be replaced is there.
    Exists { name: String },
    /// A file of the format holds one article, and there are more.
    OneArticleAFile { name: String, articles: usize },
    /// Annotated places of a corpus do not hold the text that is said to stand there; the first one.
    Mismatches { name: String, count: usize, document: String, said: String },
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const NAME: Style = Style::new().bold();

/// Messages in one language, on standard error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Messages {
    pub(crate) language: Language,
}

impl Messages {
    pub(crate) const fn new(language: Language) -> Self {
        Self { language }
    }

    pub(crate) fn pick(self, english: &'static str, german: &'static str) -> &'static str {
        match self.language {
            Language::German => german,
            _ => english,
        }
    }

    /// Tells about `problem`. That standard error is closed is no reason to stop.
    pub(crate) fn report(self, problem: &Problem) {
        let (name, what) = self.parts(problem);
        let error = self.pick("error", "Fehler");
        let _ = writeln!(anstream::stderr(), "{ERROR}{error}:{ERROR:#} {NAME}{name}{NAME:#}: {what}");
    }

    /// Tells how many of several inputs were not read.
    pub(crate) fn summary(self, failed: usize, all: usize) {
        let text = match (self.language, failed) {
            (Language::German, 1) => format!("1 von {all} Eingaben wurde nicht gelesen, siehe oben"),
            (Language::German, _) => format!("{failed} von {all} Eingaben wurden nicht gelesen, siehe oben"),
            (_, 1) => format!("1 of {all} inputs was not read, see above"),
            _ => format!("{failed} of {all} inputs were not read, see above"),
        };
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// Tells what training begins with.
    pub(crate) fn training(self, articles: usize, statements: usize) {
        let text = match self.language {
            Language::German => format!("{articles} Artikel mit {statements} Aussagen"),
            _ => format!("{articles} articles with {statements} statements"),
        };
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// Tells that a step of training begins.
    pub(crate) fn step(self, step: Step) {
        let text = match (self.language, step) {
            (Language::German, Step::Chains { number, of }) => format!("Wörter einordnen: Modell {number} von {of} …"),
            (Language::German, Step::Proposals) => "Vorschläge sammeln …".to_owned(),
            (Language::German, Step::Ranking) => "Vorschläge bewerten …".to_owned(),
            (Language::German, Step::Thresholds) => "Schwellen suchen …".to_owned(),
            (Language::German, Step::Tagger) => "Wortarten lernen …".to_owned(),
            (_, Step::Tagger) => "learning word classes …".to_owned(),
            (Language::German, Step::Speakers) => "Sprecher zuordnen lernen …".to_owned(),
            (Language::German, Step::Judgement) => "Handlungen lernen …".to_owned(),
            (_, Step::Speakers) => "learning who speaks …".to_owned(),
            (_, Step::Judgement) => "learning acts …".to_owned(),
            (_, Step::Chains { number, of }) => format!("labelling words: model {number} of {of} …"),
            (_, Step::Proposals) => "collecting proposals …".to_owned(),
            (_, Step::Ranking) => "ranking proposals …".to_owned(),
            (_, Step::Thresholds) => "finding thresholds …".to_owned(),
        };
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// Tells that a model is written.
    pub(crate) fn trained(self, name: &str, bytes: usize, trained: &Trained) {
        let (all, right) = trained.proposals;
        let (size, reach) = (bytes as f64 / f64::from(1 << 20), 100.0 * trained.reach);
        let text = match self.language {
            Language::German => format!(
                "{name}: {size:.1} MiB; {right} von {all} Vorschlägen waren richtig, {reach:.0} % der Aussagen sind darunter.\n\
                 Unten: jeder Artikel, gelesen mit Gewichten, die ihn nicht kannten."
            ),
            _ => format!(
                "{name}: {size:.1} MiB; {right} of {all} proposals were right, {reach:.0} % of the statements are among them.\n\
                 Below: each article, read with weights that did not know it."
            ),
        };
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// Tells what a format has no place for.
    pub(crate) fn lost(self, format: &str, loss: Loss, count: usize) {
        let (english, german) = match loss {
            Loss::Act => ("acts", "Handlungen (act)"),
            Loss::Hedge => ("marks of uncertainty (hedge)", "Angaben zur Unsicherheit (hedge)"),
            Loss::Party => ("names of parties", "Namen von Parteien (party)"),
            Loss::Matter => ("matters", "Gegenstände (matter)"),
            Loss::Frame => ("frames", "Rahmen (frame)"),
            Loss::Tokens => {
                ("articles' own tokens; measures then count ours", "Einteilungen in Wörter; gemessen wird mit unserer")
            }
            Loss::Untyped => ("statements without a type; they are left out", "Aussagen ohne Typ; sie fehlen"),
            Loss::Unplaced => {
                ("statements without a place in the text; they are left out", "Aussagen ohne Stelle im Text; sie fehlen")
            }
            Loss::Place => ("empty or impossible places", "leere oder unmögliche Stellen"),
            Loss::Edge => {
                ("places with white space at their edge; it is cut off", "Stellen mit Leerraum am Rand; er ist abgeschnitten")
            }
            Loss::LeadingSpace => (
                "texts' line breaks before the first word; blanks stand there",
                "Zeilenumbrüche vor dem ersten Wort; dort stehen Leerzeichen",
            ),
            Loss::Invisible => {
                ("texts without a visible character; they are empty", "Texte ohne sichtbares Zeichen; sie sind leer")
            }
            Loss::Name => (
                "articles' names that are no file names; they are changed",
                "Artikelnamen, die keine Dateinamen sind; sie sind geändert",
            ),
        };
        let text = match self.language {
            Language::German => format!("Hinweis: {format} kann nicht alles halten: {count} {german}"),
            _ => format!("note: {format} cannot hold everything: {count} {english}"),
        };
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// Asks for the text on a terminal.
    pub(crate) fn ask_for_text(self) {
        let text = self.pick(
            "Type or paste the article; Ctrl-D on an empty line ends it.",
            "Artikel eintippen oder einfügen; Strg-D in einer leeren Zeile beendet ihn.",
        );
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// The name of standard input.
    pub(crate) fn standard_input(self) -> &'static str {
        self.pick("standard input", "Standardeingabe")
    }

    /// What stands beside the count and rate of progress.
    pub(crate) fn progress(self) -> &'static str {
        self.pick(
            "{spinner} {pos}{left} articles read, {rate}, {elapsed}",
            "{spinner} {pos}{left} Artikel gelesen, {rate}, {elapsed}",
        )
    }

    /// The same for the entries of a gazetteer.
    pub(crate) fn loading(self) -> &'static str {
        self.pick(
            "{spinner} {pos} entries of the gazetteer, {rate}, {elapsed}",
            "{spinner} {pos} Einträge des Verzeichnisses, {rate}, {elapsed}",
        )
    }

    /// What it is about, and what is the matter.
    fn parts(self, problem: &Problem) -> (&str, String) {
        let german = self.language == Language::German;
        match problem {
            Problem::NotFound { name } => (
                name,
                self.pick(
                    "no such file or folder; check the spelling and where you are",
                    "keine Datei und kein Ordner heißt so; Schreibweise und aktuellen Ordner prüfen",
                )
                .to_owned(),
            ),
            Problem::NoMatch { pattern } => (
                pattern,
                self.pick(
                    "no file matches this pattern; * stands for part of a name, ** for folders of any depth",
                    "keine Datei passt auf dieses Muster; * steht für einen Teil des Namens, ** für beliebig tiefe Ordner",
                )
                .to_owned(),
            ),
            Problem::BadPattern { pattern, error } if german => {
                (pattern, format!("das ist kein gültiges Muster ({error}); eine eckige Klammer als Zeichen schreibt man [[]"))
            }
            Problem::BadPattern { pattern, error } => {
                (pattern, format!("this is no valid pattern ({error}); write a bracket itself as [[]"))
            }
            Problem::NoTexts { folder } => (
                folder,
                self.pick(
                    "the folder holds no .txt or .md file; name other files one by one or with a pattern",
                    "der Ordner enthält keine .txt- oder .md-Datei; andere Dateien einzeln oder mit einem Muster nennen",
                )
                .to_owned(),
            ),
            Problem::Address { address } => (
                address,
                self.pick(
                    "pages cannot be fetched yet; save the article's text as a .txt file and read that",
                    "Seiten lassen sich noch nicht abrufen; den Text des Artikels als .txt-Datei speichern und diese lesen",
                )
                .to_owned(),
            ),
            Problem::StandardInputAgain => (
                "-",
                self.pick("standard input can be read only once", "die Standardeingabe lässt sich nur einmal lesen").to_owned(),
            ),
            Problem::NotAllowed { name } => (
                name,
                self.pick(
                    "you may not read this; ask its owner, or change its permissions",
                    "keine Leseberechtigung; den Eigentümer fragen oder die Zugriffsrechte ändern",
                )
                .to_owned(),
            ),
            Problem::Unreadable { name, error } if german => (name, format!("lässt sich nicht lesen: {error}")),
            Problem::Unreadable { name, error } => (name, format!("cannot be read: {error}")),
            Problem::NotAnArticle { name, error } => (name, self.not_an_article(error)),
            Problem::Fault { name, what } if german => (
                name,
                format!("Fehler in wortlaut selbst, der Artikel wurde nicht gelesen ({what}); bitte mit dem Artikel melden"),
            ),
            Problem::Fault { name, what } => (
                name,
                format!("a fault in wortlaut itself, the article was not read ({what}); please report it with the article"),
            ),
            Problem::Corpus { error } => (self.pick("corpus", "Korpus"), error.clone()),
            Problem::Report { name, error } if german => (
                name,
                format!("kein Bericht, mit dem verglichen werden kann ({error}); einen mit wortlaut eval --json auf demselben Korpus schreiben"),
            ),
            Problem::Report { name, error } => {
                (name, format!("no report to compare with ({error}); write one with wortlaut eval --json on the same corpus"))
            }
            Problem::Model { name, error } if german => (
                name,
                match error {
                    ModelError::NotAModel => "das ist kein Modell; eine Datei angeben, die wortlaut train geschrieben hat".to_owned(),
                    ModelError::Version { found } => {
                        format!("das Modell hat Version {found}, die dieses Programm nicht liest; mit wortlaut train neu trainieren")
                    }
                    ModelError::Checksum => {
                        "das Modell ist beschädigt, seine Prüfsumme passt nicht zum Inhalt; die Datei noch einmal von dort kopieren, wo sie herkommt"
                            .to_owned()
                    }
                    ModelError::Missing { section } | ModelError::Section { section, .. } => {
                        format!("der Abschnitt „{section}“ des Modells fehlt oder ist falsch; mit wortlaut train neu trainieren")
                    }
                },
            ),
            Problem::Model { name, error } => (name, error.to_string()),
            Problem::KnownParties { name, error } if german => (name, parties::in_german(error)),
            Problem::KnownParties { name, error } => (name, error.to_string()),
            Problem::Gazetteer { name, line, error } if german => (name, format!("Zeile {line}, {}", parties::line_in_german(error))),
            Problem::Gazetteer { name, line, error } => (name, format!("line {line}, {error}")),
            Problem::Usage { name, what } => (name, (*what).to_owned()),
            Problem::Ledger { error } => (error.subject(), self.ledger_problem(error)),
            Problem::Unwritable { name, error } if german => {
                (name, format!("lässt sich nicht schreiben: {error}; anderen Ort mit --output wählen"))
            }
            Problem::Unwritable { name, error } => {
                (name, format!("cannot be written: {error}; choose another place with --output"))
            }
            Problem::OutputIsInput { name } => (
                name,
                self.pick(
                    "this would replace what is read; choose another file with --output",
                    "das würde ersetzen, was gelesen wird; andere Datei mit --output wählen",
                )
                .to_owned(),
            ),
            Problem::Exists { name } => (
                name,
                self.pick(
                    "this is there already, and somebody may have corrected it; choose another place with --output, or --replace",
                    "das gibt es schon, und vielleicht hat es jemand korrigiert; anderen Ort mit --output wählen oder --replace",
                )
                .to_owned(),
            ),
            Problem::OneArticleAFile { name, articles } if german => (
                name,
                format!(
                    "eine Datei dieses Formats enthält einen Artikel, hier sind es {articles}; mit --output einen Ordner nennen"
                ),
            ),
            Problem::OneArticleAFile { name, articles } => {
                (name, format!("a file of this format holds one article, and there are {articles}; name a folder with --output"))
            }
            Problem::Mismatches { name, count, document, said } if german => (
                name,
                format!(
                    "{count} markierte Stellen enthalten nicht den angegebenen Text, zuerst „{said}“ in {document}; Annotation berichtigen"
                ),
            ),
            Problem::Mismatches { name, count, document, said } => (
                name,
                format!(
                    "{count} annotated places do not hold the text they say, first \"{said}\" in {document}; correct the annotation"
                ),
            ),
        }
    }

    fn not_an_article(self, error: &Error) -> String {
        // The errors of the libraries speak English.
        match error {
            Error::Binary { offset, byte, .. } if self.language == Language::German => {
                format!("das ist kein Text: an Stelle {offset} steht das Byte {byte:#04x}; erst in reinen Text umwandeln")
            }
            Error::TooLong { bytes } if self.language == Language::German => {
                format!("der Text ist mit {bytes} Bytes zu lang, 4 GiB sind möglich; in einzelne Artikel zerlegen")
            }
            other => other.to_string(),
        }
    }
}
