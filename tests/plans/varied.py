"""One plan set in as many ways as councils have: headings, columns, order, signs and print, chosen by a number."""

import random
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Spacer

from tests.plans.content import HEALTH, NEEDS, OUTCOMES, Content, Row, content
from tests.plans.pdf_layouts import BODY, BOLD, Story, b, built, front, grid, p

HEADINGS = (
    "Section F: Special educational provision", "SECTION F", "Part F – My special educational provision",
    "F. Special Educational Provision", "Special educational provision (Section F)",
    "Special Educational Provision",
    "6. Section F: the special educational provision required by the child or young person",
    "Section F - Provision to meet need", "(F) Special educational provision", "SECTION F – PROVISION REQUIRED",
)  # fmt: skip
OTHERS = {"B": "Special educational needs", "C": "Health needs", "D": "Social care needs", "E": "Outcomes",
          "G": "Health provision", "I": "Educational placement", "K": "Advice and information"}
COLUMNS = {
    "text": ("Provision", "What will be provided", "Special educational provision", "Support", "What help will I get?",
             "Action", "Intervention", "Description of provision", "Strategies and support"),
    "who": ("Who", "By whom", "Delivered by", "Who will do this?", "Staff", "Responsible", "Provider", "Staffing"),
    "how_often": ("How often", "Frequency", "Frequency and duration", "How much and how often", "When", "Amount",
                  "Dosage", "Frequency / duration", "Time", "How long and how often"),
    "review": ("Review", "Monitoring", "How will it be reviewed?", "Review date", "How will we know?", "Checked by"),
}  # fmt: skip
OWN = {
    "text": ("Educational support", "How we will help", "Teaching approach", "Special arrangements", "Learning support",
             "What the school must do", "The help that will be given", "Programme", "Description", "Special help"),
    "who": ("Carried out by", "Team", "Practitioner", "Key people", "Person(s) involved", "Adults", "Service"),
    "how_often": ("Rate", "Regularity", "Extent", "Schedule", "Volume", "Minimum amount", "Allocation", "Time given",
                  "Hours/sessions", "Number and length of sessions"),
    "review": ("Check point", "Next look", "When will we look at this again", "Impact", "Measure of success",
               "Follow-up"),
}  # fmt: skip
"""Names that no list of heads holds, so that only the words under them tell what they name."""
MORE = ("Funding", "Source", "Ref", "Notes", "By when", "Outcome", "Need", "Start date", "K ref", "Folder", "")
SIGNS = ("•", "-", "–", "▪", "➢", "o", "*", "»", "✓", "◦", "1.", "(a)", "F1", "[x]")


@dataclass(frozen=True)
class Varied:
    """A plan, the rows of its Section F, and the amounts that it prints outside that section."""

    made: bytes
    rows: tuple[Row, ...]
    outside: tuple[str, ...]


def varied(seed: int, heads: dict[str, tuple[str, ...]] = COLUMNS) -> Varied:
    """Set one plan in the way of a number, with some of these heads over its columns or before its lines."""
    way, plan = random.Random(seed), content(seed)  # noqa: S311
    size = way.choice((7, 8, 10, 10, 13))
    style = ParagraphStyle("varied", parent=BODY, fontSize=size, leading=size * 1.3)
    groups = _groups(plan, way)
    heading, form = way.choice(HEADINGS), way.choice((_table, _table, _list, _labels, _prose))
    story: Story = [*front(plan), *(_contents() if way.random() < 0.3 else ())]
    order = ["B", "C", "D", "E"]
    way.shuffle(order)
    for letter in order if way.random() < 0.8 else order[:1]:
        story += _other(plan, letter, heading)
    draw = form(way, style, heads)
    for place, (area, rows) in enumerate(groups):
        again = len(groups) < 4 or (place and way.random() < 0.2)
        if place == 0 or again:
            story += _other(plan, "B", heading) if place and way.random() < 0.5 else []
            story.append(p(heading, BOLD))
        story += [p(area.upper() if seed % 3 == 0 else area, BOLD), *draw(rows), Spacer(1, way.choice((4, 60)))]
    for letter in ("G", "I", "K"):
        story += _other(plan, letter, heading)
    foot = way.choice(("", "Eastmere County Council, page", "OFFICIAL – SENSITIVE"))
    made = built(story, wide=form is _table and way.random() < 0.6, decorate=_decorated(foot))
    return Varied(made, plan_rows(groups), tuple(plan.traps()))


