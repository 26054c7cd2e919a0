//! One table of every kind of list, each row with something naughty in one of its text columns.

use super::strings;
use crate::support::Site;

/// A kind of list: its file, its headings, and the cells of its row with a number.
pub(super) struct Table {
    pub(super) file: &'static str,
    /// Where its first revision stands on the site.
    pub(super) address: &'static str,
    pub(super) headings: &'static [&'static str],
    /// The columns of words; the others hold numbers, days and codes, which read nothing else.
    words: &'static [&'static str],
    cells: fn(usize) -> Vec<String>,
}

/// A row of a table: its number, and what stands in one of its columns.
#[derive(Debug, Clone)]
pub(super) struct Row {
    number: usize,
    pub(super) column: usize,
    pub(super) text: String,
}

fn cells<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// The tables, payments first.
pub(super) const TABLES: [Table; 7] = [
    Table {
        file: "subsidies/2021-01/taishan.csv",
        address: "subsidies/2021-01/taishan/r1/",
        headings: &["序号", "姓名", "人员类别", "培训机构", "班次", "职业(工种)", "证书编号", "补贴金额(元)", "备注"],
        words: &["姓名", "人员类别", "培训机构", "班次", "职业(工种)", "证书编号", "备注"],
        cells: |n| {
            cells([&n.to_string(), &strings::plain(n), "职工", "示例职业培训学校", "一期", "育婴员", "", "480.00", ""])
        },
    },
    Table {
        file: "subsidies/2021-01/gaoxin.csv",
        address: "subsidies/2021-01/gaoxin/r1/",
        headings: &["序号", "企业名称", "班次", "职业(工种)", "培训人数", "补贴标准(元)", "补贴金额(元)", "备注"],
        words: &["企业名称", "班次", "职业(工种)", "备注"],
        cells: |n| cells([&n.to_string(), &strings::plain(n), "一期", "车工", "1", "450", "450.00", ""]),
    },
    Table {
        file: "projects/taishan.csv",
        address: "projects/taishan/r1/",
        headings: &[
            "项目编号",
            "培训项目名称",
            "项目类别",
            "群体范围",
            "培训人数",
            "组织时间",
            "培训内容",
            "承训机构",
            "备注",
        ],
        words: &["项目编号", "培训项目名称", "项目类别", "群体范围", "组织时间", "培训内容", "承训机构", "备注"],
        cells: |n| {
            cells([
                &format!("TS-{n}"),
                &strings::plain(n),
                "技能",
                "失业人员",
                "30",
                "2021年6月",
                "内容",
                "示例学校",
                "无",
            ])
        },
    },
    Table {
        file: "occupations/city.csv",
        address: "occupations/city/r1/",
        headings: &["序号", "职业编码", "职业名称", "工种", "紧缺程度", "需求单位/区域", "备注"],
        words: &["职业名称", "工种", "紧缺程度", "需求单位/区域", "备注"],
        cells: |n| cells([&n.to_string(), "6-18-01-01", "车工", &strings::plain(n), "紧缺", "全市", "无"]),
    },
    Table {
        file: "courses/taishan.csv",
        address: "courses/taishan/r1/",
        headings: &[
            "班次编号",
            "课程(阶段)",
            "承办机构",
            "讲师",
            "开班日期",
            "结业日期",
            "上课时间",
            "地点",
            "计划人数",
            "招收对象",
            "报名电话",
        ],
        words: &["班次编号", "承办机构", "讲师", "上课时间", "地点", "招收对象"],
        cells: |n| {
            let code = format!("TS-{n}");
            cells([
                &code,
                "SYB 创办你的企业",
                "示例学校",
                "示例",
                "2021-06-01",
                "2021-06-10",
                "晚上",
                "示例路1号",
                "30",
                "青年",
                "0538-0000001",
            ])
        },
    },
    Table {
        file: "standards/city.csv",
        address: "standards/city/r1/",
        headings: &["序号", "职业(工种)", "培训学时", "补贴标准(元/人)", "备注"],
        words: &["职业(工种)", "备注"],
        cells: |n| cells([&n.to_string(), &strings::plain(n), "48", "480.00", "无"]),
    },
    Table {
        file: "institutions/city.csv",
        address: "institutions/city/r1/",
        headings: &["序号", "机构名称", "地址", "培训职业(工种)", "退出原因"],
        words: &["机构名称", "地址", "培训职业(工种)", "退出原因"],
        cells: |n| cells([&n.to_string(), &strings::plain(n), "示例路1号", "育婴员", "无"]),
    },
];

