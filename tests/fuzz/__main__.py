"""`make fuzz`: tries inputs made from seeds; ARGS="--only pdf-record --count 100000 --first 0" for one reader alone."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.kinds import KINDS, OF_10_000, READERS, Case
from tests.fuzz.shrink import smaller
from tests.fuzz.workers import MOST_GROWTH, Tried, tried

MOST_TOLD = 200
"""No more failures than this are named one by one."""


def main() -> None:
    """Try each kind, print a table, and leave the input of each failure in a folder."""
    arguments = argparse.ArgumentParser(prog="make fuzz")
    arguments.add_argument("--only", choices=KINDS | READERS, nargs="+", help="these kinds")
    arguments.add_argument("--readers", action="store_true", help="small files for each reader alone")
    arguments.add_argument("--count", type=int, default=0, help="so many of each; without it, 10,000 of all together")
    arguments.add_argument("--first", type=int, default=0, help="the first seed")
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--found", type=Path, default=Path("fuzz-found"), help="where inputs that fail are left")
    given = arguments.parse_args()
    print("kind                   seeds    read stopped failed  CPU ms: mean   most  grown MB", flush=True)
    failed: list[Tried] = []
    for kind in given.only or (READERS if given.readers else KINDS):
        seeds = range(given.first, given.first + (given.count or OF_10_000.get(kind, 10_000)))
        trial = Trial(kind, seeds)
        for one in tried([Case(kind, seed) for seed in seeds], given.workers):
            trial.add(one)
            if not one.fine and len(failed) < MOST_TOLD:
                print(f"{one.case.kind} {one.case.seed}: {one.ended}", flush=True)
            failed += [] if one.fine else [one]
        print(trial.row(), flush=True)
        failed += trial.growth()
    _tell(failed, given.found)
    sys.exit(bool(failed))


@dataclass
class Trial:
    """What came of the inputs of a kind, counted as they end: of 100,000 none is kept."""

    kind: str
    seeds: range
    ended: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    most: float = 0.0
    grown: int = 0

    def add(self, one: Tried) -> None:
        """Count one."""
        self.ended["read" if one.ended == "read" else "stopped" if one.fine else "failed"] += 1
        self.seconds, self.most = self.seconds + one.seconds, max(self.most, one.seconds)
        self.grown = max(self.grown, one.grown)

    def row(self) -> str:
        """Give the line of the table."""
        counts = f"{self.ended['read']:7} {self.ended['stopped']:7} {self.ended['failed']:6}"
        mean = 1000 * self.seconds / max(1, self.ended.total())
        return (f"{self.kind:12} {self.seeds[0]:7} - {self.seeds[-1]:7} {counts} {mean:13.2f} {1000 * self.most:6.0f} "
                f"{self.grown / 1e6:9.0f}")

    def growth(self) -> list[Tried]:
        """Give a process that kept on growing, as a failure."""
        if self.grown < MOST_GROWTH:
            return []
        return [Tried(Case(self.kind, self.seeds[-1]), "grew from input to input", self.seconds)]


def _tell(failed: Sequence[Tried], folder: Path) -> None:
    """Name each way of failing once, with a seed, and leave an input that fails so, made as small as it gets."""
    ways = Counter(one.ended for one in failed)
    firsts = {one.ended: one.case for one in reversed(failed)}
    for way, count in ways.most_common():
        case = firsts[way]
        small = smaller(case.made(), way)
        folder.mkdir(exist_ok=True)
        path = folder / f"{case.kind}-{case.seed}{small.suffix}"
        path.write_bytes(small.content)
        print(f"{count:5} x {way}; seed {case.seed}; {path}, {len(small.content)} bytes", flush=True)


if __name__ == "__main__":
    main()
