//! All phrases of an article that can name somebody, in text order.

use wortlaut_text::TokenRange;

use super::anatomy::{Anatomy, Sort, anatomy};
use crate::analysis::noun_phrases::{NounPhrase, Reach, noun_phrase_at};
use crate::analysis::predicates::subject;
use crate::analysis::words::Words;
use crate::language::{Classes, Genders, Known, NounClasses};
use crate::patterns::Context;

/// The position of a mention among those of the article.
pub(crate) type MentionAt = usize;

/// A phrase that can name somebody.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) phrase: NounPhrase,
    pub(crate) anatomy: Anatomy,
    /// Sentences of the article before it.
    pub(crate) sentence: usize,
    pub(crate) block: usize,
    /// Whether it is the subject of its clause.
    pub(crate) is_subject: bool,
    pub(crate) preposition: Option<usize>,
    /// A phrase that belongs to it: *der Sprecher* der Polizei.
    pub(crate) complement: Option<MentionAt>,
    /// The phrase beside it that names the same: *Karsten Böhme,* Sprecher der Stadtwerke.
    pub(crate) beside: Option<MentionAt>,
    /// Whether it only describes what the phrase beside it names.
    pub(crate) describes: bool,
    /// The phrase it is coordinated with: *Union* und FDP.
    pub(crate) next_of_list: Option<MentionAt>,
}

impl Mention {
    pub(crate) fn start(&self) -> usize {
        self.phrase.tokens.start()
    }
}

/// Mentions of one stretch after the other.
#[derive(Debug, Default)]
pub(crate) struct Mentions {
    pub(crate) all: Vec<Mention>,
    sentences: usize,
}

impl Mentions {
    /// Adds those of a stretch.
    pub(crate) fn add(&mut self, context: &Context<'_>) {
        let words = context.words;
        for sentence in &context.sentences {
            let from = self.all.len();
            for (id, clause) in sentence.clauses.iter().enumerate() {
                let before = self.all.len();
                for piece in &clause.pieces {
                    self.scan(words, *piece, [clause.finite, clause.introducer], sentence.block);
                }
                if self.all.len() > before
                    && let Some(subject) = subject(words, sentence, id)
                {
                    let finite = clause.finite.map(|at| {
                        let plural = words.finite(at).any(|one| one.form.is_plural());
                        (plural, words.finite(at).any(|one| !one.form.is_plural()))
                    });
                    for one in &mut self.all[before..] {
                        if one.phrase.head != subject.head {
                            continue;
                        }
                        one.is_subject = true;
                        // „sie sagten“ are several, „sie sagte“ is one.
                        match finite {
                            Some((true, false)) if one.anatomy.sort == Sort::Pronoun => one.anatomy.genders = Genders::PLURAL,
                            Some((false, true)) if one.anatomy.sort == Sort::Pronoun => {
                                one.anatomy.genders = one.anatomy.genders.and(Genders::SINGULAR);
                            }
                            _ => {}
                        }
                    }
                }
            }
            self.all[from..].sort_by_key(|one| (one.phrase.core.start(), one.phrase.core.end()));
            self.join(words, from, sentence.tokens);
            self.sentences += 1;
        }
    }

    fn scan(&mut self, words: &Words<'_>, piece: TokenRange, skipped: [Option<usize>; 2], block: usize) {
        let mut at = piece.start();
        while at < piece.end() {
            let governs = words.has(at, Classes::PREPOSITION) && !words.is_noun(at);
            if skipped.contains(&Some(at)) || governs || !words.is_capital(at) && words.finite(at).next().is_some() {
                at += 1;
                continue;
            }
            let may_open = words.is_capital(at)
                || words.has(at, Classes::OPENS_NOUN_PHRASE.with(Classes::PRONOUN).with(Classes::DEMONSTRATIVE))
                || words.is_adjectival(at)
                || !words.is_word(at);
            // Nothing of a phrase stands behind the finite verb if its beginning stands before it.
            let end = skipped[0].filter(|finite| at < *finite).map_or(piece.end(), |finite| finite.min(piece.end()));
            let quoted = !words.is_word(at) && !opens_name(words, at);
            if let Some(phrase) = latter(words, at) {
                let Some(anatomy) = anatomy(words, &phrase) else { break };
                self.push(phrase, anatomy, None, block);
                at += 1;
                continue;
            }
            let phrase = if may_open && !quoted { noun_phrase_at(words, at, end, Reach::Close) } else { None };
            let phrase = phrase.map(|one| without_next_name(words, longer_name(words, one, end)));
            let Some(phrase) = phrase else {
                at += 1;
                continue;
            };
            let preposition = at.checked_sub(1).filter(|one| words.has(*one, Classes::PREPOSITION));
            at = phrase.core.end().max(at + 1);
            let Some(mut anatomy) = anatomy(words, &phrase) else { continue };
            anatomy.determiner = anatomy.determiner.or(preposition.filter(|one| words.has(*one, Classes::CONTRACTION)));
            let owner = anatomy.owner;
            if let Some(owner) = owner
                && let Some((owner, anatomy)) = owning(words, owner)
            {
                self.push(owner, anatomy, None, block);
            }
            self.push(phrase, anatomy, preposition, block);
        }
    }

