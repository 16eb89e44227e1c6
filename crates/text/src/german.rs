//! The few closed word lists that finding the ends of German sentences needs.

/// Words that, with a capital letter, begin a sentence rather than go on with a name or noun phrase.
const SENTENCE_STARTS: &[&str] = &[
    "ab",
    "aber",
    "alle",
    "allerdings",
    "alles",
    "als",
    "also",
    "am",
    "an",
    "andere",
    "anders",
    "auch",
    "auf",
    "aufgrund",
    "aus",
    "außerdem",
    "bei",
    "beide",
    "beim",
    "bereits",
    "bis",
    "bislang",
    "bisher",
    "da",
    "dabei",
    "dafür",
    "dagegen",
    "daher",
    "damit",
    "danach",
    "daneben",
    "dann",
    "daran",
    "darauf",
    "daraufhin",
    "darin",
    "darüber",
    "darum",
    "das",
    "dass",
    "davon",
    "davor",
    "dazu",
    "dem",
    "den",
    "denn",
    "dennoch",
    "der",
    "deren",
    "derzeit",
    "des",
    "deshalb",
    "dessen",
    "deswegen",
    "die",
    "dies",
    "diese",
    "diesem",
    "diesen",
    "dieser",
    "dieses",
    "doch",
    "dort",
    "durch",
    "ebenso",
    "ein",
    "eine",
    "einem",
    "einen",
    "einer",
    "eines",
    "einige",
    "er",
    "erst",
    "es",
    "etwa",
    "falls",
    "für",
    "gegen",
    "gleichzeitig",
    "hier",
    "hinter",
    "ich",
    "ihm",
    "ihn",
    "ihnen",
    "ihr",
    "ihre",
    "ihrem",
    "ihren",
    "ihrer",
    "im",
    "in",
    "indem",
    "infolge",
    "insgesamt",
    "ist",
    "jede",
    "jeder",
    "jedes",
    "jedoch",
    "jetzt",
    "kein",
    "keine",
    "keiner",
    "laut",
    "man",
    "manche",
    "mehrere",
    "mein",
    "meine",
    "mit",
    "nach",
    "nachdem",
    "neben",
    "nicht",
    "nichts",
    "noch",
    "nun",
    "nur",
    "ob",
    "obwohl",
    "oder",
    "ohne",
    "schließlich",
    "schon",
    "seien",
    "sein",
    "seine",
    "seinem",
    "seinen",
    "seiner",
    "seit",
    "seitdem",
    "selbst",
    "sie",
    "sind",
    "so",
    "sobald",
    "somit",
    "sondern",
    "sonst",
    "statt",
    "trotz",
    "trotzdem",
    "über",
    "um",
    "und",
    "uns",
    "unser",
    "unsere",
    "unter",
    "viele",
    "vielmehr",
    "vom",
    "von",
    "vor",
    "während",
    "wann",
    "war",
    "waren",
    "warum",
    "was",
    "weder",
    "wegen",
    "weil",
    "weitere",
    "weiter",
    "welche",
    "welcher",
    "wenn",
    "wer",
    "wie",
    "wir",
    "wird",
    "wo",
    "zudem",
    "zu",
    "zuletzt",
    "zum",
    "zumal",
    "zunächst",
    "zur",
    "zurzeit",
    "zusammen",
    "zuvor",
    "zwar",
    "zwischen",
];

/// Months, as they follow the day: *3. März*.
const MONTHS: &[&str] = &[
    "Januar",
    "Jänner",
    "Februar",
    "Feber",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Jan",
    "Feb",
    "Mär",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Okt",
    "Nov",
    "Dez",
];

/// Determiners and contractions that stand before an ordinal: *der 3. Senat*, *im 19. Jahrhundert*.
const BEFORE_ORDINAL: &[&str] = &[
    "am", "ans", "beim", "das", "dem", "den", "der", "des", "die", "diese", "diesem", "diesen", "dieser", "dieses", "ein",
    "eine", "einem", "einen", "einer", "eines", "ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres", "im", "ins", "jede", "jedem",
    "jeden", "jeder", "jedes", "mein", "meine", "meinem", "meinen", "meiner", "sein", "seine", "seinem", "seinen", "seiner",
    "seines", "unser", "unsere", "unserem", "unseren", "unserer", "vom", "zum", "zur",
];

/// Nouns that hardly ever follow a full stop, but often an ordinal: *Bataillon*, *Jahrhundert*.
const COUNTED: &[&str] = &[
    "Armee",
    "Bataillon",
    "Bataillons",
    "Brigade",
    "Bundesliga",
    "Division",
    "Etage",
    "Geburtstag",
    "Geburtstages",
    "Geburtstags",
    "Halbzeit",
    "Jahrestag",
    "Jahrestages",
    "Jahrestags",
    "Jahrgang",
    "Jahrhundert",
    "Jahrhunderte",
    "Jahrhunderts",
    "Jahrtausend",
    "Jahrtausends",
    "Jubiläum",
    "Kammer",
    "Legislaturperiode",
    "Lesung",
    "Liga",
    "Minute",
    "Parteitag",
    "Parteitages",
    "Parteitags",
    "Spieltag",
    "Spieltages",
    "Stock",
    "Strafkammer",
    "Strafsenat",
    "Strafsenats",
    "Todestag",
    "Wahlgang",
    "Wahlperiode",
    "Weltkrieg",
    "Weltkrieges",
    "Weltkriegs",
    "Zivilkammer",
    "Zivilsenat",
    "Zivilsenats",
];

/// Nouns that a single letter follows as a name of its own: in „Plan B.“ the dot ends the sentence.
const BEFORE_LETTER: &[&str] =
    &["Plan", "Gruppe", "Klasse", "Typ", "Vitamin", "Punkt", "Buchstabe", "Variante", "Kategorie", "Block", "Hepatitis"];

/// Words that begin with an apostrophe: *'s ist kalt*, *'ne Menge*.
const ELISIONS: &[&str] =
    &["s", "n", "ne", "nen", "nem", "ner", "nes", "rum", "raus", "rein", "rauf", "runter", "rüber", "ran", "nauf", "naus"];

/// Whether `word`, which has a capital letter, begins a sentence wherever it stands.
pub(crate) fn begins_sentence(word: &str) -> bool {
    with_small_letter(word, |lower| SENTENCE_STARTS.contains(&lower))
}

/// Whether `word` is a month.
pub(crate) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// Whether an ordinal stands before `word` more likely than the end of a sentence.
pub(crate) fn is_counted(word: &str) -> bool {
    COUNTED.contains(&word)
}

/// Whether an ordinal can follow `word`.
pub(crate) fn stands_before_ordinal(word: &str) -> bool {
    with_small_letter(word, |lower| BEFORE_ORDINAL.contains(&lower))
}

/// Whether a single letter after `word` is a name of its own and not an initial.
pub(crate) fn stands_before_letter(word: &str) -> bool {
    BEFORE_LETTER.contains(&word)
}

/// Whether `word` is what follows the apostrophe in a word that begins with one.
pub(crate) fn is_elision(word: &str) -> bool {
    ELISIONS.contains(&word)
}

fn with_small_letter(word: &str, ask: impl Fn(&str) -> bool) -> bool {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if first.is_uppercase() && word.len() <= 24 => {
            let mut lower: String = first.to_lowercase().collect();
            lower.push_str(chars.as_str());
            ask(&lower)
        }
        Some(_) => ask(word),
        None => false,
    }
}
