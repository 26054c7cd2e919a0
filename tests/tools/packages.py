"""Validates every datapackage.json below a folder, and the CSV it describes, with the standard's own tool.

Says as JSON what is wrong with each: its digest and size, the heading, and every cell against its column's type and
constraints.
"""

import json
import pathlib
import sys

import frictionless

folder = pathlib.Path(sys.argv[1])
found = {}
for path in sorted(folder.rglob("datapackage.json")):
    report = frictionless.validate(str(path))
    package = json.loads(path.read_text(encoding="utf-8"))
    rows = sum(task.stats.get("rows", 0) for task in report.tasks)
    found[str(path.relative_to(folder))] = {
        "errors": [f"{kind}: {message}" for kind, message in report.flatten(["type", "message"])],
        "rows": rows,
        "fields": {field["name"]: field["type"] for field in package["resources"][0]["schema"]["fields"]},
    }
print(json.dumps(found, ensure_ascii=False))
