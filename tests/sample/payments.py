"""Subsidy notices: who was trained where, in which clothes each district's list comes, and the notices' texts."""

import datetime

from catalogues import DISTRICTS, INSTITUTION_CODES, RATES, STANDARDS, uplift
from identity import credit_code, person
from tables import Sheet, foot

D = datetime.date
FIVE, FOUR, PASS = "五级/初级工", "四级/中级工", "培训合格证"
CODES = {name: code for code, name, *_ in STANDARDS}

# Notice, district: the index of its first person, then classes of school, occupation, level, first and last day,
# trainees, online hours.
CLASSES = {
    ("2021-01", "taishan"): (0, [
        ("示例东岳职业培训学校", "养老护理员", FIVE, D(2021, 3, 1), D(2021, 3, 19), 40, 24),
        # Exactly two fifths of the hours: still allowed.
        ("示例红门家政职业培训学校", "婴幼儿发展引导员", FIVE, D(2021, 3, 8), D(2021, 3, 26), 40, 32),
        ("示例岱庙技能培训中心", "茶艺师", FIVE, D(2021, 3, 15), D(2021, 3, 31), 35, 12),
        ("示例东岳职业培训学校", "中式烹调师", FOUR, D(2021, 3, 22), D(2021, 4, 16), 45, 30),
    ]),
    ("2021-01", "daiyue"): (160, [
        ("示例大汶口职业培训学校", "焊工", FIVE, D(2021, 3, 1), D(2021, 3, 26), 45, 20),
        ("示例大汶口职业培训学校", "起重装卸机械操作工", FIVE, D(2021, 3, 15), D(2021, 4, 2), 35, 16),
        ("示例满庄职业培训学校", "汽车维修工", FIVE, D(2021, 3, 8), D(2021, 4, 2), 40, 30),
        ("示例满庄职业培训学校", "钢筋工", FIVE, D(2021, 3, 22), D(2021, 4, 9), 30, 0),
    ]),
    ("2021-01", "ningyang"): (310, [
        ("示例宁阳职业培训学校", "电工", FIVE, D(2021, 3, 1), D(2021, 3, 26), 40, 30),
        ("示例宁阳职业培训学校", "缝纫工", FIVE, D(2021, 3, 15), D(2021, 4, 2), 40, 16),
        ("示例文庙技工培训中心", "养老护理员", FIVE, D(2021, 3, 22), D(2021, 4, 9), 35, 24),
        ("示例文庙技工培训中心", "保安员", FIVE, D(2021, 4, 1), D(2021, 4, 15), 25, 12),
    ]),
    ("2021-01", "dongping"): (450, [
        ("示例东平湖职业培训学校", "养老护理员", FIVE, D(2021, 3, 8), D(2021, 3, 26), 35, 24),
        ("示例东平湖职业培训学校", "食用菌生产工", FIVE, D(2021, 3, 15), D(2021, 3, 31), 40, 18),
        # Struck off on 31 March: its last class began before.
        ("示例腊山职业培训学校", "园艺工", FIVE, D(2021, 1, 11), D(2021, 1, 29), 30, 12),
        ("示例东平湖职业培训学校", "中式烹调师", FIVE, D(2021, 3, 22), D(2021, 4, 14), 25, 27),
    ]),
    ("2021-01", "xintai"): (580, [
        ("示例新汶职业培训学校", "车工", FOUR, D(2021, 3, 1), D(2021, 3, 31), 40, 36),
        ("示例新汶职业培训学校", "多工序数控机床操作调整工", FOUR, D(2021, 3, 8), D(2021, 4, 9), 30, 36),
        ("示例莲花山职业培训学校", "婴幼儿发展引导员", FIVE, D(2021, 3, 15), D(2021, 4, 2), 40, 24),
        ("示例平阳技能培训中心", "电子商务师", FOUR, D(2021, 3, 22), D(2021, 4, 9), 35, 28),
        ("示例新汶职业培训学校", "焊工", FOUR, D(2021, 3, 15), D(2021, 4, 14), 25, 24),
    ]),
    ("2021-01", "feicheng"): (750, [
        ("示例桃源职业培训学校", "砌筑工", FIVE, D(2021, 3, 1), D(2021, 3, 17), 45, 12),
        ("示例桃源职业培训学校", "园艺工", FIVE, D(2021, 3, 15), D(2021, 3, 31), 40, 18),
        ("示例左丘明技能培训中心", "电工", FIVE, D(2021, 3, 8), D(2021, 4, 2), 35, 30),
        ("示例左丘明技能培训中心", "中式面点师", FIVE, D(2021, 3, 22), D(2021, 4, 9), 30, 24),
    ]),
    ("2021-02", "xintai"): (900, [
        ("示例莲花山职业培训学校", "养老护理员", FIVE, D(2021, 4, 19), D(2021, 5, 12), 50, 24),
        ("示例新汶职业培训学校", "电工", FIVE, D(2021, 4, 19), D(2021, 5, 14), 45, 30),
        ("示例平阳技能培训中心", "互联网营销师", FIVE, D(2021, 4, 20), D(2021, 5, 10), 45, 20),
        ("示例莲花山职业培训学校", "美容师", FIVE, D(2021, 4, 21), D(2021, 5, 13), 40, 16),
    ]),
    ("2021-02", "ningyang"): (1080, [
        ("示例宁阳职业培训学校", "电工", FOUR, D(2021, 4, 19), D(2021, 5, 14), 40, 36),
        ("示例文庙技工培训中心", "中式烹调师", FIVE, D(2021, 4, 19), D(2021, 5, 12), 40, 27),
        ("示例文庙技工培训中心", "家政服务员", FIVE, D(2021, 4, 20), D(2021, 5, 11), 40, 24),
        ("示例宁阳职业培训学校", "保洁员", PASS, D(2021, 5, 6), D(2021, 5, 14), 30, 8),
    ]),
    ("2021-02", "feicheng"): (1230, [
        ("示例桃源职业培训学校", "钢筋工", FIVE, D(2021, 4, 19), D(2021, 5, 8), 50, 12),
        ("示例左丘明技能培训中心", "焊工", FIVE, D(2021, 4, 19), D(2021, 5, 14), 50, 20),
        ("示例桃源职业培训学校", "园艺工", FIVE, D(2021, 4, 26), D(2021, 5, 14), 40, 18),
    ]),
    ("2021-02", "gaoxin"): (1370, [
        ("示例高新智造培训中心", "工业机器人系统操作员", FOUR, D(2021, 4, 19), D(2021, 5, 15), 45, 36),
        ("示例高新智造培训中心", "车工", FIVE, D(2021, 4, 19), D(2021, 5, 14), 40, 30),
        ("示例高新智造培训中心", "电工", FIVE, D(2021, 4, 20), D(2021, 5, 14), 45, 25),
    ]),
    ("2021-03", "taishan"): (1500, [
        ("示例红门家政职业培训学校", "保育师", FIVE, D(2021, 5, 24), D(2021, 6, 11), 40, 24),
    ]),
    ("2021-03", "dongping"): (1540, [
        ("示例东平湖职业培训学校", "家政服务员", FIVE, D(2021, 5, 24), D(2021, 6, 11), 40, 24),
        ("示例东平湖职业培训学校", "养老护理员", FOUR, D(2021, 5, 24), D(2021, 6, 18), 40, 30),
    ]),
}

