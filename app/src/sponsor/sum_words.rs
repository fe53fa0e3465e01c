//! An amount in words, as receipts have it: `Сто тысяч тенге 50 тиын`, `Жүз мың теңге 50 тиын`, `One
//! hundred thousand tenge 50 tiyn`. Tiyn stay in figures, so that nobody adds some.

use birqadam_core::{Amount, Locale};

/// The amount in words; of a currency that has no word here with its code.
pub fn sum_in_words(l: Locale, amount: Amount, currency: &str) -> String {
    let (major, minor) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
    let minus = match (amount.0 < 0, l) {
        (false, _) => "",
        (true, Locale::En) => "minus ",
        (true, _) => "минус ",
    };
    let number = number(l, major);
    let text = match (currency, l) {
        ("KZT", Locale::Ru) => format!("{minus}{number} тенге {minor:02} тиын"),
        ("KZT", Locale::Kk) => format!("{minus}{number} теңге {minor:02} тиын"),
        ("KZT", Locale::En) => format!("{minus}{number} tenge {minor:02} tiyn"),
        (code, _) => format!("{minus}{number} {code} {minor:02}/100"),
    };
    capital(&text)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A whole number in words.
pub fn number(l: Locale, n: u64) -> String {
    if n == 0 {
        return match l {
            Locale::Ru => "ноль",
            Locale::Kk => "нөл",
            Locale::En => "zero",
        }
        .to_owned();
    }
    let mut words = Vec::new();
    // Groups of three digits from the largest; u64 has seven.
    for power in (0..7).rev() {
        let group = n / 1000_u64.pow(power) % 1000;
        if group == 0 {
            continue;
        }
        match l {
            Locale::Ru => russian(&mut words, group, power),
            Locale::Kk => kazakh(&mut words, group, power),
            Locale::En => english(&mut words, group, power),
        }
    }
    words.join(" ")
}

/// One, few, many of what the groups are called, from a thousand on.
const RU_GROUPS: [[&str; 3]; 6] = [
    ["тысяча", "тысячи", "тысяч"],
    ["миллион", "миллиона", "миллионов"],
    ["миллиард", "миллиарда", "миллиардов"],
    ["триллион", "триллиона", "триллионов"],
    ["квадриллион", "квадриллиона", "квадриллионов"],
    ["квинтиллион", "квинтиллиона", "квинтиллионов"],
];
const RU_HUNDREDS: [&str; 10] =
    ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];
