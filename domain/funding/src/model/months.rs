//! The months that charts of a home page show.

use chrono::{Datelike, Days, Months, NaiveDate};

/// So many months, this one among them.
const SHOWN: u32 = 12;

/// First and last day of each of the last twelve months, in order, the month of `today` the last.
pub fn last_months(today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let this = today.with_day(1).unwrap_or(today);
    (0..SHOWN)
        .rev()
        .filter_map(|back| {
            let first = this.checked_sub_months(Months::new(back))?;
            let last = first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?;
            Some((first, last))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_whole_months() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let months = last_months(day("2028-02-29"));
        assert_eq!(months.len(), 12);
        assert_eq!(months[0], (day("2027-03-01"), day("2027-03-31")));
        assert_eq!(months[11], (day("2028-02-01"), day("2028-02-29")));
        assert!(months.windows(2).all(|pair| pair[0].1.succ_opt() == Some(pair[1].0)), "no day between them");
    }
}
