//! Public data about who there is, brought by the user: identities for parties whose names only one entry has.

mod line;

use std::fmt;
use std::hash::{Hash as _, Hasher as _};

use line::{Line, Text};
use rustc_hash::FxHasher;
use wortlaut_text::{Article, Diagnostic};

use crate::language::german;
use crate::parties::known::{add_diagnostic, is_form, key_of, plain, stems};
use crate::{MentionKind, Party, PartyKind, Record};

/// What an entry of a gazetteer is, as far as it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nature {
    Unknown,
    /// Something, but no human being.
    NoPerson,
    Kind(PartyKind),
}

impl Nature {
    /// Whether a party of this kind can be it. Institution and organisation are not told apart: public data draws the line elsewhere.
    fn allows(self, kind: Option<PartyKind>) -> bool {
        use PartyKind::{Institution, Organisation, Person};
        match (self, kind) {
            (Self::Unknown, _) | (Self::Kind(_), None) => true,
            (Self::NoPerson, kind) => kind.is_some_and(|kind| kind != Person),
            (Self::Kind(Institution | Organisation), Some(Institution | Organisation)) => true,
            (Self::Kind(one), Some(other)) => one == other,
        }
    }
}

/// A stretch of the texts of a gazetteer.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    start: u32,
    length: u16,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    id: Stretch,
    nature: Nature,
}

/// A name of an entry.
#[derive(Clone, Copy, Debug)]
struct Name {
    /// Of its key.
    hash: u64,
    text: Stretch,
    entry: u32,
}

/// Takes up the lines of a gazetteer.
///
/// ```
/// use wortlaut_reading::{GazetteerBuilder, read};
/// use wortlaut_text::{Article, Metadata};
/// let mut builder = GazetteerBuilder::default();
/// builder.add(br#"{"id":"Q1000001","label":"Thea Lindqvist","kind":"person"}"#)?;
/// let gazetteer = builder.finish();
/// let article = Article::new("„Die Schleuse bleibt geschlossen“, sagte Thea Lindqvist.", Metadata::default())?;
/// let mut record = read(&article);
/// gazetteer.apply(&article, &mut record);
/// assert_eq!(record.parties[0].identity.as_deref(), Some("Q1000001"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct GazetteerBuilder {
    entries: Vec<Entry>,
    names: Vec<Name>,
    /// All identities and plain names, one behind the other.
    texts: String,
}

/// Entries by name. It holds only names, identities and kinds: about 80 bytes a name.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    /// In the order of their hashes.
    names: Vec<Name>,
    texts: String,
}

/// Why a line of a gazetteer cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GazetteerError {
    /// It is no JSON object of either form.
    NotJson {
        /// In bytes, from 1.
        column: usize,
        /// What the parser says.
        message: String,
    },
    /// There is no `id`, or an empty one.
    NoId,
    /// There is neither `label` nor `labels`.
    NoLabel,
    /// A `kind` that there is not.
    UnknownKind {
        /// As it is written.
        kind: String,
    },
    /// There are more names than can be held: 4 GiB of text.
    TooMuch,
}

impl fmt::Display for GazetteerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { column, message } => {
                write!(
                    f,
                    "column {column}: this is no entry ({message}); each line is a JSON object such as {{\"id\":\"Q42\",\"label\":\"…\"}}"
                )
            }
            Self::NoId => f.write_str("the entry has no \"id\"; add one, such as \"id\":\"Q42\""),
            Self::NoLabel => f.write_str("the entry has no \"label\" and no \"labels\"; add its name"),
            Self::UnknownKind { kind } => {
                let kinds: Vec<&str> = PartyKind::ALL.iter().map(|one| one.name()).collect();
                write!(f, "there is no kind \"{kind}\"; kinds are {}", kinds.join(", "))
            }
            Self::TooMuch => {
                f.write_str("the gazetteer is too large, 4 GiB of names are possible; leave out entries that no news names")
            }
        }
    }
}

impl std::error::Error for GazetteerError {}

/// The longest name or identity that is taken up, in bytes.
const LONGEST: usize = u16::MAX as usize;

