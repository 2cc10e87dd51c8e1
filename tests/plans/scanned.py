"""A PDF as a scanner would give it: pictures of its pages, leaning, blurred and speckled."""

import random
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter


def scanned(pdf: bytes, seed: int, dpi: int = 200) -> bytes:
    """Turn every page into a picture; the same seed always gives the same specks."""
    rng, specks = random.Random(seed), np.random.default_rng(seed)  # noqa: S311
    document = pypdfium2.PdfDocument(pdf)
    pictures = []
    for page in document:
        drawn = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        leaning = drawn.rotate(rng.uniform(-1, 1), resample=Image.Resampling.BILINEAR, fillcolor=250)
        blurred = np.asarray(leaning.filter(ImageFilter.GaussianBlur(0.7))).astype(float)
        speckled = (blurred + specks.normal(0, 8, blurred.shape)).clip(0, 255).astype("uint8")
        pictures.append(Image.fromarray(speckled))
    out = BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    return out.getvalue()
