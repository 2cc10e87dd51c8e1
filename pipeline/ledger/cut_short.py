"""Who cut a session short, where its row says so: the school or the provider, and nobody else."""

import re
from collections.abc import Iterable
from functools import cache

from models.delivery import Session
from pipeline.rules import rules


def by_the_school(rows: Iterable[Session]) -> bool:
    """Whether a row about a session says that the school or the provider cut it short, and none that the child did."""
    said = [(row.reason.lower(), row.staff) for row in rows if row.reason]
    return any(cut_by_school(reason, staff) for reason, staff in said) and not any(cut_by_child(one) for one, _ in said)


def cut_by_school(reason: str, staff: str = "") -> bool:
    """Whether words name a reason of the school or of whoever gives the session.

    >>> cut_by_school("assembly over-ran"), cut_by_school("TA called away"), cut_by_school("Jo late", "Jo Marsh")
    (True, True, True)
    >>> cut_by_school("cut short"), cut_by_school("Jo late"), cut_by_school("child tired")
    (False, False, False)
    """
    named = "|".join(re.escape(name) for name in re.findall(r"[^\W\d_]{2,}", staff.lower()))
    acts = "|".join(rules("ledger")["cut_short"]["adult_acts"])
    own = named and re.search(rf"(?<!\w)(?:{named}) (?:was |had to |arrived |came )?(?:{acts})(?!\w)", reason.lower())
    return bool(own) or _pattern("school").search(reason.lower()) is not None


def cut_by_child(reason: str) -> bool:
    """Whether words name a reason of the child.

    >>> cut_by_child("stopped early, too tired"), cut_by_child("left for the dentist"), cut_by_child("fire drill")
    (True, True, False)
    """
    return _pattern("child").search(reason.lower()) is not None


@cache
def _pattern(group: str) -> re.Pattern[str]:
    known = rules("ledger")["cut_short"]
    adults, acts = "|".join(known["adults"]), "|".join(known["adult_acts"])
    forms = [form.replace("#adult", f"(?:{adults})").replace("#acts", f"(?:{acts})") for form in known[group]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
