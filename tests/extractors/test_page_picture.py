"""Pictures of a page: cut to the boxes, the words under the mark still black, turned the way they are read."""

import io

import numpy as np
import pytest
from PIL import Image

from app.samples_folder import samples_folder
from extractors.pages.picture import COLOUR, part_of_page, whole_page
from extractors.plan import read_plan

PLAN = samples_folder() / "nell" / "plan.pdf"


@pytest.fixture(scope="module")
def boxes():
    return next(item for item in read_plan(PLAN).provisions if item.id == "F11").quote.boxes


def pixels(picture):
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)


def marked(picture):
    """The share of a picture that has the colour of the mark."""
    return float((np.abs(pixels(picture) - COLOUR).max(axis=2) < 12).mean())


def test_the_words_are_marked_and_stay_black(boxes):
    picture = part_of_page(PLAN, boxes, narrow=True)
    assert marked(picture) > 0.2
    assert (pixels(picture).max(axis=2) < 60).mean() > 0.01


def test_a_part_is_as_wide_as_the_page_or_as_narrow_as_the_words(boxes):
    page, wide, narrow = (pixels(one).shape for one in (
        whole_page(PLAN, 8), part_of_page(PLAN, boxes), part_of_page(PLAN, boxes, narrow=True)))
    assert page[1] == wide[1] > narrow[1]
    assert page[0] > wide[0] == narrow[0]


def test_only_the_page_of_the_boxes_is_marked(boxes):
    assert marked(whole_page(PLAN, 8, boxes)) > 0 == marked(whole_page(PLAN, 8)) == marked(whole_page(PLAN, 7, boxes))
