//! R4.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::record::occupation::Occupation;
use crate::record::payment::AMOUNT;
use crate::record::standard::Standard;
use crate::record::{List, Records};
use crate::value::money::Fen;
use crate::value::percent::Percent;

use super::{Case, PaidTraining};

/// R4: an amount is the standard, or the standard raised by an uplift, for each person, and not above the cap; where
/// a standard for the occupation and level is in force, the rate is that one. Source: 泰人社字〔2021〕12号 二（八）.
pub(super) fn amount_follows_standard(case: &Case<'_>, prices: &Prices<'_>, list: &List, report: &mut Report) {
    for paid in case.trainings(list) {
        report_wrong_rate(prices, &paid, report);
        report_wrong_amount(case, prices, &paid, report);
        report_over_cap(case, &paid, report);
    }
}

/// The standards and uplifts that payments are held against.
pub(super) struct Prices<'a> {
    standards: Vec<&'a Standard>,
    occupations: Vec<&'a Occupation>,
}

impl<'a> Prices<'a> {
    pub(super) fn of(case: &Case<'a>) -> Self {
        let mut prices = Self { standards: Vec::new(), occupations: Vec::new() };
        for list in case.all_catalogues() {
            match &list.records {
                Records::Standards(rows) => prices.standards.extend(rows.iter().map(|row| &row.record)),
                Records::Occupations(rows) => prices.occupations.extend(rows.iter().map(|row| &row.record)),
                _ => {}
            }
        }
        prices
    }

    /// The rates in force for what was trained.
    fn rates(&self, paid: &PaidTraining<'_>) -> BTreeSet<Fen> {
        let (Some(occupation), Some(day)) = (&paid.training.occupation, paid.day()) else { return BTreeSet::new() };
        let fits = |standard: &&&Standard| {
            standard.occupation == *occupation && standard.level == paid.training.level && standard.is_in_force(day)
        };
        self.standards.iter().filter(fits).map(|standard| standard.rate).collect()
    }

    /// The uplift of an urgently needed occupation, in percent.
    fn uplifts(&self, paid: &PaidTraining<'_>) -> impl Iterator<Item = u32> {
        let fits = |occupation: &&&Occupation| {
            let trained = paid.training.occupation.as_ref();
            let is_named =
                trained == Some(&occupation.name) || trained.is_some() && trained == occupation.work_type.as_ref();
            let is_level = occupation.level.is_none() || occupation.level == paid.training.level;
            let is_valid = paid.day().is_none_or(|day| {
                occupation.valid_from.is_none_or(|from| from <= day)
                    && occupation.valid_until.is_none_or(|until| day <= until)
            });
            is_named && is_level && is_valid
        };
        self.occupations.iter().filter(fits).filter_map(|occupation| occupation.uplift.map(Percent::get))
    }
}

fn report_wrong_rate(prices: &Prices<'_>, paid: &PaidTraining<'_>, report: &mut Report) {
    let rates = prices.rates(paid);
    let Some(rate) = paid.training.rate.filter(|rate| !rates.is_empty() && !rates.contains(rate)) else { return };
    let message = format!("补贴标准 {rate} 元与现行标准不符，现行标准是 {} 元。", listed(&rates));
    let place = paid.place().column("补贴标准(元)");
    report.push(Diagnostic::error(Code::Amount, place, message).help("请核对《培训学时及补贴标准》目录。"));
}

fn report_wrong_amount(case: &Case<'_>, prices: &Prices<'_>, paid: &PaidTraining<'_>, report: &mut Report) {
    let mut rates = prices.rates(paid);
    rates.extend(paid.training.rate);
    if rates.is_empty() {
        return;
    }
    let uplifts = case.settings.rules.uplifts_percent.iter().copied().chain(prices.uplifts(paid)).chain([0]);
    let uplifts: BTreeSet<u32> = uplifts.collect();
    let payable = |rate: &Fen| {
        let raised = uplifts.iter().filter_map(|percent| rate.raised_by_percent(*percent));
        raised.filter_map(|rate| rate.times(u64::from(paid.headcount))).any(|sum| sum == paid.training.amount)
    };
    if !rates.iter().any(payable) {
        let persons = if paid.headcount == 1 { String::new() } else { format!("× {} 人", paid.headcount) };
        let message = format!(
            "补贴金额 {} 元既不是标准 {} 元{persons}，也不是按规定比例上浮后的数。",
            paid.training.amount,
            listed(&rates)
        );
        let place = paid.place().column(AMOUNT);
        report.push(Diagnostic::error(Code::Amount, place, message).help("请核对标准、上浮比例和人数。"));
    }
}

fn report_over_cap(case: &Case<'_>, paid: &PaidTraining<'_>, report: &mut Report) {
    let cap = case.settings.rules.cap.and_then(|cap| cap.times(u64::from(paid.headcount)));
    if let Some(cap) = cap.filter(|cap| paid.training.amount > *cap) {
        let message = format!("补贴金额 {} 元超过上限 {cap} 元。", paid.training.amount);
        report.push(Diagnostic::error(Code::Amount, paid.place().column(AMOUNT), message).help("请核对金额。"));
    }
}

fn listed(rates: &BTreeSet<Fen>) -> String {
    rates.iter().map(Fen::to_string).collect::<Vec<_>>().join(" 或 ")
}
