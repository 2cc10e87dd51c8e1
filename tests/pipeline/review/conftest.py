"""The reading of the sample plan, and a desk on which every item of it lies."""

import datetime as dt

import pytest

from app.samples_folder import samples_folder
from pipeline.case_folder import read_case
from pipeline.read import read_versions
from pipeline.review.desk import Desk


@pytest.fixture(scope="package")
def reading():
    return read_versions(read_case(samples_folder() / "nell", dt.date(2026, 1, 5)))


@pytest.fixture
def desk(reading, tmp_path):
    made = Desk(tmp_path / "decisions.jsonl", "Ruth", [], reading=reading)
    made.lay_out(every=True)
    return made
