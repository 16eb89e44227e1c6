//! What a noun phrase says of whom it names: roles, a name, what it belongs to.

use wortlaut_text::{TokenKind, TokenRange};

use super::gender::{genders, is_plural_role};
use crate::analysis::noun_phrases::NounPhrase;
use crate::analysis::words::Words;
use crate::language::{Classes, Genders, Known, KnownName, NounClasses};
use crate::model::tagging::Part;

/// What kind of thing a phrase names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sort {
    /// A person by name.
    Person,
    /// A name that may be a person's or a body's: *Airbus*, *Brandt*.
    Name,
    /// A body, named or described: *die Bundesregierung*, *Human Rights Watch*.
    Body,
    /// A state.
    State,
    /// A town that can stand for a state.
    Seat(&'static str),
    /// People in the plural.
    Group,
    /// A person by office, profession or relation alone.
    Role,
    /// A text, a saying.
    Document,
    /// A pronoun.
    Pronoun,
    /// Anything else.
    Thing,
}

/// The parts of a phrase, as tokens.
#[derive(Clone, Debug)]
pub(crate) struct Anatomy {
    pub(crate) sort: Sort,
    /// Offices, titles and professions before the name, or alone.
    pub(crate) roles: Vec<usize>,
    /// Adjectives before the first noun.
    pub(crate) adjectives: Vec<usize>,
    /// The proper name, without roles and common nouns.
    pub(crate) name: Option<TokenRange>,
    /// The common noun that tells what is named: *die Zeitung* Echo.
    pub(crate) common: Option<usize>,
    /// All nouns and names, without article, adjectives and what stands in brackets.
    pub(crate) nouns: TokenRange,
    /// What stands in brackets behind it.
    pub(crate) bracket: Option<TokenRange>,
    /// A name in the genitive before it: *Brandts* Sprecher.
    pub(crate) owner: Option<TokenRange>,
    pub(crate) determiner: Option<usize>,
    pub(crate) genders: Genders,
    /// The entry of a name that the tables know.
    pub(crate) known: Option<KnownName>,
}

impl Anatomy {
    /// *der, die, das, dieser*, or a contraction with a preposition: somebody known.
    pub(crate) fn is_definite(&self, words: &Words<'_>) -> bool {
        self.determiner.is_some_and(|at| {
            words.is_one_of(
                at,
                &[
                    "der", "die", "das", "den", "dem", "des", "dieser", "diese", "dieses", "diesen", "diesem", "beide", "beiden",
                    "vom", "beim", "zum", "zur", "im", "am",
                ],
            )
        })
    }

    /// *ein, eine*: somebody new.
    pub(crate) fn is_indefinite(&self, words: &Words<'_>) -> bool {
        self.determiner.is_some_and(|at| {
            words.is_one_of(
                at,
                &["ein", "eine", "einer", "eines", "einem", "einen", "mehrere", "einige", "viele", "manche", "andere", "weitere"],
            )
        })
    }

    /// *sein, ihr*: somebody in relation to another.
    pub(crate) fn possessive(&self, words: &Words<'_>) -> Option<usize> {
        self.determiner.filter(|at| {
            let text = words.text(*at).to_lowercase();
            ["sein", "ihr", "mein", "unser", "dessen", "deren"].iter().any(|start| text.starts_with(start))
        })
    }
}

