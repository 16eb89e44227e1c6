use wortlaut_text::{DiagnosticKind, TokenKind};

use crate::{article, quotations_of};

fn unmatched(text: &str) -> usize {
    article(text).diagnostics().iter().filter(|diagnostic| diagnostic.kind == DiagnosticKind::UnmatchedQuotationMark).count()
}

#[test]
fn every_pair_of_marks_in_use_is_found() {
    for (open, close) in [
        ("„", "“"),
        ("„", "”"),
        ("„", "\""),
        ("„", "„"),
        ("‚", "‘"),
        ("‚", "’"),
        ("»", "«"),
        ("«", "»"),
        ("« ", " »"),
        ("»", "»"),
        ("›", "‹"),
        ("‹", "›"),
        ("\"", "\""),
        ("“", "”"),
        ("”", "”"),
        ("‘", "’"),
        ("'", "'"),
        (",,", "''"),
        (",,", "“"),
        ("``", "''"),
        ("''", "''"),
        ("`", "´"),
    ] {
        let quotation = format!("{open}Das ist gut{close}");
        for text in [
            format!("{quotation}, sagte sie."),
            format!("Sie sagte: {quotation}. Er schwieg."),
            format!("Sie nannte es ({quotation}) gestern."),
        ] {
            assert_eq!(quotations_of(&text), [quotation.as_str()], "{text}");
            assert_eq!(unmatched(&text), 0, "{text}");
            assert_eq!(article(&text).quotations()[0].content.of(&text), "Das ist gut", "{text}");
        }
    }
}

#[test]
fn several_quotations_of_one_kind_are_told_apart() {
    let text = "\"Ja\", sagte sie, \"das stimmt\". \"Nein\", sagte er.";
    assert_eq!(quotations_of(text), ["\"Ja\"", "\"das stimmt\"", "\"Nein\""]);
}

#[test]
fn the_german_closing_mark_opens_in_english_quotations() {
    let text = "„Ja“, sagte sie. “Yes,” said he. „Gut“, rief man.";
    assert_eq!(quotations_of(text), ["„Ja“", "“Yes,”", "„Gut“"]);
    assert_eq!(quotations_of("“Ja“, sagte sie, „nein“, er."), ["“Ja“", "„nein“"]);
}

#[test]
fn swiss_and_german_guillemets_are_told_by_their_neighbours_and_by_habit() {
    assert_eq!(quotations_of("»Ja«, sagte sie. » Nein «, er."), ["»Ja«", "» Nein «"]);
    assert_eq!(quotations_of("«Ja», sagte sie. « Nein », er."), ["«Ja»", "« Nein »"]);
}

#[test]
fn nested_quotations_know_what_they_stand_in() {
    let text = "„Sie sagte: ‚Er rief »Halt« und ging‘, mehr nicht“, so Weber. „Ende.“";
    let article = article(text);
    let parents: Vec<_> = article.quotations().iter().map(|quotation| quotation.parent.map(|parent| parent.index())).collect();
    assert_eq!(parents, [None, Some(0), Some(1), None]);
    assert_eq!(quotations_of("„Er sagte „nein“ und ging“, so Weber."), ["„Er sagte „nein“ und ging“", "„nein“"]);
    assert_eq!(quotations_of("\"Er sagte 'nein'\", so Weber."), ["\"Er sagte 'nein'\"", "'nein'"]);
}

#[test]
fn marks_that_touch_are_read_from_outside_in() {
    assert_eq!(quotations_of("„‚Nein‘ war alles“, sagte sie."), ["„‚Nein‘ war alles“", "‚Nein‘"]);
    assert_eq!(quotations_of("„Sie rief: ‚Nein‘“, sagte er."), ["„Sie rief: ‚Nein‘“", "‚Nein‘"]);
    assert_eq!(quotations_of("\"'Nein' war alles\", sagte sie."), ["\"'Nein' war alles\"", "'Nein'"]);
}

#[test]
fn compounds_with_a_quoted_part_are_quoted_in_that_part() {
    assert_eq!(quotations_of("Der \"Merkur\"-Bericht, das Anti-„Krisen“-Paket"), ["\"Merkur\"", "„Krisen“"]);
}

#[test]
fn an_apostrophe_is_no_quotation() {
    for text in ["Wie geht's? Hans' Hut ist weg. Das gibt’s nicht.", "Sie sagt's. Er hat 's gewusst.", "Max’ Rad und Jens' Auto"]
    {
        assert_eq!(quotations_of(text).len() + unmatched(text), 0, "{text}");
    }
}

#[test]
fn a_space_on_the_wrong_side_does_no_harm() {
    assert_eq!(quotations_of("„ Das ist gut “, sagte sie."), ["„ Das ist gut “"]);
    assert_eq!(quotations_of("Sie sagte:„Das ist gut“."), ["„Das ist gut“"]);
    assert_eq!(quotations_of("\" Das ist gut \", sagte sie."), ["\" Das ist gut \""]);
}

