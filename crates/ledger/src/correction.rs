//! What people correct in what was read.

use wortlaut_text::Span;

use crate::canonical::{Reader, Unreadable, Writer};

/// A statement by its words' places in an article. Unlike its number this stays the same when the article is read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementPlace {
    /// The entry of the article.
    pub article: u64,
    /// The pieces of its quote, in bytes of the article's text.
    pub quote: Vec<Span>,
}

/// What a correction of a name is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A party and its name.
    Party,
    /// A matter and its label.
    Matter,
}

impl Subject {
    /// The name in the tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Matter => "matter",
        }
    }
}

/// Something that somebody found to be otherwise than it was read.
///
/// Corrections are entries like any other: nothing is overwritten, and each has an author and a reason. They apply to what was read before
/// and to what is read later, so that they hold when an article is read again by a better program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// This is no statement.
    Reject {
        /// Which.
        statement: StatementPlace,
    },
    /// It is one after all.
    Accept {
        /// Which.
        statement: StatementPlace,
    },
    /// A party or matter has another name.
    Rename {
        /// Which of the two.
        subject: Subject,
        /// The entry of the article where it has that name; `None` for all articles, also those to come.
        article: Option<u64>,
        /// The name so far.
        name: String,
        /// The name from now on.
        to: String,
    },
    /// Two parties or matters are the same.
    Merge {
        /// Which of the two.
        subject: Subject,
        /// The entry of the article; `None` for all articles, also those to come.
        article: Option<u64>,
        /// The name that goes.
        name: String,
        /// The name that stays.
        into: String,
    },
    /// Some statements belong to another party or matter than the others of that name.
    Split {
        /// Which of the two.
        subject: Subject,
        /// The statements, all of one article.
        statements: Vec<StatementPlace>,
        /// The name of the other one.
        to: String,
    },
}

impl Correction {
    /// The entry of the article it is about, if it is about one only.
    #[must_use]
    pub fn article(&self) -> Option<u64> {
        match self {
            Self::Reject { statement } | Self::Accept { statement } => Some(statement.article),
            Self::Rename { article, .. } | Self::Merge { article, .. } => *article,
            Self::Split { statements, .. } => statements.first().map(|statement| statement.article),
        }
    }

    /// The name in the tables.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Reject { .. } => "reject",
            Self::Accept { .. } => "accept",
            Self::Rename { .. } => "rename",
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
        }
    }

    /// The statements it is about.
    pub(crate) fn places(&self) -> &[StatementPlace] {
        match self {
            Self::Reject { statement } | Self::Accept { statement } => std::slice::from_ref(statement),
            Self::Split { statements, .. } => statements,
            Self::Rename { .. } | Self::Merge { .. } => &[],
        }
    }

    /// Party or matter, if it is about one of those.
    pub(crate) const fn subject(&self) -> Option<Subject> {
        match self {
            Self::Reject { .. } | Self::Accept { .. } => None,
            Self::Rename { subject, .. } | Self::Merge { subject, .. } | Self::Split { subject, .. } => Some(*subject),
        }
    }

    /// The name that is looked for, and the one that is put.
    pub(crate) fn names(&self) -> (Option<&str>, Option<&str>) {
        match self {
            Self::Reject { .. } | Self::Accept { .. } => (None, None),
            Self::Rename { name, to: other, .. } | Self::Merge { name, into: other, .. } => (Some(name), Some(other)),
            Self::Split { to, .. } => (None, Some(to)),
        }
    }

    pub(crate) fn write(&self, into: &mut Writer) {
        into.text(self.name());
        into.option(self.subject(), |into, subject| into.text(subject.name()));
        into.option(self.article(), Writer::number);
        let (name, other) = self.names();
        into.option(name, Writer::text);
        into.option(other, Writer::text);
        into.list(self.places(), |into, place| into.list(&place.quote, |into, span| into.span(*span)));
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Self, Unreadable> {
        let kind = from.text()?.to_owned();
        let subjects = [Subject::Party, Subject::Matter];
        let subject =
            from.option(|from| from.named("subject of corrections", |name| subjects.into_iter().find(|one| one.name() == name)))?;
        let article = from.option(Reader::number)?;
        let name = from.option(|from| from.text().map(str::to_owned))?;
        let other = from.option(|from| from.text().map(str::to_owned))?;
        let places = from.list(|from| {
            let quote = from.list(Reader::unchecked_span)?;
            let article = article.ok_or(Unreadable::Reference("an article"))?;
            Ok(StatementPlace { article, quote })
        })?;
        let mut places = places.into_iter();
        match (kind.as_str(), subject, name, other, places.next(), places.as_slice().is_empty()) {
            ("reject", None, None, None, Some(statement), true) => Ok(Self::Reject { statement }),
            ("accept", None, None, None, Some(statement), true) => Ok(Self::Accept { statement }),
            ("rename", Some(subject), Some(name), Some(to), None, _) => Ok(Self::Rename { subject, article, name, to }),
            ("merge", Some(subject), Some(name), Some(into), None, _) => Ok(Self::Merge { subject, article, name, into }),
            ("split", Some(subject), None, Some(to), Some(first), _) => {
                Ok(Self::Split { subject, statements: std::iter::once(first).chain(places).collect(), to })
            }
            _ => Err(Unreadable::Name(kind.chars().take(40).collect(), "correction")),
        }
    }
}
