use proptest::prelude::*;
use wortlaut_text::{ByteOffset, CodePoints, Span};

#[test]
fn offsets_beyond_the_text_count_all_of_it() {
    let points = CodePoints::new("äöü");
    assert_eq!(points.at(ByteOffset::new(6)), 3);
    assert_eq!(points.at(ByteOffset::new(600)), 3);
    assert_eq!(CodePoints::new("").at(ByteOffset::new(0)), 0);
    assert_eq!(CodePoints::new("").at(ByteOffset::new(1)), 0);
}

#[test]
fn code_points_are_right_around_every_remembered_count() {
    for c in ['a', 'ä', '„', '🙂'] {
        for length in [255, 256, 257, 511, 512, 513] {
            let text: String = std::iter::repeat_n(c, length).collect();
            let points = CodePoints::new(&text);
            for index in 0..=length {
                assert_eq!(points.at(ByteOffset::new((index * c.len_utf8()) as u32)), index as u32);
            }
        }
    }
}

proptest! {
    #[test]
    fn code_points_are_the_number_of_characters_before_every_boundary(text in "(\\PC|[äöü„“🙂a \n]){0,700}") {
        let points = CodePoints::new(&text);
        let boundaries = text.char_indices().map(|(index, _)| index).chain([text.len()]);
        for (count, index) in boundaries.enumerate() {
            prop_assert_eq!(points.at(ByteOffset::new(index as u32)), count as u32);
            let (start, end) = points.range(Span::of_bytes(index, text.len()));
            prop_assert_eq!((end - start) as usize, text[index..].chars().count());
        }
    }
}