# People trained more than once: notice, district, place in the list → the person of an earlier list.
AGAIN = {
    **{("2021-02", "ningyang", at): 310 + at for at in range(5)},
    **{("2021-02", "xintai", 10 + at): 690 + at for at in range(5)},
    **{("2021-03", "dongping", 40 + at): 450 + at for at in range(4)},
    ("2021-03", "taishan", 0): 690,
}

# The mistake that edition 3 corrects: a wrong uplift for one trainee. Notice, district, place, percent until stage 2.
MISTAKE = ("2021-01", "feicheng", 87, 30, 2)

CATEGORIES = ["农村转移就业劳动者", "城镇登记失业人员", "企业职工", "毕业年度高校毕业生", "返乡创业人员"]

# Which columns a district's list has, and what it calls them.
DRESS = {
    ("2021-01", "taishan"): "序号=no 学员姓名=name 身份证号码=id 培训机构名称=school 统一社会信用代码=code 班次/期次=class "
    "职业（工种）=occupation 技能等级=level 培训开始日期=first 培训结束日期=last 总学时=hours 线上学时=online "
    "补贴标准（元）=rate 补贴金额（元）=amount",
    ("2021-01", "daiyue"): "编号=no 姓名=name 公民身份号码=id 人员类别=category 机构名称=school 期次=class 培训工种=occupation "
    "级别=level 开班日期=first 结业日期=last 学时=hours 其中线上学时=online 补贴标准=rate 金额（元）=amount",
    ("2021-01", "ningyang"): "序号=no 姓名=name 身份证号=id 培训单位=school 班级=class 班主任=teacher 职业工种=occupation "
    "等级=level 开始日期=first 结束日期=last 课时=hours 线上课时=online 标准（元）=rate 补贴金额=amount",
    ("2021-01", "dongping"): "序号=no 补贴对象=name 身份证号码=id 承训机构=school 培训班次=class 培训职业=occupation "
    "培训等级=level 培训开始时间=first 培训结束时间=last 培训学时=hours 网络学时=online 补贴标准（元）=rate 补贴金额（元）=amount",
    ("2021-01", "xintai"): "序号=no 姓名=name 身份证号=id 人员类别=category 培训机构=school 统一社会信用代码=code 班次=class "
    "职业(工种)=occupation 等级=level 培训开始日期=first 培训结束日期=last 总学时=hours 线上学时=online 证书编号=certificate "
    "补贴标准(元)=rate 补贴金额(元)=amount 备注=remark",
    ("2021-01", "feicheng"): "序号=no 人员姓名=name 证件号码=id 培训机构=school 班期=class 专业=occupation 职业等级=level "
    "开班日期=first 结业日期=last 总课时=hours 线上学时=online 补贴标准（元）=rate 补贴金额（元）=amount",
    ("2021-02", "xintai"): "序号=no 姓名=name 身份证号=id 人员类别=category 培训机构=school 统一社会信用代码=code 班次=class "
    "职业(工种)=occupation 等级=level 培训开始日期=first 培训结束日期=last 总学时=hours 线上学时=online 证书编号=certificate "
    "补贴标准(元)=rate 补贴金额(元)=amount 备注=remark",
    ("2021-02", "ningyang"): "序号=no 姓名=name 身份证号=id 培训单位=school 班级=class 职业工种=occupation 等级=level "
    "开始日期=first 结束日期=last 课时=hours 线上课时=online 标准（元）=rate 补贴金额=amount",
    ("2021-02", "feicheng"): "序号=no 人员姓名=name 证件号码=id 培训机构=school 班期=class 专业=occupation 职业等级=level "
    "开班日期=first 结业日期=last 总课时=hours 线上学时=online 补贴标准（元）=rate 补贴金额（元）=amount",
    ("2021-02", "gaoxin"): "序号=no 补贴人员=name 有效身份证件号码=id 培训机构=school 信用代码=code 培训班次=class 职业=occupation "
    "技能等级=level 开始日期=first 结束日期=last 学时=hours 线上学时=online 合格证编号=certificate 标准=rate 金额=amount",
    ("2021-03", "taishan"): "序号=no 学员姓名=name 身份证号码=id 培训机构名称=school 班次/期次=class 职业（工种）=occupation "
    "技能等级=level 培训开始日期=first 培训结束日期=last 总学时=hours 线上学时=online 补贴标准（元）=rate 补贴金额（元）=amount",
    ("2021-03", "dongping"): "序号=no 补贴对象=name 身份证号码=id 承训机构=school 培训班次=class 培训职业=occupation 培训等级=level "
    "培训开始时间=first 培训结束时间=last 培训学时=hours 网络学时=online 补贴标准（元）=rate 补贴金额（元）=amount",
}