/// The parts of `phrase`.
pub(crate) fn anatomy(words: &Words<'_>, phrase: &NounPhrase) -> Option<Anatomy> {
    let core = phrase.core;
    if phrase.pronoun {
        return Some(pronoun(words, phrase));
    }
    let bracket = bracket(words, core);
    let open = core.range().find(|at| words.text(*at) == "(" && *at > core.start());
    let end = open.unwrap_or(core.end());
    let mut at = core.start();
    let mut determiner = None;
    while at + 1 < end && words.has(at, Classes::OPENS_NOUN_PHRASE.with(Classes::CONTRACTION)) {
        determiner = determiner.or(Some(at));
        at += 1;
    }
    let mut adjectives = Vec::new();
    // An adjective that is part of a name stands with a capital: „das Weiße Haus“, „die Europäische Union“.
    while at < end && !starts_name(words, at, end) {
        if words.is_word(at) && words.is_adjectival(at) {
            adjectives.push(at);
        }
        at += 1;
    }
    let first = at;
    if first >= end {
        return None;
    }
    let mut last = end;
    while last > first + 1 && !words.is_word(last - 1) {
        last -= 1;
    }
    let nouns = TokenRange::new(after_participle(words, first, last), last);
    if nouns.is_empty() {
        return None;
    }
    let mut found = Anatomy {
        sort: Sort::Thing,
        roles: Vec::new(),
        adjectives,
        name: None,
        common: None,
        nouns,
        bracket,
        owner: None,
        determiner,
        genders: Genders::ANY,
        known: None,
    };
    if found.determiner.is_none() && found.adjectives.is_empty() {
        take_owner(words, &mut found);
    }
    classify(words, phrase, &mut found);
    let both = found.genders.and(genders(words, phrase, &found));
    found.genders = if both.is_none() { found.genders } else { both };
    Some(found)
}

fn pronoun(words: &Words<'_>, phrase: &NounPhrase) -> Anatomy {
    let plural = Genders::PLURAL;
    let genders = match words.text(phrase.head).to_lowercase().as_str() {
        "er" | "ihn" | "dieser" | "jener" | "letzterer" | "ersterer" | "jeder" => Genders::MASCULINE,
        "ihm" | "dem" | "dessen" | "seiner" | "diesem" => Genders::MASCULINE_OR_NEUTER,
        "sie" | "diese" | "die" | "deren" | "ihrer" => Genders::FEMININE_OR_PLURAL,
        "ihr" | "letztere" => Genders::FEMININE_OR_PLURAL,
        "ihnen" | "denen" | "beide" | "beiden" | "alle" | "wir" | "uns" => plural,
        "es" | "das" | "dies" | "dieses" => Genders::NEUTER,
        _ => Genders::ANY,
    };
    Anatomy {
        sort: Sort::Pronoun,
        roles: Vec::new(),
        adjectives: Vec::new(),
        name: None,
        common: None,
        nouns: phrase.core,
        bracket: None,
        owner: None,
        determiner: None,
        genders,
        known: None,
    }
}

/// What stands between brackets at the end of a phrase.
fn bracket(words: &Words<'_>, core: TokenRange) -> Option<TokenRange> {
    let close = core.end().checked_sub(1).filter(|at| words.text(*at) == ")")?;
    let open = (core.start()..close).rev().find(|at| words.text(*at) == "(")?;
    (open + 1 < close).then(|| TokenRange::new(open + 1, close))
}

/// Whether the nouns of a phrase begin here: with a noun, or with an adjective that has a capital inside a sentence.
fn starts_name(words: &Words<'_>, at: usize, end: usize) -> bool {
    if !words.is_word(at) || !words.is_capital(at) || is_lower_compound(words.text(at)) {
        return false;
    }
    if words.is_noun(at) {
        return true;
    }
    // „Auswärtige Amt“ after an article: a name. First in the sentence a capital says nothing.
    let named = || (at..end).filter(|one| words.is_word(*one)).map(|one| words.text(one));
    !words.is_start(at) || at + 1 < end && words.pack.parties.known(named()).is_some()
}

/// „US-amerikanische“, „SPD-nahen“: adjectives with a capital.
fn is_lower_compound(text: &str) -> bool {
    text.rsplit_once('-').is_some_and(|(_, last)| last.chars().next().is_some_and(char::is_lowercase))
        && ["e", "en", "er", "es", "em"].iter().any(|ending| text.ends_with(ending))
}