impl GazetteerBuilder {
    /// Takes up a line. Empty lines, the brackets around Wikidata's dumps and the comma at the end of their lines are passed over; so are
    /// entities without a name in German, for all languages or in English, and those that are a class of others.
    ///
    /// # Errors
    /// The line is no JSON object of either form, lacks `id` or a label, has an unknown `kind`, or there is no room for it.
    pub fn add(&mut self, line: &[u8]) -> Result<(), GazetteerError> {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
        let line = line.strip_suffix(b",").unwrap_or(line);
        if matches!(line, b"" | b"[" | b"]") {
            return Ok(());
        }
        let read: Line<'_> = serde_json::from_slice(line).map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default().to_owned();
            GazetteerError::NotJson { column: error.column().max(1), message }
        })?;
        let id = read.id.map(|id| id.0.trim().to_owned()).filter(|id| !id.is_empty()).ok_or(GazetteerError::NoId)?;
        if read.label.is_none() && read.labels.is_none() {
            return Err(GazetteerError::NoLabel);
        }
        let nature = match (&read.kind, read.claims.0.as_ref().and_then(line::Claims::is_person)) {
            (Some(kind), _) => match PartyKind::from_name(&kind.0) {
                Some(kind) => Nature::Kind(kind),
                None => return Err(GazetteerError::UnknownKind { kind: kind.0.to_string() }),
            },
            (None, Some(true)) => Nature::Kind(PartyKind::Person),
            (None, Some(false)) => Nature::NoPerson,
            (None, None) => Nature::Unknown,
        };
        if read.claims.0.as_ref().is_some_and(line::Claims::is_class) {
            return Ok(());
        }
        let labels = read.labels.and_then(|labels| labels.0);
        let of_language = labels.and_then(|all| all.de.or(all.mul).or(all.en)).map(|one| one.value);
        let mut names: Vec<String> = Vec::new();
        for Text(name) in read.label.into_iter().chain(of_language).chain(read.aliases.0) {
            let name = plain(&name);
            if name.contains(char::is_alphanumeric) && name.len() <= LONGEST && !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() {
            return Ok(());
        }
        let entry = u32::try_from(self.entries.len()).map_err(|_| GazetteerError::TooMuch)?;
        let id = self.text(&id)?;
        self.entries.push(Entry { id, nature });
        for name in names {
            let text = self.text(&name)?;
            self.names.push(Name { hash: hash(&key_of(&name)), text, entry });
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<Stretch, GazetteerError> {
        let start = u32::try_from(self.texts.len()).map_err(|_| GazetteerError::TooMuch)?;
        let length = u16::try_from(text.len()).map_err(|_| GazetteerError::TooMuch)?;
        self.texts.push_str(text);
        Ok(Stretch { start, length })
    }

    /// The gazetteer of the lines so far.
    #[must_use]
    pub fn finish(mut self) -> Gazetteer {
        self.names.sort_unstable_by_key(|one| (one.hash, one.entry));
        Gazetteer { entries: self.entries, names: self.names, texts: self.texts }
    }
}

fn hash(key: &str) -> u64 {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish()
}

impl Gazetteer {
    /// How many entries it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn text(&self, stretch: Stretch) -> &str {
        let start = stretch.start as usize;
        self.texts.get(start..start + usize::from(stretch.length)).unwrap_or_default()
    }

    /// Gives identities to the parties of a record that have none: where exactly one entry of a fitting kind has the party's full name, or,
    /// for bodies whose name no entry has, one of its other names as the article writes them. A person needs a name of two words or more, and
    /// a common noun is nobody's name. Where several entries fit there is a diagnostic.
    ///
    /// A second time changes nothing.
    pub fn apply(&self, article: &Article, record: &mut Record) {
        if self.is_empty() {
            return;
        }
        let Record { parties, diagnostics, .. } = record;
        for party in parties.iter_mut().filter(|one| one.identity.is_none()) {
            party.identity = self.identity(article, party, diagnostics);
        }
        diagnostics.sort_by_key(|one| one.span);
    }

    fn identity(&self, article: &Article, party: &Party, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
        let name = plain(&party.name);
        let by_other_names = match party.kind {
            None | Some(PartyKind::Person) if !name.contains(' ') => return None,
            Some(PartyKind::Document) => return None,
            Some(PartyKind::Institution | PartyKind::Organisation) => true,
            _ => false,
        };
        let mut found = if is_common(&party.name) { Vec::new() } else { self.entries(&name, party.kind) };
        if found.is_empty() && by_other_names {
            for alias in party.aliases.iter().filter(|one| !is_common(one) && is_written(article, party, one)) {
                found.extend(self.entries(&plain(alias), party.kind));
            }
            found.sort_unstable();
            found.dedup();
        }
        match found.as_slice() {
            [] => None,
            [only] => Some((*only).to_owned()),
            [first, second, more @ ..] => {
                let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
                let message =
                    format!("“{}” is the name of {first}, {second}{more} in the gazetteer; it gets no identity", party.name);
                add_diagnostic(diagnostics, party.mentions.first().map(|one| one.span), message);
                None
            }
        }
    }

    /// The identities of the entries that have this plain name; only those that have it as it is written, if any.
    fn entries(&self, name: &str, kind: Option<PartyKind>) -> Vec<&str> {
        let hash = hash(&key_of(name));
        let key = key_of(name);
        let from = self.names.partition_point(|one| one.hash < hash);
        let fits = |one: &&Name| {
            let (written, entry) = (self.text(one.text), &self.entries[one.entry as usize]);
            let person =
                kind == Some(PartyKind::Person) || matches!(entry.nature, Nature::Kind(PartyKind::Person) | Nature::Unknown);
            // A group is a party by name only where the data says that it is one.
            let group = kind != Some(PartyKind::Group) || matches!(entry.nature, Nature::Kind(_));
            group && entry.nature.allows(kind) && key_of(written) == key && is_form(name, written, person)
        };
        let mut found: Vec<&Name> = self.names[from..].iter().take_while(|one| one.hash == hash).filter(fits).collect();
        let exact = |one: &&Name| self.text(one.text) == name;
        if found.iter().any(exact) {
            found.retain(exact);
        }
        let mut ids: Vec<&str> = found.into_iter().map(|one| self.text(self.entries[one.entry as usize].id)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Whether a name is a noun for many bodies: *Polizei*, *Behörden*. Compounds are taken for names; the data knows better.
fn is_common(name: &str) -> bool {
    let parties = &german().parties;
    !name.contains(' ')
        && parties.known(std::iter::once(name)).is_none()
        && (parties.is_body(name) || parties.general_noun(name).is_some())
}

/// Whether the article uses a name as such, and not as the place of a body.
fn is_written(article: &Article, party: &Party, name: &str) -> bool {
    let name = stems(name);
    party.mentions.iter().filter(|one| one.kind == MentionKind::Name).any(|one| {
        let words = stems(one.span.of(article.text()));
        !name.is_empty() && words.windows(name.len()).any(|window| window == name)
    })
}
