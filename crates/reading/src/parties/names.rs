//! Names in their base form, and when two of them are one.

use wortlaut_text::TokenRange;

use super::anatomy::{Anatomy, Sort, is_capital_adjective};
use crate::analysis::words::Words;
use crate::language::{Classes, Genders, NounClasses};

/// The words that stand there, with single spaces.
pub(crate) fn text_of(words: &Words<'_>, range: TokenRange) -> String {
    let text = words.article.span_of(range).of(words.article.text());
    let mut joined = String::with_capacity(text.len());
    for part in text.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(part);
    }
    joined.trim_matches(|c: char| matches!(c, '„' | '“' | '”' | '"' | '»' | '«' | '‚' | '‘' | '\'' | '’' | ',' | ' ')).to_owned()
}

/// A name without the ending of its genitive.
pub(crate) fn without_genitive(name: &str) -> &str {
    name.strip_suffix('’').or_else(|| name.strip_suffix('\'')).or_else(|| name.strip_suffix('s')).unwrap_or(name)
}

/// A personal name in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PersonName {
    /// Given names, as they stand; empty where only the surname is said.
    pub(crate) given: String,
    /// The surname with its particles; empty where only a given name is said.
    pub(crate) last: String,
}

impl PersonName {
    /// The parts of the name at `range`. `genitive`: a final *s* is an ending.
    pub(crate) fn of(words: &Words<'_>, range: TokenRange, genitive: bool) -> Self {
        let tokens: Vec<usize> = range.range().filter(|at| words.is_word(*at)).collect();
        let Some((&end, before)) = tokens.split_last() else { return Self::default() };
        let whole = text_of(words, TokenRange::new(range.start(), end + 1));
        let whole = if genitive { without_genitive(&whole).to_owned() } else { whole };
        if before.is_empty() {
            let given = words.pack.parties.given_name(&whole).is_some() && !words.nouns(end).any(NounClasses::TITLE);
            return if given { Self { given: whole, last: String::new() } } else { Self { given: String::new(), last: whole } };
        }
        // „Karl von der Aue“: the surname starts with its first particle; else it is the last word.
        let particle = |at: &usize| {
            words.is_capital(*at) == words.text(*at).chars().all(|c| !c.is_alphabetic()) || is_particle(words.text(*at))
        };
        let start = tokens.iter().skip(1).find(|at| particle(at)).copied().unwrap_or(end);
        let start = if start < end { start } else { end };
        let split = words.article.span_of(TokenRange::new(start, end + 1)).of(words.article.text()).split_whitespace().count();
        let parts: Vec<&str> = whole.split(' ').collect();
        let cut = parts.len().saturating_sub(split);
        Self { given: parts[..cut].join(" "), last: parts[cut..].join(" ") }
    }

    /// The name as it is written.
    pub(crate) fn full(&self) -> String {
        match (self.given.is_empty(), self.last.is_empty()) {
            (true, _) => self.last.clone(),
            (_, true) => self.given.clone(),
            _ => format!("{} {}", self.given, self.last),
        }
    }
}

/// Lower-case parts of surnames.
pub(crate) fn is_particle(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "von"
            | "van"
            | "zu"
            | "zur"
            | "vom"
            | "de"
            | "der"
            | "den"
            | "del"
            | "della"
            | "da"
            | "dos"
            | "di"
            | "du"
            | "la"
            | "le"
            | "bin"
            | "bint"
            | "ibn"
            | "al"
            | "el"
            | "ten"
    )
}

/// Whether two surnames are one; either may have the ending of a genitive.
pub(crate) fn same_last(one: &str, other: &str) -> bool {
    let lower = |name: &str| name.to_lowercase();
    let (one, other) = (lower(one), lower(other));
    let genitive = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "’" | "'" | "’s" | "'s")) && short.chars().count() > 1
    };
    one == other || genitive(&one, &other) || genitive(&other, &one) || without_particles(&one) == without_particles(&other)
}

fn without_particles(lower: &str) -> &str {
    lower.split_whitespace().next_back().filter(|_| lower.split_whitespace().rev().skip(1).all(is_particle)).unwrap_or(lower)
}