/// An adjective with a capital before a noun, as part of a name: *Demokratische* Partei, *Internationalen* Gerichtshof.
pub(crate) fn is_capital_adjective(words: &Words<'_>, at: usize, end: usize) -> bool {
    if at + 1 >= end {
        return false;
    }
    let text = words.text(at);
    let lower = text.to_lowercase();
    let Some(stem) = ["en", "er", "es", "em", "e"].iter().find_map(|ending| lower.strip_suffix(ending)) else { return false };
    words.is_capital(at)
        && words.is_noun(at + 1)
        && text.chars().count() > 3
        && words.pack.parties.given_name(text).is_none()
        && (words.pack.parties.state_of_adjective(text).is_some()
            || ["isch", "lich", "ig", "al", "iv", "ell", "eint", "deutsch", "weiß", "rot", "grün", "neu", "höher"]
                .iter()
                .any(|end| stem.ends_with(end))
            || words.part(at).is_some_and(|part| part == Part::Adjective))
        && !words.nouns(at).any(NounClasses::FIRST_NAME)
}

/// „der vom *Rat Nordstadt* ausgearbeitete Entwurf“: the nouns behind the last adjective in lower case.
fn after_participle(words: &Words<'_>, first: usize, last: usize) -> usize {
    (first + 1..last.saturating_sub(1).max(first + 1))
        .rev()
        .find(|at| words.is_word(*at) && !words.is_capital(*at) && words.is_adjectival(*at) && words.text(*at).len() > 3)
        .map_or(first, |at| at + 1)
}

/// „Brandts Sprecher“, „Ada Brandts Kampagne“, „Lettlands Präsident“: the name in the genitive is another party.
fn take_owner(words: &Words<'_>, found: &mut Anatomy) {
    let nouns = found.nouns;
    let parties = &words.pack.parties;
    let common = NounClasses::SPEAKER.with(NounClasses::CUE).with(NounClasses::SPEECH_OBJECT);
    let names_person = NounClasses::FIRST_NAME.with(NounClasses::TITLE);
    for at in nouns.range().take(4) {
        let text = words.text(at);
        let classes = words.nouns(at);
        let next = at + 1;
        if next < nouns.end()
            && (text.ends_with('s') || text.ends_with('’') || text.ends_with('\''))
            && (is_place(words, text)
                || !classes
                    .any(NounClasses::ROLE.with(NounClasses::GROUP).with(NounClasses::INSTITUTION).with(NounClasses::PLURAL)))
            && (words.nouns(next).any(common)
                || is_place(words, text)
                    && (parties.given_name(words.text(next)).is_some() || at == nouns.start() && next + 1 == nouns.end()))
            && (!words.nouns(next).any(names_person) || words.nouns(next).any(NounClasses::ROLE) || is_place(words, text))
            && words.pack.parties.given_name(text).is_none()
        {
            found.owner = Some(TokenRange::new(nouns.start(), next));
            found.nouns = TokenRange::new(next, nouns.end());
            return;
        }
        if classes.any(NounClasses::INSTITUTION.with(NounClasses::GROUP)) {
            return;
        }
    }
}

/// The phrase is a name that the tables know.
fn take_known(words: &Words<'_>, phrase: &NounPhrase, name: TokenRange, found: &mut Anatomy) {
    let Some(known) = found.known else { return };
    found.name = Some(name);
    found.genders = known.genders;
    found.sort = match known.known {
        Known::State => Sort::State,
        Known::Seat(state) => Sort::Seat(state),
        Known::Town => Sort::Name,
        Known::Building | Known::Body | Known::Medium => Sort::Body,
    };
    if words.nouns(name.start()).any(NounClasses::GROUP) && phrase.plural == Some(true) && found.sort == Sort::Body {
        found.genders = Genders::PLURAL;
    }
}

/// Whether a word is the genitive of a state or town.
fn is_place(words: &Words<'_>, text: &str) -> bool {
    let known = text.strip_suffix('s').and_then(|bare| words.pack.parties.known(std::iter::once(bare)));
    known.is_some_and(|known| matches!(known.known, Known::State | Known::Seat(_) | Known::Town))
}

