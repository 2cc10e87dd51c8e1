"""Labels that stand among the words of a cell or a list ("Who", "How often") → items with columns of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.pages.layout import Paragraph
from extractors.pages.marks import is_bullet
from extractors.plans.choices import chosen_column, ticked
from extractors.plans.columns import label_role, stacked_role

INLINE = re.compile(r"(?P<label>[A-Z][^:.?]{1,40}\??)\s*(?::|\?|\s[–-]\s)\s*(?P<rest>\S.*)$", re.DOTALL)
LATER = re.compile(r"(?<=[\s;,|])(?P<label>[A-Z][\w'/-]*(?: [a-z][\w'/-]*){0,5}\??)\s*:\s")
COLUMNS = ("who", "how_often", "review", "outcome", "need", "mode", "minutes", "sessions", "times", "per", "weeks")
DELIVERY = ("who", "how_often", "minutes", "sessions", "times", "weeks")
"""What is never said of anything but provision."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the column that it names, and the words that stand on its line, if any."""

    role: str
    words: Paragraph | None = None


@dataclass(slots=True)
class Stack:
    """The words of one item or list, and the columns that stand under them."""

    words: list[Paragraph] = field(default_factory=list)
    others: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    whole: bool = False
    """Whether the columns go for all the words above them, and not only for the last statement."""

    def add(self, role: str | None, paragraph: Paragraph) -> None:
        """Put a paragraph where it belongs: to a column, or without one to the words."""
        if role is None:
            self.words.append(paragraph)
        else:
            self.others[role] = (*self.others.get(role, ()), paragraph)


def label_of(paragraph: Paragraph) -> Label | None:
    """Read a paragraph as a label of a column, alone on its line or with words after it.

    >>> label_of(Paragraph("How often?")).role, label_of(Paragraph("Delivered by: A TA")).words.text
    ('how_often', 'A TA')
    >>> label_of(Paragraph("Check with the therapist: weekly")) is None, label_of(Paragraph("Daily reading")) is None
    (True, True)
    >>> label_of(Paragraph("When: weekly")).role, label_of(Paragraph("Support: a TA", "•")) is None
    ('how_often', True)
    >>> label_of(Paragraph("How often: ☐ Daily ☒ Weekly")).words.text, label_of(Paragraph("☒ Group ☐ Class")).role
    ('Weekly', 'mode')
    """
    if column := chosen_column(paragraph):
        return Label(column, replace(paragraph, text=ticked(f"{paragraph.mark} {paragraph.text}"), mark=""))
    if alone := bare_label(paragraph):
        return Label(alone)
    found = INLINE.match(paragraph.text)
    role = (paragraph.column or _inline_role(paragraph, found["label"])) if found else None
    if found is None or role not in (*COLUMNS, "provision"):
        return None
    return Label(role, replace(paragraph, text=ticked(found["rest"]), column=""))


def _inline_role(paragraph: Paragraph, label: str) -> str | None:
    """Give the column that words before a colon name; common words name one only where no sign stands before them."""
    colon = paragraph.text[len(label):].lstrip().startswith(":") and not paragraph.mark
    return stacked_role(f"{label}:") if colon else label_role(label)


def label_lines(paragraph: Paragraph) -> list[Paragraph]:
    """Part a line of several labels, each with its words.

    >>> [line.text for line in label_lines(Paragraph("By whom: A TA   How often: weekly"))]
    ['By whom: A TA', 'How often: weekly']
    >>> len(label_lines(Paragraph("Reading, by a TA. How often: weekly")))
    1
    """
    if label_of(paragraph) is None:
        return [paragraph]
    text = paragraph.text
    later = [found.start() for found in LATER.finditer(text) if label_role(found["label"]) in (*COLUMNS, "provision")]
    ends = pairwise([0, *later, len(text)])
    return [replace(paragraph, text=text[start:end].strip(" ;,|")) for start, end in ends] if later else [paragraph]


def bare_label(paragraph: Paragraph) -> str | None:
    """Give the column that a paragraph names and does nothing else.

    >>> bare_label(Paragraph("By whom")), bare_label(Paragraph("When:")), bare_label(Paragraph("When"))
    ('who', 'how_often', None)
    """
    if is_bullet(paragraph.mark):
        return None
    marked = paragraph.bold or bool(paragraph.style) or paragraph.text.rstrip().endswith((":", "?"))
    role = stacked_role(paragraph.text) if marked else label_role(paragraph.text)
    return role if role in (*COLUMNS, "provision") else None


def under_label(paragraph: Paragraph, above: Paragraph | None) -> bool:
    """Whether a paragraph is a label or stands right below one, so that it is no heading in whatever print.

    >>> under_label(Paragraph("ELSA"), Paragraph("Who")), under_label(Paragraph("ELSA"), None)
    (True, False)
    """
    return bare_label(paragraph) is not None or (above is not None and bare_label(above) is not None)


def stacks_of(paragraphs: Sequence[Paragraph]) -> list[Stack]:
    """Part paragraphs at their labels.

    >>> [(s.words[0].text, s.others["who"][0].text) for s in stacks_of([Paragraph(text) for text in (
    ...     "Who", "A TA", "Provision", "Daily reading", "Who", "The SENCO", "Provision", "A laptop")])]
    [('Daily reading', 'A TA'), ('A laptop', 'The SENCO')]
    """
    paragraphs = [line for paragraph in paragraphs for line in label_lines(paragraph)]
    labels = [label_of(paragraph) for paragraph in paragraphs]
    named = {label.role for label in labels if label}
    if not named:
        return [Stack(list(paragraphs))]
    opener = labels[0].role if labels[0] else "provision"
    whole = "provision" in named or sum(label is not None and label.words is None for label in labels) > 1
    return [stack for stack in _parted(paragraphs, labels, opener, "provision" in named) if _filled(stack, whole)]


def _filled(stack: Stack, whole: bool) -> bool:
    stack.whole = whole
    return bool(stack.words or stack.others)


def _parted(paragraphs: Sequence[Paragraph], labels: Sequence[Label | None], opener: str,
            explicit: bool) -> Iterator[Stack]:
    """Go from label to label; where provision has none of its own, one line under a label is all that it names."""
    stack, role = Stack(), None
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label is None:
            if role is None and opener == "provision" and not explicit and stack.others:
                yield stack
                stack = Stack()
            stack.add(role, paragraph)
            role = role if explicit else None
            continue
        if label.role == opener and (stack.words or stack.others):
            yield stack
            stack = Stack()
        role = None if label.role == "provision" else label.role
        if label.words is not None:
            stack.add(role, label.words)
            role = role if explicit else None
    yield stack


def opens_stack(paragraph: Paragraph) -> bool:
    """Whether a paragraph is, or opens with, a label of how, when or by whom an item is delivered.

    >>> opens_stack(Paragraph("Frequency: weekly")), opens_stack(Paragraph("Outcome: he reads"))
    (True, False)
    """
    label = label_of(paragraph)
    return label is not None and label.role in (*DELIVERY, "review")
