"""Stories with answers worked out by hand: which routes are open, by when, of which nature, and what comes next."""

import datetime as dt

import pytest

from tests.pipeline.routes.story import checked, stories

STORIES = [pytest.param(told, id=f"{file}-{told['why']}") for file, told in stories()]


def test_there_are_at_least_sixty_and_each_asks_something():
    told = [story for _, story in stories()]
    assert len(told) >= 60
    assert len({story["why"] for story in told}) == len(told)
    assert all(story.keys() & {"open", "closed", "next", "clocks", "by"} for story in told)


@pytest.mark.parametrize("told", STORIES)
def test_a_story_ends_as_worked_out_by_hand(told):
    report = checked(told)
    routes = {route.route: route for route in report.routes}
    opened = {name for name, route in routes.items() if route.open}
    assert set(told.get("open", ())) <= opened
    assert not set(told.get("closed", ())) & opened
    if "only" in told:
        assert opened == set(told["only"])
    assert {name: routes[name].by for name in told.get("by", {})} == {
        name: day if isinstance(day, dt.date) else None for name, day in told.get("by", {}).items()}
    assert {name: str(routes[name].nature) for name in told.get("nature", {})} == told.get("nature", {})
    for name, words in told.get("says", {}).items():
        route = routes[name]
        assert words in " ".join((route.why, route.by_how, route.to, *route.notes))


@pytest.mark.parametrize("told", [one for one in STORIES if "next" in one.values[0]])
def test_the_step_to_take_next_is_as_worked_out_by_hand(told):
    step = checked(told).next_step
    assert step.route == (told["next"] or None), step.words
    assert step.urgent is told.get("urgent", False)
    assert told.get("next_says", "") in step.words
    if "next_by" in told:
        assert step.by == told["next_by"]


@pytest.mark.parametrize("told", [one for one in STORIES if "clocks" in one.values[0]])
def test_the_clocks_run_as_worked_out_by_hand(told):
    clocks = {clock.key: clock for clock in checked(told).clocks}
    for key, answer in told["clocks"].items():
        if answer == "none":
            assert key not in clocks
        else:
            day, state = answer
            assert (clocks[key].day, str(clocks[key].state)) == (day, state), key


def test_every_key_of_the_deadline_table_runs_in_some_story():
    from pipeline.routes.clocks import clock_rules

    run = {key for _, told in stories() for key, answer in told.get("clocks", {}).items() if answer != "none"}
    never = {key for key, rule in clock_rules().items() if rule["from"] == "never"}
    assert clock_rules().keys() - run - never == set()


def test_every_route_is_open_in_some_story_and_closed_in_another():
    every = {f"R{number}" for number in range(1, 20)}
    told = [story for _, story in stories()]
    assert {name for story in told for name in (*story.get("open", ()), *story.get("only", ()))} == every
    assert {name for story in told for name in story.get("closed", ())} == every - {"R19"}
