//! Word classes, verb forms and cases in the sentence at hand: what a token is there, where the lexicon only says what it can be.
//!
//! Two linear chains over the tokens of a sentence: one tells the word class, with the form of a verb, the other the case and
//! number of nouns and what agrees with them. The classes are those of Universal Dependencies.

use super::chain::{CHAINS, Chain, Chains};
use super::hash::{feature, lower, pair};
use super::lattice::best;
use super::table::{Damage, Reader, Writer};
use super::tokens::{BORDERS, Features};
use crate::analysis::words::Words;
use crate::language::{Classes, Form, NounClasses};

/// What a token is in its sentence.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Tag {
    /// Its word class.
    pub part: Part,
    /// Its case and number.
    pub case: Case,
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// The word class of a token, with the form of a verb.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
        #[allow(missing_docs, reason = "the names are those of grammar")]
        pub enum Part {
            #[default]
            $($(#[$doc])* $name),+
        }

        impl Part {
            /// All, in the order of their numbers.
            pub const ALL: [Self; PARTS] = [$(Self::$name),+];
        }
    };
}

/// The number of word classes.
pub const PARTS: usize = 26;

parts! {
    Noun,
    /// A proper noun.
    Name,
    Adjective,
    Adverb,
    Determiner,
    Pronoun,
    Relative,
    /// Contracted ones included: *im*, *zum*.
    Preposition,
    /// Split off its verb: *teilte … mit*.
    VerbParticle,
    Coordinator,
    Subordinator,
    Numeral,
    /// *nicht*, *zu* before an infinitive, *ja*.
    Particle,
    Mark,
    /// Foreign words, symbols, interjections.
    Other,
    Indicative,
    Subjunctive1,
    Subjunctive2,
    Infinitive,
    Participle,
    Imperative,
    AuxiliaryIndicative,
    AuxiliarySubjunctive1,
    AuxiliarySubjunctive2,
    AuxiliaryInfinitive,
    AuxiliaryParticiple,
}

impl Part {
    /// Whether the token is the finite verb of a clause.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        self.is_indicative() || self.is_subjunctive() || matches!(self, Self::Imperative)
    }

    /// Whether the token is a finite verb in the indicative.
    #[must_use]
    pub const fn is_indicative(self) -> bool {
        matches!(self, Self::Indicative | Self::AuxiliaryIndicative)
    }

    /// Whether the token is a finite verb in Konjunktiv I or II.
    #[must_use]
    pub const fn is_subjunctive(self) -> bool {
        matches!(self, Self::Subjunctive1 | Self::Subjunctive2 | Self::AuxiliarySubjunctive1 | Self::AuxiliarySubjunctive2)
    }

    /// Whether the token is a form of a verb.
    #[must_use]
    pub const fn is_verb(self) -> bool {
        self as usize >= Self::Indicative as usize
    }
}

/// Case and number of a noun, or of what agrees with one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[allow(missing_docs, reason = "the names are those of grammar")]
pub enum Case {
    /// None: a verb, a mark, a word without endings.
    #[default]
    None,
    Nominative,
    NominativePlural,
    Accusative,
    AccusativePlural,
    Dative,
    DativePlural,
    Genitive,
    GenitivePlural,
}

/// The number of cases in both numbers, and of none.
pub const CASES: usize = 9;

impl Case {
    /// All, in the order of their numbers.
    pub const ALL: [Self; CASES] = [
        Self::None,
        Self::Nominative,
        Self::NominativePlural,
        Self::Accusative,
        Self::AccusativePlural,
        Self::Dative,
        Self::DativePlural,
        Self::Genitive,
        Self::GenitivePlural,
    ];

    /// Whether it is a plural.
    #[must_use]
    pub const fn is_plural(self) -> bool {
        self as usize > 0 && (self as usize).is_multiple_of(2)
    }

    /// The case in the singular.
    #[must_use]
    pub const fn singular(self) -> Self {
        if self.is_plural() { Self::ALL[self as usize - 1] } else { self }
    }
}

/// Tells word classes and cases.
#[derive(Clone, Debug)]
pub struct Tagger {
    chains: Chains,
    /// The chain of word classes alone.
    parts: Chain,
}

