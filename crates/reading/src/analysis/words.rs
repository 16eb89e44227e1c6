//! What each token can be: word classes, verb forms, noun classes.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};
use wortlaut_text::{Article, TokenKind, TokenRange};

use crate::language::{Analysis, Classes, Form, NounClasses, Pack, VerbId};
use crate::model::hash;
use crate::model::tagging::{Part, Tagger};
use crate::values::{self, Value};

/// One token with its possible readings.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    /// Where its text in lower case starts in `lower`.
    start: u32,
    length: u32,
    /// The first byte of that; 0 where it is longer or shorter than the text itself.
    first: u8,
    classes: Classes,
    nouns: NounClasses,
    forms: (u32, u32),
    capital: bool,
    starts: bool,
    letters: bool,
}

/// An article with the readings of its tokens.
pub(crate) struct Words<'a> {
    pub(crate) article: &'a Article,
    pub(crate) pack: &'static Pack,
    words: Vec<Word>,
    forms: Vec<Analysis>,
    /// The texts of all tokens in lower case, and their numbers.
    lower: String,
    numbers: Vec<u64>,
    /// By the token of a quotation mark: the token of its partner.
    partners: FxHashMap<u32, u32>,
    /// What each token is in its sentence; empty where no tagger has been at work.
    parts: Vec<Part>,
    values: OnceCell<Vec<Value<'a>>>,
    /// Every word with a capital, once asked for.
    all: OnceCell<FxHashSet<&'a str>>,
}

impl<'a> Words<'a> {
    /// Looks up every token.
    pub(crate) fn new(article: &'a Article, pack: &'static Pack) -> Self {
        let mut words = vec![Word::default(); article.tokens().len()];
        let mut forms = Vec::with_capacity(words.len());
        let mut all_lower = String::with_capacity(article.text().len());
        let mut numbers = Vec::with_capacity(words.len());
        for sentence in article.sentences() {
            mark_starts(article, sentence.tokens, &mut words);
        }
        for (index, token) in article.tokens().iter().enumerate() {
            let word = &mut words[index];
            let text = article.token_text(index);
            let start = all_lower.len();
            if text.is_ascii() {
                all_lower.extend(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
            } else {
                all_lower.extend(text.chars().flat_map(char::to_lowercase));
            }
            let lower = &all_lower[start..];
            numbers.push(hash::text(lower));
            (word.start, word.length) = (start as u32, lower.len() as u32);
            word.first = lower.bytes().next().filter(|_| lower.len() == text.len()).unwrap_or(0);
            if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                continue;
            }
            word.letters = token.kind == TokenKind::Word;
            word.capital = text.chars().next().is_some_and(char::is_uppercase)
                || is_aged(text)
                || is_compound_noun(text)
                || pack.nouns.is_lower_name(text);
            if !word.capital || word.starts {
                word.classes = pack.words.classes(lower);
                let from = forms.len();
                pack.verbs.analyses(lower, &mut forms);
                word.forms = (from as u32, forms.len() as u32);
            } else if matches!(text, "Sie" | "Ihnen" | "Ihr" | "Er") {
                word.classes = pack.words.classes(lower);
            }
            if word.capital {
                word.nouns = pack.nouns.classes(text, lower);
            }
        }
        let partners = article
            .quotations()
            .iter()
            .filter(|one| one.tokens.len() > 1)
            .flat_map(|one| {
                let (first, last) = (one.tokens.start() as u32, one.tokens.end() as u32 - 1);
                [(first, last), (last, first)]
            })
            .collect();
        Self {
            article,
            pack,
            words,
            forms,
            lower: all_lower,
            numbers,
            partners,
            parts: Vec::new(),
            values: OnceCell::new(),
            all: OnceCell::new(),
        }
    }

    /// Lets a tagger decide what each token is in its sentence.
    pub(crate) fn tagged(mut self, tagger: Option<&Tagger>) -> Self {
        self.parts = tagger.map(|tagger| tagger.parts(&self)).unwrap_or_default();
        self
    }

