"""Paragraphs of a section → statements: bullets and numbers with what belongs to them, stems apart from their lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.pages.layout import Paragraph
from extractors.pages.marks import is_bullet, rank
from extractors.pages.paragraphs import unfinished
from extractors.vocabulary import vocabulary

DEEPER = 4.0
"""What begins this much further in, in points, belongs to what stands above it."""
NUMBERED = r"(?:\(?(?:section |part )?e?\d*[a-z]?\)?)"
"""What may stand between "Outcome" and its colon: a number, or the letter of its section."""
SUBJECT = re.compile(r"(?P<who>[^,;:]{2,80}?)\s+(?:will|shall|should|must|is to|are to)\b[^:]*:$")


@dataclass(frozen=True, slots=True)
class Statement:
    """Paragraphs that make one statement, and who does it when the stem of their list says so."""

    paragraphs: tuple[Paragraph, ...]
    who: str = ""

    @property
    def head(self) -> Paragraph:
        """Its first paragraph."""
        return self.paragraphs[0]

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(paragraph.text for paragraph in self.paragraphs)


def statements_of(paragraphs: Sequence[Paragraph], who: str = "") -> list[Statement]:
    """Group paragraphs into statements.

    >>> [s.text for s in statements_of([Paragraph("Daily reading", "•"), Paragraph("with a TA", "–", indent=20),
    ...                                 Paragraph("A laptop", "•")])]
    ['Daily reading with a TA', 'A laptop']
    >>> [(s.text, s.who) for s in statements_of([Paragraph("The school will:"), Paragraph("give a laptop", "•"),
    ...                                          Paragraph("give rest breaks", "•")])]
    [('give a laptop', 'The school'), ('give rest breaks', 'The school')]
    """
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if not paragraph.text:
            continue
        if groups and _belongs(groups[-1], paragraph):
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return [statement for group in groups for statement in _parted(group, who)]


def _belongs(group: list[Paragraph], paragraph: Paragraph) -> bool:
    """Whether a paragraph goes with those before it; recognition may miss a bullet, and then its item has no mark."""
    head = group[0]
    if not head.mark:
        return bool(paragraph.mark) and _stem(head.text) and (len(group) == 1 or not _shallower(group[1], paragraph))
    if not paragraph.mark and paragraph.sure < 1 and not unfinished(group[-1].text):
        return False
    deeper = paragraph.indent > head.indent + DEEPER
    if deeper and (paragraph.page == head.page or rank(paragraph.mark) > rank(head.mark) or _awaited(group, paragraph)):
        return True
    if not paragraph.mark:
        return False
    if rank(head.mark) < 3 <= rank(paragraph.mark):
        return True
    return len(group) > 1 and not is_bullet(head.mark) and _alike(group[1], paragraph) and not _alike(head, paragraph)


def _awaited(group: list[Paragraph], paragraph: Paragraph) -> bool:
    """Whether a list that a page end cut goes on: below a stem, or as far in as its first entry."""
    return _stem(group[0].text) if len(group) == 1 else abs(group[1].indent - paragraph.indent) < DEEPER


def _stem(text: str) -> bool:
    return text.rstrip().endswith((":", ":-", "–")) or _holds(text)


def _alike(one: Paragraph, two: Paragraph) -> bool:
    return rank(one.mark) == rank(two.mark) and is_bullet(one.mark) is is_bullet(two.mark)


def _shallower(child: Paragraph, paragraph: Paragraph) -> bool:
    return rank(paragraph.mark) < rank(child.mark) or paragraph.indent < child.indent - DEEPER


def _parted(group: list[Paragraph], who: str) -> list[Statement]:
    """Part a stem from the items of its list, unless they are what one provision consists of."""
    head, rest = group[0], group[1:]
    amounts = sum(has_length(paragraph.text) for paragraph in rest)
    parts = amounts > 1 or (_opens_list(head.text, amounts) and not _holds_things(head, amounts)) or is_outcome(head)
    if not rest or has_amount(head.text) or not parts:
        return [Statement(tuple(group), who)]
    named = SUBJECT.match(head.text)
    found = statements_of(rest, named["who"] if named and len(named["who"].split()) <= 12 else who)
    alone = not head.text.rstrip().endswith((":", ":-")) and len(head.text.split()) > 8
    return [Statement((head,), who), *found] if alone else found


def _opens_list(text: str, amounts: int) -> bool:
    return text.rstrip().endswith((":", ":-")) and (amounts > 0 or not _holds(text))


def _holds_things(head: Paragraph, amounts: int) -> bool:
    """Whether a bullet that opens a list is itself one of several items, and the list only what it consists of."""
    return is_bullet(head.mark) and not amounts and SUBJECT.match(head.text) is None


def _holds(text: str) -> bool:
    """Whether a stem says that its list is what one provision consists of."""
    plain = text.lower().rstrip(" :-–")
    return plain.endswith(tuple(vocabulary("plan_headings")["amount"]["holds"]))


@cache
def _amount() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary("plan_headings")["amount"]
    units, rhythms = ("|".join(map(re.escape, words[name])) for name in ("units", "rhythms"))
    number = r"(?:\d|\b(?:an?|one|two|three|four|five|six|half)\b)"
    return (re.compile(rf"{number}[^.]{{0,24}}?\b(?:{units})\b", re.IGNORECASE),
            re.compile(rf"\b(?:{rhythms})\b", re.IGNORECASE))


def has_amount(text: str) -> bool:
    """Whether words hold an amount of time or a rhythm.

    >>> has_amount("20 minutes, twice a week"), has_amount("Weekly mentoring"), has_amount("A writing slope")
    (True, True, False)
    """
    units, rhythms = _amount()
    return bool(units.search(text) or rhythms.search(text))


def has_length(text: str) -> bool:
    """Whether words hold a number of minutes, hours or sessions.

    >>> has_length("for 20 minutes"), has_length("each session")
    (True, False)
    """
    return bool(_amount()[0].search(text))


def has_rhythm(text: str) -> bool:
    """Whether words say how often.

    >>> has_rhythm("each session"), has_rhythm("for 20 minutes")
    (True, False)
    """
    return bool(_amount()[1].search(text))


def is_outcome(paragraph: Paragraph, promised: bool = False) -> bool:
    """Whether a paragraph says what the child is to achieve; where provision is promised, "I will" says what is given.

    >>> is_outcome(Paragraph("By the end of Year 6 Sam will read a page without help."))
    True
    >>> is_outcome(Paragraph("By September 2026 all staff will be trained in autism."))
    False
    >>> is_outcome(Paragraph("I will use a laptop.")), is_outcome(Paragraph("I will use a laptop."), promised=True)
    (True, False)
    >>> is_outcome(Paragraph("Outcome (Section E): Sam will have been to two sessions of the chess club each week."))
    True
    """
    words = vocabulary("plan_headings")["outcome"]
    text = paragraph.text.lower()
    opens = rf"(?:{'|'.join(words['opens'])})\b"
    if re.match(r"\(?E\.?\d", paragraph.mark) or re.match(rf"{opens}\s*{NUMBERED}\s*[:.–-]", text):
        return True
    if re.match(opens, paragraph.mark.lower()):
        return True
    if names_a_doer(text):
        return False
    by_then = re.match(rf"by (?:the )?(?:\d|{'|'.join(words['times'])})", text)
    can = not promised and re.match(r"i (?:will|can) ", text) is not None
    return bool(by_then) or can or any(phrase in text for phrase in words["able"])


def names_a_doer(text: str) -> bool:
    """Whether words speak of those who give provision, or of giving it.

    >>> names_a_doer("A TA will read with him"), names_a_doer("He will read a page")
    (True, False)
    """
    return bool(set(re.findall(r"[a-z]+", text.lower())) & set(vocabulary("plan_headings")["outcome"]["doers"]))


def is_about(text: str) -> bool:
    """Whether a sentence is about the section itself and provides nothing.

    >>> is_about("The provision below is to be made by the school."), is_about("Daily reading with an adult.")
    (True, False)
    >>> is_about("A laptop will be provided within six weeks of the date of this plan.")
    False
    """
    plain = text.lower().replace("of this plan", "")
    return any(phrase in plain for phrase in vocabulary("plan_headings")["about"]["phrases"]) and not has_length(text)


def is_total(text: str) -> bool:
    """Whether words only add up what stands above them.

    >>> is_total("Total adult support each week: 19 hours"), is_total("A total communication approach")
    (True, False)
    """
    return re.match(rf"(?:{'|'.join(vocabulary('plan_columns')['marks']['total'])})\b", text.lower()) is not None


def says_none(text: str) -> bool:
    """Whether a section or a cell says that there is nothing in it.

    >>> says_none("None identified."), says_none("None. Subject to assessment."), says_none("Nonetheless, daily rest")
    (True, True, False)

    Of an item whose words are struck through, its number is left:

    >>> says_none("(d)"), says_none("4.2")
    (True, True)
    """
    if re.fullmatch(r"\W*(?:[a-z]|\d+(?:\.\d+)*)\W*", text.lower()):
        return True
    first = re.split(r"[.;:–]", text.lower().strip())[0].strip(" .-")
    return first in vocabulary("plan_columns")["marks"]["none"] or not re.search(r"[a-z0-9]", text.lower())
