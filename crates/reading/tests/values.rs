//! Runs `specs/times.md`, and reads any text without falling over.

use std::path::Path;

use proptest::prelude::*;
use wortlaut_reading::{Comparison, ToldValue, compared, told_values};
use wortlaut_text::{Article, Metadata};

#[path = "values/format.rs"]
mod format;

use format::{Case, Expected, parse};

fn read(text: &str, published: Option<&str>) -> Vec<ToldValue> {
    let metadata = Metadata { published: published.map(str::to_owned), ..Metadata::default() };
    told_values(&Article::new(text, metadata).expect("a short text"))
}

fn told(one: &ToldValue, text: &str) -> String {
    let mut line = format!("{}: {} = {}", one.kind, one.span.of(text), one.value.as_deref().unwrap_or("null"));
    for name in format::PROPERTIES {
        if let Some(value) = property(one, text, name).filter(|value| name != "core" && Some(value) != one.value.as_ref()) {
            line.push_str(&format!(", {name} {value}"));
        }
    }
    line
}

fn property(one: &ToldValue, text: &str, name: &str) -> Option<String> {
    match name {
        "past" => one.past.clone(),
        "future" => one.future.clone(),
        "at" => one.at.clone(),
        "relation" => one.relation.map(str::to_owned),
        "modifier" => one.modifier.map(str::to_owned),
        "noun" => one.noun.clone(),
        "core" => Some(one.core.of(text).to_owned()),
        _ => None,
    }
}

fn differences(case: &Case) -> Vec<String> {
    let found = read(&case.text, case.published.as_deref());
    let mut differences = Vec::new();
    let fits = |expected: &Expected, one: &ToldValue| {
        one.kind == expected.kind
            && one.span.of(&case.text) == expected.words
            && expected.value.as_ref().is_none_or(|value| *value == one.value)
            && expected
                .properties
                .iter()
                .all(|(name, value)| property(one, &case.text, name).as_deref() == (value != "null").then_some(value.as_str()))
    };
    let mut open: Vec<&ToldValue> = found.iter().collect();
    for expected in &case.expected {
        match open.iter().position(|one| fits(expected, one)) {
            Some(at) => drop(open.remove(at)),
            None => differences
                .push(format!("  - line {}: {}: {} {:?}", expected.line, expected.kind, expected.words, expected.value)),
        }
    }
    differences.extend(open.into_iter().map(|one| format!("  + {}", told(one, &case.text))));
    differences
}

