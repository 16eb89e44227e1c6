//! Who occurs in an article, and who speaks in each statement.
//!
//! Phrases are found everywhere (`mentions`), taken apart (`anatomy`) and, where they name somebody, put together by name (`entities`,
//! `names`). Then pronouns, roles and common nouns are given to those named before them, or to nobody (`resolution`).

mod anatomy;
mod entities;
mod mentions;
mod names;
mod resolution;

use entities::{Entities, EntityAt};
use mentions::MentionAt;
pub(crate) use mentions::Mentions;
pub(crate) use resolution::Said;

use crate::analysis::words::Words;
use crate::{Mention, Party, PartyId, Record, Role};

/// Fills in the parties of a record; `said` are its statements in tokens.
pub(crate) fn add(words: &Words<'_>, mentions: &Mentions, said: &[Said], record: &mut Record) {
    let mut entities = Entities::named(words, mentions);
    let speakers = resolution::resolve(&mut entities, mentions, said);
    let mut kept: Vec<EntityAt> = (0..entities.all.len())
        .filter(|at| {
            let one = &entities.all[*at];
            !one.name.is_empty() && !one.mentions.is_empty() && (one.is_named || speakers.contains(&Some(*at)))
        })
        .collect();
    kept.sort_by_key(|at| entities.all[*at].mentions.iter().map(|(mention, _)| mentions.all[*mention].start()).min());
    let id_of = |entity: EntityAt| kept.iter().position(|one| *one == entity).map(PartyId::new);
    for (statement, speaker) in record.statements.iter_mut().zip(&speakers) {
        statement.party = speaker.and_then(id_of);
    }
    record.parties = kept
        .iter()
        .enumerate()
        .map(|(position, at)| {
            let one = &entities.all[*at];
            Party {
                id: PartyId::new(position),
                name: one.name.clone(),
                kind: one.kind,
                aliases: one.forms.iter().filter(|form| **form != one.name).cloned().collect(),
                roles: one.roles.iter().map(|role| Role { title: role.title.clone(), of: role.of.clone() }).collect(),
                speaks_for: one.speaks_for.and_then(id_of),
                identity: None,
                mentions: places(words, mentions, &one.mentions),
            }
        })
        .collect();
}

/// The places of mentions in text order, each once.
fn places(words: &Words<'_>, mentions: &Mentions, of: &[(MentionAt, crate::MentionKind)]) -> Vec<Mention> {
    let mut places: Vec<Mention> =
        of.iter().map(|(at, kind)| Mention { span: words.article.span_of(mentions.all[*at].phrase.core), kind: *kind }).collect();
    places.sort_by_key(|one| (one.span.start(), one.span.end()));
    places.dedup_by_key(|one| one.span);
    places
}
