//! A midnight after a day: databases export every day with it. Any other time of day is no part of a date here.

use super::{Normalisation, Purpose, Sprung};

const MIDNIGHTS: &[&str] = &["00:00:00.000", "00:00:00.0", "00:00:00", "0:00:00", "00:00", "0:00"];

pub(super) fn trap(text: &str, purpose: Purpose) -> Sprung {
    if purpose != Purpose::Day {
        return Sprung::Clean;
    }
    let day = MIDNIGHTS.iter().find_map(|midnight| {
        let day = text.strip_suffix(midnight)?;
        day.strip_suffix([' ', 'T']).or_else(|| day.ends_with('日').then_some(day))
    });
    day.map_or(Sprung::Clean, |day| Sprung::Mended(day.trim_end().to_owned(), Normalisation::Midnight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnights_go_and_other_times_stay() {
        for text in ["2021-04-20 00:00:00", "2021-04-20T00:00:00.000", "2021-04-20 0:00"] {
            let mended = Sprung::Mended("2021-04-20".to_owned(), Normalisation::Midnight);
            assert_eq!(trap(text, Purpose::Day), mended, "{text}");
        }
        for text in ["2021-04-20 09:00", "2021-04-20 10:00:00", "2021-04-200:00", "0:00"] {
            assert_eq!(trap(text, Purpose::Day), Sprung::Clean, "{text}");
        }
        assert_eq!(trap("每天 0:00", Purpose::Words), Sprung::Clean);
    }
}
