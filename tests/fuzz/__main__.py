"""`make fuzz`: tries inputs made from seeds; `ARGS="--times 0.1 --first 20000 --only pdf"` for fewer and others."""

import argparse
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.kinds import OF_10_000, Case
from tests.fuzz.shrink import smaller
from tests.fuzz.workers import Tried, tried


def main() -> None:
    """Try each kind, print a table, and leave the input of each failure in a folder."""
    arguments = argparse.ArgumentParser(prog="make fuzz")
    arguments.add_argument("--times", type=float, default=1.0, help="this many times 10,000 inputs")
    arguments.add_argument("--first", type=int, default=0, help="the first seed")
    arguments.add_argument("--only", choices=OF_10_000, help="one kind")
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--found", type=Path, default=Path("fuzz-found"), help="where inputs that fail are left")
    given = arguments.parse_args()
    print("kind                seeds   read stopped failed CPU s: median   most", flush=True)
    failed: list[Tried] = []
    for kind in [given.only] if given.only else OF_10_000:
        seeds = range(given.first, given.first + round(OF_10_000[kind] * given.times))
        ended = []
        for one in tried([Case(kind, seed) for seed in seeds], given.workers):
            ended.append(one)
            if not one.fine:
                print(f"{one.case.kind} {one.case.seed}: {one.ended}", flush=True)
        failed += [one for one in ended if not one.fine]
        print(_row(kind, seeds, ended), flush=True)
    _tell(failed, given.found)
    sys.exit(bool(failed))


def _row(kind: str, seeds: range, ended: Sequence[Tried]) -> str:
    read, fine = (sum(one.ended == "read" for one in ended), sum(one.fine for one in ended))
    seconds = [one.seconds for one in ended]
    counts = f"{read:6} {fine - read:7} {len(ended) - fine:6}"
    return f"{kind:10} {seeds[0]:6} - {seeds[-1]:5} {counts} {statistics.median(seconds):13.3f} {max(seconds):6.1f}"


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
