//! What users know about parties: merging, taking apart, identities.

use proptest::prelude::*;
use wortlaut_reading::{
    GazetteerBuilder, GazetteerError, KnownParties, KnownPartiesError, KnownPartiesFault, Party, PartyKind, Record, read,
};
use wortlaut_text::{Article, DiagnosticKind, Metadata};

/// An office by two names, and two people with one surname.
const DYKE: &str = "Der Deich werde im Frühjahr erhöht, teilte das Landesforstamt am Montag mit. Das Landesforstamt werde die Kosten \
    tragen.\n\n„Wir haben zu lange gewartet“, sagte Thea Lindqvist. Sie kritisierte, die Pläne seien zu spät gekommen.\n\nDas LFA wies \
    die Kritik zurück. Lindqvist sagte, das sei falsch.\n\n„Der Hafen bleibt offen“, erklärte der Sprecher des Hafenamts, Bengt \
    Lindqvist.\n";

fn article(text: &str) -> Article {
    Article::new(text, Metadata::default()).expect("an article")
}

fn known(toml: &str) -> KnownParties {
    KnownParties::from_toml(toml).expect("a list without faults")
}

fn fault(toml: &str) -> KnownPartiesError {
    KnownParties::from_toml(toml).expect_err("a list with a fault")
}

fn read_known(text: &str, toml: &str) -> Record {
    let article = article(text);
    let mut record = read(&article);
    known(toml).apply(&article, &mut record);
    record
}

fn read_gazetteer(text: &str, lines: &str) -> Record {
    let article = article(text);
    let mut record = read(&article);
    let mut builder = GazetteerBuilder::default();
    lines.lines().for_each(|line| builder.add(line.as_bytes()).expect("an entry"));
    builder.finish().apply(&article, &mut record);
    record
}

fn party<'r>(record: &'r Record, name: &str) -> &'r Party {
    record.parties.iter().find(|one| one.name == name).unwrap_or_else(|| panic!("no {name} in {:?}", names(record)))
}

fn names(record: &Record) -> Vec<&str> {
    record.parties.iter().map(|one| one.name.as_str()).collect()
}

/// Who says what begins so.
fn sayer<'r>(record: &'r Record, text: &str, start: &str) -> Option<&'r str> {
    let said = |quote: &str| quote.trim_start_matches('„').starts_with(start);
    let statement = record.statements.iter().find(|one| said(one.quote[0].of(text))).expect("a statement that begins so");
    statement.party.map(|id| record.parties[id.index()].name.as_str())
}

fn ambiguous(record: &Record) -> Vec<&str> {
    let ambiguous = record.diagnostics.iter().filter(|one| one.kind == DiagnosticKind::AmbiguousParty);
    ambiguous.map(|one| one.message.as_str()).collect()
}

#[test]
fn names_of_one_entry_are_one_party() {
    let toml = "[[party]]\nname = \"Forstamt Nord\"\nkind = \"organisation\"\naliases = [\"LFA\", \"Landesforstamt\"]\nidentity = \"A-1\"";
    let before = read(&article(DYKE));
    assert!(names(&before).contains(&"LFA") && names(&before).contains(&"Landesforstamt"), "{:?}", names(&before));
    let record = read_known(DYKE, toml);
    let office = party(&record, "Forstamt Nord");
    assert_eq!(office.aliases, ["Landesforstamt", "LFA"], "in the order of first use");
    assert_eq!((office.kind, office.identity.as_deref()), (Some(PartyKind::Organisation), Some("A-1")));
    assert_eq!(office.mentions.len(), 3);
    assert_eq!(record.parties.len(), before.parties.len() - 1);
    assert_eq!(sayer(&record, DYKE, "Der Deich werde"), Some("Forstamt Nord"));
    assert_eq!(sayer(&record, DYKE, "Das LFA wies"), Some("Forstamt Nord"));
    assert_eq!(sayer(&record, DYKE, "Wir haben"), Some("Thea Lindqvist"), "the others stay who they are");
}

#[test]
fn inflected_forms_are_the_name() {
    let record = read_known(DYKE, "[[party]]\nname = \"Hafenamt\"\nidentity = \"H\"");
    assert_eq!(party(&record, "Hafenamt").identity.as_deref(), Some("H"), "the article has only „des Hafenamts“");
    let speaker = party(&record, "Bengt Lindqvist");
    assert_eq!(speaker.speaks_for.map(|id| record.parties[id.index()].name.as_str()), Some("Hafenamt"), "and who speaks for it");
}