fn classify(words: &Words<'_>, phrase: &NounPhrase, found: &mut Anatomy) {
    let parties = &words.pack.parties;
    let nouns = found.nouns;
    let class = |at: usize| words.nouns(at);
    let mut at = nouns.start();
    if nouns.len() > 1 {
        found.known = parties.known(nouns.range().filter(|one| words.is_word(*one)).map(|one| words.text(one)));
        if found.known.is_some() {
            take_known(words, phrase, nouns, found);
            return;
        }
    }
    // „die Demokratische Partei“: what the noun behind its adjectives names.
    let mut lead = at;
    while is_capital_adjective(words, lead, nouns.end()) {
        lead += 1;
    }
    if lead > at
        && class(lead).any(NounClasses::INSTITUTION.with(NounClasses::MEDIUM))
        && !class(lead).any(NounClasses::FIRST_NAME)
    {
        found.sort = Sort::Body;
        found.common = Some(lead);
        return;
    }
    // A role or title that does not end the nouns stands before a name.
    while at < nouns.end() && class(at).any(NounClasses::ROLE.with(NounClasses::TITLE)) {
        let last = at + 1 == nouns.end();
        // „der Aufsichtsrat“, „der Stadtrat“: bodies, unless a name follows.
        let part = words.text(at).rsplit('-').next().unwrap_or_default();
        if last && parties.is_body(part) && found.roles.is_empty() && phrase.plural != Some(true) {
            break;
        }
        let given = parties.given_name(words.text(at)).is_some();
        if given && !last && parties.given_name(words.text(at + 1)).is_none() && found.roles.is_empty() {
            break;
        }
        found.roles.push(at);
        at += 1;
        while at < nouns.end() && !words.is_word(at) {
            at += 1;
        }
    }
    if at >= nouns.end() {
        let last = found.roles.last().copied().unwrap_or(nouns.start());
        let plural = is_plural_role(words, phrase, found, last);
        let is_title = found.roles.iter().all(|at| class(*at).any(NounClasses::TITLE) && !class(*at).any(NounClasses::ROLE));
        found.sort = if plural { Sort::Group } else { Sort::Role };
        if is_title {
            found.sort = Sort::Role;
        }
        found.genders = if plural { Genders::PLURAL } else { Genders::ANY };
        return;
    }
    // „Bürgermeister von Kaltenau Frau Ada Brandt“
    let inner = (at..nouns.end().saturating_sub(1)).rev().find(|one| {
        *one > at
            && class(*one).any(NounClasses::ROLE.with(NounClasses::TITLE))
            && parties.given_name(words.text(one + 1)).is_some()
    });
    if let Some(inner) = inner.filter(|_| !found.roles.is_empty()) {
        found.roles.push(inner);
        at = inner + 1;
    }
    let rest = TokenRange::new(at, nouns.end());
    let first = rest.start();
    found.known = parties.known(rest.range().filter(|one| words.is_word(*one)).map(|one| words.text(one)));
    if !found.roles.is_empty() {
        // „der Präsident Thailands“, „der Doktorvater Brandts“: a genitive behind the role.
        let text = words.text(nouns.end() - 1);
        let place = is_place(words, text);
        let genitive = text.ends_with('s') && found.determiner.is_some() && rest.len() == 1;
        if genitive && (place || class(found.roles[found.roles.len() - 1]).any(NounClasses::ROLE) && is_new_name(words, rest)) {
            found.owner = Some(rest);
            found.nouns = TokenRange::new(nouns.start(), at);
            found.sort = Sort::Role;
            found.known = None;
            return;
        }
        let body = class(first).any(NounClasses::INSTITUTION) && !class(first).any(NounClasses::FIRST_NAME);
        found.sort = if body { Sort::Body } else { Sort::Person };
        if body {
            // „der Berliner Senat“: what names people stands as an adjective.
            found.roles.clear();
            found.common = Some(first);
            found.known = parties.known(nouns.range().filter(|one| words.is_word(*one)).map(|one| words.text(one)));
            found.name = found.known.map(|_| nouns);
        } else {
            found.name = Some(personal(words, rest));
        }
        return;
    }
    if found.known.is_some() {
        take_known(words, phrase, rest, found);
        return;
    }
    let given = parties.given_name(words.text(first));
    if given.is_some() && rest.len() >= 2 && !class(first).any(NounClasses::INSTITUTION) {
        let last_is_body =
            rest.range().any(|at| class(at).any(NounClasses::INSTITUTION) && !class(at).any(NounClasses::FIRST_NAME));
        found.sort = if last_is_body { Sort::Body } else { Sort::Person };
        found.name = Some(if last_is_body { rest } else { personal(words, rest) });
        return;
    }
    if class(first).any(NounClasses::INSTITUTION) || rest.range().any(|at| class(at).any(NounClasses::INSTITUTION)) {
        found.sort = Sort::Body;
        found.common = rest.range().find(|at| class(*at).any(NounClasses::INSTITUTION));
        name_after_common(words, rest, found);
        if phrase.plural == Some(true) && found.name.is_none() {
            found.genders = Genders::PLURAL;
        }
        return;
    }
    if class(first).any(NounClasses::TIME) {
        return;
    }
    if class(first).any(NounClasses::MEDIUM) {
        found.sort = Sort::Body;
        found.name = Some(rest);
        return;
    }
    if class(first).any(NounClasses::GROUP) {
        found.sort = Sort::Group;
        found.common = Some(first);
        found.genders = Genders::PLURAL.or(parties.genders(words.text(first)));
        if rest.len() > 1 && found.determiner.is_some() {
            name_after_common(words, rest, found);
            if found.name.is_some() {
                found.sort = Sort::Body;
            }
        }
        return;
    }
    if class(first).any(NounClasses::DOCUMENT.with(NounClasses::CUE).with(NounClasses::SPEECH_OBJECT)) {
        found.sort = Sort::Document;
        found.common = Some(first);
        // „Meinung Russlands“, „Aussagen Brandts“
        let last = nouns.end() - 1;
        let given = rest.len() > 2 && parties.given_name(words.text(first + 1)).is_some();
        if (given || rest.len() == 2)
            && words.text(last).ends_with('s')
            && (given || is_place(words, words.text(last)) || is_new_name(words, TokenRange::new(last, last + 1)))
        {
            found.owner = Some(TokenRange::new(first + 1, last + 1));
            found.nouns = TokenRange::new(first, first + 1);
            return;
        }
        name_after_common(words, rest, found);
        return;
    }
    if let Some(genders) = given.filter(|_| words.classes(first) == Classes::NONE) {
        found.sort = Sort::Person;
        found.name = Some(rest);
        found.genders = genders;
        return;
    }
    let initial = words.text(first);
    if rest.len() > 1
        && initial.ends_with('.')
        && initial.chars().filter(|c| c.is_alphabetic()).count() <= 2
        && found.determiner.is_none()
    {
        found.sort = Sort::Person;
        found.name = Some(personal(words, rest));
        return;
    }
    if is_proper(words, rest, found) {
        found.sort = if is_acronym(words.text(first)) { Sort::Body } else { Sort::Name };
        found.name = Some(rest);
        return;
    }
    // „der 56-Jährige“, „die Angeklagte“, „der Linke“ and the like.
    let text = words.text(first);
    if rest.len() == 1
        && ["-Jährige", "-Jähriger", "-Jährigen", "-jährige", "-jähriger", "-jährigen"].iter().any(|end| text.ends_with(end))
    {
        found.roles.push(first);
        found.sort = if phrase.plural == Some(true) { Sort::Group } else { Sort::Role };
    }
}

