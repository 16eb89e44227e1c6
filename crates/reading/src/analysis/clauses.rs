//! Splits a sentence into clauses by its marks, conjunctions and finite verbs.
//!
//! German shows its clauses: commas are obligatory, the finite verb stands second in a main clause and last in a
//! subordinate one (topological fields: Drach 1937; Duden 4, „Der Satz“).

use std::cell::OnceCell;

use wortlaut_text::{QuotationIndex, TokenRange};

use super::noun_phrases::{NounPhrase, Reach, noun_phrase_at};
use super::predicates::Phrase;
use super::segments::{Certainty, Mark, Segment, finiteness, is_auxiliary, is_coordinator, is_nonfinite, segments};
use super::words::Words;
use crate::language::{Classes, Complements, Form, VerbId};

/// The position of a clause in [`Sentence::clauses`].
pub(crate) type ClauseId = usize;

/// What kind of clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Finite verb first or second.
    Main,
    /// *dass, weil, wenn …*
    Subordinate,
    /// *ob, wer, wie …*
    Question,
    /// Relative clause.
    Relative,
    /// Infinitive with *zu*.
    Infinitive,
    /// *um … zu, ohne … zu*: no content of anything.
    AdverbialInfinitive,
    /// No verb.
    Fragment,
    /// A quotation that stands for itself.
    Quotation(QuotationIndex),
}

/// A clause with its pieces in text order.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) kind: Kind,
    pub(crate) pieces: Vec<TokenRange>,
    /// What stands before its first piece.
    pub(crate) mark: Mark,
    /// *dass, ob, der* …
    pub(crate) introducer: Option<usize>,
    /// The finite verb.
    pub(crate) finite: Option<usize>,
    pub(crate) parent: Option<ClauseId>,
    /// A clause before the finite verb that fills the first place: *Wie X sagte, kommt …*, „…“, *sagte X*.
    pub(crate) fronted: Option<ClauseId>,
    /// The clause it is coordinated with.
    pub(crate) coordinated: Option<ClauseId>,
    /// Finite verb first, after the clause it comments on: *…, sagte X*.
    pub(crate) verb_first: bool,
    /// What [`super::predicates`] finds in it, once somebody asks; nobody does before the whole sentence is split.
    pub(super) phrases: OnceCell<Vec<Phrase>>,
    pub(super) subject: OnceCell<Option<NounPhrase>>,
}

impl Clause {
    /// First token.
    pub(crate) fn start(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.start())
    }

    /// One past the last token.
    pub(crate) fn end(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.end())
    }

    /// All token positions, in text order.
    pub(crate) fn tokens(&self) -> impl DoubleEndedIterator<Item = usize> + Clone + '_ {
        self.pieces.iter().flat_map(|piece| piece.range())
    }
}

/// A sentence with its clauses in the order of their first token.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub(crate) tokens: TokenRange,
    /// The position of its paragraph in the article's blocks.
    pub(crate) block: usize,
    pub(crate) clauses: Vec<Clause>,
}

impl Sentence {
    /// The clause whose pieces hold the token.
    pub(crate) fn clause_at(&self, token: usize) -> Option<ClauseId> {
        self.clauses.iter().position(|clause| clause.pieces.iter().any(|piece| piece.range().contains(&token)))
    }

    /// Whether `inner` is `outer` or stands below it.
    pub(crate) fn is_within(&self, inner: ClauseId, outer: ClauseId) -> bool {
        let mut at = Some(inner);
        let mut steps = 0;
        while let Some(clause) = at {
            if clause == outer {
                return true;
            }
            steps += 1;
            if steps > self.clauses.len() {
                return false;
            }
            at = self.clauses[clause].parent;
        }
        false
    }
}

/// Splits the sentence at `tokens` into clauses.
pub(crate) fn clauses(words: &Words<'_>, tokens: TokenRange, block: usize) -> Sentence {
    let segments = segments(words, tokens);
    let mut builder = Builder { words, clauses: Vec::new(), stack: Vec::new() };
    for (position, segment) in segments.iter().enumerate() {
        builder.take(segment, segments.get(position + 1));
    }
    Sentence { tokens, block, clauses: builder.clauses }
}

struct Builder<'w, 'a> {
    words: &'w Words<'a>,
    clauses: Vec<Clause>,
    /// Clauses that later segments can still belong to, innermost last.
    stack: Vec<ClauseId>,
}

