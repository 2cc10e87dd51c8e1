"""Leaves and steps of arithmetic, each with an id: every step names those before it that it is worked out from."""

from collections.abc import Callable, Sequence
from typing import Any

from models.gap import Bucket
from pipeline.proof.verify import OPS, buckets

Json = dict[str, Any]
ALONE: Sequence[str] = ("sum", "times", "least", "most")
"""What leaves a single number as it is."""


class Tree:
    """The nodes of one set of figures, in an order in which a program can redo them."""

    def __init__(self) -> None:
        """Begin without nodes."""
        self.nodes: dict[str, Json] = {}
        self.sessions: dict[str, Json] = {}

    def value(self, node: str) -> int:
        """Give what a node comes to; of a row that records no length, nothing."""
        return self.nodes[node]["value"] or 0

    def leaf(self, name: str, kind: str, value: int | None, unit: str, **facts: Any) -> str:
        """Add something that is read or known, once, and give its id."""
        return self._add({"id": name, "leaf": kind, "value": value, "unit": unit, **facts})

    def step(self, name: str, op: str, of: Sequence[str], unit: str) -> str:
        """Add a step, work it out, and give its id; a single number needs no step."""
        if len(of) == 1 and op in ALONE:
            return of[0]
        if not of:
            return self.leaf("nothing", "none", 0, unit)
        work: Callable[..., int] = OPS[op]
        return self._add({"id": name, "op": op, "of": list(of), "value": work(*map(self.value, of)), "unit": unit})

    def number_of(self, name: str, op: str, of: Sequence[str], unit: str) -> str:
        """Count different things (`count`), or the different days on which they are (`days`)."""
        known = {**self.nodes, **self.sessions}
        found = {one if op == "count" else known[one]["date"] for one in of}
        return self._add({"id": name, "op": op, "of": list(of), "value": len(found), "unit": unit})

    def ledger(self, name: str, due: str, sessions: Sequence[str], shorter: str, unit: str) -> str:
        """Put what was due into buckets, session by session."""
        node: Json = {"id": name, "op": "buckets", "of": [due], "value": self.value(due), "unit": unit,
                      "sessions": list(sessions), "shorter": shorter}
        return self._add({**node, "buckets": buckets(node, self.nodes, self.sessions)})

    def bucket(self, ledger: str, bucket: Bucket) -> str:
        """Give what is in one bucket."""
        inside = self.nodes[ledger]
        return self._add({"id": f"{ledger}/{bucket}", "op": "bucket", "of": [ledger], "bucket": str(bucket),
                          "value": inside["buckets"].get(str(bucket), 0), "unit": inside["unit"]})

    def coming_to(self, name: str, node: str, value: int) -> str:
        """Give the node if it comes to a value; less of it where only a part counts; else the value as it was found.

        A part counts of a week's summary of which single rows tell the rest.
        """
        if self.value(node) == value:
            return node
        unit = self.nodes[node]["unit"]
        found = self.leaf(f"{name}/as-found", "found", value, unit)
        return self.step(f"{name}/part", "least", [node, found], unit) if value < self.value(node) else found

    def _add(self, node: Json) -> str:
        self.nodes.setdefault(node["id"], node)
        return str(node["id"])
