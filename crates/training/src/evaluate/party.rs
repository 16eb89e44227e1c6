//! Whether the found party is the annotated one, told from their names.
//!
//! A found party is **right** if its name, or one of its aliases, is the same name as the annotated one: with an alias the party is the right
//! one too, and is only shown under another of its names. Two names are the same if they are the same words, or differ only in
//!
//! - **inflection**: a genitive, dative or adjective ending of a word (*Auswärtiges Amt*, *Auswärtigen Amts*), an article in front, capitals,
//!   quotation marks, the form of an apostrophe;
//! - **abbreviation**: one word made of the initials of the other name, with or without those of its lower-case words and with each part of a
//!   hyphened word by itself (*HRW*, *Human Rights Watch*); an abbreviation in brackets behind its full form, *Landesforstamt (LFA)*, is the
//!   same as either; an initial stands for a given name (*A. Brandt*, *Ada Brandt*);
//! - **title**: what stands before or, after a comma, behind the name of a person and ends in, or holds, a word that the tables know as title, office
//!   or relation (*Ministerin Ada Brandt*; *Ada Brandt, Sprecherin der Stadtwerke*), and the party in brackets (*Ada Brandt (SPD)*).
//!
//! Nothing else is. Not a surname for the full name (two people may share it, also where the article has one only), not a place left out or
//! added (*Polizei*, *Polizei Nordhafen*), not singular for plural, not another spelling, transcription or translation (*USA*, *Vereinigte
//! Staaten*), not initials of the parts of a compound (*BKA*, unless a bracket says so), not a spokesperson for the institution.
//!
//! **Short.** Annotators name parties in words of their own, and some of these the article never writes: the given name of a person it gives only
//! by surname, the town of a police it calls *die Polizei*. No reading of the text can find such a name. If the found name is what the article does
//! write of it – the surname, or the head noun of the description – the party counts as *short*: told apart from right and from wrong.

use std::ops::Range;

use wortlaut_reading::{KnownNoun, known_noun};

use super::speaker::words;

/// Whether a found party is the annotated one (see the module's documentation for what is the same).
///
/// ```
/// use wortlaut_training::same_party;
/// assert!(same_party("Human Rights Watch", "HRW", &[]));
/// assert!(same_party("Ada Brandt", "Ministerin Ada Brandt", &[]));
/// assert!(same_party("Landesforstamt", "LFA", &["Landesforstamts".to_owned()]));
/// assert!(!same_party("Ada Brandt", "Brandt", &[]));
/// ```
#[must_use]
pub fn same_party(gold: &str, found_name: &str, found_aliases: &[String]) -> bool {
    let gold = Name::of(gold);
    std::iter::once(found_name).chain(found_aliases.iter().map(String::as_str)).any(|found| gold.is_same(&Name::of(found)))
}

/// What became of an annotated party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    Right,
    /// The part of the annotated name that the article writes, which does not write all of it.
    Short,
    Wrong,
    Abstained,
}

/// Compares the annotated party with the found one's name and aliases, in an article with this text.
pub(super) fn outcome(gold: &str, found: Option<(&str, &[String])>, text: &str) -> Outcome {
    match found {
        None => Outcome::Abstained,
        Some((name, aliases)) if same_party(gold, name, aliases) => Outcome::Right,
        Some((name, _)) if Name::of(name).is_short_of(&Name::of(gold)) && !is_written(gold, text) => Outcome::Short,
        Some(_) => Outcome::Wrong,
    }
}

/// Whether the article writes a party's name in a form that is the same.
pub(super) fn is_written(name: &str, text: &str) -> bool {
    let name = Name::of(name);
    let unified = unified(text);
    let text: Vec<&str> = words(&unified).into_iter().map(|word| word.text).collect();
    name.forms.iter().any(|form| {
        let longest = form.first().map_or(0, |word| word.chars().count()).min(LONGEST_ABBREVIATION);
        // As many words as the form has; one for its abbreviation; up to one a letter where it is an abbreviation itself.
        let sizes = [form.len(), 1].into_iter().chain(if form.len() == 1 { 2..longest + 1 } else { 0..0 });
        sizes.into_iter().any(|size| text.windows(size.max(1)).any(|window| is_same_form(form, window)))
    })
}

/// A name as the comparison sees it.
struct Name {
    /// The words of the name, and of the abbreviation in brackets behind it.
    forms: Vec<Vec<String>>,
}

