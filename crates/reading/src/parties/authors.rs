//! Who wrote or said what a text or saying holds.

use super::anatomy::Sort;
use super::entities::{Entities, EntityAt};
use super::mentions::MentionAt;
use super::resolution::{FAR, Resolver};
use crate::PartyKind;
use crate::language::{Genders, stem};

impl Resolver<'_> {
    /// Who wrote or said what a document or saying holds: *Angaben der Polizei*, *Polizeiangaben*, *ein Bericht der Kammer* and later
    /// *der Bericht*, *seiner Ansicht*, *eigenen Angaben*.
    pub(super) fn author(&mut self, entities: &mut Entities<'_, '_>, at: MentionAt) -> Option<EntityAt> {
        let found = self.author_beside(entities, at);
        let mention = &self.mentions.all[at];
        let words = entities.words;
        let noun = stem(words.text(mention.anatomy.common.unwrap_or(mention.anatomy.nouns.start())));
        if let Some(entity) = found {
            self.authors.push((noun, entity));
            return found;
        }
        if mention.anatomy.is_indefinite(words) || mention.complement.is_some() {
            return None;
        }
        let same = |known: &str| known == noun || known.ends_with(&noun) || noun.ends_with(known);
        self.authors.iter().rev().take(FAR).find(|(known, _)| same(known)).map(|(_, entity)| *entity)
    }

    /// Keeps in mind who wrote a text that is only mentioned.
    pub(super) fn remember_author(&mut self, entities: &Entities<'_, '_>, at: MentionAt) {
        let words = entities.words;
        let anatomy = &self.mentions.all[at].anatomy;
        if anatomy.sort == Sort::Document
            && let Some(entity) = self.mentions.all[at].complement.and_then(|one| entities.of[one])
        {
            self.authors.push((stem(words.text(anatomy.common.unwrap_or(anatomy.nouns.start()))), entity));
        }
    }

    pub(super) fn author_beside(&mut self, entities: &mut Entities<'_, '_>, at: MentionAt) -> Option<EntityAt> {
        let words = entities.words;
        let mention = &self.mentions.all[at];
        let anatomy = &mention.anatomy;
        if let Some(name) = anatomy.name.filter(|_| anatomy.sort == Sort::Document) {
            let inner = self.mentions.named_by(name);
            if let Some(entity) = inner.filter(|one| *one != at).and_then(|one| entities.of[one]) {
                return Some(entity);
            }
        }
        let mut inner = mention.complement;
        for _ in 0..3 {
            let Some(one) = inner else { break };
            if self.mentions.all[one].next_of_list.is_some() {
                let first = entities.of[one].or_else(|| self.mention(entities, one, true));
                let end = self.mentions.all[at].phrase.tokens.end();
                return self.all_of_list(entities, one, first, end);
            }
            if let Some(entity) = entities.of[one] {
                return Some(entity);
            }
            match self.mentions.all[one].anatomy.sort {
                Sort::Body => {
                    return Some(
                        self.definite(entities, one)
                            .unwrap_or_else(|| entities.describe(self.mentions, one, PartyKind::Institution)),
                    );
                }
                Sort::Group => return Some(entities.describe(self.mentions, one, PartyKind::Group)),
                Sort::Role => {
                    let entity = self.mention(entities, one, true)?;
                    return self.speaking(entities, one, Some(entity), None);
                }
                Sort::Seat(state) => return Some(entities.seat(self.mentions, one, state)),
                Sort::Document => inner = self.mentions.all[one].complement,
                _ => break,
            }
        }
        // „Nach eigenen Angaben hat die Feuerwehr …“: the subject that follows.
        if anatomy.adjectives.iter().any(|one| words.is_one_of(*one, &["eigenen", "eigener", "eigenem", "eigene"])) {
            let same = (at + 1..self.mentions.all.len()).take_while(|one| self.mentions.all[*one].sentence == mention.sentence);
            let Some(subject) = same.into_iter().find(|one| self.mentions.all[*one].is_subject) else {
                return self.best(entities, at, true, Genders::ANY);
            };
            return entities.of[subject].or_else(|| self.mention(entities, subject, true));
        }
        // „seiner Ansicht nach“
        if let Some(possessive) = anatomy.possessive(words) {
            let text = words.text(possessive).to_lowercase();
            let genders = if text.starts_with("sein") { Genders::MASCULINE_OR_NEUTER } else { Genders::FEMININE_OR_PLURAL };
            return if text.starts_with("sein") || text.starts_with("ihr") {
                self.best(entities, at, true, genders)
            } else {
                None
            };
        }
        if let Some(state) = anatomy.adjectives.iter().find_map(|one| words.pack.parties.state_of_adjective(words.text(*one))) {
            return Some(entities.state(self.mentions, at, state));
        }
        let noun = anatomy.common.unwrap_or(anatomy.nouns.start());
        entities.issuer(self.mentions, at, words.text(noun))
    }
}
