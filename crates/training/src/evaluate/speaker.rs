//! Whether two noun phrases name the same speaker, told from their heads.

use wortlaut_text::{Language, Span};

/// Who said it, as one side of a comparison tells it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Named<'t> {
    /// Where it stands; the first piece if there are several.
    pub(crate) span: Option<Span>,
    /// What stands there.
    pub(crate) text: &'t str,
    /// The canonical name, where the side knows one.
    pub(crate) party: Option<&'t str>,
}

/// Whether a found speaker is the annotated one, as far as words tell:
///
/// - nobody is named on either side, or both sides mark the same span, or
/// - the last word of the party's canonical name stands in the found speaker („Ada Brandt“ in „Brandts Sprecher“ too:
///   a known leniency), or
/// - the two phrases share the very word that is the head of both, or
/// - the heads are equal words but for an ending, and are no pronouns, or
/// - both are the same pronoun and the spans overlap.
pub(crate) fn is_same(gold: Named<'_>, found: Named<'_>, language: Option<Language>) -> bool {
    let (Some(gold_span), Some(found_span)) = (gold.span, found.span) else {
        return gold.span.is_none() && found.span.is_none();
    };
    if gold_span == found_span {
        return true;
    }
    let found_words = words(found.text);
    if let Some(name) = gold.party.and_then(|party| words(party).pop())
        && found_words.iter().any(|word| is_inflection(word.text, name.text))
    {
        return true;
    }
    let (Some(left), Some(right)) = (head(gold.text, language), head(found.text, language)) else {
        return false;
    };
    let place = |span: Span, word: Word<'_>| span.start().index() + word.at;
    if place(gold_span, left) == place(found_span, right) {
        return true;
    }
    is_inflection(left.text, right.text) && (!is_pronoun(left.text) || gold_span.overlaps(found_span))
}

/// Whether a phrase only points at somebody.
pub(super) fn is_pronoun(phrase: &str) -> bool {
    PRONOUNS.contains(&phrase.to_lowercase().as_str())
}

/// Whether the heads of two noun phrases are the same word but for its ending.
///
/// ```
/// use wortlaut_training::head_matches;
/// assert!(head_matches("der Innenminister Jonas Feld", "Feld"));
/// assert!(head_matches("ein Sprecher der Stadtwerke", "dem Sprecher"));
/// assert!(!head_matches("ein Sprecher der Stadtwerke", "die Stadtwerke"));
/// ```
#[must_use]
pub fn head_matches(left: &str, right: &str) -> bool {
    match (head(left, None), head(right, None)) {
        (Some(left), Some(right)) => is_inflection(left.text, right.text),
        _ => false,
    }
}

/// A word of a phrase and its byte within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    at: usize,
    /// Whether a mark that ends a phrase stands before it: comma, bracket, colon, dash.
    pub(super) is_apart: bool,
}

/// Runs of letters and digits, with inner hyphens and apostrophes.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let (mut start, mut is_apart) = (None, false);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_inside = c.is_alphanumeric() || (start.is_some() && "-'’".contains(c));
        match (start, is_inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = text[from..at].trim_end_matches(['-', '\'', '’']);
                found.push(Word { text: word, at: from, is_apart });
                (start, is_apart) = (None, false);
            }
            _ => {}
        }
        is_apart |= ",;:()[]–—".contains(c);
    }
    found
}

/// The head of a noun phrase: the word that says who it is.
///
/// The phrase is read up to its first comma, bracket, dash, coordination („und“), preposition or genitive article that
/// follows a noun; what comes later describes. In German the head is the last capitalised word before that: the name's
/// last word in „der Innenminister Jonas Feld“, the role in „ein Sprecher der Stadtwerke“. Elsewhere, and in
/// phrases without a capital, it is simply the last word: „he“, „der 35-jährige“, „a campaign operative“.
fn head(phrase: &str, language: Option<Language>) -> Option<Word<'_>> {
    let is_german = language != Some(Language::English);
    let is_capital = |word: &Word<'_>| word.text.starts_with(char::is_uppercase);
    let mut core: Vec<Word<'_>> = Vec::new();
    let mut has_noun = false;
    // „er selbst“ is „er“.
    for word in words(phrase).into_iter().filter(|word| word.text != "selbst") {
        let ends = word.is_apart || BOUNDARIES.contains(&word.text);
        if has_noun && ends {
            break;
        }
        // A capital at the phrase's start may be an article's at the start of a sentence.
        let is_article = core.is_empty() && BOUNDARIES.contains(&word.text.to_lowercase().as_str());
        let is_noun = if is_german { is_capital(&word) && !is_article } else { !ARTICLES.contains(&word.text) };
        has_noun |= is_noun;
        core.push(word);
    }
    if is_german && let Some(noun) = core.iter().rev().find(|word| is_capital(word)) {
        return Some(*noun);
    }
    core.pop()
}

/// Whether two words differ at most in a case ending: „Kreml“, „Kremls“; „Sprecher“, „Sprechern“.
fn is_inflection(left: &str, right: &str) -> bool {
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let Some(ending) = long.strip_prefix(&short) else {
        return false;
    };
    ending.is_empty() || (short.chars().count() >= 3 && ["s", "es", "n", "en", "e", "'s", "’s"].contains(&ending))
}