impl Name {
    fn of(name: &str) -> Self {
        let name = unified(name);
        let (outside, inside) = without_brackets(&name);
        let outside = match outside.split_once(',') {
            Some((before, after)) if words(after).iter().any(|word| is_title(word.text)) => before,
            _ => outside.as_str(),
        };
        let mut full: Vec<String> = words(outside).into_iter().map(|word| word.text.to_owned()).collect();
        if full.len() > 1 && ARTICLES.contains(&full[0].to_lowercase().as_str()) {
            full.remove(0);
        }
        let mut forms = Vec::new();
        if let Some(short) =
            inside.filter(|short| is_abbreviation(short) && (is_initials(short, &full) || are_letters_of(short, &full)))
        {
            forms.push(vec![short]);
        }
        if !full.is_empty() {
            forms.insert(0, full);
        }
        Self { forms }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.forms.iter().any(|left| other.forms.iter().any(|right| is_same_form(left, right)))
    }

    /// Whether this is a part of `full` with its head: the last word of a person's name, the noun of a description.
    fn is_short_of(&self, full: &Self) -> bool {
        let (Some(short), Some(full)) = (self.forms.first(), full.forms.first()) else { return false };
        let short = &short[person(short)];
        let noun = full.iter().position(|word| known_noun(word).is_some());
        let head = noun.unwrap_or(full.len().saturating_sub(1));
        let mut from = 0;
        let mut has_head = false;
        for word in short {
            let is_it =
                |at: &usize| if noun.is_none() && *at == head { full[*at] == *word } else { is_inflection(&full[*at], word) };
            let Some(at) = (from..full.len()).find(is_it) else { return false };
            has_head |= at == head;
            from = at + 1;
        }
        has_head && short.len() < full.len()
    }
}

fn is_same_form<L: AsRef<str>, R: AsRef<str>>(left: &[L], right: &[R]) -> bool {
    let is_inflected =
        left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_inflection(left.as_ref(), right.as_ref()));
    is_inflected || abbreviates(left, right) || abbreviates(right, left) || is_same_titled(left, right)
}

/// Whether two names are of one person but for titles. With a surname alone two titles may be those of two people.
fn is_same_titled<L: AsRef<str>, R: AsRef<str>>(left: &[L], right: &[R]) -> bool {
    let (left_name, right_name) = (person(left), person(right));
    let is_twice_titled = left_name.start > 0 && right_name.start > 0;
    !(is_twice_titled && left_name.len() == 1) && is_same_person(&left[left_name], &right[right_name])
}

/// Whether one word stands for the words of the other by their initials.
fn abbreviates<L: AsRef<str>, R: AsRef<str>>(short: &[L], full: &[R]) -> bool {
    let [short] = short else { return false };
    is_abbreviation(short.as_ref()) && is_initials(short.as_ref(), full)
}

/// The words of a person's name without what stands before it; all words where nothing does.
fn person<S: AsRef<str>>(words: &[S]) -> Range<usize> {
    let before_last = words.len().saturating_sub(1);
    let Some(title) = words[..before_last].iter().rposition(|word| is_title(word.as_ref())) else { return 0..words.len() };
    // „Dr. h. c.“
    let is_name = |word: &S| word.as_ref().starts_with(char::is_uppercase) || PARTICLES.contains(&word.as_ref());
    let start = (title + 1..words.len()).find(|at| is_name(&words[*at])).unwrap_or(0);
    start..words.len()
}

/// Whether two names without titles are of one person: the same words, where an initial stands for a given name.
fn is_same_person<L: AsRef<str>, R: AsRef<str>>(left: &[L], right: &[R]) -> bool {
    let last = left.len().saturating_sub(1);
    left.len() == right.len()
        && left.iter().zip(right).enumerate().all(|(at, (left, right))| {
            let (left, right) = (left.as_ref().to_lowercase(), right.as_ref().to_lowercase());
            let is_initial = |short: &str, long: &str| at < last && short.chars().count() == 1 && long.starts_with(short);
            left == right || is_initial(&left, &right) || is_initial(&right, &left)
        })
}

fn is_title(word: &str) -> bool {
    // The tables have „Dr.“ with its dot.
    known_noun(word) == Some(KnownNoun::Person) || known_noun(&format!("{word}.")) == Some(KnownNoun::Person)
}

const LONGEST_ABBREVIATION: usize = 8;

/// Whether a word looks like one: two capitals or more, and no more than eight letters.
fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && word.chars().count() <= LONGEST_ABBREVIATION && word.chars().all(char::is_alphanumeric)
}

/// Whether the letters are the initials of all words, or of those that are not in lower case.
fn is_initials<S: AsRef<str>>(short: &str, full: &[S]) -> bool {
    let parts = || full.iter().flat_map(|word| word.as_ref().split('-')).filter(|part| !part.is_empty());
    let initials = |all: bool| -> String {
        let counted = parts().filter(|part| all || !part.starts_with(char::is_lowercase));
        counted.filter_map(|part| part.chars().next()).flat_map(char::to_lowercase).collect()
    };
    let short = short.to_lowercase();
    parts().nth(1).is_some() && (initials(true) == short || initials(false) == short)
}

