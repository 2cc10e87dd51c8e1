"""Lines under one another → paragraphs: where one ends, and how words cut at a line end are put together."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pages.layout import Line, Paragraph, Word, merged
from extractors.pages.marks import is_bullet, split_mark
from extractors.plans.columns import stacked_role
from extractors.plans.section_headings import letters_of
from extractors.vocabulary import vocabulary

ENDED = (".", ":", ";", "!", "?", ".'", ".’", '."', ".”", "…", ".)")
LOOSE = 1.15
"""A line that stands this much further down than lines usually do opens a paragraph."""
LABEL = re.compile(r"([A-Z][^:.?]{1,40}):\s+\S")
OFTEN = 3
"""Words that open so many lines before a colon are a label, and no part of a sentence."""
CUT = re.compile(r"(?<!\w)(\w+)-$")


@dataclass(frozen=True, slots=True)
class Setting:
    """How the document is set: its usual line distance, and what it says about hyphens."""

    leading: float = 1.2
    """The usual distance from line to line, as a share of the letter height."""
    words: frozenset[str] = frozenset()
    """Every word that stands within a line."""
    cuts: bool = False
    """Whether words are cut at line ends as a rule, so that a hyphen there belongs to no word."""
    labels: frozenset[str] = frozenset()
    """What stands before a colon at the beginning of so many lines that it is a label."""


def setting_of(lines: Sequence[Line]) -> Setting:
    """Learn how a document is set from all its lines."""
    pitches = _pitches(lines, running=True) or _pitches(lines, running=False)
    within = {word.text.lower().rstrip(".,;:!?)'’”") for line in lines for word, after in pairwise(line.words)
              if after.x0 - word.x1 < word.bottom - word.top}
    cut = sum(bool(CUT.search(line.text)) for line in lines)
    leading = pitches[len(pitches) // 3] if pitches else 1.2
    labels = Counter(found[1] for line in lines if (found := LABEL.match(line.text)))
    return Setting(leading, frozenset(within), cut > 0.04 * len(lines),
                   frozenset(label for label, count in labels.items() if count >= OFTEN))


def _pitches(lines: Sequence[Line], running: bool) -> list[float]:
    """Give the distances from line to line, of all or only those where a sentence runs on."""
    return sorted((b.area.top - a.area.top) / max(a.size, 1) for a, b in pairwise(lines)
                  if a.page == b.page and 0 < b.area.top - a.area.top < 3 * a.size
                  and (not running or (unfinished(a.text) and b.text[:1].islower())))


def joined(before: str, after: str, setting: Setting) -> str:
    """Put the words of two lines together, undoing a cut word but keeping a hyphen that belongs.

    >>> joined("a teaching as-", "sistant", Setting(words=frozenset({"assistant"})))
    'a teaching assistant'
    >>> joined("in a one-to-", "one setting", Setting(cuts=True)), joined("and/", "or", Setting())
    ('in a one-to-one setting', 'and/or')
    """
    cut = CUT.search(before)
    if cut and after[:1].isalnum():
        return (before[:-1] if _was_cut(before, cut[1], after, setting) else before) + after
    tight = before[-1:] in ("/", "–") and before[-2:-1].isalnum() and not before.split()[-1].startswith("/")
    return f"{before}{'' if tight else ' '}{after}" if before and after else before or after


def _was_cut(before: str, left: str, after: str, setting: Setting) -> bool:
    right = re.match(r"\w+", after)
    if right is None or not after[0].islower():
        return False
    if (left + right[0]).lower() in setting.words:
        return True
    last = before.split()[-1].lower()
    if last + right[0].lower() in setting.words or "-" in last[:-1] or left[-1:].isupper() or left.isdigit():
        return False
    return setting.cuts


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """Set words in lines from top to bottom, each line from left to right."""
    level: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.x0)):
        middle = (word.top + word.bottom) / 2
        row = level[-1] if level else None
        if row and (row[0].top + row[0].bottom) / 2 + 0.45 * min(row[0].size, word.size) >= middle:
            row.append(word)
        else:
            level.append([word])
    return [Line(page, tuple(sorted(row, key=lambda w: w.x0))) for row in level]


def paragraphs_of(lines: Sequence[Line], right: float, setting: Setting, left: float = 0.0) -> list[Paragraph]:
    """Join lines into paragraphs; `right` is where the longest line could have ended, indents count from `left`."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _opens(groups[-1], line, right, setting):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, right, setting, left) for group in groups]


