//! `parties.toml`: what users say about parties. The format is described in `docs/parties.md`.

use std::fmt;
use std::ops::Range;

use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::compare::plain;
use super::{Entry, KnownParties};
use crate::PartyKind;
use crate::language::{Classes, NounClasses, german};

/// What may stand in an entry.
const KEYS: &[&str] = &["name", "kind", "aliases", "identity", "not"];

/// Why a list of known parties cannot be used: the first fault in it, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {fault}")]
pub struct KnownPartiesError {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub fault: KnownPartiesFault,
}

/// What can be wrong in a list of known parties. The texts name what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KnownPartiesFault {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// It is not TOML.
    Syntax {
        /// What the parser says.
        message: String,
    },
    /// Something that no entry has.
    UnknownKey {
        /// As it is written.
        key: String,
    },
    /// `party` is not a list of tables.
    NotEntries,
    /// Something else than text, or than a list of texts.
    NotText {
        /// What it is the value of.
        key: &'static str,
    },
    /// An entry without `name`.
    NoName,
    /// A name or an identity without a letter or digit.
    Empty {
        /// Where: `name`, `aliases`, …
        key: &'static str,
    },
    /// A kind that there is not.
    UnknownKind {
        /// As it is written.
        kind: String,
    },
    /// A word for many instead of a name.
    CommonWord {
        /// The word.
        word: String,
    },
    /// A name or an identity of another entry.
    Taken {
        /// As it is written.
        name: String,
        /// The line of the other.
        line: usize,
        /// And its column.
        column: usize,
    },
    /// A name that is in `not` of its own entry.
    NotItself {
        /// As it is written.
        name: String,
    },
}

impl fmt::Display for KnownPartiesFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 => f.write_str("this is not UTF-8; save the file in UTF-8"),
            Self::Syntax { message } => {
                write!(f, "this is not TOML ({message}); names stand in straight quotation marks, as in name = \"Ada Brandt\"")
            }
            Self::UnknownKey { key } => {
                write!(f, "\"{key}\" is unknown here; there are [[party]] entries, with {}", KEYS.join(", "))
            }
            Self::NotEntries => f.write_str("each entry begins with a line [[party]]"),
            Self::NotText { key: key @ ("aliases" | "not") } => {
                write!(f, "{key} is a list of names: {key} = [\"…\", \"…\"]")
            }
            Self::NotText { key } => write!(f, "{key} is a text: {key} = \"…\""),
            Self::NoName => f.write_str("the entry has no name; add name = \"…\""),
            Self::Empty { key } => write!(f, "{key} holds no letter and no digit; fill it in or leave it out"),
            Self::UnknownKind { kind } => {
                write!(
                    f,
                    "there is no kind \"{kind}\"; kinds are {}",
                    PartyKind::ALL.iter().map(|one| one.name()).collect::<Vec<_>>().join(", ")
                )
            }
            Self::CommonWord { word } => {
                write!(f, "\"{word}\" is a word for many and no name; give the full name, or leave it out")
            }
            Self::Taken { name, line, column } => write!(
                f,
                "\"{name}\" stands in another entry too, in line {line}, column {column}; make the two one entry, or leave it out of one of them"
            ),
            Self::NotItself { name } => {
                write!(f, "\"{name}\" is a name of this entry and in its not; leave it out of one of them")
            }
        }
    }
}

type Place = Range<usize>;

/// Places in the source.
struct Source<'s>(&'s str);

impl Source<'_> {
    fn place(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.0.len());
        let before = self.0.get(..offset).unwrap_or(self.0);
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }

    fn fault(&self, at: &Place, fault: KnownPartiesFault) -> KnownPartiesError {
        let (line, column) = self.place(at.start);
        KnownPartiesError { line, column, fault }
    }

    fn taken(&self, at: &Place, name: &str, other: &Place) -> KnownPartiesError {
        let (line, column) = self.place(other.start);
        self.fault(at, KnownPartiesFault::Taken { name: name.to_owned(), line, column })
    }

    fn text(&self, value: &Spanned<DeValue<'_>>, key: &'static str) -> Result<String, KnownPartiesError> {
        let DeValue::String(text) = value.get_ref() else {
            return Err(self.fault(&value.span(), KnownPartiesFault::NotText { key }));
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.contains(char::is_alphanumeric) || plain(&text).is_empty() {
            return Err(self.fault(&value.span(), KnownPartiesFault::Empty { key }));
        }
        Ok(text)
    }

    fn texts(&self, value: &Spanned<DeValue<'_>>, key: &'static str) -> Result<Vec<(String, Place)>, KnownPartiesError> {
        let DeValue::Array(all) = value.get_ref() else {
            return Err(self.fault(&value.span(), KnownPartiesFault::NotText { key }));
        };
        all.iter().map(|one| Ok((self.text(one, key)?, one.span()))).collect()
    }

    fn unknown(&self, key: &Spanned<DeString<'_>>) -> KnownPartiesError {
        self.fault(&key.span(), KnownPartiesFault::UnknownKey { key: key.get_ref().to_string() })
    }
}

/// An entry, and its name and then its aliases as they are written and where.
struct Read {
    entry: Entry,
    names: Vec<(String, Place)>,
    identity: Option<(String, Place)>,
}