/// Whether the letters stand in the words in this order, the first at their beginning: what a bracket may say of a compound.
fn are_letters_of(short: &str, full: &[String]) -> bool {
    let full = full.concat().to_lowercase();
    let mut letters = full.chars();
    let short = short.to_lowercase();
    full.chars().next() == short.chars().next() && short.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

/// Whether two words differ at most in a case ending: *Amt*, *Amts*; *Deutscher*, *Deutschen*.
fn is_inflection(left: &str, right: &str) -> bool {
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    let (short, long) = if left.len() <= right.len() { (&left, &right) } else { (&right, &left) };
    let ending = long.strip_prefix(short.as_str());
    if ending.is_some_and(|ending| ending.is_empty() || (short.chars().count() > 1 && NOUN_ENDINGS.contains(&ending))) {
        return true;
    }
    // *des Rats*, *des Rates*; *Vorsitzender*, *Vorsitzende*.
    [&["s", "es"], ADJECTIVE_ENDINGS].into_iter().any(|endings| {
        let mut stems = endings.iter().filter_map(|ending| left.strip_suffix(ending)).filter(|stem| stem.chars().count() >= 3);
        stems.any(|stem| right.strip_prefix(stem).is_some_and(|ending| endings.contains(&ending)))
    })
}

/// The text with one form of apostrophe, since texts write *Moody’s* in four ways.
fn unified(text: &str) -> String {
    text.replace(['\'', '´', '`', 'ʼ', '‘'], "’")
}

/// What stands outside of brackets, and in the first pair.
fn without_brackets(name: &str) -> (String, Option<String>) {
    let Some((before, rest)) = name.split_once('(') else { return (name.to_owned(), None) };
    let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
    (format!("{before} {after}"), Some(inside.trim().to_owned()))
}

/// Genitive and dative of nouns. A plural in *-e* or *-er* is another party than its singular.
const NOUN_ENDINGS: &[&str] = &["s", "es", "n", "en", "ns", "ens", "’", "’s"];

/// Endings of adjectives and of nouns that are declined like them.
const ADJECTIVE_ENDINGS: &[&str] = &["e", "en", "er", "es", "em"];

const ARTICLES: &[&str] = &["der", "die", "das", "des", "dem", "den", "ein", "eine", "einer", "eines", "einem", "einen", "the"];

/// Lower-case words inside names of persons.
const PARTICLES: &[&str] = &[
    "von", "vom", "zu", "zum", "zur", "van", "den", "der", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ten",
    "ter", "bin", "ibn", "al", "el",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn same(left: &str, right: &str) -> bool {
        let is_same = same_party(left, right, &[]);
        assert_eq!(is_same, same_party(right, left, &[]), "{left} and {right}: the order matters");
        is_same
    }

    #[test]
    fn names_are_the_same_in_every_inflection() {
        for (left, right) in [
            ("Ada Brandt", "Ada Brandts"),
            ("Auswärtiges Amt", "des Auswärtigen Amtes"),
            ("Deutscher Wetterdienst", "Deutschen Wetterdienstes"),
            ("Nordische Behörden", "den nordischen Behörden"),
            ("Vorsitzender des Rats", "Vorsitzende des Rates"),
            ("Nordbote", "Der „Nordbote“"),
            ("The Harbour Post", "Harbour Post"),
            ("Kremls", "Kreml"),
            ("Miller's", "Miller´s"),
            ("Grüne", "die Grünen"),
        ] {
            assert!(same(left, right), "{left} and {right}");
        }
    }

    #[test]
    fn an_abbreviation_is_the_same_as_its_full_form() {
        for (left, right) in [
            ("HRW", "Human Rights Watch"),
            ("Human Rights Watch (HRW)", "HRW"),
            ("Human Rights Watch (HRW)", "Human Rights Watch"),
            ("GdH", "Gewerkschaft der Hafenarbeiter"),
            ("BHA", "Bund für Häfen und Anleger"),
            ("NIH", "Nord-Institut Halmen"),
            ("Landesforstamt (LFA)", "LFA"),
            ("Landesforstamt (LFA)", "Landesforstamts"),
            ("A. Brandt", "Ada Brandt"),
        ] {
            assert!(same(left, right), "{left} and {right}");
        }
        for (left, right) in [
            ("LFA", "Landesforstamt"),
            ("HR", "Human Rights Watch"),
            ("HRW", "Human Rights Board"),
            ("Ada Brandt (SPD)", "SPD"),
            ("Nord", "Nordbote"),
            ("Ada B.", "Ada Brandt"),
            ("B. Brandt", "Ada Brandt"),
            ("George W. Brandt", "George Brandt"),
        ] {
            assert!(!same(left, right), "{left} and {right}");
        }
    }

    #[test]
    fn a_person_is_the_same_with_and_without_a_title() {
        for (left, right) in [
            ("Ada Brandt", "Ministerin Ada Brandt"),
            ("Ada Brandt", "die schwedische Verkehrsministerin Ada Brandt"),
            ("Ada Brandt", "Frau Dr. h. c. Ada Brandt"),
            ("Ada Brandt", "Ada Brandt (SPD)"),
            ("Ada Brandt", "Ada Brandt, Sprecherin der Stadtwerke"),
            ("Ada von Brandt", "SPD-Politikerin Ada von Brandt"),
            ("Brandt", "Ministerin Brandt"),
            ("Senator Ada Brandt", "Ministerin Ada Brandt"),
            ("Ada Brandt", "Ministerin A. Brandt"),
        ] {
            assert!(same(left, right), "{left} and {right}");
        }
    }

    #[test]
    fn nothing_else_is_the_same() {
        for (left, right) in [
            ("Ada Brandt", "Brandt"),
            ("Ada Brandt", "Ada"),
            ("Ada Brandt", "Ida Brandt"),
            ("Ada Brandt", "Ministerin Brandt"),
            ("Sprecher von Ada Brandt", "Ada Brandt"),
            ("Büroleiter von Ada Brandt", "Jonas Feld"),
            ("Anwältin Brandts", "Brandt"),
            ("Anwältin Brandts", "Sprecher Brandts"),
            ("Senator Brandt", "Ministerin Brandt"),
            ("Polizei", "Polizei Nordhafen"),
            ("Bürgermeister von Nordhafen", "Nordhafen"),
            ("Bürgermeister von Nordhafen", "Bürgermeister"),
            ("Gericht", "Gerichte"),
            ("Sprecher", "Sprecherin"),
            ("Sergej Brandt", "Sergei Brandt"),
            ("USA", "Vereinigte Staaten"),
            ("Ministerin", "Ministerium"),
            ("", ""),
            ("Ada Brandt", ""),
            ("(", "()"),
        ] {
            assert!(!same(left, right), "{left} and {right}");
        }
    }

    #[test]
    fn an_alias_counts_like_the_name() {
        assert!(same_party("LFA", "Landesforstamt", &["Forstamt".to_owned(), "LFA".to_owned()]));
        assert!(!same_party("LFB", "Landesforstamt", &["Forstamt".to_owned(), "LFA".to_owned()]));
    }

    #[test]
    fn a_short_name_is_one_that_the_article_could_not_give_in_full() {
        let text = "Ministerin Brandt schwieg. Die Polizei und der Harbour Trust of Sealand auch.";
        let of = |gold: &str, found: &str| outcome(gold, Some((found, &[])), text);
        assert_eq!(of("Ada Brandt", "Brandt"), Outcome::Short);
        assert_eq!(of("Ada Brandt", "Ministerin Brandt"), Outcome::Short);
        assert_eq!(of("Polizei Nordhafen", "Polizei"), Outcome::Short);
        assert_eq!(of("Nordhafener Polizei", "Polizei"), Outcome::Short);
        for (gold, found) in [
            ("Ada Brandt", "Ada"),
            ("Ada Brandt", "Polizei"),
            ("Polizei Nordhafen", "Nordhafen"),
            ("Anwältin Brandts", "Brandt"),
            ("Behörden in Nordhafen", "Nordhafen"),
            // The article writes them in full.
            ("Harbour Trust of Sealand", "Harbour Trust"),
            ("Brandt", "Ada Brandt"),
        ] {
            assert_eq!(of(gold, found), Outcome::Wrong, "{gold}, {found}");
        }
        let full = "Ada Brandts Haus brennt, sagte Brandt.";
        assert_eq!(outcome("Ada Brandt", Some(("Brandt", &[])), full), Outcome::Wrong);
        assert_eq!(outcome("Ada Brandt", None, full), Outcome::Abstained);
        assert_eq!(outcome("Ada Brandt", Some(("Ada Brandt", &[])), text), Outcome::Right);
    }

    #[test]
    fn a_name_is_written_in_every_form_that_is_the_same() {
        let text = "Dem Bund der Häfen sei nichts bekannt, sagte die HRW. Frau A. Brandt schwieg.";
        for name in ["Bund der Häfen", "BdH", "Human Rights Watch", "Ada Brandt", "HRW"] {
            assert!(is_written(name, text), "{name}");
        }
        for name in ["Brandts Bund", "Häfen Nord", "", "BHS"] {
            assert!(!is_written(name, text), "{name}");
        }
    }
}