/// Whether two sets of given names can be those of one person: one is missing, begins the other, or is its initial.
pub(crate) fn compatible_given(one: &str, other: &str) -> bool {
    if one.is_empty() || other.is_empty() {
        return true;
    }
    let (mut ones, mut others) = (one.split([' ', '-']), other.split([' ', '-']));
    loop {
        match (ones.next(), others.next()) {
            (Some(one), Some(other)) => {
                let initial = |short: &str, long: &str| {
                    short
                        .strip_suffix('.')
                        .or((short.chars().count() == 1).then_some(short))
                        .is_some_and(|start| long.starts_with(start))
                };
                if one != other && !initial(one, other) && !initial(other, one) {
                    return false;
                }
            }
            _ => return true,
        }
    }
}

/// The name of a body, group or document in its nominative, without article: *Deutscher Wetterdienst*, *maoistische Rebellen*. What
/// belongs to it (*der Spediteure*, *in Kiel*) is `complement`.
pub(crate) fn described(words: &Words<'_>, anatomy: &Anatomy, complement: Option<TokenRange>) -> String {
    let plural = anatomy.genders.is_plural() || anatomy.sort == Sort::Group;
    let mut parts: Vec<String> = Vec::new();
    for &at in &anatomy.adjectives {
        if keeps_adjective(words, anatomy, at) {
            parts.push(strong_nominative(words, anatomy, at, plural));
        }
    }
    let mut nouns = anatomy.nouns;
    // „das Auswärtige Amt“: an adjective with a capital.
    while is_capital_adjective(words, nouns.start(), nouns.end()) {
        parts.push(strong_nominative(words, anatomy, nouns.start(), plural));
        nouns = TokenRange::new(nouns.start() + 1, nouns.end());
    }
    let common = anatomy.common.filter(|at| nouns.range().contains(at));
    let head = base_noun(words, anatomy, common.unwrap_or(nouns.start()), plural);
    match common {
        Some(common) if common > nouns.start() => parts.push(text_of(words, TokenRange::new(nouns.start(), common))),
        _ => {}
    }
    parts.push(head);
    let after = common.unwrap_or(nouns.start()) + 1;
    if after < nouns.end() {
        parts.push(text_of(words, TokenRange::new(after, nouns.end())));
    }
    if let Some(complement) = complement {
        parts.push(text_of(words, complement));
    }
    let mut name = parts.join(" ");
    if let Some(first) = name.chars().next()
        && first.is_lowercase()
    {
        name.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    name
}

/// Adjectives that tell which one: of a state or place, or of belief and kind with people; never *zuständig, örtlich, eigen*.
fn keeps_adjective(words: &Words<'_>, anatomy: &Anatomy, at: usize) -> bool {
    let text = words.text(at);
    if text.contains("jährig") {
        return anatomy.sort == Sort::Role;
    }
    if !text.chars().all(|c| c.is_alphabetic() || c == '-') || words.has(at, Classes::NUMERAL) {
        return false;
    }
    if words.is_capital(at) && !words.is_start(at) {
        return true;
    }
    // „die deutsche Bundesregierung“ is no other than the Bundesregierung.
    if words.text(anatomy.nouns.start()).starts_with("Bundes") && text.to_lowercase().starts_with("deutsch") {
        return false;
    }
    let people = anatomy.sort == Sort::Group || anatomy.genders.is_plural();
    words.pack.parties.state_of_adjective(text).is_some()
        || people && text.chars().count() > 4 && !is_vague(text)
        || ["ische", "ischen", "ischer", "isches", "ischem"].iter().any(|ending| text.ends_with(ending))
            && text.chars().count() > 7
}

/// Adjectives that tell nothing of who somebody is.
fn is_vague(text: &str) -> bool {
    let stems = [
        "zahlreich",
        "verschieden",
        "meist",
        "ander",
        "viel",
        "einzeln",
        "unterschiedlich",
        "weiter",
        "zuständig",
        "beteiligt",
        "betroffen",
        "eigen",
        "örtlich",
        "hiesig",
        "dortig",
        "gesamt",
        "ganz",
        "groß",
        "klein",
        "neu",
        "alt",
        "aktuell",
        "jüngst",
        "letzt",
        "erst",
        "ehemalig",
        "damalig",
        "eingesetzt",
        "angereist",
        "anwesend",
        "mehrer",
        "wenig",
        "einig",
        "beid",
        "eintreffend",
        "bisherig",
    ];
    let lower = text.to_lowercase();
    stems.iter().any(|stem| {
        lower.strip_prefix(stem).is_some_and(|rest| matches!(rest, "" | "e" | "en" | "er" | "es" | "em" | "sten" | "ste"))
    })
}

/// An adjective as it stands in the nominative without article.
fn strong_nominative(words: &Words<'_>, anatomy: &Anatomy, at: usize, plural: bool) -> String {
    let text = words.text(at);
    // „Berliner“, „Frankfurter“ stay as they are.
    let place = text.strip_suffix("er").is_some_and(|stem| {
        words.is_capital(at)
            && words.pack.parties.state_of_adjective(text).is_none()
            && !["isch", "lich", "ig", "al", "iv", "ell", "eint"].iter().any(|end| stem.ends_with(end))
    });
    if place && !matches!(text, "Weißer" | "Roter" | "Grüner" | "Neuer") {
        return text.to_owned();
    }
    let Some(stem) = ["en", "er", "es", "em", "e"].iter().find_map(|ending| text.strip_suffix(ending)) else {
        return text.to_owned();
    };
    let article = anatomy.determiner.map(|at| words.text(at).to_lowercase());
    let genders = anatomy.genders;
    let ending = if plural || genders.is_plural() {
        "e"
    } else if genders == Genders::MASCULINE {
        "er"
    } else if genders == Genders::FEMININE {
        "e"
    } else if genders == Genders::NEUTER {
        "es"
    } else {
        match article.as_deref() {
            Some("der") if text.ends_with('e') => "er",
            Some("das") => "es",
            Some("die" | "eine") => "e",
            _ => return text.to_owned(),
        }
    };
    format!("{stem}{ending}")
}

/// A common noun without the ending of genitive or dative plural.
fn base_noun(words: &Words<'_>, anatomy: &Anatomy, at: usize, plural: bool) -> String {
    let text = words.text(at);
    let article = anatomy.determiner.map(|at| words.text(at).to_lowercase());
    let nouns = &words.pack.nouns;
    let known = |form: &str| nouns.classes(form, &form.to_lowercase());
    if plural {
        if let Some(shorter) = text.strip_suffix('n')
            && known(shorter).any(NounClasses::PLURAL)
        {
            return shorter.to_owned();
        }
        return text.to_owned();
    }
    let genitive = matches!(article.as_deref(), Some("des" | "eines" | "dieses" | "seines" | "ihres"));
    if genitive {
        for ending in ["es", "s"] {
            if let Some(shorter) = text.strip_suffix(ending)
                && (words.pack.parties.is_body(shorter) || known(shorter).any(NounClasses::SPEAKER.with(NounClasses::CUE)))
                && !shorter.ends_with('e')
            {
                return shorter.to_owned();
            }
        }
    }
    text.to_owned()
}

/// Words that a name may have.
const MOST_WORDS: usize = 12;

/// A name as it may stand in a record: without an article before it and without what a quotation mark ends; `None` if it is a piece of a
/// sentence, a title of a work or a bare role. `is_role_allowed` for surnames and groups, which are nouns for people too.
pub(crate) fn sound(words: &Words<'_>, name: &str, is_role_allowed: bool) -> Option<String> {
    let mut name = name.trim_start_matches(['-', '–', ' ', '/']);
    // „Reuters“ Korrespondent: what the mark ends is the name. Tom „Turbo“ Jansen, Roman „Elbe“: no name.
    if let Some(at) = name.find(['„', '“', '”', '"', '»', '«', '‚', '›', '‹']) {
        if at == 0 || !name[at..].starts_with(['“', '”', '«']) {
            return None;
        }
        name = name[..at].trim_end();
    }
    for article in ["Der ", "Die ", "Das ", "der ", "die ", "das ", "den ", "dem ", "des "] {
        name = name.strip_prefix(article).filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(name);
    }
    if name.contains([':', ';', '?', '!', '…', '(', ')', '[', ']', '\n', '\r', '\t']) {
        return None;
    }
    let parts: Vec<&str> = name.split_whitespace().collect();
    let first = *parts.first()?;
    if parts.len() > MOST_WORDS || !first.chars().next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let long = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 4;
    if parts.iter().any(|part| part.strip_suffix('.').is_some_and(long)) {
        return None;
    }
    let pack = words.pack;
    let closed = Classes::OPENS_NOUN_PHRASE
        .with(Classes::PREPOSITION)
        .with(Classes::PRONOUN)
        .with(Classes::DEMONSTRATIVE)
        .with(Classes::COORDINATOR)
        .with(Classes::SUBORDINATOR)
        .with(Classes::NEGATION);
    let lower = first.to_lowercase();
    let particle = parts.len() > 1 && matches!(first, "von" | "vom" | "zu" | "zum" | "zur");
    let latin = matches!(first, "Pro" | "Contra" | "Plus" | "Via" | "Per");
    let abbreviation = first.chars().nth(1).is_some() && first.chars().all(char::is_uppercase);
    if pack.words.classes(&lower).any(closed) && !particle && !latin && !abbreviation {
        return None;
    }
    let is_finite = |part: &&str| {
        let mut forms = Vec::new();
        pack.verbs.analyses(part, &mut forms);
        part.starts_with(char::is_lowercase)
            && *part != "bin"
            && pack.words.classes(part) == Classes::NONE
            && forms.iter().any(|one| one.form.is_finite())
    };
    let auxiliary = |part: &&str| matches!(*part, "ist" | "sind" | "war" | "hat" | "haben" | "wird" | "werden" | "sei" | "habe");
    if parts.iter().any(|part| is_finite(part) || auxiliary(part)) {
        return None;
    }
    let classes = pack.nouns.classes(first, &lower);
    let body = classes.any(NounClasses::INSTITUTION) || pack.parties.is_body(first);
    if parts.len() == 1 && classes.any(NounClasses::ROLE.with(NounClasses::TITLE)) && !is_role_allowed && !body {
        return None;
    }
    Some(name.to_owned())
}

/// Whether `short` is made of the initials of `full`: *HRW* of *Human Rights Watch*, *DWD* of *Deutscher Wetterdienst* is not.
pub(crate) fn is_abbreviation(short: &str, full: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    if letters.chars().count() < 2 || short.contains(' ') {
        return false;
    }
    initials(full).contains(&letters)
}

/// The initials of a name of several words, those of its lower-case words left out and taken in.
pub(crate) fn initials(full: &str) -> Vec<String> {
    if !full.contains([' ', '-']) {
        return Vec::new();
    }
    let initials = |skip: bool| -> String {
        full.split([' ', '-'])
            .filter(|word| !skip || word.chars().next().is_some_and(char::is_uppercase))
            .filter_map(|word| word.chars().next())
            .flat_map(char::to_lowercase)
            .collect()
    };
    [true, false].map(initials).into_iter().filter(|one| one.chars().count() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_go_together_where_one_is_missing_or_an_initial() {
        assert!(compatible_given("Ada", "Ada Maria"));
        assert!(compatible_given("A.", "Ada"));
        assert!(compatible_given("", "Ada"));
        assert!(!compatible_given("Ada", "Edda"));
    }

    #[test]
    fn surnames_are_the_same_in_the_genitive_and_without_particles() {
        assert!(same_last("Brandts", "Brandt"));
        assert!(same_last("von der Aue", "Aue"));
        assert!(!same_last("Brandt", "Brand"));
        assert!(!same_last("Mayer Kohl", "Kohl"));
    }

    #[test]
    fn initials_abbreviate() {
        assert!(is_abbreviation("HRW", "Human Rights Watch"));
        assert!(is_abbreviation("VdS", "Verband der Spediteure"));
        assert!(!is_abbreviation("BKA", "Bundeskriminalamt"));
    }
}