#[test]
fn an_entry_that_the_article_does_not_name_changes_nothing() {
    assert_eq!(read_known(DYKE, "[[party]]\nname = \"Ida Rosendal\"\naliases = [\"Rosendal\"]"), read(&article(DYKE)));
}

const TWO: &str = "[[party]]\nname = \"Thea Lindqvist\"\nkind = \"person\"\naliases = [\"Lindqvist\"]\n[[party]]\nname = \"Bengt \
    Lindqvist\"\nkind = \"person\"\naliases = [\"Lindqvist\"]";

#[test]
fn an_alias_of_two_that_the_article_names_is_open() {
    let record = read_known(DYKE, TWO);
    assert_eq!(sayer(&record, DYKE, "das sei falsch"), None);
    assert_eq!(sayer(&record, DYKE, "Wir haben"), Some("Thea Lindqvist"));
    assert_eq!(sayer(&record, DYKE, "die Pläne"), Some("Thea Lindqvist"), "her pronoun stays hers");
    assert!(party(&record, "Thea Lindqvist").aliases.is_empty());
    assert_eq!(ambiguous(&record).len(), 1);
    assert!(ambiguous(&record)[0].starts_with("“Lindqvist” can be Thea Lindqvist or Bengt Lindqvist"));
}

#[test]
fn an_alias_of_two_goes_to_the_one_that_is_named() {
    let text = "„Wir haben zu lange gewartet“, sagte Thea Lindqvist. Lindqvist sagte, das sei falsch.";
    let record = read_known(text, TWO);
    assert_eq!(sayer(&record, text, "das sei falsch"), Some("Thea Lindqvist"));
    assert!(ambiguous(&record).is_empty());
}

#[test]
fn an_alias_of_two_neither_of_which_is_named_stays_as_it_is() {
    let text = "„Wir haben zu lange gewartet“, sagte Lindqvist.";
    let record = read_known(text, TWO);
    assert_eq!(sayer(&record, text, "Wir haben"), Some("Lindqvist"));
    assert_eq!(party(&record, "Lindqvist").identity, None);
    assert_eq!(ambiguous(&record).len(), 1, "{:?}", record.diagnostics);
}

#[test]
fn what_stands_beside_a_shared_name_lets_the_article_decide() {
    let text = "„Wir haben zu lange gewartet“, sagte Ministerin Thea Lindqvist. Ihr widersprach Bengt Lindqvist. Ministerin Lindqvist \
        sagte, das sei falsch.";
    let before = read(&article(text));
    assert_eq!(sayer(&before, text, "das sei falsch"), Some("Thea Lindqvist"));
    assert_eq!(sayer(&read_known(text, TWO), text, "das sei falsch"), Some("Thea Lindqvist"));
}

#[test]
fn a_surname_does_not_make_somebody_with_another_given_name_the_party() {
    let text = "„Der Hafen bleibt offen“, erklärte Bengt Lindqvist. Lindqvist sagte, das sei falsch.";
    let toml = "[[party]]\nname = \"Thea Lindqvist\"\naliases = [\"Lindqvist\"]\nidentity = \"T\"";
    assert_eq!(read_known(text, toml), read(&article(text)));
}

#[test]
fn what_an_entry_excludes_is_taken_out() {
    let text =
        "Das Hafenamt Nord (HAN) prüfe den Fall, teilte das Hafenamt Nord mit. Das HAN werde berichten, teilte das HAN mit.";
    let before = read(&article(text));
    assert_eq!(party(&before, "Hafenamt Nord").aliases, ["HAN"], "one party in the article");
    let record = read_known(text, "[[party]]\nname = \"Hafenamt Nord\"\nkind = \"institution\"\nnot = [\"HAN\"]");
    assert_eq!(party(&record, "Hafenamt Nord").aliases, [""; 0]);
    assert_eq!(sayer(&record, text, "Das HAN werde"), Some("HAN"));
    assert_eq!(sayer(&record, text, "Das Hafenamt Nord"), Some("Hafenamt Nord"));
}

