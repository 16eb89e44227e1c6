//! What a content says in its main clauses: who does what, and in which mood.

use wortlaut_text::TokenRange;

use crate::analysis::clauses::{Clause, Kind, Sentence, clauses};
use crate::analysis::noun_phrases::NounPhrase;
use crate::analysis::predicates::{Predicate, predicate, subject};
use crate::language::{Complements, Form, NounClasses};
use crate::patterns::{Candidate, Context};
use crate::{Act, StatementType};

/// One main clause of a content.
pub(super) struct Point {
    pub(super) kind: Kind,
    /// Its own words, without clauses below it.
    pub(super) tokens: Vec<usize>,
    pub(super) finite: Option<usize>,
    pub(super) predicate: Predicate,
    pub(super) subject: Option<NounPhrase>,
    /// Whether its subject is the speaker or the speaker's own organisation.
    pub(super) own: bool,
}

/// The main clauses of a candidate's content in text order.
pub(super) fn points(context: &Context<'_>, candidate: &Candidate) -> Vec<Point> {
    let mut found = Vec::new();
    if candidate.kind == StatementType::Direct {
        for range in utterances(context, candidate) {
            let sentence = clauses(context.words, range, context.sentences[candidate.sentence].block);
            take(context, candidate, &sentence, |_| true, &mut found);
        }
    } else {
        let end = candidate.cover().end();
        for sentence in context.sentences[candidate.sentence..].iter().take_while(|one| one.tokens.start() < end) {
            take(context, candidate, sentence, |clause| candidate.holds(anchor(clause)), &mut found);
        }
    }
    found
}

/// The sentences, or parts of sentences, inside a quotation, without its marks.
fn utterances(context: &Context<'_>, candidate: &Candidate) -> Vec<TokenRange> {
    let words = context.words;
    let mut found = Vec::new();
    for piece in &candidate.quote {
        let mut start = piece.start();
        for at in piece.range() {
            let ends = matches!(words.text(at), "." | "!" | "?" | ";" | "…");
            if ends || at + 1 == piece.end() {
                let range = TokenRange::new(start, at + 1);
                if range.range().any(|at| words.is_word(at)) {
                    found.push(range);
                }
                start = at + 1;
            }
        }
    }
    found
}

fn anchor(clause: &Clause) -> usize {
    clause.finite.unwrap_or_else(|| clause.start())
}

fn take(
    context: &Context<'_>,
    candidate: &Candidate,
    sentence: &Sentence,
    held: impl Fn(&Clause) -> bool,
    into: &mut Vec<Point>,
) {
    let words = context.words;
    // Clauses in which the speaker only says, thinks or knows: what counts stands below them.
    let mut opens: Vec<usize> = Vec::new();
    for (id, clause) in sentence.clauses.iter().enumerate() {
        if matches!(clause.kind, Kind::Fragment | Kind::Quotation(_) | Kind::AdverbialInfinitive) || !held(clause) {
            continue;
        }
        let mut above = clause.parent;
        let mut steps = 0;
        while let Some(one) = above.filter(|_| steps < 8) {
            if held(&sentence.clauses[one]) {
                break;
            }
            above = sentence.clauses[one].parent;
            steps += 1;
        }
        let adverbial = clause.kind == Kind::Subordinate
            && clause.introducer.is_some_and(|at| !words.is_one_of(at, &["dass", "daß", "ob"]))
            && sentence.clauses.iter().any(|one| one.kind == Kind::Main && held(one));
        if above.is_some_and(|one| !opens.contains(&one)) || adverbial {
            continue;
        }
        let Some(predicate) = predicate(words, clause) else { continue };
        let subject = subject(words, sentence, id);
        if is_own(context, candidate, clause.kind, subject)
            && predicate.cue.is_some_and(|cue| cue.act == Some(Act::Assert) && cue.complements.any(Complements::DASS))
        {
            opens.push(id);
        }
        into.push(Point {
            kind: clause.kind,
            tokens: clause.tokens().collect(),
            finite: clause.finite,
            own: is_own(context, candidate, clause.kind, subject),
            predicate,
            subject,
        });
    }
}

