/// The language of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Language {
    /// German.
    German,
    /// English.
    English,
}

impl Language {
    /// The ISO 639-1 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
        }
    }

    /// Tells the language of `text`, or `None` if it is neither or too short to tell.
    #[must_use]
    pub fn detect(text: &str) -> Option<Self> {
        let info = whatlang::detect(text)?;
        match info.lang() {
            whatlang::Lang::Deu => Some(Self::German),
            whatlang::Lang::Eng => Some(Self::English),
            _ => None,
        }
    }
}
