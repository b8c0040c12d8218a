"""Measuring and looking in the real window: clicks, drags, keys; what the document keeps of it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desks.measure import MeasureDesk
from app.desks.sight import SightDesk
from app.main_window import MainWindow
from app.surfaces import ColourBy
from app.viewport.view_cube import nearest_view
from core.document.edits import SetComponent
from tests.app.studio import open_window, rest, wait_for

pytestmark = pytest.mark.window
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    with open_window(qtbot) as opened:
        opened.view.look_from("front")
        yield opened


def measuring(window: MainWindow) -> MeasureDesk:
    desk = window.desks["measure"]
    assert isinstance(desk, MeasureDesk)
    return desk


def sight(window: MainWindow) -> SightDesk:
    desk = window.desks["sight"]
    assert isinstance(desk, SightDesk)
    return desk


def pixel(window: MainWindow, landmark: str) -> QPoint:
    x, y = window.view.pixel_of(measuring(window).measures.landmarks("skin")[landmark])
    return QPoint(round(x), round(y))


def click(window: MainWindow, *landmarks: str) -> None:
    for name in landmarks:
        QTest.mouseClick(window.view.canvas, LEFT, NONE, pixel(window, name))


def drag(window: MainWindow, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT) -> None:
    canvas = window.view.canvas
    QTest.mousePress(canvas, button, NONE, start)
    for share in (0.5, 1.0):
        QTest.mouseMove(canvas, start + (end - start) * share)
    QTest.mouseRelease(canvas, button, NONE, end)


def a_distance_is_placed_by_two_clicks_dragged_and_undone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    desk, session = measuring(window), window.session
    window.actions_by_key["place"][0].trigger()
    assert desk.tool.placing
    click(window, "cheilion_left", "cheilion_right")
    (mark,) = desk.measures.marks()
    places = desk.measures.landmarks("skin")
    true = np.linalg.norm(places["cheilion_left"] - places["cheilion_right"])
    assert mark.value == pytest.approx(true, abs=1.5), "clicks are whole pixels"
    assert desk.panel.placed.table.item(0, 1).text() == f"{mark.value:.1f} mm"
    assert session.resting, "a mark computes no surface"
    desk.place("")
    drag(window, pixel(window, "cheilion_left"), pixel(window, "gnathion"))
    (moved,) = desk.measures.marks()
    assert moved.value != mark.value
    assert moved.points[0] == pytest.approx(places["gnathion"], abs=2.0)
    session.undo()
    assert desk.measures.marks()[0].value == mark.value
    session.apply(SetComponent("mouth", 0, 2.0))
    rest(qtbot, session)
    followed = desk.measures.marks()[0]
    assert followed.measure == mark.measure
    assert followed.points != pytest.approx(mark.points, abs=1e-3)
    path = tmp_path / "measures"
    desk.write_csv(path)
    text = path.with_suffix(".csv").read_text()
    assert f"placed.distance,Distance 1,placed,{followed.value:.3f},mm" in text
    assert "nose.width,Nose width,face," in text
    desk.panel.placed.remove.click()
    assert session.state is not None
    assert session.state.measures == ()
    assert not desk.panel.placed.isVisible()


def paths_and_areas_end_by_key_and_escape_leaves_the_tool(window: MainWindow) -> None:
    desk, canvas = measuring(window), window.view.canvas
    desk.place("area")
    click(window, "exocanthion_left", "exocanthion_right", "gnathion")
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    desk.place("path")
    click(window, "exocanthion_left", "gnathion")
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    click(window, "glabella")
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not desk.tool.placing
    area, path = desk.measures.marks()
    assert (area.unit, path.unit) == ("mm²", "mm")
    straight = np.linalg.norm(path.points[1] - path.points[0])
    assert straight < path.value < 1.6 * straight
    desk.panel.placed.renamed.emit("Path 1", "Scar")
    assert window.session.state is not None
    assert [one.title for one in window.session.state.measures] == ["Area 1", "Scar"]


def a_dragged_landmark_changes_the_table_and_is_put_back(window: MainWindow) -> None:
    desk, session = measuring(window), window.session
    window.show_page("measures")
    before = {row.measure.key: row.measure.value for row in desk.measures.rows()}
    window.actions_by_key["landmarks"][0].trigger()
    drag(window, pixel(window, "alare_left"), pixel(window, "alare_left") + QPoint(24, 0))
    assert session.state is not None
    assert set(session.state.landmarks) == {"alare_left"}
    after = {row.measure.key: row.measure.value for row in desk.measures.rows()}
    assert after["nose.width"] > before["nose.width"] + 2.0
    assert after["eyes.biocular_width"] == before["eyes.biocular_width"]
    assert session.history is not None
    assert session.history.labels[-1] == "Move left alare"
    window.actions_by_key["reset_landmarks"][0].trigger()
    assert not session.state.landmarks


def an_unusual_value_is_marked_by_more_than_colour(window: MainWindow) -> None:
    panel = measuring(window).panel
    window.show_page("measures")
    rows = {row.measure.key: row for row in measuring(window).measures.rows()}
    shown = {}
    for at in range(panel.table.rowCount()):
        key = panel.table.item(at, 0).data(Qt.ItemDataRole.UserRole)
        if key is not None:
            shown[key] = panel.table.item(at, 3)
    unusual = [key for key, row in rows.items() if row.unusual("female")]
    usual = [key for key, row in rows.items() if np.isfinite(row.score("female"))]
    assert unusual, "the analytic head has odd proportions"
    for key in usual:
        marked = shown[key].text()[0] in "▲▼" and shown[key].font().bold()
        assert marked == (key in unusual)
    panel.sex.setCurrentIndex(1)
    assert window.settings.value("measure.sex", "") == "male"


def symmetry_is_measured_where_it_is_seen(qtbot: QtBot, window: MainWindow) -> None:
    desk = measuring(window)
    window.actions_by_key["mirror"][0].trigger()
    wait_for(qtbot, lambda: window.view.layer("mirror").drawn)
    assert desk.panel.survey.values["face"].text().endswith(" mm")
    assert desk.panel.survey.values["volume"].text() == "0 cm³"
    window.session.apply(SetComponent("nose", 0, 3.0))
    rest(qtbot, window.session)
    wait_for(qtbot, lambda: desk.panel.survey.values["volume.Nose"].text() != "0 cm³")
    window.actions_by_key["asymmetry"][0].trigger()
    wait_for(qtbot, lambda: window.view.layer("skin").scale is not None)
    assert window.view.layer("skin").colour is ColourBy.ASYMMETRY
    window.actions_by_key["mirror"][0].trigger()
    assert not window.view.layer("mirror").drawn
    rest(qtbot, window.session)


# --- looking ---------------------------------------------------------------------------------


def both_ways_of_navigation_turn_move_and_zoom(window: MainWindow) -> None:
    view, desk = window.view, sight(window)
    middle = QPoint(view.width() // 2, view.height() - 30)
    for key, button in (("medical", LEFT), ("blender", Qt.MouseButton.MiddleButton)):
        desk.page.choose(desk.page.navigation, key)
        assert window.settings.value("view.navigation", "medical") == key
        view.look_from("front")
        distance, focus = view.eye.distance, view.eye.middle
        drag(window, middle, middle + QPoint(60, 0), button)
        assert view.eye.axes()[2][0] < -0.3, "dragged right, the head shows its left"
        assert view.eye.distance == pytest.approx(distance)
        assert view.eye.middle == pytest.approx(focus)
        assert view.eye.axes()[1][1] == pytest.approx(1.0, abs=0.01), "up stays up"
    before = view.camera()
    drag(window, middle, middle + QPoint(60, 0), LEFT)
    assert view.camera() == before, "as in Blender the left button turns nothing"


def orthographic_keeps_the_scale_and_rays_are_parallel(window: MainWindow) -> None:
    view = window.view
    place = np.array(view.eye.middle)
    right = place + 50.0 * view.eye.axes()[0]
    before = [view.pixel_of(one) for one in (place, right)]
    window.actions_by_key["orthographic"][0].trigger()
    assert view.eye.parallel
    assert np.allclose([view.pixel_of(one) for one in (place, right)], before, atol=0.6)
    rays = [view.ray_at(x, 100.0)[1] for x in (10.0, view.width() - 10.0)]
    assert np.allclose(*rays)
    saved = view.camera()
    assert saved["parallel"] is True
    view.set_parallel(False)
    view.restore_camera(saved)
    assert view.eye.parallel
    view.restore_camera({"position": [1.0, 2.0], "middle": None})
    assert view.camera() == saved


def picking_follows_a_scaled_display(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    view, desk = window.view, measuring(window)
    tip = desk.measures.landmarks("skin")["pronasale"]
    for ratio in (1.0, 1.5, 2.0):
        # The picture keeps its device pixels; Qt counts fewer logical ones.
        monkeypatch.setattr(view, "devicePixelRatioF", lambda ratio=ratio: ratio)
        x, y = view.pixel_of(tip)
        origin, ahead = view.ray_at(x, y)
        assert np.linalg.norm(np.cross(tip - origin, ahead)) < 0.1
        point = desk.picker.at(x, y)
        assert point is not None
        assert point.place(desk.picker.bodies["skin"]) == pytest.approx(tip, abs=0.5)
    monkeypatch.undo()


def a_click_on_the_cube_looks_from_that_side(window: MainWindow) -> None:
    view = window.view
    view.look_from("three-quarter")
    QTest.mouseClick(view.canvas, LEFT, NONE, QPoint(30, 55))
    assert view.eye.axes()[2] == pytest.approx([0.0, 0.02, 1.0], abs=0.01)
    assert nearest_view(np.array([0.5, 0.0, 0.1])) == "left"
    assert nearest_view(np.array([0.5, 0.1, 0.45])) == "three-quarter"
    assert nearest_view(np.array([0.0, -0.5, 0.0])) == "below"


def keys_nudge_the_camera_and_the_turntable_stops_by_hand(qtbot: QtBot, window: MainWindow) -> None:
    view, desk = window.view, sight(window)
    for where in ("left", "up", "in"):
        before = view.camera()
        desk.nudge(where)
        assert view.camera() != before
    window.actions_by_key["turntable"][0].trigger()
    before = view.camera()
    wait_for(qtbot, lambda: view.camera() != before)
    assert desk.turning.turning
    desk.nudge("right")
    assert not desk.turning.turning
    assert not window.actions_by_key["turntable"][0].isChecked()
    for _ in range(40):
        desk.nudge("up")
    assert view.eye.axes()[2][1] < 1.0, "it never goes over the crown"


def a_cut_is_dragged_by_its_frame_and_parts_are_left_out(qtbot: QtBot, window: MainWindow) -> None:
    desk, view = sight(window), window.view
    view.look_from("left")
    desk.page.choose(desk.page.plane, "coronal")
    assert desk.cut_plane.axis is not None
    x, y = view.pixel_of(np.array([110.0, 60.0, 0.0]))
    start = QPoint(round(x), round(y))
    drag(window, start, start - QPoint(40, 0))
    moved = desk.cut_plane.place
    assert moved == pytest.approx(40 * view.eye.millimetres_per_pixel(view.height()), rel=0.25)
    assert desk.page.place.value == pytest.approx(moved, abs=0.5)
    window.actions_by_key["cut"][0].trigger()
    assert desk.cut_plane.axis is None
    whole = view.layer("skin").data.GetNumberOfPolys()
    desk.page.skin_parts[0].setChecked(False)
    assert view.layer("skin").data.GetNumberOfPolys() < whole
    window.session.apply(SetComponent("nose", 0, 1.0))
    rest(qtbot, window.session)
    assert view.layer("skin").data.GetNumberOfPolys() < whole
    desk.page.skin_parts[0].setChecked(True)
    assert view.layer("skin").data.GetNumberOfPolys() == whole


def light_finish_tone_and_wires_are_drawn_and_remembered(window: MainWindow) -> None:
    page = sight(window).page

    def picture() -> np.ndarray:
        image = window.view.image()
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
        return rows.astype(int)

    seen = [picture()]
    page.choose(page.light, "raking")
    seen.append(picture())
    page.choose(page.finish, "clay")
    seen.append(picture())
    page.choose(page.tone, "deep")
    seen.append(picture())
    window.actions_by_key["wires"][0].trigger()
    assert page.wires.isChecked()
    seen.append(picture())
    changes = [np.abs(a - b).mean() for a, b in pairwise(seen)]
    assert min(changes) > 0.5
    assert window.settings.value("view.lights", "") == "raking"
    assert window.settings.value("view.finish", "") == "clay"
    assert window.settings.value("view.tone", "") == "deep"


# --- the tests: opening a window takes longer than what is done in it, so a few share one --------


def fresh(qtbot: QtBot, window: MainWindow) -> None:
    """Bring the window back to where it was at first."""
    window.session.go_to(0)
    for key in ("landmarks", "mirror", "orthographic", "wires"):
        window.actions_by_key[key][0].setChecked(False)
    sight(window).page.navigation.setCurrentIndex(0)
    measuring(window).place("")
    window.view.look_from("front")
    rest(qtbot, window.session)


def test_placing_measures(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    a_distance_is_placed_by_two_clicks_dragged_and_undone(qtbot, window, tmp_path)
    fresh(qtbot, window)
    paths_and_areas_end_by_key_and_escape_leaves_the_tool(window)
    fresh(qtbot, window)
    an_area_is_painted_kept_and_undone(window)


def an_area_is_painted_kept_and_undone(window: MainWindow) -> None:
    brush, action = window.desks["area"].brush, window.actions_by_key["paint_area"][0]
    action.trigger()
    assert brush.active
    QTest.keyClick(window.view.canvas, Qt.Key.Key_BracketRight)
    assert brush.radius == 12.0
    start = pixel(window, "subnasale")
    drag(window, start, start - QPoint(0, 60))
    (measure,) = window.session.state.measures
    assert (measure.kind, measure.title) == ("area", "Area 1")
    (mark,) = measuring(window).measures.marks()
    length = np.linalg.norm(mark.points.max(axis=0) - mark.points.min(axis=0))
    assert 0.7 * np.pi * 12.0**2 < mark.value < 24.0 * length
    window.actions_by_key["place"][0].trigger()
    assert not brush.active, "one tool at a time"
    action.trigger()
    assert not measuring(window).tool.placing
    QTest.keyClick(window.view.canvas, Qt.Key.Key_Escape)
    assert not action.isChecked()
    window.session.undo()
    assert window.session.state.measures == ()


def test_landmarks_table_and_symmetry(qtbot: QtBot, window: MainWindow) -> None:
    a_dragged_landmark_changes_the_table_and_is_put_back(window)
    fresh(qtbot, window)
    an_unusual_value_is_marked_by_more_than_colour(window)
    symmetry_is_measured_where_it_is_seen(qtbot, window)


def test_moving_the_camera(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    picking_follows_a_scaled_display(window, monkeypatch)
    both_ways_of_navigation_turn_move_and_zoom(window)
    fresh(qtbot, window)
    orthographic_keeps_the_scale_and_rays_are_parallel(window)
    fresh(qtbot, window)
    a_click_on_the_cube_looks_from_that_side(window)
    keys_nudge_the_camera_and_the_turntable_stops_by_hand(qtbot, window)


def test_cuts_parts_and_looks(qtbot: QtBot, window: MainWindow) -> None:
    light_finish_tone_and_wires_are_drawn_and_remembered(window)
    fresh(qtbot, window)
    a_cut_is_dragged_by_its_frame_and_parts_are_left_out(qtbot, window)
