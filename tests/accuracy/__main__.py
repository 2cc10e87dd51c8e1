"""`make accuracy`: our figures, then gains and losses case by case since the scorecard.

`--wrong` lists whatever is read wrong, `--agree` writes the scorecard anew.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.accuracy.figures import plan_figures, statement_figures
from tests.accuracy.gold import plans
from tests.accuracy.marks import RIGHT, Card
from tests.accuracy.ours import answer, answer_plan
from tests.accuracy.plan import plan_marks
from tests.accuracy.score import by_phenomenon, mark_statements
from tests.accuracy.scorecard import agree, agreed, changed, unknown
from tests.statements import statements


def our_statements() -> Card:
    """The marks of our reading of every statement."""
    return mark_statements([answer(dict(case.entry)) for case in statements()])


def our_plans() -> Card:
    """The marks of our reading of every plan."""
    card: Card = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, content, gold in plans():
            path = Path(folder) / name
            path.write_bytes(content)
            card |= plan_marks(gold, answer_plan(path))
    return card


def wrong(card: Card) -> list[str]:
    """Each field that is read wrong, by its case."""
    fields = [(name, field, mark) for name, marks in sorted(card.items()) for field, mark in marks.items()]
    return [f"{name}: {field} is {mark}" for name, field, mark in fields if mark != RIGHT]


def show(heading: str, lines: Sequence[object]) -> None:
    """A heading with its lines."""
    print(f"\n{heading}", *(lines or ["none"]), sep="\n  ")


def main() -> int:
    """Print everything; exit status 1 where anything was lost."""
    of_statements, of_plans = our_statements(), our_plans()
    show(f"Statements: {len(of_statements)}", statement_figures(of_statements))
    kinds = [(kind, figures[0]) for kind, figures in by_phenomenon(of_statements).items() if figures[0].of]
    show("Read right, by phenomenon", [f"{kind:16} {right.count:3} of {right.of:3}" for kind, right in kinds])
    show("Plans", plan_figures(of_plans))
    before, now = agreed(), of_statements | of_plans
    gains, losses = changed(before, now)
    if "--wrong" in sys.argv:
        show("Wrong", wrong(now))
    show(f"Gains: {len(gains)}", gains)
    show(f"Losses: {len(losses)}", losses)
    print(f"\nNot on the scorecard yet: {len(unknown(before, now))}")
    if "--agree" in sys.argv:
        agree(now)
        return 0
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
