#!/usr/bin/env python3
"""The sample site's sources, as the offices had sent them before each edition.

    python3 tests/sample/make.py STAGE DIR     STAGE is 1 to 4; DIR is made anew and gets the whole tree
    python3 tests/sample/make.py fixed         makes tests/sample/fixed anew (needs soffice)

Needs Python 3.9 and openpyxl. There is no clock and no chance in it: the same stage gives the same bytes. `content/sources`
is stage 4; `content/editions` was frozen from stages 1 to 3 on 2021-04-28, 2021-05-20 and 2021-06-08. To freeze them anew:

    for n in 1 2 3: python3 tests/sample/make.py $n content/sources; gongshi publish --date <day of the edition>
    python3 tests/sample/make.py 4 content/sources

What the stages show
  1  first lists: notice 2021-01 (six districts), 20 projects, 40 occupations, 24 courses, standards, institutions
  2  notice 2021-02 (one list by institution), 5 more projects, 3 more occupations, 8 more courses
  3  a correction in 2021-01/feicheng, a project withdrawn with its school, occupations added, removed and changed
  4  notice 2021-03, the first projects of a seventh district, 8 more courses with new states

Old binary formats cannot be written to the same bytes every time, so the two files of that kind are kept in `fixed`
and copied; they are the same in all stages.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from catalogues import DISTRICTS, institutions, occupations, standards  # noqa: E402
from notices import FIRST_STAGE, districts, notice_file  # noqa: E402
from payments import enterprise_sheet, trainee_sheet  # noqa: E402
from schedules import courses, phone, projects  # noqa: E402
from tables import Sheet, foot, to_csv, to_xlsx  # noqa: E402

FIXED = {"subsidies/2021-01/dongping.xls", "projects/feicheng.ods"}

# How a district writes its lists: the ending, then what the writer takes.
PAYMENT_FILES = {
    ("2021-01", "taishan"): ("xlsx", {"name": "补贴发放明细表"}),
    ("2021-01", "daiyue"): ("csv", {"days": "slash"}),
    ("2021-01", "ningyang"): ("csv", {"encoding": "gbk", "days": "dot"}),
    ("2021-01", "dongping"): ("xls", {}),
    ("2021-01", "xintai"): ("xlsx", {"days": "iso"}),
    ("2021-01", "feicheng"): ("csv", {"days": "han"}),
    ("2021-02", "xintai"): ("xlsx", {"days": "iso"}),
    ("2021-02", "ningyang"): ("csv", {"encoding": "utf-8", "days": "dot"}),
    ("2021-02", "feicheng"): ("csv", {"days": "han"}),
    ("2021-02", "gaoxin"): ("xlsx", {}),
    ("2021-02", "daiyue"): ("xlsx", {}),
    ("2021-03", "taishan"): ("xlsx", {"name": "补贴发放明细表"}),
    ("2021-03", "dongping"): ("csv", {"days": "bare"}),
}
PROJECT_FILES = {
    "taishan": ("xlsx", {"name": "统计表"}),
    "daiyue": ("xlsx", {}),
    "ningyang": ("csv", {}),
    "dongping": ("csv", {"encoding": "gbk"}),
    "xintai": ("xlsx", {}),
    "feicheng": ("ods", {}),
    "gaoxin": ("csv", {"encoding": "utf-8"}),
}
COURSE_FILES = {
    "taishan": ("xlsx", {}),
    "daiyue": ("csv", {"days": "slash"}),
    "ningyang": ("csv", {"encoding": "gbk", "days": "iso"}),
    "dongping": ("xlsx", {"days": "dot"}),
    "xintai": ("csv", {"days": "han"}),
    "feicheng": ("xlsx", {}),
    "gaoxin": ("csv", {"encoding": "utf-8", "days": "iso"}),
    "taishan-scenic": ("xlsx", {"days": "han"}),
}

PROJECT_HEADINGS = "项目编号 培训项目名称 项目类别 群体范围 培训人数 组织时间 培训内容 承训机构 总学时 线上学时 补贴标准（元） 状态 报名电话 备注"
COURSE_HEADINGS = {
    True: "班次编号 课程（阶段） 承办机构 讲师 开班日期 结业日期 上课时间 地点 计划人数 已报人数 总学时 线上学时 招收对象 报名电话 状态",
    False: "班级编号 课程名称 培训机构 主讲教师 开班时间 结业时间 授课时间 培训地点 招生人数 报名人数 总课时 线上课时 培训对象 咨询电话 班次状态",
}


def project_sheet(district, stage):
    """A district's projects; 泰山区 sends the notice's own form."""
    rows = projects(district, stage)
    if district == "taishan":
        form = [[DISTRICTS[district], row[1], row[3], row[4], row[5], row[13]] for row in rows]
        headings = ["县（市、区）", "培训项目名称", "群体范围", "培训人数", "组织时间", "备注"]
        total = {"培训人数": sum(row[4] for row in rows)}
        return Sheet(headings, form, "项目制培训情况统计表", total, foot("示填丙", phone(district), "2021年5月18日"))
    title = f"{DISTRICTS[district]}2021年项目制培训清单" if district in ("daiyue", "feicheng") else None
    return Sheet(PROJECT_HEADINGS.split(), rows, title)


def course_sheet(district, stage):
    """A district's courses as last reported; half of the districts use other headings."""
    standard = list(COURSE_FILES).index(district) % 2 == 0
    title = f"{DISTRICTS[district]}2021年马兰花创业培训班次安排" if standard else None
    return Sheet(COURSE_HEADINGS[standard].split(), courses(district, stage), title)