    fn push(&mut self, phrase: NounPhrase, anatomy: Anatomy, preposition: Option<usize>, block: usize) {
        self.all.push(Mention {
            phrase,
            anatomy,
            sentence: self.sentences,
            block,
            is_subject: false,
            preposition,
            complement: None,
            beside: None,
            describes: false,
            next_of_list: None,
        });
    }

    /// Finds what belongs to a phrase, what stands beside it, and what is listed with it.
    fn join(&mut self, words: &Words<'_>, from: MentionAt, sentence: TokenRange) {
        self.join_each(words, from, sentence);
        self.join_lists(words, from);
        // What is listed with a subject is one.
        for at in from..self.all.len() {
            if let Some(next) = self.all[at].next_of_list
                && self.all[at].is_subject
            {
                self.all[next].is_subject = true;
            }
        }
    }

    fn join_each(&mut self, words: &Words<'_>, from: MentionAt, sentence: TokenRange) {
        for at in from..self.all.len() {
            let (core, whole) = (self.all[at].phrase.core, self.all[at].phrase.tokens);
            if let Some(owner) = self.all[at].anatomy.owner {
                self.all[at].complement = (from..self.all.len()).find(|one| self.all[*one].phrase.core == owner && *one != at);
            }
            let Some(next) = (at + 1..self.all.len()).find(|one| self.all[*one].phrase.core.start() >= core.end()) else {
                continue;
            };
            let start = self.all[next].phrase.core.start();
            let gap = start - core.end();
            let between = |offset: usize| words.text(core.end() + offset);
            let joins = |word: &str| matches!(word, "und" | "sowie" | "oder" | "&");
            let (one, other) = (&self.all[at].anatomy, &self.all[next].anatomy);
            // „Vizekanzler und Arbeitsminister Karl Brandt“ is one person.
            let doubled =
                one.sort == Sort::Role && other.sort == Sort::Person && !other.roles.is_empty() && other.determiner.is_none();
            if gap == 1 && joins(between(0)) && doubled {
                self.all[at].beside = Some(next);
                self.all[at].describes = true;
                self.all[next].beside = Some(at);
            } else if start < whole.end() && gap == 1 && joins(between(0)) {
                self.all[at].next_of_list = Some(next);
            } else if start < whole.end() && gap <= 1 && self.all[at].complement.is_none() {
                self.all[at].complement = Some(next);
            } else if gap == 1 && matches!(between(0), "in" | "im" | "aus" | "für") && start <= whole.end() {
                self.all[at].complement = self.all[at].complement.or(Some(next));
            }
            self.join_beside(words, at, sentence);
        }
    }

    /// „VW, BMW und Mercedes“: a comma before a list goes on it.
    fn join_lists(&mut self, words: &Words<'_>, from: MentionAt) {
        for at in (from..self.all.len().saturating_sub(1)).rev() {
            let next = at + 1;
            let gap = self.all[next].phrase.core.start().saturating_sub(self.all[at].phrase.core.end());
            let alike = |one: &Mention| {
                matches!(one.anatomy.sort, Sort::Person | Sort::Name | Sort::Body | Sort::State | Sort::Seat(_) | Sort::Group)
            };
            if gap == 1
                && words.text(self.all[at].phrase.core.end()) == ","
                && self.all[next].next_of_list.is_some()
                && self.all[at].next_of_list.is_none()
                && self.all[at].beside.is_none()
                && alike(&self.all[at])
                && alike(&self.all[next])
            {
                self.all[at].next_of_list = Some(next);
            }
        }
    }