impl Builder<'_, '_> {
    fn take(&mut self, segment: &Segment, next: Option<&Segment>) {
        if let Some(quotation) = segment.quotation {
            let parent = self.stack.last().copied().filter(|_| segment.mark != Mark::Colon);
            self.push(Kind::Quotation(quotation), segment, None, None, parent);
            return;
        }
        let words = self.words;
        let mut first = segment.tokens.start();
        while first + 1 < segment.tokens.end()
            && (is_coordinator(words, first) || words.is(first, "denn") || !words.is_word(first))
        {
            first += 1;
        }
        let coordinated = first > segment.tokens.start() && is_coordinator(words, segment.tokens.start());
        let incomplete = self.stack.iter().rposition(|clause| self.needs_verb(*clause));
        if matches!(segment.mark, Mark::Colon | Mark::Semicolon) {
            self.stack.clear();
        }
        if let Some((kind, introducer, finite)) = self.introduced(segment, first) {
            let parent = if coordinated { self.sibling_parent(kind) } else { self.stack.last().copied() };
            let sibling = self.stack.iter().rev().copied().find(|clause| {
                let known = &self.clauses[*clause];
                known.kind == kind && known.introducer.is_some_and(|at| words.is(introducer, words.lower(at)))
            });
            self.push(kind, segment, Some(introducer), finite, parent);
            if coordinated {
                let this = self.clauses.len() - 1;
                self.clauses[this].coordinated = sibling;
            }
            return;
        }
        if segment.finite.is_none() || self.only_completes_bracket(segment) {
            if segment.mark != Mark::Start && segment.tokens.len() > 1 && words.is(first, "so") && !coordinated {
                self.push(Kind::Fragment, segment, None, None, None);
                return;
            }
            if self.has_zu(segment) && segment.tokens.len() <= 3 && words.is(first, "zu") && self.resume_infinitive(segment) {
                return;
            }
            if self.has_zu(segment) && segment.mark != Mark::Start && segment.finite.is_none() {
                let parent = self.stack.last().copied();
                self.push(Kind::Infinitive, segment, None, None, parent);
                return;
            }
            if let Some(at) = incomplete.filter(|_| !self.stack.is_empty()) {
                let clause = self.stack[at];
                self.clauses[clause].pieces.push(segment.tokens);
                return;
            }
            if let Some(clause) = self.open_bracket().filter(|_| segment.tokens.range().any(|at| is_nonfinite(words, at))) {
                self.clauses[clause].pieces.push(segment.tokens);
                return;
            }
            if segment.mark != Mark::Colon
                && let Some(clause) = self.resumed()
            {
                self.clauses[clause].pieces.push(segment.tokens);
                return;
            }
            self.push(Kind::Fragment, segment, None, None, None);
            return;
        }
        let finite = segment.finite;
        let verb_first = finite.is_some_and(|verb| self.verb_comes_first(first, verb));
        if segment.mark == Mark::Coordination
            && finite.is_some_and(|verb| verb + 1 == segment.tokens.end())
            && self.last_is_verb_final()
        {
            self.coordinate(segment, finite, verb_first);
            return;
        }
        if verb_first && incomplete.is_some() && self.interrupts(segment, next) {
            let fronted = self.clauses.len() - 1;
            let kept = self.stack.clone();
            self.push(Kind::Main, segment, None, finite, None);
            let this = self.clauses.len() - 1;
            self.clauses[this].verb_first = true;
            self.clauses[this].fronted = Some(fronted);
            self.stack = kept;
            return;
        }
        if let Some(at) = incomplete.filter(|_| !self.stack.is_empty() && segment.mark != Mark::Colon) {
            let clause = self.stack[at];
            let ends_with_verb = finite
                .is_some_and(|verb| segment.tokens.end() - verb <= 5 && (verb > first + 1 || verb + 1 == segment.tokens.end()));
            let main = matches!(self.clauses[clause].kind, Kind::Main | Kind::Fragment);
            if main || ends_with_verb {
                let target = &mut self.clauses[clause];
                target.pieces.push(segment.tokens);
                target.finite = finite;
                if target.kind == Kind::Fragment {
                    target.kind = Kind::Main;
                }
                self.stack.truncate(at + 1);
                return;
            }
        }
        if segment.mark == Mark::Coordination || (coordinated && verb_first) {
            self.coordinate(segment, finite, verb_first);
            return;
        }
        if verb_first
            && finite.is_some_and(|verb| words.finite(verb).any(|one| one.form.is_subjunctive()))
            && self.take_trailing_fragment(segment, finite)
        {
            return;
        }
        let fronted = self.clauses.last().map(|_| self.clauses.len() - 1).filter(|_| verb_first);
        self.stack.clear();
        self.push(Kind::Main, segment, None, finite, None);
        let this = self.clauses.len() - 1;
        self.clauses[this].verb_first = verb_first;
        if verb_first {
            self.clauses[this].fronted = fronted;
        }
    }

