"""Many editions: one more of them, `verify` and `build` of all, and what each adds to the archive."""

import os
from statistics import mean

import sites
import years
from workshop import DATE

KIB = 1024
# What st_blocks counts.
BLOCK = 512
ALL_LISTS = "all lists as the first edition of an archive"


def run(workshop, report, count):
    old = years.archive(workshop, count)
    case = f"{count:,} editions"
    young = workshop.new_folder("young")
    sources(old, young)
    # No notice may be older than its first edition.
    workshop.run_gongshi(young, "publish")
    of_old, of_young = "as one more edition", "as the third edition of an archive"

    def one_more(name, before):
        """A list corrected twice: first after an archive of which nothing is remembered, then after one that the
        publication before remembers."""
        def run_once():
            root = workshop.new_folder("one-more")
            sources(old, root)
            sites.link_editions(before, root)
            (root / "output").mkdir()
            costs = []
            for edition in (count + 1, count + 2):
                years.correct(root, edition)
                costs.append(workshop.run_gongshi(root, "publish", date=years.date_of(edition)))
            return {f"one list {name}, nothing remembered": costs[0], f"one list {name}": costs[1]}
        return run_once

    def all_lists():
        root = workshop.new_folder("all-lists")
        sources(old, root)
        return {ALL_LISTS: workshop.run_gongshi(root, "publish", date=DATE)}

    def verify():
        return {"verify of all": workshop.run_gongshi(old, "verify", old / "content" / "editions")}

    def build():
        return {"build": workshop.run_gongshi(old, "build", "--out", workshop.new_folder("site"),
                                              date=years.date_of(count))}

    costs = report.costs_of(case, workshop.in_turn(one_more(of_old, old), one_more(of_young, young), all_lists, verify,
                                                   build))
    last = f"one list {of_old}"
    for other in (f"one list {of_young}", ALL_LISTS):
        if last in costs and other in costs:
            report.ratio(f"publish of {last} / {other}: wall", costs[last].wall, costs[other].wall, 2)
            report.ratio(f"publish of {last} / {other}: CPU", costs[last].cpu, costs[other].cpu, 2)
    if "verify of all" in costs:
        report.at_most(f"{case}, verify of all: wall", costs["verify of all"].wall, 60, "s")
    growth(report, case, old / "content" / "editions")


def sources(old, root):
    """The same settings and sources, and no edition."""
    for part in ("site.toml", "calendar", "sources"):
        source, target = old / "content" / part, root / "content" / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            sites.linked(source, target)
        else:
            os.link(source, target)


def growth(report, case, editions):
    """What an edition takes beside its lists and notices: bytes of its other files; on disk their blocks and all folders."""
    extra = [extra_of(entry.path) for entry in os.scandir(editions) if entry.name.isdigit()]
    for what, found in zip(("bytes", "room on disk"), zip(*extra)):
        name = f"{case}, an edition's {what} beyond what it changes"
        report.at_most(f"{name}: largest", max(found) / KIB, 64, "KiB")
        report.note(f"{name}: {mean(found) / KIB:.1f} KiB on average")


def extra_of(edition):
    """Bytes and blocks of one edition."""
    size = blocks = 0
    for folder, _, files in os.walk(edition):
        blocks += os.lstat(folder).st_blocks
        if not os.path.relpath(folder, edition).startswith(("data/lists", "data/notices")):
            found = [os.lstat(os.path.join(folder, name)) for name in files]
            size += sum(file.st_size for file in found)
            blocks += sum(file.st_blocks for file in found)
    return size, blocks * BLOCK
