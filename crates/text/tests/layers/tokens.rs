use wortlaut_text::TokenKind::{self, Number, Punctuation, QuotationMark, Word};

use crate::{article, tokens_of};

/// Each of `words` is one token of the given kind in a sentence.
fn whole(kind: TokenKind, words: &[&str]) {
    for word in words {
        let text = format!("Sie nennt {word} hier");
        let article = article(&text);
        let found: Vec<_> = article.tokens().iter().map(|token| (token.span.of(&text), token.kind)).collect();
        assert_eq!(found, [("Sie", Word), ("nennt", Word), (word, kind), ("hier", Word)]);
    }
}

#[test]
fn hyphen_compounds_are_whole() {
    whole(
        Word,
        &[
            "US-Präsident",
            "Nord-Süd-Dialog",
            "E-Mail",
            "Kfz-Steuer",
            "20-Jährige",
            "3,5-Prozent-Hürde",
            "G-20-Gipfel",
            "U\u{2011}Bahn",
        ],
    );
}

#[test]
fn shared_parts_of_compounds_keep_their_hyphen() {
    assert_eq!(tokens_of("Innen- und Außenpolitik"), "Innen- und Außenpolitik");
    assert_eq!(tokens_of("Außenpolitik und -wirtschaft"), "Außenpolitik und -wirtschaft");
    assert_eq!(tokens_of("eine 16- bis 18-jährige"), "eine 16- bis 18-jährige");
}

#[test]
fn dashes_and_slashes_divide() {
    assert_eq!(tokens_of("CDU/CSU"), "CDU / CSU");
    assert_eq!(tokens_of("Köln–Bonn"), "Köln – Bonn");
    assert_eq!(tokens_of("Er kam – und ging"), "Er kam – und ging");
    assert_eq!(tokens_of("- Punkt"), "- Punkt");
}

#[test]
fn contractions_with_an_apostrophe_are_whole() {
    whole(Word, &["im", "geht's", "gibt’s", "d'Ivoire", "O’Neill", "geht´s", "geht‘s", "’s", "'n", "'ne"]);
}

#[test]
fn an_apostrophe_at_the_end_belongs_to_a_genitive_or_a_shortened_verb() {
    assert_eq!(tokens_of("Hans' Hut und Max’ Rad"), "Hans' Hut und Max’ Rad");
    assert_eq!(tokens_of("ich hab' es"), "ich hab' es");
    assert_eq!(tokens_of("der Michail-Tal'-Cup"), "der Michail-Tal'-Cup");
    assert_eq!(tokens_of("Rock 'n' Roll"), "Rock 'n' Roll");
}

#[test]
fn an_apostrophe_inside_single_quotation_marks_stays_one() {
    assert_eq!(tokens_of("'Hans' Hut ist weg', sagte er"), "' Hans' Hut ist weg ' , sagte er");
    assert_eq!(tokens_of("'Wie geht's', fragte er"), "' Wie geht's ' , fragte er");
    assert_eq!(tokens_of("‘It’s over,’ he said"), "‘ It’s over , ’ he said");
}

#[test]
fn abbreviations_keep_their_dots() {
    whole(Word, &["z.B.", "u.a.", "Dr.", "Nr.", "d.h.", "i.d.R.", "e.V.", "U.S.", "Kfz-Nr.", "Dr.-Ing."]);
    assert_eq!(tokens_of("Z.B. gestern"), "Z.B. gestern");
    assert_eq!(tokens_of("z. B. gestern"), "z. B. gestern");
    assert_eq!(tokens_of("Das ist es."), "Das ist es .");
}

#[test]
fn an_abbreviation_before_an_ellipsis_or_without_a_space_is_found() {
    assert_eq!(tokens_of("Dr.Weber"), "Dr. Weber");
    assert_eq!(tokens_of("und so weiter..."), "und so weiter . . .");
}

#[test]
fn words_that_are_spelled_like_abbreviations_end_sentences() {
    for (text, word) in [
        ("Das geht auf diese Art. Der Rest folgt.", "Art"),
        ("Das geht auf diese Art.", "Art"),
        ("Sie kam mit Max. Weber blieb.", "Max"),
        ("Sie kam mit Jan. Weber blieb.", "Jan"),
        ("Sie nannte es „Art“. Er blieb.", "Art"),
    ] {
        let article = article(text);
        assert!(article.tokens().iter().any(|token| token.span.of(text) == word), "{text}");
    }
    assert_eq!(tokens_of("Max. 5 Euro, Art. 5, am 3. Jan. und"), "Max. 5 Euro , Art. 5 , am 3. Jan. und");
}

#[test]
fn initials_keep_their_dot_and_other_single_letters_do_not() {
    assert_eq!(tokens_of("J. Weber"), "J. Weber");
    assert_eq!(tokens_of("J. R. Weber"), "J. R. Weber");
    assert_eq!(tokens_of("J.-P. Weber"), "J.-P. Weber");
    assert_eq!(tokens_of("J.Weber"), "J. Weber");
    assert_eq!(tokens_of("Das ist Plan B. Weber kennt ihn."), "Das ist Plan B . Weber kennt ihn .");
    assert_eq!(tokens_of("Sie wählte A. Die anderen nicht."), "Sie wählte A . Die anderen nicht .");
}