    /// „Der Haushalt, *versicherte die Senatorin*, sei ausgeglichen“: a frame between the parts of its content. The verb can frame,
    /// and the content's own verb follows.
    fn interrupts(&self, segment: &Segment, next: Option<&Segment>) -> bool {
        let takes_clause = Complements::VERB_SECOND.with(Complements::QUOTE);
        let words = self.words;
        let frames = segment.finite.is_some_and(|verb| {
            words.finite(verb).any(|one| words.pack.cues.of_verb(one.verb).iter().any(|cue| cue.complements.any(takes_clause)))
        });
        let content_verb = next.is_some_and(|next| {
            matches!(next.mark, Mark::Comma | Mark::Dash) && next.finite.is_some_and(|verb| verb == next.tokens.start())
        });
        // „Ein Nachbar, der wartete, *sagte*, es gehe“: without a subject after it the verb belongs to what stands before.
        let subject = segment.finite.is_some_and(|verb| {
            noun_phrase_at(words, verb + 1, segment.tokens.end(), Reach::Close).is_some_and(|one| one.cases.nominative)
        });
        frames && content_verb && subject
    }

    fn push(
        &mut self,
        kind: Kind,
        segment: &Segment,
        introducer: Option<usize>,
        finite: Option<usize>,
        parent: Option<ClauseId>,
    ) {
        self.clauses.push(Clause {
            kind,
            pieces: vec![segment.tokens],
            mark: segment.mark,
            introducer,
            finite,
            parent,
            fronted: None,
            coordinated: None,
            verb_first: false,
            phrases: OnceCell::new(),
            subject: OnceCell::new(),
        });
        self.stack.push(self.clauses.len() - 1);
    }

    /// The piece after the finite verb's that a main clause took in last, if it is no noun phrase: it opens the next clause instead.
    fn trailing_fragment(&mut self) -> Option<(ClauseId, TokenRange)> {
        let id = self.clauses.iter().rposition(|clause| clause.kind == Kind::Main || clause.kind == Kind::Subordinate)?;
        let clause = &self.clauses[id];
        let last = *clause.pieces.last()?;
        (clause.pieces.len() > 1 && clause.finite.is_some_and(|verb| verb < last.start())).then_some((id, last))
    }

    /// „Sie erklärte, *über den Versuch*, den Brief zu verbergen, *sei sie enttäuscht*“
    fn take_trailing_fragment(&mut self, segment: &Segment, finite: Option<usize>) -> bool {
        let Some((id, piece)) = self.trailing_fragment() else { return false };
        if !self.words.has(piece.start(), Classes::PREPOSITION) && self.clauses.last().is_none_or(|last| last.kind == Kind::Main)
        {
            return false;
        }
        self.clauses[id].pieces.pop();
        for inner in id + 1..self.clauses.len() {
            self.clauses[inner].parent =
                self.clauses[inner].parent.map(|parent| if parent == id { self.clauses.len() } else { parent });
        }
        self.stack.clear();
        self.push(Kind::Main, segment, None, finite, None);
        let this = self.clauses.len() - 1;
        self.clauses[this].pieces.insert(0, piece);
        self.clauses[this].mark = Mark::Comma;
        true
    }

    /// „Er bat darum, *das Gesetz*, das alt sei, *zu ändern*“
    fn resume_infinitive(&mut self, segment: &Segment) -> bool {
        let Some((id, piece)) = self.trailing_fragment() else { return false };
        if self.clauses.last().is_none_or(|last| last.kind != Kind::Relative) {
            return false;
        }
        self.clauses[id].pieces.pop();
        self.push(Kind::Infinitive, segment, None, None, Some(id));
        let this = self.clauses.len() - 1;
        self.clauses[this].pieces.insert(0, piece);
        for inner in id + 1..this {
            if self.clauses[inner].parent == Some(id) {
                self.clauses[inner].parent = Some(this);
            }
        }
        true
    }

