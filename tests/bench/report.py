"""The table at the end: what was to hold and whether it does, then what each program took."""

from process import median, tell

MIB = 1024 * 1024


class Report:
    """What the cases found, in their order."""

    def __init__(self):
        self.claims, self.costs, self.notes = [], [], []

    def costs_of(self, case, costs):
        """Keeps what was measured in a case; gives the medians."""
        medians = {name: median(found) for name, found in costs.items()}
        self.costs += [(case, name, medians[name], len(costs[name])) for name in costs]
        return medians

    def ratio(self, what, ours, theirs, bound):
        """That ours is at most so many times theirs."""
        self.claims.append((what, f"{ours / theirs:.3f}", f"{bound:.3g}", ours <= bound * theirs))

    def at_most(self, what, measured, bound, unit):
        """That something is at most so much."""
        self.claims.append((what, f"{measured:.1f} {unit}", f"{bound:.4g} {unit}", measured <= bound))

    def unmeasured(self, what, bound):
        """That something could not be measured."""
        self.claims.append((what, "–", bound, None))

    def note(self, text):
        """What else is to be known."""
        self.notes.append(text)
        tell(f"  {text}")

    def __str__(self):
        return "\n".join([*self.claims_in_lines(), "", *self.costs_in_lines(), "", *self.notes])

    def claims_in_lines(self):
        verdicts = {True: "holds", False: "does not hold", None: "not measured"}
        yield f"{'measured':>12}  {'at most':>9}  {'':<13}  what"
        for what, measured, bound, holds in self.claims:
            yield f"{measured:>12}  {bound:>9}  {verdicts[holds]:<13}  {what}"

    def costs_in_lines(self):
        yield f"{'wall s':>9}  {'CPU s':>9}  {'MiB':>7}  {'runs':>4}  what (medians)"
        for case, name, cost, runs in self.costs:
            yield f"{cost.wall:9.3f}  {cost.cpu:9.3f}  {cost.peak / MIB:7.1f}  {runs:4}  {case}: {name}"
