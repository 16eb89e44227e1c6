//! Mentions that name the same, taken together.

use wortlaut_text::{Span, TokenRange};

use super::anatomy::{Sort, is_acronym};
use super::index::Index;
use super::mentions::{MentionAt, Mentions};
use super::names::{PersonName, compatible_given, same_last, text_of, without_genitive};
use crate::analysis::words::Words;
use crate::language::{Genders, Known, key};
use crate::{MentionKind, PartyKind};

/// The position of an entity.
pub(crate) type EntityAt = usize;

/// Somebody or something that an article mentions.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    pub(crate) kind: Option<PartyKind>,
    /// What kind of body the tables call it.
    pub(crate) body: Option<&'static str>,
    pub(crate) genders: Genders,
    /// The name in its base form; empty while only roles are known.
    pub(crate) name: String,
    /// All forms of the name, the canonical one among them.
    pub(crate) forms: Vec<String>,
    pub(crate) person: Option<PersonName>,
    /// Common nouns said of it, in lower case: *zeitung, ministerin*.
    pub(crate) common: Vec<String>,
    /// In years, as said in brackets.
    pub(crate) age: Option<String>,
    pub(crate) roles: Vec<Role>,
    pub(crate) speaks_for: Option<EntityAt>,
    pub(crate) mentions: Vec<(MentionAt, MentionKind)>,
    /// First parts of compounds that name it: *Kreml* in *Kreml-Sprecher*.
    pub(crate) parts: Vec<Span>,
    /// Whether its name is proper, so that it is somebody even if it says nothing.
    pub(crate) is_named: bool,
}

/// What somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) title: String,
    pub(crate) of: Option<String>,
}

impl Entity {
    pub(super) fn new(kind: Option<PartyKind>, genders: Genders, name: String) -> Self {
        let forms = if name.is_empty() { Vec::new() } else { vec![name.clone()] };
        Self {
            kind,
            body: None,
            genders,
            name,
            forms,
            person: None,
            common: Vec::new(),
            age: None,
            roles: Vec::new(),
            speaks_for: None,
            mentions: Vec::new(),
            parts: Vec::new(),
            is_named: true,
        }
    }

    /// Whether it is known to be one human being.
    pub(crate) fn is_person(&self) -> bool {
        self.kind == Some(PartyKind::Person)
    }

    pub(super) fn add_form(&mut self, form: &str) {
        if !form.is_empty() && !self.forms.iter().any(|one| one == form) {
            self.forms.push(form.to_owned());
        }
    }

    pub(super) fn rename(&mut self, name: String) {
        self.add_form(&name);
        self.name = name;
    }

    pub(super) fn allow(&mut self, genders: Genders) {
        let both = self.genders.and(genders);
        if !both.is_none() {
            self.genders = both;
        }
    }

    pub(super) fn add_common(&mut self, noun: &str) {
        let lower = noun.to_lowercase();
        if !self.common.contains(&lower) {
            self.common.push(lower);
        }
    }
}

/// All entities, and which each mention is.
pub(crate) struct Entities<'a, 'w> {
    pub(crate) words: &'w Words<'a>,
    pub(crate) all: Vec<Entity>,
    /// By mention.
    pub(crate) of: Vec<Option<EntityAt>>,
    pub(super) index: Index,
}

impl<'a, 'w> Entities<'a, 'w> {
    /// The entities that have names, with the mentions that name them.
    pub(crate) fn named(words: &'w Words<'a>, mentions: &Mentions) -> Self {
        let mut entities = Self { words, all: Vec::new(), of: vec![None; mentions.all.len()], index: Index::default() };
        // Full names first, so that a short one before them finds its party.
        for at in 0..mentions.all.len() {
            let anatomy = &mentions.all[at].anatomy;
            if anatomy.sort == Sort::Person && anatomy.name.is_some_and(|name| entities.word_count(name) > 1) {
                entities.add_person(mentions, at);
            }
        }
        for at in 0..mentions.all.len() {
            if entities.of[at].is_none() {
                entities.add_named(mentions, at);
            }
        }
        entities.add_beside(mentions);
        entities
    }