impl Tagger {
    /// A tagger with these weights, which must have [`PARTS`] labels.
    #[must_use]
    pub fn new(chains: Chains) -> Self {
        let parts = chains.first();
        Self { chains, parts }
    }

    /// The number of weights that are not zero.
    #[must_use]
    pub fn weight_count(&self) -> usize {
        self.chains.weight_count()
    }

    /// The word class of every token of an article.
    pub(crate) fn parts(&self, words: &Words<'_>) -> Vec<Part> {
        let mut parts = vec![Part::default(); words.len()];
        let mut sentences = Sentences::default();
        for sentence in words.article.sentences() {
            let features = sentences.features(words, sentence.tokens.start(), sentence.tokens.end());
            let labels = self.parts.labels(features);
            parts[sentence.tokens.range()].iter_mut().zip(labels).for_each(|(part, label)| *part = Part::ALL[usize::from(label)]);
        }
        parts
    }

    /// The tag of every token of an article, with the case, which reading does not ask for.
    pub(crate) fn tags(&self, words: &Words<'_>) -> Vec<Tag> {
        let mut tags = vec![Tag::default(); words.len()];
        let mut sentences = Sentences::default();
        for sentence in words.article.sentences() {
            let features = sentences.features(words, sentence.tokens.start(), sentence.tokens.end());
            let scores = self.chains.scores(features);
            let [parts, cases] =
                [0, 1].map(|chain: usize| best(&scores[chain], &features.borders, self.chains.transitions(chain)));
            for ((tag, part), case) in tags[sentence.tokens.range()].iter_mut().zip(parts).zip(cases) {
                *tag = Tag {
                    part: Part::ALL[usize::from(part)],
                    case: Case::ALL.get(usize::from(case)).copied().unwrap_or_default(),
                };
            }
        }
        tags
    }

    /// As bytes.
    pub fn write(&self, into: &mut Writer) {
        self.chains.write(into);
    }

    /// From bytes.
    ///
    /// # Errors
    /// [`Damage`] if they are none that [`Tagger::write`] wrote.
    pub fn read(from: &mut Reader<'_>) -> Result<Self, Damage> {
        const { assert!(CHAINS == 2) };
        Chains::read(from, PARTS, BORDERS).map(Self::new)
    }
}

/// Computes the features of one sentence after the other, and keeps the memory for the next.
#[derive(Default)]
pub(crate) struct Sentences {
    views: Vec<View>,
    features: Features,
}

impl Sentences {
    /// The features of the tokens from `start` up to `end`.
    pub(crate) fn features(&mut self, words: &Words<'_>, start: usize, end: usize) -> &Features {
        self.views.clear();
        self.views.extend((start..end).map(|at| View::of(words, at)));
        let out = &mut self.features;
        out.tokens.clear();
        out.offsets.clear();
        out.plain_ends.clear();
        out.features.clear();
        out.borders.clear();
        out.offsets.push(0);
        let mut clause = ClauseSoFar::default();
        for (local, at) in (start..end).enumerate() {
            let look = |offset: isize| -> &View {
                local.checked_add_signed(offset).and_then(|at| self.views.get(at)).unwrap_or(&NOTHING)
            };
            let here = look(0);
            push_features(out, &clause, [look(-2), look(-1), here, look(1), look(2)]);
            clause.go_on(here);
            out.tokens.push(at as u32);
            out.offsets.push(out.features.len() as u32);
            out.plain_ends.push(out.features.len() as u32);
            out.borders.push(u8::from(local == 0));
        }
        out
    }
}

