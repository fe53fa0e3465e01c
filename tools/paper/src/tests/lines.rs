//! Breaking lines: nothing is lost, nothing is too wide.

use proptest::prelude::*;

use crate::{Style, clean, shorten, width_of, wrap};

fn letters(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '\n')).collect()
}

proptest! {
    #[test]
    fn no_character_is_lost(text in "(\\PC|[а-яӘҒҚҢӨҰҮҺІәі \n]){0,300}", width in 20.0f32..400.0) {
        let lines = wrap(Style::BODY, &text, width);
        prop_assert_eq!(letters(&lines.concat()), letters(&clean(&text)));
    }

    #[test]
    fn no_line_is_too_wide(text in "[a-zA-Zа-яА-Я ₸№-]{0,300}", width in 20.0f32..400.0) {
        for line in wrap(Style::BODY, &text, width) {
            prop_assert!(width_of(Style::BODY, &line) <= width + 0.01, "{:?}", line);
        }
    }

    #[test]
    fn what_was_cut_says_so(text in "[a-zа-я ]{1,200}", width in 30.0f32..300.0) {
        let short = shorten(Style::BODY, &text, width);
        prop_assert!(width_of(Style::BODY, &short) <= width + 0.01);
        prop_assert!(short == text || short.ends_with('…'));
    }
}

#[test]
fn a_word_of_ten_thousand_characters_is_broken() {
    let word = "ұ".repeat(10_000);
    let lines = wrap(Style::BODY, &word, 200.0);
    assert!(lines.len() > 100);
    assert_eq!(lines.concat(), word);
}

#[test]
fn words_stay_whole_where_they_fit() {
    let width = width_of(Style::BODY, "Посадка деревьев");
    assert_eq!(wrap(Style::BODY, "Посадка деревьев у школы", width), ["Посадка деревьев", "у школы"]);
    assert_eq!(wrap(Style::BODY, "одна\n\nдве", 200.0), ["одна", "", "две"]);
    assert_eq!(wrap(Style::BODY, "", 200.0), [""]);
    // A no-break space holds together, even when it costs a line.
    assert_eq!(wrap(Style::BODY, "1 250\u{a0}₸", width_of(Style::BODY, "250\u{a0}₸")), ["1", "250\u{a0}₸"]);
}

#[test]
fn what_the_font_lacks_is_seen() {
    let table = [
        ("Қазақстан ӘҒҚҢӨҰҮҺІ 5 ₸", "Қазақстан ӘҒҚҢӨҰҮҺІ 5 ₸"),
        ("Ура 🎉🎉!", "Ура [?]!"),
        ("👨‍👩‍👧 семья", "[?] семья"),
        ("مرحبا بالعالم", "[?] [?]"),
        ("志愿者", "[?]"),
        ("\u{202e}abc\u{202c}", "abc"),
        ("и\u{306}И\u{306}е\u{308}", "йЙё"),
        ("a\tb\r\nc\u{0}", "a b\nc"),
    ];
    for (text, expected) in table {
        assert_eq!(clean(text), expected, "{text:?}");
    }
}
