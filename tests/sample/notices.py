"""The texts of the notices."""

from catalogues import DISTRICTS, EDITIONS
from payments import BATCHES, CLASSES, enterprise_rows, trainees

FIRST_STAGE = {"2021-01": 1, "2021-02": 2, "2021-03": 4}
PERIOD_LAST = {"2021-01": "2021-05-08", "2021-02": "2021-05-31", "2021-03": "2021-07-02"}
NUMBERS = {"2021-01": "示人社公示〔2021〕1号", "2021-02": "示人社公示〔2021〕2号", "2021-03": "示人社公示〔2021〕3号"}
MINUTES = {"2021-01": "09:00", "2021-02": "10:30", "2021-03": "09:00"}

# Enterprises were given two days more than usual.
OWN_PERIOD = {"2021-02": '[period]\ndays = 7\nunit = "working"\nfirst_day = "not_counted"\n'}
PERIOD_WORDS = {
    "2021-01": "2021年4月28日至5月8日，共5个工作日（发布当天不计，5月8日为调休上班日）",
    "2021-02": "2021年5月20日至5月31日，共7个工作日（发布当天不计）",
    "2021-03": "2021年6月25日至7月2日，共5个工作日（发布当天不计）",
}


def districts(notice):
    """The districts of a notice with persons and amount, for a stage."""
    named = {district for key, district in CLASSES if key == notice}
    if notice == "2021-02":
        named.add("daiyue")
    return [district for district in DISTRICTS if district in named]


def applied(notice, district, stage):
    """How many person-times and how much money a district applies for."""
    if (notice, district) == ("2021-02", "daiyue"):
        rows = enterprise_rows()
        return sum(row[8] for row in rows), sum(row[12] for row in rows)
    rows = trainees(notice, district, stage)
    return len(rows), sum(row["amount"] for row in rows)


def papers(notice, stage):
    """The audit and the screenshots follow once the notice stands."""
    at_hand = ["申请报告", "补贴发放明细表"]
    return at_hand + ["第三方审核报告", "网站公示截图"] if stage > FIRST_STAGE[notice] else at_hand


def notice_file(notice, stage):
    """`notice.md` as it stands before the edition of a stage."""
    day = EDITIONS[FIRST_STAGE[notice]]
    lines = [
        "+++",
        f'title = "示例市{BATCHES[notice]}职业技能培训补贴公示"',
        f'document_number = "{NUMBERS[notice]}"',
        'basis = "泰人社字〔2021〕12号 二（八）"',
        'office = "示例市人力资源和社会保障局"',
        f'published = "{day} {MINUTES[notice]}"',
        f'period_last = "{PERIOD_LAST[notice]}"',
        'phone = "0538-0000000"',
        'supervision_phone = "0538-0000010"',
        f"materials = [{', '.join(f'{chr(34)}{paper}{chr(34)}' for paper in papers(notice, stage))}]",
    ]
    if notice in OWN_PERIOD:
        lines += ["", OWN_PERIOD[notice].rstrip()]
    for district in districts(notice):
        persons, amount = applied(notice, district, stage)
        lines += ["", "[[applied]]", f'district = "{district}"', f"persons = {persons}", f'amount = "{amount}.00"']
    return "\n".join([*lines, "+++", "", body(notice, stage)])


def body(notice, stage):
    """The dignified part."""
    names = "、".join(DISTRICTS[district] for district in districts(notice))
    paragraphs = [
        f"根据职业技能提升行动有关规定，经各地初审、本局复核，现将{names}{BATCHES[notice]}职业技能培训补贴发放名单予以公示，"
        "接受社会监督。",
        "## 一、公示依据",
        "泰人社字〔2021〕12号第二条第（八）项：补贴资金实行实名制管理，发放前将培训机构、培训人员和补贴金额向社会公示，"
        "做到账实相符、账表相符。",
        "## 二、公示内容",
        CONTENTS[notice],
        "## 三、公示期",
        f"{PERIOD_WORDS[notice]}。",
        "## 四、异议的提出",
        "任何单位和个人对公示内容有异议的，可以在公示期内通过电话、信函或者当面等方式反映。反映情况应当客观真实，"
        "并尽量提供具体线索；以单位名义反映的加盖公章，以个人名义反映的请留下真实姓名和联系方式，我们将依法保密。",
        "## 五、联系方式",
        "- 业务咨询：示例市人力资源和社会保障局职业能力建设科，0538-0000000\n"
        "- 监督举报：示例市人力资源和社会保障局机关纪委，0538-0000010\n"
        "- 来信来访：示例市示例路1号",
    ]
    if notice == "2021-01" and stage >= 3:
        paragraphs += [
            "## 六、更正说明",
            "公示期内接到反映，肥城市名单中有1人的补贴上浮比例登记有误（应为10%，误登为30%），经核实属实。"
            "现已更正该笔补贴金额和肥城市申请总额，其余内容不变；更正前的名单仍可在历次版本中查阅。",
        ]
    return "\n\n".join(paragraphs) + "\n\n本页为虚构示例，其中的人员、机构、金额均不真实。\n"


CONTENTS = {
    "2021-01": "名单按县（市、区）分列，逐人公布姓名、培训机构、班次、职业（工种）、等级、学时、补贴标准和补贴金额，"
    "不公布身份证号、联系方式等个人信息。补贴标准见“补贴标准”栏目；属于急需紧缺职业（工种）的，按目录规定的比例上浮。",
    "2021-02": "新泰市、宁阳县、肥城市、泰安高新区名单逐人公布；岱岳区本批为企业自主开展的职工培训，补贴直接拨付企业和机构，"
    "按单位公布培训人数、补贴标准和补贴金额。名单不公布身份证号、联系方式等个人信息。",
    "2021-03": "泰山区、东平县名单逐人公布姓名、培训机构、班次、职业（工种）、等级、学时、补贴标准和补贴金额，"
    "不公布身份证号、联系方式等个人信息。",
}