    pub(super) fn word_count(&self, range: TokenRange) -> usize {
        range.range().filter(|at| self.words.is_word(*at)).count()
    }

    pub(super) fn attach(&mut self, entity: EntityAt, at: MentionAt, kind: MentionKind) {
        self.of[at] = Some(entity);
        self.all[entity].mentions.push((at, kind));
    }

    /// Gives a mention that has no name to an entity.
    pub(crate) fn give(&mut self, mentions: &Mentions, entity: EntityAt, at: MentionAt) {
        let anatomy = &mentions.all[at].anatomy;
        let kind = if anatomy.sort == Sort::Pronoun { MentionKind::Pronoun } else { MentionKind::Role };
        self.attach(entity, at, kind);
        if self.all[entity].genders.meets(anatomy.genders) {
            self.all[entity].allow(anatomy.genders);
        }
        self.take_roles(mentions, entity, at);
    }

    pub(super) fn push(&mut self, entity: Entity) -> EntityAt {
        let at = self.all.len();
        match &entity.person {
            Some(name) => self.index.add_person(at, name),
            None if !entity.name.is_empty() => self.index.add_name(&self.words.pack.parties, at, &entity.name),
            None => {}
        }
        self.all.push(entity);
        at
    }

    pub(super) fn add_named(&mut self, mentions: &Mentions, at: MentionAt) {
        let mention = &mentions.all[at];
        if mention.describes {
            return;
        }
        match mention.anatomy.sort {
            Sort::Person => {
                self.add_person(mentions, at);
            }
            Sort::Name => self.add_name(mentions, at),
            Sort::State => self.add_known(mentions, at, PartyKind::State),
            Sort::Seat(state) => self.add_seat(mentions, at, state),
            Sort::Body => self.add_body(mentions, at),
            // „Koch“, „Richter“: a common noun that is the surname of somebody who is named.
            Sort::Role | Sort::Group | Sort::Document | Sort::Thing
                if mention.phrase.core.len() == 1 && !mention.phrase.pronoun =>
            {
                let last = text_of(self.words, mention.phrase.core);
                let single = PersonName { given: String::new(), last };
                if let Ok(Some(entity)) = self.find_person(mentions, at, &single, Genders::ANY) {
                    self.add_short_name(entity, &single.last, mention.phrase.core.start());
                    self.attach(entity, at, MentionKind::Name);
                }
            }
            _ => {}
        }
    }

    pub(super) fn person_name(&self, mentions: &Mentions, at: MentionAt) -> Option<PersonName> {
        let mention = &mentions.all[at];
        let range = mention.anatomy.name?;
        let genitive = mention.phrase.cases.genitive && !mention.phrase.cases.nominative;
        Some(PersonName::of(self.words, range, genitive))
    }

    pub(super) fn add_person(&mut self, mentions: &Mentions, at: MentionAt) -> Option<EntityAt> {
        let name = self.person_name(mentions, at)?;
        let genders = mentions.all[at].anatomy.genders;
        let found = self.find_person(mentions, at, &name, genders);
        let entity = match found {
            Ok(Some(entity)) => {
                let one = &mut self.all[entity];
                let known = one.person.clone().unwrap_or_default();
                let longer = known.given.len() < name.given.len() || known.last.is_empty() && !name.last.is_empty();
                if longer && (known.last.is_empty() || same_last(&known.last, &name.last)) {
                    let full = name.full();
                    one.person = Some(name.clone());
                    one.rename(full);
                    self.index.add_person(entity, &name);
                }
                let written = name.full();
                let is_genitive = one.forms.iter().any(|form| written.strip_suffix('s') == Some(form.as_str()));
                if !is_genitive {
                    one.add_form(&written);
                }
                one.kind = Some(PartyKind::Person);
                one.allow(genders);
                entity
            }
            Ok(None) => {
                let mut new = Entity::new(Some(PartyKind::Person), genders, name.full());
                new.person = Some(name);
                self.push(new)
            }
            Err(Ambiguous) => return None,
        };
        if let Some(inner) = mentions.all[at].anatomy.bracket.map(|inner| self.words.text(inner.start()))
            && inner.chars().all(|c| c.is_ascii_digit())
        {
            self.all[entity].age = Some(inner.to_owned());
        }
        self.attach(entity, at, MentionKind::Name);
        self.take_roles(mentions, entity, at);
        Some(entity)
    }

