"""What `--help` says of each command fits on its line, on a screen of 80 columns."""

import pytest

from tests.doors.commands import sectionf


@pytest.mark.parametrize("group", [(), ("nightly",), ("kept",), ("keys",)], ids=" ".join)
def test_no_command_is_told_in_half_a_sentence(group, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    said = sectionf(*group, "--help").stdout.splitlines()
    commands = said[said.index("Commands:") + 1:]
    assert len(commands) > 2
    assert not [line for line in commands if line.endswith("...")]
