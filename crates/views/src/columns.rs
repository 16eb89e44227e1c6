//! Text in terminal columns: what is shown for each character, how wide it is, where lines break.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What a terminal gets for `grapheme`. Control characters would move its cursor or change its colours, and marks that
/// turn the writing direction would make the text look as it is not; both are shown instead of sent.
pub(crate) fn shown(grapheme: &str) -> &str {
    match grapheme.chars().next() {
        Some('\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' | '\u{85}') => " ",
        _ if grapheme.contains(unsafe_to_send) => "�",
        _ => grapheme,
    }
}

fn unsafe_to_send(c: char) -> bool {
    c.is_control() || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The columns that `grapheme` takes.
pub(crate) fn columns(grapheme: &str) -> usize {
    shown(grapheme).width()
}

/// The columns that a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.graphemes(true).map(columns).sum()
}

/// Ready to be sent to a terminal, on one line.
pub(crate) fn clean(text: &str) -> String {
    text.graphemes(true).map(shown).collect()
}

/// The same on at most `most` columns, cut with `…` in the middle of nowhere but not of a character.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let mut taken = 0;
    let mut short = String::new();
    for grapheme in text.graphemes(true) {
        taken += columns(grapheme);
        if taken > most {
            // Makes room for the sign.
            let mut kept: Vec<&str> = short.graphemes(true).collect();
            let mut spare = most.saturating_sub(kept.iter().map(|one| one.width()).sum());
            while spare < 1 {
                match kept.pop() {
                    Some(last) => spare += last.width(),
                    None => break,
                }
            }
            return kept.concat().trim_end_matches([' ', '…']).to_owned() + "…";
        }
        short.push_str(shown(grapheme));
    }
    short
}

/// Breaks `text[within]` into lines of at most `most` columns, at white space where there is some.
/// White space at a break belongs to no line.
pub(crate) fn lines(text: &str, within: Range<usize>, most: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = within.start;
    let mut taken = 0;
    // The last place where the line may end, with the start of what follows and the columns up to there.
    let mut chance: Option<(usize, usize, usize)> = None;
    let mut after_space = false;
    for (offset, grapheme) in text[within.clone()].grapheme_indices(true) {
        let at = within.start + offset;
        let columns = columns(grapheme);
        if breaks(grapheme) {
            if at == start {
                start = at + grapheme.len();
                continue;
            }
            match &mut chance {
                Some((_, next, before)) if after_space => (*next, *before) = (at + grapheme.len(), taken + columns),
                _ => chance = Some((at, at + grapheme.len(), taken + columns)),
            }
            taken += columns;
            after_space = true;
            continue;
        }
        after_space = false;
        if taken + columns > most && at > start {
            let (end, next, before) = chance.unwrap_or((at, at, taken));
            found.push(start..end);
            (start, taken, chance) = (next, taken - before, None);
        }
        taken += columns;
    }
    let last = text[start..within.end].trim_end();
    if !last.is_empty() {
        found.push(start..start + last.len());
    }
    found
}

/// White space at which a line may break; not the kinds made to hold words together.
fn breaks(grapheme: &str) -> bool {
    grapheme.chars().all(|c| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, most: usize) -> Vec<&str> {
        lines(text, 0..text.len(), most).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn lines_break_at_white_space() {
        assert_eq!(broken("eins zwei drei", 9), ["eins zwei", "drei"]);
        assert_eq!(broken("eins  zwei\ndrei ", 8), ["eins", "zwei", "drei"]);
        assert_eq!(broken("  eins", 8), ["eins"]);
        assert_eq!(broken("", 8), [""; 0]);
        assert_eq!(broken("10\u{A0}km weit", 7), ["10\u{A0}km", "weit"]);
    }

    #[test]
    fn words_longer_than_a_line_break_between_characters() {
        assert_eq!(broken("Donaudampfschiff", 6), ["Donaud", "ampfsc", "hiff"]);
        assert_eq!(broken("a🚧🚧🚧", 3), ["a🚧", "🚧", "🚧"]);
        assert_eq!(broken("ab Donaudampf", 5), ["ab", "Donau", "dampf"]);
    }

    #[test]
    fn no_line_is_wider_than_asked_and_no_word_is_lost() {
        let text = "Ein Satz, „der nicht aufhört“,  mit Emoji 🚧👩‍🚒 und é, und mit Überlänge: Rindfleischetikettierung.";
        for most in 2..40 {
            let lines = broken(text, most);
            assert!(lines.iter().all(|line| width(line) <= most.max(2)), "{most}: {lines:?}");
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(squeezed(&lines.concat()), squeezed(text), "{most}");
        }
    }

    #[test]
    fn control_characters_are_shown_not_sent() {
        assert_eq!(clean("rot\u{1b}[31m\u{202e}\u{7}\tEnde\n"), "rot�[31m�� Ende ");
    }

    #[test]
    fn shortened_text_fits() {
        assert_eq!(shortened("eins zwei", 9), "eins zwei");
        assert_eq!(shortened("eins zwei", 8), "eins zw…");
        assert_eq!(shortened("eins zwei", 6), "eins…");
        assert_eq!(shortened("🚧🚧🚧", 5), "🚧🚧…");
        assert_eq!(shortened("🚧🚧🚧", 4), "🚧…");
    }
}
