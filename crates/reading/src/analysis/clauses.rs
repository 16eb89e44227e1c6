//! Splits a sentence into clauses by its marks, conjunctions and finite verbs.
//!
//! German shows its clauses: commas are obligatory, the finite verb stands second in a main clause and last in a
//! subordinate one (topological fields: Drach 1937; Duden 4, „Der Satz“).

use wortlaut_text::{QuotationIndex, TokenKind, TokenRange};

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

/// What stands before a segment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mark {
    Start,
    Comma,
    Colon,
    Semicolon,
    Dash,
    /// *und, oder, aber …* between two finite verbs.
    Coordination,
    /// A quotation on its own.
    Quotation,
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

#[derive(Clone, Copy, Debug)]
struct Segment {
    tokens: TokenRange,
    mark: Mark,
    quotation: Option<QuotationIndex>,
    finite: Option<usize>,
}

/// Splits the sentence at `tokens` into clauses.
pub(crate) fn clauses(words: &Words<'_>, tokens: TokenRange, block: usize) -> Sentence {
    let mut segments = Vec::new();
    for segment in segments_of(words, tokens) {
        if segment.quotation.is_some() {
            segments.push(segment);
        } else if let Some((first, second)) = split_missing_comma(words, segment) {
            split_coordination(words, first, &mut segments);
            split_coordination(words, second, &mut segments);
        } else {
            split_coordination(words, segment, &mut segments);
        }
    }
    let mut builder = Builder { words, clauses: Vec::new(), stack: Vec::new() };
    for segment in &segments {
        builder.take(segment);
    }
    Sentence { tokens, block, clauses: builder.clauses }
}

/// Whether a quotation stands for itself rather than being part of a clause.
fn stands_alone(words: &Words<'_>, sentence: TokenRange, quotation: TokenRange) -> bool {
    let (first, last) = (quotation.start(), quotation.end());
    if last - first < 3 {
        return false;
    }
    let before = (first > sentence.start()).then(|| words.text(first - 1));
    let after = (last < sentence.end()).then(|| words.text(last));
    let closed = matches!(words.text(last - 2), "." | "!" | "?" | "…");
    if before == Some(":") || closed {
        return true;
    }
    // „Die Studie zeige, „dass …““: the conjunction makes it a part of the sentence.
    if words.is_one_of(first + 1, &["dass", "daß", "ob"]) && !words.is_capital(first + 1) {
        return false;
    }
    let left = before.is_none_or(|text| matches!(text, "," | ";" | "–" | "-" | "—"));
    let finite = (first + 1..last - 1).any(|index| words.finite(index).next().is_some());
    let right = match after {
        None | Some("," | "." | ";" | "–" | "-" | "—") => true,
        Some(_) => words.finite(last).next().is_some() || words.is(last, "so"),
    };
    left && right && (finite || after == Some(",") && last - first > 4)
}

fn segments_of(words: &Words<'_>, sentence: TokenRange) -> Vec<Segment> {
    let article = words.article;
    let mut found = Vec::new();
    let mut mark = Mark::Start;
    let mut start = sentence.start();
    let mut index = sentence.start();
    let close = |from: usize, to: usize, mark: Mark, found: &mut Vec<Segment>| {
        if from < to && (from..to).any(|at| words.is_word(at)) {
            found.push(Segment { tokens: TokenRange::new(from, to), mark, quotation: None, finite: None });
            true
        } else {
            false
        }
    };
    let first_quotation = article.quotations().partition_point(|one| one.tokens.start() < sentence.start());
    let mut quotations = (first_quotation..article.quotations().len()).peekable();
    while index < sentence.end() {
        while quotations.next_if(|at| article.quotations()[*at].tokens.start() < index).is_some() {}
        if let Some(at) = quotations.peek().copied()
            && article.quotations()[at].tokens.start() == index
            && article.quotations()[at].tokens.end() <= sentence.end()
            && stands_alone(words, sentence, article.quotations()[at].tokens)
        {
            if close(start, index, mark, &mut found) {
                mark = Mark::Quotation;
            }
            let tokens = article.quotations()[at].tokens;
            found.push(Segment { tokens, mark, quotation: Some(QuotationIndex::new(at)), finite: None });
            index = tokens.end();
            start = index;
            mark = Mark::Quotation;
            continue;
        }
        let next_mark = match words.text(index) {
            "," => Some(Mark::Comma),
            ":" => Some(Mark::Colon),
            ";" => Some(Mark::Semicolon),
            "–" | "—" | "-" => Some(Mark::Dash),
            "(" | "[" => {
                let end = (index..sentence.end()).take(60).find(|at| matches!(words.text(*at), ")" | "]"));
                if let Some(end) = end {
                    index = end + 1;
                    continue;
                }
                None
            }
            _ => None,
        };
        if let Some(next) = next_mark {
            let number_dash = next == Mark::Dash && index > start && index + 1 < sentence.end() && !words.is_word(index + 1);
            if !number_dash {
                if close(start, index, mark, &mut found) || mark == Mark::Start || mark == Mark::Quotation {
                    mark = next;
                }
                start = index + 1;
            }
        }
        index += 1;
    }
    let mut end = sentence.end();
    while end > start && !words.is_word(end - 1) && !is_closing_quotation(words, start, end - 1) {
        end -= 1;
    }
    close(start, end, mark, &mut found);
    found
}