#[test]
fn an_excluded_surname_alone_is_nobody() {
    let text = "„Wir haben zu lange gewartet“, sagte Thea Lindqvist. Lindqvist sagte, das sei falsch.";
    let record = read_known(text, "[[party]]\nname = \"Thea Lindqvist\"\nkind = \"person\"\nnot = [\"Lindqvist\"]");
    assert_eq!(sayer(&record, text, "das sei falsch"), None);
    assert_eq!(
        ambiguous(&record),
        ["“Lindqvist” is not Thea Lindqvist, by the list of known parties; who else it is cannot be told"]
    );
}

#[test]
fn surnames_that_look_inflected_are_names_of_their_own() {
    let text = "„Wir haben zu lange gewartet“, sagte Ada Langer.";
    let record = read_known(text, "[[party]]\nname = \"Ada Lange\"\nkind = \"person\"\nidentity = \"L\"");
    assert_eq!(party(&record, "Ada Langer").identity, None);
}

#[test]
fn faults_tell_what_and_where() {
    let at = |error: &KnownPartiesError| (error.line, error.column);
    let error = fault("[[party]]\nname = \"Ä\"\nfarbe = \"rot\"");
    assert_eq!((at(&error), &error.fault), ((3, 1), &KnownPartiesFault::UnknownKey { key: "farbe".into() }));
    let error = fault("[[party]]\nname = \"Ä\"\n\n[[party]]\naliases = [\"ü\", \"Ä\"]\nname = \"B\"");
    assert_eq!((at(&error), &error.fault), ((5, 17), &KnownPartiesFault::Taken { name: "Ä".into(), line: 2, column: 8 }));
    let error = fault("[[party]]\nname = \"A\"\nidentity = \"Q1\"\n[[party]]\nname = \"B\"\nidentity = \"Q1\"");
    assert_eq!((at(&error), &error.fault), ((6, 12), &KnownPartiesFault::Taken { name: "Q1".into(), line: 3, column: 12 }));
    let error = fault("[[party]]\nname = \"A\"\n[[party]]\nkind = \"person\"");
    assert_eq!((at(&error), &error.fault), ((3, 1), &KnownPartiesFault::NoName));
    let error = fault("[[party]]\nname = \" – \"");
    assert_eq!((at(&error), &error.fault), ((2, 8), &KnownPartiesFault::Empty { key: "name" }));
    let error = fault("[[party]]\nname = 'A'\nkind = 'mensch'");
    assert_eq!((at(&error), &error.fault), ((3, 8), &KnownPartiesFault::UnknownKind { kind: "mensch".into() }));
    let error = fault("[[party]]\nname = 'A B'\naliases = ['A', 'sie']");
    assert_eq!((at(&error), &error.fault), ((3, 17), &KnownPartiesFault::CommonWord { word: "sie".into() }));
    assert!(matches!(fault("[[party]]\nname = 'Minister'").fault, KnownPartiesFault::CommonWord { .. }));
    assert!(matches!(fault("[[party]]\nname = 'A'\naliases = 'B'").fault, KnownPartiesFault::NotText { key: "aliases" }));
    assert!(matches!(fault("[[party]]\nname = 'A'\nnot = ['A']").fault, KnownPartiesFault::NotItself { .. }));
    assert!(matches!(fault("[party]\nname = 'A'").fault, KnownPartiesFault::NotEntries));
    let error = fault("[[party]]\nname = „A“");
    assert!(matches!(error.fault, KnownPartiesFault::Syntax { .. }) && error.line == 2, "{error}");
    let error = KnownParties::from_bytes(b"[[party]]\nname = \"\xff\"").unwrap_err();
    assert_eq!((at(&error), &error.fault), ((2, 9), &KnownPartiesFault::NotUtf8));
}

#[test]
fn what_is_allowed() {
    assert_eq!(known("").len(), 0);
    assert_eq!(known("\u{feff}").len(), 0);
    assert_eq!(
        known("[[party]]\nname = 'Eva Richter'\naliases = ['Richter', 'Richter']").len(),
        1,
        "surnames may be common nouns"
    );
    assert_eq!(known("[[party]]\nname = 'Ada Lange'\nkind = 'person'\n[[party]]\nname = 'Ada Langer'\nkind = 'person'").len(), 2);
}

const TWO_LINES: &str = r#"{"id":"Q1","label":"Thea Lindqvist","aliases":["T. Lindqvist"],"description":"Politikerin","kind":"person"}
{"id":"Q2","label":"Landesforstamt"}"#;

