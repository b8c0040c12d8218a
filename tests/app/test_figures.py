"""Figures show what they say: tables of faces, scales with their values, the same every time."""

import io
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from app.figures.aim import draw_thickness
from app.figures.components import SHOWN, draw_components
from app.figures.expression_sheet import draw_expressions
from app.figures.make import make_figures
from app.figures.mixing import draw_blend, draw_swap
from app.figures.people import Sitter, two_people
from app.figures.portrait import Portrait
from app.figures.sheet import Titles, compose
from app.off_screen import LIGHT
from app.surfaces import ColourBy
from app.viewport.colouring import Scale, ramp, scale_for
from core.document.state import FaceState
from core.errors import NasionError
from core.geometry.mesh import Mesh
from core.geometry.template import PARTS
from tests.app.fakes import FakeHeadModel


@pytest.fixture(scope="module")
def model() -> FakeHeadModel:
    return FakeHeadModel(3)


@pytest.fixture(scope="module")
def sitters(model: FakeHeadModel) -> tuple[Sitter, Sitter]:
    one = model.mean_state()
    random = np.random.default_rng(2)
    codes = {part: tuple(random.normal(size=len(code))) for part, code in one.codes.items()}
    two = replace(one, codes=codes, size=1.03)
    return Sitter("A", one, model.skin_preview(one)), Sitter("B", two, None)


def pixels(png: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)


def cell(colour: tuple[int, int, int], size: tuple[int, int] = (60, 80)) -> Image.Image:
    return Image.new("RGBA", size, (*colour, 255))


def test_cells_stand_in_rows_and_columns_and_empty_ones_stay_empty() -> None:
    red, green, blue = cell((200, 0, 0)), cell((0, 200, 0)), cell((0, 0, 200))
    picture = pixels(compose([[red, green], [None, blue]], Titles()))
    height, width, _ = picture.shape
    assert (height, width) == (2 * 80 + 6 + 44, 2 * 60 + 6 + 44)
    assert picture[60, 50].tolist() == [200, 0, 0]
    assert picture[60, 120].tolist() == [0, 200, 0]
    assert picture[150, 120].tolist() == [0, 0, 200]
    assert picture[150, 50] == pytest.approx(np.array(LIGHT.top) * 255.0, abs=1.0)


def test_writing_and_scales_take_room_of_their_own() -> None:
    one = cell((90, 90, 90))
    plain = pixels(compose([[one]], Titles()))
    full = Titles(("mean",), ("Nose",), (("Component 1", 1),), ("caption",), "credit")
    scales = (Scale("Distance [mm]", 0.0, 2.0), Scale("Moved [mm]", 0.0, 8.0))
    written = pixels(compose([[one]], full, scales=scales))
    assert written.shape[0] > plain.shape[0] + 100
    assert written.shape[1] > plain.shape[1] + 50
    yellow = ramp(scales[0], np.array([1.0]))[0] * 255.0
    assert (np.abs(written - yellow).max(axis=2) < 3.0).any(), "the bar ends in the top colour"


def test_components_are_a_row_for_each_part_and_the_same_every_time(model: FakeHeadModel) -> None:
    first, second = draw_components(model), draw_components(model)
    assert first == second
    height, width, _ = pixels(first).shape
    assert height > len(PARTS) * 160
    assert width > 3 * SHOWN * 130


def test_a_swap_and_a_way_are_drawn(model: FakeHeadModel, sitters: tuple[Sitter, Sitter]) -> None:
    swap, way = pixels(draw_swap(model, *sitters)), pixels(draw_blend(model, *sitters))
    assert swap.shape[1] > 6 * 190
    assert way.shape[1] > 7 * 170
    warm = (way[..., 0] > way[..., 2] + 25).mean()
    assert warm > 0.1, "there is skin to be seen"


def test_expressions_are_drawn_where_the_model_has_them(
    model: FakeHeadModel, sitters: tuple[Sitter, Sitter], monkeypatch: pytest.MonkeyPatch
) -> None:
    png = draw_expressions(model, sitters[0])
    assert png is not None
    assert pixels(png).shape[1] > 5 * 230
    monkeypatch.setattr(model, "expression_names", ())
    assert draw_expressions(model, sitters[0]) is None


