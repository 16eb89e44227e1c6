//! Which language an article is in.

use std::{collections::HashMap, sync::LazyLock};

/// The language of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Language {
    /// German.
    German,
    /// English.
    English,
}

/// As much of a text, in bytes, as is looked at: an article tells its language early, and one that quotes another
/// language does so later.
const LOOKED_AT: usize = 4096;

/// Words after which a clear count of function words is enough.
const ENOUGH_WORDS: u32 = 60;

/// Words below which only the balance of function words counts, not their share.
const FEW_WORDS: u32 = 12;

/// The least share of function words, in per cent of all words. News in either language have about 30 by these lists.
const LEAST_SHARE: u32 = 12;

/// How many times more the function words of one language must be than those of the other.
const LEAST_RATIO: u32 = 4;

/// Letters that the trigram model needs to be better than a guess.
const ENOUGH_LETTERS: usize = 100;

/// Confidence of the trigram model (0 to 1) below which its answer is no better than none.
const SURE: f64 = 0.3;

/// German function words that are not frequent in another language.
///
/// *Die, den, der, des, in, was, er, man, als* are left out because Dutch, Danish, English or French texts have them.
const GERMAN: &[&str] = &[
    "aber",
    "allerdings",
    "am",
    "auch",
    "auf",
    "aus",
    "außerdem",
    "bei",
    "beim",
    "bereits",
    "das",
    "dass",
    "dem",
    "diese",
    "dieser",
    "dieses",
    "doch",
    "durch",
    "dürfte",
    "daß",
    "ein",
    "eine",
    "einem",
    "einen",
    "einer",
    "eines",
    "erklärte",
    "für",
    "gegen",
    "gewesen",
    "habe",
    "haben",
    "hat",
    "hatte",
    "ich",
    "ihr",
    "ihre",
    "im",
    "ist",
    "jedoch",
    "kein",
    "keine",
    "können",
    "könnte",
    "mehr",
    "mit",
    "müssen",
    "muss",
    "nach",
    "nachdem",
    "nicht",
    "noch",
    "nur",
    "ohne",
    "sagte",
    "schon",
    "sei",
    "sein",
    "seine",
    "seinen",
    "seiner",
    "seit",
    "sich",
    "sie",
    "sind",
    "soll",
    "sollen",
    "und",
    "uns",
    "unter",
    "vom",
    "von",
    "vor",
    "waren",
    "wegen",
    "wenn",
    "werden",
    "wie",
    "wieder",
    "wir",
    "wird",
    "wollen",
    "worden",
    "wurde",
    "wurden",
    "während",
    "würde",
    "zu",
    "zufolge",
    "zum",
    "zunächst",
    "zur",
    "zwischen",
    "über",
];

/// English function words that are not frequent in another language; *of, is, was, for, in, on, at* are.
const ENGLISH: &[&str] = &[
    "about", "after", "and", "are", "be", "been", "but", "by", "could", "did", "from", "had", "has", "have", "her", "his",
    "into", "it", "its", "not", "said", "she", "should", "than", "that", "the", "their", "there", "these", "they", "this", "to",
    "were", "when", "which", "who", "with", "would",
];

static FUNCTION_WORDS: LazyLock<HashMap<&'static str, Language>> = LazyLock::new(|| {
    let german = GERMAN.iter().map(|word| (*word, Language::German));
    german.chain(ENGLISH.iter().map(|word| (*word, Language::English))).collect()
});

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
    ///
    /// Looks at the first four kilobytes. Function words decide where they are clear, and in texts of a sentence or
    /// less; a model of letter trigrams ([`whatlang`]) decides the rest.
    ///
    /// ```
    /// use wortlaut_text::Language;
    /// assert_eq!(Language::detect("Die Ministerin wies das zurück."), Some(Language::German));
    /// assert_eq!(Language::detect("The minister did not say so."), Some(Language::English));
    /// assert_eq!(Language::detect("De minister heeft dat niet gezegd."), None);
    /// ```
    #[must_use]
    pub fn detect(text: &str) -> Option<Self> {
        let text = &text[..text.floor_char_boundary(LOOKED_AT)];
        let mut counts = Counts::default();
        for word in words(text) {
            counts.add(word);
            if counts.words % ENOUGH_WORDS == 0
                && let Some(language) = counts.clear()
            {
                return Some(language);
            }
        }
        if counts.words < FEW_WORDS {
            counts.recount_small(text);
            return counts.balance();
        }
        counts.clear().or_else(|| trigrams(text))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_alphabetic))
}

/// How many words of which language a text has.
#[derive(Default)]
struct Counts {
    words: u32,
    german: u32,
    english: u32,
}

impl Counts {
    fn add(&mut self, word: &str) {
        self.words += 1;
        match FUNCTION_WORDS.get(word) {
            Some(Language::German) => self.german += 1,
            Some(Language::English) => self.english += 1,
            None => {}
        }
    }

