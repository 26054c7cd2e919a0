"""The same rows as a site of each program."""

import os
import shutil

import people
from process import in_child
from workshop import BENCH, DATE, HERE, REPOSITORY

NOTICE = """+++
title = "示例市{title}职业技能培训补贴公示"
document_number = "示人社公示〔2025〕{number}号"
basis = "泰人社字〔2021〕12号 二（八）"
office = "示例市人力资源和社会保障局"
published = "{date} 09:00"
phone = "0538-0000000"
supervision_phone = "0538-0000010"
materials = ["申请报告", "补贴发放明细表", "第三方审核报告", "网站公示截图"]
{applied}+++

现将{title}职业技能培训补贴发放名单予以公示，接受社会监督。
"""
APPLIED = """
[[applied]]
district = "{district}"
persons = {persons}
amount = "{amount}.00"
"""


def lists(rows):
    """The lists of so many rows, made once."""
    folder = BENCH / f"lists-{rows}"
    if not folder.exists():
        half_done = BENCH / f"lists-{rows}.part"
        shutil.rmtree(half_done, ignore_errors=True)
        half_done.mkdir(parents=True)
        in_child(people.write_lists, half_done, rows)
        half_done.rename(folder)
    return folder


def linked(source, target):
    """The same files at another place, without their bytes."""
    shutil.copytree(source, target, copy_function=os.link)
    return target


def link_editions(source, root):
    """The same editions in another site. What is frozen is never written into; the log is, and becomes a copy."""
    editions = linked(source / "content" / "editions", root / "content" / "editions")
    rewrite(editions / "log.txt", (editions / "log.txt").read_text(encoding="utf-8"))


def rewrite(path, text):
    """A new file in place of one that may be linked elsewhere."""
    path.unlink()
    path.write_text(text, encoding="utf-8", newline="")


def replace_school(path, school):
    """Another school in the first row of a list: the smallest correction there is."""
    head, first, rest = path.read_text(encoding="utf-8").split("\n", 2)
    cells = first.split(",")
    cells[3] = school
    rewrite(path, "\n".join([head, ",".join(cells), rest]))


def settings(root, **changes):
    """The sample's settings with some lines changed, and its calendars."""
    text = (REPOSITORY / "content" / "site.toml").read_text(encoding="utf-8")
    for name, value in {"payments_a_year": "9", "target_year": "2025", "workbooks": "false", "sheets": "false",
                        "packages": "false", "id_number": '"6+4"', **changes}.items():
        lines = text.split("\n")
        at = next(at for at, line in enumerate(lines) if line.startswith(f"{name} = "))
        lines[at] = f"{name} = {value}"
        text = "\n".join(lines)
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "content" / "site.toml").unlink(missing_ok=True)
    (root / "content" / "site.toml").write_text(text, encoding="utf-8")
    if not (root / "content" / "calendar").exists():
        shutil.copytree(REPOSITORY / "content" / "calendar", root / "content" / "calendar")


def table(data):
    """What lists.csv says: district, name, batch, title, persons, amount."""
    lines = (data / "lists.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split(",") for line in lines]


def notice(title, number, lists_of_notice, date=DATE):
    """The text of a notice; its lists are tuples of district, persons, amount."""
    applied = "".join(APPLIED.format(district=district, persons=persons, amount=amount)
                      for district, persons, amount in lists_of_notice)
    return NOTICE.format(title=title, number=number, applied=applied, date=date)


def gongshi(root, data):
    """A site of ours: a notice for each batch, with a list for each district."""
    settings(root)
    batches = {}
    for district, _, batch, title, persons, amount in table(data):
        batches.setdefault((batch, title), []).append((district, persons, amount))
    for number, ((batch, title), found) in enumerate(batches.items(), start=1):
        folder = root / "content" / "sources" / "subsidies" / f"2025-{batch}"
        folder.mkdir(parents=True)
        for district, *_ in found:
            os.link(data / district / f"{batch}.csv", folder / f"{district}.csv")
        (folder / "notice.md").write_text(notice(title, number, found), encoding="utf-8")
    return root


def hugo(root, data, rows_a_page):
    """A site of Hugo: a page for each district, and a page for so many rows of each list."""
    shutil.copytree(HERE / "hugo" / "lists" / "layouts", root / "layouts")
    shell(root / "layouts" / "_partials", root / "static")
    linked(data, root / "assets" / "data")
    of = HERE / "hugo" / "lists"
    settings_of_hugo = (of / "hugo.toml").read_text(encoding="utf-8").replace("ROWS", str(rows_a_page))
    (root / "hugo.toml").write_text(settings_of_hugo, encoding="utf-8")
    adapter = (of / "district.gotmpl").read_text(encoding="utf-8")
    for weight, (slug, *_) in enumerate(people.DISTRICTS, start=1):
        (root / "content" / slug).mkdir(parents=True)
        text = adapter.replace("DISTRICT", slug).replace("WEIGHT", str(weight))
        (root / "content" / slug / "_content.gotmpl").write_text(text, encoding="utf-8")
    return root


def shell(templates, static):
    """Lays what stands around every page where a generator looks for it."""
    templates.mkdir(parents=True, exist_ok=True)
    static.mkdir(parents=True)
    for path in (HERE / "shell").glob("*.html"):
        shutil.copy(path, templates)
    shutil.copy(HERE / "shell" / "style.css", static)


def pages_of_lists(folder, pattern):
    """How many pages show rows, how many rows they show, and the bytes of a page."""
    pages = sorted(folder.glob(pattern))
    texts = (page.read_bytes() for page in pages)
    # Each row has one masked number.
    sizes, rows = zip(*((len(text), text.count(b"*" * 8)) for text in texts))
    return len(pages), sum(rows), sum(sizes) // len(sizes)
