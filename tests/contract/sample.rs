//! A small site that has one of everything: superseded and withdrawn things, open and closed notices, empty places.

use chrono::NaiveDate;
use gongshi::diagnostic::Report;
use gongshi::edition::Revision;
use gongshi::edition::archive::Archive;
use gongshi::edition::draft::{NewList, NewNotice, Proposal, draft};
use gongshi::edition::list::PublicList;
use gongshi::edition::notice::{NoticeHead, PublicNotice};
use gongshi::edition::takedown::{self, Takedown};
use gongshi::edition::withdrawal::Reason;
use gongshi::folder::InputFile;
use gongshi::page::KnownHosts;
use gongshi::page::article::{self, Article};
use gongshi::record::{Kind, ListId};
use gongshi::settings::{Link, MaskSettings, NameMask, Rules, Settings, Site};
use gongshi::value::calendar::{Calendar, DayUnit, FirstDay, PeriodRule};
use gongshi::value::date::Published;
use gongshi::value::district::{District, DistrictKind, Slug};
use gongshi::value::mask::IdMask;
use gongshi::value::web_address::{HostName, WebAddress};

/// A day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn web(address: &str) -> WebAddress {
    WebAddress::parse(address).unwrap()
}

/// Settings in which nothing is left out.
pub(crate) fn settings() -> Settings {
    let districts = [
        ("taishan", "泰山区", Some("370902"), 9500),
        ("daiyue", "岱岳区", Some("370911"), 9500),
        ("ningyang", "宁阳县", Some("370921"), 8500),
        ("dongping", "东平县", Some("370923"), 8000),
        ("xintai", "新泰市", Some("370982"), 14000),
        ("feicheng", "肥城市", Some("370983"), 11000),
        ("gaoxin", "泰安高新区", None, 4000),
        ("taishan-scenic", "泰山景区", None, 1500),
        ("cuwen-scenic", "徂汶景区", None, 1000),
    ];
    let district = |(name, title, code, target): (&str, &str, Option<&str>, u32)| District {
        slug: slug(name),
        name: title.to_owned(),
        aliases: Vec::new(),
        code: code.map(str::to_owned),
        kind: if code.is_some() { DistrictKind::County } else { DistrictKind::Zone },
        phone: Some("0538-0000001".to_owned()),
        target: Some(target),
    };
    let some = |text: &str| Some(text.to_owned());
    Settings {
        site: Site {
            name: "示例市职业技能培训补贴公示专栏".to_owned(),
            city: "示例市".to_owned(),
            authority: "示例市人力资源和社会保障局".to_owned(),
            description: "公示职业技能培训补贴名单，发布培训项目、紧缺职业、创业培训、补贴标准和培训机构（虚构示例）。"
                .to_owned(),
            base_url: some("https://gongshi.example/zyjn/"),
            theme: "default".to_owned(),
            phone: some("0538-0000000"),
            address: some("示例市示例路1号"),
            domain: some("gongshi.example"),
            site_id_code: some("3709990001"),
            icp: some("鲁ICP备00000000号"),
            police_record: some("00000000000000"),
            error_report_url: Some(web("https://example.com/report")),
            party_government_mark_url: Some(web("https://bszs.example/mark")),
            parent_site: Some(Link { name: "示例市人社局".to_owned(), url: web("https://gongshi.example/") }),
            government_hosts: vec![HostName::parse("bszs.example").unwrap()],
        },
        downloads: gongshi::settings::DownloadSettings::default(),
        upload: gongshi::settings::UploadSettings::default(),
        capture: gongshi::settings::CaptureSettings::default(),
        districts: districts.map(district).into(),
        rules: Rules {
            period: PeriodRule { days: 5, unit: DayUnit::Working, first_day: FirstDay::NotCounted },
            retention_days: 30,
            online_percent: 40,
            project_kinds: 5,
            project_kinds_by: day("2021-09-30"),
            cap: None,
            uplifts_percent: vec![10, 20, 30],
            payments_a_year: Some(3),
            target_year: 2021,
            city_target: 67000,
        },
        masks: MaskSettings {
            id_number: IdMask::None,
            name: NameMask::Surname,
            floor: 1000,
            birth_years: 45,
            also_publish: Vec::new(),
        },
        calendar: Calendar::default(),
    }
}

