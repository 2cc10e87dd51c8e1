"""What professionals recommend beside what plans say, with the answer that a person gave by hand."""

import random
import tomllib
from pathlib import Path

import pytest

from extractors.plans.doubts import doubt
from extractors.statement import read_statement
from models.comparison import Advice, Paper
from models.provision import Plan, PlanReading, Provision
from models.review import Reviewed
from models.source import Document, Quote
from pipeline.comparing.beside import comparisons
from pipeline.comparing.compare import compared

FOLDER = Path(__file__).parent / "pipeline" / "comparing"
CASES = [pytest.param(case, id=f"{file.stem}: {case['name']}") for file in sorted(FOLDER.glob("*.toml"))
         for case in tomllib.loads(file.read_text("utf-8"))["case"]]
OTHER_ITEMS = (
    "Transport to and from school in a taxi with a passenger assistant, every day.",
    "A visual timetable at the child's desk, with changes shown in advance.",
    "Termly review meeting of one hour with parents and the SENCO.",
    "A quiet room to eat lunch in, every day.",
    "A laptop with word prediction for all written work.",
    "Mobility training from a habilitation officer for one hour each half term.",
    "25% extra time in examinations.",
    "Weekly 40-minute play therapy with a qualified play therapist.",
)
"""The rest of an ordinary plan: none of it takes the place of anything in the cases."""
FIRM = {"less": "weaker", "vaguer": "weaker", "more": "stronger"}


def item(number: str, text: str) -> Provision:
    """A sentence as the item of a plan or a report."""
    reading = read_statement(text)
    return Provision(**{name: getattr(reading, name) for name in type(reading).model_fields}, id=number,
                     quote=Quote(text=text))


def lines(report, plan, paper=Paper.REPORT):
    """The lines of a comparison of sentences, by the id of the recommendation."""
    reading = PlanReading(plan=Plan(), source=Document(file="plan.pdf", sha256="0" * 64, pages=9),
                          provisions=tuple(item(f"F{number}", text) for number, text in enumerate(plan, 1)))
    other = [item(f"R{number}", text) for number, text in enumerate(report, 1)]
    return {line.other.id: line for line in compared(reading, other, paper, "report.pdf").lines if line.other}


def amid(case, seed: int = 0):
    """The case within a whole plan: other items around it, in another order; and where its own items now stand."""
    texts = [*case["plan"], *OTHER_ITEMS]
    order = list(range(len(texts)))
    random.Random(seed).shuffle(order)  # noqa: S311 a fixed order, no secret
    return [texts[place] for place in order], {own + 1: order.index(own) + 1 for own in range(len(case["plan"]))}


def problems(case, found, places) -> list[str]:
    """How lines differ from the answer; nothing where all is as it should be."""
    told = []
    for answer in case["answer"]:
        line = found[f"R{answer['of']}"]
        verdict = FIRM.get(line.verdict, str(line.verdict))
        wanted = answer["verdict"] if isinstance(answer["verdict"], list) else [answer["verdict"]]
        if verdict not in wanted:
            told.append(f"{line.other.id} is {verdict}, not {' or '.join(wanted)}")
        if "plan" in answer and (line.plan is None or line.plan.id != f"F{places[answer['plan']]}"):
            told.append(f"{line.other.id} is beside {line.plan and line.plan.text}")
        if not set(answer.get("in", ())) <= {one.aspect for one in line.differences}:
            told.append(f"{line.other.id} differs in {[one.aspect for one in line.differences]}")
        if "only" in answer and set(answer["in"]) != {one.aspect for one in line.differences}:
            told.append(f"{line.other.id} differs only in {answer['in']}")
        maybe = {one.id for one in (line.plan, *line.also, *line.maybe) if one}
        if not {f"F{places[place]}" for place in answer.get("candidates", ())} <= maybe:
            told.append(f"{line.other.id} may be {sorted(maybe)}")
    return told


ADVICE = (
    "One 60-minute session of direct individual speech and language therapy each week from an HCPC registered speech "
    "and language therapist.",
    "Two 30-minute sessions of a narrative group each week, up to 4 children, led by an HLTA.",
    "Weekly 45-minute music therapy with a registered music therapist.",
)
"""What a report about the example recommends: more than its plan says, as much, and what is not in it at all."""


def with_advice(report):
    """The report on a case, with a professional's report set beside its plan; one page of that could not be read."""
    advice = Advice(source=Document(file="report-salt.pdf", sha256="1" * 64, pages=4), warnings=(
        doubt("report_unread", [3]),), recommendations=tuple(
            item(f"R{number}", text) for number, text in enumerate(ADVICE, 1)))
    found, doubts = comparisons(Reviewed(reading=report.reading, accepted=report.accepted), (advice,))
    return report.model_copy(update={"comparisons": found, "warnings": (*report.warnings, *doubts)})