def test_a_map_has_the_colours_of_its_values(model: FakeHeadModel) -> None:
    skin = model.skin_preview(model.mean_state())
    scale = scale_for(ColourBy.DISTANCE, np.array([0.0, 2.0]))
    portrait = Portrait(size=(60, 70))
    low = np.asarray(portrait.mapped(skin, np.zeros(skin.vertex_count), scale), dtype=float)
    high = np.asarray(portrait.mapped(skin, np.full(skin.vertex_count, 9.0), scale), dtype=float)
    none = np.asarray(portrait.mapped(skin, np.full(skin.vertex_count, np.nan), scale), float)
    assert low[35, 30, 2] > low[35, 30, 0] + 20
    assert high[35, 30, 0] > high[35, 30, 2] + 60
    assert np.ptp(none[35, 30, :3]) < 40


def test_a_texture_is_drawn_where_the_scan_says(tmp_path: Path) -> None:
    picture = np.zeros((8, 8, 3), np.uint8)
    picture[:, :4] = (250, 20, 20)
    picture[:, 4:] = (20, 20, 250)
    path = tmp_path / "texture.png"
    Image.fromarray(picture).save(path)
    corners = np.array([[-60, -60, 60], [60, -60, 60], [60, 60, 60], [-60, 60, 60]], dtype=float)
    faces = [[0, 1, 2], [0, 2, 3]]
    uv = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=float)
    square = Mesh(corners, faces, uv, np.array(faces))
    portrait = Portrait(size=(80, 80), middle=(0.0, 0.0, 60.0), radius=80.0)
    drawn = np.asarray(portrait.textured(square, path), dtype=float)
    assert drawn[40, 20, 0] > drawn[40, 20, 2] + 60
    assert drawn[40, 60, 2] > drawn[40, 60, 0] + 60
    with pytest.raises(NasionError, match="texture coordinates"):
        portrait.textured(Mesh(corners, faces), path)


def test_figures_are_written_by_name(model: FakeHeadModel, tmp_path: Path) -> None:
    written = make_figures(model, tmp_path, None, ("components",))  # type: ignore[arg-type]
    assert [path.name for path in written] == ["parts-components.png"]
    assert written[0].stat().st_size > 10_000


def test_without_data_one_person_is_the_sample_and_one_is_drawn(model: FakeHeadModel) -> None:
    first, second = two_people(model, None)  # type: ignore[arg-type]
    assert first.scan is not None
    assert second.scan is None
    assert any(second.state.codes["nose"])


def test_skulls_are_seen_through_skin(model: FakeHeadModel) -> None:
    state = model.mean_state()
    skin, portrait = model.skin_preview(state), Portrait(size=(60, 70))
    with_bone = np.asarray(portrait.through(skin, model.skull(state).mesh), dtype=float)
    plain = np.asarray(portrait.plain(skin), dtype=float)
    assert np.abs(with_bone - plain)[35, 30].max() > 10.0


def test_thicker_cheeks_are_red_and_thinner_ones_blue(
    model: FakeHeadModel, sitters: tuple[Sitter, Sitter], monkeypatch: pytest.MonkeyPatch
) -> None:
    def outward(model: FakeHeadModel, state: FaceState) -> tuple[Mesh, SimpleNamespace]:
        skin = model.skin_preview(state)
        normal = skin.vertices / np.linalg.norm(skin.vertices, axis=1, keepdims=True)
        return skin, SimpleNamespace(normal=normal)

    monkeypatch.setattr("app.figures.aim._anatomy", outward)
    picture = pixels(draw_thickness(model, sitters[1]))  # type: ignore[arg-type]
    maps = picture[60:300]
    third, fifth = maps[:, 506:742], maps[:, 990:1226]
    assert ((third[..., 0] - third[..., 2]) > 60).sum() > 200
    assert ((fifth[..., 2] - fifth[..., 0]) > 60).sum() > 200
    assert ((fifth[..., 0] - fifth[..., 2]) > 60).sum() == 0