    /// A second clause of the same kind: *dass A komme und B gehe*, *sagte A und forderte B*.
    fn coordinate(&mut self, segment: &Segment, finite: Option<usize>, verb_first: bool) {
        let ends_with_verb = finite.is_some_and(|verb| verb + 1 == segment.tokens.end());
        let last = self.stack.last().copied();
        let final_sibling =
            last.filter(|clause| matches!(self.clauses[*clause].kind, Kind::Subordinate | Kind::Question | Kind::Relative));
        if let Some(sibling) = final_sibling
            && (ends_with_verb || !verb_first && self.words.finite(segment.tokens.end() - 1).next().is_some())
        {
            let kind = self.clauses[sibling].kind;
            let parent = self.clauses[sibling].parent;
            self.push(kind, segment, None, finite, parent);
            let this = self.clauses.len() - 1;
            self.clauses[this].coordinated = Some(sibling);
            return;
        }
        let mut main = self.clauses.iter().rposition(|clause| clause.kind == Kind::Main);
        // „Sie sagte, die Zahlen stimmten, *und versprach* Hilfe“: an indicative cue goes on the frame, not its content.
        if let Some(last) = main
            && self.clauses[last].mark == Mark::Comma
            && verb_first
            && finite.is_some_and(|verb| self.can_frame(verb) && !self.is_subjunctive(verb))
            && let Some(frame) = self.clauses[..last].iter().rposition(|clause| clause.kind == Kind::Main)
            && self.clauses[frame].finite.is_some_and(|verb| self.can_frame(verb))
        {
            main = Some(frame);
        }
        self.stack.clear();
        self.push(Kind::Main, segment, None, finite, None);
        let this = self.clauses.len() - 1;
        self.clauses[this].coordinated = main;
        self.clauses[this].verb_first = verb_first;
    }

    fn can_frame(&self, verb: usize) -> bool {
        self.words.finite(verb).any(|one| !self.words.pack.cues.of_verb(one.verb).is_empty())
    }

    fn is_subjunctive(&self, verb: usize) -> bool {
        self.words.finite(verb).any(|one| one.form.is_subjunctive())
    }

    fn last_is_verb_final(&self) -> bool {
        self.stack.last().is_some_and(|clause| {
            let clause = &self.clauses[*clause];
            clause.finite.is_some() && matches!(clause.kind, Kind::Subordinate | Kind::Question | Kind::Relative)
        })
    }

    fn sibling_parent(&self, kind: Kind) -> Option<ClauseId> {
        let sibling = self.stack.iter().rev().find(|clause| self.clauses[**clause].kind == kind);
        match sibling {
            Some(sibling) => self.clauses[*sibling].parent,
            None => self.stack.last().copied(),
        }
    }

    fn needs_verb(&self, clause: ClauseId) -> bool {
        let clause = &self.clauses[clause];
        clause.finite.is_none()
            && !self.words.is(clause.start(), "so")
            && matches!(clause.kind, Kind::Fragment | Kind::Subordinate | Kind::Question | Kind::Relative)
    }

    /// The clause that a segment without a verb goes on: the innermost one, or the main clause around it where the innermost one
    /// has come to its verb („Sie hält den Plan, den er vorlegte, für gut“).
    fn resumed(&self) -> Option<ClauseId> {
        let last = self.stack.last().copied()?;
        let clause = &self.clauses[last];
        if matches!(clause.kind, Kind::Quotation(_)) {
            return None;
        }
        let comments = clause.kind == Kind::Question && clause.introducer.is_some_and(|at| self.words.is(at, "wie"));
        let complete = (clause.kind == Kind::Relative || comments) && clause.finite.is_some_and(|verb| verb + 1 == clause.end());
        let around = clause.parent.filter(|parent| complete && self.clauses[*parent].kind == Kind::Main);
        Some(around.unwrap_or(last))
    }

    /// The innermost clause whose auxiliary or modal still waits for its infinitive or participle.
    fn open_bracket(&self) -> Option<ClauseId> {
        self.clauses.iter().enumerate().rev().map(|(id, _)| id).find(|id| {
            let clause = &self.clauses[*id];
            clause.finite.is_some_and(|verb| is_auxiliary(self.words, verb))
                && !clause.tokens().any(|at| Some(at) != clause.finite && is_nonfinite(self.words, at))
        })
    }

    fn only_completes_bracket(&self, segment: &Segment) -> bool {
        let Some(finite) = segment.finite else { return false };
        finiteness(self.words, segment.tokens, finite) == Certainty::Possible
            && finite + 1 == segment.tokens.end()
            && self.open_bracket().is_some()
    }

    fn has_zu(&self, segment: &Segment) -> bool {
        let words = self.words;
        segment.tokens.range().any(|at| {
            words.has_form(at, Form::ZuInfinitive)
                || (words.is(at, "zu") && at + 1 < segment.tokens.end() && words.has_form(at + 1, Form::Infinitive))
        })
    }

    /// Whether only adverbs, particles and connectives stand before the finite verb.
    fn verb_comes_first(&self, first: usize, verb: usize) -> bool {
        (first..verb).all(|at| self.words.is_one_of(at, &["so", "auch", "aber", "dann", "zudem", "zugleich", "jedoch"]))
            && verb - first <= 1
    }

