"""What a build takes with workbooks, and with capture sheets: they are left out everywhere else."""

import sites


def run(workshop, report, rows):
    root = sites.gongshi(workshop.new_folder("gongshi"), sites.lists(rows))
    workshop.run_gongshi(root, "publish")

    def built(name, **changes):
        def run_once():
            sites.settings(root, **changes)
            return {name: workshop.run_gongshi(root, "build", "--out", workshop.new_folder("out"))}
        return run_once

    case = f"extras, {rows:,} rows"
    costs = report.costs_of(case, workshop.in_turn(
        built("build without both"),
        built("build with workbooks", workbooks="true"),
        built("build with capture sheets", sheets="true"),
        built("build with both", workbooks="true", sheets="true"),
    ))
    plain = costs.get("build without both")
    for name, cost in costs.items():
        report.note(f"{case}: {name} takes {cost.wall / plain.wall:.2f} × the wall time, {cost.cpu / plain.cpu:.2f} × CPU")
