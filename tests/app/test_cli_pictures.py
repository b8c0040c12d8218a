"""Still pictures show a head where there is one, translucent where asked, and are written whole."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.off_screen import DARK, LIGHT, VIEWS, Panel
from app.pictures import draw_panels, save_picture
from app.shading import openness
from core.errors import ExportError, NasionError
from core.geometry.mesh import Mesh
from tests.app.fakes import FakeHeadModel

SIZE = (120, 150)


@pytest.fixture(scope="module")
def model() -> FakeHeadModel:
    return FakeHeadModel()


def _pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_view_shows_a_head_in_the_middle_and_background_in_the_corners(
    model: FakeHeadModel, view: str
) -> None:
    skin = model.skin_preview(model.mean_state())
    pixels = _pixels(draw_panels([Panel(skin, None, view)], panel_size=SIZE, palette=DARK))
    assert pixels.shape == (150, 120, 3)
    middle, corner = pixels[65:85, 50:70].mean(axis=(0, 1)), pixels[:6, :6].mean(axis=(0, 1))
    assert middle[0] > corner[0] + 60
    assert middle[0] > middle[2] + 20, "skin is warm"


def test_profile_looks_to_the_right(model: FakeHeadModel) -> None:
    skin = model.skin_preview(model.mean_state())
    pixels = _pixels(draw_panels([Panel(skin, None, "profile")], panel_size=SIZE, palette=DARK))
    rows = (pixels[..., 0] > 110).sum(axis=1)
    covered = pixels[..., 0] > 110
    rightmost = np.where(covered.any(axis=1), SIZE[0] - covered[:, ::-1].argmax(axis=1), 0)
    assert rows.max() > 40
    # The tip of the nose, a little below the middle, reaches furthest to the right.
    assert 70 < rightmost.argmax() < 110


def test_translucent_skin_shows_the_skull(model: FakeHeadModel) -> None:
    state = model.mean_state()
    skin, skull = model.skin_preview(state), model.skull(state).mesh
    hidden = _pixels(draw_panels([Panel(skin, skull)], panel_size=SIZE))
    shown = _pixels(draw_panels([Panel(skin, skull, skin_opacity=0.2)], panel_size=SIZE))
    bone = _pixels(draw_panels([Panel(None, skull)], panel_size=SIZE))
    middle = (slice(40, 70), slice(45, 75))
    to_bone = np.abs(shown[middle] - bone[middle]).mean()
    assert to_bone < np.abs(hidden[middle] - bone[middle]).mean()


def test_captions_and_rows_take_their_room(model: FakeHeadModel) -> None:
    skin = model.skin_preview(model.mean_state())
    panels = [Panel(skin, None, title="Before"), Panel(skin, None), Panel(skin, None)]
    png = draw_panels(panels, panel_size=SIZE, palette=LIGHT, columns=2, heading="H", footer="F")
    height, width, _ = _pixels(png).shape
    assert width == 2 * SIZE[0]
    assert height > 2 * SIZE[1] + 20


def test_nothing_to_draw_is_said(model: FakeHeadModel) -> None:
    with pytest.raises(NasionError, match="nothing to draw"):
        draw_panels([Panel(None, None)], panel_size=SIZE)


def test_a_picture_is_a_png_or_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="PNG"):
        save_picture(tmp_path / "picture.jpg", b"x")
    with pytest.raises(ExportError, match="folder does not exist"):
        save_picture(tmp_path / "absent" / "picture.png", b"x")
    assert not list(tmp_path.iterdir())


def test_a_plain_is_open_and_a_pit_is_not() -> None:
    x, z = np.meshgrid(np.linspace(-100, 100, 41), np.linspace(-100, 100, 41))
    depth = np.where(np.hypot(x, z) < 12, -40.0, 0.0)
    points = np.column_stack([x.ravel(), z.ravel(), depth.ravel()])
    corner = np.arange(41 * 40).reshape(40, 41)[:, :40].ravel()
    faces = np.vstack(
        [
            np.column_stack([corner, corner + 1, corner + 42]),
            np.column_stack([corner, corner + 42, corner + 41]),
        ]
    )
    light = openness(Mesh(points, faces)).reshape(41, 41)
    assert light[5, 20] > 0.95
    assert light[20, 20] < 0.5
