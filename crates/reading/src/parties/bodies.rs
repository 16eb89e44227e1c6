//! Bodies: by name, by a common noun with what belongs to it, and by texts they issued.

use wortlaut_text::TokenRange;

use super::anatomy::{Anatomy, Sort, is_acronym};
use super::entities::{Entities, Entity, EntityAt, is_short_name};
use super::mentions::{MentionAt, Mentions};
use super::names::{described, is_abbreviation, text_of};
use crate::PartyKind;
use crate::analysis::words::Words;
use crate::language::{Classes, Genders, Known, NounClasses};

impl Entities<'_, '_> {
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

    pub(super) fn add_body(&mut self, mentions: &Mentions, at: MentionAt) {
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
            let is_new = self.find_keyed(&text).is_none();
            let full = self.spelled_out(at, mentions, &text);
            let entity = self.add_keyed(mentions, at, full.as_ref().unwrap_or(&text), kind, Genders::ANY);
            if full.is_some() {
                self.index.add_name(&words.pack.parties, entity, &text);
                self.all[entity].add_form(&text);
            }
            // „MEZ“, „PDF“: letters alone are nobody until they speak or are explained.
            if is_new && anatomy.common.is_none() && full.is_none() && anatomy.bracket.is_none() {
                self.all[entity].is_named = false;
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
    pub(super) fn spelled_out(&self, at: MentionAt, mentions: &Mentions, short: &str) -> Option<String> {
        let words = self.words;
        let open = mentions.all[at].anatomy.nouns.end();
        let close = (open..words.len().min(open + 12)).find(|at| words.text(*at) == ")")?;
        let full = (words.text(open) == "(" && open + 2 < close).then(|| text_of(words, TokenRange::new(open + 1, close)))?;
        (is_acronym(short) && is_abbreviation(short, &full)).then_some(full)
    }

    /// The name of a state's body that is said to be in the capital: *Russisches Verteidigungsministerium*.
    pub(super) fn national(&self, mentions: &Mentions, at: MentionAt) -> Option<String> {
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
    pub(super) fn stands_alone(&self, noun: &str, anatomy: &Anatomy) -> bool {
        let unique = ["Bundes", "Landes", "Staats", "Stadt"].iter().any(|start| noun.starts_with(start));
        unique && !anatomy.genders.is_plural()
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
}

/// What a body is.
pub(super) fn body_kind(words: &Words<'_>, anatomy: &Anatomy) -> PartyKind {
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
pub(super) fn has_field(noun: &str) -> bool {
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

/// The short name in brackets that opens at a token.
pub(super) fn bracketed(words: &Words<'_>, open: usize) -> Option<String> {
    let inside = open + 2 < words.len() && words.text(open) == "(" && words.text(open + 2) == ")";
    inside.then(|| words.text(open + 1).to_owned()).filter(|text| is_short_name(text))
}