    /// The person with that name; the last one mentioned where several fit and one of them is nearer.
    pub(super) fn find_person(
        &self,
        mentions: &Mentions,
        at: MentionAt,
        name: &PersonName,
        genders: Genders,
    ) -> Result<Option<EntityAt>, Ambiguous> {
        let fits = |one: &Entity| {
            let Some(known) = &one.person else { return false };
            let alone = name.given.is_empty() && one.is_person() && known.given.split(' ').next() == Some(name.last.as_str());
            let last = alone
                || if name.last.is_empty() {
                    // „Ada“ after „Ada Brandt“, and „Frank“ after „Karl Frank“.
                    same_last(&known.last, &name.given)
                        || !known.given.is_empty() && known.given.split(' ').next() == name.given.split(' ').next()
                } else if known.last.is_empty() {
                    false
                } else {
                    // „Pérez“ for „Adolfo Pérez Esquivel“
                    let middle = name.given.is_empty() && known.given.split(' ').skip(1).any(|one| same_last(one, &name.last));
                    middle || same_last(&known.last, &name.last) && compatible_given(&known.given, &name.given)
                };
            last && one.genders.meets(genders)
        };
        let all: Vec<EntityAt> = self.index.persons(name).into_iter().filter(|one| fits(&self.all[*one])).collect();
        let exact = |one: &&EntityAt| self.all[**one].person.as_ref().is_some_and(|known| known.given == name.given);
        match all.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some(*only)),
            _ if !name.given.is_empty() => Ok(all.iter().find(exact).or(all.first()).copied()),
            _ => {
                let sentence = mentions.all[at].sentence;
                let distance = |one: EntityAt| {
                    self.all[one]
                        .mentions
                        .iter()
                        .rev()
                        .find(|(other, _)| *other < at)
                        .map(|(other, _)| sentence - mentions.all[*other].sentence)
                };
                let mut near: Vec<(usize, EntityAt)> = all.iter().filter_map(|one| Some((distance(*one)?, *one))).collect();
                near.sort_unstable();
                match near.as_slice() {
                    [(_, only)] => Ok(Some(*only)),
                    [(first, one), (second, _), ..] if first + 1 < *second => Ok(Some(*one)),
                    _ => Err(Ambiguous),
                }
            }
        }
    }

    /// Adds a surname or given name as another form, unless it stands in the genitive.
    pub(super) fn add_short_name(&mut self, entity: EntityAt, name: &str, start: usize) {
        let before = start.checked_sub(1).map_or("", |at| self.words.text(at));
        let one = &mut self.all[entity];
        // „sagte von Rathen“: the particle belongs to the surname.
        if let Some(last) = one.person.as_ref().map(|known| known.last.clone())
            && last.ends_with(name)
            && last.len() > name.len()
            && last.split(' ').any(|part| part == before)
        {
            one.add_form(&last);
            return;
        }
        let parts = one.person.as_ref().map(|known| [known.last.clone(), known.given.clone()]).unwrap_or_default();
        let is_inflected = parts.iter().any(|part| part != name && same_last(part, name) && !part.contains(' '));
        if !is_inflected {
            one.add_form(name);
        }
    }

    /// A name without anything that tells what it names.
    pub(super) fn add_name(&mut self, mentions: &Mentions, at: MentionAt) {
        let mention = &mentions.all[at];
        let Some(range) = mention.anatomy.name else { return };
        let is_single = self.word_count(range) == 1;
        let genitive = mention.phrase.cases.genitive && !mention.phrase.cases.nominative;
        let name = PersonName::of(self.words, range, genitive);
        // „van der Meulen“: what looks like an article is a part of the surname.
        let particle = mention.start().checked_sub(1).is_some_and(|at| self.words.is_one_of(at, &["van", "von", "de"]));
        if (mention.anatomy.determiner.is_none() || particle) && is_single {
            let single = PersonName { given: String::new(), last: name.full() };
            match self.find_person(mentions, at, &single, Genders::ANY) {
                Ok(Some(entity)) => {
                    self.add_short_name(entity, &single.last, range.start());
                    self.attach(entity, at, MentionKind::Name);
                    return;
                }
                Err(Ambiguous) => return,
                Ok(None) => {}
            }
        }
        let text = text_of(self.words, range);
        let text = if genitive { without_genitive(&text).to_owned() } else { text };
        let entity = self.add_keyed(mentions, at, &text, None, mention.anatomy.genders);
        let one = &mut self.all[entity];
        if one.kind.is_none() {
            one.is_named = false;
            // Two words without article may be a given name that no table knows, and a surname.
            if mention.anatomy.determiner.is_none() && (2..=4).contains(&self.words.article.tokens()[range.range()].len()) {
                self.index.add_person(entity, &name);
                one.person = one.person.take().or(Some(name));
            }
        }
    }

    pub(super) fn add_known(&mut self, mentions: &Mentions, at: MentionAt, kind: PartyKind) {
        let Some(known) = mentions.all[at].anatomy.known else { return };
        let name = known.name.replace('_', " ");
        self.add_keyed(mentions, at, &name, Some(kind), known.genders);
    }

    /// A capital stands for its state, unless something is or goes there.
    pub(super) fn add_seat(&mut self, mentions: &Mentions, at: MentionAt, state: &'static str) {
        let words = self.words;
        let mention = &mentions.all[at];
        let place = ["in", "aus", "bei", "nach", "von", "um", "über", "vor", "im", "durch", "ab", "bis", "nahe", "rund", "zu"];
        if mention.preposition.is_some_and(|one| words.is_one_of(one, &place)) || mention.phrase.core.len() > 1 {
            return;
        }
        // „Polizei Berlin“, „Berlin, Hamburg“: the place itself.
        let before = mention.start().checked_sub(1);
        if before.is_some_and(|one| words.is_noun(one)) {
            return;
        }
        self.seat(mentions, at, state);
    }

    /// The state that a mention of its capital stands for.
    pub(crate) fn seat(&mut self, mentions: &Mentions, at: MentionAt, state: &'static str) -> EntityAt {
        let entity = self.known_state(state);
        let form = text_of(self.words, mentions.all[at].phrase.core);
        self.all[entity].add_form(&form);
        self.attach(entity, at, MentionKind::Metonym);
        entity
    }

    /// The state that an adjective of a mention names: *kubanische Angaben*.
    pub(crate) fn state(&mut self, mentions: &Mentions, at: MentionAt, state: &'static str) -> EntityAt {
        let entity = self.known_state(state);
        self.give(mentions, entity, at);
        entity
    }

    pub(super) fn known_state(&mut self, state: &'static str) -> EntityAt {
        let name = state.replace('_', " ");
        self.find_keyed(&name).unwrap_or_else(|| {
            let new = Entity::new(Some(PartyKind::State), Genders::NEUTER, name.clone());
            self.push(new)
        })
    }

    pub(super) fn find_keyed(&self, name: &str) -> Option<EntityAt> {
        let wanted = key(name.split([' ', '-']));
        self.index.by_key(&wanted)
    }

    pub(super) fn add_keyed(
        &mut self,
        mentions: &Mentions,
        at: MentionAt,
        name: &str,
        kind: Option<PartyKind>,
        genders: Genders,
    ) -> EntityAt {
        let words = self.words;
        let anatomy = &mentions.all[at].anatomy;
        let entity = self.find_keyed(name).or_else(|| self.find_abbreviated(name)).unwrap_or_else(|| {
            let new = Entity::new(kind, genders, name.to_owned());
            self.push(new)
        });
        let bracket = anatomy
            .bracket
            .filter(|_| kind != Some(PartyKind::State))
            .map(|inner| text_of(words, inner))
            .filter(|inner| is_short_name(inner));
        let common = anatomy.common.unwrap_or(anatomy.nouns.start());
        let body = match anatomy.known {
            Some(known) if known.known == Known::Medium => Some("media"),
            Some(known) if known.known == Known::Town => Some("town"),
            Some(known) => words.pack.parties.body_kind(known.name),
            None => words.pack.parties.body_kind(words.text(common)),
        };
        let legal =
            ["AG", "GmbH", "SE", "KG", "Inc", "Inc.", "Ltd", "Ltd.", "Corp", "Corp.", "plc", "Group", "Holding", "KGaA", "S.A."];
        let body = if legal.contains(&words.text(anatomy.nouns.end() - 1)) { Some("company") } else { body };
        let one = &mut self.all[entity];
        if one.kind.is_none() {
            one.kind = kind;
        }
        one.body = one.body.or(body);
        one.allow(genders);
        one.add_form(name);
        // The longer of an abbreviation and its full name is canonical.
        if is_acronym(&one.name) && !is_acronym(name) && name.contains([' ', '-']) {
            one.name = name.to_owned();
        }
        for form in std::iter::once(name).chain(bracket.as_deref()) {
            self.index.add_name(&words.pack.parties, entity, form);
            one.add_form(form);
        }
        if let Some(common) = anatomy.common {
            one.add_common(words.text(common));
        }
        let written = text_of(words, anatomy.name.unwrap_or(anatomy.nouns));
        if anatomy.known.is_some_and(|known| known.known == Known::State) && written != name && !written.ends_with('s') {
            one.add_form(&written);
        }
        self.attach(entity, at, MentionKind::Name);
        entity
    }

    /// The entity whose short name or full name this is.
    pub(super) fn find_abbreviated(&self, name: &str) -> Option<EntityAt> {
        self.index.abbreviated(&self.words.pack.parties, name)
    }

    /// Names and roles that stand beside each other.
    pub(super) fn add_beside(&mut self, mentions: &Mentions) {
        for at in 0..mentions.all.len() {
            let Some(other) = mentions.all[at].beside else { continue };
            let (Some(entity), None) = (self.of[at], self.of[other]) else { continue };
            self.attach(entity, other, MentionKind::Role);
            self.take_roles(mentions, entity, other);
            let anatomy = &mentions.all[other].anatomy;
            if anatomy.sort == Sort::Role {
                self.make_person(entity, mentions, at);
                self.all[entity].allow(anatomy.genders);
            } else if let Some(common) = anatomy.common {
                self.all[entity].add_common(self.words.text(common));
            }
        }
    }

    /// What was only a name turns out to be a person's.
    pub(super) fn make_person(&mut self, entity: EntityAt, mentions: &Mentions, at: MentionAt) {
        if self.all[entity].kind.is_none()
            && let Some(name) = self.person_name(mentions, at)
        {
            self.all[entity].kind = Some(PartyKind::Person);
            self.all[entity].genders = Genders::PERSON;
            self.index.add_person(entity, &name);
            self.all[entity].person = Some(name);
        }
    }

    /// Several that speak as one: *Union und FDP*.
    pub(crate) fn together(&mut self, members: &[EntityAt], at: MentionAt) -> Option<EntityAt> {
        let names: Vec<&str> = members.iter().map(|one| self.all[*one].name.as_str()).filter(|name| !name.is_empty()).collect();
        let (last, others) = names.split_last()?;
        if others.is_empty() || names.len() < members.len() {
            return None;
        }
        let name = format!("{} und {last}", others.join(", "));
        let wanted = key(name.split([' ', '-']));
        let entity = self.index.by_key(&wanted).unwrap_or_else(|| {
            let mut new = Entity::new(Some(PartyKind::Group), Genders::PLURAL, name);
            new.is_named = false;
            self.push(new)
        });
        self.all[entity].mentions.push((at, MentionKind::Name));
        Some(entity)
    }
}

/// Several persons fit and none of them better.
pub(super) struct Ambiguous;

/// An abbreviation or short name in brackets, no age, party of a person or place of a name.
pub(super) fn is_short_name(text: &str) -> bool {
    !text.contains(' ') && text.chars().filter(|c| c.is_uppercase()).count() >= 2 && text.chars().count() <= 12
}
