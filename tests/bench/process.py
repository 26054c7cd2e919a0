"""Whole processes, measured from start to end with all their children."""

import os
import statistics
import subprocess
import sys
import threading
import time
from typing import NamedTuple


class Cost(NamedTuple):
    """What a run took: seconds of the clock, seconds of processor, and the bytes of its largest process.

    A child begins as a copy of this program, so that no peak can be told that is under this program's own (some 15 MiB).
    """

    wall: float
    cpu: float
    peak: int

    def then(self, other):
        """The cost of one after the other."""
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


class Failed(Exception):
    """A program did not do what was measured."""


def measure(command, log, limit, folder=None, environment=None):
    """Runs a command to its end; what it says goes to a file. A run over the limit of seconds is ended and fails."""
    os.sync()
    with open(log, "wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=folder,
                                   env=environment)
        watch = threading.Timer(limit, process.kill)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        watch.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if wall >= limit:
        raise Failed(f"over {limit} s: {' '.join(map(str, command))}")
    if process.returncode != 0:
        end = open(log, encoding="utf-8", errors="replace").read()[-800:]
        raise Failed(f"exit {process.returncode}: {' '.join(map(str, command))}\n{end}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def in_turn(contestants, runs, budget):
    """Runs each contestant once, then each once more: what disturbs one disturbs its neighbours. Gives all costs.

    A contestant is a function that gives its costs by what was measured. It all ends after so many rounds, or with the
    round in which the budget of seconds is used up. A contestant that fails is told of and left out from then on.
    """
    start, costs, out = time.monotonic(), {}, set()
    for number in range(1, runs + 1):
        for run in contestants:
            if run not in out:
                try:
                    for name, cost in run().items():
                        costs.setdefault(name, []).append(cost)
                except Failed as why:
                    out.add(run)
                    tell(f"  {why}")
        tell(f"  round {number} of {runs}")
        if time.monotonic() - start > budget:
            break
    return costs


def tell(text):
    """Says how it goes on; the table at the end is all that goes to standard output."""
    print(text, file=sys.stderr, flush=True)


def median(costs):
    """The median of each measure."""
    return Cost(*map(statistics.median, zip(*costs)))


def in_child(work, *arguments):
    """Does work in a copy of this program: what it needs of memory does not stay here, where children begin."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work(*arguments)
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)
    if os.waitpid(pid, 0)[1] != 0:
        raise Failed(f"{work.__name__} failed")