fn push_features(out: &mut Features, clause: &ClauseSoFar, [second, before, here, after, next]: [&View; 5]) {
    let mut push = |template: u32, value: u64| out.features.push(feature(FIRST_TEMPLATE + template, value));
    push(0, here.word);
    push(1, before.word);
    push(2, after.word);
    push(3, second.word);
    push(5, pair(before.word, here.word));
    push(6, pair(here.word, after.word));
    push(14, here.lexical);
    push(15, before.lexical);
    push(16, after.lexical);
    push(17, pair(before.lexical, here.lexical));
    push(18, pair(here.lexical, after.lexical));
    push(19, pair(second.lexical, before.lexical));
    push(20, pair(after.lexical, next.lexical));
    push(21, pair(pair(before.lexical, here.lexical), after.lexical));
    push(22, pair(clause.state(), pair(here.lexical, u64::from(after.is_mark))));
    if here.is_mark {
        return;
    }
    push(7, here.prefix);
    push(9, here.suffixes[0]);
    push(10, here.suffixes[1]);
    push(11, here.suffixes[2]);
    push(12, here.suffixes[3]);
    push(13, here.shape);
    push(23, pair(before.word, here.suffixes[1]));
    push(24, pair(before.suffixes[1], here.suffixes[1]));
    push(25, pair(clause.preposition, here.suffixes[1]));
}

/// Templates of the tagger start here, so that its numbers are apart from those of other models.
const FIRST_TEMPLATE: u32 = 400;

/// What has been seen of a clause.
#[derive(Default)]
struct ClauseSoFar {
    is_subordinate: bool,
    has_finite: bool,
    has_auxiliary: bool,
    has_zu: bool,
    /// The last preposition, until the next verb or mark.
    preposition: u64,
}

impl ClauseSoFar {
    const fn state(&self) -> u64 {
        self.is_subordinate as u64 | (self.has_finite as u64) << 1 | (self.has_auxiliary as u64) << 2 | (self.has_zu as u64) << 3
    }

    fn go_on(&mut self, view: &View) {
        if view.is_mark {
            *self = Self::default();
            return;
        }
        self.is_subordinate |= view.is_subordinator;
        self.has_finite |= view.is_surely_finite;
        self.has_auxiliary |= view.is_auxiliary;
        self.has_zu = view.is_zu;
        if view.is_preposition {
            self.preposition = view.word;
        } else if view.is_surely_finite {
            self.preposition = 0;
        }
    }
}

/// What does not depend on a token's neighbours.
#[derive(Clone, Copy)]
struct View {
    word: u64,
    lexical: u64,
    prefix: u64,
    /// Of one to four characters.
    suffixes: [u64; 4],
    shape: u64,
    is_mark: bool,
    is_subordinator: bool,
    is_surely_finite: bool,
    is_auxiliary: bool,
    is_zu: bool,
    is_preposition: bool,
}

const NOTHING: View = View {
    word: 1,
    lexical: 1,
    prefix: 1,
    suffixes: [1; 4],
    shape: 1,
    is_mark: true,
    is_subordinator: false,
    is_surely_finite: false,
    is_auxiliary: false,
    is_zu: false,
    is_preposition: false,
};

impl View {
    fn of(words: &Words<'_>, at: usize) -> Self {
        let token = words.text(at);
        let word = words.number(at);
        if !words.is_word(at) {
            return Self { word, lexical: word, suffixes: [word; 4], ..NOTHING };
        }
        let classes = words.classes(at);
        let forms = words.forms(at).iter().fold(0_u64, |all, one| all | 1 << (one.form as u64));
        let is_name_like = words.is_capital(at) && !words.is_start(at);
        let ends = ends(token);
        let nouns = words.nouns(at);
        let lexical = if is_name_like {
            pair(2, nouns.number())
        } else if classes != Classes::NONE || forms != 0 {
            pair(pair(3, classes.number()), pair(forms, u64::from(nouns != NounClasses::default())))
        } else if nouns != NounClasses::default() {
            pair(4, nouns.number())
        } else {
            pair(5, ends[1])
        };
        const NONFINITE: u64 = 1 << Form::Infinitive as u64 | 1 << Form::ZuInfinitive as u64 | 1 << Form::Participle as u64;
        Self {
            word,
            lexical,
            prefix: lower(&token[..token.char_indices().nth(3).map_or(token.len(), |(end, _)| end)]),
            suffixes: ends,
            shape: shape(token) | u64::from(words.is_start(at)) << 8,
            is_mark: false,
            is_subordinator: classes.any(Classes::SUBORDINATOR.with(Classes::RELATIVE).with(Classes::QUESTION)),
            is_surely_finite: forms != 0 && forms & NONFINITE == 0 && !is_name_like,
            is_auxiliary: forms != 0 && crate::analysis::segments::is_auxiliary(words, at),
            is_zu: classes.any(Classes::ZU),
            is_preposition: classes.any(Classes::PREPOSITION),
        }
    }
}

