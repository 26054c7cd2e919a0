//! Every kind of finding, with its name in reports and its meaning in the handbook.

/// Declares [`Code`] from one table, so that no list of its variants can fall behind.
macro_rules! codes {
    ($($variant:ident $name:literal $meaning:literal)+) => {
        /// What kind of finding it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $meaning] $variant,)+
        }

        impl Code {
            /// All of them, in the order of the tables in the README and the handbook.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name in reports and in `--format json`; never changes once released.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What it means, in the words of the README and the handbook.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)+ }
            }
        }
    };
}

codes! {
    Root "root" "找不到站点（content/site.toml）"
    Settings "settings" "站点设置有误"
    Calendar "calendar" "节假日表有误，或公示期涉及没有节假日表的年份"
    FrontMatter "front-matter" "公示或文章开头的 +++ 信息有误"
    Markdown "markdown" "正文里有会被误读的星号等标记"
    FileName "file-name" "文件或文件夹的名字不合规定"
    FileKind "file-kind" "不认识的文件类型"
    Unreadable "unreadable" "文件读不出来"
    ChangedWhileRead "changed-while-read" "文件在读取时被改动"
    Encoding "encoding" "文字编码既不是 UTF-8 也不是 GB18030"
    CsvShape "csv-shape" "CSV 各行列数不一或引号没有配对"
    Workbook "workbook" "工作簿损坏或过大"
    Hidden "hidden" "隐藏的工作表、行或列里有内容"
    Annotation "annotation" "批注或文本框，不会读取"
    NoHeading "no-heading" "找不到表头行"
    MissingColumn "missing-column" "缺少必需的列"
    DuplicateColumn "duplicate-column" "同一列出现两次"
    UnknownColumn "unknown-column" "不认识的列，不予公开"
    PrivateColumn "private-column" "个人隐私的列，已丢弃"
    MergedCells "merged-cells" "合并的单元格"
    TotalRow "total-row" "合计行与各行之和不符"
    SentTwice "sent-twice" "同一个文件报送了两次"
    FewerRows "fewer-rows" "行数比上一次公布的少两成以上"
    EmptyList "empty-list" "清单没有一行内容"
    MissingValue "missing-value" "必填的单元格是空的"
    Text "text" "文字过长或含不可见字符"
    FormulaText "formula-text" "以 = + @ 等开头、会被当作公式的文字"
    Normalised "normalised" "按标准写法读入"
    RareCharacter "rare-character" "可能丢失了生僻字"
    Formula "formula" "公式没有结果、出错或引用了别的文件"
    Money "money" "金额写法有误"
    Number "number" "数字写法有误"
    Date "date" "日期写法有误"
    Level "level" "技能等级写法有误"
    Stage "stage" "课程阶段写法有误"
    State "state" "状态写法有误"
    OccupationCode "occupation-code" "职业编码格式有误"
    CreditCode "credit-code" "统一社会信用代码有误"
    IdNumber "id-number" "身份证号有误"
    IdCell "id-cell" "身份证号单元格是数值格式，末几位已丢失"
    Phone "phone" "电话写法有误，或把个人手机号放在了公开的列里"
    PrivateText "private-text" "公开的文字里写了身份证号、手机号或银行卡号"
    OtherDistrict "other-district" "文件或行里的县（市、区）与文件所属地区不符"
    OnlineHours "R1" "线上学时超过总学时的规定比例（默认 40%）"
    ProjectKinds "R2" "项目制培训种类到期不足"
    Totals "R3" "人数或金额与申请数不符"
    Amount "R4" "补贴金额与标准不符或超过上限"
    PaidTwice "R5" "同一人同一职业同一等级重复补贴"
    PaidTooOften "R5-times" "同一人一年内补贴次数超过上限"
    OverlappingClasses "R5-overlap" "同一人的两个班次时间重叠"
    DynamicList "R6" "动态清单里有两行相同，无法逐期对照"
    StruckInstitution "R7" "已退出目录的机构又开班"
    Target "R8" "分解到各地的目标与全市目标不符"
    ApplicationPapers "R9" "资金申请四项材料不全"
    BackDated "R10" "发布日期早于首次公布的版本"
    EmptyPage "R11" "某地某类清单还没有内容"
    NoDate "R12" "没有发布日期"
    Period "period" "公示期与规定的天数不符"
    SensitiveTitle "sensitive-title" "标题暴露了个人的困难或残疾状况"
    Mask "mask" "脱敏方式留下的可能人选太少"
    NothingChanged "nothing-changed" "与上一版相比没有变化"
    DateGoesBack "date-goes-back" "日期早于上一版"
    Archive "archive" "已公布的版本被改动或不完整"
    Chain "chain" "各版的记录 log.txt 接不上"
    EditionMissing "edition-missing" "已公布的版本或其中的文件不见了"
    Stray "stray" "版本文件夹里有不该有的文件"
    LogCut "log-cut" "各版的记录被截短：后面的版本被去掉了"
    LogForked "log-forked" "各版的记录与给出的指纹不是同一条：另起了一支"
    Expected "expected" "给出的校验码与所核验的对不上"
    FileMissing "file-missing" "网站缺少文件"
    FileChanged "file-changed" "网站的文件被改动"
    FileCut "file-cut" "网站的文件不完整，只有前一部分"
    FileExtra "file-extra" "网站里有多出的文件"
    LineEnds "line-ends" "文件的换行被改写，多半是 FTP 用文本方式传的"
    Bom "bom" "文件开头被加上了 BOM"
    Injected "injected" "文件里被插入了内容"
    Mixed "mixed" "网站混有两次生成的文件，没有传完"
    Stale "stale" "网站不是最新的"
    SiteManifest "manifest" "网站的 manifest.txt 损坏或不见了"
    NotRebuilt "not-rebuilt" "网站与由各版重新生成的不同"
    OtherChain "other-chain" "网站写明的指纹不在各版的记录里"
    ErrorPage "error-page" "该有的文件换成了别的页面"
    Redirect "redirect" "网址跳转到了别处"
    Host "host" "主机连不上或没有答复"
    UnknownTarget "unknown-target" "不知道要核验的是什么"
    Unfinished "unfinished" "上次公布或撤下中断，还没有做完"
    Withdrawn "withdrawn" "已经撤下的内容，不能再次公布或撤下"
    Busy "busy" "另一个发布正在进行"
    NoEdition "no-edition" "没有这一版"
    NoList "no-list" "没有这份清单或这次修订"
    Theme "theme" "主题模板有误"
    PersonalData "personal-data" "成品文件中发现个人信息"
    PackSubject "pack-subject" "这份清单不能做存证包（已撤下、已更正或图片不全）"
    PackContainer "pack-container" "存证包的压缩文件损坏、被截断、夹带或重新打包"
    PackBag "pack-bag" "存证包的 BagIt 说明文件有误"
    PackFile "pack-file" "存证包里缺少文件，或有不该有的文件"
    PackDigest "pack-digest" "存证包里的文件与校验清单不符"
    PackRecord "pack-record" "存证包的制作记录 evidence.json 与包内文件不符"
    PackList "pack-list" "存证包里的清单或公示与版本记录不符"
    PackChain "pack-chain" "存证包里的版本日志断链，或与版本记录不符"
    PackRows "pack-rows" "存证包的图片没有把每一行恰好收录一次"
    PackAttachment "pack-attachment" "附件读不懂，或时间戳不是针对这个存证包的"
    PackAttachedSince "pack-attached-since" "给出的存证码是附上附件之前的"
    PackExpected "pack-expected" "存证包与给出的存证码或指纹不符"
    NotOurs "not-ours" "目标文件夹里有不是本程序生成的文件"
    Write "write" "写文件失败"
    Preview "preview" "预览开不起来"
    Browser "browser" "找不到截图用的浏览器，或它没有完成"
    CaptureSource "capture-source" "要截图的网站不完整、不是最新，或没有这份清单"
    NotProved "not-proved" "截图没有通过核对，作废"
    ClockSkew "clock-skew" "这台电脑的时钟与网站服务器相差过大"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_is_used_once() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