    /// Whether the word stands anywhere in the text.
    pub(crate) fn occurs(&self, word: &str) -> bool {
        let all = self.all.get_or_init(|| (0..self.len()).filter(|at| self.is_capital(*at)).map(|at| self.text(at)).collect());
        all.contains(word)
    }

    /// The times, durations and amounts of the text, found when they are asked for.
    pub(crate) fn values(&self) -> &[Value<'a>] {
        self.values.get_or_init(|| values::find(self, values::published(self.article.metadata())))
    }

    /// The same with word classes that a test makes up.
    #[cfg(test)]
    pub(crate) fn with_parts(mut self, parts: Vec<Part>) -> Self {
        self.parts = parts;
        self
    }

    /// What the token is in its sentence; nothing where no tagger has been at work.
    pub(crate) fn part(&self, index: usize) -> Option<Part> {
        self.parts.get(index).copied()
    }

    /// The other mark of the quotation that opens or closes at `index`.
    pub(crate) fn partner(&self, index: usize) -> Option<usize> {
        self.partners.get(&(index as u32)).map(|partner| *partner as usize)
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The token's text.
    ///
    /// Behind the last token there is none: like everything else that is asked there, it is empty.
    pub(crate) fn text(&self, index: usize) -> &'a str {
        if index < self.words.len() { self.article.token_text(index) } else { "" }
    }

    /// The token's text in lower case.
    pub(crate) fn lower(&self, index: usize) -> &str {
        let word = &self.words[index];
        &self.lower[word.start as usize..][..word.length as usize]
    }

    /// The number of the token's text in lower case, for features.
    pub(crate) fn number(&self, index: usize) -> u64 {
        self.numbers[index]
    }

    /// Whether the token is `word` (given in lower case), in any case.
    pub(crate) fn is(&self, index: usize, word: &str) -> bool {
        let known = &self.words[index];
        // Most words differ in their length or first letter.
        known.length as usize == word.len() && word.bytes().next() == Some(known.first) && self.lower(index) == word
    }

