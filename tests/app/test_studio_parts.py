"""The small pieces of the studio: settings, sliders, views, scales, colours."""

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.actions import ACTIONS, FILE, TOOLBAR, Action, ordered
from app.desks import ALL
from app.panels.tissue_section import paired
from app.settings import MOST_RECENT, Settings, load_settings, save_settings
from app.surfaces import ColourBy, surface_from
from app.theme import SKIN
from app.viewport.colouring import ramp, scale_for, vertex_colours
from app.viewport.layer import Material, SurfaceLayer
from app.viewport.scale_bar import LENGTHS_MM, bar_length
from app.viewport.views import VIEWS, axes, find_view, place_camera
from app.widgets.value_slider import ValueSlider
from core.geometry.mesh import Mesh
from tests.app.fakes import FakeHeadModel


def test_settings_come_back_and_damaged_ones_are_defaults(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "studio.json"
    kept = Settings(theme="light", folder="/somewhere").with_recent(tmp_path / "a.obj")
    save_settings(kept, path)
    assert load_settings(path) == kept
    for text in ("", "[]", '{"theme": 7, "recent": "x", "geometry": null}', "{"):
        path.write_text(text)
        assert load_settings(path) == Settings()
    path.write_text(json.dumps({"recent": [1, "b.obj"]}))
    assert load_settings(path).recent == ("b.obj",)


def test_recent_files_are_few_and_newest_first(tmp_path: Path) -> None:
    settings = Settings()
    for index in range(2 * MOST_RECENT):
        settings = settings.with_recent(tmp_path / f"{index}.obj")
    settings = settings.with_recent(tmp_path / f"{2 * MOST_RECENT - 2}.obj")
    assert len(settings.recent) == MOST_RECENT
    assert Path(settings.recent[0]).name == f"{2 * MOST_RECENT - 2}.obj"


def test_settings_that_cannot_be_kept_are_only_noted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    save_settings(Settings(), blocked / "studio.json")
    assert "could not be kept" in caplog.text


def test_shortcuts_are_unique_and_the_toolbar_is_made_of_actions() -> None:
    records = ACTIONS + tuple(record for desk in ALL for record in desk.ACTIONS)
    shortcuts = [record.shortcut for record in records if record.shortcut]
    assert len(shortcuts) == len(set(shortcuts))
    assert {key for key in TOOLBAR if key} <= {record.key for record in records}
    assert len({(one.key, one.owner) for one in records}) == len({one.key for one in records})
    assert {record.owner for desk in ALL for record in desk.ACTIONS} == {
        desk.NAME for desk in ALL if desk.ACTIONS
    }


def test_an_action_stands_below_the_one_it_names() -> None:
    first, second = Action("a", "x", "A", FILE), Action("b", "x", "B", FILE)
    last, chained = Action("c", "x", "C", FILE, after="a"), Action("d", "x", "D", FILE, after="c")
    assert ordered((chained, first, last, second)) == (first, last, chained, second)
    with pytest.raises(ValueError, match="nowhere"):
        ordered((first, Action("e", "x", "E", FILE, after="nowhere")))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.key)
def test_a_view_sees_the_whole_head_from_its_side(view: object) -> None:
    points = FakeHeadModel(3).bundle.template.skin.vertices
    chosen = find_view(view.key)  # type: ignore[attr-defined]
    base = axes(chosen)
    assert np.allclose(base @ base.T, np.eye(3))
    place = place_camera(chosen, points, aspect=0.7)
    offset = place.position - place.middle
    assert np.allclose(np.cross(offset, chosen.towards), 0.0, atol=1e-6 * np.linalg.norm(offset))
    seen = (points - place.position) @ base.T
    angle = np.degrees(np.arctan2(np.abs(seen[:, :2]), -seen[:, 2:]))
    assert angle[:, 1].max() < 10.0
    assert np.tan(np.radians(angle[:, 0].max())) < 0.7 * np.tan(np.radians(10.0))


def test_left_is_the_subjects_left() -> None:
    assert find_view("left").towards[0] > 0
    assert find_view("top").towards[1] > 0