/// Three articles.
pub(crate) fn articles() -> Vec<Article> {
    let text = |title: &str, body: &str| {
        format!(
            "+++\ntitle = \"{title}\"\npublished = \"2021-04-20 09:30\"\nsource = \"示例市人社局\"\nauthor = \"示例\"\n\
             keywords = \"培训\"\ndescription = \"{title}的说明。\"\n+++\n{body}"
        )
    };
    let handbook = "## 一、报送\n先看[政策](policy.md#section-1)。\n\n## 二、检查\n\n| 命令 | 作用 |\n|---|--:|\n| check | 检查 |\n\n## 三、发布\n\n1. 运行 `publish`；\n2. 把**整个文件夹**上传。\n";
    let files = [
        ("handbook", text("工作手册", handbook)),
        (
            "policy",
            text("关于做好职业技能提升行动的通知", "## 目标\n\n为落实文件要求，现通知如下。\n\n> 摘录，以原文为准。\n"),
        ),
        ("guide", text("办事指南", "到[网站](https://example.com/)查询。\n")),
    ];
    let file = |(name, text): (&str, String)| InputFile {
        path: format!("content/articles/{name}.md"),
        bytes: text.into_bytes(),
    };
    article::read(&files.map(file), &KnownHosts::of(&settings().site), &mut Report::default()).unwrap()
}

/// A list as the program freezes it.
pub(crate) fn list(id: &str, kind: Kind, headers: &[&str], rows: Vec<Vec<String>>) -> NewList {
    let columns = headers.iter().map(|header| kind.column(header).unwrap()).collect();
    let list = PublicList::new(kind, columns, rows);
    NewList::held(id.parse::<ListId>().unwrap(), &list, None, String::new())
}

fn texts(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect()
}

const OCCUPATIONS: [&str; 5] = ["养老护理员", "育婴员", "电工", "焊工", "中式烹调师"];

/// A list of so many payments of one amount.
pub(crate) fn payments(id: &str, count: usize, amount: &str) -> NewList {
    let headers = [
        "序号",
        "姓名",
        "培训机构",
        "班次",
        "职业(工种)",
        "等级",
        "培训开始日期",
        "培训结束日期",
        "总学时",
        "线上学时",
        "补贴标准(元)",
        "补贴金额(元)",
    ];
    let surnames: Vec<char> = "赵钱孙李周吴郑王冯陈".chars().collect();
    let row = |at: usize| {
        let schools = ["示例第一职业培训学校", "示例第二职业培训学校", "示例技工学校"];
        [
            (at + 1).to_string(),
            format!("{}**", surnames[at % surnames.len()]),
            schools[at / 150 % 3].to_owned(),
            format!("2021-{:02}", at / 50 + 1),
            OCCUPATIONS[at / 50 % 5].to_owned(),
            "五级/初级工".to_owned(),
            "2021-03-01".to_owned(),
            "2021-03-26".to_owned(),
            "120".to_owned(),
            "40".to_owned(),
            "1200.00".to_owned(),
            amount.to_owned(),
        ]
        .to_vec()
    };
    NewList { id_mask: Some(IdMask::None), ..list(id, Kind::Payments, &headers, (0..count).map(row).collect()) }
}

fn institution_payments(id: &str) -> NewList {
    let headers = ["序号", "培训机构", "培训人数", "补贴标准(元)", "补贴金额(元)"];
    let rows = texts(&[
        &["1", "示例机械有限公司", "36", "500.00", "18000.00"],
        &["2", "示例纺织有限公司", "12", "500.00", "6000.00"],
    ]);
    NewList { id_mask: Some(IdMask::None), ..list(id, Kind::InstitutionPayments, &headers, rows) }
}

fn projects(scope: &str, name: &str, rows: &[[&str; 5]]) -> NewList {
    let headers = ["县(市、区)", "培训项目名称", "群体范围", "培训人数", "组织时间", "状态"];
    let rows = rows.iter().map(|row| std::iter::once(name).chain(*row).map(str::to_owned).collect()).collect();
    list(&format!("projects/{scope}"), Kind::Projects, &headers, rows)
}