/// What stands in a table, in the order in which it is written.
fn in_order<'t, 's>(table: &'t DeTable<'s>) -> Vec<(&'t Spanned<DeString<'s>>, &'t Spanned<DeValue<'s>>)> {
    let mut all: Vec<_> = table.iter().collect();
    all.sort_by_key(|(key, _)| key.span().start);
    all
}

/// Reads the entries of `text`.
pub(super) fn read(text: &str) -> Result<KnownParties, KnownPartiesError> {
    let source = Source(text);
    let document = DeTable::parse(text).map_err(|error| {
        let message = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
        source.fault(&error.span().unwrap_or(0..0), KnownPartiesFault::Syntax { message })
    })?;
    let mut entries: Vec<&Spanned<DeValue<'_>>> = Vec::new();
    for (key, value) in in_order(document.get_ref()) {
        match value.get_ref() {
            DeValue::Array(all) if key.get_ref() == "party" => entries.extend(all.iter()),
            _ if key.get_ref() == "party" => return Err(source.fault(&key.span(), KnownPartiesFault::NotEntries)),
            _ => return Err(source.unknown(key)),
        }
    }
    let mut known = KnownParties::default();
    let mut names: Vec<Vec<(String, Place)>> = Vec::with_capacity(entries.len());
    let mut identities: FxHashMap<String, Place> = FxHashMap::default();
    for entry in entries {
        let DeValue::Table(table) = entry.get_ref() else {
            return Err(source.fault(&entry.span(), KnownPartiesFault::NotEntries));
        };
        let one = entry_of(&source, table, &entry.span())?;
        if let Some((ours, theirs)) = known.collision(&one.entry) {
            let (name, at) = &one.names[ours];
            return Err(source.taken(at, name, &names[theirs.entry][theirs.name].1));
        }
        if let Some((identity, at)) = one.identity
            && let Some(other) = identities.insert(identity.clone(), at.clone())
        {
            return Err(source.taken(&at, &identity, &other));
        }
        known.add(one.entry);
        names.push(one.names);
    }
    Ok(known)
}

fn entry_of(source: &Source<'_>, table: &DeTable<'_>, at: &Place) -> Result<Read, KnownPartiesError> {
    let mut name = None;
    let (mut aliases, mut excluded) = (Vec::new(), Vec::new());
    let mut kind = None;
    let mut identity = None;
    for (key, value) in in_order(table) {
        match key.get_ref().as_ref() {
            "name" => name = Some((source.text(value, "name")?, value.span())),
            "aliases" => aliases = source.texts(value, "aliases")?,
            "not" => excluded = source.texts(value, "not")?,
            "identity" => identity = Some((source.text(value, "identity")?, value.span())),
            "kind" => {
                let text = source.text(value, "kind")?;
                let fault = || source.fault(&value.span(), KnownPartiesFault::UnknownKind { kind: text.clone() });
                kind = Some(PartyKind::from_name(&text).ok_or_else(fault)?);
            }
            _ => return Err(source.unknown(key)),
        }
    }
    let Some((name, name_at)) = name else { return Err(source.fault(at, KnownPartiesFault::NoName)) };
    for (text, at) in std::iter::once((&name, &name_at)).chain(aliases.iter().map(|(text, at)| (text, at))) {
        if is_common(text, &name, kind) {
            return Err(source.fault(at, KnownPartiesFault::CommonWord { word: text.clone() }));
        }
        if let Some((name, at)) = excluded.iter().find(|(one, _)| plain(one) == plain(text)) {
            return Err(source.fault(at, KnownPartiesFault::NotItself { name: name.clone() }));
        }
    }
    let not = excluded.into_iter().map(|(text, _)| text).collect();
    let names: Vec<(String, Place)> = std::iter::once((name, name_at)).chain(aliases).collect();
    let entry =
        Entry::new(names.iter().map(|(name, _)| name.clone()).collect(), kind, identity.as_ref().map(|one| one.0.clone()), not);
    Ok(Read { entry, names, identity })
}

/// Whether a text is a word for many: an article or pronoun, an office, a noun that takes up any body. Surnames are such words too and are
/// allowed where the full name has them: *Richter* of *Eva Richter*.
fn is_common(text: &str, name: &str, kind: Option<PartyKind>) -> bool {
    if text.contains(' ') {
        return false;
    }
    let pack = german();
    let lower = text.to_lowercase();
    let is_capital = text.chars().all(char::is_uppercase) && text.chars().nth(1).is_some();
    let closed = Classes::OPENS_NOUN_PHRASE
        .with(Classes::PREPOSITION)
        .with(Classes::PRONOUN)
        .with(Classes::DEMONSTRATIVE)
        .with(Classes::COORDINATOR)
        .with(Classes::SUBORDINATOR)
        .with(Classes::NEGATION);
    if pack.words.classes(&lower).any(closed) && !is_capital {
        return true;
    }
    let is_surname = name.contains(' ') && name.split(' ').next_back() == Some(text);
    let is_other = !matches!(kind, None | Some(PartyKind::Person));
    let role = pack.nouns.classes(text, &lower).any(NounClasses::ROLE.with(NounClasses::TITLE)) && !pack.parties.is_body(text);
    role && !is_surname && !is_other || pack.parties.general_noun(text).is_some() && !is_surname
}