#[test]
fn full_names_that_one_entry_has_get_its_identity() {
    let record = read_gazetteer(DYKE, TWO_LINES);
    assert_eq!(party(&record, "Thea Lindqvist").identity.as_deref(), Some("Q1"));
    assert_eq!(party(&record, "Landesforstamt").identity.as_deref(), Some("Q2"));
    assert_eq!(party(&record, "Bengt Lindqvist").identity, None);
    assert!(ambiguous(&record).is_empty());
}

#[test]
fn entities_as_wikidata_writes_them() {
    let human = r#"{"type":"item","id":"Q3","labels":{"de":{"language":"de","value":"Bengt Lindqvist"},"fr":{"language":"fr","value":"x"}},
        "aliases":[],"descriptions":{},"claims":{"P31":[{"mainsnak":{"snaktype":"value","datavalue":{"value":{"entity-type":"item","id":"Q5"}}}}]}},"#;
    let human = human.replace('\n', " ");
    let office = r#"{"id":"Q4","labels":{"mul":{"value":"Landesamt"}},"aliases":{"de":[{"value":"LFA"}]},"claims":[]}"#;
    let class = r#"{"id":"Q6","labels":{"de":{"value":"Landesforstamt"}},"claims":{"P279":[{}]}}"#;
    let record = read_gazetteer(DYKE, &format!("[\n{human}\n{office},\n{class}\n]\n"));
    assert_eq!(party(&record, "Bengt Lindqvist").identity.as_deref(), Some("Q3"));
    assert_eq!(party(&record, "LFA").identity.as_deref(), Some("Q4"), "by an alias of a body");
    assert_eq!(party(&record, "Landesforstamt").identity, None, "a class is nobody");
}