fn occupations(rows: &[&[&str]]) -> NewList {
    let headers = [
        "序号",
        "职业编码",
        "职业名称",
        "工种",
        "等级",
        "紧缺程度",
        "补贴上浮比例",
        "需求单位/区域",
        "有效期起",
        "有效期止",
    ];
    list("occupations/city", Kind::Occupations, &headers, texts(rows))
}

fn courses(scope: &str, first: &str) -> NewList {
    let headers = [
        "班次编号",
        "课程(阶段)",
        "承办机构",
        "开班日期",
        "结业日期",
        "地点",
        "计划人数",
        "已报人数",
        "招收对象",
        "报名电话",
        "状态",
    ];
    let rows = texts(&[
        &[
            "MLH-01",
            "SYB 创办你的企业",
            "示例创业学院",
            "2021-07-05",
            "2021-07-11",
            "示例路2号",
            "30",
            "12",
            "返乡创业人员",
            "0538-0000002",
            "报名中",
        ],
        &[
            "MLH-02",
            "GYB 产生你的企业想法",
            "示例创业学院",
            first,
            "2021-06-24",
            "示例路2号",
            "40",
            "40",
            "高校毕业生",
            "0538-0000002",
            "报满",
        ],
    ]);
    list(&format!("courses/{scope}"), Kind::Courses, &headers, rows)
}

fn standards() -> NewList {
    let headers = ["序号", "职业编码", "职业(工种)", "等级", "培训学时", "补贴标准(元/人)", "有效期起"];
    let row = |(at, name): (usize, &str)| {
        [&(at + 1).to_string(), "6-18-01-01", name, "五级/初级工", "120", "1200.00", "2021-04-20"]
            .map(str::to_owned)
            .to_vec()
    };
    list("standards/city", Kind::Standards, &headers, OCCUPATIONS.into_iter().enumerate().map(row).collect())
}

fn institutions() -> NewList {
    let headers = ["序号", "机构名称", "地址", "培训职业(工种)", "联系电话", "列入日期", "退出日期", "退出原因"];
    let rows = texts(&[
        &["1", "示例第一职业培训学校", "泰山区示例路1号", "养老护理员、育婴员", "0538-0000003", "2020-01-01", "", ""],
        &["2", "示例旧培训中心", "岱岳区示例路9号", "电工", "0538-0000004", "2020-01-01", "2021-05-31", "自愿退出"],
    ]);
    list("institutions/city", Kind::Institutions, &headers, rows)
}

/// A notice with a text.
pub(crate) fn notice(id: &str, title: &str, dates: [&str; 3], districts: &[&str], body: &str) -> NewNotice {
    let head = NoticeHead {
        title: title.to_owned(),
        document_number: "示例人社公示〔2021〕3号".to_owned(),
        basis: "泰人社字〔2021〕12号 二（八）".to_owned(),
        office: "示例市人力资源和社会保障局".to_owned(),
        published: Published::parse(dates[0]).unwrap(),
        period_first: day(dates[1]),
        period_last: day(dates[2]),
        period_rule: "5 个工作日，次日起算".to_owned(),
        phone: "0538-0000000".to_owned(),
        supervision_phone: "0538-0000009".to_owned(),
        districts: districts.iter().map(|name| slug(name)).collect(),
    };
    NewNotice { id: slug(id), notice: PublicNotice { head, body: body.to_owned() } }
}

/// One more edition.
pub(crate) fn publish(
    archive: Archive,
    date: &str,
    note: &str,
    lists: Vec<NewList>,
    notices: Vec<NewNotice>,
) -> Archive {
    let organization = "示例市人力资源和社会保障局".to_owned();
    let proposal = Proposal { date: day(date), note: Some(note.to_owned()), organization, lists, notices };
    let mut report = Report::default();
    let draft = draft(&archive, &proposal, &mut report).unwrap_or_else(|_| panic!("{:?}", report.sorted()));
    archive.with(draft.frozen().clone())
}