    /// „Karsten Böhme, Sprecher der Stadtwerke,“ and „Der Präsident des Verbands, Oskar Timm,“: a name and a role beside each other, and
    /// „der Sprecher der Fraktion Karl Brandt“.
    fn join_beside(&mut self, words: &Words<'_>, at: MentionAt, sentence: TokenRange) {
        const LONGEST: usize = 16;
        if self.all[at].beside.is_some() || self.all[at].next_of_list.is_some() {
            return;
        }
        let core = self.all[at].phrase.core;
        let one = &self.all[at].anatomy;
        let names = |anatomy: &Anatomy| matches!(anatomy.sort, Sort::Person | Sort::Name) && anatomy.determiner.is_none();
        let describes = |anatomy: &Anatomy| anatomy.sort == Sort::Role && anatomy.possessive(words).is_none();
        let body = |anatomy: &Anatomy| anatomy.sort == Sort::Body;
        // „die Hilfsorganisation Ärzte ohne Grenzen“, „die Zeitung „Echo““
        if body(one)
            && one.name.is_none()
            && one.known.is_none()
            && one.determiner.is_some()
            && one.nouns.len() == 1
            && let Some(next) = (at + 1..self.all.len()).find(|next| self.all[*next].phrase.core.start() >= core.end())
            && self.all[next].phrase.core.start() == core.end()
            && self.all[next].anatomy.known.is_some()
            && self.all[next].anatomy.determiner.is_none()
            && self.all[next].anatomy.sort == Sort::Body
        {
            self.all[at].beside = Some(next);
            self.all[at].describes = true;
            self.all[at].complement = None;
            self.all[next].beside = Some(at);
            return;
        }
        // The end of what belongs to it: a comma, or a name right behind it.
        let verb = |at: usize| !words.is_capital(at) && words.finite(at).next().is_some() && !words.is_adjectival(at);
        let reach = sentence.end().min(core.end() + LONGEST);
        let stop = (core.end()..reach).find(|at| words.text(*at) == "," || verb(*at) || matches!(words.text(*at), ":" | ";"));
        let comma = stop.filter(|at| words.text(*at) == ",");
        let direct = describes(one).then(|| {
            (at + 1..self.all.len()).find(|next| {
                let other = &self.all[*next];
                other.anatomy.sort == Sort::Person
                    && other.anatomy.determiner.is_none()
                    && other.anatomy.roles.is_empty()
                    && stop.is_none_or(|stop| other.phrase.core.start() < stop)
                    && self.all[next - 1].phrase.core.end() == other.phrase.core.start()
                    && self.all[at].complement == Some(next - 1)
            })
        });
        let behind =
            comma.and_then(|comma| (at + 1..self.all.len()).find(|next| self.all[*next].phrase.core.start() == comma + 1));
        let Some(next) = direct.flatten().or(behind) else { return };
        let other = &self.all[next];
        if other.beside.is_some() {
            return;
        }
        let two = &other.anatomy;
        let end = other.phrase.core.end();
        let close = (end..sentence.end().min(end + LONGEST))
            .find(|at| {
                !words.is_word(*at) && words.text(*at) != "(" || verb(*at) || words.is_one_of(*at, &["und", "sowie", "oder"])
            })
            .unwrap_or(sentence.end());
        let listed = close < sentence.end() && words.is_one_of(close, &["und", "sowie", "oder"]) && close == end;
        let person = |anatomy: &Anatomy| anatomy.sort == Sort::Person && anatomy.name.is_some_and(|name| name.len() > 1);
        // What stands between commas before the finite verb of its sentence can only describe the subject.
        let closed = close + 1 < sentence.end() && words.text(close) == "," && words.finite(close + 1).next().is_some();
        let named = |anatomy: &Anatomy| anatomy.name.is_some() || anatomy.known.is_some();
        let same = describes(one) && names(two) && two.roles.is_empty()
            || describes(one) && person(two) && comma.is_some()
            || names(one) && describes(two)
            || matches!(one.sort, Sort::Name | Sort::Body)
                && one.name.is_some()
                && body(two)
                && two.name.is_none()
                && two.determiner.is_some();
        let turned = body(one)
            && !named(one)
            && one.determiner.is_some()
            && body(two)
            && (named(two) || closed && two.determiner.is_some());
        if (same || turned) && !listed {
            let describing = if names(one) || named(one) { next } else { at };
            self.all[at].beside = Some(next);
            self.all[next].beside = Some(at);
            self.all[describing].describes = true;
        }
    }