/// Words that begin what only describes, once a noun stands: prepositions, coordinations, and articles and possessives
/// in the cases a genitive attribute takes. Closed classes, German and English.
#[rustfmt::skip]
pub(super) const BOUNDARIES: &[&str] = &[
    "der", "die", "das", "des", "dem", "den", "ein", "eine", "einer", "eines", "einem", "einen", "dieser", "dieses", "diesem",
    "seiner", "seines", "ihrer", "ihres", "unserer", "unseres", "mehrerer", "beider", "aller", "zweier", "dreier",
    "von", "vom", "aus", "in", "im", "an", "am", "auf", "bei", "beim", "für", "gegen", "gegenüber", "mit", "nach", "über",
    "um", "unter", "zu", "zum", "zur", "vor", "seit", "wegen", "während", "ohne", "zwischen", "durch", "und", "oder", "sowie",
    "als", "wie", "wonach", "dass", "welche", "welcher",
    "of", "from", "at", "on", "for", "with", "by", "to", "who", "whose", "which", "that", "and", "or", "about", "against",
    "near", "inside", "after", "before", "as",
];

/// English words that begin a noun phrase without being its noun.
#[rustfmt::skip]
const ARTICLES: &[&str] = &[
    "a", "an", "the", "The", "A", "An", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "some",
    "any", "no", "several", "many", "two", "three", "one", "another", "other",
];

/// Words that only point: equal ones may mean different people.
#[rustfmt::skip]
const PRONOUNS: &[&str] = &[
    "er", "sie", "es", "ihn", "ihm", "ihr", "ihnen", "ich", "wir", "uns", "man", "dieser", "diese", "dieses", "der", "die",
    "das", "dem", "den", "deren", "dessen", "jener", "jene", "welcher", "welche", "beide",
    "he", "she", "it", "they", "him", "her", "them", "i", "we", "us", "who", "that", "which", "this", "these", "one",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn head_of(phrase: &str) -> &str {
        head(phrase, Some(Language::German)).map_or("", |word| word.text)
    }

    #[test]
    fn the_head_is_the_name_or_the_role() {
        for (phrase, head) in [
            ("der Innenminister Jonas Feld", "Feld"),
            ("Jonas Feld, der Vorsitzende der Kommission,", "Feld"),
            ("der Vorsitzende der Kommission", "Vorsitzende"),
            ("der für Verkehr zuständige Stadtrat", "Stadtrat"),
            ("Angaben der Polizei", "Angaben"),
            ("Die Polizei", "Polizei"),
            ("Informationen von Radio Nordlicht", "Informationen"),
            ("Ada Brandt (Bürgerliste)", "Brandt"),
            ("Ada Brandt und Jonas Feld", "Brandt"),
            ("Bündnis 90/Die Grünen", "Grünen"),
            ("Sie", "Sie"),
            ("er selbst", "er"),
            ("", ""),
            ("„“", ""),
        ] {
            assert_eq!(head_of(phrase), head, "{phrase}");
        }
        let english = |phrase| head(phrase, Some(Language::English)).map_or("", |word| word.text);
        assert_eq!(english("a spokesman for the Harbour Board"), "spokesman");
        assert_eq!(english("The Brandt campaign"), "campaign");
        assert_eq!(english("campaign manager Ada Brandt"), "Brandt");
    }

    const TEXT: &str = "Ada Brandt, die Sprecherin der Stadtwerke, kam. Sie ging. Brandts Büro schwieg. Sie kam wieder.";

    fn named<'t>(part: &'t str, nth: usize, party: Option<&'t str>) -> Named<'t> {
        let at = TEXT.match_indices(part).nth(nth).unwrap().0;
        Named { span: Some(Span::of_bytes(at, at + part.len())), text: part, party }
    }

    fn same(gold: Named<'_>, found: Named<'_>) -> bool {
        is_same(gold, found, Some(Language::German))
    }

    #[test]
    fn nobody_is_right_only_where_nobody_is_named() {
        assert!(same(Named::default(), Named::default()));
        assert!(!same(named("Sie", 0, None), Named::default()));
        assert!(!same(Named::default(), named("Sie", 0, None)));
    }

    #[test]
    fn the_party_s_last_name_makes_another_mention_right() {
        assert!(same(named("Sie", 0, Some("Ada Brandt")), named("Ada Brandt", 0, None)));
        assert!(same(named("Sie", 0, Some("Ada Brandt")), named("Brandts Büro", 0, None)));
        assert!(!same(named("Sie", 0, Some("Jonas Feld")), named("Ada Brandt", 0, None)));
    }

    #[test]
    fn the_same_pronoun_elsewhere_is_not_enough() {
        assert!(same(named("Sie", 0, None), named("Sie", 0, None)));
        assert!(!same(named("Sie", 0, None), named("Sie", 1, None)));
    }

    #[test]
    fn a_longer_span_with_the_same_head_is_right() {
        assert!(same(named("Ada Brandt, die Sprecherin der Stadtwerke", 0, None), named("Ada Brandt", 0, None)));
        assert!(!same(named("die Sprecherin der Stadtwerke", 0, None), named("Stadtwerke", 0, None)));
    }
}