const OCCUPATION_ROWS: [&[&str]; 4] = [
    &["1", "4-10-01-05", "养老护理员", "", "五级/初级工", "紧缺", "20%", "全市", "2021-04-20", "2021-12-31"],
    &[
        "2",
        "6-18-02-04",
        "焊工",
        "电焊工",
        "四级/中级工",
        "急需紧缺",
        "30%",
        "泰山区、新泰市",
        "2021-04-20",
        "2021-12-31",
    ],
    &["3", "4-03-02-01", "中式烹调师", "", "五级/初级工", "紧缺", "10%", "泰山景区", "2021-04-20", "2021-12-31"],
    &["4", "6-31-01-03", "电工", "低压电工", "四级/中级工", "急需紧缺", "30%", "", "2021-04-20", "2021-12-31"],
];

/// Three editions: a first, one with additions, one with corrections.
pub(crate) fn archive() -> Archive {
    let body = "根据有关规定，现将2021年第一批职业技能培训补贴人员名单予以公示。\n\n如有异议，请在公示期内以书面或电话形式反映；反映情况要客观真实。\n";
    let first_projects = [
        ["养老护理", "农村转移就业劳动者", "60", "2021年6月", "计划"],
        ["育婴", "城镇登记失业人员", "40", "6月中旬（计划）", "计划"],
        ["电商直播", "返乡创业人员", "50", "2021.6.1-6.20", "进行"],
    ];
    let archive = publish(
        Archive::default(),
        "2021-04-28",
        "第一版",
        vec![
            payments("subsidies/2021-03/taishan", 450, "1200.00"),
            payments("subsidies/2021-03/xintai", 30, "800.00"),
            projects("taishan", "泰山区", &first_projects),
            projects("xintai", "新泰市", &first_projects[..2]),
            occupations(&OCCUPATION_ROWS[..3]),
            standards(),
            institutions(),
        ],
        vec![notice(
            "2021-03",
            "2021年第一批职业技能培训补贴公示",
            ["2021-04-28 09:30", "2021-04-28", "2021-05-10"],
            &["taishan", "xintai"],
            body,
        )],
    );
    let archive = publish(
        archive,
        "2021-05-20",
        "增加创业培训班次，更正紧缺职业目录",
        vec![
            courses("taishan", "2021-06-21"),
            courses("city", "2021-06-18"),
            occupations(&OCCUPATION_ROWS[1..]),
            projects(
                "taishan",
                "泰山区",
                &[
                    first_projects[0],
                    ["育婴", "城镇登记失业人员", "45", "6月中旬（计划）", "计划"],
                    ["茶艺", "退役军人", "30", "2021年7月", "计划"],
                ],
            ),
        ],
        Vec::new(),
    );
    publish(
        archive,
        "2021-06-08",
        "公示第二批名单，更正新泰市第一批名单",
        vec![
            payments("subsidies/2021-03/xintai", 31, "800.00"),
            payments("subsidies/2021-05/taishan", 210, "1000.00"),
            institution_payments("subsidies/2021-05/feicheng"),
        ],
        vec![notice(
            "2021-05",
            "2021年第二批职业技能培训补贴公示",
            ["2021-06-08 10:00", "2021-06-09", "2021-06-16"],
            &["taishan", "feicheng", "gaoxin"],
            "现将第二批名单予以公示，**为期5个工作日**。\n",
        )],
    )
}

/// The same after superseded lists of persons and of a catalogue were withdrawn.
pub(crate) fn archive_with_withdrawals() -> Archive {
    let lists = ["subsidies/2021-03/xintai", "occupations/city"];
    let takedown = Takedown {
        date: day("2021-06-09"),
        organization: "示例市人力资源和社会保障局".to_owned(),
        reason: Reason::Objection,
        note: Some("异议成立，原名单不再公开。".to_owned()),
        revisions: lists.map(|id| (id.parse().unwrap(), Revision::FIRST)).into(),
    };
    let archive = archive();
    let mut report = Report::default();
    let draft = takedown::draft(&archive, &takedown, &mut report).unwrap_or_else(|_| panic!("{:?}", report.sorted()));
    archive.with(draft.frozen().clone())
}