LEVEL_SPELLINGS = {
    "taishan": {}, "xintai": {}, "gaoxin": {FOUR: "四级", FIVE: "五级"},
    "daiyue": {FOUR: "中级", FIVE: "初级"}, "ningyang": {FOUR: "四级（中级工）", FIVE: "五级（初级工）", PASS: "无等级"},
    "dongping": {FOUR: "中级工", FIVE: "初级工"}, "feicheng": {FOUR: "4级", FIVE: "5级"},
}


def trainees(notice, district, stage):
    """The rows of a trainee-level list as records."""
    start, classes = CLASSES[notice, district]
    rows = []
    for number, (school, occupation, level, first, last, count, online) in enumerate(classes, start=1):
        hours, rate = RATES[occupation, level]
        percent = uplift(CODES[occupation], level, 1)
        for seat in range(count):
            at = len(rows)
            index = AGAIN.get((notice, district, at), start + at)
            name, id_number = person(index)
            paid = percent
            if (notice, district, at) == MISTAKE[:3] and stage <= MISTAKE[4]:
                paid = MISTAKE[3]
            rows.append({
                "no": at + 1, "name": name, "id": id_number, "category": CATEGORIES[index % len(CATEGORIES)],
                "school": school, "code": INSTITUTION_CODES[school], "class": f"2021年{occupation}第{number}期",
                "teacher": f"示例教师{'甲乙丙丁戊'[number - 1]}", "occupation": occupation, "level": level, "first": first,
                "last": last, "hours": hours, "online": online, "certificate": f"示证2021{index:06d}", "rate": rate,
                "amount": rate * (100 + paid) // 100, "remark": f"上浮{paid}%" if paid else "",
            })
    return rows


