"""What became of the session of a row: held, not held and why, or not clear."""

from typing import NamedTuple

from extractors.cells.absence import Meant, absent_in, meant, reason_of_adults
from extractors.cells.lengths import Length
from extractors.cells.outcomes import Said, names_cause, read_comment, read_outcome, says_held
from extractors.cells.words import plain, words
from extractors.logs.others import as_child
from extractors.logs.row import LogRow, is_presence
from models.delivery import Outcome

AWAY = {"n", "no", "x", "✗", "0", "false"}
PRESENT = {"y", "yes", "✓", "✔", "present", "in", "p", "/", "1", "true", "attended"}
NEGATIVE = {Outcome.NOT_DELIVERED, Outcome.CHILD_ABSENT, Outcome.REFUSED, Outcome.CLOSURE}


class Became(NamedTuple):
    """What a row says became of the session, and the code of a doubt if it says two things."""

    outcome: Outcome
    doubt: str = ""
    or_else: Outcome | None = None
    """What else the row can mean, where it leaves open who was away."""


def outcome_of(row: LogRow, length: Length, *, weekly: bool = False, coded: Said | None = None) -> Became:
    """Say what became of the session, from the outcome column, whether the child was there, and the comments.

    `coded` is what the mark of a register says, where the row has one.
    """
    if is_presence(row):
        return Became(Outcome.UNCLEAR, "outcome_unclear")
    said = coded or _marked(row)
    comment = " ".join(part for part in (said.rest, row.comment(), words(row.value("what_happened"))) if part)
    comment = as_child(comment, row.child)
    if said.unsure and absent_in(_cell(row), row.adults):
        return _whose(row, Outcome.NOT_DELIVERED, comment)
    if said.unsure:
        told = read_comment(comment)
        return Became(told) if told in NEGATIVE else Became(Outcome.UNCLEAR, "outcome_unclear")
    if said.outcome is Outcome.DELIVERED:
        return Became(Outcome.UNCLEAR, "outcome_conflict") if _says_no_length(row) else _held(comment)
    if said.outcome is not None:
        return _whose(row, said.outcome, comment)
    present = plain(words(row.value("present"))) in PRESENT
    label = "" if length.minutes or length.most else as_child(row.label(), row.child)
    comment, label = (label, "") if row.free and not comment else (comment, label)
    return _unmarked(length, _Words(comment, label, row.adults), weekly=weekly, present=present)


def _whose(row: LogRow, outcome: Outcome, comment: str) -> Became:
    """A session marked as not held: by whom, where the row says that somebody was away."""
    if _child_was_away(row):
        return _not_held(outcome, comment)
    beside = as_child(" ".join(filter(None, (row.comment(), words(row.value("what_happened"))))), row.child)
    told = meant(outcome, _cell(row), beside, row.adults)
    if told.or_else or told.outcome not in (outcome, None):
        return Became(told.outcome or outcome, or_else=told.or_else)
    return _not_held(outcome, comment)


def _cell(row: LogRow) -> str:
    """Give the words of the outcome column, or those that stand where the length should."""
    return as_child(row.said("done") or row.said("minutes"), row.child)


def _child_was_away(row: LogRow) -> bool:
    """Whether a column of its own says that the child was not there."""
    present = words(row.value("present"))
    return plain(present) in AWAY or read_outcome(present).outcome is Outcome.CHILD_ABSENT


def _marked(row: LogRow) -> Said:
    """Give what the outcome column says, or the length's column, or whether the child was present."""
    if _child_was_away(row):
        return Said(Outcome.CHILD_ABSENT)
    if plain(words(row.value("missed"))) in PRESENT:
        return Said(Outcome.NOT_DELIVERED)
    said = read_outcome(words(row.value("done")), crosses=row.crosses)
    if said.outcome is not None or said.unsure:
        return said
    instead = read_outcome(words(row.value("minutes")))
    contact = read_outcome(words(row.value("contact")))
    if instead.outcome in NEGATIVE and any(map(str.isalpha, words(row.value("minutes")))):
        return instead
    return contact if contact.outcome in NEGATIVE else said


def _says_no_length(row: LogRow) -> bool:
    """Whether words stand where the length should, that say why there was none: "no TA" beside a tick."""
    written = words(row.value("minutes"))
    return read_outcome(written).outcome in NEGATIVE and any(map(str.isalpha, written))


def _held(comment: str) -> Became:
    """A session marked as held; a comment that says outright that it was not makes it unclear."""
    if read_comment(comment) in NEGATIVE - {Outcome.CLOSURE} and not says_held(comment):
        return Became(Outcome.UNCLEAR, "outcome_conflict")
    return Became(Outcome.DELIVERED)


def _not_held(outcome: Outcome, comment: str) -> Became:
    """A session marked as not held: the comment may say more of why, or contradict an absence of the child."""
    told = read_comment(comment)
    if outcome is Outcome.NOT_DELIVERED:
        return Became(told or outcome)
    if outcome is Outcome.CHILD_ABSENT and told is Outcome.NOT_DELIVERED:
        return Became(Outcome.UNCLEAR, "outcome_conflict")
    return Became(outcome)


class _Words(NamedTuple):
    """What a row without an outcome says: its comment, what was to be done, and who the adults of the log are."""

    comment: str
    label: str
    adults: frozenset[str]

    @property
    def whole(self) -> str:
        """Give all of it."""
        return f"{self.comment} {self.label}".strip()


def _unmarked(length: Length, said: _Words, *, weekly: bool, present: bool) -> Became:
    """A row without an outcome: a length says that it was held, unless the comment says otherwise.

    The comment of a week's summary says why it was not more.
    """
    told = read_comment(said.whole)
    recorded = bool(length.minutes or length.most)
    if weekly and recorded:
        return Became(Outcome.DELIVERED)
    if length.minutes == 0 and said.comment and told is None and not says_held(said.whole):
        return _named_by(Outcome.NOT_DELIVERED, said)
    if told is not None and not (recorded and told is Outcome.CLOSURE):
        whose = Meant(told) if recorded else meant(told, said.comment, "", said.adults)
        return Became(whose.outcome or told, or_else=whose.or_else)
    if told is not None or _names_cause(said, recorded=recorded):
        if recorded:
            return Became(Outcome.UNCLEAR, "outcome_unclear")
        return _named_by(Outcome.NOT_DELIVERED, said)
    held = recorded or says_held(said.whole) or (present and length.minutes is None)
    return Became(Outcome.DELIVERED if held else Outcome.UNCLEAR)


def _named_by(outcome: Outcome, said: _Words) -> Became:
    """A session that was not held, by whomever the comment says was away."""
    whose = meant(outcome, "", said.comment, said.adults)
    return Became(whose.outcome or outcome, or_else=whose.or_else)


def _names_cause(said: _Words, *, recorded: bool) -> bool:
    """Whether a comment names a cause or an absence; an adult's reason may stand beside a length without harm."""
    away = absent_in(said.comment, said.adults) is not None and not says_held(said.comment)
    return names_cause(said.whole) or away or (not recorded and reason_of_adults(said.comment))
