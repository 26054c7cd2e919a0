"""Rows: `publish` and `build` of so many rows, against Hugo and against the hand-written floor."""

import sites
from report import MIB

# As many rows as our pages show, and twice as many, which is half the pages.
SIZES = (100, 200)
PEAKS = {670_000: 100, 3_000_000: 150}


def run(workshop, report, rows):
    data = sites.lists(rows)
    hugo_sites = {size: sites.hugo(workshop.new_folder(f"hugo-{size}"), data, size) for size in SIZES}
    last = {}

    def ours():
        root = sites.gongshi(workshop.new_folder("gongshi"), data)
        publish = workshop.run_gongshi(root, "publish")
        build = workshop.run_gongshi(root, "build")
        last["gongshi"] = root
        return {"publish": publish, "build": build, "publish + build": publish.then(build)}

    def hugo(size):
        def run_once():
            out = workshop.new_folder("hugo-out")
            cost = workshop.run_hugo(hugo_sites[size], out)
            last[f"hugo {size}"] = out
            return {f"Hugo, {size} rows a page": cost}
        return run_once

    def floor():
        out = workshop.new_folder("floor-out")
        cost = workshop.measure([workshop.floor, data, out, str(SIZES[0])])
        last["floor"] = out
        return {"floor": cost}

    case = f"{rows:,} rows"
    costs = report.costs_of(case, workshop.in_turn(ours, *map(hugo, SIZES), floor))
    same_pages(report, case, rows, last)
    judge(report, case, rows, costs)
    return costs


def judge(report, case, rows, costs):
    ours, build, floor = (costs.get(name) for name in ("publish + build", "build", "floor"))
    if ours is None:
        report.unmeasured(f"{case}, publish + build", "0.2")
        return
    for size in SIZES:
        hugo = costs.get(f"Hugo, {size} rows a page")
        if hugo:
            against = f"{case}, publish + build / Hugo, {size} rows a page"
            report.ratio(f"{against}: wall", ours.wall, hugo.wall, 1 / 5)
            report.ratio(f"{against}: CPU", ours.cpu, hugo.cpu, 1 / 5)
            report.ratio(f"{case}, build alone / Hugo, {size} rows a page: wall", build.wall, hugo.wall, 1 / 10)
    if hugo := costs.get(f"Hugo, {SIZES[0]} rows a page"):
        report.ratio(f"{case}, publish + build / Hugo: wall, the goal beyond", ours.wall, hugo.wall, 1 / 10)
        report.ratio(f"{case}, publish + build / Hugo: CPU, the goal beyond", ours.cpu, hugo.cpu, 1 / 10)
    if floor:
        report.ratio(f"{case}, publish + build / floor: wall, the goal beyond", ours.wall, floor.wall, 3)
        report.ratio(f"{case}, publish + build / floor: CPU, the goal beyond", ours.cpu, floor.cpu, 3)
    if rows in PEAKS:
        report.at_most(f"{case}, largest process", ours.peak / MIB, PEAKS[rows], "MiB")


def judge_growth(report, by_rows):
    """Whether a row costs the same in the smallest and the largest case."""
    few, many = min(by_rows), max(by_rows)
    both = [by_rows[rows].get("publish + build") for rows in (few, many)]
    if few == many or None in both:
        return
    what = f"time per row at {many:,} / at {few:,} rows"
    report.ratio(f"{what}: wall", both[1].wall / many, both[0].wall / few, 1.2)
    report.ratio(f"{what}: CPU", both[1].cpu / many, both[0].cpu / few, 1.2)


def same_pages(report, case, rows, last):
    """Whether all showed all rows, on as many pages."""
    places = {"gongshi": "output/site/subsidies/*/*/r1/*.html", "hugo 100": "*/b*/**/index.html",
              "hugo 200": "*/b*/**/index.html", "floor": "*/b*/**/index.html"}
    for name, pattern in places.items():
        if name in last:
            pages, shown, size = sites.pages_of_lists(last[name], pattern)
            wrong = "" if shown == rows else f", NOT ALL {rows:,}"
            report.note(f"{case}: {name} shows {shown:,} rows{wrong} on {pages:,} pages of {size:,} bytes")