/// Whether the token closes a quotation that opened at or after `from`.
fn is_closing_quotation(words: &Words<'_>, from: usize, token: usize) -> bool {
    words.article.quotations().iter().any(|one| one.tokens.end() == token + 1 && one.tokens.start() >= from)
}

/// How sure it is that a token is the finite verb of its segment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    No,
    /// Could as well be an infinitive or a participle.
    Possible,
    Certain,
}

fn finiteness(words: &Words<'_>, segment: TokenRange, index: usize) -> Certainty {
    if words.finite(index).next().is_none() {
        return Certainty::No;
    }
    let classes = words.classes(index);
    let mut foreign = classes.without(Classes::PREFIX.with(Classes::HEDGE));
    if foreign == Classes::ADJECTIVE && is_weak_past(words, index) {
        // „begründete“ is an adjective as well.
        foreign = Classes::NONE;
    }
    if foreign != Classes::NONE && !words.is_verb(index, "sein") {
        return Certainty::No;
    }
    if words.is(index, "sein") {
        return Certainty::No;
    }
    if words.is_capital(index) && !words.is_start(index) {
        return Certainty::No;
    }
    if words.is_capital(index) && words.is_noun(index) {
        return Certainty::No;
    }
    let previous = index.checked_sub(1).filter(|at| *at >= segment.start());
    if previous.is_some_and(|at| words.has(at, Classes::ZU) && words.is(at, "zu")) {
        return Certainty::No;
    }
    if is_attributive(words, segment, index) {
        return Certainty::No;
    }
    if words.has_form(index, Form::Infinitive) || words.has_form(index, Form::Participle) {
        Certainty::Possible
    } else {
        Certainty::Certain
    }
}

/// Whether a verb-like word stands inside a noun phrase: „die *geplante* Reform“, „in einem gestern *veröffentlichten* Bericht“.
fn is_attributive(words: &Words<'_>, segment: TokenRange, index: usize) -> bool {
    let text = words.text(index);
    let inflected = (text.ends_with('e') || text.ends_with("en")) && !words.is_verb(index, "sein");
    let next = index + 1;
    if !inflected || next >= segment.end() || !(words.is_noun(next) || words.is_adjectival(next)) {
        return false;
    }
    // „hatte, lehnte, forderten“ are no adjectives; „bestätigte“ can be one.
    if is_weak_past(words, index) && !words.is_inflected_participle(index) && !words.has(index, Classes::ADJECTIVE) {
        return false;
    }
    for at in (segment.start().max(index.saturating_sub(5))..index).rev() {
        if words.has(at, Classes::OPENS_NOUN_PHRASE) || words.has(at, Classes::PREPOSITION) {
            return true;
        }
        let modifier = words.is_adjectival(at) && words.article.tokens()[at].kind != TokenKind::Number
            || words.has(at, Classes::ADVERB.with(Classes::PARTICLE).with(Classes::HEDGE));
        if !words.is_word(at) || words.is_noun(at) || !modifier {
            return false;
        }
    }
    false
}

