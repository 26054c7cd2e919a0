"""A cold build: how long everything takes to compile, and what each dependency costs."""

import json
import re
import shutil

from workshop import BENCH, REPOSITORY

LARGEST = 20


def run(workshop, report, _):
    target = BENCH / "cold"
    shutil.rmtree(target, ignore_errors=True)
    command = ["cargo", "build", "--release", "--locked", "--timings", "--target-dir", target]
    report.costs_of("cold build", {"cargo build --release": [workshop.measure(command, REPOSITORY)]})
    seconds = {}
    for unit in units(target / "cargo-timings" / "cargo-timing.html"):
        name = f"{unit['name']} {unit['version']}"
        seconds[name] = seconds.get(name, 0) + unit["duration"]
    total = sum(seconds.values())
    report.note(f"cold build: {len(seconds)} packages, {total:.0f} s of compilers and build scripts; the {LARGEST} largest:")
    for name, duration in sorted(seconds.items(), key=lambda it: -it[1])[:LARGEST]:
        report.note(f"{duration:7.1f} s  {duration / total:5.1%}  {name}")


def units(page):
    """What cargo's page on timings knows: each run of a compiler or a build script, with its seconds."""
    text = page.read_text(encoding="utf-8")
    return json.loads(re.search(r"const UNIT_DATA = (\[.*?\]);\n", text, re.DOTALL).group(1))