/// Whether the subject of a clause in somebody's words is that somebody, or an organisation it speaks for.
fn is_own(context: &Context<'_>, candidate: &Candidate, kind: Kind, subject: Option<NounPhrase>) -> bool {
    let words = context.words;
    if kind == Kind::Infinitive {
        return true;
    }
    let Some(subject) = subject else { return false };
    let direct = candidate.kind == StatementType::Direct;
    if subject.pronoun {
        return words.is_one_of(subject.head, &["ich", "wir", "man"]) || !direct && words.is_one_of(subject.head, &["er", "sie"]);
    }
    let first = subject.tokens.start();
    let possessive = ["unser", "mein"].iter().any(|stem| words.lower(first).starts_with(stem))
        || !direct && words.is_one_of(first, &["sein", "seine", "ihr", "ihre"]);
    let body = subject.nouns.any(NounClasses::INSTITUTION.with(NounClasses::GROUP))
        || words.is_one_of(subject.head, &["land", "partei", "regierung", "unternehmen", "firma", "organisation", "fraktion"]);
    if possessive && body {
        return true;
    }
    candidate.speaker.is_some_and(|speaker| {
        speaker.range().any(|at| {
            words.is_noun(at) && subject.core.range().any(|own| words.is_noun(own) && words.text(own) == words.text(at))
        })
    })
}

impl Point {
    /// Whether the finite verb is a form of this verb.
    pub(super) fn finite_is(&self, context: &Context<'_>, infinitive: &str) -> bool {
        self.finite.is_some_and(|at| context.words.is_verb(at, infinitive))
    }

    /// Whether the finite verb is in the past indicative and in nothing else: *musste*, not *müsste*.
    pub(super) fn is_past(&self, context: &Context<'_>) -> bool {
        self.finite.is_some_and(|at| {
            let mut forms = context.words.finite(at).peekable();
            forms.peek().is_some() && forms.all(|one| matches!(one.form, Form::Past | Form::PastPlural))
        })
    }

    /// Whether the clause is negated.
    pub(super) const fn is_negated(&self) -> bool {
        self.predicate.negation.is_some()
    }

    /// Whether the verb complex is a participle with *haben* or *sein* in the infinitive: *gesehen haben, geflohen sein, gebaut worden sein*.
    pub(super) fn is_perfect_infinitive(&self, context: &Context<'_>) -> bool {
        let words = context.words;
        self.tokens.windows(2).any(|pair| {
            (words.has_form(pair[0], Form::Participle) && words.is_one_of(pair[1], &["haben", "sein"])
                || words.is_one_of(pair[0], &["worden", "gewesen"]) && words.is(pair[1], "sein"))
                && Some(pair[1]) != self.finite
        })
    }

    /// Whether it tells something past: a past form, or *haben* or *sein* with a participle.
    pub(super) fn tells_past(&self, context: &Context<'_>) -> bool {
        let words = context.words;
        self.is_past(context)
            || self.is_perfect_infinitive(context)
            || (self.finite_is(context, "haben") || self.finite_is(context, "sein"))
                && self.predicate.tokens.len() > 1
                && words.has_form(self.predicate.main, Form::Participle)
            || self.kind == Kind::Infinitive && self.tokens.last().is_some_and(|at| words.is_one_of(*at, &["haben", "sein"]))
    }

    /// *werde bauen, werde gebaut werden*: *werden* with an infinitive.
    pub(super) fn is_future(&self, context: &Context<'_>) -> bool {
        let words = context.words;
        self.finite_is(context, "werden")
            && self.predicate.main != self.finite.unwrap_or(usize::MAX)
            && (words.has_form(self.predicate.main, Form::Infinitive) && !words.has_form(self.predicate.main, Form::Participle)
                || self.tokens.iter().any(|at| Some(*at) != self.finite && words.is(*at, "werden"))
                || words.has_form(self.predicate.main, Form::Infinitive) && !self.predicate.passive)
    }

    /// Whether the clause names a time that is to come: *morgen, am Abend, im Herbst, künftig*.
    pub(super) fn names_coming_time(&self, context: &Context<'_>) -> bool {
        let words = context.words;
        self.tokens.iter().any(|at| {
            words.is_one_of(*at, &["künftig", "demnächst", "bald", "morgen", "nächste", "nächsten", "kommenden"])
                || *at > 0 && words.nouns(*at).any(NounClasses::TIME) && words.is_one_of(at - 1, &["am", "im", "bis", "ab"])
        })
    }
}
