"""Mends returned workbooks as a clerk does: only in the cells that the listing names, and nothing else.

Reads a list of jobs as JSON from standard input: {"name", "returned", "mended", "cells": {"Sheet!D3": value}}. A value
is text, a number, {"day": "2021-03-01"}, or {"row": "gone"}, which empties the row. A job whose listing names other cells than these is a failure.
"""

import datetime
import json
import sys

import openpyxl

LISTING = "退回说明"
FIRST_LINE = 7


def marked(workbook):
    """The cells of the listing's errors and warnings; each must be coloured and have a note."""
    cells = set()
    for _, severity, sheet, _, _, cell, *_ in workbook[LISTING].iter_rows(min_row=FIRST_LINE, values_only=True):
        if severity not in ("错误", "警告") or cell is None:
            continue
        there = workbook[sheet][cell]
        assert there.fill.fgColor.rgb in ("FFFF9C9C", "FFFFE699"), f"{cell} is not coloured"
        assert there.comment and there.comment.author == "gongshi" and severity in there.comment.text, f"{cell}: note"
        cells.add(f"{sheet}!{cell}")
    return cells


def write(sheet, cell, value):
    if isinstance(value, dict) and "row" in value:
        for there in sheet[sheet[cell].row]:
            there.value = None
    elif isinstance(value, dict):
        sheet[cell].value = datetime.date.fromisoformat(value["day"])
    else:
        sheet[cell].value = value


def mend(job):
    workbook = openpyxl.load_workbook(job["returned"])
    assert workbook.sheetnames[0] == LISTING, workbook.sheetnames
    assert marked(workbook) == set(job["cells"]), f"marked: {sorted(marked(workbook))}"
    for place, value in job["cells"].items():
        sheet, cell = place.split("!")
        write(workbook[sheet], cell, value)
    workbook.save(job["mended"])


def main():
    wrong = 0
    for job in json.load(sys.stdin):
        try:
            mend(job)
        except Exception as error:  # every job is told, whatever stands in its way
            wrong += 1
            print(f"{job['name']}: {error}")
    sys.exit(1 if wrong else 0)


main()