def unfinished(text: str) -> bool:
    """Whether a sentence has not come to its end.

    >>> unfinished("carried out by a named"), unfinished("every week.")
    (True, False)
    """
    return bool(text) and not text.rstrip().endswith(ENDED)


def _opens(group: list[Line], line: Line, right: float, setting: Setting) -> bool:
    """Whether a line starts a new paragraph after those of `group`."""
    last, size = group[-1], max(group[-1].size, 1.0)
    mark, rest = split_mark(line.text)
    if (mark and is_bullet(mark) and (mark not in "-–—*" or rest[:1].isupper())) or _labels(line, setting):
        return True
    distance = (line.area.top - last.area.top) / size
    runs_on = unfinished(last.text) and line.text[:1].islower()
    if distance > setting.leading * (LOOSE + 0.6 * runs_on) + 0.08:
        return True
    if runs_on:
        return False
    if line.bold != last.bold or abs(line.size - size) > 0.15 * size:
        heads = last.bold and bool(letters_of(group[0].text, prominent=True))
        return heads or not unfinished(last.text) or _could_have_gone_up(last, line, right)
    if _could_have_gone_up(last, line, right):
        return True
    listed = mark and (not unfinished(last.text) or _stands_like(group[0], line) or letters_of(group[0].text))
    return _outdented(group, line) or bool(listed)


def _labels(line: Line, setting: Setting) -> bool:
    """Whether a line opens with a label and its words: "How often: daily"."""
    found = LABEL.match(line.text)
    return found is not None and (found[1] in setting.labels or stacked_role(f"{found[1]}:") is not None)


def _could_have_gone_up(last: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line had room on the line above, so that the break was meant."""
    word = line.words[0]
    return last.area.x1 + (word.x1 - word.x0) + 0.6 * last.size < right


def _outdented(group: list[Line], line: Line) -> bool:
    """Whether a line goes back to where the paragraph began, which had hung further in since."""
    first, step = group[0].area.x0, 0.5 * line.size
    return len(group) > 1 and group[-1].area.x0 > first + step and line.area.x0 < first + step


def _stands_like(first: Line, line: Line) -> bool:
    return bool(split_mark(first.text)[0]) and abs(first.area.x0 - line.area.x0) < 2


def _broken(above: Line, line: Line, right: float, setting: Setting) -> bool:
    """Whether a word alone on its line was too wide for its column, so that its end stands on the next line."""
    word, rest = above.text, re.match(r"[a-z]{1,4}\b", line.text)
    full = len(above.words) == 1 and above.area.x1 > right - 0.8 * above.size
    if not full or rest is None or len(word) < 6 or not word.isalpha() or word.lower() in setting.words:
        return False
    return rest[0] not in vocabulary("marks")["small"] or word[-1] in "ivquj"


def _paragraph(group: list[Line], right: float, setting: Setting, left: float) -> Paragraph:
    text = ""
    for above, line in zip([None, *group], group, strict=False):
        broken = above is not None and _broken(above, line, right, setting)
        text = text + line.text if broken else joined(text, line.text, setting)
    mark, rest = split_mark(re.sub(r"(?<=\w) +(?=[.,;:!?](?:\s|$))", "", text))
    areas = merged(tuple(line.area for line in group))
    return Paragraph(rest, mark, areas, group[0].area.x0 - left, group[0].size, all(line.bold for line in group), "",
                     group[0].page, group[-1].page, min(word.sure for line in group for word in line.words))