/// A past in *-te* or *-ten*.
fn is_weak_past(words: &Words<'_>, index: usize) -> bool {
    let text = words.text(index);
    (text.ends_with("te") || text.ends_with("ten")) && (words.has_form(index, Form::Past) || words.has_form(index, Form::PastPlural))
}

fn is_final_kind(words: &Words<'_>, start: usize) -> bool {
    words.has(start, Classes::SUBORDINATOR) || words.has(start, Classes::RELATIVE) || words.has(start, Classes::QUESTION)
}

/// The finite verb of a segment.
fn finite_of(words: &Words<'_>, tokens: TokenRange, mark: Mark) -> Option<usize> {
    let mut first_certain = None;
    let mut first_possible = None;
    let mut last_possible = None;
    for index in tokens.range() {
        match finiteness(words, tokens, index) {
            Certainty::Certain => {
                first_certain.get_or_insert(index);
            }
            Certainty::Possible => {
                first_possible.get_or_insert(index);
                last_possible = Some(index);
            }
            Certainty::No => {}
        }
    }
    if first_certain.is_some() {
        return first_certain;
    }
    // „den Rektor bedroht zu haben“: beside an infinitive with *zu* a participle is no finite verb.
    if zu_infinitive_at(words, tokens).is_some_and(|at| at + 1 >= tokens.end() && first_possible.is_some_and(|one| one + 4 > at))
    {
        return None;
    }
    // „Die Länder wollen klagen“: at the start of a sentence *die* opens no relative clause.
    let opens = words.has(tokens.start(), Classes::ARTICLE) && matches!(mark, Mark::Start | Mark::Colon | Mark::Semicolon);
    if is_final_kind(words, tokens.start()) && !opens { last_possible } else { first_possible }
}

/// The last infinitive with *zu* among `tokens`: its verb.
fn zu_infinitive_at(words: &Words<'_>, tokens: TokenRange) -> Option<usize> {
    tokens.range().rev().find(|at| {
        words.has_form(*at, Form::ZuInfinitive)
            || (*at > tokens.start() && words.is(*at - 1, "zu") && words.has_form(*at, Form::Infinitive))
    })
}

/// Splits a segment where a comma is missing: *Wie die Sender berichten | sind zwei Menschen verletzt*,
/// *wurden aufgefordert | die Fenster zu schließen*.
fn split_missing_comma(words: &Words<'_>, segment: Segment) -> Option<(Segment, Segment)> {
    let tokens = segment.tokens;
    let at = |at: usize| {
        let parts = (TokenRange::new(tokens.start(), at), TokenRange::new(at, tokens.end()));
        (
            Segment { tokens: parts.0, finite: finite_of(words, parts.0, segment.mark), ..segment },
            Segment { tokens: parts.1, mark: Mark::Comma, quotation: None, finite: finite_of(words, parts.1, Mark::Comma) },
        )
    };
    if segment.mark == Mark::Start && is_final_kind(words, tokens.start()) {
        let first = (tokens.start() + 2..tokens.end().saturating_sub(3)).find(|one| {
            words.finite(*one).next().is_some()
                && finiteness(words, tokens, *one) != Certainty::No
                && finiteness(words, tokens, one + 1) == Certainty::Certain
        });
        if let Some(first) = first {
            return Some(at(first + 1));
        }
    }
    let verb = zu_infinitive_at(words, tokens).filter(|verb| verb + 1 == tokens.end())?;
    let finite = finite_of(words, TokenRange::new(tokens.start(), verb.saturating_sub(1)), segment.mark)?;
    let takes_infinitive = |verb: VerbId| words.pack.cues.of_verb(verb).iter().any(|cue| cue.complements.any(Complements::ZU));
    let end_of_frame = (finite + 1..verb).find(|one| {
        let particle = words.has(*one, Classes::PREFIX)
            && words
                .finite(finite)
                .any(|base| words.pack.verbs.with_particle(base.verb, words.text(*one)).is_some_and(&takes_infinitive));
        let participle = is_auxiliary(words, finite)
            && words.forms(*one).iter().any(|form| form.form == Form::Participle && takes_infinitive(form.verb));
        (particle || participle) && one + 1 < verb && !words.is(one + 1, "zu") && !is_coordinator(words, one + 1)
    })?;
    Some(at(end_of_frame + 1))
}