/// The last one to four characters.
fn ends(token: &str) -> [u64; 4] {
    let mut ends = [0; 4];
    let mut characters = token.char_indices().rev();
    for end in &mut ends {
        let start = characters.next().map_or(0, |(at, _)| at);
        *end = lower(&token[start..]);
    }
    ends
}

/// Capitals, digits, hyphen and length.
fn shape(token: &str) -> u64 {
    let mut characters = token.chars();
    let first = characters.next();
    let capital = first.is_some_and(char::is_uppercase);
    let all_capital = capital && characters.clone().all(|one| one.is_uppercase() || !one.is_alphabetic()) && token.len() > 1;
    let digit_first = first.is_some_and(|one| one.is_ascii_digit());
    let digit = token.bytes().any(|one| one.is_ascii_digit());
    let hyphen = token.contains('-');
    let stop = token.ends_with('.');
    let length = match token.len() {
        0..=2 => 0,
        3..=4 => 1,
        5..=9 => 2,
        _ => 3_u64,
    };
    u64::from(capital)
        | u64::from(all_capital) << 1
        | u64::from(digit_first) << 2
        | u64::from(digit) << 3
        | u64::from(hyphen) << 4
        | u64::from(stop) << 5
        | length << 6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::german;
    use wortlaut_text::{Article, Metadata};

    fn article(text: &str) -> Article {
        Article::new(text, Metadata::default()).expect("short")
    }

    #[test]
    fn numbers_of_parts_and_cases_are_their_places() {
        assert!(Part::ALL.iter().enumerate().all(|(at, one)| *one as usize == at));
        assert!(Case::ALL.iter().enumerate().all(|(at, one)| *one as usize == at));
        assert_eq!(Case::GenitivePlural.singular(), Case::Genitive);
        assert_eq!(Case::Nominative.singular(), Case::Nominative);
        assert!(Case::DativePlural.is_plural() && !Case::Dative.is_plural() && !Case::None.is_plural());
    }

    #[test]
    fn a_sentence_has_the_same_features_wherever_it_stands() {
        let (alone, later) = (article("Der Rat tagt."), article("Es regnet im Tal. Der Rat tagt."));
        let (alone, later) = (Words::new(&alone, german()), Words::new(&later, german()));
        let mut sentences = Sentences::default();
        let expected = sentences.features(&alone, 0, 4).clone();
        // The first sentence must leave nothing behind.
        sentences.features(&later, 0, 5);
        let found = sentences.features(&later, 5, 9);
        assert_eq!(found.features, expected.features);
        assert_eq!((&found.offsets, &found.borders), (&expected.offsets, &expected.borders));
        assert_eq!(found.borders, [1, 0, 0, 0]);
        assert_eq!(found.tokens, [5, 6, 7, 8]);
    }

    #[test]
    fn each_token_costs_few_lookups() {
        let article = article("Die Sprecherin teilte mit, man habe den umfangreichen Haushalt am 12. Mai 2021 beschlossen.");
        let words = Words::new(&article, german());
        let mut sentences = Sentences::default();
        let features = sentences.features(&words, 0, words.len());
        assert!((0..features.tokens.len()).all(|at| features.of(at, true).len() <= 25));
    }

    #[test]
    fn ends_of_short_words_are_the_whole_word() {
        assert_eq!(ends("über"), [lower("r"), lower("er"), lower("ber"), lower("über")]);
        assert_eq!(ends("Öl"), [lower("l"), lower("öl"), lower("öl"), lower("öl")]);
        assert_eq!(ends("a"), [lower("a"); 4]);
    }

    #[test]
    fn bytes_of_another_number_of_labels_are_no_tagger() {
        let chains =
            Chains::new(2, &[0, 1].map(|_| super::super::chain::Weights { steps: vec![0.0; BORDERS * 4], ..Default::default() }));
        let mut bytes = Writer::default();
        chains.write(&mut bytes);
        assert_eq!(Tagger::read(&mut Reader(&bytes.0)).map(|_| ()), Err(Damage("the number of labels")));
    }
}
