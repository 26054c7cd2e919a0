"""Writes workbooks with openpyxl, as tests/traps/book.rs describes them.

    python trap_workbooks.py JOBS.json FOLDER

JOBS.json holds the workbooks by number; FOLDER gets <number>.xlsx.
"""

import datetime
import json
import pathlib
import sys

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

STATES = {"visible": "visible", "hidden": "hidden", "very-hidden": "veryHidden"}


def put(cell, value):
    match value["is"]:
        case "text":
            cell.value = value["text"]
            cell.data_type = "s"
        case "number":
            number = value["number"]
            cell.value = int(number) if number.is_integer() else number
            cell.number_format = value["format"] or "General"
        case "day":
            has_time = "T" in value["day"]
            read = datetime.datetime.fromisoformat if has_time else datetime.date.fromisoformat
            cell.value = read(value["day"])
            cell.number_format = value["format"] or ("yyyy-mm-dd hh:mm:ss" if has_time else "yyyy-mm-dd")
        case "formula":
            cell.value = value["formula"]
        case "error":
            cell.value = value["error"]
            cell.data_type = "e"


def dress(sheet, looks):
    for cells in looks["merge"]:
        sheet.merge_cells(cells)
    for row in looks["hide-rows"]:
        sheet.row_dimensions[row].hidden = True
    for row in looks["flat-rows"]:
        sheet.row_dimensions[row].height = 0.1  # it leaves a plain 0 out
    for column in looks["hide-columns"]:
        sheet.column_dimensions[column].hidden = True
    for column in looks["flat-columns"]:
        sheet.column_dimensions[column].width = 0.1  # the same
    if looks["filter"]:
        sheet.auto_filter.ref = looks["filter"]
    for place, text in looks["comments"].items():
        sheet[place].comment = Comment(text, "示例")
    if looks["text-box"]:
        sys.exit("openpyxl writes no text boxes")


def write(book, path):
    workbook = Workbook()
    workbook.remove(workbook.active)
    if book["date_1904"]:
        workbook.epoch = CALENDAR_MAC_1904
    for described in book["sheets"]:
        sheet = workbook.create_sheet(described["name"])
        sheet.sheet_state = STATES[described["state"]]
        for row, cells in enumerate(described["rows"], 1):
            for column, value in enumerate(cells, 1):
                if value["is"] != "empty":
                    put(sheet.cell(row, column), value)
        dress(sheet, described["looks"])
    workbook.save(path)


jobs, folder = sys.argv[1:]
for number, book in json.loads(pathlib.Path(jobs).read_text(encoding="utf-8")).items():
    write(book, pathlib.Path(folder) / f"{number}.xlsx")
