//! Who occurs in an article, and who speaks in each statement.
//!
//! Phrases are found everywhere (`mentions`), taken apart (`anatomy`) and, where they name somebody, put together by name (`entities`,
//! `names`). Then pronouns, roles and common nouns are given to those named before them, or to nobody (`resolution`).

mod anatomy;
mod authors;
mod bodies;
mod entities;
mod gender;
mod index;
pub(crate) mod known;
mod mentions;
mod names;
pub(crate) mod ranker;
mod resolution;
mod roles;

use entities::{Entities, Entity, EntityAt};
use mentions::MentionAt;
pub(crate) use mentions::Mentions;
use ranker::Ranker;
pub(crate) use resolution::Said;

use crate::analysis::words::Words;
use crate::{Mention, MentionKind, Party, PartyId, PartyKind, Record, Role};

/// Fills in the parties of a record; `said` are its statements in tokens.
pub(crate) fn add(words: &Words<'_>, mentions: &Mentions, said: &[Said], ranker: &Ranker, record: &mut Record) {
    let mut entities = Entities::named(words, mentions);
    let (speakers, _) = resolution::resolve(&mut entities, mentions, said, ranker);
    let mut is_used: Vec<bool> = entities.all.iter().map(|one| one.is_named).collect();
    speakers.iter().flatten().for_each(|at| is_used[*at] = true);
    for one in entities.all.iter().filter(|one| !one.name.is_empty()) {
        one.speaks_for.iter().for_each(|at| is_used[*at] = true);
    }
    for (one, is_used) in entities.all.iter_mut().zip(&mut is_used) {
        *is_used &= !(one.mentions.is_empty() && one.parts.is_empty());
        if *is_used {
            make_sound(words, mentions, one);
            *is_used = !one.name.is_empty();
        }
    }
    let kept: Vec<EntityAt> = (0..entities.all.len()).filter(|at| is_used[*at]).collect();
    let all_places: Vec<Vec<Mention>> = kept.iter().map(|at| places(words, mentions, &entities.all[*at])).collect();
    let mut places: Vec<(EntityAt, Vec<Mention>)> = kept.into_iter().zip(all_places).collect();
    places.sort_by_key(|(at, places)| (places.first().map(|one| (one.span.start(), one.span.end())), *at));
    let mut ids: Vec<Option<PartyId>> = vec![None; entities.all.len()];
    for (position, (at, _)) in places.iter().enumerate() {
        ids[*at] = Some(PartyId::new(position));
    }
    let id_of = |entity: EntityAt| ids[entity];
    for (statement, speaker) in record.statements.iter_mut().zip(&speakers) {
        statement.party = speaker.and_then(id_of);
    }
    record.parties = places
        .into_iter()
        .enumerate()
        .map(|(position, (at, mentions))| {
            let one = &entities.all[at];
            Party {
                id: PartyId::new(position),
                name: one.name.clone(),
                kind: one.kind,
                aliases: one.forms.iter().filter(|form| **form != one.name).cloned().collect(),
                roles: one.roles.iter().map(|role| Role { title: role.title.clone(), of: role.of.clone() }).collect(),
                speaks_for: one.speaks_for.and_then(id_of),
                identity: None,
                mentions,
            }
        })
        .collect();
}

/// Leaves only names that a record may have; without any the name is empty.
fn make_sound(words: &Words<'_>, mentions: &Mentions, entity: &mut Entity) {
    let titled = |at: &MentionAt| !mentions.all[*at].anatomy.roles.is_empty() && mentions.all[*at].anatomy.name.is_some();
    let surname = entity.person.is_some() && entity.mentions.iter().any(|(at, _)| titled(at));
    let is_full = entity.person.as_ref().is_some_and(|name| !name.given.is_empty() && !name.last.is_empty());
    let is_role_allowed = surname || is_full || matches!(entity.kind, Some(PartyKind::Group | PartyKind::State));
    let sound = |name: &String| names::sound(words, name, is_role_allowed);
    let name = sound(&entity.name);
    let mut forms: Vec<String> = Vec::new();
    for form in entity.forms.iter().filter_map(sound) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    entity.name = name.or_else(|| forms.first().cloned()).unwrap_or_default();
    entity.forms = forms;
}

/// The choices that were to be made for the speakers of `said`: for each its statements, and everybody who could be meant, with all names
/// and the row of columns; nobody has no name.
pub(crate) fn choices(words: &Words<'_>, mentions: &Mentions, said: &[Said], ranker: &Ranker) -> Vec<Choices> {
    let mut entities = Entities::named(words, mentions);
    let (_, asked) = resolution::resolve(&mut entities, mentions, said, ranker);
    let names = |entity: &EntityAt| entities.all[*entity].forms.clone();
    asked
        .into_iter()
        .map(|one| Choices {
            statements: one.statements,
            names: one.entities.iter().map(names).chain([Vec::new()]).collect(),
            rows: one.rows,
        })
        .collect()
}

/// Everybody who could be meant by a speaker.
pub(crate) struct Choices {
    pub(crate) statements: Vec<usize>,
    pub(crate) names: Vec<Vec<String>>,
    pub(crate) rows: Vec<ranker::Row>,
}

/// The places of mentions in text order, each once.
fn places(words: &Words<'_>, mentions: &Mentions, entity: &Entity) -> Vec<Mention> {
    let phrase = |at: &MentionAt| words.article.span_of(mentions.all[*at].phrase.core);
    let phrases = entity.mentions.iter().map(|(at, kind)| Mention { span: phrase(at), kind: *kind });
    let parts = entity.parts.iter().map(|span| Mention { span: *span, kind: MentionKind::Name });
    let mut places: Vec<Mention> = phrases.chain(parts).collect();
    places.sort_by_key(|one| (one.span.start(), one.span.end()));
    places.dedup_by_key(|one| one.span);
    places
}