def plan_rows(groups: list[tuple[str, list[Row]]]) -> tuple[Row, ...]:
    return tuple(row for _, rows in groups for row in rows)


def _groups(plan: Content, way: random.Random) -> list[tuple[str, list[Row]]]:
    groups = list(plan.areas.items())
    way.shuffle(groups)
    return groups[: way.choice((2, 3, 4, 4))]


def _other(plan: Content, letter: str, heading: str) -> Story:
    """Another section, its heading set like that of Section F."""
    title = OTHERS[letter]
    lettered = "Section" in heading or "SECTION" in heading
    head = f"Section {letter}: {title}" if lettered else title if "F" not in heading else f"{letter}. {title}"
    words = {"B": [plan.say(need) for need in NEEDS.values()], "E": [plan.say(o) for o in OUTCOMES.values()],
             "G": [HEALTH], "I": [plan.school], "K": ["Educational psychologist, 3 March 2025"]}  # fmt: skip
    return [p(head, BOLD), *(p(line) for line in words.get(letter, ["None identified."]))]


def _contents() -> Story:
    return [p("Index", BOLD), *(p(f"Section {letter} {title} {'.' * 30} {page}")
                                for page, (letter, title) in enumerate(OTHERS.items(), 3)), PageBreak()]  # fmt: skip


def _decorated(foot: str):
    def decorate(canvas, document) -> None:
        canvas.setFont("Helvetica", 8)
        if foot:
            canvas.drawString(60, 30, f"{foot} {document.page}" if foot.endswith("page") else foot)

    return decorate


def _table(way: random.Random, style: ParagraphStyle, heads: dict[str, tuple[str, ...]]):
    """Columns with the heads of one council, in its order, maybe with one more."""
    names = list(heads)
    way.shuffle(names)
    names = [name for name in names if name != "review" or way.random() < 0.7]
    more = way.choice(MORE) if way.random() < 0.4 else None
    named = [way.choice(heads[name]) for name in names] + ([more] if more is not None else [])
    named = [head.upper() for head in named] if way.random() < 0.2 else named
    wide = {"text": 170, "who": 90, "how_often": 90, "review": 60}

    def draw(rows: list[Row]) -> Story:
        cells = [[p(str(getattr(row, name)), style) for name in names] + ([p("", style)] if more is not None else [])
                 for row in rows]  # fmt: skip
        return [grid([named, *cells], [wide[name] for name in names] + ([60] if more is not None else []))]

    return draw


def _list(way: random.Random, style: ParagraphStyle, _: dict[str, tuple[str, ...]]):
    """Items of a list, with a sign or a number before each."""
    sign, caps = way.choice(SIGNS), way.random() < 0.15
    style = ParagraphStyle("listed", parent=style, leftIndent=26, bulletIndent=4)

    def draw(rows: list[Row]) -> Story:
        return [b(row.sentence.upper() if caps else row.sentence, style, _numbered(sign, place))
                for place, row in enumerate(rows, 1)]  # fmt: skip

    return draw


def _numbered(sign: str, place: int) -> str:
    return {"1.": f"{place}.", "(a)": f"({'abcdefghij'[place - 1]})", "F1": f"F{place}"}.get(sign, sign)


def _labels(way: random.Random, style: ParagraphStyle, heads: dict[str, tuple[str, ...]]):
    """Items with a label before each of their parts."""
    names = ["text", *way.sample(["who", "how_often", "review"], 3)]
    named = {name: way.choice(heads[name]).rstrip("?") for name in names}

    def draw(rows: list[Row]) -> Story:
        return [p(f"{named[name]}: {getattr(row, name)}", style) for row in rows for name in names]

    return draw


def _prose(way: random.Random, style: ParagraphStyle, _: dict[str, tuple[str, ...]]):
    """A paragraph for each item, as in converted statements."""
    numbered = way.random() < 0.5

    def draw(rows: list[Row]) -> Story:
        return [p(f"{place}. {row.sentence}" if numbered else row.sentence, style)
                for place, row in enumerate(rows, 1)]  # fmt: skip

    return draw
