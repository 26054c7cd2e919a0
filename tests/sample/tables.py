"""Tables in the clothes that offices dress them in, written to the same bytes every time."""

import csv
import datetime
import io
import re
import zipfile

import openpyxl
from openpyxl.styles import Alignment, Font

# The time that files carry inside, so that they do not depend on a clock.
STAMP = datetime.datetime(2021, 4, 20, 9, 0, 0)


class Sheet:
    """A table: an optional title, headings, rows, an optional total row and a foot."""

    def __init__(self, headings, rows, title=None, total=None, foot=()):
        self.headings = list(headings)
        self.rows = [list(row) for row in rows]
        self.title = title
        self.total = total or {}
        self.foot = list(foot)

    def grid(self):
        """All rows, each as wide as the headings."""
        width = len(self.headings)
        pad = lambda cells: list(cells) + [""] * (width - len(cells))
        grid = [pad([self.title])] if self.title else []
        grid.append(list(self.headings))
        grid.extend(pad(row) for row in self.rows)
        if self.total:
            grid.append(["合计"] + [self.total.get(heading, "") for heading in self.headings[1:]])
        if self.foot:
            grid.append(pad(self.foot))
        return grid


def foot(person, phone, day):
    """The usual foot of a reported table."""
    return [f"填表人：{person}", f"联系电话：{phone}", f"填表日期：{day}"]


DAY_STYLES = {
    "iso": lambda day: day.isoformat(),
    "slash": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dot": lambda day: f"{day.year}.{day.month}.{day.day}",
    "han": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "bare": lambda day: f"{day:%Y%m%d}",
}


def to_csv(sheet, encoding="utf-8-sig", days="iso"):
    """The sheet as a text file; `days` is how its office writes dates."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in sheet.grid():
        writer.writerow([DAY_STYLES[days](cell) if isinstance(cell, datetime.date) else cell for cell in row])
    return text.getvalue().encode(encoding)


def to_xlsx(sheet, name="Sheet1", days=None):
    """The sheet as a workbook; dates are real date cells unless `days` says how they are typed."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = name
    for at, row in enumerate(sheet.grid(), start=1):
        for column, cell in enumerate(row, start=1):
            if isinstance(cell, datetime.date) and days:
                cell = DAY_STYLES[days](cell)
            if cell == "":
                continue
            target = page.cell(at, column, cell)
            if isinstance(cell, datetime.date):
                target.number_format = "yyyy-mm-dd"
            elif isinstance(cell, str):
                target.number_format = "@"
    if sheet.title:
        page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(sheet.headings))
        page.cell(1, 1).font = Font(bold=True, size=16)
        page.cell(1, 1).alignment = Alignment(horizontal="center")
    for column in range(1, len(sheet.headings) + 1):
        page.column_dimensions[openpyxl.utils.get_column_letter(column)].width = 16
    book.properties.creator = "示例"
    book.properties.created = STAMP
    raw = io.BytesIO()
    book.save(raw)
    return fixed_times(raw.getvalue())


def fixed_times(raw):
    """The same package with fixed times: the library writes the time of day into two places."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(entry)
            if entry == "docProps/core.xml":
                modified = rb"\g<1>" + STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", modified, content)
            info = zipfile.ZipInfo(entry, (2021, 4, 20, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, content)
    return packed.getvalue()
