use wortlaut_text::BlockKind::{self, Heading, Paragraph};

use crate::article;

fn blocks_of(text: &str) -> Vec<(BlockKind, &str)> {
    article(text).blocks().iter().map(|block| (block.kind, block.span.of(text))).collect()
}

const FIRST: &str = "Die Ministerin hat den Entwurf am Montag vorgestellt, wie ihr Haus in Berlin mitteilte. Er sei fertig.";
const SECOND: &str =
    "Die Opposition kritisierte den Entwurf am Dienstag scharf und kündigte an, dagegen zu stimmen und zu klagen.";

#[test]
fn empty_lines_divide_paragraphs_whatever_the_line_ends_are() {
    for gap in ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n\n", "\r\r", "\u{2029}", "\u{2028}\u{2028}"] {
        let text = format!("{FIRST}{gap}{SECOND}{gap}");
        assert_eq!(blocks_of(&text), [(Paragraph, FIRST), (Paragraph, SECOND)], "{gap:?}");
    }
}

#[test]
fn each_line_is_a_paragraph_where_lines_are_not_wrapped() {
    let text = format!("{FIRST}\n{SECOND}\n{FIRST} {SECOND}\n{FIRST}");
    assert_eq!(blocks_of(&text).len(), 4);
    let mixed = format!("{FIRST}\n{SECOND}\n\n{FIRST}");
    assert_eq!(blocks_of(&mixed).len(), 3);
}

#[test]
fn a_line_that_goes_on_with_a_small_letter_is_no_new_paragraph() {
    let text = format!("Die Ministerin sagte in Berlin\nam Montag nichts dazu.\n{SECOND} {FIRST} {SECOND}");
    assert_eq!(blocks_of(&text).len(), 2);
}

/// Breaks lines at `width` as mail programs do.
fn wrap(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last().unwrap();
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            let line = lines.last_mut().unwrap();
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}

#[test]
fn wrapped_lines_are_joined() {
    for width in [60, 72, 80] {
        let (first, second) = (wrap(&format!("{FIRST} {SECOND}"), width), wrap(&format!("{SECOND} {FIRST}"), width));
        let text = format!("Neuer Streit um den Entwurf\n\n{first}\n\n{second}");
        assert_eq!(blocks_of(&text), [(Heading, "Neuer Streit um den Entwurf"), (Paragraph, &first), (Paragraph, &second)]);
    }
}

#[test]
fn wrapped_paragraphs_without_empty_lines_end_at_lines_that_end_early() {
    let (first, second) = (wrap(&format!("{FIRST} {SECOND} Kurz."), 72), wrap(&format!("{SECOND} {FIRST}"), 72));
    let text = format!("Neuer Streit um Entwurf\n{first}\n{second}");
    assert_eq!(blocks_of(&text), [(Heading, "Neuer Streit um Entwurf"), (Paragraph, &first), (Paragraph, &second)]);
}

#[test]
fn a_short_block_without_a_closing_mark_before_another_is_a_heading() {
    for heading in ["Streit um Entwurf", "Weber: „Wir schaffen das“", "Weber lobt \"großen Wurf\"", "Berlin (dpa)"] {
        assert_eq!(blocks_of(&format!("{heading}\n\n{FIRST}"))[0].0, Heading, "{heading}");
        assert_eq!(blocks_of(&format!("{FIRST}\n\n{heading}\n\n{SECOND}"))[1].0, Heading, "{heading}");
        assert_eq!(blocks_of(&format!("{FIRST}\n{heading}\n{SECOND} {FIRST}"))[1].0, Heading, "{heading}");
        assert_eq!(blocks_of(heading)[0].0, Heading, "{heading}");
    }
}

#[test]
fn what_ends_like_a_sentence_or_ends_the_article_is_no_heading() {
    for paragraph in
        ["„Das ist gut.“", "Er schwieg.", "Wirklich?", "Was nun folgt:", "(Er schwieg.)", "»Nein!«", "Und dann…", "Erstens;"]
    {
        assert_eq!(blocks_of(&format!("{FIRST}\n\n{paragraph}\n\n{SECOND}"))[1].0, Paragraph, "{paragraph}");
    }
    assert_eq!(blocks_of(&format!("{FIRST}\n\nAutorin Ada Weber"))[1].0, Paragraph);
    let long = "Wort ".repeat(60);
    assert_eq!(blocks_of(&format!("{long}\n\n{FIRST}"))[0].0, Paragraph);
    assert_eq!(blocks_of(&format!("* * *\n\n{FIRST}"))[0].0, Paragraph);
}

#[test]
fn list_items_are_paragraphs_of_their_own() {
    for bullet in ["•", "-", "–", "*"] {
        let text = format!("{FIRST}\n{bullet} Mehr Geld\n{bullet} Mehr Zeit\n\n{SECOND}");
        let kinds: Vec<_> = blocks_of(&text).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [Paragraph; 4], "{bullet}");
    }
    let text = format!("Sie will drei Dinge:\nMehr Geld\nMehr Zeit\nMehr Ruhe\n\nReaktionen\n\n{SECOND}");
    let kinds: Vec<_> = blocks_of(&text).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Paragraph, Paragraph, Paragraph, Paragraph, Heading, Paragraph]);
}

#[test]
fn a_dateline_stays_in_its_paragraph() {
    let text = format!("BERLIN (dpa) – {FIRST}");
    assert_eq!(blocks_of(&text), [(Paragraph, text.as_str())]);
    assert_eq!(article(&text).sentences().len(), 2);
}

#[test]
fn an_empty_text_has_no_layers() {
    for text in ["", " \n\n\t", "\u{FEFF}\u{200B}"] {
        let article = article(text);
        assert!(article.tokens().is_empty() && article.blocks().is_empty() && article.sentences().is_empty());
    }
}