    /// Whether the token is one of `words` (given in lower case).
    pub(crate) fn is_one_of(&self, index: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(index, word))
    }

    /// The word classes of a token.
    pub(crate) fn classes(&self, index: usize) -> Classes {
        self.words.get(index).map(|word| word.classes).unwrap_or_default()
    }

    /// Whether the token has one of the classes.
    pub(crate) fn has(&self, index: usize, classes: Classes) -> bool {
        self.words.get(index).is_some_and(|word| word.classes.any(classes))
    }

    /// What a capitalised token names.
    pub(crate) fn nouns(&self, index: usize) -> NounClasses {
        self.words.get(index).map(|word| word.nouns).unwrap_or_default()
    }

    /// The verb forms a token can be.
    pub(crate) fn forms(&self, index: usize) -> &[Analysis] {
        let (from, to) = self.words[index].forms;
        &self.forms[from as usize..to as usize]
    }

    /// Whether the token starts with a capital letter.
    pub(crate) fn is_capital(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.capital)
    }

    /// Whether the token stands where any word is capitalised.
    pub(crate) fn is_start(&self, index: usize) -> bool {
        self.words[index].starts
    }

    /// Whether the token is a word or number rather than a mark.
    pub(crate) fn is_word(&self, index: usize) -> bool {
        !matches!(self.article.tokens()[index].kind, TokenKind::Punctuation | TokenKind::QuotationMark)
    }

    /// Whether the token is a noun or name.
    pub(crate) fn is_noun(&self, index: usize) -> bool {
        let word = &self.words[index];
        if !word.capital {
            return false;
        }
        if !word.starts {
            return word.classes == Classes::NONE;
        }
        // „Aktuell“ names a time, a programme and an adverb: no noun where every word has a capital.
        let named = NounClasses::ROLE.with(NounClasses::GROUP).with(NounClasses::INSTITUTION).with(NounClasses::FIRST_NAME);
        let adverb = word.classes.any(Classes::ADVERB) && !word.nouns.any(named);
        (word.classes == Classes::NONE && word.forms.0 == word.forms.1 && !self.ends_as_adverb(index))
            || word.nouns != NounClasses::default() && !adverb
    }

    /// „Ursprünglich“, „Überraschend“: an adjective without ending, which only stands there as an adverb.
    fn ends_as_adverb(&self, index: usize) -> bool {
        let next_is_noun = index + 1 < self.words.len() && self.words[index + 1].capital;
        !next_is_noun
            && ["lich", "end", "isch", "ig", "tiv", "ell", "gemäß", "bar", "maßen", "weise"]
                .iter()
                .any(|ending| self.text(index).ends_with(ending))
    }

    /// Whether the token can modify a noun: an inflected adjective or participle, a number.
    pub(crate) fn is_adjectival(&self, index: usize) -> bool {
        let word = &self.words[index];
        if self.article.tokens()[index].kind == TokenKind::Number || word.classes.any(Classes::NUMERAL) {
            return true;
        }
        if word.capital && !word.starts {
            // „Frankfurter Flughafen“, „Berliner Senat“: adjectives from places keep their capital.
            return self.text(index).ends_with("er")
                && word.nouns == NounClasses::default()
                && index + 1 < self.words.len()
                && self.is_noun(index + 1);
        }
        if word.classes.any(Classes::ADJECTIVE) {
            return true;
        }
        if word.classes != Classes::NONE {
            return false;
        }
        let text = self.text(index);
        word.letters && ["e", "en", "er", "es", "em"].iter().any(|ending| text.ends_with(ending)) && text.len() > 3
    }

    /// The finite readings of a token.
    pub(crate) fn finite(&self, index: usize) -> impl Iterator<Item = Analysis> + '_ {
        self.forms(index).iter().copied().filter(|one| one.form.is_finite())
    }

    /// Whether the token has this form.
    pub(crate) fn has_form(&self, index: usize, form: Form) -> bool {
        self.forms(index).iter().any(|one| one.form == form)
    }

    /// Whether the token can be a participle with the ending of an adjective: *bestätigte*, but not *lehnte*.
    pub(crate) fn is_inflected_participle(&self, index: usize) -> bool {
        let lower = self.lower(index);
        let mut forms = Vec::new();
        if let Some(stem) = ["en", "em", "er", "es", "e"].iter().find_map(|ending| lower.strip_suffix(ending)) {
            self.pack.verbs.analyses(stem, &mut forms);
        }
        forms.iter().any(|one| one.form == Form::Participle)
    }

    /// Whether the token can be a form of the verb with this infinitive.
    pub(crate) fn is_verb(&self, index: usize, infinitive: &str) -> bool {
        !self.forms(index).is_empty()
            && self.pack.verbs.by_infinitive(infinitive).is_some_and(|verb| self.is_form_of(index, verb))
    }

    /// Whether the token can be a form of `verb`.
    pub(crate) fn is_form_of(&self, index: usize, verb: VerbId) -> bool {
        self.forms(index).iter().any(|one| one.verb == verb)
    }
}

/// „der 56-Jährige“, „17-jähriger“: a number that names a person.
fn is_aged(text: &str) -> bool {
    text.split_once('-').is_some_and(|(number, rest)| number.chars().all(|c| c.is_ascii_digit()) && rest.starts_with('J'))
}

/// „dpa-Bericht“: a compound whose last part is capitalised.
fn is_compound_noun(text: &str) -> bool {
    text.rsplit_once('-').is_some_and(|(_, last)| last.chars().next().is_some_and(char::is_uppercase))
}

/// Marks tokens where every word is capitalised: first in the sentence, after a colon, after an opening quotation mark,
/// after a full stop inside a quotation.
fn mark_starts(article: &Article, tokens: TokenRange, words: &mut [Word]) {
    let mut start = true;
    for index in tokens.range() {
        let token = article.tokens()[index];
        match token.kind {
            TokenKind::Word | TokenKind::Number => {
                words[index].starts = start;
                start = false;
            }
            TokenKind::QuotationMark => {
                start = start || article.quotations().binary_search_by(|one| one.span.start().cmp(&token.span.start())).is_ok();
            }
            TokenKind::Punctuation => {
                start = start || matches!(token.span.of(article.text()), "." | "!" | "?" | ":" | "…" | "–" | "-")
            }
        }
    }
}
