//! How many people a masked ID number may belong to.

/// The whole of those who come into question before anything is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crowd {
    counties: u64,
    birth_years: u64,
}

impl Crowd {
    /// People of so many counties (1 when the county is known), born in one of so many years.
    pub fn new(counties: u32, birth_years: u32) -> Self {
        Self { counties: u64::from(counties), birth_years: u64::from(birth_years) }
    }

    /// How many ID numbers (GB 11643) agree with the characters shown, rounded down:
    ///
    /// - digits 1 to 6, the county: one if all are shown, else the counties of the crowd;
    /// - digits 7 to 14, the date of birth: one day if all are shown, a year of 365.25 days if the year is shown, else
    ///   all years of the crowd;
    /// - digits 15 to 17, the sequence: ten for each one hidden;
    /// - the check digit, if it is shown, leaves one in eleven.
    pub fn candidates(self, shows: impl Fn(usize) -> bool) -> u64 {
        let all = |mut positions: std::ops::Range<usize>| positions.all(&shows);
        let counties = if all(0..6) { 1 } else { self.counties };
        let quarter_days = if all(6..14) {
            4
        } else if all(6..10) {
            1461
        } else {
            1461 * self.birth_years
        };
        let sequences: u64 = (14..17).filter(|at| !shows(*at)).map(|_| 10).product();
        let check = if shows(17) { 11 } else { 1 };
        counties.saturating_mul(quarter_days).saturating_mul(sequences) / (4 * check)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::mask::IdMask;

    fn candidates(mask: &str, crowd: Crowd) -> u64 {
        let mask = IdMask::parse(mask).unwrap();
        crowd.candidates(|at| mask.shows(at))
    }

    #[test]
    fn the_numbers_of_the_privacy_paper_come_out() {
        let county_page = Crowd::new(1, 45);
        let city_page = Crowd::new(6, 45);
        let county_and_birth_year = Crowd::new(1, 1);
        for (mask, crowd, computed) in [
            ("6+4", city_page, 1_490),
            ("14+1", city_page, 91),
            ("2+3", county_page, 15_000),
            ("4+2", city_page, 896_000),
            ("4+2", county_and_birth_year, 3_300),
        ] {
            let found = candidates(mask, crowd);
            assert!(found.abs_diff(computed) * 100 <= computed + 99, "{mask}: {found}, not about {computed}");
        }
    }

    #[test]
    fn a_count_by_enumeration_agrees() {
        // All ID numbers of one county and one year that end in 0, as `4+2` shows the last two: by brute force.
        let mut count = 0;
        for day in chrono::NaiveDate::from_ymd_opt(1980, 1, 1).unwrap().iter_days().take(366) {
            for sequence in (0..1000).filter(|sequence| sequence % 10 == 7) {
                let text = format!("370999{}{sequence:03}0", day.format("%Y%m%d"));
                count += u64::from(crate::value::identity::IdNumber::parse(&text).is_ok());
            }
        }
        let computed = candidates("4+2", Crowd::new(1, 1));
        assert!(count.abs_diff(computed) * 100 < computed, "{count} by enumeration, {computed} by the formula");
    }
}
