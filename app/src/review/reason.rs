//! The reason of a refusal: a ready sentence, own words, or both.

use birqadam_core::Locale;

use crate::texts::review as words;

/// The ready sentence and the words under it, whichever are there.
#[cfg_attr(not(feature = "ssr"), allow(dead_code))]
pub fn whole_reason(template: &str, own: &str) -> String {
    [template.trim(), own.trim()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Ready sentences as options of a choice, and one's own words at the end.
pub fn templates(l: Locale, sentences: &[&str]) -> Vec<(String, String, String)> {
    sentences
        .iter()
        .map(|text| ((*text).to_owned(), (*text).to_owned(), String::new()))
        .chain([(String::new(), words::template_own(l).to_owned(), String::new())])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_template_and_own_words() {
        assert_eq!(whole_reason("Нет устава.", " Пришлите скан. "), "Нет устава. Пришлите скан.");
        assert_eq!(whole_reason("", "Нет"), "Нет");
        assert_eq!(whole_reason(" ", "\n"), "");
    }

    #[test]
    fn own_words_are_the_last_choice() {
        let all = templates(Locale::En, &["One."]);
        assert_eq!(all.len(), 2);
        assert_eq!(all[1].0, "");
    }
}
