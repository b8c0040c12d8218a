"""A head over its photograph lies where the photograph shows it."""

from pathlib import Path

import numpy as np
from PIL import Image

from app.photo_overlay import draw_fit
from core.document.photo_source import PhotoRecord
from tests.app.fake_photos import CAMERA, SIZE, take_photo
from tests.app.fakes import FakeHeadModel


def test_the_head_is_drawn_where_its_photograph_shows_it(tmp_path: Path) -> None:
    model = FakeHeadModel(3)
    with Image.open(take_photo(tmp_path / "anna.png", model)) as picture:
        shown = np.asarray(picture).std(axis=2) > 1.0
    record = PhotoRecord(
        name="anna.png", sha256="0" * 64, size=SIZE[::-1], role="front", neutral=True, focal=None,
        places=(), deviations=(), known=(), pose=(), fitted_focal=CAMERA.focal,
        rotation=tuple(CAMERA.place.rotation.ravel()), centre=CAMERA.centre,
        translation=tuple(CAMERA.place.translation),
    )  # fmt: skip
    drawn = draw_fit(model.skin_preview(model.mean_state()), record)
    left, top, width, height = drawn.place
    rows, columns = np.mgrid[0 : SIZE[0], 0 : SIZE[1]] + 0.5
    y = ((rows - top) / height * drawn.pixels.shape[0]).astype(int)
    x = ((columns - left) / width * drawn.pixels.shape[1]).astype(int)
    inside = (y >= 0) & (x >= 0) & (y < len(drawn.pixels)) & (x < drawn.pixels.shape[1])
    covered = np.zeros(SIZE, dtype=bool)
    covered[inside] = drawn.pixels[y[inside], x[inside], 3] > 0
    assert shown.sum() > 5000
    assert (covered ^ shown).sum() < 0.01 * shown.sum()
