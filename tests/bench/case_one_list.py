"""One list of 216 corrected: what an edition costs that changes little."""

import sites


def run(workshop, report, rows):
    data = sites.lists(rows)

    def one():
        root = sites.gongshi(workshop.new_folder("corrected"), data)
        workshop.run_gongshi(root, "publish")
        workshop.run_gongshi(root, "build")
        # No sum changes.
        sites.replace_school(root / "content/sources/subsidies/2025-b007/dongping.csv", "示例市更正职业培训学校")
        publish = workshop.run_gongshi(root, "publish")
        rebuild = workshop.run_gongshi(root, "build")
        again = workshop.run_gongshi(root, "build")
        full = workshop.run_gongshi(root, "build", "--out", workshop.new_folder("full"))
        return {"publish of the correction": publish, "build over the old site": rebuild,
                "build of what is built": again, "full build": full}

    case = f"one list of 216, {rows:,} rows"
    costs = report.costs_of(case, workshop.in_turn(one))
    if costs:
        rebuild, full = costs["build over the old site"], costs["full build"]
        report.ratio(f"{case}, build over the old site / full build: wall", rebuild.wall, full.wall, 1 / 10)
        report.ratio(f"{case}, build over the old site / full build: CPU", rebuild.cpu, full.cpu, 1 / 10)
