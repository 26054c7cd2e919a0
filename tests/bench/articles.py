"""Articles of some 2 KB in Markdown: headings, emphasis, lists, links, a table. The same in every run."""

SENTENCES = [
    "培训机构应当建立学员实名制台账，保留签到记录和考核资料，供有关部门核查",
    "补贴标准按照职业（工种）和技能等级分档确定，每年调整一次，以当年公布的目录为准",
    "各县（市、区）、功能区按照属地管理的原则，对申报材料的真实性和完整性负责",
    "审核通过以后，补贴资金按规定的期限拨付到申请人本人的社会保障卡银行账户",
    "公示期内收到异议的，应当及时核实，并把结果书面告诉反映的人",
    "申请人可以在网上办理，也可以到就近的公共就业服务窗口提交材料，不收取任何费用",
    "对弄虚作假、骗取套取补贴资金的单位和个人，依法追回资金并追究责任",
    "鼓励企业结合生产需要组织职工参加岗位技能提升培训，培训学时按照实际计算",
]
HEADINGS = ["适用范围", "补贴对象和标准", "办理程序"]
LINK = "[办事指南](https://www.mohrss.gov.cn/)"

HEAD = """+++
title = "关于做好第{number}期职业技能培训工作的通知"
{more}
+++
"""
GONGSHI = HEAD.replace("{more}", 'published = "{date} 09:00"\nsource = "示例市人力资源和社会保障局"')
HUGO = HEAD.replace("{more}", "date = {date}")
ZOLA = HUGO


def sentences(number, place, count):
    """A paragraph, which depends on the article and its place in it."""
    return "；".join(SENTENCES[(number * 7 + place * 3 + at * (number % 5 + 1)) % len(SENTENCES)]
                    for at in range(count)) + "。"


def body(number):
    """The text of an article."""
    parts = []
    for place, heading in enumerate(HEADINGS):
        parts += [f"## {heading}", f"{sentences(number, place, 3)}**重点**：{sentences(number, place + 1, 1)}",
                  f"- {sentences(number, place + 2, 1)}\n- {LINK}\n- {sentences(number, place + 4, 1)}"]
    parts.append("| 等级 | 补贴标准（元） |\n|---|---|\n"
                 f"| 五级/初级工 | {600 + number % 9 * 100} |\n| 四级/中级工 | {900 + number % 9 * 100} |")
    return "\n\n".join(parts) + "\n"


def write(folder, count, head):
    """Writes so many articles."""
    folder.mkdir(parents=True)
    for number in range(1, count + 1):
        date = f"{2016 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"
        text = f"{head.format(number=number, date=date)}\n{body(number)}"
        (folder / f"notice-{number:05}.md").write_text(text, encoding="utf-8")
