"""How long each session was by its rows, the plan or the timetable, and what all of them come to, bucket by bucket."""

from collections.abc import Iterable, Sequence

from models.gap import HELD, Bucket, CountedSession, Finding, LengthFrom, Place, Recorded
from models.source import Row
from pipeline.proof.due_steps import MINUTES, SESSIONS, TIMES, DueSteps, session_minutes
from pipeline.proof.tree import Json, Tree


class SessionSteps:
    """The sessions of one finding, each with its rows, marks and lengths."""

    def __init__(self, steps: DueSteps, finding: Finding) -> None:
        """Add to the tree of what was due."""
        self.steps, self.tree, self.name, self.finding = steps, steps.tree, steps.name, finding
        self.all = [self._session(number, one) for number, one in enumerate(finding.counted, 1)]
        self.tree.sessions |= {one["id"]: one for one in self.all}

    def ids(self, *buckets: Bucket) -> list[str]:
        """Give the sessions of some buckets."""
        return [one["id"] for one in self.all if one["bucket"] in buckets]

    def in_order(self, order: Sequence[Bucket]) -> list[str]:
        """Give the sessions in the order in which what was due is put into buckets."""
        return [one["id"] for one in sorted(self.all, key=lambda one: order.index(Bucket(one["bucket"])))]

    def total(self, name: str, which: Iterable[str], field: str = MINUTES) -> str:
        """Add up one number of some sessions."""
        nodes = [self.tree.sessions[one][field] for one in which]
        return self.tree.step(f"{self.name}/{name}", "sum", nodes, SESSIONS if field == SESSIONS else MINUTES)

    @property
    def held(self) -> list[str]:
        """Give the sessions that took place, or may have."""
        return [one["id"] for one in self.all if one["held"]]

    @property
    def sure(self) -> list[str]:
        """Give the sessions that took place as the plan asks."""
        return [one["id"] for one in self.all if one["sure"]]

    @property
    def shorter(self) -> str:
        """Give the minutes by which sessions were shorter than the plan asks; nothing where none was."""
        short = [self.tree.sessions[one]["short"] for one in self.ids(*HELD) if self.tree.sessions[one]["short"]]
        return self.tree.step(f"{self.name}/shorter", "sum", short, MINUTES) if short else ""

    def _session(self, number: int, one: CountedSession) -> Json:
        name = f"{self.name}/session/{number}"
        minutes = self.tree.coming_to(f"{name}/minutes", self._minutes(name, one), one.minutes)
        return {"id": name, "date": str(one.date), "bucket": str(one.bucket), "held": one.held, "sure": one.sure,
                "sessions": self._number(one.sessions), "minutes": minutes, "least": self._least(name, one),
                "short": self._short(name, one), "rows": [row_leaf(self.tree, row) for row in one.rows],
                "marks": [place_leaf(self.tree, "mark", mark, date=str(one.date)) for mark in one.marks]}

    def _number(self, number: int) -> str:
        return self.tree.leaf(f"told/{number}", "told", number, SESSIONS)

    def _minutes(self, name: str, one: CountedSession) -> str:
        if one.length_from is LengthFrom.RECORD:
            return self._recorded(f"{name}/most", one.rows, most=True)
        if one.length_from is LengthFrom.PLAN:
            length = session_minutes(self.steps, self.steps.schedule)
        elif one.length_from is LengthFrom.TIMETABLE:
            places = [timetable_leaf(self.tree, place) for place in one.places]
            length = self.tree.step(f"{name}/planned", "sum", places, MINUTES)
        else:
            return self.tree.leaf("nothing", "none", 0, MINUTES)
        times = [self._number(one.times)] if one.times != 1 else []
        return self.tree.step(f"{name}/minutes", "times", [length, *times], MINUTES)

    def _recorded(self, name: str, rows: Sequence[Recorded], *, most: bool) -> str:
        """Give the longest, or the shortest, that the records have it: rows that go on with one come on top of it."""
        held = [row for row in rows if row.held] or list(rows[:1])
        lengths: list[str] = []
        for number, row in enumerate((one for one in held if not one.continued), 1):
            more = [row_leaf(self.tree, one) for one in held
                    if one.continued and one.source.record == row.source.record]
            own = row_leaf(self.tree, row) if most else row_leaf(self.tree, row, least=True)
            lengths.append(self.tree.step(f"{name}/{number}", "sum", [own, *more], MINUTES))
        told = [one for one in lengths if self.tree.value(one)]
        return self.tree.step(name, "most" if most else "least", told, MINUTES)

    def _least(self, name: str, one: CountedSession) -> str:
        least = self._recorded(f"{name}/least", one.rows, most=False) if one.least else self._number(0)
        return self.tree.coming_to(f"{name}/least", least, one.least)

    def _short(self, name: str, one: CountedSession) -> str:
        if not one.short:
            return ""
        length = session_minutes(self.steps, self.steps.schedule)
        asked = self.tree.step(f"{name}/asked", "times", [length, *([self._number(one.sessions)] * (one.sessions > 1))],
                               MINUTES)
        recorded = self._recorded(f"{name}/most", one.rows, most=True)
        short = self.tree.step(f"{name}/short", "less", [asked, recorded], MINUTES)
        return self.tree.coming_to(f"{name}/short", short, one.short)


def row_leaf(tree: Tree, row: Recorded, *, least: bool = False) -> str:
    """Give what one row of the records says, and where it stands; at the least, where it is unsure."""
    told = {"date": str(row.date)} | ({"start": f"{row.start:%H:%M}"} if row.start else {})
    if least and row.least != row.most:
        return place_leaf(tree, "row", row.source, row.least or 0, **told, reading="least")
    return place_leaf(tree, "row", row.source, row.most, **told)


def timetable_leaf(tree: Tree, place: Place) -> str:
    """Give the length of one place of the timetable, and where it stands."""
    return place_leaf(tree, "place", place.source, place.minutes or 0, minutes=str(place.minutes or 0))


def place_leaf(tree: Tree, kind: str, source: Row, value: int | None = 1, **more: str) -> str:
    """Give a leaf that stands in a row, or in one cell of it."""
    where = [source.file, source.sheet or "", str(source.row), str(source.column or ""), *more.values()]
    return tree.leaf(":".join([kind, *filter(None, where)]), kind, value, TIMES if kind == "mark" else MINUTES,
                     file=source.file, sheet=source.sheet, row=source.row, column=source.column, **more)
