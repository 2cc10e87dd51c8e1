"""How far a batch has come, as a terminal shows it: on one line, and at the end nothing is left."""

import io
import re

import pytest
from rich.console import Console

from app import batch_screen
from app.batch_screen import HowFar, bar_on
from models.batch import Outcome

WHOLE = 2000


@pytest.mark.parametrize("width", [80, 120])
def test_it_keeps_to_one_line_and_says_at_the_end_that_nothing_is_left(width, monkeypatch):
    monkeypatch.setattr(batch_screen, "LEAST_SECONDS", 0)
    shown = io.StringIO()
    with bar_on(Console(file=shown, width=width, force_terminal=True)) as bar:
        how_far = HowFar(WHOLE, bar)
        how_far.doing("Checking")
        for number in range(WHOLE):
            how_far.told("", Outcome.STOPPED if number % 2 else Outcome.CHECKED)
            if number in (1000, WHOLE - 1):
                bar.refresh()
    frames = re.split(r"[\r\n]+", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.getvalue()))
    assert max(map(len, frames)) <= width
    assert any("1001/2000" in frame and "left" in frame for frame in frames)
    ended = [frame for frame in frames if "2000/2000" in frame]
    assert ended and not [frame for frame in ended if "left" in frame]
