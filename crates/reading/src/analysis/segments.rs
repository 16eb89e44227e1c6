//! Cuts a sentence into segments at its marks, and finds the finite verb of each.

use wortlaut_text::{QuotationIndex, TokenKind, TokenRange};

use super::words::Words;
use crate::language::{Classes, Complements, Form, VerbId};
use crate::model::tagging::Part;

#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) tokens: TokenRange,
    pub(super) mark: Mark,
    pub(super) quotation: Option<QuotationIndex>,
    pub(super) finite: Option<usize>,
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

/// The segments of the sentence at `tokens`, in text order.
pub(super) fn segments(words: &Words<'_>, tokens: TokenRange) -> Vec<Segment> {
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
    segments
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
            // „die „Elbe“-Zeitung“: a hyphen, not a dash.
            let hyphen = next == Mark::Dash && index > start && index + 1 < sentence.end() && is_hyphen(words, index);
            if !number_dash && !hyphen {
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

/// Whether a dash stands between two words without a space.
pub(super) fn is_hyphen(words: &Words<'_>, index: usize) -> bool {
    let tokens = words.article.tokens();
    let place = |at: usize| tokens.get(at).map(|token| token.span);
    let (Some(this), Some(next)) = (place(index), place(index + 1)) else { return false };
    let before = index.checked_sub(1).and_then(place);
    words.text(index) == "-" && before.is_some_and(|one| one.end() == this.start()) && this.end() == next.start()
}

/// Whether the token stands inside a name in quotation marks that belongs to a noun phrase: „das Bündnis „Elbe hilft““.
fn is_in_quoted_name(words: &Words<'_>, segment: TokenRange, index: usize) -> bool {
    let from = index.saturating_sub(QUOTED_NAME).max(segment.start() + 1);
    (from..index).rev().find_map(|at| Some((at, words.partner(at).filter(|close| *close > index)?))).is_some_and(
        |(open, close)| {
            let before = open - 1;
            close < segment.end()
                && close - open <= QUOTED_NAME
                && words.is_capital(open + 1)
                && (words.is_noun(before) || words.has(before, Classes::OPENS_NOUN_PHRASE))
                && (open + 1..close).all(|at| words.is_word(at))
        },
    )
}

/// Tokens that a name in quotation marks may have.
const QUOTED_NAME: usize = 8;

/// Whether the token closes a quotation that opened at or after `from`.
fn is_closing_quotation(words: &Words<'_>, from: usize, token: usize) -> bool {
    words.partner(token).is_some_and(|open| open < token && open >= from)
}

/// How sure it is that a token is the finite verb of its segment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Certainty {
    No,
    /// Could as well be an infinitive or a participle.
    Possible,
    Certain,
}

pub(super) fn finiteness(words: &Words<'_>, segment: TokenRange, index: usize) -> Certainty {
    if words.finite(index).next().is_none() {
        return Certainty::No;
    }
    let classes = words.classes(index);
    let mut foreign = classes.without(Classes::PREFIX.with(Classes::HEDGE));
    if foreign == Classes::ADJECTIVE && is_weak_past(words, index) {
        // „begründete“ is an adjective as well.
        foreign = Classes::NONE;
    }
    // „beschäftigt“ is an adjective and a form of „beschäftigen“.
    if foreign == Classes::ADJECTIVE
        && words.has_form(index, Form::Present)
        && words.text(index).ends_with('t')
        && !words.is_capital(index)
    {
        return Certainty::Possible;
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
    if is_attributive(words, segment, index) || is_in_quoted_name(words, segment, index) {
        return Certainty::No;
    }
    if words.has_form(index, Form::Infinitive) || words.has_form(index, Form::Participle) {
        Certainty::Possible
    } else if is_tagged_otherwise(words, index) {
        Certainty::No
    } else {
        Certainty::Certain
    }
}

/// Whether a word that is a finite verb by its form is something else by its sentence: „die von Pendlern *genutzte* Strecke“.
/// Auxiliaries are too common as verbs for a tagger to be believed, and so are forms that no adjective has: *lehnte*.
fn is_tagged_otherwise(words: &Words<'_>, index: usize) -> bool {
    words.part(index).is_some_and(|part| match part {
        Part::Adjective => words.is_inflected_participle(index) || words.has(index, Classes::ADJECTIVE),
        other => !other.is_verb(),
    }) && !is_auxiliary(words, index)
}

/// Whether a verb-like word stands inside a noun phrase: „die *geplante* Reform“, „in einem neulich *gedruckten* Brief“.
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
        // „Dies *bestätigte* Anna Lindt“, „dem Bericht zufolge *fehlen* Lehrer“: nothing that opens a noun phrase.
        if words.is_one_of(at, &["dies", "zufolge"]) {
            return false;
        }
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
    (text.ends_with("te") || text.ends_with("ten"))
        && (words.has_form(index, Form::Past) || words.has_form(index, Form::PastPlural))
}

fn is_final_kind(words: &Words<'_>, start: usize) -> bool {
    // „Die Wirte werden aufgefordert“: at the start of a sentence it is an article.
    words.has(start, Classes::SUBORDINATOR.with(Classes::QUESTION))
        || words.has(start, Classes::RELATIVE) && !words.is_capital(start)
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

pub(super) fn is_coordinator(words: &Words<'_>, index: usize) -> bool {
    words.is_one_of(index, &["und", "oder", "aber", "doch", "sondern", "sowie", "bzw."])
}

/// *haben, sein, werden* or a modal.
pub(crate) fn is_auxiliary(words: &Words<'_>, index: usize) -> bool {
    words.forms(index).iter().any(|one| words.pack.verbs.is_auxiliary(one.verb))
}

pub(super) fn is_nonfinite(words: &Words<'_>, index: usize) -> bool {
    words.forms(index).iter().any(|one| matches!(one.form, Form::Infinitive | Form::Participle | Form::ZuInfinitive))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::german;
    use wortlaut_text::{Article, Metadata};

    /// The certainty of the third token with a tag there, and without tags.
    fn certainty(text: &str, part: Part) -> (Certainty, Certainty) {
        let article = Article::new(text, Metadata::default()).expect("short");
        let whole = TokenRange::new(0, article.tokens().len());
        let untagged = Words::new(&article, german());
        let before = finiteness(&untagged, whole, 2);
        let tagged = untagged.with_parts(vec![part; whole.len()]);
        (finiteness(&tagged, whole, 2), before)
    }

    #[test]
    fn a_tag_can_tell_that_a_form_is_no_verb() {
        let text = "Täglich fuhren überraschte Gäste.";
        assert_eq!(certainty(text, Part::Indicative), (Certainty::Certain, Certainty::Certain));
        assert_eq!(certainty(text, Part::Adjective), (Certainty::No, Certainty::Certain));
    }

    #[test]
    fn no_tag_makes_adjectives_of_forms_that_only_verbs_have() {
        assert_eq!(certainty("Das alles lehnte Brandt ab.", Part::Adjective), (Certainty::Certain, Certainty::Certain));
        assert_eq!(certainty("Das alles musste Brandt tun.", Part::Noun), (Certainty::Certain, Certainty::Certain));
    }
}
