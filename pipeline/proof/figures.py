"""The figures of a report, each with what it is of and the node that it comes to."""

from models.gap import GIVEN, Bucket, Finding, VarianceKind
from models.provision import Provision
from pipeline.ledger.balance import ORDER
from pipeline.proof.due_steps import ENDS, MINUTES, SESSIONS, TIMES, DueSteps
from pipeline.proof.session_steps import SessionSteps, timetable_leaf
from pipeline.proof.tree import Json, Tree


class Figures:
    """The figures of one finding; what is missing comes last, for it depends on other amounts of the item."""

    def __init__(self, tree: Tree, provision: Provision, finding: Finding, *, weeks: bool) -> None:
        """Work them out; those of single weeks only where they are shown."""
        self.tree, self.finding, self.weeks = tree, finding, finding.weeks if weeks else ()
        self.name = finding.provision_id if finding.schedule is None else f"{finding.provision_id}.{finding.schedule}"
        self.all: dict[str, Json] = {}
        self.sessions: list[Json] = []
        if finding.schedule is not None:
            self._of_amount(DueSteps(tree, self.name, provision, finding))

    def _of_amount(self, due: DueSteps) -> None:
        told = SessionSteps(due, self.finding)
        self.sessions = told.all
        for unit in (SESSIONS, MINUTES):
            ends = due.due(unit)
            for end, node in zip(ENDS, ends or (), strict=False):
                self._put(f"due/{end}/{unit}", node)
            if ends:
                self._of_ledger(told, ends[0], unit)
        self._of_delivery(told)
        self._of_weeks(told)
        self._of_variances(told)
        self._of_asks(told)

    def _put(self, what: str, node: str, found: int | None = None) -> str:
        """Add a figure, as the check found it."""
        node = node if found is None else self.tree.coming_to(f"{self.name}/{what}", node, found)
        inside = self.tree.nodes[node]
        self.all[what] = {"id": f"{self.name}/figure/{what}", "finding": self.name, "what": what,
                          "value": self.tree.value(node), "unit": inside["unit"], "node": node}
        return node

    def _of_ledger(self, told: SessionSteps, due: str, unit: str) -> None:
        """Put what was due into buckets."""
        held = self.finding.ledger.buckets
        if not held:
            return
        ledger = self.tree.ledger(f"{self.name}/ledger/{unit}", due, told.in_order(ORDER),
                                  told.shorter if unit == MINUTES else "", unit)
        nodes = {bucket: self.tree.bucket(ledger, bucket) for bucket in Bucket if bucket in held}
        for bucket, node in nodes.items():
            self._put(f"{bucket}/{unit}", node, getattr(held[bucket], unit) or 0)
        given = [self.all[f"{one}/{unit}"]["node"] for one in GIVEN if one in nodes]
        self._put(f"given/{unit}", self.tree.step(f"{self.name}/given/{unit}", "sum", given, unit))

    def _of_delivery(self, told: SessionSteps) -> None:
        """Add up what was held and planned, and give what is missing."""
        finding = self.finding
        self._put("delivered/least/minutes", told.total("delivered/least", told.sure, "least"),
                  finding.delivered_minutes[0])
        self._put("delivered/most/minutes", told.total("delivered/most", told.held), finding.delivered_minutes[1])
        if finding.planned_minutes is not None:
            self._put("planned/minutes", self._planned(), finding.planned_minutes)
        missed = told.ids(Bucket.MISSED_PROVIDER)
        if missed:
            self._put("missed/days", self.tree.number_of(f"{self.name}/missed/days", "days", missed, "days"))

    def missing(self, beyond: list[str]) -> None:
        """Give what is missing; `beyond` is what other amounts of the item had beyond their due."""
        if self.finding.schedule is not None:
            self._put("shortfall/minutes", self._shortfall(beyond), self.finding.shortfall_minutes)

    def _planned(self) -> str:
        """Multiply each place of the timetable by the days on which it takes place."""
        parts = []
        for number, place in enumerate(self.finding.places, 1):
            name = f"{self.name}/place/{number}"
            days = self.tree.leaf(f"{name}/days", "dates", len(place.days), TIMES,
                                  dates=[str(day) for day in place.days])
            parts.append(self.tree.step(name, "times", [timetable_leaf(self.tree, place), days], MINUTES))
        return self.tree.step(f"{self.name}/planned", "sum", parts, MINUTES)

    def _shortfall(self, beyond: list[str]) -> str:
        """Take what was held, and what may have been, from what was due; then what other amounts had beyond theirs."""
        finding, nothing = self.finding, self.tree.leaf("number/0", "number", 0, MINUTES)
        if not finding.shortfall_minutes or "due/least/minutes" not in self.all:
            return self.tree.leaf(f"{self.name}/none-missing", "verdict", 0, MINUTES, status=str(finding.status))
        possible = [self.tree.leaf(f"{self.name}/possible/{number}", "possible", one.minutes, MINUTES, rows=[
            [row.source.file, row.source.sheet, row.source.row] for row in one.rows], date=str(one.date))
            for number, one in enumerate(finding.possible, 1)]
        due, high = (self.all[one]["node"] for one in ("due/least/minutes", "delivered/most/minutes"))
        less = self.tree.step(f"{self.name}/less", "less", [due, high, *possible], MINUTES)
        short = self.tree.step(f"{self.name}/missing", "most", [nothing, less], MINUTES)
        if not beyond:
            return short
        spare = self.tree.step(f"{self.name}/elsewhere", "sum", beyond, MINUTES)
        taken = self.tree.step(f"{self.name}/taken-off", "least", [spare, short], MINUTES)
        return self.tree.step(f"{self.name}/left", "less", [short, taken], MINUTES)

    def _of_weeks(self, told: SessionSteps) -> None:
        """Add up the sessions of each week by their buckets, as the strips show them."""
        for week in self.weeks:
            days = {str(week.monday.fromordinal(week.monday.toordinal() + day)) for day in range(7)}
            for bucket, count in week.buckets.items():
                own = [one for one in told.ids(bucket) if self.tree.sessions[one]["date"] in days]
                for unit in (SESSIONS, MINUTES):
                    name = f"week/{week.monday}/{bucket}/{unit}"
                    node = told.total(name, own, unit)
                    if bucket is Bucket.VARIANCE and unit == MINUTES:
                        node = self._with_shorter(name, node, told, days)
                    self._put(name, node, getattr(count, unit) or 0)

    def _with_shorter(self, name: str, node: str, told: SessionSteps, days: set[str]) -> str:
        own = [self.tree.sessions[one] for one in told.ids(Bucket.DELIVERED, Bucket.REARRANGED)]
        short = [one["short"] for one in own if one["short"] and one["date"] in days]
        return self.tree.step(f"{self.name}/{name}/with-shorter", "sum", [node, *short], MINUTES) if short else node

    def _of_variances(self, told: SessionSteps) -> None:
        """Give what was given otherwise than the plan asks, in each way."""
        for one in self.finding.variances:
            own = [session["id"] for session, counted in zip(told.all, self.finding.counted, strict=True)
                   if counted.held and one.kind is (counted.otherwise or (
                       VarianceKind.SHORTER if counted.short else None))]
            self._put(f"{one.kind}/sessions", told.total(f"{one.kind}/sessions", own, SESSIONS), one.sessions)
            self._put(f"{one.kind}/minutes", told.total(f"{one.kind}/minutes", own), one.minutes)
            lost = [self.tree.sessions[session]["short"] for session in own if self.tree.sessions[session]["short"]]
            node = self.tree.step(f"{self.name}/{one.kind}/lost", "sum", lost, MINUTES)
            self._put(f"{one.kind}/minutes_lost", node, one.minutes_lost)

    def _of_asks(self, told: SessionSteps) -> None:
        """Give how much each thing to ask for could settle: the sessions of its days, and no more than is open."""
        for number, ask in enumerate(self.finding.would_change, 1):
            days = {str(day) for day in ask.days}
            own = [one["id"] for one in told.all if one["date"] in days and not one["sure"]]
            name = f"ask/{number}"
            if ask.sessions:
                self._settled(f"{name}/sessions", told.total(f"{name}/sessions", own, SESSIONS), ask.sessions)
            if ask.minutes:
                ends = [self.all[one]["node"] for one in ("due/least/minutes", "delivered/least/minutes")]
                both = [told.total(name, own), self.tree.step(f"{self.name}/open", "less", ends, MINUTES)]
                least = self.tree.step(f"{self.name}/{name}/least", "least", both, MINUTES)
                self._settled(f"{name}/minutes", least, ask.minutes)

    def _settled(self, what: str, node: str, found: int) -> None:
        """Add a figure of an ask; where more goes into it than its days, as the check found it."""
        unit = self.tree.nodes[node]["unit"]
        known = node if self.tree.value(node) == found else self.tree.leaf(f"{self.name}/{what}", "ask", found, unit)
        self._put(what, known)