#[test]
fn a_quotation_over_several_paragraphs_with_repeated_marks_is_one() {
    let text = "Sie sagte: „Erstens das.\n\n„Zweitens dies.\n\n„Drittens jenes“, sagte sie.\n\n„Neu“, sagte er.";
    assert_eq!(quotations_of(text), ["„Erstens das.\n\n„Zweitens dies.\n\n„Drittens jenes“", "„Neu“"]);
    assert_eq!(unmatched(text), 0);
}

#[test]
fn a_quotation_may_end_in_a_later_paragraph_without_repeated_marks() {
    let text = "Es heißt dort: „Erstens das.\n\nZweitens dies.“\n\nWeber schwieg.";
    assert_eq!(quotations_of(text), ["„Erstens das.\n\nZweitens dies.“"]);
    assert_eq!(unmatched(text), 0);
}

#[test]
fn repeated_marks_without_an_end_are_recovered_one_by_one() {
    let text = "„Erstens das.\n\n„Zweitens dies. Und mehr.\n\nWeber schwieg. „Neu“, sagte er.";
    let article = article(text);
    let found: Vec<_> = article.quotations().iter().map(|quotation| (quotation.span.of(text), quotation.recovered)).collect();
    assert_eq!(found, [("„Erstens das.", true), ("„Zweitens dies.", true), ("„Neu“", false)]);
    assert_eq!(unmatched(text), 2);
}

#[test]
fn a_missing_closing_mark_costs_no_more_than_its_sentence() {
    let text = "Weber nannte es „ein Wagnis. Danach ging er. „Gut“, sagte sie.\n\n„Ende“, rief man.";
    let article = article(text);
    let found: Vec<_> = article.quotations().iter().map(|quotation| (quotation.span.of(text), quotation.recovered)).collect();
    assert_eq!(found, [("„ein Wagnis.", true), ("„Gut“", false), ("„Ende“", false)]);
    let place =
        article.diagnostics().iter().find(|diagnostic| diagnostic.kind == DiagnosticKind::UnmatchedQuotationMark).unwrap();
    assert_eq!(place.span.unwrap().of(text), "„");
    assert_eq!(place.span.unwrap().start().index(), text.find('„').unwrap());
    assert_eq!(unmatched(text), 1);
}

#[test]
fn a_missing_closing_mark_ends_the_quotation_before_the_next_of_its_kind() {
    assert_eq!(quotations_of("„Das ist, sagte sie, „Unsinn“ und mehr."), ["„Das ist, sagte sie,", "„Unsinn“"]);
    assert_eq!(quotations_of("»Ja, sagte sie. Und »nein«."), ["»Ja, sagte sie.", "»nein«"]);
}

#[test]
fn a_missing_closing_mark_inside_a_quotation_ends_with_that() {
    let text = "„Er rief ‚Halt und ging“, sagte sie. Ende.";
    assert_eq!(quotations_of(text), ["„Er rief ‚Halt und ging“", "‚Halt und ging"]);
    assert_eq!(unmatched(text), 1);
}

#[test]
fn a_missing_mark_at_the_end_of_a_paragraph_does_not_reach_the_next() {
    assert_eq!(quotations_of("Sie sagte: „Ja\n\nWeber schwieg."), ["„Ja"]);
}

#[test]
fn a_stray_closing_mark_is_told_and_changes_nothing_else() {
    let text = "Das ist gut“, sagte sie. „Nein“, sagte er.";
    assert_eq!(quotations_of(text), ["„Nein“"]);
    assert_eq!(unmatched(text), 1);
}

#[test]
fn marks_with_nothing_between_are_no_quotation() {
    assert_eq!(quotations_of("Leer: „“ und \"\"."), Vec::<String>::new());
}

#[test]
fn inches_inside_a_quotation_do_not_end_it() {
    let text = "\"Ein 27\" Monitor ist groß\", sagte sie.";
    assert_eq!(quotations_of(text), ["\"Ein 27\" Monitor ist groß\""]);
    let article = article(text);
    let inch = article.tokens()[3];
    assert_eq!((inch.span.of(text), inch.kind), ("\"", TokenKind::Punctuation));
    assert_eq!(quotations_of("Die \"Top 10\" und die \"Top 20\"."), ["\"Top 10\"", "\"Top 20\""]);
}

#[test]
fn diagnostics_stay_few_however_many_marks_are_odd() {
    let text = "gut“, ".repeat(5_000);
    let article = article(&text);
    let unmatched: Vec<_> =
        article.diagnostics().iter().filter(|diagnostic| diagnostic.kind == DiagnosticKind::UnmatchedQuotationMark).collect();
    assert!(unmatched.len() < 500 && unmatched.last().unwrap().message.contains("more quotation marks"));
}
