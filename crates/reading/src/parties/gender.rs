//! Gender and number of who is named, as far as nouns, names and articles tell.

use super::anatomy::{Anatomy, Sort};
use crate::analysis::noun_phrases::NounPhrase;
use crate::analysis::words::Words;
use crate::language::{Genders, NounClasses};

/// The genders that role, name, noun and article leave open.
pub(super) fn genders(words: &Words<'_>, phrase: &NounPhrase, found: &Anatomy) -> Genders {
    let parties = &words.pack.parties;
    let plural = phrase.plural == Some(true);
    match found.sort {
        Sort::Person | Sort::Role => {
            if plural && found.name.is_none() {
                return Genders::PLURAL;
            }
            let by_role =
                found.roles.iter().rev().map(|at| role_genders(words, *at, found.determiner)).find(|one| one.is_known());
            let by_name = found.name.and_then(|name| parties.given_name(words.text(name.start()))).filter(|one| one.is_known());
            by_role.or(by_name).unwrap_or(Genders::PERSON)
        }
        Sort::Body | Sort::State => {
            let noun = found.common.or_else(|| found.nouns.range().rev().find(|at| words.is_noun(*at)));
            let by_noun = noun.filter(|_| found.known.is_none()).map_or(Genders::ANY, |at| parties.genders(words.text(at)));
            let by_article = article_genders(words, phrase, found);
            let both = by_noun.and(by_article);
            if both.is_none() { by_noun } else { both }
        }
        _ => Genders::ANY,
    }
}

/// The gender of a person by the noun for the office: *Ministerin*, *Frau*; a masculine noun may mean a man only.
pub(super) fn role_genders(words: &Words<'_>, at: usize, determiner: Option<usize>) -> Genders {
    let text = words.text(at);
    let article_masculine = determiner.is_some_and(|one| words.is_one_of(one, &["dem", "des", "einem", "eines"]));
    if words.nouns(at).any(NounClasses::FEMININE)
        || [
            "Frau",
            "Mutter",
            "Tochter",
            "Schwester",
            "Witwe",
            "Königin",
            "Person",
            "Geisel",
            "Nichte",
            "Tante",
            "Oma",
            "Braut",
            "Dame",
        ]
        .contains(&text)
        || ["frau", "mutter", "tochter", "schwester"].iter().any(|end| text.ends_with(end))
    {
        return Genders::FEMININE;
    }
    let adjectival =
        ["Angeklagte", "Abgeordnete", "Vorsitzende", "Jährige", "Beauftragte", "Verdächtige", "Beschuldigte", "Angehörige"]
            .iter()
            .any(|end| text.ends_with(end) || text.ends_with(&end.to_lowercase()));
    if adjectival {
        return match determiner.map(|one| words.text(one).to_lowercase()) {
            Some(one) if one == "der" || one == "dieser" => Genders::MASCULINE,
            Some(one) if one == "die" || one == "eine" || one == "diese" => Genders::FEMININE,
            _ if article_masculine => Genders::MASCULINE,
            _ => Genders::PERSON,
        };
    }
    if text.ends_with("Dr.") || text == "Prof." || text == "Dr" {
        return Genders::PERSON;
    }
    Genders::MASCULINE
}

/// What the article tells of a noun's gender.
pub(super) fn article_genders(words: &Words<'_>, phrase: &NounPhrase, found: &Anatomy) -> Genders {
    let Some(at) = found.determiner else { return Genders::ANY };
    match words.text(at).to_lowercase().as_str() {
        "das" => Genders::NEUTER,
        "des" | "dem" | "eines" | "einem" | "beim" | "vom" | "zum" | "im" | "am" => Genders::MASCULINE_OR_NEUTER,
        "eine" | "zur" => Genders::FEMININE,
        "einen" => Genders::MASCULINE,
        "die" => Genders::FEMININE_OR_PLURAL,
        "der" if phrase.cases.nominative && !phrase.cases.genitive => Genders::MASCULINE,
        _ => Genders::ANY,
    }
}

/// Whether a role stands in the plural: *die Meteorologen*, *Beobachtern*, but not *der Minister*.
pub(super) fn is_plural_role(words: &Words<'_>, phrase: &NounPhrase, found: &Anatomy, role: usize) -> bool {
    let class = words.nouns(role);
    let text = words.text(role);
    let article = found.determiner.map(|at| words.text(at).to_lowercase());
    match article.as_deref() {
        Some("der" | "dem" | "ein" | "einem" | "eines" | "des" | "eine" | "beim" | "vom" | "zum" | "zur" | "das") => false,
        Some("die" | "diese") => {
            // „die Vorsitzende“ declines as an adjective: the plural is „die Vorsitzenden“.
            let adjectival = ["ende", "ete", "agte", "igte", "andte", "annte", "ige"].iter().any(|end| text.ends_with(end))
                || text.ends_with('e') && !class.any(NounClasses::PLURAL);
            !adjectival && !text.ends_with("in") && role_genders(words, role, found.determiner) != Genders::FEMININE
        }
        Some("den" | "diesen") => class.any(NounClasses::PLURAL) && text.ends_with("rn") || phrase.plural == Some(true),
        Some(_) => phrase.plural == Some(true),
        None => {
            phrase.plural == Some(true) && phrase.tokens == phrase.core
                || class.any(NounClasses::GROUP) && class.any(NounClasses::PLURAL)
                || ["ern", "nten", "isten", "ologen", "nnen"].iter().any(|end| text.ends_with(end))
        }
    }
}