/// Splits a segment where a coordinator joins two finite verbs.
fn split_coordination(words: &Words<'_>, segment: Segment, into: &mut Vec<Segment>) {
    let tokens = segment.tokens;
    let mut finite: Vec<usize> = tokens.range().filter(|index| finiteness(words, tokens, *index) == Certainty::Certain).collect();
    if finite.is_empty() {
        finite = tokens.range().filter(|index| finiteness(words, tokens, *index) == Certainty::Possible).collect();
        let separated = |pair: &[usize]| (pair[0]..pair[1]).any(|at| is_coordinator(words, at));
        if finite.len() < 2 || !finite.windows(2).all(separated) {
            into.push(Segment { finite: finite_of(words, tokens, segment.mark), ..segment });
            return;
        }
    }
    let mut start = tokens.start();
    let mut mark = segment.mark;
    for pair in finite.windows(2) {
        let coordinators: Vec<usize> = (pair[0] + 1..pair[1]).filter(|at| is_coordinator(words, *at)).collect();
        let adjacent = coordinators.iter().find(|at| **at + 1 == pair[1] || **at == pair[0] + 1);
        let Some(at) = adjacent.or(coordinators.last()) else { continue };
        into.push(Segment { tokens: TokenRange::new(start, *at), mark, quotation: None, finite: Some(pair[0]) });
        start = *at;
        mark = Mark::Coordination;
    }
    let rest = TokenRange::new(start, tokens.end());
    let last = finite.iter().copied().find(|index| *index >= start);
    into.push(Segment { tokens: rest, mark, quotation: None, finite: last.or_else(|| finite_of(words, rest, mark)) });
}

fn is_coordinator(words: &Words<'_>, index: usize) -> bool {
    words.is_one_of(index, &["und", "oder", "aber", "doch", "sondern", "sowie", "bzw."])
}

struct Builder<'w, 'a> {
    words: &'w Words<'a>,
    clauses: Vec<Clause>,
    /// Clauses that later segments can still belong to, innermost last.
    stack: Vec<ClauseId>,
}

impl Builder<'_, '_> {
    fn take(&mut self, segment: &Segment) {
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
                known.kind == kind && known.introducer.is_some_and(|at| words.is(introducer, &words.text(at).to_lowercase()))
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
        if segment.mark == Mark::Coordination && finite.is_some_and(|verb| verb + 1 == segment.tokens.end()) && self.last_is_verb_final() {
            self.coordinate(segment, finite, verb_first);
            return;
        }
        if let Some(at) = incomplete.filter(|_| !self.stack.is_empty() && segment.mark != Mark::Colon) {
            let clause = self.stack[at];
            let ends_with_verb = finite.is_some_and(|verb| segment.tokens.end() - verb <= 5 && (verb > first + 1 || verb + 1 == segment.tokens.end()));
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
        let main = self.clauses.iter().rposition(|clause| clause.kind == Kind::Main);
        self.stack.clear();
        self.push(Kind::Main, segment, None, finite, None);
        let this = self.clauses.len() - 1;
        self.clauses[this].coordinated = main;
        self.clauses[this].verb_first = verb_first;
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
        let complete = clause.kind == Kind::Relative && clause.finite.is_some_and(|verb| verb + 1 == clause.end());
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
                && (word + 1 == tokens.end() || words.has(word + 1, Classes::REFLEXIVE.with(Classes::PRONOUN).with(Classes::PREPOSITION).with(Classes::ADVERB)))
                && !self.has_zu(segment)
            {
                return Some((Kind::Relative, word, None));
            }
        }
        None
    }
}

/// *haben, sein, werden* or a modal.
pub(crate) fn is_auxiliary(words: &Words<'_>, index: usize) -> bool {
    ["haben", "sein", "werden", "können", "müssen", "sollen", "wollen", "dürfen", "mögen", "lassen"]
        .iter()
        .any(|infinitive| words.is_verb(index, infinitive))
}

fn is_nonfinite(words: &Words<'_>, index: usize) -> bool {
    words.forms(index).iter().any(|one| matches!(one.form, Form::Infinitive | Form::Participle | Form::ZuInfinitive))
}