#[test]
fn names_of_two_entries_get_no_identity() {
    let record = read_gazetteer(DYKE, &format!("{TWO_LINES}\n{}", r#"{"id":"Q9","label":"Thea Lindqvist"}"#));
    assert_eq!(party(&record, "Thea Lindqvist").identity, None);
    assert_eq!(ambiguous(&record), ["“Thea Lindqvist” is the name of Q1, Q9 in the gazetteer; it gets no identity"]);
    let again = read_gazetteer(DYKE, &format!("{TWO_LINES}\n{TWO_LINES}"));
    assert_eq!(party(&again, "Thea Lindqvist").identity.as_deref(), Some("Q1"), "one entry twice is one");
}

#[test]
fn kinds_and_surnames_alone_do_not_fit() {
    let text = "„Wir haben zu lange gewartet“, sagte Lindqvist. Thea Brandt widersprach, teilte die Polizei mit.";
    let lines = r#"{"id":"Q1","label":"Lindqvist"}
{"id":"Q2","label":"Thea Brandt","kind":"organisation"}
{"id":"Q3","label":"Polizei"}
{"id":"Q4","label":"Thea Brandts"}"#;
    let record = read_gazetteer(text, lines);
    assert!(record.parties.len() >= 3, "{:?}", names(&record));
    assert!(record.parties.iter().all(|one| one.identity.is_none()), "{:?}", record.parties);
}

#[test]
fn the_list_of_the_user_comes_first() {
    let article = article(DYKE);
    let mut record = read(&article);
    known("[[party]]\nname = \"Thea Lindqvist\"\nidentity = \"A-2\"").apply(&article, &mut record);
    let mut builder = GazetteerBuilder::default();
    TWO_LINES.lines().for_each(|line| builder.add(line.as_bytes()).unwrap());
    builder.finish().apply(&article, &mut record);
    assert_eq!(party(&record, "Thea Lindqvist").identity.as_deref(), Some("A-2"));
}

#[test]
fn lines_that_are_no_entries() {
    let fault = |line: &str| GazetteerBuilder::default().add(line.as_bytes()).unwrap_err();
    assert!(matches!(fault("kein JSON"), GazetteerError::NotJson { column: 1, .. }));
    assert!(matches!(fault("[1]"), GazetteerError::NotJson { .. }));
    assert_eq!(fault(r#"{"label":"Ada Brandt"}"#), GazetteerError::NoId);
    assert_eq!(fault(r#"{"id":"","label":"Ada Brandt"}"#), GazetteerError::NoId);
    assert_eq!(fault(r#"{"id":"Q1"}"#), GazetteerError::NoLabel);
    assert_eq!(
        fault(r#"{"id":"Q1","label":"Ada Brandt","kind":"mensch"}"#),
        GazetteerError::UnknownKind { kind: "mensch".into() }
    );
}

/// Every reference points to a party, places are in order, nobody is empty.
fn assert_sound(record: &Record, text: &str) {
    for (at, party) in record.parties.iter().enumerate() {
        assert_eq!(party.id.index(), at);
        assert!(!party.name.is_empty() && !party.aliases.contains(&party.name) && !party.mentions.is_empty(), "{party:?}");
        assert!(
            party.mentions.is_sorted_by(|one, other| (one.span.start(), one.span.end()) < (other.span.start(), other.span.end()))
        );
        party.mentions.iter().for_each(|one| assert!(!one.span.of(text).is_empty()));
        assert!(party.speaks_for.is_none_or(|id| id != party.id && id.index() < record.parties.len()));
    }
    assert!(record.parties.is_sorted_by_key(|one| one.mentions[0].span.start()));
    assert!(record.statements.iter().filter_map(|one| one.party).all(|id| id.index() < record.parties.len()));
    assert!(record.diagnostics.is_sorted_by_key(|one| one.span));
}

const POOL: &[&str] = &[
    "Thea Lindqvist",
    "Bengt Lindqvist",
    "Lindqvist",
    "LFA",
    "Landesforstamt",
    "Hafenamt",
    "Ida Rosendal",
    "Hafenamts",
    "Thea",
    "Forstamt",
];

/// Some entries with names that the article has or not; many are no valid list.
fn entries() -> impl Strategy<Value = String> {
    let names = || prop::collection::vec(prop::sample::select(POOL), 0..4);
    let kind = prop::option::of(prop::sample::select(&["person", "institution"][..]));
    prop::collection::vec((prop::sample::select(POOL), names(), names(), kind), 1..4).prop_map(|entries| {
        let one = |(name, aliases, not, kind): (&str, Vec<&str>, Vec<&str>, Option<&str>)| {
            let kind = kind.map_or(String::new(), |kind| format!("kind = {kind:?}\n"));
            format!("[[party]]\nname = {name:?}\naliases = {aliases:?}\nnot = {not:?}\n{kind}")
        };
        entries.into_iter().map(one).collect()
    })
}

proptest! {
    #[test]
    fn any_bytes_are_a_list_or_a_fault_with_its_place(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Err(error) = KnownParties::from_bytes(&bytes) {
            prop_assert!(error.line >= 1 && error.column >= 1 && error.to_string().starts_with("line "));
        }
    }

    #[test]
    fn any_text_like_toml_is_a_list_or_a_fault(text in "(\\[\\[party\\]\\]|name|kind|aliases|not|identity|=|\"[a-zÄ ]{0,4}\"|\\[|\\]|,|\n|'|\\{|\\}|\\.|[0-9]| ){0,40}") {
        if let Err(error) = KnownParties::from_toml(&text) {
            prop_assert!(error.line <= text.matches('\n').count() + 1);
            prop_assert!(!error.to_string().contains('\n'));
        }
    }

    #[test]
    fn any_bytes_are_a_line_or_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = GazetteerBuilder::default().add(&bytes).map_err(|error| error.to_string());
    }

    #[test]
    fn any_json_is_a_line_or_a_fault(text in "\\{(\"(id|label|labels|aliases|claims|kind|P31|de)\":(\"[A-Za-z ]{0,5}\"|\\{|\\[|null|[0-9]|\\}|\\]|,){1,3},?){0,8}\\}") {
        let mut builder = GazetteerBuilder::default();
        let _ = builder.add(text.as_bytes()).map_err(|error| error.to_string());
        let article = article(DYKE);
        builder.finish().apply(&article, &mut read(&article));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn a_list_gives_a_sound_record_and_a_second_time_changes_nothing(toml in entries()) {
        let Ok(known) = KnownParties::from_toml(&toml) else { return Ok(()) };
        let article = article(DYKE);
        let mut record = read(&article);
        known.apply(&article, &mut record);
        assert_sound(&record, DYKE);
        let once = record.clone();
        known.apply(&article, &mut record);
        prop_assert_eq!(record, once);
    }
}