def test_scales_have_round_ends_and_ignore_what_is_missing() -> None:
    values = np.array([np.nan, 0.2, 7.4, 12.0, -3.0])
    change = scale_for(ColourBy.CHANGE, values)
    assert (change.low, change.high, change.diverging) == (-20.0, 20.0, True)
    thickness = scale_for(ColourBy.THICKNESS, np.linspace(0.0, 10.0, 100))
    assert (thickness.low, thickness.high) == (0.0, 10.0)
    assert scale_for(ColourBy.DISTANCE, np.array([np.nan])).high == 1.0


def test_the_sequential_ramp_only_gets_lighter_and_the_middle_of_change_is_neutral() -> None:
    light = ramp(scale_for(ColourBy.THICKNESS, np.ones(3)), np.linspace(0, 1, 50)) @ [0.3, 0.6, 0.1]
    assert (np.diff(light) > 0).all()
    middle = ramp(scale_for(ColourBy.CHANGE, np.ones(3)), np.array([0.5]))[0]
    assert np.ptp(middle) < 0.05


def test_hollows_are_darker_and_vertices_without_value_are_grey() -> None:
    mesh = Mesh(np.eye(3), [[0, 1, 2]])
    shade = np.array([0.0, 0.5, 1.0], dtype=np.float32)
    plain = vertex_colours(surface_from(mesh, shade), SKIN, None, None).astype(int).sum(axis=1)
    assert (np.diff(plain) > 0).all()
    values = np.array([0.0, np.nan, 1.0])
    scale = scale_for(ColourBy.THICKNESS, values)
    coloured = vertex_colours(surface_from(mesh), SKIN, values, scale)
    assert np.ptp(coloured[1].astype(int)) < 5
    assert np.ptp(coloured[2].astype(int)) > 50


@pytest.mark.parametrize("per_pixel", [0.01, 0.3, 2.0])
def test_the_scale_bar_is_round_and_never_too_long(per_pixel: float) -> None:
    length = bar_length(per_pixel, 800)
    assert length in LENGTHS_MM
    assert length <= max(0.16 * 800 * per_pixel, LENGTHS_MM[0])


def test_a_layer_moves_in_place_while_its_topology_stays() -> None:
    model = FakeHeadModel(3)
    mesh = model.bundle.template.skin
    layer = SurfaceLayer(Material(SKIN, 0.1, 10.0))
    layer.show(surface_from(mesh))
    data = layer.actor.GetMapper().GetInput()
    layer.show(surface_from(mesh.with_vertices(mesh.vertices + 5.0)))
    assert layer.actor.GetMapper().GetInput() is data
    assert data.GetPoint(0) == pytest.approx(mesh.vertices[0] + 5.0, abs=1e-3)
    layer.show(surface_from(Mesh(mesh.vertices, mesh.faces[:10].copy())))
    assert layer.actor.GetMapper().GetInput().GetNumberOfPolys() == 10
    layer.show(None)
    assert not layer.actor.GetVisibility()


def test_pairs_of_regions_share_a_slider() -> None:
    regions = ("chin", "cheek_left", "cheek_right", "scar_left")
    assert paired(regions) == {
        "chin": ("chin",),
        "cheek": ("cheek_left", "cheek_right"),
        "scar_left": ("scar_left",),
    }


def test_a_slider_tells_moves_steps_and_release_in_order(qtbot: QtBot) -> None:
    slider = ValueSlider(-3.0, 3.0, 0.05, 0.0)
    qtbot.addWidget(slider)
    slider.resize(214, 20)
    slider.show()
    told: list[tuple[str, float]] = []
    slider.moved.connect(lambda value: told.append(("moved", value)))
    slider.stepped.connect(lambda value: told.append(("stepped", value)))
    slider.released.connect(lambda: told.append(("released", slider.value)))
    button = Qt.MouseButton.LeftButton
    qtbot.mousePress(slider, button, pos=slider.place_of(1.0).toPoint())
    assert slider.dragging
    qtbot.mouseMove(slider, slider.place_of(2.0).toPoint())
    qtbot.mouseRelease(slider, button, pos=slider.place_of(2.0).toPoint())
    assert told[0][0] == "moved"
    assert told[-1][0] == "released"
    assert told[-1][1] == pytest.approx(2.0, abs=0.1)
    told.clear()
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    qtbot.mouseDClick(slider, button, pos=slider.place_of(0.5).toPoint())
    assert [kind for kind, _ in told] == ["stepped", "stepped"]
    assert slider.value == 0.0
    slider.set_value(1.0)
    assert len(told) == 2
