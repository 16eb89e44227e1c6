//! What is known of an article besides its text, as canonical bytes.

use wortlaut_text::{Article, Language, Metadata};

use crate::canonical::{Reader, Unreadable, Writer};

/// The layout of metadata, its first byte.
const LAYOUT: u8 = 1;

/// What is known of an article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Details {
    /// What its versions have in common: a name that was given, or the address.
    pub(crate) source: Option<String>,
    pub(crate) metadata: Metadata,
    pub(crate) language: Option<String>,
}

impl Details {
    /// Those of `article`, published under the name `source`, else under its address.
    pub(crate) fn of(article: &Article, source: Option<&str>) -> Self {
        let metadata = article.metadata().clone();
        Self {
            source: source.map(str::to_owned).or_else(|| metadata.url.clone()),
            metadata,
            language: article.language().map(|language| language.code().to_owned()),
        }
    }

    /// Whether its words are English.
    pub(crate) fn is_english(&self) -> bool {
        self.language.as_deref() == Some(Language::English.code())
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut into = Writer::default();
        into.byte(LAYOUT);
        for text in [
            &self.source,
            &self.metadata.title,
            &self.metadata.url,
            &self.metadata.outlet,
            &self.metadata.published,
            &self.language,
        ] {
            into.option(text.as_deref(), Writer::text);
        }
        into.0
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut from = Reader::new(bytes, "");
        match from.byte()? {
            LAYOUT => {}
            other => return Err(Unreadable::Layout(other)),
        }
        let mut text = || from.option(|from| from.text().map(str::to_owned));
        let details = Self {
            source: text()?,
            metadata: Metadata { title: text()?, url: text()?, outlet: text()?, published: text()? },
            language: text()?,
        };
        from.end()?;
        Ok(details)
    }
}