    /// Counts again with capital letters made small, since in a short text the first word matters.
    fn recount_small(&mut self, text: &str) {
        *self = Self::default();
        words(text).for_each(|word| self.add(&word.to_lowercase()));
    }

    fn clear(&self) -> Option<Language> {
        let enough = |count: u32| count * 100 >= self.words * LEAST_SHARE;
        if enough(self.german) && self.german > self.english * LEAST_RATIO {
            Some(Language::German)
        } else if enough(self.english) && self.english > self.german * LEAST_RATIO {
            Some(Language::English)
        } else {
            None
        }
    }

    fn balance(&self) -> Option<Language> {
        match self.german.cmp(&self.english) {
            std::cmp::Ordering::Greater => Some(Language::German),
            std::cmp::Ordering::Less => Some(Language::English),
            std::cmp::Ordering::Equal => None,
        }
    }
}

fn trigrams(text: &str) -> Option<Language> {
    if text.chars().filter(|c| c.is_alphabetic()).take(ENOUGH_LETTERS).count() < ENOUGH_LETTERS {
        return None;
    }
    let info = whatlang::detect(text)?;
    match info.lang() {
        whatlang::Lang::Deu if info.confidence() >= SURE => Some(Language::German),
        whatlang::Lang::Eng if info.confidence() >= SURE => Some(Language::English),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN_NEWS: &str = "Die Ministerin hat am Montag erklärt, sie werde den Entwurf noch in diesem Jahr \
        vorlegen. Er sei mit den Ländern abgestimmt. Die Opposition nannte ihn unzureichend und kündigte an, im \
        Bundestag dagegen zu stimmen.";

    #[test]
    fn german_and_english_news_are_told_apart() {
        assert_eq!(Language::detect(GERMAN_NEWS), Some(Language::German));
        let english = "The minister said on Monday that she would present the bill this year. It had been agreed with \
            the states, she told reporters. The opposition called it insufficient and announced that it would vote no.";
        assert_eq!(Language::detect(english), Some(Language::English));
    }

    #[test]
    fn related_languages_are_neither() {
        for text in [
            "De minister heeft maandag gezegd dat zij het ontwerp nog dit jaar wil indienen. Het is met de provincies \
             afgestemd, zei ze. De oppositie noemde het onvoldoende en kondigde aan in het parlement tegen te stemmen.",
            "Ministeren sagde mandag, at hun vil fremlægge forslaget i år. Det er aftalt med regionerne, sagde hun til \
             pressen. Oppositionen kaldte det utilstrækkeligt og meddelte, at man vil stemme imod i Folketinget.",
            "La ministre a déclaré lundi qu'elle présenterait le projet cette année. Il a été convenu avec les régions, \
             a-t-elle dit aux journalistes. L'opposition l'a jugé insuffisant et a annoncé qu'elle voterait contre.",
            "Министр заявила в понедельник, что представит законопроект в этом году. Он согласован с регионами, \
             сказала она журналистам. Оппозиция назвала его недостаточным и объявила, что проголосует против.",
        ] {
            assert_eq!(Language::detect(text), None, "{text}");
        }
    }

    #[test]
    fn a_short_text_is_told_by_its_function_words() {
        for (text, language) in [
            ("Das Amt schweigt", Some(Language::German)),
            ("Brandt weist Vorwurf zurück: Nicht mit uns", Some(Language::German)),
            ("The office is silent", Some(Language::English)),
            ("Bundestag", None),
            ("12.03.2024", None),
            ("", None),
        ] {
            assert_eq!(Language::detect(text), language, "{text}");
        }
    }

    #[test]
    fn a_quotation_in_another_language_does_not_turn_a_german_article() {
        let text = format!("{GERMAN_NEWS} Auf Englisch sagte sie: “The bill is what it is, and they know that it is.”");
        assert_eq!(Language::detect(&text), Some(Language::German));
    }

    #[test]
    fn only_the_beginning_counts_however_long_the_text_is() {
        let mut text = GERMAN_NEWS.to_owned();
        while text.len() <= LOOKED_AT {
            text.push_str(GERMAN_NEWS);
        }
        text.push_str(&"and the ".repeat(10_000));
        assert_eq!(Language::detect(&text), Some(Language::German));
    }

    #[test]
    fn the_end_of_what_is_looked_at_may_fall_into_a_character() {
        for shift in 0..4 {
            let text = format!("{}{}", "x".repeat(shift), "ä".repeat(LOOKED_AT));
            assert_eq!(Language::detect(&text), None);
        }
    }

    #[test]
    fn no_word_is_listed_for_both_languages() {
        assert_eq!(FUNCTION_WORDS.len(), GERMAN.len() + ENGLISH.len());
    }
}
