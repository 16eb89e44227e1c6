//! Finds entities by their names in a time that does not grow with their number.

use rustc_hash::FxHashMap;

use super::anatomy::is_acronym;
use super::entities::EntityAt;
use super::names::{PersonName, initials, without_genitive};
use crate::language::{Parties, key, stem};

/// Names of entities, each as it can be asked for. Where two share a name, the one that had it first has it.
#[derive(Debug, Default)]
pub(super) struct Index {
    keys: FxHashMap<String, EntityAt>,
    /// Acronyms by their letters, and the initials of longer names.
    acronyms: FxHashMap<String, EntityAt>,
    initials: FxHashMap<String, EntityAt>,
    /// Keys of the full names that short ones stand for.
    spelled_out: FxHashMap<String, EntityAt>,
    /// Persons by each word of their names.
    persons: FxHashMap<String, Vec<EntityAt>>,
    /// Bodies by each word of their names.
    bodies: FxHashMap<String, Vec<EntityAt>>,
}

impl Index {
    /// The entity with that key of a name.
    pub(super) fn by_key(&self, key: &str) -> Option<EntityAt> {
        self.keys.get(key).copied()
    }

    pub(super) fn add_key(&mut self, entity: EntityAt, key: String) {
        self.keys.entry(key).or_insert(entity);
    }

    /// Adds a name of something that is no person, and what it abbreviates or is abbreviated by.
    pub(super) fn add_name(&mut self, parties: &Parties, entity: EntityAt, name: &str) {
        self.add_key(entity, key(name.split([' ', '-'])));
        if is_acronym(name) {
            self.acronyms.entry(letters(name)).or_insert(entity);
        }
        for initials in initials(name) {
            self.initials.entry(initials).or_insert(entity);
        }
        for full in parties.full_names(name) {
            self.spelled_out.entry(key(full.split(['_', '-']))).or_insert(entity);
        }
        for word in name.split(' ') {
            let of = self.bodies.entry(stem(word)).or_default();
            if !of.contains(&entity) && of.len() < MOST {
                of.push(entity);
            }
        }
    }

    /// The entity whose short or full name this is.
    pub(super) fn abbreviated(&self, parties: &Parties, name: &str) -> Option<EntityAt> {
        let full = parties.full_names(name).iter().find_map(|full| self.by_key(&key(full.split(['_', '-']))));
        let by_letters = || is_acronym(name).then(|| self.initials.get(&letters(name)).copied()).flatten();
        let by_initials = || initials(name).into_iter().find_map(|initials| self.acronyms.get(&initials).copied());
        let spelled_out = || self.spelled_out.get(&key(name.split([' ', '-']))).copied();
        full.or_else(spelled_out).or_else(by_letters).or_else(by_initials)
    }

    pub(super) fn add_person(&mut self, entity: EntityAt, name: &PersonName) {
        for word in [&name.given, &name.last].into_iter().flat_map(|part| part.split(' ')).filter(|word| !word.is_empty()) {
            let of = self.persons.entry(bare(word)).or_default();
            if !of.contains(&entity) && of.len() < MOST {
                of.push(entity);
            }
        }
    }

    /// Persons that share a word of their names with this one, in the order of their first mention.
    pub(super) fn persons(&self, name: &PersonName) -> Vec<EntityAt> {
        let words = [&name.given, &name.last].into_iter().flat_map(|part| part.split(' ')).filter(|word| !word.is_empty());
        let mut found: Vec<EntityAt> = words.filter_map(|word| self.persons.get(&bare(word))).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Bodies in whose name a noun stands.
    pub(super) fn bodies(&self, noun: &str) -> &[EntityAt] {
        self.bodies.get(&stem(noun)).map_or(&[], Vec::as_slice)
    }
}

/// Entities that are kept for one word: more share it only in lists.
const MOST: usize = 32;

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// A word of a personal name in lower case, without what may be the ending of a genitive.
fn bare(word: &str) -> String {
    without_genitive(&word.to_lowercase()).to_owned()
}
