"""The picture of a page → the same in even light and without specks, as recognition needs it."""

import numpy as np
from PIL import Image, ImageFilter

PATCH = 24
"""So many points wide are the patches of which the lightest tells how light the paper is there."""
SPECK, SOFT = 3, 0.7
"""Specks that fill less than half of so many points square are dust; a little softness takes the grain."""


def in_even_light(picture: Image.Image) -> Image.Image:
    """Make the paper white throughout: a photograph of a page, or the copy of a fold, is darker on one side.

    >>> dim = Image.new("L", (600, 600), 130)
    >>> in_even_light(dim).getpixel((300, 300))
    255
    """
    patches = picture.resize((max(picture.width // PATCH, 1), max(picture.height // PATCH, 1)), Image.Resampling.BOX)
    paper = patches.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4))
    light = np.asarray(paper.resize(picture.size, Image.Resampling.BILINEAR), dtype=np.float32)
    return Image.fromarray(np.minimum(np.asarray(picture) * (255 / np.maximum(light, 1)), 255).astype(np.uint8))


def without_specks(picture: Image.Image) -> Image.Image:
    """Take away the dust and grain of a scan, which recognition takes for dots, commas and taller letters."""
    return picture.filter(ImageFilter.MedianFilter(SPECK)).filter(ImageFilter.GaussianBlur(SOFT))