    /// The mention that a range of tokens names: the first that starts in it.
    pub(crate) fn named_by(&self, range: TokenRange) -> Option<MentionAt> {
        let first = self.all.partition_point(|one| one.phrase.core.start() < range.start());
        let inside = |at: &MentionAt| self.all[*at].phrase.core.start() < range.end();
        // „Brandts Sprecher“ starts with its owner.
        let candidates: Vec<MentionAt> = (first..self.all.len()).take_while(inside).collect();
        let start = candidates.first().map(|at| self.all[*at].phrase.core.start())?;
        candidates
            .into_iter()
            .filter(|at| self.all[*at].phrase.core.start() == start)
            .max_by_key(|at| self.all[*at].phrase.core.end())
    }
}

/// Whether a quotation mark opens a name: a few words without pronoun and verb.
fn opens_name(words: &Words<'_>, at: usize) -> bool {
    const LONGEST: usize = 6;
    words.partner(at).is_some_and(|close| {
        close > at + 1
            && close <= at + LONGEST
            && !words.has(at + 1, Classes::PRONOUN)
            && !(at + 1..close).any(|inner| !words.is_capital(inner) && words.finite(inner).next().is_some())
    })
}

/// „Letzterer“ and „Ersterer“, which stand like nouns.
fn latter(words: &Words<'_>, at: usize) -> Option<NounPhrase> {
    let known = ["letzterer", "letztere", "ersterer", "erstere"];
    let tokens = TokenRange::new(at, at + 1);
    words.is_one_of(at, &known).then_some(NounPhrase {
        tokens,
        core: tokens,
        head: at,
        cases: crate::analysis::inflection::Cases::new(true, false, false, false),
        plural: Some(false),
        pronoun: true,
        nouns: NounClasses::default(),
    })
}

/// The phrase with the rest of a name that the tables know: „Ärzte *ohne Grenzen*“.
fn longer_name(words: &Words<'_>, mut phrase: NounPhrase, end: usize) -> NounPhrase {
    let parties = &words.pack.parties;
    for start in phrase.core.range().filter(|at| words.is_capital(*at)).take(3) {
        let most = parties.longest_name(words.text(start));
        for count in (3..=most).rev().filter(|count| start + count <= end && start + count > phrase.core.end()) {
            let last = start + count;
            if parties.known((start..last).map(|at| words.text(at))).is_some() {
                phrase.core = TokenRange::new(phrase.core.start(), last);
                phrase.tokens = TokenRange::new(phrase.tokens.start(), phrase.tokens.end().max(last));
                return phrase;
            }
        }
    }
    phrase
}

/// „der Sprecher der Fraktion *Karl Brandt*“: a personal name behind the noun for a body is a phrase of its own.
fn without_next_name(words: &Words<'_>, mut phrase: NounPhrase) -> NounPhrase {
    let place = |at: usize| words.pack.parties.known(std::iter::once(words.text(at))).is_some_and(|one| one.known != Known::Body);
    let body =
        |at: usize| (words.nouns(at).any(NounClasses::INSTITUTION) || place(at)) && !words.nouns(at).any(NounClasses::FIRST_NAME);
    let name = phrase.core.range().skip(1).find(|at| {
        at + 1 < phrase.core.end()
            && body(at - 1)
            && words.pack.parties.given_name(words.text(*at)).is_some()
            && words.is_capital(at + 1)
            && words.pack.parties.known([words.text(at - 1), words.text(*at), words.text(at + 1)].into_iter()).is_none()
    });
    let determined = words.has(phrase.core.start(), Classes::OPENS_NOUN_PHRASE);
    if let Some(at) = name.filter(|at| (determined || place(*at - 1)) && !phrase.pronoun) {
        phrase.core = TokenRange::new(phrase.core.start(), at);
        phrase.tokens = phrase.core;
        phrase.head = at - 1;
    }
    phrase
}

/// The phrase and parts of a name in the genitive before a noun.
fn owning(words: &Words<'_>, owner: TokenRange) -> Option<(NounPhrase, Anatomy)> {
    let nouns = owner.range().fold(NounClasses::default(), |all, at| all.with(words.nouns(at)));
    let phrase = NounPhrase {
        tokens: owner,
        core: owner,
        head: owner.end() - 1,
        cases: crate::analysis::inflection::Cases::new(false, false, false, true),
        plural: Some(false),
        pronoun: false,
        nouns,
    };
    let mut anatomy = anatomy(words, &phrase)?;
    if matches!(anatomy.sort, Sort::Thing | Sort::Document | Sort::Group) {
        anatomy.sort = Sort::Name;
        anatomy.name = Some(owner);
    }
    Some((phrase, anatomy))
}