impl Table {
    /// A row for every string in every column of words.
    pub(super) fn rows(&self, strings: &[String]) -> Vec<Row> {
        let columns = (0..self.headings.len()).filter(|&column| self.words.contains(&self.headings[column]));
        let of = |column| strings.iter().map(move |text| (column, text));
        (1..)
            .zip(columns.flat_map(of))
            .map(|(number, (column, text))| Row { number, column, text: text.clone() })
            .collect()
    }

    /// The heading under which a column is published.
    pub(super) fn published(&self, column: usize) -> &'static str {
        match self.headings[column] {
            "企业名称" => "培训机构",
            heading => heading,
        }
    }

    fn csv(&self, rows: &[Row]) -> Vec<u8> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(self.headings).unwrap();
        for row in rows {
            let mut cells = (self.cells)(row.number);
            cells[row.column].clone_from(&row.text);
            csv.write_record(cells).unwrap();
        }
        csv.into_inner().unwrap()
    }
}

/// The tables' rows, and the site that is made of them.
#[derive(Debug, Clone)]
pub(super) struct Lists(pub(super) Vec<Vec<Row>>);

impl Lists {
    pub(super) fn of(strings: &[String]) -> Self {
        Self(TABLES.iter().map(|table| table.rows(strings)).collect())
    }

    /// The same lists with every string in one column only, another one for the next string.
    pub(super) fn thinned(mut self) -> Self {
        for rows in &mut self.0 {
            let strings = rows.iter().take_while(|row| row.column == rows[0].column).count();
            let columns = rows.len() / strings;
            rows.retain(|row| (row.number - 1) % strings % columns == (row.number - 1) / strings);
        }
        self
    }

    /// Puts the tables in the places of a site's own, and what was applied for in the notice.
    pub(super) fn lay_into(&self, site: Site) -> Site {
        let put = |site: Site, (table, rows): (&Table, &Vec<Row>)| {
            site.with_file(&format!("content/sources/{}", table.file), table.csv(rows))
        };
        let (trainees, institutions) = (self.0[0].len(), self.0[1].len());
        let notice = format!(
            "+++\ntitle = \"示例公示\"\ndocument_number = \"示〔2021〕1号\"\nbasis = \"示例\"\noffice = \"示例局\"\n\
             published = \"2021-05-01 09:00\"\nphone = \"0538-0000000\"\nsupervision_phone = \"0538-0000009\"\n\
             materials = [\"申请报告\", \"补贴发放明细表\", \"第三方审核报告\", \"网站公示截图\"]\n\
             [[applied]]\ndistrict = \"taishan\"\npersons = {trainees}\namount = \"{}.00\"\n\
             [[applied]]\ndistrict = \"gaoxin\"\npersons = {institutions}\namount = \"{}.00\"\n+++\n\n现予以公示。\n",
            trainees * 480,
            institutions * 450,
        );
        let site = site.with_file("content/sources/subsidies/2021-01/notice.md", notice);
        TABLES.iter().zip(&self.0).fold(site, put)
    }

    /// Leaves out the rows that a report names; how many there were.
    pub(super) fn leave_out(&mut self, refused: &[(String, Option<usize>)]) -> usize {
        let before: usize = self.0.iter().map(Vec::len).sum();
        for (table, rows) in TABLES.iter().zip(&mut self.0) {
            let file = format!("content/sources/{}", table.file);
            let mut line = 1;
            rows.retain(|_| {
                line += 1;
                !refused.iter().any(|place| place.0 == file && place.1 == Some(line))
            });
        }
        before - self.0.iter().map(Vec::len).sum::<usize>()
    }
}
