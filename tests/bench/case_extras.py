"""What a build takes with workbooks, capture sheets and upload packages: they are left out everywhere else."""

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
        built("build without extras"),
        built("build with workbooks", workbooks="true"),
        built("build with capture sheets", sheets="true"),
        built("build with an upload package", packages="true"),
        built("build with all three", workbooks="true", sheets="true", packages="true"),
    ))
    plain = costs.get("build without extras")
    for name, cost in costs.items():
        report.note(f"{case}: {name} takes {cost.wall / plain.wall:.2f} × the wall time, {cost.cpu / plain.cpu:.2f} × CPU")