/// A personal name without a common noun that the phrase took in behind it: „sagte Ada Brandt *Gespräche* zu“.
fn personal(words: &Words<'_>, rest: TokenRange) -> TokenRange {
    let common = |at: usize| {
        words.part(at).is_some_and(|part| part == Part::Noun)
            && !words.nouns(at).any(NounClasses::FIRST_NAME)
            && (words.nouns(at).any(NounClasses::PLURAL.with(NounClasses::SPEECH_OBJECT).with(NounClasses::CUE))
                || words.text(at).ends_with("ung"))
            || words.is_word(at) && !words.is_capital(at) && !super::names::is_particle(words.text(at))
    };
    let end = rest.range().skip(2).find(|at| common(*at)).unwrap_or(rest.end());
    TokenRange::new(rest.start(), end)
}

/// Whether the same name stands elsewhere in the article without its *s*.
fn is_new_name(words: &Words<'_>, rest: TokenRange) -> bool {
    let text = words.text(rest.start());
    let bare = &text[..text.len() - 1];
    words.occurs(bare)
}

/// „die Organisation *Human Rights Watch*“, „die Zeitung *Echo*“: a proper name behind a common noun. „die Staatsanwaltschaft Kiel“ and
/// „die Universität Halle“ have their names with the noun.
fn name_after_common(words: &Words<'_>, rest: TokenRange, found: &mut Anatomy) {
    let Some(common) = found.common else { return };
    // „sagten die Behörden Unterkünfte zu“: another common noun is no name.
    let other = |at: usize| {
        words.is_word(at)
            && (!words.is_capital(at) && !super::names::is_particle(words.text(at)) && words.classes(at) != Classes::NONE
                || words.nouns(at).any(NounClasses::PLURAL.with(NounClasses::SPEECH_OBJECT))
                    && !words.nouns(at).any(NounClasses::INSTITUTION)
                || words.part(at).is_some_and(|part| part == Part::Noun)
                    && words.pack.parties.known(std::iter::once(words.text(at))).is_none())
    };
    let quoted = (common + 1..rest.end()).any(|at| !words.is_word(at));
    let named = quoted || words.text(common) == "Stiftung";
    let end =
        (common + 1..rest.end()).find(|at| other(*at)).filter(|_| !named && found.determiner.is_some()).unwrap_or(rest.end());
    let rest = TokenRange::new(rest.start(), end);
    found.nouns = TokenRange::new(found.nouns.start(), end);
    let after = TokenRange::new(common + 1, rest.end());
    let known_after = words.pack.parties.known(after.range().filter(|at| words.is_word(*at)).map(|at| words.text(at))).is_some();
    let separate = common == rest.start()
        && !after.is_empty()
        && !is_acronym(words.text(common))
        && words.text(common) != "Stiftung"
        && (found.determiner.is_some() || found.sort == Sort::Document || is_acronym(words.text(common + 1)))
        && (is_acronym(words.text(common + 1))
            || words.pack.parties.body_kind(words.text(common)).is_none_or(|kind| {
                matches!(
                    kind,
                    "company" | "association" | "international" | "media" | "culture" | "union" | "other" | "military" | "sport"
                )
            }))
        && after.range().any(|at| words.is_word(at));
    let quoted = words.text(common) != "Stiftung"
        && words.article.tokens().get(common + 1).is_some_and(|one| one.kind == TokenKind::QuotationMark);
    let medium = known_after && words.pack.parties.body_kind(words.text(common)) == Some("media");
    if separate || medium || quoted && !after.is_empty() {
        found.name = Some(after);
    }
}