const RU_TENS: [&str; 10] =
    ["", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"];
const RU_SMALL: [&str; 20] = [
    "",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];

fn russian(words: &mut Vec<&'static str>, group: u64, power: u32) {
    let (hundreds, rest) = (pick(&RU_HUNDREDS, group / 100), group % 100);
    words.extend(Some(hundreds).filter(|word| !word.is_empty()));
    let last = if rest < 20 { rest } else { rest % 10 };
    if rest >= 20 {
        words.push(pick(&RU_TENS, rest / 10));
    }
    match (last, power) {
        (0, _) => {}
        // A thousand is feminine.
        (1, 1) => words.push("одна"),
        (2, 1) => words.push("две"),
        _ => words.push(pick(&RU_SMALL, last)),
    }
    if let Some(&[one, few, many]) = power.checked_sub(1).and_then(|index| RU_GROUPS.get(index as usize)) {
        words.push(match last {
            1 => one,
            2..=4 => few,
            _ => many,
        });
    }
}

const KK_GROUPS: [&str; 6] = ["мың", "миллион", "миллиард", "триллион", "квадриллион", "квинтиллион"];
const KK_TENS: [&str; 10] = ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"];
const KK_ONES: [&str; 10] = ["", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"];

fn kazakh(words: &mut Vec<&'static str>, group: u64, power: u32) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    // A hundred is said without "one", as people say it.
    if hundreds > 1 {
        words.push(pick(&KK_ONES, hundreds));
    }
    if hundreds > 0 {
        words.push("жүз");
    }
    words.extend([pick(&KK_TENS, tens), pick(&KK_ONES, ones)].into_iter().filter(|word| !word.is_empty()));
    words.extend(power.checked_sub(1).and_then(|index| KK_GROUPS.get(index as usize)));
}

const EN_GROUPS: [&str; 6] = ["thousand", "million", "billion", "trillion", "quadrillion", "quintillion"];
const EN_TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const EN_SMALL: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

fn english(words: &mut Vec<&'static str>, group: u64, power: u32) {
    let (hundreds, rest) = (group / 100, group % 100);
    if hundreds > 0 {
        words.extend([pick(&EN_SMALL, hundreds), "hundred"]);
    }
    let small = if rest < 20 { rest } else { rest % 10 };
    let both = [if rest >= 20 { pick(&EN_TENS, rest / 10) } else { "" }, pick(&EN_SMALL, small)];
    words.extend(both.into_iter().filter(|word| !word.is_empty()));
    words.extend(power.checked_sub(1).and_then(|index| EN_GROUPS.get(index as usize)));
}

fn pick(table: &[&'static str], index: u64) -> &'static str {
    table.get(index as usize).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_people_say_them() {
        let table = [
            (0, "ноль", "нөл", "zero"),
            (1, "один", "бір", "one"),
            (2, "два", "екі", "two"),
            (10, "десять", "он", "ten"),
            (11, "одиннадцать", "он бір", "eleven"),
            (14, "четырнадцать", "он төрт", "fourteen"),
            (20, "двадцать", "жиырма", "twenty"),
            (21, "двадцать один", "жиырма бір", "twenty one"),
            (100, "сто", "жүз", "one hundred"),
            (101, "сто один", "жүз бір", "one hundred one"),
            (219, "двести девятнадцать", "екі жүз он тоғыз", "two hundred nineteen"),
            (999, "девятьсот девяносто девять", "тоғыз жүз тоқсан тоғыз", "nine hundred ninety nine"),
            (1_000, "одна тысяча", "бір мың", "one thousand"),
            (2_000, "две тысячи", "екі мың", "two thousand"),
            (5_000, "пять тысяч", "бес мың", "five thousand"),
            (11_000, "одиннадцать тысяч", "он бір мың", "eleven thousand"),
            (21_000, "двадцать одна тысяча", "жиырма бір мың", "twenty one thousand"),
            (22_030, "двадцать две тысячи тридцать", "жиырма екі мың отыз", "twenty two thousand thirty"),
            (100_000, "сто тысяч", "жүз мың", "one hundred thousand"),
            (112_000, "сто двенадцать тысяч", "жүз он екі мың", "one hundred twelve thousand"),
            (1_000_000, "один миллион", "бір миллион", "one million"),
            (1_000_001, "один миллион один", "бір миллион бір", "one million one"),
            (
                2_500_040,
                "два миллиона пятьсот тысяч сорок",
                "екі миллион бес жүз мың қырық",
                "two million five hundred thousand forty",
            ),
            (1_000_000_000, "один миллиард", "бір миллиард", "one billion"),
        ];
        for (n, ru, kk, en) in table {
            assert_eq!(number(Locale::Ru, n), ru, "{n}");
            assert_eq!(number(Locale::Kk, n), kk, "{n}");
            assert_eq!(number(Locale::En, n), en, "{n}");
        }
        for l in Locale::ALL {
            assert!(!number(l, u64::MAX).is_empty());
        }
    }

    #[test]
    fn tens_and_ones_of_kazakh() {
        let tens = ["он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"];
        let ones = ["бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"];
        for (ten, tens) in (1..).zip(tens) {
            assert_eq!(number(Locale::Kk, ten * 10), tens);
            for (one, ones) in (1..).zip(ones) {
                assert_eq!(number(Locale::Kk, ten * 10 + one), format!("{tens} {ones}"));
            }
        }
    }

    #[test]
    fn sums_name_their_currency_and_keep_tiyn_in_figures() {
        let table = [
            (10_000_000, Locale::Ru, "KZT", "Сто тысяч тенге 00 тиын"),
            (10_000_050, Locale::Kk, "KZT", "Жүз мың теңге 50 тиын"),
            (10_000_005, Locale::En, "KZT", "One hundred thousand tenge 05 tiyn"),
            (0, Locale::Kk, "KZT", "Нөл теңге 00 тиын"),
            (-150, Locale::Ru, "KZT", "Минус один тенге 50 тиын"),
            (-150, Locale::En, "KZT", "Minus one tenge 50 tiyn"),
            (1_250, Locale::En, "USD", "Twelve USD 50/100"),
        ];
        for (minor, l, currency, text) in table {
            assert_eq!(sum_in_words(l, Amount(minor), currency), text);
        }
    }
}
