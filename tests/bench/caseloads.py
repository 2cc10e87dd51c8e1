"""Make a caseload as an adviser has it: plans of 8 to 40 pages in every layout, records kept by busy people.

`python -m tests.bench.caseloads FOLDER SIZE [SEED]`; the same seed makes the same caseload.
"""

import io
import random
import sys
from functools import cache
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from reportlab.platypus import PageBreak

from tests.bench.records import keep
from tests.plans import content as said
from tests.plans.content import content
from tests.plans.make_plans import layouts
from tests.plans.pdf_layouts import BOLD, Story, b, built, grid, p

SHORTEST, LONGEST = 8, 40


def make(folder: Path, size: int, seed: int = 1) -> None:
    """Make so many case folders."""
    names = sorted(name for name in layouts() if name.endswith(".pdf"))
    for number in range(size):
        way = random.Random(f"{seed} {number}")  # noqa: S311
        case = folder / f"case-{number:05}"
        case.mkdir(parents=True)
        plan = content(way.randrange(10**9))
        (case / "plan.pdf").write_bytes(_lengthened(layouts()[names[number % len(names)]](plan)[0], way))
        keep(case, plan, way)


def _lengthened(pdf: bytes, way: random.Random) -> bytes:
    """Append the reports of professionals, as plans have them, until it is as long as plans are."""
    plan, length = PdfWriter(clone_from=io.BytesIO(pdf)), round(way.triangular(SHORTEST, LONGEST, 16))
    for number in range(max(0, length - len(plan.pages))):
        plan.add_page(_reports().pages[number])
    made = io.BytesIO()
    plan.write(made)
    return made.getvalue()


@cache
def _reports() -> PdfReader:
    """Give pages of advice: prose, lists, and now and then a table of scores."""
    story: Story = []
    for number in range(LONGEST):
        words = [line.format(name="The child") for line in (*said.NEEDS.values(), said.HISTORY, said.ADVICE)]
        story += [p(f"Appendix {number + 1}: advice and information", BOLD),
                  *(p(" ".join(words[(number + line + word) % len(words)] for word in range(3))) for line in range(6)),
                  *(b(words[(number + line) % len(words)]) for line in range(5))]
        if number % 3 == 0:
            story.append(grid([["Measure", "Score", "Percentile", "Comment"]] + [
                [f"Subtest {line}", str(70 + line), str(5 * line), words[line % len(words)]] for line in range(9)],
                [120, 60, 70, 230]))
        story.append(PageBreak())
    return PdfReader(io.BytesIO(built(story)))


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
