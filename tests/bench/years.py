"""An archive of many editions, made by the real program: 250 a year, each with one list corrected or one notice added.

What an edition changes follows from its number alone, so that the archive can be made in parts and used again.
"""

import datetime
import os
import time

import people
import sites
from process import tell
from workshop import BENCH, DATE

A_YEAR = 250
# Every tenth edition adds a notice, 25 a year; the nine between correct a list each.
NOTICE_EVERY = 10
ROWS_A_LIST = 6


def date_of(edition):
    """The day of an edition."""
    return (datetime.date.fromisoformat(DATE) + datetime.timedelta((edition - 1) * 365 // A_YEAR)).isoformat()


def editions(root):
    """How many editions a site has."""
    folder = root / "content" / "editions"
    return sum(entry.name.isdigit() for entry in os.scandir(folder)) if folder.exists() else 0


def change(root, edition):
    """Lays what an edition brings into the sources."""
    if edition % NOTICE_EVERY == 1:
        add_notice(root, edition // NOTICE_EVERY + 1, edition)
    else:
        correct(root, edition)


def folder_of(root, notice):
    return root / "content" / "sources" / "subsidies" / f"n{notice:04}"


def add_notice(root, number, edition):
    folder, lists = folder_of(root, number), []
    folder.mkdir(parents=True, exist_ok=True)
    for slug, _, division, _ in people.DISTRICTS:
        path, first = folder / f"{slug}.csv", (number - 1) * ROWS_A_LIST
        lists.append((slug, ROWS_A_LIST, people.write_list(path, division, first, ROWS_A_LIST, 1 + number % 12)))
    text = sites.notice(f"第{number}批", number, lists, date_of(edition))
    (folder / "notice.md").write_text(text, encoding="utf-8")


def correct(root, edition):
    """Another school in the first row of a list of one of the last five notices: no sum changes."""
    newest = (edition - 1) // NOTICE_EVERY + 1
    slug = people.DISTRICTS[edition % len(people.DISTRICTS)][0]
    path = folder_of(root, max(newest - edition % 5, 1)) / f"{slug}.csv"
    sites.replace_school(path, f"示例市第{edition}职业培训学校")


def archive(workshop, count):
    """The site with so many editions, made as far as it is not there yet."""
    root = BENCH / f"years-{count}"
    # With room for a memo of the editions before, each one more is faster.
    (root / "output").mkdir(parents=True, exist_ok=True)
    sites.settings(root, unit='"calendar"')
    first, start = editions(root) + 1, time.monotonic()
    for edition in range(first, count + 1):
        change(root, edition)
        workshop.run_gongshi(root, "publish", date=date_of(edition))
        if edition % 100 == 0:
            tell(f"  {edition} editions, {time.monotonic() - start:.0f} s for {edition - first + 1}")
    return root
