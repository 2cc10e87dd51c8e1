"""How often an amount fell due and what that comes to, step by step, from the plan's words and the calendar."""

from models.amounts import Bound, Schedule
from models.due import DueReading, Factor, Kind, Unit
from models.gap import Finding
from models.provision import Provision
from pipeline.due.amounts import runs_through_holidays
from pipeline.proof.tree import Tree
from pipeline.proof.verify import sha256

MINUTES, SESSIONS, TIMES = "minutes", "sessions", "times"
ENDS = ("least", "most")
DAYS_IN_A_WEEK = "thresholds.weeks.days_in_a_week"


class DueSteps:
    """The steps of one finding whose plan states an amount."""

    def __init__(self, tree: Tree, name: str, provision: Provision, finding: Finding) -> None:
        """Add to a tree, under the name of the finding."""
        self.tree, self.name, self.provision, self.finding = tree, name, provision, finding
        self.schedule = provision.schedules[finding.schedule or 0]

    def stated(self, field: str, unit: str) -> str:
        """Give a number that the plan states, with the page and the boxes of its words."""
        quote = self.schedule.quote or self.provision.quote
        value: int | None = getattr(self.schedule, field)
        return self.tree.leaf(f"{self.name}/plan/{field}", "plan", value, unit, item=self.provision.id, states=field,
                              page=quote.page, boxes=[box.row() for box in quote.boxes or self.provision.quote.boxes],
                              words_sha256=sha256(quote.text.encode()))

    def due(self, unit: str) -> tuple[str, str] | None:
        """Give what was due at least and at most; nothing where the plan does not state it in this unit."""
        found, readings = getattr(self.finding.due, unit), self.finding.due.readings
        if found is None:
            return None
        if self.schedule.bound is Bound.UP_TO or readings is None:
            return (self._as_found(unit, 0, found[0]), self._as_found(unit, 1, found[1]))
        least, most = (self._amount(unit, f"{self.name}/due/{unit}/{end}", reading, end)
                       for end, reading in zip(ENDS, readings, strict=True))
        lower = self.tree.step(f"{self.name}/due/{unit}/lower", "least", [least, most], unit) \
            if self.tree.value(least) > self.tree.value(most) else least
        name = f"{self.name}/due/{unit}"
        return (self.tree.coming_to(f"{name}/least", lower, found[0]),
                self.tree.coming_to(f"{name}/most", most, found[1]))

    def _as_found(self, unit: str, end: int, value: int) -> str:
        """Give an amount without steps: of a ceiling nothing is counted as due."""
        kind = "ceiling" if self.schedule.bound is Bound.UP_TO else "found"
        return self.tree.leaf(f"{self.name}/due/{unit}/{ENDS[end]}", kind, value, unit)

    def _amount(self, unit: str, name: str, reading: DueReading, end: str) -> str:
        """Multiply what the plan states by how often it fell due; minutes of stated sessions, session by session."""
        if unit == MINUTES and self.schedule.sessions:
            sessions = self._amount(SESSIONS, f"{self.name}/due/{SESSIONS}/{end}", reading, end)
            whole, one = self.stated("total_minutes", MINUTES), self.stated("sessions", SESSIONS)
            return self.tree.step(name, "times", [whole, sessions], MINUTES) if self.schedule.sessions == 1 else \
                self.tree.step(name, "share", [whole, sessions, one], MINUTES)
        field = "sessions" if unit == SESSIONS else "total_minutes"
        shares = [self._share(f"{name}/{number}", self.stated(field, unit), factor, unit)
                  for number, factor in enumerate(reading.factors, 1)]
        return self.tree.step(name, "sum", shares, unit) if shares else self.tree.leaf(name, "nothing due", 0, unit)

    def _share(self, name: str, stated: str, factor: Factor, unit: str) -> str:
        part = self._part(name, factor)
        if factor.of == 1:
            return self.tree.step(name, "times", [stated, part], unit)
        return self.tree.step(name, "share", [stated, part, self._whole(name, factor)], unit)

    def _whole(self, name: str, factor: Factor) -> str:
        """Give what a share is a part of: the sessions of a week, its days, or the days of a period."""
        if factor.unit is Unit.SESSION:
            return self.stated("sessions", SESSIONS)
        if factor.unit is Unit.OPEN_DAY and self.finding.kind is Kind.PER_WEEK:
            return self.tree.leaf(DAYS_IN_A_WEEK, "rule", factor.of, TIMES, entry=DAYS_IN_A_WEEK)
        return self.tree.leaf(f"{name}/of", "calendar", factor.of, TIMES)

    def _part(self, name: str, factor: Factor) -> str:
        """Count the days, weeks, sessions or periods; no more than the plan names of them."""
        if not factor.tallies:
            return self.tree.leaf(f"{name}/times", "once", factor.part, TIMES)
        kind = "weekdays" if runs_through_holidays(self.schedule) else "days"
        days = [self.tree.leaf(f"{kind}/{factor.unit}/{one.first}/{one.last}/{one.number}", kind, one.number,
                               str(factor.unit), first=str(one.first), last=str(one.last)) for one in factor.tallies]
        part = self.tree.step(f"{name}/counted", "sum", days, str(factor.unit))
        if factor.rounded_up:
            part = self.tree.step(f"{name}/and-one", "sum", [part, self._constant(1)], TIMES)
        if factor.halved:
            part = self.tree.step(f"{name}/halved", "share", [part, self._constant(1), self._constant(2)], TIMES)
        if factor.most is None:
            return part
        most = self.tree.leaf(f"{name}/no-more-than", "limit", factor.most, TIMES)
        return self.tree.step(f"{name}/limited", "least", [part, most], TIMES)

    def _constant(self, number: int) -> str:
        return self.tree.leaf(f"number/{number}", "number", number, TIMES)


def session_minutes(steps: DueSteps, schedule: Schedule) -> str:
    """Give the length of one session as the plan states it."""
    return steps.stated("session_minutes" if schedule.session_minutes else "total_minutes", MINUTES)
