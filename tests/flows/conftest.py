"""One Prefect server, in a home of its own, for all tests of the flows."""

import datetime as dt
import shutil

import pytest

from models.batch import Outcome, Source
from pipeline.batch import check, take_in
from pipeline.store.nouns import Store
from tests.doors.commands import KIT, contents
from tests.doors.conftest import demo
from tests.flows.caseloads import DAY
from tests.flows.prefect_server import prefect_server

__all__ = ["demo"]


@pytest.fixture(scope="session")
def private_home(tmp_path_factory):
    """A place for our store and for Prefect's, so that a test never touches those of the person who runs it."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def server(private_home):
    """The environment in which commands find a server that is up."""
    with prefect_server(private_home) as environment:
        yield environment


@pytest.fixture(scope="session")
def prefect(server):
    """What tells a program that has a home of its own of that server, which spares the start of another."""
    return {name: value for name, value in server.items() if name != "SECTIONF_HOME"}


@pytest.fixture(scope="session")
def alone(tmp_path_factory):
    """What a check of one of the cases of a caseload writes without Prefect."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copytree(KIT, folder / "case")
    store = Store(folder / "store")
    name = take_in(store, Source(name="case", folder=folder / "case", out=folder / "out"))
    assert check(store, name, dt.date.fromisoformat(DAY)) is Outcome.CHECKED
    return contents(folder / "out")
