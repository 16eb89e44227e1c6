//! Who pronouns, roles and common nouns refer to.

use std::cell::RefCell;

use wortlaut_text::TokenRange;

use super::anatomy::Sort;
use super::entities::{Entities, EntityAt};
use super::mentions::{MentionAt, Mentions};
use super::ranker::{COLUMNS, Ranker, Row, column, nobody};
use super::roles::{fits_common, fits_general, is_new, speaks_for_others};
use crate::PartyKind;
use crate::analysis::words::Words;
use crate::language::{Genders, NounClasses};

/// A statement as resolution sees it, in text order.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// From the first to the last token of the quote.
    pub(crate) quote: TokenRange,
    pub(crate) speaker: Option<TokenRange>,
    /// Whether the quote is verbatim.
    pub(crate) verbatim: bool,
}

/// Statements or texts back that are looked at: time grows with the length of an article and not faster.
pub(super) const FAR: usize = 100;

/// Gives mentions without a name to entities, in text order, and tells who speaks in each statement.
pub(crate) fn resolve(
    entities: &mut Entities<'_, '_>,
    mentions: &Mentions,
    said: &[Said],
    ranker: &Ranker,
) -> (Vec<Option<EntityAt>>, Vec<Question>) {
    let mut resolver = Resolver {
        speakers: vec![None; said.len()],
        said,
        mentions,
        ranker,
        seen: Vec::new(),
        authors: Vec::new(),
        speaking_now: None,
        asked: RefCell::default(),
    };
    let speaker_of: Vec<Option<MentionAt>> =
        said.iter().map(|one| one.speaker.and_then(|speaker| mentions.named_by(speaker))).collect();
    let mut order: Vec<usize> = (0..said.len()).collect();
    order.sort_by_key(|one| speaker_of[*one].unwrap_or(usize::MAX));
    let mut next = order.into_iter().peekable();
    for at in 0..mentions.all.len() {
        let mut party = entities.of[at];
        let speaks: Vec<usize> = std::iter::from_fn(|| next.next_if(|one| speaker_of[*one] == Some(at))).collect();
        resolver.speaking_now = (!speaks.is_empty()).then_some(at);
        if party.is_none() {
            party = resolver.mention(entities, at, !speaks.is_empty());
        }
        if let Some(entity) = party {
            resolver.seen.push((at, entity));
        }
        resolver.remember_list(entities, at);
        if speaks.is_empty() {
            resolver.remember_author(entities, at);
            continue;
        }
        let party = resolver.speaking(entities, at, party, said[speaks[0]].speaker);
        for one in &speaks {
            resolver.speakers[*one] = party;
        }
        let mut asked = resolver.asked.borrow_mut();
        asked
            .iter_mut()
            .rev()
            .take_while(|question| question.mention == at)
            .for_each(|question| question.statements.clone_from(&speaks));
    }
    resolver.first_persons(entities);
    let asked = resolver.asked.take().into_iter().filter(|one| !one.statements.is_empty()).collect();
    (resolver.speakers, asked)
}

/// A choice that was made: for what mention, among whom, by which rows.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    mention: MentionAt,
    /// The statements in which the mention speaks.
    pub(crate) statements: Vec<usize>,
    pub(crate) entities: Vec<EntityAt>,
    /// One for each entity, and last that of nobody.
    pub(crate) rows: Vec<Row>,
}

pub(super) struct Resolver<'s> {
    pub(super) said: &'s [Said],
    pub(super) mentions: &'s Mentions,
    ranker: &'s Ranker,
    /// By statement.
    speakers: Vec<Option<EntityAt>>,
    /// Mentions so far, and who they are.
    seen: Vec<(MentionAt, EntityAt)>,
    /// Nouns of texts so far, by their stem, and who wrote them.
    pub(super) authors: Vec<(String, EntityAt)>,
    /// The mention at hand, if it speaks.
    speaking_now: Option<MentionAt>,
    /// Choices so far.
    asked: RefCell<Vec<Question>>,
}

