//! R4.

use std::collections::{BTreeMap, BTreeSet};

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
        let rates = prices.rates(&paid);
        report_wrong_rate(&rates, &paid, report);
        report_wrong_amount(case, prices, rates, &paid, report);
        report_over_cap(case, &paid, report);
    }
}

/// The standards and uplifts that payments are held against, by what is trained.
pub(super) struct Prices<'a> {
    standards: BTreeMap<&'a str, Vec<&'a Standard>>,
    occupations: BTreeMap<&'a str, Vec<&'a Occupation>>,
}

impl<'a> Prices<'a> {
    pub(super) fn of(case: &Case<'a>) -> Self {
        let mut prices = Self { standards: BTreeMap::new(), occupations: BTreeMap::new() };
        for list in case.all_catalogues() {
            match &list.records {
                Records::Standards(rows) => rows.iter().for_each(|row| prices.add_standard(&row.record)),
                Records::Occupations(rows) => rows.iter().for_each(|row| prices.add_occupation(&row.record)),
                _ => {}
            }
        }
        prices
    }

    fn add_standard(&mut self, standard: &'a Standard) {
        self.standards.entry(&standard.occupation).or_default().push(standard);
    }

    fn add_occupation(&mut self, occupation: &'a Occupation) {
        self.occupations.entry(&occupation.name).or_default().push(occupation);
        if let Some(work_type) = occupation.work_type.as_ref().filter(|work_type| **work_type != occupation.name) {
            self.occupations.entry(work_type).or_default().push(occupation);
        }
    }

    /// The rates in force for what was trained.
    fn rates(&self, paid: &PaidTraining<'_>) -> BTreeSet<Fen> {
        let (Some(occupation), Some(day)) = (&paid.training.occupation, paid.day()) else { return BTreeSet::new() };
        let fits = |standard: &&&Standard| standard.level == paid.training.level && standard.is_in_force(day);
        let standards = self.standards.get(occupation.as_str()).into_iter().flatten();
        standards.filter(fits).map(|standard| standard.rate).collect()
    }

    /// The uplift of an urgently needed occupation, in percent.
    fn uplifts(&self, paid: &PaidTraining<'_>) -> impl Iterator<Item = u32> {
        let fits = |occupation: &&&Occupation| {
            let is_level = occupation.level.is_none() || occupation.level == paid.training.level;
            let is_valid = paid.day().is_none_or(|day| {
                occupation.valid_from.is_none_or(|from| from <= day)
                    && occupation.valid_until.is_none_or(|until| day <= until)
            });
            is_level && is_valid
        };
        let trained = paid.training.occupation.as_deref();
        let named = trained.and_then(|trained| self.occupations.get(trained)).into_iter().flatten();
        named.filter(fits).filter_map(|occupation| occupation.uplift.map(Percent::get))
    }
}

fn report_wrong_rate(rates: &BTreeSet<Fen>, paid: &PaidTraining<'_>, report: &mut Report) {
    let Some(rate) = paid.training.rate.filter(|rate| !rates.is_empty() && !rates.contains(rate)) else { return };
    let message = format!("补贴标准 {rate} 元与现行标准不符，现行标准是 {} 元。", listed(rates));
    let place = paid.place().column("补贴标准(元)");
    report.push(Diagnostic::error(Code::Amount, place, message).help("请核对《培训学时及补贴标准》目录。"));
}

fn report_wrong_amount(
    case: &Case<'_>,
    prices: &Prices<'_>,
    mut rates: BTreeSet<Fen>,
    paid: &PaidTraining<'_>,
    report: &mut Report,
) {
    rates.extend(paid.training.rate);
    if rates.is_empty() {
        return;
    }
    let payable = |percent: u32| {
        let raised = rates.iter().filter_map(|rate| rate.raised_by_percent(percent));
        raised.filter_map(|rate| rate.times(u64::from(paid.headcount))).any(|sum| sum == paid.training.amount)
    };
    let uplifts = case.settings.rules.uplifts_percent.iter().copied();
    if !std::iter::once(0).chain(uplifts).chain(prices.uplifts(paid)).any(payable) {
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
