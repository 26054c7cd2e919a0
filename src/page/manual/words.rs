//! What the parts of the default theme are for, in the words of 主题手册. A test holds that each part has its line.

/// Names with what each is for.
pub(super) type Words = &'static [(&'static str, &'static str)];

/// The templates that page templates share.
pub(super) const TEMPLATES: Words = &[
    (
        "base.html",
        "每一页的框架：页首、导航、当前位置、页脚。页面模板用 extends 套用它，填入各块。自己写的也要有下面的每一个块",
    ),
    ("aids.html", "页首的阅读辅助：大字、高对比、大鼠标、简洁版。各个 id 是样式和脚本认的，不要改"),
    ("components.html", "几种页面都用的组件，见下面“组件”一节"),
    ("charts.html", "图形组件，见下面“组件”一节。图都是表格，格子里既有图也有数"),
    ("sheet.html", "打印时每张纸脚上的版本信息，屏幕上不显示"),
    ("strip.html", "版本与核对信息，由 base.html 放在正文之后。自己写框架时请保留，截图和打印件靠它查证"),
];

/// The blocks of `base.html`.
pub(super) const BLOCKS: Words = &[
    ("script", "页面的脚本，一页只要一个；目录、搜索页和核验页换成各自的"),
    ("robots", "给搜索引擎的 meta 标签；不应被收录的页面写 noindex"),
    ("brand", "页首的网站名称；首页在这里放 h1"),
    ("heading", "页面标题 h1；首页和文章自己另放，让它空着"),
    ("content", "页面正文"),
];

/// The components of `components.html` and `charts.html`.
pub(super) const COMPONENTS: Words = &[
    ("tag", "状态标签；it 是 Tag"),
    ("day", "日期，带机器可读的 datetime"),
    ("phone", "电话号码，点一下可以拨打；写了不止一个号码的，只显示文字"),
    ("digest", "校验值"),
    ("progress", "完成进度条；it 是 Progress，unit 是单位"),
    ("figures", "几个大号数字；facts 是 Fact 的列表"),
    ("alert", "醒目的提示；kind 是样式名，title 是加粗的开头，中间写提示内容"),
    ("rows", "数据表格和变化标记的图例；table 是 Table，name 是本页唯一的锚点"),
    ("institutions", "各培训机构合计表；lines 是 InstitutionTotal 的列表"),
    ("downloads", "下载链接和它们的校验值；files 是 Download 的列表"),
    ("verified", "核验页上各次修订和校验值的表；lines 是 VerifiedLine 的列表，first 是第一列的列名"),
    ("revisions", "各次修订的表；lines 是 RevisionLine 的列表"),
    ("proof", "本页清单的两种校验值"),
    ("pager", "分页导航；pages 是 PageLink 的列表，name 是导航的名称"),
    ("updates", "最近更新；lines 是 Update 的列表，dated 说明要不要日期和版号"),
    ("neighbours", "上一个和下一个的链接；两个参数是 Link，中间写量词，例如“篇”"),
    ("notice_card", "公示卡片；it 是 NoticeCard，rank 是标题的级别，例如 h2"),
    ("article_lines", "文章列表；lines 是 ArticleLine 的列表，described 说明要不要介绍"),
    ("standings", "当时有效的公示或清单的表；lines 是 Standing 的列表，first 是第一列的列名"),
    ("reading", "“怎样看这张表”；sentences 是文字的列表"),
    ("objection", "有异议怎么办；it 是 Objection"),
    ("tombstone", "撤下的说明；it 是 Tombstone"),
    ("bar", "一条横条；length 从 0 到 1000"),
    ("bars", "数字旁边带横条的表；it 是 Bars"),
    ("matrix", "地区乘月份的表；it 是 Matrix"),
    ("kind_boxes", "项目制培训种类的方格；it 是 KindsLine"),
    ("kinds", "各地项目制培训种类的表；lines 是 KindsLine 的列表，note 是要求"),
    ("timeline", "历次公示的时间线；it 是 Timeline"),
    ("month", "开班日历的一个月；it 是 Month"),
    ("manual_facts", "主题手册里名称和用途的表；facts 是 Fact 的列表，first 是第一列的列名"),
];

/// The static files.
pub(super) const STATICS: Words = &[
    ("icon.svg", "浏览器标签上的图标"),
    ("style/10-ground.css", "字体、颜色、链接、焦点框等基础样式"),
    ("style/20-frame.css", "页首、导航、当前位置"),
    ("style/21-aids.css", "阅读辅助的一排开关"),
    ("style/22-heads.css", "标题和各节"),
    ("style/24-switcher.css", "地区切换"),
    ("style/30-tags.css", "状态标签"),
    ("style/32-figures.css", "要点和大号数字"),
    ("style/34-progress.css", "进度条"),
    ("style/35-charts.css", "图形和开班日历"),
    ("style/36-notices.css", "公示卡片"),
    ("style/38-tasks.css", "首页的常用入口"),
    ("style/40-cards.css", "首页上地区和清单的卡片"),
    ("style/42-lines.css", "更新、文章等列表"),
    ("style/44-search.css", "搜索和筛选"),
    ("style/50-tables.css", "表格"),
    ("style/52-pager.css", "分页导航"),
    ("style/54-downloads.css", "下载和校验值"),
    ("style/56-alert.css", "醒目的提示"),
    ("style/58-calendar.css", "加入日历和订阅日历"),
    ("style/58-reading.css", "怎样看表、有异议怎么办、个人信息处理说明"),
    ("style/60-prose.css", "公示和文章的正文"),
    ("style/64-leaving.css", "离开本站提示"),
    ("style/66-manual.css", "主题手册"),
    ("style/70-strip.css", "版本与核对信息"),
    ("style/72-foot.css", "页脚"),
    ("style/80-wide.css", "宽窗口"),
    ("style/82-narrow.css", "窄窗口和手机"),
    ("style/86-aided.css", "打开阅读辅助以后的样子，有脚本时用"),
    ("style/87-aided-unscripted.css", "打开阅读辅助以后的样子，没有脚本时用；只有最要紧的几条"),
    ("style/90-print.css", "打印"),
    ("site/10-aids.js", "记住阅读辅助的选择；没有脚本，每一页也是完整的"),
    ("site/12-aloud.js", "朗读"),
    ("site/40-words.js", "把输入的字和页面的字化成同一种写法再比"),
    ("site_table/42-filter.js", "目录的筛选"),
    ("site_table/43-sort.js", "目录的排序"),
    ("site_search/44-sound.js", "按拼音和首字母找"),
    ("site_search/46-search.js", "搜索页"),
    ("site_verify/47-sha256.js", "在浏览器里算 SHA-256"),
    ("site_verify/48-mended.js", "还原换行符、文件头标记和编码以后再比"),
    ("site_verify/49-answers.js", "核验结果的写法"),
    ("site_verify/50-verify.js", "核验页"),
    ("verify.css", "核验页自己的样式，只有这一页用"),
];
