//! Roles: what somebody is and of what, and whether a noun fits somebody.

use wortlaut_text::Span;

use super::anatomy::{Anatomy, Sort, is_acronym};
use super::bodies::complement_of;
use super::entities::{Entities, Entity, EntityAt, Role};
use super::mentions::{MentionAt, Mentions};
use super::names::described;
use crate::analysis::words::Words;
use crate::language::{Classes, Genders, Known, NounClasses, stem};
use crate::{MentionKind, PartyKind};

impl Entities<'_, '_> {
    /// What a mention says that somebody is.
    pub(super) fn take_roles(&mut self, mentions: &Mentions, entity: EntityAt, at: MentionAt) {
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

/// *SPD* of *SPD-Politiker*, *Regierung* of *Regierungssprecher*, *Kreml* of *Kremlsprecher*.
pub(super) fn first_part(words: &Words<'_>, role: &str) -> Option<String> {
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

/// Whether somebody with that title speaks for others: *Sprecherin, Regierungssprecher, Pressesprecher*.
pub(crate) fn speaks_for_others(title: &str) -> bool {
    let lower = title.to_lowercase();
    ["sprecher", "sprecherin", "sprechers", "sprechern", "sprecherinnen"].iter().any(|end| lower.ends_with(end))
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
pub(super) fn same_office(one: &str, other: &str) -> bool {
    let masculine = |word: &str| stem(word.strip_suffix("in").unwrap_or(word));
    let (one, other) = (masculine(one), masculine(other));
    one == other || other.chars().count() >= 4 && one.ends_with(&other)
}

/// Whether a word at the start of a phrase says that somebody is meant who was not there before.
pub(crate) fn is_new(words: &Words<'_>, anatomy: &Anatomy) -> bool {
    anatomy.is_indefinite(words) || anatomy.determiner.is_some_and(|at| words.has(at, Classes::NEGATION))
}