/// A name that no table knows: without article, in the singular, or as the tagger says.
fn is_proper(words: &Words<'_>, rest: TokenRange, found: &Anatomy) -> bool {
    let first = rest.start();
    let classes = words.nouns(first);
    if classes.any(NounClasses::TIME.with(NounClasses::PLURAL).with(NounClasses::FEMININE)) {
        return false;
    }
    let text = words.text(first);
    // „US-Politik“, „EU-Reform“: a common noun behind an acronym.
    if text.split_once('-').is_some_and(|(before, last)| {
        is_acronym(before) && last.chars().any(char::is_lowercase) && !words.pack.parties.is_body(last) && rest.len() == 1
    }) {
        return false;
    }
    let common_ending =
        ["ung", "ungen", "heit", "keit", "keiten", "schaft", "ismus", "ierung", "ionen"].iter().any(|end| text.ends_with(end));
    let tagged =
        rest.range().all(|at| words.part(at).is_none_or(|part| matches!(part, Part::Name | Part::Other)) || !words.is_word(at));
    if found.determiner.is_some() || !found.adjectives.is_empty() {
        return is_acronym(text) || tagged && !common_ending && words.part(first).is_some();
    }
    is_acronym(text) || !common_ending && (tagged || rest.len() > 1)
}

/// *SPD*, *UNHCR*, *VfGH*: mostly capitals.
pub(crate) fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let starts = text.chars().next().is_some_and(char::is_uppercase);
    starts && (2..=8).contains(&letters) && (capitals == letters || capitals >= 2 && letters <= 6 && 2 * capitals >= letters)
}