    /// Kind, introducer and finite verb of a segment that starts with a subordinating word.
    fn introduced(&self, segment: &Segment, first: usize) -> Option<(Kind, usize, Option<usize>)> {
        let words = self.words;
        let tokens = segment.tokens;
        let finite = segment.finite;
        let is_final = |from: usize| match finite {
            None => true,
            Some(verb) => {
                verb > from
                    && tokens.end() - verb <= 3
                    && (verb + 1..tokens.end())
                        .all(|at| is_nonfinite(words, at) || words.forms(at).iter().any(|one| one.verb != VerbId::UNKNOWN))
                    // „Als Ursache wird ein Brand genannt“: no clause, its verb would come last.
                    || verb > from + 2
                        && !words.has(from, Classes::ARTICLE)
                        && !(words.is(from, "als") && segment.mark == Mark::Start)
            }
        };
        if words.is_one_of(first, &["um", "ohne", "statt", "anstatt", "außer"]) && finite.is_none() && self.has_zu(segment) {
            return Some((Kind::AdverbialInfinitive, first, None));
        }
        // „und dass“, „nur weil“, „erst wenn“, „so dass“
        let mut start = first;
        if start + 2 < tokens.end()
            && words.has(start, Classes::ADVERB.with(Classes::PARTICLE).with(Classes::NEGATION))
            && words.has(start + 1, Classes::SUBORDINATOR)
            && !words.is_one_of(start + 1, &["als", "wie", "bis", "seit", "da", "während"])
        {
            start += 1;
        }
        if words.has(start, Classes::SUBORDINATOR) && !words.is_one_of(start, &["wie", "wo"]) {
            // „damit solle ein Streit vermieden werden“: an adverb, the verb follows at once.
            if words.is_one_of(start, &["damit", "da", "seitdem", "indes"]) && finite == Some(start + 1) {
                return None;
            }
            let always = words.is_one_of(
                start,
                &[
                    "dass", "daß", "ob", "weil", "obwohl", "nachdem", "bevor", "damit", "wenn", "falls", "sodass", "indem",
                    "sofern",
                ],
            );
            let ambiguous_preposition =
                words.has(start, Classes::PREPOSITION) || words.is_one_of(start, &["als", "bis", "seit", "da", "während"]);
            if always || (is_final(start) && finite.is_some()) || (!ambiguous_preposition && is_final(start)) {
                let kind = if words.is(start, "ob") { Kind::Question } else { Kind::Subordinate };
                return Some((kind, start, finite));
            }
            return None;
        }
        let preposition = usize::from(words.has(start, Classes::PREPOSITION) && start + 1 < tokens.end());
        let word = start + preposition;
        let describes_noun = words.has(word, Classes::RELATIVE)
            && word >= 2
            && words.text(word) != "was"
            && words.is_noun(first.saturating_sub(2));
        if (words.has(word, Classes::QUESTION.with(Classes::WO)) || words.is(word, "wie")) && !describes_noun {
            if segment.mark != Mark::Start || words.is(word, "wie") || is_final(word) {
                if finite.is_some_and(|verb| is_final(word) && verb > word) {
                    return Some((Kind::Question, word, finite));
                }
                let comparison = words.is(word, "wie") && segment.mark != Mark::Start;
                if finite.is_none() && matches!(segment.mark, Mark::Comma | Mark::Start) && !comparison {
                    return Some((Kind::Question, word, None));
                }
            }
            return None;
        }
        if words.has(word, Classes::RELATIVE) && matches!(segment.mark, Mark::Comma | Mark::Dash | Mark::Coordination) {
            let subjunctive_main = finite.is_some_and(|verb| {
                verb == word + 2 && self.words.finite(verb).any(|one| one.form.is_subjunctive()) && words.is_noun(word + 1)
            });
            let noun_follows = word + 1 < tokens.end() && words.is_noun(word + 1) && preposition == 0;
            if finite.is_some_and(|_| is_final(word)) && !subjunctive_main && !(noun_follows && finite == Some(word + 2)) {
                return Some((Kind::Relative, word, finite));
            }
            // „die, wie sie sagt, …“: the verb comes in a later segment.
            if finite.is_none()
                && !noun_follows
                && (word + 1 == tokens.end()
                    || words.has(
                        word + 1,
                        Classes::REFLEXIVE.with(Classes::PRONOUN).with(Classes::PREPOSITION).with(Classes::ADVERB),
                    ))
                && !self.has_zu(segment)
            {
                return Some((Kind::Relative, word, None));
            }
        }
        None
    }
}