#[test]
fn numbers_keep_their_inner_marks() {
    whole(Number, &["1.000", "1.000.000,50", "3,5", "20:15", "20.15", "12.03.2024", "2024-03-12", "1'000", "7"]);
    assert_eq!(tokens_of("10-15 Personen"), "10 - 15 Personen");
    assert_eq!(tokens_of("Es waren 5, dann 6."), "Es waren 5 , dann 6 .");
    assert_eq!(tokens_of("5 %"), "5 %");
}

#[test]
fn numbers_with_letters_are_words() {
    whole(Word, &["5G", "G7", "1990er", "80er-Jahre", "20-jährig"]);
}

#[test]
fn ordinals_keep_their_dot() {
    for (text, ordinal) in [
        ("am 3. März", "3."),
        ("im 19. Jahrhundert", "19."),
        ("der 3. Senat", "3."),
        ("des späten 15. Jahrhunderts", "15."),
        ("die 2. große Hürde", "2."),
        ("der 3. und 4. Platz", "4."),
        ("vom 3.–5. März", "3."),
        ("am 12.03. und danach", "12.03."),
        ("1. Die Regierung handelt", "1."),
    ] {
        let article = article(text);
        assert!(article.tokens().iter().any(|token| token.kind == Number && token.span.of(text) == ordinal), "{text}");
    }
    assert_eq!(tokens_of("Karl V. regierte, Otto III., der Kaiser"), "Karl V. regierte , Otto III. , der Kaiser");
}

#[test]
fn a_number_at_the_end_of_a_sentence_is_no_ordinal() {
    assert_eq!(tokens_of("Sie ist 45. Weber kennt sie."), "Sie ist 45 . Weber kennt sie .");
    assert_eq!(tokens_of("Das war im Jahr 2024. Berlin schwieg."), "Das war im Jahr 2024 . Berlin schwieg .");
    assert_eq!(tokens_of("Er kommt am 3. Die Feier fällt aus."), "Er kommt am 3 . Die Feier fällt aus .");
    assert_eq!(tokens_of("Es endete 3."), "Es endete 3 .");
}

#[test]
fn addresses_are_whole_and_leave_the_marks_of_the_sentence() {
    whole(
        Word,
        &[
            "https://example.org/a(b)?c=d#e",
            "www.example.org",
            "example.de/inland",
            "max.muster+1@example.org",
            "@bundestag",
            "#Klima_2030",
        ],
    );
    assert_eq!(tokens_of("(siehe https://example.org/a)."), "( siehe https://example.org/a ) .");
    assert_eq!(tokens_of("Auf example.org. Danach"), "Auf example.org . Danach");
    assert_eq!(tokens_of("„www.example.org“, schrieb sie"), "„ www.example.org “ , schrieb sie");
}

#[test]
fn a_missing_space_after_a_full_stop_makes_no_address() {
    assert_eq!(tokens_of("Das ist gut.Er ging.Dann"), "Das ist gut . Er ging . Dann");
}

#[test]
fn forms_that_name_all_genders_are_whole() {
    whole(
        Word,
        &["Bürger:innen", "Bürger*innen", "Bürger_innen", "Bürger·innen", "jede:r", "ein*e", "Bürger:innenrat", "BürgerInnen"],
    );
    assert_eq!(tokens_of("Weber:innere Ruhe"), "Weber : innere Ruhe");
}

#[test]
fn characters_that_are_not_drawn_and_combining_marks_do_not_break_words() {
    whole(Word, &["Donau\u{AD}dampf\u{AD}schiff", "Wort\u{200B}laut", "Auf\u{200C}lage", "Mu\u{308}ller", "A\u{2060}B"]);
    assert_eq!(tokens_of("\u{FEFF}Wort\u{200B} da\u{200B}."), "Wort da .");
}

#[test]
fn marks_of_measure_are_not_quotation_marks() {
    let text = "Ein 27\" Monitor, 5' lang, 3″ und 4′ hoch";
    let article = article(text);
    assert!(article.tokens().iter().all(|token| token.kind != QuotationMark));
    assert!(article.diagnostics().iter().all(|diagnostic| diagnostic.span.is_none()));
    assert_eq!(article.tokens().iter().filter(|token| token.kind == Punctuation).count(), 6);
}

#[test]
fn doubled_single_marks_are_one_quotation_mark() {
    assert_eq!(tokens_of(",,Alles gut'', sagte sie. ``Gut''"), ",, Alles gut '' , sagte sie . `` Gut ''");
}

#[test]
fn brackets_symbols_and_other_scripts_are_kept() {
    assert_eq!(tokens_of("(a) [b] § 5 €9 🙂 東京 Москва"), "( a ) [ b ] § 5 € 9 🙂 東京 Москва");
}