def trainee_sheet(notice, district, stage):
    """A trainee-level list in its district's clothes."""
    columns = [pair.split("=") for pair in DRESS[notice, district].split()]
    spellings = LEVEL_SPELLINGS[district]
    rows = trainees(notice, district, stage)
    cells = [[spellings.get(row[key], row[key]) if key == "level" else row[key] for _, key in columns] for row in rows]
    heading = {key: text for text, key in columns}
    total = {heading["amount"]: sum(row["amount"] for row in rows)}
    title = f"{DISTRICTS[district]}{BATCHES[notice]}职业技能培训补贴发放明细表"
    bare = (notice, district) in {("2021-01", "daiyue"), ("2021-02", "feicheng")}
    return Sheet(
        [text for text, _ in columns],
        cells,
        title=None if bare else title,
        total=total,
        foot=[] if bare else foot("示填甲", f"0538-000000{1 + list(DISTRICTS).index(district)}", FILLED[notice]),
    )


BATCHES = {"2021-01": "2021年第一批", "2021-02": "2021年第二批", "2021-03": "2021年第三批"}
FILLED = {"2021-01": "2021-04-25", "2021-02": "2021-05-18", "2021-03": "2021-06-23"}

# Enterprises that train their own staff: name, class, occupation, level, first and last day, people, online hours.
ENTERPRISES = [
    ("示例岱岳重工有限公司", "新型学徒制1班", "焊工", FIVE, D(2021, 3, 1), D(2021, 4, 23), 40, 20),
    ("示例岱岳重工有限公司", "新型学徒制2班", "电工", FIVE, D(2021, 3, 1), D(2021, 4, 23), 35, 30),
    ("示例汶河物流有限公司", "岗前培训1班", "起重装卸机械操作工", FIVE, D(2021, 3, 15), D(2021, 4, 9), 30, 16),
    ("示例汶河物流有限公司", "岗前培训2班", "起重装卸机械操作工", FIVE, D(2021, 4, 12), D(2021, 5, 8), 28, 16),
    ("示例徂徕食品有限公司", "岗前培训1班", "中式面点师", FIVE, D(2021, 3, 22), D(2021, 4, 16), 25, 16),
    ("示例粥店酒店管理有限公司", "技能提升1班", "中式烹调师", FIVE, D(2021, 3, 15), D(2021, 4, 9), 20, 18),
    ("示例粥店酒店管理有限公司", "技能提升2班", "中式烹调师", FOUR, D(2021, 4, 6), D(2021, 5, 12), 15, 24),
    ("示例满庄建筑工程有限公司", "岗前培训1班", "钢筋工", FIVE, D(2021, 3, 8), D(2021, 3, 26), 45, 0),
    ("示例满庄建筑工程有限公司", "岗前培训2班", "砌筑工", FIVE, D(2021, 3, 8), D(2021, 3, 26), 42, 12),
    ("示例大汶口职业培训学校", "企业委培1班", "焊工", FOUR, D(2021, 4, 6), D(2021, 5, 14), 20, 24),
    ("示例岱岳物业服务有限公司", "岗前培训1班", "保洁员", PASS, D(2021, 4, 12), D(2021, 4, 20), 50, 8),
    ("示例岱岳物业服务有限公司", "岗前培训2班", "保安员", FIVE, D(2021, 4, 12), D(2021, 4, 28), 30, 12),
]


def enterprise_rows():
    """The rows of the institution-level list."""
    rows = []
    for at, (name, group, occupation, level, first, last, heads, online) in enumerate(ENTERPRISES, start=1):
        hours, rate = RATES[occupation, level]
        percent = uplift(CODES[occupation], level, 1)
        serial = 101 + sorted({row[0] for row in ENTERPRISES}).index(name)
        code = INSTITUTION_CODES.get(name) or credit_code("91", serial)
        rows.append([at, name, code, group, occupation, level, first, last, heads, hours, online, rate,
                     heads * rate * (100 + percent) // 100])
    return rows


def enterprise_sheet():
    """The institution-level list of 岱岳区 in notice 2021-02."""
    headings = ("序号 企业/机构名称 统一社会信用代码 班次 职业（工种） 等级 培训开始日期 培训结束日期 培训人数 总学时 线上学时 "
                "补贴标准（元/人） 补贴金额（元）").split()
    rows = enterprise_rows()
    total = {"培训人数": sum(row[8] for row in rows), "补贴金额（元）": sum(row[12] for row in rows)}
    return Sheet(headings, rows, "岱岳区2021年第二批企业职工培训补贴发放明细表", total,
                 foot("示填乙", "0538-0000002", FILLED["2021-02"]))
