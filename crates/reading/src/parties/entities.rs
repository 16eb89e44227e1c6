//! Mentions that name the same, taken together.

use wortlaut_text::{Span, TokenRange};

use super::anatomy::{Anatomy, Sort, is_acronym};
use super::index::Index;
use super::mentions::{MentionAt, Mentions};
use super::names::{PersonName, compatible_given, described, is_abbreviation, same_last, text_of, without_genitive};
use crate::analysis::words::Words;
use crate::language::{Classes, Genders, Known, NounClasses, key, stem};
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
    fn new(kind: Option<PartyKind>, genders: Genders, name: String) -> Self {
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

    fn add_form(&mut self, form: &str) {
        if !form.is_empty() && !self.forms.iter().any(|one| one == form) {
            self.forms.push(form.to_owned());
        }
    }

    fn rename(&mut self, name: String) {
        self.add_form(&name);
        self.name = name;
    }

    fn allow(&mut self, genders: Genders) {
        let both = self.genders.and(genders);
        if !both.is_none() {
            self.genders = both;
        }
    }

    fn add_common(&mut self, noun: &str) {
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
    index: Index,
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

    fn word_count(&self, range: TokenRange) -> usize {
        range.range().filter(|at| self.words.is_word(*at)).count()
    }

    fn attach(&mut self, entity: EntityAt, at: MentionAt, kind: MentionKind) {
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

    fn push(&mut self, entity: Entity) -> EntityAt {
        let at = self.all.len();
        match &entity.person {
            Some(name) => self.index.add_person(at, name),
            None if !entity.name.is_empty() => self.index.add_name(&self.words.pack.parties, at, &entity.name),
            None => {}
        }
        self.all.push(entity);
        at
    }

    fn add_named(&mut self, mentions: &Mentions, at: MentionAt) {
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

    fn person_name(&self, mentions: &Mentions, at: MentionAt) -> Option<PersonName> {
        let mention = &mentions.all[at];
        let range = mention.anatomy.name?;
        let genitive = mention.phrase.cases.genitive && !mention.phrase.cases.nominative;
        Some(PersonName::of(self.words, range, genitive))
    }

    fn add_person(&mut self, mentions: &Mentions, at: MentionAt) -> Option<EntityAt> {
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
    fn find_person(
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
    fn add_short_name(&mut self, entity: EntityAt, name: &str, start: usize) {
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
    fn add_name(&mut self, mentions: &Mentions, at: MentionAt) {
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

    fn add_known(&mut self, mentions: &Mentions, at: MentionAt, kind: PartyKind) {
        let Some(known) = mentions.all[at].anatomy.known else { return };
        let name = known.name.replace('_', " ");
        self.add_keyed(mentions, at, &name, Some(kind), known.genders);
    }

    /// A capital stands for its state, unless something is or goes there.
    fn add_seat(&mut self, mentions: &Mentions, at: MentionAt, state: &'static str) {
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

    fn known_state(&mut self, state: &'static str) -> EntityAt {
        let name = state.replace('_', " ");
        self.find_keyed(&name).unwrap_or_else(|| {
            let new = Entity::new(Some(PartyKind::State), Genders::NEUTER, name.clone());
            self.push(new)
        })
    }

    /// Who issued a text, by the first part of its noun: *OSZE-Bericht*, *Polizeiangaben*, *Behördenangaben*.
    pub(crate) fn issuer(&mut self, mentions: &Mentions, at: MentionAt, noun: &str) -> Option<EntityAt> {
        let words = self.words;
        let parties = &words.pack.parties;
        let lower = noun.to_lowercase();
        let first = match noun.rsplit_once('-') {
            Some((first, _)) => first.to_owned(),
            None => {
                let ends = [
                    "angaben",
                    "bericht",
                    "berichte",
                    "berichten",
                    "kreise",
                    "kreisen",
                    "sprecher",
                    "mitteilung",
                    "studie",
                    "aussagen",
                    "informationen",
                ];
                let first = ends.iter().find_map(|end| lower.strip_suffix(end))?;
                let first = noun[..first.len()].to_owned();
                // „Medienberichte“ are known by that name.
                if first == "Medien" || first == "Presse" {
                    return None;
                }
                if lower.contains("zeugena") || lower.contains("zeugenb") {
                    let witnesses = if lower.starts_with("augen") { "Augenzeugen" } else { "Zeugen" };
                    return Some(self.add_keyed(mentions, at, witnesses, Some(PartyKind::Group), Genders::PLURAL));
                }
                let bare = first.strip_suffix('s').unwrap_or(&first);
                if parties.is_body(&first) || words.pack.nouns.classes(&first, &first.to_lowercase()).any(NounClasses::GROUP) {
                    first
                } else if parties.is_body(bare) {
                    bare.to_owned()
                } else {
                    return None;
                }
            }
        };
        let entity = self.find_keyed(&first).or_else(|| self.find_abbreviated(&first)).or_else(|| self.only_body(&first));
        if let Some(entity) = entity {
            self.give(mentions, entity, at);
            return Some(entity);
        }
        let known = parties.known(std::iter::once(first.as_str()));
        if known.is_none() && !parties.is_body(&first) && !is_acronym(&first) {
            return None;
        }
        let name = known
            .map_or_else(|| first.clone(), |known| if is_acronym(&first) { first.clone() } else { known.name.replace('_', " ") });
        let mut new = Entity::new(Some(PartyKind::Institution), Genders::ANY, name.clone());
        new.is_named = false;
        let entity = self.push(new);
        self.give(mentions, entity, at);
        Some(entity)
    }

    fn find_keyed(&self, name: &str) -> Option<EntityAt> {
        let wanted = key(name.split([' ', '-']));
        self.index.by_key(&wanted)
    }

    fn add_keyed(
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
    fn find_abbreviated(&self, name: &str) -> Option<EntityAt> {
        self.index.abbreviated(&self.words.pack.parties, name)
    }

    fn add_body(&mut self, mentions: &Mentions, at: MentionAt) {
        let words = self.words;
        let mention = &mentions.all[at];
        let anatomy = &mention.anatomy;
        let kind = Some(body_kind(words, anatomy));
        if let Some(known) = anatomy.known.filter(|_| anatomy.name.is_some()) {
            let name = known.name.replace('_', " ");
            let name = if is_acronym(&text_of(words, anatomy.nouns)) { text_of(words, anatomy.nouns) } else { name };
            let name = self.spelled_out(at, mentions, &name).unwrap_or(name);
            self.add_keyed(mentions, at, &name, kind, known.genders);
            return;
        }
        if let Some(name) = anatomy.name {
            let text = text_of(words, name);
            let full = self.spelled_out(at, mentions, &text);
            let entity = self.add_keyed(mentions, at, full.as_ref().unwrap_or(&text), kind, Genders::ANY);
            if full.is_some() {
                self.index.add_name(&words.pack.parties, entity, &text);
                self.all[entity].add_form(&text);
            }
            if let Some(common) = anatomy.common {
                self.all[entity].add_common(words.text(common));
                let genders = words.pack.parties.genders(words.text(common));
                self.all[entity].genders = self.all[entity].genders.or(genders);
            }
            return;
        }
        let complement = complement_of(words, mentions, at);
        // „die Behörde“, „das Ministerium“ alone: who that is, comes from what was said before.
        let alone = complement.is_none() && anatomy.nouns.len() == 1 && anatomy.adjectives.is_empty();
        let text = words.text(anatomy.common.unwrap_or(anatomy.nouns.start()));
        if alone && (anatomy.is_definite(words) || anatomy.possessive(words).is_some()) && !self.stands_alone(text, anatomy) {
            return;
        }
        if alone && anatomy.is_indefinite(words) {
            return;
        }
        let plain = described(words, anatomy, complement);
        // „das Verteidigungsministerium in Moskau“ is the Russian one.
        let national = (kind == Some(PartyKind::Institution)).then(|| self.national(mentions, at)).flatten();
        let name = national.clone().unwrap_or_else(|| plain.clone());
        let is_new = self.find_keyed(&name).is_none();
        let entity = self.add_keyed(mentions, at, &name, kind, anatomy.genders);
        if is_new {
            self.all[entity].is_named = alone && self.stands_alone(text, anatomy);
        }
        if let Some(short) = complement.and_then(|range| bracketed(words, range.end())) {
            self.index.add_name(&words.pack.parties, entity, &short);
            self.all[entity].add_form(&short);
        }
        if national.is_some() {
            self.all[entity].add_form(&plain);
        }
        let proper = mention.complement.is_none_or(|one| {
            matches!(mentions.all[one].anatomy.sort, Sort::State | Sort::Seat(_) | Sort::Name | Sort::Person)
                || mentions.all[one].anatomy.known.is_some()
        });
        self.all[entity].is_named |= alone
            && !anatomy.is_definite(words)
            && self.all[entity].body == Some("party")
            && words.nouns(anatomy.nouns.start()).any(NounClasses::INSTITUTION)
            && text != "Partei"
            && text != "Parteien";
        // „die internationale Gemeinschaft“, „Vermittlungsversuche“ are nobody by themselves.
        let national = anatomy.adjectives.iter().any(|at| words.pack.parties.state_of_adjective(words.text(*at)).is_some());
        let telling = plain.contains(' ') && self.all[entity].body.is_some() && (!anatomy.genders.is_plural() || national);
        self.all[entity].is_named |= telling && !anatomy.is_indefinite(words) && proper;
    }

    /// The full name in brackets behind an abbreviation.
    fn spelled_out(&self, at: MentionAt, mentions: &Mentions, short: &str) -> Option<String> {
        let words = self.words;
        let open = mentions.all[at].anatomy.nouns.end();
        let close = (open..words.len().min(open + 12)).find(|at| words.text(*at) == ")")?;
        let full = (words.text(open) == "(" && open + 2 < close).then(|| text_of(words, TokenRange::new(open + 1, close)))?;
        (is_acronym(short) && is_abbreviation(short, &full)).then_some(full)
    }

    /// The name of a state's body that is said to be in the capital: *Russisches Verteidigungsministerium*.
    fn national(&self, mentions: &Mentions, at: MentionAt) -> Option<String> {
        let words = self.words;
        let mention = &mentions.all[at];
        let anatomy = &mention.anatomy;
        let complement = &mentions.all[mention.complement?].anatomy;
        let Sort::Seat(state) = complement.sort else { return None };
        if words.text(mention.phrase.core.end()) != "in" || !anatomy.adjectives.is_empty() || anatomy.nouns.len() != 1 {
            return None;
        }
        let noun = words.text(anatomy.nouns.start());
        words.pack.parties.body_kind(noun).filter(|kind| matches!(*kind, "government" | "parliament" | "military"))?;
        let adjective = words.pack.parties.adjective_of_state(state)?;
        let ending = match anatomy.genders {
            Genders::MASCULINE => "er",
            Genders::FEMININE | Genders::PLURAL => "e",
            Genders::NEUTER => "es",
            _ => return None,
        };
        let mut characters = adjective.chars();
        let first = characters.next()?.to_uppercase();
        Some(format!("{first}{}{ending} {}", characters.as_str(), described(words, anatomy, None)))
    }

    /// Whether a noun names one body without saying more: *Bundesregierung, Bundestag*, but not *Behörde*.
    fn stands_alone(&self, noun: &str, anatomy: &Anatomy) -> bool {
        let unique = ["Bundes", "Landes", "Staats", "Stadt"].iter().any(|start| noun.starts_with(start));
        unique && !anatomy.genders.is_plural()
    }

    /// Names and roles that stand beside each other.
    fn add_beside(&mut self, mentions: &Mentions) {
        for at in 0..mentions.all.len() {
            let Some(other) = mentions.all[at].beside else { continue };
            match (self.of[at], self.of[other]) {
                (Some(entity), None) => {
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
                (None, Some(_)) | (Some(_), Some(_)) | (None, None) => {}
            }
        }
    }

    /// What was only a name turns out to be a person's.
    fn make_person(&mut self, entity: EntityAt, mentions: &Mentions, at: MentionAt) {
        if self.all[entity].kind.is_none()
            && let Some(name) = self.person_name(mentions, at)
        {
            self.all[entity].kind = Some(PartyKind::Person);
            self.all[entity].genders = Genders::PERSON;
            self.index.add_person(entity, &name);
            self.all[entity].person = Some(name);
        }
    }

    /// What a mention says that somebody is.
    fn take_roles(&mut self, mentions: &Mentions, entity: EntityAt, at: MentionAt) {
        let words = self.words;
        let anatomy = &mentions.all[at].anatomy;
        for (position, &role) in anatomy.roles.iter().enumerate() {
            let text = words.text(role);
            if words.nouns(role).any(NounClasses::TITLE) && !words.nouns(role).any(NounClasses::ROLE) {
                continue;
            }
            let last = position + 1 == anatomy.roles.len();
            let (of, of_entity) = self.role_of(mentions, at, role, last);
            let title = text.to_owned();
            let one = &mut self.all[entity];
            one.add_common(&title);
            if let Some(known) = one.roles.iter_mut().find(|known| known.title == title) {
                known.of = known.of.take().or(of);
            } else {
                one.roles.push(Role { title: title.clone(), of });
            }
            if one.speaks_for.is_none() && speaks_for_others(&title) {
                one.speaks_for = of_entity.filter(|other| *other != entity);
            }
        }
    }

    /// What a role belongs to: by a complement, an owner, an adjective of a state, or the first part of the word.
    pub(crate) fn role_of(
        &mut self,
        mentions: &Mentions,
        at: MentionAt,
        role: usize,
        last: bool,
    ) -> (Option<String>, Option<EntityAt>) {
        let words = self.words;
        let anatomy = &mentions.all[at].anatomy;
        if last && let Some(complement) = mentions.all[at].complement {
            let other = &mentions.all[complement].anatomy;
            if let Some(entity) = self.of[complement] {
                return (Some(self.all[entity].name.clone()), Some(entity));
            }
            if let Some(known) = other.known.filter(|_| matches!(other.sort, Sort::State | Sort::Seat(_))) {
                return (Some(known.name.replace('_', " ")), None);
            }
            if matches!(other.sort, Sort::Body | Sort::Name | Sort::State | Sort::Seat(_) | Sort::Group) {
                let name = described(words, other, complement_of(words, mentions, complement));
                let alone = !name.contains(' ') && words.pack.parties.general_noun(&name).is_some();
                let body = speaks_for_others(words.text(role)) && matches!(other.sort, Sort::Body | Sort::Group) && !alone;
                let entity = body.then(|| self.describe(mentions, complement, PartyKind::Institution));
                return (Some(name), entity);
            }
        }
        if let Some(state) = anatomy.adjectives.iter().find_map(|at| words.pack.parties.state_of_adjective(words.text(*at))) {
            return (Some(state.replace('_', " ")), None);
        }
        let Some(first) = first_part(words, words.text(role)) else { return (None, None) };
        let entity = self.find_keyed(&first).or_else(|| self.find_abbreviated(&first));
        let token = self.words.article.tokens()[role].span;
        let part = Span::of_bytes(token.start().index(), token.start().index() + first.len());
        match entity {
            Some(entity) => {
                self.all[entity].parts.push(part);
                (Some(self.all[entity].name.clone()), Some(entity))
            }
            None => {
                let known = words.pack.parties.known(std::iter::once(first.as_str()));
                let name = known.map_or(first.clone(), |known| known.name.replace('_', " "));
                // Somebody who speaks for a body makes it one that is spoken for.
                let speaks = speaks_for_others(words.text(role))
                    && !known.is_some_and(|one| matches!(one.known, Known::State | Known::Seat(_)))
                    && (known.is_some() || is_acronym(&first) || words.pack.parties.is_body(&first));
                let entity = speaks.then(|| {
                    let mut new = Entity::new(Some(PartyKind::Institution), Genders::ANY, name.clone());
                    new.is_named = known.is_some();
                    new.parts.push(part);
                    self.push(new)
                });
                (Some(name), entity)
            }
        }
    }

    /// The only body of the article whose noun this is, wherever it stands: *die Polizei* where *Polizei Nordstadt* comes later.
    pub(crate) fn only_body(&self, noun: &str) -> Option<EntityAt> {
        match self.index.bodies(noun) {
            [only] if !self.all[*only].is_person() => Some(*only),
            _ => None,
        }
    }

    /// A body, group or document that is described, for a statement's speaker that has no other name.
    pub(crate) fn describe(&mut self, mentions: &Mentions, at: MentionAt, kind: PartyKind) -> EntityAt {
        let words = self.words;
        let anatomy = &mentions.all[at].anatomy;
        let name = described(words, anatomy, complement_of(words, mentions, at));
        let entity = self.add_keyed(mentions, at, &name, Some(kind), anatomy.genders);
        if self.all[entity].mentions.len() == 1 {
            self.all[entity].is_named = false;
        }
        entity
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

    /// Somebody without a name.
    pub(crate) fn nameless(&mut self, mentions: &Mentions, at: MentionAt) -> EntityAt {
        let anatomy = &mentions.all[at].anatomy;
        let mut new = Entity::new(Some(PartyKind::Person), anatomy.genders, String::new());
        new.is_named = false;
        let entity = self.push(new);
        self.attach(entity, at, MentionKind::Role);
        self.take_roles(mentions, entity, at);
        entity
    }

    /// Names somebody after what says which one it is: *Leiterin der Kammer*, *deutscher Diplomat*, and *Büroleiter von Ada Brandt* where
    /// `owner` is who *sein* means. A bare role is no name.
    pub(crate) fn name_by_role(&mut self, mentions: &Mentions, entity: EntityAt, at: MentionAt, owner: Option<EntityAt>) {
        let words = self.words;
        let anatomy = &mentions.all[at].anatomy;
        let complement = complement_of(words, mentions, at);
        let owner =
            owner.or_else(|| mentions.all[at].complement.filter(|_| anatomy.owner.is_some()).and_then(|one| self.of[one]));
        let owner = owner.map(|one| self.all[one].name.clone()).filter(|name| !name.is_empty());
        let plain = described(words, anatomy, complement);
        let name = match owner {
            Some(owner) => format!("{} von {owner}", described(words, anatomy, None)),
            None if complement.is_some() || plain.contains(' ') => plain,
            None => return,
        };
        self.all[entity].rename(name);
    }
}

/// Several persons fit and none of them better.
struct Ambiguous;

/// What a body is.
fn body_kind(words: &Words<'_>, anatomy: &Anatomy) -> PartyKind {
    if anatomy.known.is_some_and(|known| known.known == Known::Building) {
        return PartyKind::Institution;
    }
    if anatomy.known.is_some_and(|known| known.known == Known::Medium) {
        return PartyKind::Organisation;
    }
    let noun = anatomy.common.unwrap_or(anatomy.nouns.end() - 1);
    let name = anatomy.known.map_or_else(|| words.text(noun).to_owned(), |known| known.name.to_owned());
    match words.pack.parties.body_kind(&name) {
        Some("military") if anatomy.genders.is_plural() => PartyKind::Group,
        Some("government" | "parliament" | "court" | "police" | "military") => PartyKind::Institution,
        _ => PartyKind::Organisation,
    }
}

/// The tokens of what belongs to a phrase and is part of its name: *der Spediteure*, *in Kiel*, *für Wirtschaft und Arbeit*.
pub(crate) fn complement_of(words: &Words<'_>, mentions: &Mentions, at: MentionAt) -> Option<TokenRange> {
    let mention = &mentions.all[at];
    let complement = mention.complement.filter(|one| *one > at)?;
    let start = mention.phrase.core.end();
    let (sort, other) = (mention.anatomy.sort, mentions.all[complement].anatomy.sort);
    let place = matches!(other, Sort::State | Sort::Seat(_) | Sort::Name);
    let belongs = match words.text(start) {
        "in" | "im" | "aus" => place && mention.anatomy.nouns.len() == 1,
        "für" => sort == Sort::Body && has_field(words.text(mention.anatomy.common.unwrap_or(mention.anatomy.nouns.start()))),
        "von" => other != Sort::Thing,
        "vom" | "beim" => matches!(other, Sort::Body | Sort::Name),
        "dieser" | "dieses" | "diesen" | "diesem" => false,
        _ if other == Sort::Document && sort == Sort::Body => false,
        _ => words.has(start, Classes::OPENS_NOUN_PHRASE) || start == mentions.all[complement].phrase.core.start(),
    };
    if !belongs || sort == Sort::Body && mention.anatomy.nouns.len() > 1 && !words.is(start, "für") {
        return None;
    }
    let end = mentions.all[complement]
        .phrase
        .tokens
        .end()
        .min(mention.phrase.tokens.end().max(mentions.all[complement].phrase.core.end()));
    let pronoun = mentions.all[complement].anatomy.sort == Sort::Pronoun;
    let end = (start..end).find(|at| words.text(*at) == "(").unwrap_or(end);
    (start < end && end - start <= 10 && !pronoun && words.is_word(start)).then(|| TokenRange::new(start, end))
}

/// Whether the name of a body tells its field: *Ministerium für Verkehr*, *Amt für Statistik*.
fn has_field(noun: &str) -> bool {
    let lower = noun.to_lowercase();
    let lower = lower.strip_suffix("es").or_else(|| lower.strip_suffix('s')).unwrap_or(&lower);
    [
        "ministerium",
        "amt",
        "agentur",
        "büro",
        "stelle",
        "zentrum",
        "kommission",
        "institut",
        "verein",
        "verband",
        "gesellschaft",
        "stiftung",
        "rat",
        "anstalt",
        "behörde",
        "referat",
        "bund",
        "gericht",
        "gerichtshof",
    ]
    .iter()
    .any(|end| lower.ends_with(end))
}

/// *SPD* of *SPD-Politiker*, *Regierung* of *Regierungssprecher*, *Kreml* of *Kremlsprecher*.
fn first_part(words: &Words<'_>, role: &str) -> Option<String> {
    if let Some((first, _)) = role.rsplit_once('-') {
        return first.chars().next().is_some_and(char::is_uppercase).then(|| first.to_owned());
    }
    let lower = role.to_lowercase();
    ["sprecher", "sprecherin", "chef", "chefin", "vorsitzender", "vorsitzende", "präsident", "präsidentin"]
        .iter()
        .filter_map(|end| lower.strip_suffix(end))
        .map(|first| role[..first.len()].to_owned())
        .find_map(|first| {
            let parties = &words.pack.parties;
            [first.as_str(), first.strip_suffix('s').unwrap_or("")]
                .into_iter()
                .find(|one| {
                    one.chars().count() > 2
                        && *one != "Bund"
                        && (parties.is_body(one) || parties.known(std::iter::once(*one)).is_some())
                })
                .map(str::to_owned)
        })
}

/// The short name in brackets that opens at a token.
fn bracketed(words: &Words<'_>, open: usize) -> Option<String> {
    let inside = open + 2 < words.len() && words.text(open) == "(" && words.text(open + 2) == ")";
    inside.then(|| words.text(open + 1).to_owned()).filter(|text| is_short_name(text))
}

/// Whether somebody with that title speaks for others: *Sprecherin, Regierungssprecher, Pressesprecher*.
pub(crate) fn speaks_for_others(title: &str) -> bool {
    let lower = title.to_lowercase();
    ["sprecher", "sprecherin", "sprechers", "sprechern", "sprecherinnen"].iter().any(|end| lower.ends_with(end))
}

/// An abbreviation or short name in brackets, no age, party of a person or place of a name.
fn is_short_name(text: &str) -> bool {
    !text.contains(' ') && text.chars().filter(|c| c.is_uppercase()).count() >= 2 && text.chars().count() <= 12
}

/// Whether a general noun can take up an entity: *das Unternehmen* a company.
pub(crate) fn fits_general(words: &Words<'_>, entity: &Entity, noun: &str) -> bool {
    let Some(kinds) = words.pack.parties.general_noun(noun) else { return false };
    match entity.body {
        Some(body) => kinds.contains(&body),
        None => kinds.contains(&"unknown") && entity.kind != Some(PartyKind::State) && entity.kind != Some(PartyKind::Group),
    }
}

/// Whether the common nouns said of an entity fit the noun of a later mention: *Finanzministerium* and *Ministerium*.
pub(crate) fn fits_common(entity: &Entity, noun: &str) -> bool {
    let lower = noun.to_lowercase();
    let wanted = stem(&lower);
    let ends = |one: &str| {
        let last = one.rsplit(['-', ' ']).next().unwrap_or(one);
        let known = stem(last);
        known == wanted || wanted.chars().count() >= 4 && known.ends_with(&wanted) || same_office(&known, &wanted)
    };
    entity.common.iter().any(|one| ends(one)) || !entity.is_person() && entity.forms.iter().any(|form| form.split(' ').any(&ends))
}

/// *ministerin* and *minister*, whose stems differ by the feminine ending.
fn same_office(one: &str, other: &str) -> bool {
    let masculine = |word: &str| stem(word.strip_suffix("in").unwrap_or(word));
    let (one, other) = (masculine(one), masculine(other));
    one == other || other.chars().count() >= 4 && one.ends_with(&other)
}

/// Whether a word at the start of a phrase says that somebody is meant who was not there before.
pub(crate) fn is_new(words: &Words<'_>, anatomy: &Anatomy) -> bool {
    anatomy.is_indefinite(words) || anatomy.determiner.is_some_and(|at| words.has(at, Classes::NEGATION))
}
