//! What the classifiers see of a candidate: what the rules propose and what they looked at, and the words around.
//!
//! Features are binary, and all three classifiers see the same; each finds its own weights. Names of templates are part of the model
//! file: a changed one has no weights until the next training.

mod frame;
mod words;

use super::Proposal;
use super::content::Point;
use crate::StatementType;
use crate::analysis::clauses::Kind;
use crate::language::{Form, NounClasses};
use crate::model::Feature;
use crate::patterns::{Candidate, Context};

/// The features of one candidate.
#[derive(Default)]
pub(super) struct Features(Vec<u32>);

impl Features {
    fn add(&mut self, feature: Feature) {
        self.0.push(feature.number());
    }

    /// A template with one part.
    fn one(&mut self, name: &str, part: &str) {
        self.add(Feature::new(name).and(part));
    }

    /// A template with two parts.
    fn two(&mut self, name: &str, first: &str, second: &str) {
        self.add(Feature::new(name).and(first).and(second));
    }

    /// A template that holds or not.
    fn flag(&mut self, name: &str, holds: bool) {
        if holds {
            self.add(Feature::new(name));
        }
    }

    /// The numbers, each once.
    pub(super) fn numbers(mut self) -> Vec<u32> {
        self.0.sort_unstable();
        self.0.dedup();
        self.0
    }
}

/// The features of a candidate by itself; those of what it goes on or is part of come with [`super::links`].
pub(super) fn of(context: &Context<'_>, candidate: &Candidate, points: &[Point], proposal: &Proposal) -> Vec<u32> {
    let mut all = Features(Vec::with_capacity(256));
    proposed(candidate, proposal, &mut all);
    frame::add(context, candidate, &mut all);
    for (place, point) in points.iter().take(6).enumerate() {
        add_point(context, candidate, point, place == 0, &mut all);
    }
    words::add(context, candidate, points, &mut all);
    all.numbers()
}

fn proposed(candidate: &Candidate, proposal: &Proposal, all: &mut Features) {
    let kind = candidate.kind.name();
    let act = proposal.acts.act.name();
    all.one("rule-act", act);
    all.two("rule-act, kind", act, kind);
    all.two("rule-act, found-by", act, candidate.found_by);
    all.one("rule-act by cue", proposal.acts.by_cue.map_or("-", |act| act.name()));
    let content = proposal.acts.by_content.map_or("-", |act| act.name());
    all.one("rule-act by content", content);
    all.two("rule-act by content, kind", content, kind);
    let medium = proposal.medium.name();
    all.one("rule-medium", medium);
    all.two("rule-medium, kind", medium, kind);
    all.two("rule-medium, found-by", medium, candidate.found_by);
    let hedge = if proposal.hedge { "yes" } else { "no" };
    all.one("rule-hedge", hedge);
    all.two("rule-hedge, act", hedge, act);
    all.two("rule-hedge, kind", hedge, kind);
    all.one("kind", kind);
    all.one("found-by", candidate.found_by);
    if let Some(cue) = candidate.entry {
        all.two("rule-act, cue", act, cue.name);
        all.two("rule-act by content, cue", content, cue.name);
    }
}

/// Mood and tense as far as the form tells.
fn mood(form: Form) -> &'static str {
    match form {
        Form::Infinitive => "infinitive",
        Form::ZuInfinitive => "zu",
        Form::Present | Form::PresentPlural => "present",
        Form::Past | Form::PastPlural => "past",
        Form::Subjunctive1 | Form::Subjunctive1Plural => "subjunctive 1",
        Form::Subjunctive2 | Form::Subjunctive2Plural => "subjunctive 2",
        Form::Participle => "participle",
    }
}

fn clause_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Main => "main",
        Kind::Subordinate => "subordinate",
        Kind::Question => "question",
        Kind::Relative => "relative",
        Kind::Infinitive => "infinitive",
        Kind::AdverbialInfinitive => "adverbial",
        Kind::Fragment => "fragment",
        Kind::Quotation(_) => "quotation",
    }
}

/// Who or what the subject is.
pub(super) fn subject(point: &Point) -> &'static str {
    let Some(subject) = point.subject else { return "none" };
    if point.own {
        return "own";
    }
    if subject.pronoun {
        return "pronoun";
    }
    if subject.nouns.any(NounClasses::SPEAKER) { "somebody" } else { "something" }
}

fn add_point(context: &Context<'_>, candidate: &Candidate, point: &Point, first: bool, all: &mut Features) {
    let words = context.words;
    let verbs = &words.pack.verbs;
    let place = if first { "first" } else { "later" };
    let negated = if point.is_negated() { "not" } else { "so" };
    let who = subject(point);
    let main = verbs.infinitive(point.predicate.verb);
    let finite = point.finite.and_then(|at| words.finite(at).next());
    let finite_verb = finite.map_or("-", |one| verbs.infinitive(one.verb));
    let mood = finite.map_or("-", |one| mood(one.form));
    let direct = if candidate.kind == StatementType::Direct { "direct" } else { "told" };
    all.two("point main", main, negated);
    all.add(Feature::new("point main, who").and(main).and(who));
    all.add(Feature::new("point finite").and(finite_verb).and(mood).and(negated));
    all.add(Feature::new("point finite, who").and(finite_verb).and(mood).and(who).and(direct));
    all.add(Feature::new("point finite, who, negated").and(finite_verb).and(who).and(negated));
    all.two("point kind", clause_kind(point.kind), place);
    all.two("point who", who, place);
    if first {
        all.add(Feature::new("first point").and(finite_verb).and(mood).and(who));
        all.two("first point main", main, negated);
        let starts_with = point.tokens.iter().find(|at| words.is_word(**at));
        if let Some(at) = starts_with {
            all.add(Feature::new("first point starts").and(words.lower(*at)));
        }
    }
    if point.is_future(context) {
        all.add(Feature::new("future").and(who).and(negated).and(direct));
    }
    if point.tells_past(context) {
        all.add(Feature::new("past").and(who).and(negated).and(direct));
    }
    if point.is_perfect_infinitive(context) {
        all.two("perfect infinitive", finite_verb, who);
    }
    all.flag("coming time", point.names_coming_time(context));
    all.flag("passive", point.predicate.passive);
    if let Some(cue) = point.predicate.cue {
        let act = cue.act.map_or("-", |act| act.name());
        all.add(Feature::new("point cue").and(act).and(who).and(negated));
        all.add(Feature::new("point cue, mood").and(act).and(mood).and(who));
    }
    // „es wäre wünschenswert“, „der Plan ist falsch“: what is said of the subject.
    for &at in &point.tokens {
        if let Some(word) = super::evaluation::word_at(context, at) {
            let place = if super::evaluation::is_predicative(context, point, at) { "of subject" } else { "in passing" };
            all.add(Feature::new("act word").and(word.act.name()).and(place).and(negated));
            all.add(Feature::new("act word, who").and(word.act.name()).and(who).and(direct));
        }
    }
    if let Some(act) = super::evaluation::phrase(context, &point.tokens) {
        all.two("act phrase", act.name(), negated);
    }
    if let Some(word) = words.pack.act_words.verb(point.predicate.verb) {
        all.add(Feature::new("act verb").and(word.act.name()).and(who).and(negated));
    }
}
