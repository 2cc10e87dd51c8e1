"""Pictures of a page: cut to the boxes, the words under the mark still black, turned the way they are read."""

import io

import pytest
from PIL import Image

from app.samples_folder import samples_folder
from extractors.page_picture import COLOUR, part_of_page, whole_page
from extractors.plan import read_plan

PLAN = samples_folder() / "nell" / "plan.pdf"


@pytest.fixture(scope="module")
def items():
    return {item.id: item for item in read_plan(PLAN).provisions}


def opened(picture):
    return Image.open(io.BytesIO(picture)).convert("RGB")


def share(picture, test):
    pixels = list(opened(picture).resize((300, 100)).getdata())
    return sum(map(test, pixels)) / len(pixels)


def is_marked(pixel):
    return pixel[0] - pixel[2] > 60


def test_the_words_are_marked_and_stay_black(items):
    picture = opened(part_of_page(PLAN, items["F11"].quote.boxes, narrow=True))
    assert share(part_of_page(PLAN, items["F11"].quote.boxes, narrow=True), is_marked) > 0.2
    assert any(max(pixel) < 60 for pixel in picture.getdata())
    assert min(abs(a - b) for a, b in zip(picture.getpixel((40, picture.height // 2)), COLOUR, strict=True)) < 30


def test_a_part_is_as_wide_as_the_page_or_as_narrow_as_the_words(items):
    boxes = items["F11"].quote.boxes
    page, wide, narrow = (opened(one) for one in (whole_page(PLAN, 8), part_of_page(PLAN, boxes),
                                                  part_of_page(PLAN, boxes, narrow=True)))
    assert page.width == wide.width > narrow.width
    assert page.height > wide.height == narrow.height


def test_a_page_without_boxes_is_not_marked(items):
    assert share(whole_page(PLAN, 8), is_marked) == 0 < share(whole_page(PLAN, 8, items["F11"].quote.boxes), is_marked)
    assert share(whole_page(PLAN, 7, items["F11"].quote.boxes), is_marked) == 0
