"""Decisions that were made without the program, in a file for offline review, brought back into the case."""

import datetime as dt
import hashlib
from typing import Any, Literal, NamedTuple

from pydantic import AwareDatetime, Field, ValidationError

from models.errors import UnusableCase
from models.noun import Noun
from models.review import Action, Decision
from pipeline.review.alternatives import edits_from
from pipeline.review.card import choices
from pipeline.review.decisions import standing
from pipeline.review.desk import Desk, Item
from pipeline.review.lay_over import edited


class Offline(Noun):
    """One decision as the file tells it."""

    about: str
    action: Literal["accept", "reject", "take", "words"]
    words: str = ""
    """The reading that was taken, or what the person wrote."""
    at: AwareDatetime


class OfflineFile(Noun):
    """What the file saves: which reading it was made from, and what was decided."""

    schema_: Literal["sectionf/offline-decisions/1"] = Field(alias="schema")
    reading_sha256: str
    decisions: tuple[Offline, ...]


class Wording(NamedTuple):
    """Somebody's own words: nobody has seen yet how they are read."""

    item: Item
    words: str
    edits: dict[str, Any]
    """What they would change; empty where nothing could be read in them."""
    at: dt.datetime


class BroughtBack(NamedTuple):
    """What became of the decisions of a file."""

    kept: tuple[Decision, ...]
    to_confirm: tuple[Wording, ...]
    known: int
    """Decisions that had been brought back before."""
    meanwhile: tuple[str, ...]
    """Items about which another decision was made after the one in the file; both are in the history."""
    gone: int
    """Decisions about items that have been cut or joined meanwhile."""


def sha256_of(desk: Desk) -> str:
    """Name a reading: another plan, or the same plan read otherwise, has another name."""
    return hashlib.sha256(desk.reading.model_dump_json().encode()).hexdigest()


def bring_back(desk: Desk, saved: bytes) -> BroughtBack:
    """Keep the decisions of a file as this person's; own words are given back, for a look at how they are read."""
    file = _read(saved)
    if file.reading_sha256 != sha256_of(desk):
        raise UnusableCase(
            "these decisions were made about another reading: the plan or the program has changed since.",
            where="decisions", remedy="Make a new file for offline review, and decide there again.")
    items = {item.about: item for item in desk.items()}
    here = [(one, items[one.about]) for one in file.decisions if one.about in items]
    fresh = [desk.decision(item, *_meant(desk, item, one))
             for one, item in here if one.action != "words" and not _was_kept(desk, one)]
    later = {one.about: one.at for one in standing(desk.made) if one.about in items}
    meanwhile = tuple(one.provision_id for one in fresh if one.about in later and later[one.about] > one.at)
    desk.keep(*fresh)
    worded = [Wording(item, one.words, edits_from(one.words, desk.laid_over(item)), one.at)
              for one, item in here if one.action == "words" and not _was_confirmed(desk, one)]
    return BroughtBack(tuple(fresh), tuple(worded), len(here) - len(fresh) - len(worded), meanwhile,
                       len(file.decisions) - len(here))


def _read(saved: bytes) -> OfflineFile:
    try:
        return OfflineFile.model_validate_json(saved)
    except ValidationError:
        raise UnusableCase("this is not a file of decisions that a review file of ours saved.", where="decisions",
                           remedy="Choose the file that “Save decisions” gave you; it ends in .json.") from None


def _meant(desk: Desk, item: Item, one: Offline) -> tuple[Action, dt.datetime, dict[str, Any], str]:
    """Give what a decision of the file means here; a reading that is not offered any more is no decision."""
    if one.action != "take":
        return Action(one.action), one.at, {}, ""
    found = [choice for choice in choices(desk, item) if choice.words == one.words and choice.edits]
    if not found:
        raise UnusableCase(f"a reading that was chosen for {item.provision.id} is not offered here.", where="decisions",
                           remedy="Make a new file for offline review, and decide there again.")
    return Action.EDIT, one.at, found[0].edits, one.words


def _was_kept(desk: Desk, one: Offline) -> bool:
    """Whether the same was decided about the same at the same moment: the file was brought back before.

    A reading that was taken then need not be offered any more: taking it may have settled what offered it.
    """
    same = (one.about, Action.EDIT, one.words) if one.action == "take" else (one.about, Action(one.action), "")
    return any(isinstance(made, Decision) and made.at == one.at and (made.provision, made.action, made.why) == same
               for made in desk.made)


def _was_confirmed(desk: Desk, one: Offline) -> bool:
    """Whether somebody has kept these words since."""
    return any(isinstance(made, Decision) and made.action is Action.EDIT and made.at >= one.at
               and (made.provision, made.why) == (one.about, one.words) for made in desk.made)


def confirm(desk: Desk, wording: Wording) -> None:
    """Keep somebody's own words, now that somebody has seen how they are read."""
    edited(wording.item.provision, wording.edits)
    desk.keep(desk.decision(wording.item, Action.EDIT, wording.at, wording.edits, wording.words))
