"""The disk fails, or we are killed, at any write of any journey: nothing is half written or lost, and all goes on."""

import os
import random

import pytest

from pipeline.store import working
from tests.faults import backups, commands, desk
from tests.faults.calls import Way
from tests.faults.made import read_before
from tests.faults.trial import World, tried

JOURNEYS = {one.name: one for one in (*commands.JOURNEYS, *backups.JOURNEYS, *desk.JOURNEYS)}
TRIALS = int(os.environ.get("FAULTS", "3"))
"""How many of all trials of a journey `make test` has."""


@pytest.fixture(scope="module", autouse=True)
def cheap():
    with read_before():
        yield


@pytest.fixture(params=JOURNEYS)
def world(request, tmp_path, monkeypatch) -> World:
    monkeypatch.setattr(working, "MEMORY", tmp_path / "world" / "memory")
    monkeypatch.setattr(working, "ENOUGH", 0)
    monkeypatch.setenv("SECTIONF_HOME", str(tmp_path / "world" / "home"))
    return World(tmp_path, JOURNEYS[request.param])


def every(world: World) -> list[tuple[int, Way]]:
    return [(number, way) for way in Way for number in range(1, len(world.undisturbed.calls) + 1)]


def wrongs(world: World, trials: list[tuple[int, Way]]) -> list[tuple[str, ...]]:
    """Give what went wrong, of a journey that says how many calls it has."""
    calls = world.undisturbed.calls
    print(f"{world.journey.name}: {len(calls)} calls change the disk; {len(trials)} trials")  # noqa: T201
    return [(f"{number}, {way}", *calls[number - 1], *wrong) for number, way in trials
            if (wrong := tried(world, number, way))]


def test_at_some_calls_of_each_journey(world):
    trials = every(world)
    some = random.Random(world.journey.name).sample(trials, min(TRIALS, len(trials)))  # noqa: S311
    assert not wrongs(world, some)


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_at_every_call_of_each_journey(world):
    assert not wrongs(world, every(world))