impl Resolver<'_> {
    /// Who a mention without a name is.
    pub(super) fn mention(&mut self, entities: &mut Entities<'_, '_>, at: MentionAt, speaks: bool) -> Option<EntityAt> {
        let words = entities.words;
        let mention = &self.mentions.all[at];
        let anatomy = &mention.anatomy;
        if mention.beside.is_some_and(|other| entities.of[other].is_some()) {
            return None;
        }
        match anatomy.sort {
            Sort::Pronoun => {
                let entity = self.pronoun(entities, at, speaks)?;
                entities.give(self.mentions, entity, at);
                Some(entity)
            }
            Sort::Role => {
                if let Some(entity) = self.definite(entities, at) {
                    entities.give(self.mentions, entity, at);
                    return Some(entity);
                }
                speaks.then(|| {
                    let entity = entities.nameless(self.mentions, at);
                    let role = anatomy.roles.last().map_or("", |role| words.text(*role));
                    if !speaks_for_others(role) {
                        let owner = self.owner(entities, at);
                        entities.name_by_role(self.mentions, entity, at, owner);
                    }
                    entity
                })
            }
            Sort::Body => {
                if let Some(entity) = self.definite(entities, at) {
                    entities.give(self.mentions, entity, at);
                    return Some(entity);
                }
                if anatomy.is_definite(words)
                    && anatomy.adjectives.is_empty()
                    && let Some(entity) = entities.only_body(words.text(anatomy.common.unwrap_or(anatomy.nouns.start())))
                {
                    entities.give(self.mentions, entity, at);
                    return Some(entity);
                }
                (speaks && self.is_worth_a_name(words, at)).then(|| entities.describe(self.mentions, at, PartyKind::Institution))
            }
            Sort::Group if speaks || mention.is_subject && anatomy.is_definite(words) => {
                if let Some(entity) = self.definite(entities, at) {
                    entities.give(self.mentions, entity, at);
                    return Some(entity);
                }
                Some(entities.describe(self.mentions, at, PartyKind::Group))
            }
            Sort::Seat(state) if speaks => Some(entities.seat(self.mentions, at, state)),
            _ => None,
        }
    }

    /// Whose relation somebody is: *sein Büroleiter*, *ihre Anwältin*.
    pub(super) fn owner(&self, entities: &Entities<'_, '_>, at: MentionAt) -> Option<EntityAt> {
        let words = entities.words;
        let text = words.text(self.mentions.all[at].anatomy.possessive(words)?).to_lowercase();
        let genders = match text.as_str() {
            _ if text.starts_with("sein") || text == "dessen" => Genders::MASCULINE_OR_NEUTER,
            _ if text.starts_with("ihr") || text == "deren" => Genders::FEMININE_OR_PLURAL,
            _ => return None,
        };
        self.best(entities, at, true, genders)
    }

    /// Several who act together can be meant by *sie* after that.
    pub(super) fn remember_list(&mut self, entities: &mut Entities<'_, '_>, last: MentionAt) {
        let mention = &self.mentions.all[last];
        let listed = |at: MentionAt| self.mentions.all[at].next_of_list.is_some();
        if !mention.is_subject || listed(last) {
            return;
        }
        let mut members = vec![last];
        while let Some(before) = members
            .last()
            .and_then(|at| at.checked_sub(1))
            .filter(|one| self.mentions.all[*one].next_of_list == members.last().copied())
        {
            members.push(before);
        }
        members.reverse();
        let all: Option<Vec<EntityAt>> = members.iter().map(|at| entities.of[*at]).collect();
        if members.len() > 1
            && let Some(all) = all
            && let Some(together) = entities.together(&all, members[0])
        {
            self.seen.push((last, together));
        }
    }

    /// In somebody's verbatim words *ich* and *wir* are who speaks.
    pub(super) fn first_persons(&self, entities: &mut Entities<'_, '_>) {
        for (said, speaker) in self.said.iter().zip(&self.speakers) {
            let Some(speaker) = speaker.filter(|_| said.verbatim) else { continue };
            let from = self.mentions.all.partition_point(|one| one.phrase.core.start() < said.quote.start());
            let inside =
                (from..self.mentions.all.len()).take_while(|at| self.mentions.all[*at].phrase.core.end() <= said.quote.end());
            for at in inside {
                let head = self.mentions.all[at].phrase.head;
                let first =
                    self.mentions.all[at].phrase.pronoun && entities.words.is_one_of(head, &["ich", "mich", "mir", "wir", "uns"]);
                if first && entities.of[at].is_none() {
                    entities.give(self.mentions, speaker, at);
                }
            }
        }
    }

    /// A body without a name that is somebody all the same: *die Polizei*, *Behörden*, but not *das Unternehmen*.
    pub(super) fn is_worth_a_name(&self, words: &Words<'_>, at: MentionAt) -> bool {
        let anatomy = &self.mentions.all[at].anatomy;
        let noun = words.text(anatomy.common.unwrap_or(anatomy.nouns.start()));
        let generic = [
            "Organisation",
            "Unternehmen",
            "Behörde",
            "Konzern",
            "Firma",
            "Verein",
            "Verband",
            "Amt",
            "Ministerium",
            "Institut",
            "Zeitung",
            "Blatt",
            "Sender",
            "Partei",
            "Gewerkschaft",
            "Gruppe",
            "Einrichtung",
        ];
        anatomy.genders.is_plural() || !generic.contains(&noun) || !anatomy.adjectives.is_empty()
    }

    /// Who speaks in a statement whose speaker is the mention: of a text its author, of a spokesperson without name the body, of several
    /// all of them.
    pub(super) fn speaking(
        &mut self,
        entities: &mut Entities<'_, '_>,
        at: MentionAt,
        party: Option<EntityAt>,
        speaker: Option<TokenRange>,
    ) -> Option<EntityAt> {
        let words = entities.words;
        let mention = &self.mentions.all[at];
        let end = speaker.map_or(0, |one| one.end());
        if mention.next_of_list.is_some_and(|next| self.mentions.all[next].start() < end) {
            return self.all_of_list(entities, at, party, end);
        }
        // „der Kommissar für Erweiterung Karl Brandt“: a full name at the end of the phrase.
        if mention.anatomy.sort == Sort::Role && mention.beside.is_none() && mention.anatomy.possessive(words).is_none() {
            let last = (at + 1..self.mentions.all.len()).take_while(|one| self.mentions.all[*one].start() < end).last();
            if let Some(last) = last
                && self.mentions.all[last].phrase.core.end() == end
                && self.mentions.all[last].anatomy.determiner.is_none()
                && let Some(entity) = entities.of[last]
                && entities.all[entity].person.as_ref().is_some_and(|name| !name.given.is_empty())
                && entities.all[entity].is_person()
                && self.mentions.all[last].preposition.is_none()
                && self.mentions.all[last].anatomy.name.is_some_and(|name| name.len() > 1)
            {
                return Some(entity);
            }
        }
        // „die Führung der Kammer“, „Kreise der Partei“
        let noun = mention.anatomy.common.or(mention.anatomy.roles.last().copied()).unwrap_or(mention.anatomy.nouns.start());
        let unnamed = party.is_none_or(|one| entities.all[one].person.is_none()) && mention.anatomy.name.is_none();
        if unnamed
            && mention.complement.is_some_and(|one| one > at)
            && entities.words.pack.parties.is_part(entities.words.text(noun))
            && let Some(whole) = self.spoken_for(entities, at)
        {
            return Some(whole);
        }
        // Somebody without a name who speaks for others.
        if let Some(entity) = party
            && entities.all[entity].person.is_none()
            && entities.all[entity].is_person()
            && let Some(body) = entities.all[entity].speaks_for
        {
            return Some(body);
        }
        match mention.anatomy.sort {
            Sort::Document | Sort::Thing if party.is_none() => {
                let author = self.author(entities, at);
                let plural =
                    mention.anatomy.sort == Sort::Document && entities.words.nouns(mention.phrase.head).any(NounClasses::PLURAL);
                // „Umfragen“, „Medienberichte“ speak for themselves.
                if author.is_none() && plural && mention.complement.is_none() && mention.anatomy.possessive(words).is_none() {
                    return Some(entities.describe(self.mentions, at, PartyKind::Document));
                }
                author
            }
            Sort::Role => {
                let entity = party?;
                let role = mention.anatomy.roles.last().copied()?;
                let speaks_for =
                    speaks_for_others(words.text(role)) || words.is_one_of(role, &["vertreter", "vertreterin", "vertretern"]);
                let is_somebody = entities.all[entity].person.is_some();
                if speaks_for && !is_somebody {
                    let body = entities.all[entity].speaks_for.or_else(|| self.spoken_for(entities, at));
                    if body.is_some() {
                        return body;
                    }
                }
                Some(entity).filter(|one| !entities.all[*one].name.is_empty())
            }
            Sort::Group => {
                let role = mention.anatomy.roles.last().copied();
                if role.is_some_and(|role| {
                    speaks_for_others(words.text(role)) || words.is_one_of(role, &["vertreter", "vertretern"])
                }) {
                    return self.spoken_for(entities, at).or(party);
                }
                party
            }
            _ => party,
        }
    }

    /// „Union und FDP“: those of a list that begins with `at`, together.
    pub(super) fn all_of_list(
        &mut self,
        entities: &mut Entities<'_, '_>,
        at: MentionAt,
        first: Option<EntityAt>,
        end: usize,
    ) -> Option<EntityAt> {
        let mut members = vec![first?];
        let mut last = at;
        while let Some(next) = self.mentions.all[last].next_of_list.filter(|one| self.mentions.all[*one].start() < end) {
            members.push(entities.of[next].or_else(|| self.mention(entities, next, true))?);
            last = next;
        }
        if members.len() == 1 {
            return Some(members[0]);
        }
        members.iter().for_each(|one| entities.all[*one].is_named = true);
        entities.together(&members, at)
    }

    /// The body that a spokesperson without name speaks for.
    pub(super) fn spoken_for(&mut self, entities: &mut Entities<'_, '_>, at: MentionAt) -> Option<EntityAt> {
        let Some(complement) = self.mentions.all[at].complement else { return self.last_body(entities, at) };
        if self.mentions.all[complement].next_of_list.is_some() {
            let first = entities.of[complement].or_else(|| self.mention(entities, complement, true));
            let end = self.mentions.all[at].phrase.tokens.end();
            return self.all_of_list(entities, complement, first, end);
        }
        if let Some(entity) = entities.of[complement] {
            return Some(entity);
        }
        let other = &self.mentions.all[complement].anatomy;
        match other.sort {
            Sort::Body => Some(
                self.definite(entities, complement)
                    .unwrap_or_else(|| entities.describe(self.mentions, complement, PartyKind::Institution)),
            ),
            Sort::Group => Some(entities.describe(self.mentions, complement, PartyKind::Group)),
            _ => None,
        }
    }

    /// The body that was spoken of last, for a spokesperson of whom nothing else is said.
    pub(super) fn last_body(&self, entities: &Entities<'_, '_>, at: MentionAt) -> Option<EntityAt> {
        let sentence = self.mentions.all[at].sentence;
        let near = self.seen.iter().rev().take_while(|(other, _)| sentence - self.mentions.all[*other].sentence <= 1);
        let bodies = near.filter(|(other, entity)| {
            let one = &entities.all[*entity];
            !one.is_person()
                && matches!(one.kind, None | Some(PartyKind::Institution | PartyKind::Organisation))
                && one.body != Some("media")
                && self.mentions.all[*other].is_subject
        });
        bodies.map(|(_, entity)| *entity).next()
    }

    /// The entity that *er*, *sie* or *dieser* is.
    pub(super) fn pronoun(&self, entities: &Entities<'_, '_>, at: MentionAt, speaks: bool) -> Option<EntityAt> {
        let words = entities.words;
        let mention = &self.mentions.all[at];
        let head = mention.phrase.head;
        // „Letzterer“, „dieser“: the one named last; „Ersterer“: the one named first of those named last.
        let last = words.is_one_of(head, &["dieser", "diese", "letzterer", "letztere"]);
        if last || words.is_one_of(head, &["ersterer", "erstere"]) {
            let fits = |entity: &EntityAt| {
                let one = &entities.all[*entity];
                one.genders.meets(mention.anatomy.genders) && one.kind.is_some() && one.kind != Some(PartyKind::State)
            };
            let near: Vec<EntityAt> = self
                .seen
                .iter()
                .rev()
                .take_while(|(other, _)| mention.sentence - self.mentions.all[*other].sentence <= 1)
                .map(|(_, entity)| *entity)
                .filter(fits)
                .collect();
            return if last { near.first() } else { near.last() }.copied();
        }
        let known = ["er", "sie", "ihm", "ihn", "ihr", "ihnen", "dessen", "deren"];
        if !(words.is_one_of(head, &known) || speaks && words.is(head, "es")) {
            return None;
        }
        // A capital inside a sentence is the polite form.
        if words.is_capital(head) && !words.is_start(head) {
            return None;
        }
        // „Die Brücke halte. Sie sei geprüft“: something that is no party may be meant.
        if !speaks && self.things_between(entities, at) {
            return None;
        }
        self.best(entities, at, true, mention.anatomy.genders)
    }

    /// Whether something that is no party and has the pronoun's gender is the subject of a clause shortly before it.
    pub(super) fn things_between(&self, entities: &Entities<'_, '_>, at: MentionAt) -> bool {
        let mention = &self.mentions.all[at];
        let genders = mention.anatomy.genders;
        (0..at)
            .rev()
            .take_while(|one| mention.sentence - self.mentions.all[*one].sentence <= 1)
            .take_while(|one| {
                !(entities.of[*one].is_some()
                    && self.mentions.all[*one].is_subject
                    && self.mentions.all[*one].anatomy.genders.meets(genders))
            })
            .any(|one| {
                let other = &self.mentions.all[one];
                let thing = matches!(other.anatomy.sort, Sort::Thing | Sort::Document) && entities.of[one].is_none();
                thing && other.is_subject && self.genders_of_thing(entities.words, one).meets(genders)
            })
    }

    /// The genders a thing can have, by its article and noun.
    pub(super) fn genders_of_thing(&self, words: &Words<'_>, at: MentionAt) -> Genders {
        let anatomy = &self.mentions.all[at].anatomy;
        let by_noun = words.pack.parties.genders(words.text(anatomy.nouns.start()));
        let by_article = match anatomy.determiner.map(|one| words.text(one).to_lowercase()).as_deref() {
            Some("die" | "eine" | "diese") => Genders::FEMININE_OR_PLURAL,
            Some("der" | "dieser") => Genders::MASCULINE,
            Some("das" | "dieses") => Genders::NEUTER,
            Some("ein") => Genders::MASCULINE_OR_NEUTER,
            _ => Genders::ANY,
        };
        let both = by_noun.and(by_article);
        if both.is_none() { by_article } else { both }
    }

    /// The entity a role, body or group with a definite article takes up.
    pub(super) fn definite(&self, entities: &Entities<'_, '_>, at: MentionAt) -> Option<EntityAt> {
        let anatomy = &self.mentions.all[at].anatomy;
        let words = entities.words;
        if is_new(words, anatomy)
            || !anatomy.is_definite(words) && anatomy.sort != Sort::Body
            || anatomy.possessive(words).is_some()
            || anatomy.sort == Sort::Role && anatomy.owner.is_some()
        {
            return None;
        }
        if anatomy.sort == Sort::Body && (anatomy.name.is_some() || self.mentions.all[at].complement.is_some()) {
            return None;
        }
        self.best(entities, at, false, anatomy.genders)
    }

    pub(super) fn best(
        &self,
        entities: &Entities<'_, '_>,
        at: MentionAt,
        is_pronoun: bool,
        genders: Genders,
    ) -> Option<EntityAt> {
        let candidates = self.candidates(entities, at, is_pronoun, genders);
        let mut rows: Vec<Row> = candidates.iter().map(|(_, row)| *row).collect();
        let chosen = self.ranker.choose(&rows).map(|best| candidates[best].0);
        if let Some(first) = rows.first().copied() {
            rows.push(nobody(&first, candidates.len()));
            let entities = candidates.iter().map(|(entity, _)| *entity).collect();
            self.asked.borrow_mut().push(Question { mention: at, statements: Vec::new(), entities, rows });
        }
        chosen
    }

    /// The entities that a mention can refer to, the last mentioned first, with what speaks for each.
    pub(super) fn candidates(
        &self,
        entities: &Entities<'_, '_>,
        at: MentionAt,
        is_pronoun: bool,
        genders: Genders,
    ) -> Vec<(EntityAt, Row)> {
        const FARTHEST: usize = 30;
        /// Entities that are looked at: a text of any length takes a time that grows with its length alone.
        const MOST: usize = 24;
        let words = entities.words;
        let mention = &self.mentions.all[at];
        let anatomy = &mention.anatomy;
        let noun = anatomy.roles.last().copied().or(anatomy.common).map(|one| words.text(one));
        let age =
            noun.and_then(|noun| noun.split_once('-')).map(|(age, _)| age).filter(|age| age.chars().all(|c| c.is_ascii_digit()));
        let speaker_before = self.speaker_before(mention.phrase.head);
        let flag = |is: bool| f32::from(u8::from(is));
        let speaks = self.speaking_now == Some(at);
        let mut last_subject = None;
        let mut found: Vec<(EntityAt, Row)> = Vec::new();
        let mut recency = 0;
        for (place, (other, entity)) in self.seen.iter().rev().enumerate() {
            let before = &self.mentions.all[*other];
            let distance = mention.sentence - before.sentence;
            if distance > FARTHEST || is_pronoun && distance > 6 || found.len() >= MOST {
                break;
            }
            if let Some((_, row)) = found.iter_mut().find(|(one, _)| one == entity) {
                row[column::COUNT] += 1.0;
                continue;
            }
            let one = &entities.all[*entity];
            let by_noun = matches!(anatomy.sort, Sort::Body | Sort::Group);
            if !by_noun && !one.genders.meets(genders) {
                continue;
            }
            let fits = match (age, &one.age) {
                (Some(age), Some(known)) => age == known,
                _ => noun.is_some_and(|noun| fits_common(one, noun)),
            };
            if age.is_some() && one.age.is_some() && !fits {
                continue;
            }
            let general = anatomy.sort == Sort::Body && noun.is_some_and(|noun| fits_general(words, one, noun));
            let allowed = match anatomy.sort {
                // Another office than those that are told of somebody is another person, unless nothing else says who is meant.
                Sort::Role => (one.is_person() || one.kind.is_none()) && (fits || mention.complement.is_none() && distance <= 2),
                Sort::Body => {
                    !one.is_person() && (fits || general) && (anatomy.genders.is_plural() || one.kind != Some(PartyKind::Group))
                }
                Sort::Group => one.kind == Some(PartyKind::Group) && fits,
                _ => true,
            };
            if !allowed {
                continue;
            }
            // Those of a list are equally near.
            if before.next_of_list.is_none() {
                recency = place;
            }
            let is_last_subject = before.is_subject && last_subject.is_none_or(|sentence| sentence == before.sentence);
            if is_last_subject {
                last_subject = Some(before.sentence);
            }
            let mut row: Row = [0.0; COLUMNS];
            row[column::PRONOUN] = flag(is_pronoun);
            row[column::ROLE] = flag(!is_pronoun && anatomy.sort == Sort::Role);
            row[column::BODY] = flag(!is_pronoun && anatomy.sort == Sort::Body);
            row[column::GROUP] = flag(!is_pronoun && anatomy.sort == Sort::Group);
            row[column::SPEAKS] = flag(speaks);
            row[column::PLURAL] = flag(genders.is_plural());
            row[column::MASCULINE] = flag(genders == Genders::MASCULINE);
            row[column::COMPLEMENT] = flag(mention.complement.is_some());
            row[column::DISTANCE] = distance as f32;
            row[column::RECENCY] = recency as f32;
            row[column::SUBJECT] = flag(before.is_subject);
            row[column::SPEAKER] = flag(speaker_before == Some(*entity));
            row[column::COUNT] = 1.0;
            row[column::PERSON] = flag(one.is_person());
            row[column::IS_BODY] = flag(matches!(one.kind, Some(PartyKind::Institution | PartyKind::Organisation)));
            row[column::IS_GROUP] = flag(one.kind == Some(PartyKind::Group));
            row[column::UNKNOWN] = flag(one.kind.is_none());
            row[column::GENDER] = flag(one.genders.is_known());
            row[column::NOUN] = flag(fits);
            row[column::GENERAL] = flag(general && !fits);
            row[column::SAME_SENTENCE] = flag(distance == 0);
            row[column::SAME_BLOCK] = flag(before.block == mention.block);
            row[column::FIRST] = flag(place + 1 == self.seen.len());
            row[column::LAST_SUBJECT] = flag(is_last_subject);
            row[column::GOVERNED] = flag(before.preposition.is_some());
            found.push((*entity, row));
        }
        found
    }

    /// Who speaks in the last statement that begins before a token.
    pub(super) fn speaker_before(&self, token: usize) -> Option<EntityAt> {
        let last = self.said.partition_point(|one| one.quote.start() < token);
        (0..last).rev().take(FAR).find_map(|one| self.speakers[one])
    }
}
