//! Numbers and phones while they are typed: grouped as people here write them, with the caret
//! staying after the same digit.

/// A field's text and where its caret belongs, counted in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub text: String,
    pub caret: usize,
}

/// `87771234567`, `+77771234567` → `+7 777 123 45 67`; other countries and words stay as typed.
pub fn phone_typed(text: &str, caret: usize) -> Typed {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_phone = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+()-.".contains(c));
    let plus = text.trim_start().starts_with('+');
    let national = match (plus, digits.len(), digits.chars().next()) {
        _ if !is_phone => None,
        (true, 1..=11, Some('7')) => Some(&digits[1..]),
        // Ten digits at once are a number without its country.
        (false, 10, Some('7')) => Some(&digits[..]),
        (false, 1..=11, Some('7' | '8')) => Some(&digits[1..]),
        _ => None,
    };
    let Some(national) = national else { return Typed { text: text.to_owned(), caret } };
    let added = national.len() + 1 - digits.len();
    let mut shown = String::from("+7");
    for (index, digit) in national.chars().enumerate() {
        if matches!(index, 0 | 3 | 6 | 8) {
            shown.push(' ');
        }
        shown.push(digit);
    }
    place(text, caret, shown, added)
}

/// A stored phone number as it is shown.
pub fn shown_phone(stored: &str) -> String {
    phone_typed(stored, 0).text
}

/// `1250000` → `1 250 000` with no-break spaces; whatever is no whole number stays as typed.
pub fn number_typed(text: &str, caret: usize) -> Typed {
    if !text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace()) {
        return Typed { text: text.to_owned(), caret };
    }
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let mut shown = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.iter().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push('\u{a0}');
        }
        shown.push(*digit);
    }
    place(text, caret, shown, 0)
}

/// Puts the caret after as many digits as it stood before; `added` digits came at the front.
fn place(text: &str, caret: usize, shown: String, added: usize) -> Typed {
    let passed = text.chars().take(caret).filter(char::is_ascii_digit).count();
    if passed == 0 {
        return Typed { text: shown, caret: 0 };
    }
    let mut seen = 0;
    let at = shown.chars().position(|c| {
        seen += usize::from(c.is_ascii_digit());
        seen == passed + added
    });
    let caret = at.map_or_else(|| shown.chars().count(), |index| index + 1);
    Typed { text: shown, caret }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::validate::normalise_phone;

    #[test]
    fn phones_are_grouped_while_typed() {
        // `|` is the caret.
        let table = [
            ("8|", "+7|"),
            ("7|", "+7|"),
            ("+7|", "+7|"),
            ("+77|", "+7 7|"),
            ("+7 7771|", "+7 777 1|"),
            ("+7 777 123 45 67|", "+7 777 123 45 67|"),
            ("+7 777 12|9 34 56", "+7 777 12|9 34 56"),
            // A digit typed in the middle, a space deleted.
            ("+7 777 15|2 34 56", "+7 777 15|2 34 56"),
            ("+7 777|123", "+7 777| 123"),
            ("8 (777) 123-45-67|", "+7 777 123 45 67|"),
            ("7771234567|", "+7 777 123 45 67|"),
            ("777|1234567", "+7 777| 123 45 67"),
            ("+998 90|", "+998 90|"),
            ("912|", "912|"),
            ("+7 777 123 45 678|", "+7 777 123 45 678|"),
            ("позвоните|", "позвоните|"),
            ("|", "|"),
        ];
        for (typed, expected) in table {
            let caret = typed.chars().position(|c| c == '|').unwrap_or(0);
            let Typed { text, caret } = phone_typed(&typed.replace('|', ""), caret);
            let shown: String = text.chars().take(caret).chain(['|']).chain(text.chars().skip(caret)).collect();
            assert_eq!(shown, expected, "{typed}");
        }
    }

    #[test]
    fn numbers_are_grouped_while_typed() {
        let table = [
            ("1250000", 7, "1 250 000", 9),
            ("12500001", 3, "12 500 001", 4),
            ("1 250", 1, "1 250", 1),
            ("1,5", 3, "1,5", 3),
        ];
        for (typed, caret, text, at) in table {
            let expected = Typed { text: text.replace(' ', "\u{a0}"), caret: at };
            assert_eq!(number_typed(typed, caret), expected, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn typing_never_changes_the_number(text in "\\+?[0-9 ()-]{0,20}", caret in 0usize..25) {
            let typed = phone_typed(&text, caret);
            prop_assert!(typed.caret <= typed.text.chars().count().max(caret));
            if let Some(number) = normalise_phone(&text) {
                prop_assert_eq!(normalise_phone(&typed.text), Some(number));
            }
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            prop_assert_eq!(digits(&number_typed(&text, caret).text), digits(&text));
        }

        #[test]
        fn typed_twice_is_typed_once(text in ".{0,30}", caret in 0usize..35) {
            let once = phone_typed(&text, caret);
            prop_assert_eq!(phone_typed(&once.text, once.caret), once);
        }
    }
}
