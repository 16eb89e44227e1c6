use crate::{article, sentences_of};

#[track_caller]
fn splits(sentences: &[&str]) {
    assert_eq!(sentences_of(&sentences.join(" ")), sentences);
}

#[test]
fn full_stops_question_marks_and_exclamation_marks_end_sentences() {
    splits(&["Das ist gut.", "Ist es das?", "Ja!", "Wirklich?!", "Nun ja."]);
}

#[test]
fn abbreviations_initials_and_ordinals_do_not_end_sentences() {
    splits(&["Frau Dr. Ada Weber kam u.a. aus St. Gallen, vgl. Nr. 5.", "Sie blieb."]);
    splits(&["Am 3. März traf J. Weber den 2. Senat im 19. Stock.", "Sie blieb."]);
    splits(&["Es gab z. B. Brot.", "Es gab z.B. Wein."]);
}

#[test]
fn an_abbreviation_that_can_stand_last_ends_its_sentence_before_an_unmistakable_beginning() {
    splits(&["Es kostet 3 Mio.", "Die Stadt zahlt."]);
    splits(&["Es kostet 3 Mio. Euro."]);
    splits(&["Sie verkauft Brot, Wein usw.", "Er nicht."]);
    splits(&["Sie führt den Verein Brot e. V.", "Die Stadt zahlt."]);
    splits(&["Das war 300 v. Chr.", "Die Stadt wuchs."]);
    splits(&["Das war 300 v. Chr. in Rom."]);
    splits(&["Das war im 8. Jahrhundert n. Chr. in Rom."]);
    splits(&["Es ging z. B. Die Post nicht."]);
    splits(&["Das geht auf diese Art.", "Weber blieb."]);
    splits(&["Er kommt am 3.", "Die Feier fällt aus."]);
}

#[test]
fn what_goes_on_with_a_small_letter_is_one_sentence() {
    splits(&["Die Firma Hallo! will wachsen.", "Sie zahlt ca. fünf Mark."]);
}

#[test]
fn sentences_inside_a_quotation_do_not_end_the_sentence_around_it() {
    splits(&["„Das ist gut. Das bleibt so“, sagte Müller.", "Er lachte."]);
    splits(&["Müller sagte: „Das ist gut. Das bleibt so.“", "Er lachte."]);
    splits(&["Nach den Worten „Nein. Nie!“ ging er.", "Sie blieb."]);
}

#[test]
fn a_quotation_that_ends_a_sentence_ends_the_one_around_it() {
    splits(&["„Das ist gut.“", "Müller lachte."]);
    splits(&["„Ist das gut?“", "Müller lachte."]);
    splits(&["Er fragte: „Ist das gut?“", "„Ja.“", "„Nein.“"]);
    splits(&["„Er sagte: ‚Das ist gut.‘“", "Müller lachte."]);
    splits(&["Er nannte es „gut“.", "Müller lachte."]);
}

#[test]
fn the_frame_after_a_quotation_belongs_to_its_sentence() {
    splits(&["„Das ist gut“, sagte Müller.", "„Kommt ihr?“, fragte sie.", "„Kommt ihr?“ fragte sie.", "„Halt!“ – so rief er."]);
}

#[test]
fn a_colon_before_a_quotation_does_not_divide() {
    splits(&["Müller sagte: „Das ist gut“.", "Sie auch: Das ist gut."]);
}

#[test]
fn an_ellipsis_ends_a_sentence_only_if_another_begins() {
    splits(&["Er ging…", "Dann kam sie.", "Er ging...", "Weber kam.", "Der … Vertrag galt.", "Sie ... und er."]);
    splits(&["… und ging."]);
}

#[test]
fn brackets_do_not_divide_sentences() {
    splits(&["Sie kam (ganz allein! Wirklich.) nach Hause.", "(Er kam nicht.)", "Sie blieb (dpa)."]);
    splits(&["Das war alles.", "(dpa)"]);
}

#[test]
fn closing_marks_belong_to_the_sentence_they_close() {
    splits(&["(Das ist gut.)", "Müller lachte."]);
    assert_eq!(sentences_of("Das ist gut.“ Müller lachte."), ["Das ist gut.“", "Müller lachte."]);
}

#[test]
fn a_missing_space_does_not_join_sentences() {
    assert_eq!(sentences_of("Das ist gut.Müller lachte."), ["Das ist gut.", "Müller lachte."]);
}

#[test]
fn sentences_end_with_their_block() {
    assert_eq!(sentences_of("Streit um\n\nDas ist gut\n\nEnde."), ["Streit um", "Das ist gut", "Ende."]);
}

#[test]
fn a_quotation_over_paragraphs_keeps_each_paragraph_together() {
    let text = "Sie sagte: „Eins. Zwei.\n\n„Drei. Vier“, sagte sie. Er schwieg.";
    assert_eq!(sentences_of(text), ["Sie sagte: „Eins. Zwei.", "„Drei. Vier“, sagte sie.", "Er schwieg."]);
    let article = article(text);
    let within: Vec<_> = article
        .sentences_within(article.quotations()[0].tokens)
        .into_iter()
        .map(|range| article.span_of(range).of(text))
        .collect();
    assert_eq!(within, ["„Eins.", "Zwei.", "„Drei.", "Vier“"]);
}

#[test]
fn the_sentences_within_a_quotation_follow_the_same_rules() {
    let text = "„Wir haben Dr. Weber gefragt. ‚Nein. Nie‘, sagte er. Das gilt“, so Brandt.";
    let article = article(text);
    assert_eq!(article.sentences().len(), 1);
    let within: Vec<_> = article
        .sentences_within(article.quotations()[0].tokens)
        .into_iter()
        .map(|range| article.span_of(range).of(text))
        .collect();
    assert_eq!(within, ["„Wir haben Dr. Weber gefragt.", "‚Nein. Nie‘, sagte er.", "Das gilt“"]);
}
