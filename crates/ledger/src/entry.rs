//! What stands in the chain.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::canonical::{Reader, Unreadable, Writer};
use crate::{Correction, Time};

/// The layout of entries, their first byte.
const LAYOUT: u8 = 1;

/// A SHA-256 hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub(crate) [u8; 32]);

impl Hash {
    /// What stands before the first entry.
    pub(crate) const NONE: Self = Self([0; 32]);

    /// The 32 bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hash of 64 hexadecimal digits, with or without `sha256:` before them.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix("sha256:").unwrap_or(text);
        if digits.len() != 64 || !digits.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&digits[at..at + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }

    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sha256:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// An article was added.
    Article,
    /// It was read.
    Record,
    /// Somebody corrected what was read.
    Correction,
    /// The words of an article were removed.
    Forget,
}

impl EntryKind {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Article, Self::Record, Self::Correction, Self::Forget];

    /// The name in the table of entries.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Record => "record",
            Self::Correction => "correction",
            Self::Forget => "forget",
        }
    }

    /// The one with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    const fn number(self) -> u8 {
        match self {
            Self::Article => 1,
            Self::Record => 2,
            Self::Correction => 3,
            Self::Forget => 4,
        }
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One link of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// From 1, without gaps.
    pub(crate) number: u64,
    /// When its writer says it was.
    pub(crate) time: Time,
    pub(crate) body: Body,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    Article(ArticleBody),
    Record(RecordBody),
    Correction {
        author: String,
        reason: String,
        correction: Correction,
    },
    Forget {
        /// The entry of the article.
        article: u64,
        author: String,
        reason: String,
    },
}

/// An article: hashes only, so that its words can go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ArticleBody {
    /// [`wortlaut_text::ArticleId`].
    pub(crate) id: [u8; 32],
    /// The entry of the version before this one.
    pub(crate) follows: Option<u64>,
    /// Bytes of its text in UTF-8.
    pub(crate) length: u64,
    /// Of its text in UTF-8.
    pub(crate) text: Hash,
    /// Of its text and metadata, see [`seal`].
    pub(crate) seal: Hash,
}

/// What was read from an article, likewise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordBody {
    /// The entry of the article.
    pub(crate) article: u64,
    /// Name and version of the program.
    pub(crate) program: String,
    /// Identity of the model.
    pub(crate) model: String,
    pub(crate) statements: u32,
    pub(crate) parties: u32,
    pub(crate) matters: u32,
    /// Of the article's text and the record, see [`seal`].
    pub(crate) seal: Hash,
}

/// One hash over an article's text and what is known of it. With the text before it, nobody can try out what a short piece of metadata was
/// once the text is gone.
pub(crate) fn seal(text: &str, details: &[u8]) -> Hash {
    let mut length = Writer::default();
    length.number(text.len() as u64);
    let mut hash = Sha256::new();
    hash.update(&length.0);
    hash.update(text.as_bytes());
    hash.update(details);
    Hash(hash.finalize().into())
}

impl Body {
    pub(crate) const fn kind(&self) -> EntryKind {
        match self {
            Self::Article(_) => EntryKind::Article,
            Self::Record(_) => EntryKind::Record,
            Self::Correction { .. } => EntryKind::Correction,
            Self::Forget { .. } => EntryKind::Forget,
        }
    }
}

impl Entry {
    /// The article it is about, itself if it is one.
    pub(crate) fn article(&self) -> Option<u64> {
        match &self.body {
            Body::Article(_) => Some(self.number),
            Body::Record(body) => Some(body.article),
            Body::Correction { correction, .. } => correction.article(),
            Body::Forget { article, .. } => Some(*article),
        }
    }

    /// The hash of the entry that has these bytes and follows one with the hash `previous`.
    pub(crate) fn hash(previous: Hash, bytes: &[u8]) -> Hash {
        let mut hash = Sha256::new();
        hash.update(previous.0);
        hash.update(bytes);
        Hash(hash.finalize().into())
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut into = Writer::default();
        into.byte(LAYOUT);
        into.byte(self.body.kind().number());
        into.number(self.number);
        into.text(self.time.as_str());
        match &self.body {
            Body::Article(body) => {
                into.raw(&body.id);
                into.option(body.follows, Writer::number);
                into.number(body.length);
                into.raw(&body.text.0);
                into.raw(&body.seal.0);
            }
            Body::Record(body) => {
                into.number(body.article);
                into.text(&body.program);
                into.text(&body.model);
                into.number(body.statements.into());
                into.number(body.parties.into());
                into.number(body.matters.into());
                into.raw(&body.seal.0);
            }
            Body::Correction { author, reason, correction } => {
                into.text(author);
                into.text(reason);
                correction.write(&mut into);
            }
            Body::Forget { article, author, reason } => {
                into.number(*article);
                into.text(author);
                into.text(reason);
            }
        }
        into.0
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut from = Reader::new(bytes, "");
        match from.byte()? {
            LAYOUT => {}
            other => return Err(Unreadable::Layout(other)),
        }
        let kind = from.byte()?;
        let number = from.number()?;
        let time = from.named("time", |text| Time::parse(text).ok())?;
        let body = match EntryKind::ALL.iter().find(|one| one.number() == kind) {
            Some(EntryKind::Article) => Body::Article(ArticleBody {
                id: from.hash()?,
                follows: from.option(Reader::number)?,
                length: from.number()?,
                text: Hash(from.hash()?),
                seal: Hash(from.hash()?),
            }),
            Some(EntryKind::Record) => Body::Record(RecordBody {
                article: from.number()?,
                program: from.text()?.to_owned(),
                model: from.text()?.to_owned(),
                statements: from.small()?,
                parties: from.small()?,
                matters: from.small()?,
                seal: Hash(from.hash()?),
            }),
            Some(EntryKind::Correction) => Body::Correction {
                author: from.text()?.to_owned(),
                reason: from.text()?.to_owned(),
                correction: Correction::read(&mut from)?,
            },
            Some(EntryKind::Forget) => {
                Body::Forget { article: from.number()?, author: from.text()?.to_owned(), reason: from.text()?.to_owned() }
            }
            None => return Err(Unreadable::Name(kind.to_string(), "kind of entry")),
        };
        from.end()?;
        Ok(Self { number, time, body })
    }
}
