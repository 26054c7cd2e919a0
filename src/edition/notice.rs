//! A notice as the public sees it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::value::date::{Period, Published};
use crate::value::district::Slug;

/// One subsidy disclosure (公示): its text, dates and contacts. Frozen as TOML between `+++` lines, then Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicNotice {
    /// What the front matter says.
    pub head: NoticeHead,
    /// The text, as Markdown.
    pub body: String,
}

/// The front matter of a frozen notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeHead {
    /// The title (标题).
    pub title: String,
    /// The document number (文号).
    pub document_number: String,
    /// What the payment is based on (依据).
    pub basis: String,
    /// The issuing office (发布单位).
    pub office: String,
    /// When it was published (发布日期).
    pub published: Published,
    /// The first day of the notice period (公示期).
    pub period_first: NaiveDate,
    /// The last day of the notice period.
    pub period_last: NaiveDate,
    /// How the period was counted, such as `5 个工作日，次日起算`.
    pub period_rule: String,
    /// Whom to ask (联系电话).
    pub phone: String,
    /// Where to report (监督举报电话).
    pub supervision_phone: String,
    /// The districts whose lists belong to it, in the order of the settings.
    pub districts: Vec<Slug>,
}

impl NoticeHead {
    /// The notice period; none if the dates are in the wrong order.
    pub fn period(&self) -> Option<Period> {
        Period::new(self.period_first, self.period_last)
    }
}

/// What stands before and after the front matter.
const FENCE: &str = "+++\n";

/// Why bytes are not a frozen notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAFrozenNotice(pub String);

impl PublicNotice {
    /// The notice as it is frozen: TOML between `+++` lines, then the text. All lines end in LF.
    pub fn to_bytes(&self) -> Vec<u8> {
        #[expect(clippy::expect_used, reason = "texts, days and lists of texts always serialise")]
        let head = toml::to_string(&self.head).expect("a front matter serialises");
        format!("{FENCE}{head}{FENCE}{}", self.body).into_bytes()
    }

    /// Reads a frozen notice back.
    ///
    /// # Errors
    /// When the bytes are not what [`PublicNotice::to_bytes`] writes.
    pub fn parse(bytes: &[u8]) -> Result<Self, NotAFrozenNotice> {
        let wrong = |why: &str| NotAFrozenNotice(why.to_owned());
        let text = std::str::from_utf8(bytes).map_err(|_| wrong("不是 UTF-8 文字"))?;
        let rest = text.strip_prefix(FENCE).ok_or_else(|| wrong("开头没有 +++ 行"))?;
        let end = rest.find("\n+++\n").ok_or_else(|| wrong("开头信息之后没有 +++ 行"))? + 1;
        let head = toml::from_str(&rest[..end]).map_err(|error| wrong(error.message()))?;
        Ok(Self { head, body: rest[end + FENCE.len()..].to_owned() })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A notice that lacks nothing.
    pub(crate) fn sample(title: &str, body: &str) -> PublicNotice {
        let day = |text: &str| text.parse().unwrap();
        let head = NoticeHead {
            title: title.to_owned(),
            document_number: "示例公示〔2021〕3号".to_owned(),
            basis: "泰人社字〔2021〕12号".to_owned(),
            office: "示例市人力资源和社会保障局".to_owned(),
            published: Published::parse("2021-04-28 09:30").unwrap(),
            period_first: day("2021-04-29"),
            period_last: day("2021-05-10"),
            period_rule: "5 个工作日，次日起算".to_owned(),
            phone: "0538-0000000".to_owned(),
            supervision_phone: "0538-0000001".to_owned(),
            districts: vec![Slug::parse("taishan").unwrap()],
        };
        PublicNotice { head, body: body.to_owned() }
    }

    #[test]
    fn a_frozen_notice_is_readable_text() {
        let text = String::from_utf8(sample("公示", "现将名单公示如下。\n").to_bytes()).unwrap();
        assert!(text.starts_with("+++\ntitle = \"公示\"\n"), "{text}");
        assert!(text.contains("\nperiod_first = \"2021-04-29\"\n"), "{text}");
        assert!(text.ends_with("\n+++\n现将名单公示如下。\n"), "{text}");
    }

    #[test]
    fn other_bytes_are_refused() {
        let good = String::from_utf8(sample("公示", "").to_bytes()).unwrap();
        for bad in ["", "title", "+++\n", "+++\n+++\n", &good.replace("title", "titel"), &good[1..]] {
            assert!(PublicNotice::parse(bad.as_bytes()).is_err(), "{bad}");
        }
        assert!(PublicNotice::parse(b"+++\n\xff\n+++\n").is_err());
    }

    proptest! {
        #[test]
        fn what_is_frozen_reads_back(title in "[^\\p{Cc}]*", body in ".*(\n.*){0,3}") {
            let notice = sample(&title, &body);
            prop_assert_eq!(PublicNotice::parse(&notice.to_bytes()), Ok(notice));
        }
    }
}
