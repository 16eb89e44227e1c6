//! Who occurs in an article, and who speaks in each statement.
//!
//! Phrases are found everywhere (`mentions`), taken apart (`anatomy`) and, where they name somebody, put together by name (`entities`,
//! `names`). Then pronouns, roles and common nouns are given to those named before them, or to nobody (`resolution`).

mod anatomy;
mod entities;
mod mentions;
mod names;
mod resolution;

use entities::{Entities, Entity, EntityAt};
use mentions::MentionAt;
pub(crate) use mentions::Mentions;
pub(crate) use resolution::Said;

use crate::analysis::words::Words;
use crate::{Mention, MentionKind, Party, PartyId, Record, Role};

/// Fills in the parties of a record; `said` are its statements in tokens.
pub(crate) fn add(words: &Words<'_>, mentions: &Mentions, said: &[Said], record: &mut Record) {
    let mut entities = Entities::named(words, mentions);
    let speakers = resolution::resolve(&mut entities, mentions, said);
    let kept: Vec<EntityAt> = (0..entities.all.len())
        .filter(|at| {
            let one = &entities.all[*at];
            let is_spoken_for = || entities.all.iter().any(|other| other.speaks_for == Some(*at) && !other.name.is_empty());
            !one.name.is_empty()
                && !(one.mentions.is_empty() && one.parts.is_empty())
                && (one.is_named || speakers.contains(&Some(*at)) || is_spoken_for())
        })
        .collect();
    let all_places: Vec<Vec<Mention>> = kept.iter().map(|at| places(words, mentions, &entities.all[*at])).collect();
    let mut places: Vec<(EntityAt, Vec<Mention>)> = kept.into_iter().zip(all_places).collect();
    places.sort_by_key(|(at, places)| (places.first().map(|one| (one.span.start(), one.span.end())), *at));
    let kept: Vec<EntityAt> = places.iter().map(|(at, _)| *at).collect();
    let id_of = |entity: EntityAt| kept.iter().position(|one| *one == entity).map(PartyId::new);
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
