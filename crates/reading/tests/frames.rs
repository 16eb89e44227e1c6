//! The words that attribute a statement, piece by piece.

use wortlaut_reading::{Statement, StatementType};
use wortlaut_text::{Article, Metadata};

/// Quote and frame of every statement, each with its pieces.
fn read(text: &str) -> Vec<(String, String)> {
    let article = match Article::new(text, Metadata::default()) {
        Ok(article) => article,
        Err(error) => return vec![(error.to_string(), String::new())],
    };
    let pieces = |spans: &[wortlaut_text::Span]| spans.iter().map(|span| span.of(article.text())).collect::<Vec<_>>().join(" … ");
    let record = wortlaut_reading::read(&article);
    record.statements.iter().map(|one: &Statement| (pieces(&one.quote), pieces(&one.frame))).collect()
}

#[track_caller]
fn assert_frames(text: &str, expected: &[(&str, &str)]) {
    let expected: Vec<(String, String)> =
        expected.iter().map(|(quote, frame)| ((*quote).to_owned(), (*frame).to_owned())).collect();
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn a_frame_before_its_quote_starts_with_the_sentence_and_ends_with_the_mark_between() {
    assert_frames(
        "Verkehrsministerin Ada Brandt sagte am Montag, dass die Brücke gesperrt bleibt.",
        &[("dass die Brücke gesperrt bleibt", "Verkehrsministerin Ada Brandt sagte am Montag,")],
    );
    assert_frames("Ada Brandt sagte: „Wir bauen.“", &[("„Wir bauen.“", "Ada Brandt sagte:")]);
}

#[test]
fn a_frame_after_its_quote_starts_with_the_mark_between_and_ends_without_the_full_stop() {
    assert_frames("„Wir bauen“, sagte die Ministerin.", &[("„Wir bauen“", ", sagte die Ministerin")]);
    assert_frames("Die Brücke bleibe gesperrt, so das Ministerium.", &[("Die Brücke bleibe gesperrt", ", so das Ministerium")]);
}

#[test]
fn a_frame_in_the_middle_has_both_marks() {
    assert_frames(
        "„Wir bauen“, sagte die Ministerin, „und zwar sofort.“",
        &[("„Wir bauen“ … „und zwar sofort.“", ", sagte die Ministerin,")],
    );
}

#[test]
fn a_word_that_attributes_is_a_frame_with_its_noun_phrase() {
    assert_frames("Laut der Polizei wurde niemand verletzt.", &[("wurde niemand verletzt", "Laut der Polizei")]);
    assert_frames("Die Brücke ist nach Angaben des Amtes gesperrt.", &[("Die Brücke ist … gesperrt", "nach Angaben des Amtes")]);
    assert_frames(
        "Einem Gutachten zufolge, das der Stadt vorliegt, ist die Brücke gesperrt.",
        &[("ist die Brücke gesperrt", "Einem Gutachten zufolge, das der Stadt vorliegt,")],
    );
}

#[test]
fn a_quoted_piece_has_the_frame_of_the_content_around_it() {
    assert_frames(
        "Ada Brandt sagte, die Brücke sei „in keinem guten Zustand“.",
        &[("die Brücke sei „in keinem guten Zustand“", "Ada Brandt sagte,"), ("„in keinem guten Zustand“", "Ada Brandt sagte,")],
    );
}

#[test]
fn a_frame_around_its_quote_is_in_pieces() {
    let found = read("Der Verband wies den Vorwurf als „völlig haltlos“ zurück.");
    assert_eq!(found.last().map(|(_, frame)| frame.as_str()), Some("Der Verband wies den Vorwurf als … zurück"));
}

#[test]
fn told_acts_and_what_goes_on_have_no_frame() {
    let article =
        Article::new("Die Ministerin kritisierte den Plan. Er sei zu teuer. Man habe andere Wege.", Metadata::default()).unwrap();
    let record = wortlaut_reading::read(&article);
    let kinds: Vec<StatementType> = record.statements.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [StatementType::Reported, StatementType::IndirectFreeIndirect]);
    assert!(record.statements.iter().all(|one| one.frame.is_empty()));
}
