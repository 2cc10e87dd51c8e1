"""One demo for all tests that only look at what it wrote."""

import pytest

from tests.doors.commands import process


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The folder in which the demo was run, and what the command said."""
    folder = tmp_path_factory.mktemp("demo")
    return folder / "sectionf-demo", process("demo", cwd=folder)