def city_files(stage):
    """The lists of the whole city."""
    standard = "序号 职业编码 职业（工种） 等级 培训学时 补贴标准（元/人） 有效期起 有效期止 备注".split()
    occupation = "序号 职业编码 职业名称 工种 技能等级 紧缺程度 补贴上浮比例 需求区域 有效期起 有效期止 备注".split()
    school = "序号 机构名称 统一社会信用代码 办学地址 培训职业（工种） 联系电话 列入日期 退出日期 退出原因".split()
    yield "standards/city.xlsx", to_xlsx(Sheet(standard, standards(stage), "示例市职业培训学时及补贴标准（2021年）"))
    yield "occupations/city.xlsx", to_xlsx(Sheet(occupation, occupations(stage), "示例市急需紧缺职业（工种）目录"), days="iso")
    yield "institutions/city.csv", to_csv(Sheet(school, institutions(stage)))


def written(path, ending, sheet, options):
    """A sheet in its file format; kept files are copied."""
    name = f"{path}.{ending}"
    if name in FIXED:
        return name, (HERE / "fixed" / name.replace("/", "-")).read_bytes()
    return name, to_csv(sheet, **options) if ending == "csv" else to_xlsx(sheet, **options)


def payment_sheet(notice, district, stage):
    """A district's list of a notice."""
    if (notice, district) == ("2021-02", "daiyue"):
        return enterprise_sheet()
    return trainee_sheet(notice, district, stage)


def tree(stage):
    """Every file of a stage: path, bytes."""
    for notice, first in FIRST_STAGE.items():
        if stage < first:
            continue
        yield f"subsidies/{notice}/notice.md", notice_file(notice, stage).encode()
        for district in districts(notice):
            ending, options = PAYMENT_FILES[notice, district]
            sheet = payment_sheet(notice, district, stage)
            yield written(f"subsidies/{notice}/{district}", ending, sheet, options)
    for district, (ending, options) in PROJECT_FILES.items():
        if projects(district, stage):
            yield written(f"projects/{district}", ending, project_sheet(district, stage), options)
    for district, (ending, options) in COURSE_FILES.items():
        if courses(district, stage):
            yield written(f"courses/{district}", ending, course_sheet(district, stage), options)
    yield from city_files(stage)


def make(stage, folder):
    """Writes a stage; whatever the folder held before is gone, except hidden files."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if not old.name.startswith("."):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    for path, content in tree(stage):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def make_fixed():
    """Lets an office program write the two files in its own formats."""
    sheets = {
        "subsidies/2021-01/dongping.xls": trainee_sheet("2021-01", "dongping", 1),
        "projects/feicheng.ods": project_sheet("feicheng", 1),
    }
    with tempfile.TemporaryDirectory() as scratch:
        for path, sheet in sheets.items():
            ending = path.rsplit(".", 1)[1]
            source = pathlib.Path(scratch) / "sheet.xlsx"
            source.write_bytes(to_xlsx(sheet))
            command = ["soffice", "--headless", "--convert-to", ending, "--outdir", scratch, str(source)]
            subprocess.run(command, check=True, capture_output=True)
            shutil.copyfile(source.with_suffix(f".{ending}"), HERE / "fixed" / path.replace("/", "-"))


if __name__ == "__main__":
    if sys.argv[1:] == ["fixed"]:
        make_fixed()
    elif len(sys.argv) == 3 and sys.argv[1] in ("1", "2", "3", "4"):
        make(int(sys.argv[1]), pathlib.Path(sys.argv[2]))
    else:
        sys.exit(__doc__)
