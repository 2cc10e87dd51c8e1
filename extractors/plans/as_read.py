"""A plan that was read before and whose own file is gone: what was read of it stands in the place of the file."""

from pathlib import Path

from pydantic import ValidationError

from extractors.limits import most
from extractors.opening.regular import check_regular
from models.errors import UnreadableFile
from models.provision import PlanReading

AS_READ = ".reading"
AGAIN = "Hand in the plan itself once more."


def is_as_read(path: Path) -> bool:
    """Whether a file holds what was read of a plan, and not the plan."""
    return path.suffix == AS_READ


def plan_named(path: Path) -> str:
    """Give the name of the plan that a file is, or stands for.

    >>> plan_named(Path("Final plan.pdf")), plan_named(Path("Final plan.pdf.reading"))
    ('Final plan.pdf', 'Final plan.pdf')
    """
    return path.stem if is_as_read(path) else path.name


def reading_before(path: Path) -> PlanReading:
    """Give the reading that a file holds."""
    check_regular(path, most("plan", "bytes"), AGAIN)
    try:
        return PlanReading.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise UnreadableFile("What was read of this plan was kept by another version of this program, or is damaged.",
                             path.name, AGAIN) from None
