//! What the user knows about parties: a list of known parties, and gazetteers.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use wortlaut_reading::{
    Gazetteer, GazetteerBuilder, GazetteerError, KnownParties, KnownPartiesError, KnownPartiesFault, PartyKind, Record,
};
use wortlaut_text::Article;

use crate::inputs;
use crate::messages::{Messages, Problem};
use crate::progress::Progress;

/// The longest line of a gazetteer, in bytes. Wikidata's longest are a few MiB.
const LONGEST: u64 = 64 << 20;

/// Lines between two looks at the clock.
const TICK: u64 = 1024;

/// All that is known about parties.
#[derive(Debug, Default)]
pub(crate) struct Known {
    parties: KnownParties,
    gazetteer: Gazetteer,
}

impl Known {
    /// Reads the files that are named. Where some cannot be used, each of them is reported, so that all can be mended at once.
    pub(crate) fn load(parties: Option<&Path>, gazetteers: &[PathBuf], messages: Messages) -> Option<Self> {
        let list = parties.map(known_parties).transpose();
        let gazetteer = gazetteer(gazetteers, messages);
        if let Err(problem) = &list {
            messages.report(problem);
        }
        let parties = list.ok()?.unwrap_or_default();
        Some(Self { parties, gazetteer: gazetteer? })
    }

    /// Makes the parties of a record those that are known; what the user says himself comes first.
    pub(crate) fn apply(&self, article: &Article, record: &mut Record) {
        self.parties.apply(article, record);
        self.gazetteer.apply(article, record);
    }
}

fn known_parties(path: &Path) -> Result<KnownParties, Problem> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| inputs::unreadable(name.clone(), error))?;
    KnownParties::from_bytes(&bytes).map_err(|error| Problem::KnownParties { name, error })
}

/// One gazetteer of all files, or nothing where one of them is faulty.
fn gazetteer(paths: &[PathBuf], messages: Messages) -> Option<Gazetteer> {
    let mut builder = GazetteerBuilder::default();
    let mut progress = Progress::loading(messages);
    let mut is_sound = true;
    for path in paths {
        if let Err(problem) = add(&mut builder, path, &mut progress) {
            progress.aside(|| messages.report(&problem));
            is_sound = false;
        }
    }
    progress.finish();
    is_sound.then(|| builder.finish())
}

fn add(builder: &mut GazetteerBuilder, path: &Path, progress: &mut Progress) -> Result<(), Problem> {
    let name = || path.display().to_string();
    let unreadable = |error| inputs::unreadable(name(), error);
    let mut file = BufReader::with_capacity(1 << 20, File::open(path).map_err(unreadable)?);
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        let count = file.by_ref().take(LONGEST + 1).read_until(b'\n', &mut bytes).map_err(unreadable)?;
        if count == 0 {
            break;
        }
        if count as u64 > LONGEST {
            let error = format!("line {line} is longer than {} MiB", LONGEST >> 20);
            return Err(Problem::Unreadable { name: name(), error: std::io::Error::other(error) });
        }
        builder.add(&bytes).map_err(|error| Problem::Gazetteer { name: name(), line, error })?;
        progress.advance();
        if line % TICK == 0 {
            progress.tick();
        }
    }
    Ok(())
}

/// What is wrong with a list of known parties, in German.
pub(crate) fn in_german(error: &KnownPartiesError) -> String {
    use KnownPartiesFault as Fault;
    let what = match &error.fault {
        Fault::NotUtf8 => "das ist kein UTF-8; die Datei in UTF-8 speichern".to_owned(),
        Fault::Syntax { message } => {
            format!("das ist kein TOML ({message}); Namen stehen in geraden Anführungszeichen, wie in name = \"Ada Brandt\"")
        }
        Fault::UnknownKey { key } => {
            format!("„{key}“ ist hier unbekannt; es gibt Einträge [[party]] mit name, kind, aliases, identity und not")
        }
        Fault::NotEntries => "jeder Eintrag beginnt mit einer Zeile [[party]]".to_owned(),
        Fault::NotText { key: key @ ("aliases" | "not") } => format!("{key} ist eine Liste von Namen: {key} = [\"…\", \"…\"]"),
        Fault::NotText { key } => format!("{key} ist ein Text: {key} = \"…\""),
        Fault::NoName => "dem Eintrag fehlt der Name; name = \"…\" ergänzen".to_owned(),
        Fault::Empty { key } => format!("{key} enthält weder Buchstabe noch Ziffer; ausfüllen oder weglassen"),
        Fault::UnknownKind { kind } => format!("eine Art „{kind}“ gibt es nicht; es gibt {}", kinds()),
        Fault::CommonWord { word } => {
            format!("„{word}“ ist ein allgemeines Wort und kein Name; den vollen Namen nennen oder es weglassen")
        }
        Fault::Taken { name, line, column } => format!(
            "„{name}“ steht auch in einem anderen Eintrag, Zeile {line}, Spalte {column}; beide zu einem Eintrag machen oder es in einem weglassen"
        ),
        Fault::NotItself { name } => {
            format!("„{name}“ ist ein Name dieses Eintrags und steht in seinem not; an einer der beiden Stellen weglassen")
        }
        other => other.to_string(),
    };
    format!("Zeile {}, Spalte {}: {what}", error.line, error.column)
}

/// What is wrong with a line of a gazetteer, in German.
pub(crate) fn line_in_german(error: &GazetteerError) -> String {
    match error {
        GazetteerError::NotJson { column, message } => format!(
            "Spalte {column}: das ist kein Eintrag ({message}); jede Zeile ist ein JSON-Objekt wie {{\"id\":\"Q42\",\"label\":\"…\"}}"
        ),
        GazetteerError::NoId => "dem Eintrag fehlt \"id\"; ergänzen, etwa \"id\":\"Q42\"".to_owned(),
        GazetteerError::NoLabel => "dem Eintrag fehlt \"label\" oder \"labels\"; den Namen ergänzen".to_owned(),
        GazetteerError::UnknownKind { kind } => format!("eine Art „{kind}“ gibt es nicht; es gibt {}", kinds()),
        GazetteerError::TooMuch => {
            "das Verzeichnis ist zu groß, 4 GiB an Namen sind möglich; Einträge weglassen, die in Nachrichten nicht vorkommen"
                .to_owned()
        }
        other => other.to_string(),
    }
}

fn kinds() -> String {
    PartyKind::ALL.iter().map(|one| one.name()).collect::<Vec<_>>().join(", ")
}
