//! What a reader is told beside a list: how to read it, what is done with personal data, and how to object.

use crate::edition::archive::FrozenList;
use crate::edition::list::PublicList;
use crate::record::{Catalogue, Kind, payment};

use super::basis::{Basis, NoticeHistory};
use super::status::{Retention, Status};
use super::view::Fact;
use super::view::subsidy::Objection;

/// How to read a list of payments.
pub(super) fn of_payments(list: &PublicList) -> Vec<String> {
    let has = |header: &str| list.position(header).is_some();
    let mut sentences = Vec::new();
    let mut say = |sentence: &str| sentences.push(sentence.to_owned());
    match list.kind() {
        Kind::InstitutionPayments => say("每一行是一家机构或企业的一个班次，补贴拨给机构或企业。"),
        _ => say("每一行是一个人的一次补贴。同一个人参加了不同的培训，会有几行。"),
    }
    if has("补贴标准(元)") {
        say(
            "“补贴标准”是文件规定的每人标准，“补贴金额”是这一行实际补贴的数额。急需紧缺职业（工种）可以上浮，所以金额可能高于标准。",
        );
    }
    if has("线上学时") {
        say("“总学时”包括“线上学时”。");
    }
    if list.kind() == Kind::Payments {
        say(names(list));
        say(numbers(list));
    }
    say("表里没有的列，就是没有公开的内容，不是漏填。");
    sentences
}

/// What happened to names.
fn names(list: &PublicList) -> &'static str {
    let mut masked = false;
    if let Some(at) = list.position(payment::NAME) {
        list.each_row(|cells| masked = masked || cells.nth(at).is_some_and(|name| name.contains('*')));
    }
    if masked {
        "姓名里的星号（*）是隐去的字，读屏软件读作“隐去几位”。下载的表格里同样是隐去后的样子。"
    } else {
        "姓名按公示的要求全部公开，没有隐去。"
    }
}

/// Where the digits went.
fn numbers(list: &PublicList) -> &'static str {
    if list.position(payment::ID_NUMBER).is_some() {
        "身份证号里的星号（*）是隐去的数字，读屏软件读作“隐去几位”；出生日期一定在隐去的部分里。"
    } else {
        "身份证号、电话、住址和银行账号都不公开，所以表里没有这些列。"
    }
}

/// How to read a catalogue.
pub(super) fn of_catalogue(of: Catalogue) -> Vec<String> {
    let sentences: &[&str] = match of {
        Catalogue::Projects => &[
            "“群体范围”写明面向哪些人，“组织时间”是实际或者计划的开班时间，写着“计划”的可能调整。",
            "想参加的，打“报名电话”问清楚还有没有名额。",
            "“线上学时”包括在“总学时”里。",
        ],
        Catalogue::Occupations => &[
            "一个职业可以有几个工种、几个等级，每个各占一行。",
            "“补贴上浮比例”是参加这个职业（工种）的培训，补贴在标准上最多加几成；空着就是不上浮。",
            "“有效期起”和“有效期止”以外的日子不适用。",
        ],
        Catalogue::Courses => &[
            "课程按创业的先后分阶段：GYB 产生你的企业想法，SYB 创办你的企业，IYB 改善你的企业，EYB 扩大你的企业。",
            "状态写“报名中”的可以打电话报名；“计划”的可以先登记；“已报人数”到了“计划人数”就是满员。",
            "“线上学时”包括在“总学时”里。",
        ],
        Catalogue::Standards => &[
            "“补贴标准”是每人一次培训的数额，单位元；急需紧缺职业（工种）可以在这个数上上浮。",
            "“有效期起”和“有效期止”以外的日子不适用。",
        ],
        Catalogue::Institutions => &[
            "有“退出日期”的机构，从那一天起不再承担补贴性培训。",
            "“培训职业（工种）”是机构可以培训的范围，报名前请打电话问清楚。",
        ],
    };
    sentences.iter().map(|&sentence| sentence.to_owned()).collect()
}

/// 个人信息处理说明 of a list of payments, with its rows where they are there. Source: 个人信息保护法 17、19、46、47.
pub(super) fn privacy(
    basis: &Basis<'_>,
    notice: &NoticeHistory<'_>,
    list: &FrozenList<'_>,
    rows: Option<&PublicList>,
) -> Vec<Fact> {
    let head = &notice.newest.head;
    vec![
        Fact::new("谁在处理", format!("{}，联系电话 {}。", head.office, head.phone)),
        Fact::new("为了什么", "公示补贴发给了谁、发了多少，接受社会监督，保证账实相符。"),
        Fact::new("依据", head.basis.clone()),
        Fact::new("公开了什么", rows.map_or_else(|| ONLY_TOTALS.to_owned(), shown)),
        Fact::new("没有公开什么", not_shown(rows)),
        Fact::new("公开到什么时候", until(basis, notice, list)),
        Fact::new(
            "您可以做什么",
            "发现自己的信息写错了、不该公开或者该撤下了，打上面的电话，要求更正、补充或者删除（《中华人民共和国个人信息保护法》第四十六条、第四十七条）。",
        ),
    ]
}

/// What is still public of a list whose rows left.
const ONLY_TOTALS: &str = "各行已经撤下，现在只公开人数、金额合计和校验值。";

fn shown(list: &PublicList) -> String {
    let headers: Vec<&str> = list.columns().iter().map(|column| column.header).collect();
    format!("{}。", headers.join("、"))
}

fn not_shown(list: Option<&PublicList>) -> String {
    let has_numbers = list.is_some_and(|list| list.position(payment::ID_NUMBER).is_some());
    let id = if has_numbers { "完整的身份证号" } else { "身份证号" };
    format!("{id}、电话、住址、出生日期、银行账号、健康和家庭困难状况。")
}

fn until(basis: &Basis<'_>, notice: &NoticeHistory<'_>, list: &FrozenList<'_>) -> String {
    let (kind, last) = (list.entry.kind, notice.period.last());
    if let Some(tombstone) = list.tombstone() {
        return format!("各行公开到 {} 为止，现在已经撤下，只留人数、金额合计和校验值。", tombstone.on);
    }
    let days = basis.settings.rules.retention_days;
    match basis.retention(notice, kind) {
        _ if kind == Kind::InstitutionPayments => "名单里没有个人，长期公开。".to_owned(),
        Retention::Over { until } => {
            format!("公示期到 {last} 为止，各行显示到 {until}，现在已经撤下，只留人数、金额合计和校验值。")
        }
        Retention::Shown => format!(
            "公示期到 {last} 为止，期满以后再保留 {days} 天，然后从网页和下载里撤下，只留人数、金额合计和校验值。"
        ),
    }
}

/// What to do if you disagree with a notice.
pub(super) fn objection(basis: &Basis<'_>, notice: &NoticeHistory<'_>) -> Objection {
    let (head, period) = (&notice.newest.head, notice.period);
    let when = match basis.status(period) {
        Status::Upcoming => format!("公示期从 {} 到 {}，这几天里都可以反映。", period.first(), period.last()),
        Status::Open { .. } => format!("公示期到 {} 为止。觉得名单不对，请在这之前反映。", period.last()),
        Status::Closed => format!("公示期已于 {} 结束。现在发现问题，同样可以举报。", period.last()),
    };
    Objection {
        when,
        phone: head.phone.clone(),
        supervision_phone: head.supervision_phone.clone(),
        office: head.office.clone(),
        address: basis.settings.site.address.clone(),
    }
}
