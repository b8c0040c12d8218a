"""The anatomy page and the brush as a person uses them: real keys and mouse on real widgets."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.surfaces import ColourBy
from app.widgets.number_box import NumberBox
from app.widgets.value_slider import ValueSlider
from tests.app.studio import open_window, rest, wait_for

pytestmark = pytest.mark.window

TITLES = {
    ColourBy.ANATOMY_BONE: "Bone b, forward [mm]",
    ColourBy.ANATOMY_NORMAL: "Normal n, tilt [°]",
    ColourBy.ANATOMY_DEPTH: "Thickness d [mm]",
    ColourBy.ANATOMY_JAW: "Jaw weight k [0 to 1]",
}


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    with open_window(qtbot) as opened:
        opened.show_page("anatomy")
        opened.view.look_from("front")
        yield opened
        rest(qtbot, opened.session)


def _canvas(window: MainWindow) -> tuple[QWidget, QPoint]:
    """Return what takes the mouse, and its middle, where the face is."""
    canvas = window.view.layout().itemAt(0).widget()
    return canvas, QPoint(canvas.width() // 2, canvas.height() // 2)


def _stroke(window: MainWindow, *places: QPoint, shift: bool = False) -> None:
    canvas, _ = _canvas(window)
    keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, keys, places[0])
    for place in places[1:]:
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, keys, places[-1])


def _press(window: MainWindow, key: str) -> None:
    """Use a shortcut; without a window manager no window is active, so the key alone does not."""
    found = [one for one in window.findChildren(QShortcut) if one.key().toString() == key]
    assert len(found) == 1
    found[0].activated.emit()


def _paint(window: MainWindow) -> np.ndarray:
    assert window.session.state is not None
    assert window.session.state.paint is not None
    return np.asarray(window.session.state.paint)


def test_build_and_bone_are_set_undone_and_reset(window: MainWindow) -> None:
    panel, session = window.anatomy, window.session
    panel.build.row.box.setValue(4.0)
    panel.bone.rows["mandible.open"].slider.setFocus()
    QTest.keyClick(panel.bone.rows["mandible.open"].slider, Qt.Key.Key_PageUp)
    assert session.state is not None
    assert (session.state.build, dict(session.state.bone)) == (4.0, {"mandible.open": 1.0})
    session.undo()
    assert panel.bone.rows["mandible.open"].value == 0.0
    assert panel.build.row.value == 4.0
    panel.bone.rows["chin.down"].box.setValue(3.0)
    panel.bone.reset.click()
    assert not session.state.bone
    assert session.state.build == 4.0
    panel.reset.click()
    assert not session.state.has_anatomy_edits


def test_both_sides_are_one_slider_and_everything_is_named(window: MainWindow) -> None:
    panel, session = window.anatomy, window.session
    for widget in (*panel.findChildren(ValueSlider), *panel.findChildren(NumberBox)):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert widget.accessibleName(), widget
    named = [w.accessibleName() for w in panel.findChildren(ValueSlider)]
    assert len(named) == len(set(named)), "no two sliders have the same name"
    for button in panel.findChildren(QAbstractButton):
        assert button.text() or button.accessibleName()
    panel.bone.rows["zygoma.out"].box.setValue(2.0)
    assert session.state is not None
    assert dict(session.state.bone) == {"zygoma_left.out": 2.0, "zygoma_right.out": 2.0}
    assert session.history is not None
    assert session.history.undo_label == "Cheekbones out +2 mm"
    panel.symmetric.setChecked(False)
    assert panel.bone.rows["zygoma_left.out"].value == 2.0
    panel.bone.rows["zygoma_right.out"].box.setValue(-1.0)
    assert session.state.bone["zygoma_left.out"] == 2.0
    session.undo()
    session.undo()
    assert not session.state.bone


def test_the_skull_moves_with_a_jaw_that_is_dragged(qtbot: QtBot, window: MainWindow) -> None:
    window.layers.set_glass(True)
    before = window.view.layer("skull").surface
    assert before is not None
    window.anatomy.bone.rows["mandible.open"].box.setValue(10.0)
    rest(qtbot, window.session)
    after = window.view.layer("skull").surface
    assert after is not None
    moved = np.linalg.norm(after.vertices - before.vertices, axis=1)
    assert moved.max() > 5.0
    assert moved.min() == 0.0


def test_a_persons_thickness_is_told_and_unusual_ones_warn(
    qtbot: QtBot, window: MainWindow
) -> None:
    row = window.anatomy.rows["forehead"]
    usual = float(row.now.text())
    assert not row.now.property("unusual")
    assert "population" in row.now.toolTip()
    assert "T-Table" in row.now.toolTip()
    row.box.setValue(10.0)
    rest(qtbot, window.session)
    assert float(row.now.text()) > usual + 4.0
    assert row.now.property("unusual")
    assert "Beyond two standard deviations" in row.now.toolTip()
    window.session.undo()
    rest(qtbot, window.session)
    assert float(row.now.text()) == usual
    assert not row.now.property("unusual")


def test_one_stroke_is_one_step_and_shift_takes_away(qtbot: QtBot, window: MainWindow) -> None:
    _, middle = _canvas(window)
    window.anatomy.painting.toggle.click()
    assert window.anatomy.brush.active
    window.anatomy.symmetric.setChecked(False)
    _stroke(window, middle, middle + QPoint(12, 0), middle + QPoint(24, 4))
    rest(qtbot, window.session)
    first = _paint(window)
    assert first.max() == pytest.approx(1.0, abs=0.3)
    assert first.min() >= 0.0
    assert window.session.history is not None
    assert window.session.history.labels == ("Start", "Brush stroke")
    _stroke(window, middle, middle + QPoint(12, 0), shift=True)
    rest(qtbot, window.session)
    assert _paint(window).min() < 0.0 or _paint(window).max() < first.max()
    assert len(window.session.history.labels) == 3
    window.session.undo()
    np.testing.assert_array_equal(_paint(window), first)
    window.anatomy.painting.reset.click()
    assert window.session.state is not None
    assert window.session.state.paint is None


def test_brushes_smooth_flatten_and_pull(qtbot: QtBot, window: MainWindow) -> None:
    _, middle = _canvas(window)
    section = window.anatomy.painting
    section.toggle.click()
    section.rows["brush.radius"].box.setValue(30.0)
    _stroke(window, middle)
    rest(qtbot, window.session)
    top = int(np.argmax(_paint(window)))
    peak = float(_paint(window)[top])
    for kind in ("smooth", "flatten"):
        section.kind.setCurrentIndex(section.kind.findData(kind))
        _stroke(window, middle, middle + QPoint(8, 0), middle)
        rest(qtbot, window.session)
        assert float(_paint(window)[top]) < peak, kind
        window.session.undo()
        rest(qtbot, window.session)
    section.kind.setCurrentIndex(section.kind.findData("pull"))
    _stroke(window, middle, middle - QPoint(0, 14), middle - QPoint(0, 30))
    assert float(_paint(window).max()) > peak + 1.0
    assert window.session.history is not None
    assert window.session.history.labels[-1] == "Pull of the skin"
    _stroke(window, middle, middle + QPoint(0, 60))
    assert float(_paint(window).min()) < -0.5
    rest(qtbot, window.session)


def test_the_brush_paints_both_sides_alike(qtbot: QtBot, window: MainWindow) -> None:
    _, middle = _canvas(window)
    window.anatomy.painting.toggle.click()
    _stroke(window, middle + QPoint(70, 10))
    rest(qtbot, window.session)
    places = window.anatomy.brush.places
    assert places is not None
    painted = _paint(window)
    left, right = painted[places[:, 0] > 15.0].sum(), painted[places[:, 0] < -15.0].sum()
    assert left > 0.0
    assert left == pytest.approx(right, rel=0.25)


def test_a_press_beside_the_head_turns_it_and_paints_nothing(window: MainWindow) -> None:
    canvas, middle = _canvas(window)
    window.anatomy.painting.toggle.click()
    camera = window.view.camera()
    corner = QPoint(12, canvas.height() - 12)
    _stroke(window, corner, corner + QPoint(60, -40))
    assert window.session.state is not None
    assert window.session.state.paint is None
    assert window.view.camera() != camera
    camera = window.view.camera()
    window.view.look_from("front")
    front = window.view.camera()
    _stroke(window, middle, middle + QPoint(30, 0))
    assert window.view.camera() == front, "painting does not turn the head"


def test_the_ring_follows_the_mouse_only_while_painting(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvas, middle = _canvas(window)
    QTest.mouseMove(canvas, middle)
    assert not window.view.ring.shown
    _press(window, "B")
    assert window.anatomy.painting.toggle.isChecked()
    QTest.mouseMove(canvas, middle + QPoint(3, 3))
    assert window.view.ring.shown
    QTest.mouseMove(canvas, QPoint(4, 4))
    assert not window.view.ring.shown
    radius = window.anatomy.brush.brush.radius
    _press(window, "]")
    assert window.anatomy.brush.brush.radius > radius
    assert window.anatomy.painting.rows["brush.radius"].value == window.anatomy.brush.brush.radius
    _press(window, "B")
    assert not window.anatomy.brush.active
    # On a screen of twice the scale the same device pixel is the same line of sight.
    place, last = middle + QPoint(80, -60), canvas.height() - 1
    eye, plain = window.view.ray_at(place.x(), place.y())
    monkeypatch.setattr(window.view, "devicePixelRatioF", lambda: 2.0)
    _, scaled = window.view.ray_at(place.x() / 2.0, last - (last - place.y()) / 2.0)
    np.testing.assert_allclose(scaled, plain, atol=1e-9)
    assert eye[2] > 200.0


def test_the_anatomy_is_seen_as_colours(qtbot: QtBot, window: MainWindow) -> None:
    skin = window.view.layer("skin")
    for colour, title in TITLES.items():
        window.layers.colour_skin(colour)
        wait_for(qtbot, lambda title=title: skin.scale is not None and skin.scale.title == title)
        assert skin.scale is not None
        assert skin.surface is not None
        values = skin.surface.values[colour]
        assert np.isfinite(values).all()
        assert skin.scale.low < skin.scale.high
        if colour is ColourBy.ANATOMY_JAW:
            assert (skin.scale.low, skin.scale.high) == (0.0, 1.0)
            chin = (skin.surface.vertices[:, 1] < -80.0) & (skin.surface.vertices[:, 2] > 60.0)
            assert values[chin].min() > 0.5
