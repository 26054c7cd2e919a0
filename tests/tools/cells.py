"""Prints the cells of a workbook's only sheet as JSON, with openpyxl: python cells.py BOOK.xlsx"""

import json
import sys

from openpyxl import load_workbook

sheets = load_workbook(sys.argv[1]).worksheets
assert len(sheets) == 1, sheets
rows = [["" if cell is None else str(cell) for cell in row] for row in sheets[0].iter_rows(values_only=True)]
json.dump(rows, sys.stdout)
