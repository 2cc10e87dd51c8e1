"""What a person looks at before a pack is sent, as far as it applies to this one."""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from models.calendar import CalendarSource
from pipeline.calendars.school_age import is_young_person
from pipeline.files.word_file import PLACEHOLDER
from pipeline.packs.evidence import Exhibit, withheld
from pipeline.packs.scope import Scope, pack_words
from pipeline.routes.rights import needs_authority
from pipeline.rules import rules
from pipeline.wording import fill, phrase


def checks(scope: Scope, files: Mapping[str, bytes], exhibits: Iterable[Exhibit]) -> tuple[str, ...]:
    """Give what is to be looked at in these files of the pack."""
    facts = {**_facts(scope, files), "withheld": withheld(exhibits)}
    return tuple(fill(one["words"], **facts) for one in rules("packs")["checks"]
                 if facts.get(one.get("needs", ""), True))


def _facts(scope: Scope, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Give what a check may depend on, and the words that it may hold; empty where it does not apply."""
    report, case, route = scope.report, scope.case, scope.route
    nature = phrase("natures", route.nature) if route.nature else ""
    return {
        "placeholders": placeholders(files),
        "unchecked": pack_words("unchecked", ids=scope.unchecked) if scope.unchecked else "",
        "left_out": pack_words("left_out", ids=scope.left_out) if scope.left_out else "",
        "assumed": report.calendar.source is CalendarSource.ASSUMED,
        "copies": any(not name.endswith(".docx") or "/" in name for name in files),
        "separated": case.situation.separated_parents or bool(case.other_parent.name),
        "young": is_young_person(report.reading.plan.date_of_birth, report.as_of),
        "authority": needs_authority(report, case),
        "by": pack_words("by", by=route.by, what=route.by_what, nature=nature, how=route.by_how) if route.by else "",
    }


def placeholders(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Give the words that still stand in square brackets in the Word files, each once."""
    words = (word_text(content) for name, content in files.items() if name.endswith(".docx") and "/" not in name)
    return tuple(dict.fromkeys(found for text in words for found in PLACEHOLDER.findall(text)))


def word_text(content: bytes) -> str:
    """Give the words of a Word file that we have written."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = parts.read("word/document.xml").decode()
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", xml)))
