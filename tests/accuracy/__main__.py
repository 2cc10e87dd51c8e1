"""`make accuracy`: figures a field, then gains and losses by case against the scorecard. `--agree` writes it anew."""

import json
import sys
from collections import Counter

from tests.accuracy.labelled import SCORECARD, agreed, changed, mark_all


def main() -> int:
    now = mark_all()
    counts = Counter((field, mark) for marks in now.values() for field, mark in marks.items())
    for field in sorted({field for field, _ in counts}):
        of = sum(count for (name, _), count in counts.items() if name == field)
        silent = counts[field, "wrong, silently"]
        print(f"{field:16} {counts[field, 'right']:3} right of {of:3}, {silent} wrong silently")
    gains, losses = changed(agreed(), now)
    for title, lines in (("Gains", gains), ("Losses", losses)):
        print(f"\n{title}: {len(lines)}", *lines, sep="\n  ")
    if "--agree" in sys.argv:
        SCORECARD.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