#[test]
fn the_specification_of_times_and_values_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/times.md");
    let (cases, problems) = parse(&std::fs::read_to_string(path).expect("the specification is there"));
    assert!(problems.is_empty(), "{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    assert!(cases.len() >= 120, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let differences = differences(case);
        if case.known_gap && differences.is_empty() {
            wrong.push(format!("line {}: this gap is closed; remove `Known gap:` above it", case.line));
        } else if !case.known_gap && !differences.is_empty() {
            wrong.push(format!("line {}: {}\n{}", case.line, case.text, differences.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases differ:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn what_is_no_case_is_a_problem() {
    for (source, part) in [
        ("- time: heute = 2025-01-17\n", "before the first text"),
        ("> Heute.\n", "needs a list"),
        ("> Heute.\n- nothing\n- time: Heute = 2025-01-17\n", "needs a list"),
        ("> Heute.\n- time: gestern = 2025-01-16\n", "does not hold"),
        ("> Heute.\n- time: Heute\n", "write `- KIND"),
        ("> Heute.\n- time: Heute = 2025-01-17, when never\n", "no property"),
    ] {
        let problems = parse(source).1;
        assert!(problems.iter().any(|problem| problem.message.contains(part)), "{source}: {problems:?}");
    }
    assert_eq!(parse("Published: 2025-01-17\n> Heute.\n- time: Heute = 2025-01-17, past 2025-01-17\n").1, []);
}

#[test]
fn values_are_held_against_each_other() {
    use Comparison::{Different, Incomparable, LessPrecise, MorePrecise, Same};
    for (one, other, expected) in [
        ("24 Stunden", "sechs Monate", Different),
        ("24 Stunden", "Ein Tag", Same),
        ("zwölf Monate", "Ein Jahr", Same),
        ("sechs Monate", "Ein halbes Jahr", Same),
        ("zwei Wochen", "zwei bis drei Wochen", MorePrecise),
        ("binnen 24 Stunden", "innerhalb eines Tages", Same),
        ("mehrere Wochen", "drei Wochen", LessPrecise),
        ("mehrere Wochen", "ein Jahr", Different),
        ("mindestens drei Jahre", "fünf Jahre", LessPrecise),
        ("höchstens drei Jahre", "fünf Jahre", Different),
        ("Er kam im Mai.", "Er kam am 12. Mai.", LessPrecise),
        ("Er kam im Mai 2025.", "Er kam am 12. Mai 2025.", LessPrecise),
        ("Er kam im Mai.", "Er kam am 12. Juni.", Different),
        ("Er kam 2025.", "Er kam im Sommer 2025.", LessPrecise),
        ("Er kam Ende Mai 2025.", "Er kam am 30. Mai 2025.", LessPrecise),
        ("Er kam Ende Mai 2025.", "Er kam am 3. Mai 2025.", Different),
        ("Er kam im Mai 2025.", "Er kam Ende Mai 2025.", LessPrecise),
        ("Er kam am Freitag.", "Er kam am Freitagabend.", LessPrecise),
        ("Er kam in der kommenden Woche.", "Er kam am 21. Januar 2025.", LessPrecise),
        ("Er kam am 31. Februar.", "Er kam am 31. Februar.", Different),
        ("rund 300 Menschen", "312 Menschen", LessPrecise),
        ("rund 300 Menschen", "412 Menschen", Different),
        ("Hunderte Menschen", "312 Menschen", LessPrecise),
        ("mehr als 300 Menschen", "312 Menschen", LessPrecise),
        ("drei Verletzte", "vier Verletzten", Different),
        ("drei Verletzte", "drei Tote", Incomparable),
        ("drei Verletzte", "drei Euro", Incomparable),
        ("fünf Euro", "fünf Dollar", Incomparable),
        ("3,5 Millionen Euro", "3.500.000 Euro", Same),
        ("zwei Prozent", "zwei Prozentpunkte", Incomparable),
        ("zwei Drittel", "vier Sechstel", Same),
        ("nichts", "vier Sechstel", Incomparable),
    ] {
        let article = |text: &str| {
            let metadata = Metadata { published: Some("2025-01-17".to_owned()), ..Metadata::default() };
            Article::new(text, metadata).expect("a short text")
        };
        assert_eq!(compared(&article(one), &article(other)), expected, "{one} / {other}");
        let back = match expected {
            MorePrecise => LessPrecise,
            LessPrecise => MorePrecise,
            same => same,
        };
        assert_eq!(compared(&article(other), &article(one)), back, "{other} / {one}");
    }
}

/// What the rules look at, in orders they do not expect.
const FRAGMENTS: &[&str] = &[
    "am",
    "im",
    "in",
    "der",
    "den",
    "des",
    "zum",
    "bis",
    "zu",
    "vor",
    "nach",
    "seit",
    "zwischen",
    "und",
    "oder",
    "von",
    "auf",
    "noch",
    "kurz",
    "kommenden",
    "letzten",
    "dieser",
    "Montag",
    "Freitagabend",
    "Montagfrüh",
    "Woche",
    "Wochen",
    "Monate",
    "Jahr",
    "Jahren",
    "Tages",
    "Mai",
    "März",
    "Ende",
    "Anfang",
    "Hälfte",
    "heute",
    "morgen",
    "Nacht",
    "Abend",
    "früh",
    "Mitternacht",
    "Uhr",
    "14.30",
    "9",
    "12.",
    "31.",
    "02",
    "12.5.",
    "31.02.2021",
    "2021",
    "2020/21",
    "99999999999999999999",
    "18446744073709551615",
    "1.000.000",
    "3,5",
    "0,000000001",
    "Millionen",
    "Trillionen",
    "Milliarden",
    "Hundert",
    "hundert",
    "Dutzend",
    "Drittel",
    "ein",
    "eine",
    "halbe",
    "anderthalb",
    "zwei",
    "dreihundertfünfzig",
    "mehrere",
    "Prozent",
    "Euro",
    "$",
    "%",
    "rund",
    "mehr",
    "als",
    "Quartal",
    "Q3",
    "KW",
    "53",
    "90er",
    "neunziger",
    "Jahre",
    "Jahrhundert",
    "0.",
    "30.",
    "99.",
    "Winter",
    "Ostern",
    "Silvester",
    "Wochenende",
    "Jahresende",
    "Laufe",
    "tags",
    "zuvor",
    "24-stündige",
    "dreitägigen",
    "jahrelang",
    "Wahlkampf",
    "-",
    "–",
    "/",
    ",",
    ".",
    "(",
    ")",
    "„",
    "“",
    "Menschen",
    "Verletzte",
    "schwer",
    "nichts",
    "\u{301}",
    "🙂",
    "ß",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_in_any_order_are_read(parts in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..40), day in 0..4_usize) {
        let text = parts.join(" ");
        let published = [None, Some("2025-01-17"), Some("0001-01-01"), Some("9999-12-31")][day];
        assert_kept(&text, published)?;
    }

    #[test]
    fn any_text_is_read(chars in prop::collection::vec(any::<char>(), 0..120)) {
        assert_kept(&String::from_iter(chars), Some("2024-02-29"))?;
    }

    #[test]
    fn any_digits_are_read(text in "[0-9.,:/ –-]{0,40}(Uhr|Euro|Mai|Wochen|Prozent)?") {
        assert_kept(&text, Some("2025-01-17"))?;
    }
}

/// Values stand in the text, in its order, without overlap, and hold their core.
fn assert_kept(text: &str, published: Option<&str>) -> Result<(), TestCaseError> {
    let found = read(text, published);
    for one in &found {
        let words = text.get(one.span.start().index()..one.span.end().index());
        prop_assert!(words.is_some_and(|words| !words.is_empty() && words.trim() == words), "{:?}", one);
        prop_assert!(one.span.contains(one.core) && !one.core.is_empty(), "{:?}", one);
        prop_assert!(one.value.as_deref() != Some(""), "{:?}", one);
    }
    for two in found.windows(2) {
        prop_assert!(two[0].span.end() <= two[1].span.start(), "{:?}", two);
    }
    Ok(())
}
