"""A performance is played over the face, scrubbed, baked and written; undo is left alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QWidget
from pytestqt.qtbot import QtBot

from app.desks.performance import PerformanceDesk
from app.dialogs.export_motion import GLB, OBJ, ExportMotionDialog
from app.playback import Playback
from app.stage import Stage
from app.surfaces import Computed
from app.widgets.timeline import Timeline
from core.document.edits import Edit, SetComponent
from core.document.performance import Performance
from core.document.project_file import Project, save_project
from core.geometry.normals import vertex_normals
from tests.app.fakes import FakeHeadModel
from tests.app.studio import PATIENCE_MS, make_session, open_window, rest, wait_for
from tests.core.geometry.glb_rules import check_glb

FRAMES = 20


@pytest.fixture
def take(tmp_path: Path) -> Path:
    """Return a recording of a jaw that opens slowly."""
    rows = "\n".join(f"{at / 10},{at / 20},0.5" for at in range(FRAMES))
    path = tmp_path / "take.csv"
    path.write_text(f"seconds,JawOpen,BrowInnerUp\n{rows}\n")
    return path


class Room:
    """A desk over a session that never computes exact surfaces, and what was drawn."""

    def __init__(self, qtbot: QtBot) -> None:
        self.widget = QWidget()
        self.session = make_session(parent=self.widget)
        self.desk = PerformanceDesk(SimpleNamespace(session=self.session, window=self.widget))
        self.panel = self.desk.panel
        self.shown: list[Computed] = []
        self.told: list[str] = []
        self.desk.shown.connect(self.shown.append)
        self.session.message.connect(self.told.append)
        self.session.failed.connect(self.told.append)
        self.session.start()
        wait_for(qtbot, lambda: self.session.state is not None)
        self.session.surfaces.decline()

    @property
    def stage(self) -> Stage:
        assert self.desk.rehearsal is not None
        return self.desk.rehearsal.stage

    @property
    def take(self) -> Performance:
        assert self.desk.rehearsal is not None
        return self.desk.rehearsal.act.performance

    def apply(self, edit: Edit) -> None:
        self.session.apply(edit)
        self.session.surfaces.decline()


@pytest.fixture
def empty_room(qtbot: QtBot) -> Iterator[Room]:
    room = Room(qtbot)
    yield room
    room.desk.playback.pause()
    room.session.close()
    room.widget.deleteLater()


@pytest.fixture
def room(empty_room: Room, qtbot: QtBot, take: Path) -> Room:
    """Return a room with the recording opened."""
    with qtbot.waitSignal(empty_room.desk.opened, timeout=PATIENCE_MS):
        empty_room.desk.open_path(take)
    return empty_room


def test_in_the_window_it_draws_over_the_face_and_gives_it_back(qtbot: QtBot, take: Path) -> None:
    with open_window(qtbot) as window:
        desk, panel = window.desks["performance"], window.desks["performance"].panel
        assert not panel.isVisible(), "the view has the room until a performance is wanted"
        window.findChild(QDockWidget, "dock-performance").toggleViewAction().trigger()
        assert panel.open_file.isVisible()
        assert panel.open_folder.isVisible()
        assert not panel.play.isVisible()
        qtbot.keyClick(panel.timeline, Qt.Key.Key_Space)
        desk.bake()
        assert not desk.playback.playing
        face = window.view.layer("skin").surface
        with qtbot.waitSignal(desk.opened, timeout=PATIENCE_MS):
            desk.open_path(take)
        assert panel.play.isVisible()
        panel.timeline.picked.emit(FRAMES - 1)
        skin, stage = window.view.layer("skin").surface, desk.rehearsal.stage
        np.testing.assert_array_equal(skin.vertices, stage.skin(FRAMES - 1).vertices)
        assert window.status.tier.text() == f"Performance: frame {FRAMES}"
        title = window.findChild(QDockWidget, "dock-performance").titleBarWidget()
        assert "take.csv, played by Mean head" in title.text()
        window.findChild(QDockWidget, "dock-performance").toggleViewAction().trigger()
        assert window.view.layer("skin").surface is face
        window.desks["performance"].toggle()
        assert desk.playback.playing
        desk.playback.go_to(FRAMES - 1)
        drawn = []
        desk.shown.connect(drawn.append)
        window.session.surface_changed.emit(desk._face)
        wait_for(qtbot, lambda: bool(drawn))
        assert desk.playback.playing, "a finer surface of the same face goes under"
        assert window.view.layer("skin").surface is not face
        window.session.apply(SetComponent("nose", 0, 1.0))
        wait_for(qtbot, lambda: not desk.playback.playing)
        rest(qtbot, window.session)


def test_scrubbing_shows_the_frame_and_leaves_the_document_alone(room: Room) -> None:
    history = room.session.history
    before = room.session.state, history.position, room.session.modified
    for frame in (5, FRAMES - 1):
        room.panel.timeline.picked.emit(frame)
        np.testing.assert_array_equal(room.shown[-1].skin.vertices, room.stage.skin(frame).vertices)
        assert room.panel.place.text().startswith(f"Frame {frame + 1} of {FRAMES}")
        assert room.panel.timeline.frame == frame
    assert (room.session.state, history.position, room.session.modified) == before


def test_the_clock_decides_which_frame_is_seen(qtbot: QtBot) -> None:
    now = [0.0]
    playback = Playback(clock=lambda: now[0])
    seen: list[int] = []
    playback.frame_changed.connect(seen.append)
    playback.play()
    assert not playback.playing, "there is nothing to play"
    playback.use(Performance(("jawOpen",), 10.0, np.zeros((FRAMES, 1))))
    with qtbot.waitSignal(playback.playing_changed):
        playback.play()
    for time in (0.04, 0.11, 0.12, 0.75, 1.95, 2.05):
        now[0] = time
        playback.tick()
    assert seen == [1, 7, 19, 0], "frames that come too late are skipped, and it loops"
    playback.loop = False
    now[0] = 5.0
    playback.tick()
    assert not playback.playing
    assert seen[-1] == FRAMES - 1
    playback.toggle()
    assert seen[-1] == 0, "at the end it plays again from the beginning"
    playback.go_to(99)
    assert playback.frame == FRAMES - 1
    playback.pause()


def test_space_plays_and_pauses_and_a_tick_draws(room: Room, qtbot: QtBot) -> None:
    playback, timeline = room.desk.playback, room.panel.timeline
    qtbot.keyClick(timeline, Qt.Key.Key_Space)
    assert playback.playing
    drawn = len(room.shown)
    with qtbot.waitSignal(playback.frame_changed, timeout=PATIENCE_MS):
        pass
    assert len(room.shown) > drawn
    qtbot.keyClick(timeline, Qt.Key.Key_Space)
    assert not playback.playing
    room.panel.play.click()
    assert playback.playing


def test_an_edited_face_plays_with_its_edit(room: Room, qtbot: QtBot) -> None:
    room.desk.scrub(3)
    before, drawn = room.shown[-1].skin.vertices, len(room.shown)
    room.apply(SetComponent("nose", 0, 2.0))
    room.desk.scrub(3)
    wait_for(qtbot, lambda: len(room.shown) > drawn)
    moved = np.linalg.norm(room.shown[-1].skin.vertices - before, axis=1)
    assert 1.0 < moved.max() < 8.0


def test_a_baked_frame_is_one_edit(room: Room) -> None:
    room.desk.scrub(10)
    room.panel.bake.click()
    assert room.session.state.expression == pytest.approx((0.5, 0.0, 0.0, 0.5, 0.5))
    assert room.session.history.undo_label == "Expression of frame 11 of take.csv"
    room.session.undo()
    assert room.session.state.expression == ()


def test_another_person_plays_with_their_own_anatomy(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, model = room.desk, FakeHeadModel(3)
    other = SetComponent("remainder", 0, 2.0).apply(model.mean_state())
    save_project(tmp_path / "anna.nasion", Project(other))
    own, state = desk.rehearsal, room.session.state
    desk.cast_other(tmp_path / "anna.nasion")
    wait_for(qtbot, lambda: desk.rehearsal is not own)
    assert "anna.nasion" in room.panel.place.toolTip()
    assert not room.panel.own.isHidden()
    assert room.panel.other.isHidden()
    skull = room.stage.player.puppet.skull
    np.testing.assert_allclose(skull.vertices, model.skull(other).mesh.vertices)
    assert room.session.state is state, "the open face is still the open one"
    room.panel.own.click()
    wait_for(qtbot, lambda: desk.rehearsal.other is None)
    assert room.panel.own.isHidden()


def test_speed_and_loop_are_set_in_the_dock(room: Room) -> None:
    assert room.take.fps == 10.0
    room.panel.speed.setValue(25.0)
    assert room.take.fps == 25.0
    assert room.stage.player.performance.seconds == pytest.approx(FRAMES / 25.0)
    room.desk.toggle()
    room.panel.speed.setValue(12.0)
    assert room.desk.playback.playing
    room.panel.loop.click()
    assert not room.desk.playback.loop


@pytest.mark.parametrize("kind", [GLB, OBJ])
def test_performance_and_shapes_are_written_on_the_worker(
    room: Room, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    def ask(act: Callable[[], None], name: str) -> ExportMotionDialog:
        act()
        dialog = room.desk.dialog
        dialog.format.setCurrentText(kind)
        dialog.folder.setText(str(tmp_path))
        dialog.name.setText(name)
        dialog.rig.setChecked(True)
        dialog.skull.setChecked(True)
        return dialog

    for act, name in ((room.desk.export, "played"), (room.desk.export_blendshapes, "shapes")):
        dialog = ask(act, name)
        dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
        wait_for(qtbot, lambda name=name: f"Exported {name}" in room.told[-1])
    if kind == GLB:
        assert len(check_glb(tmp_path / "played.glb").description["meshes"]) == 3
        shapes = check_glb(tmp_path / "shapes.glb").description
        assert len(shapes["skins"][0]["joints"]) == len(shapes["meshes"]) == 3
    else:
        assert len(list((tmp_path / "played").rglob("*.obj"))) == 2 * FRAMES
        assert (tmp_path / "shapes" / "browInnerUp.obj").exists()
        again = ask(room.desk.export_blendshapes, "shapes")
        assert not again.buttons.button(again.buttons.StandardButton.Ok).isEnabled()
        again.reject()


def test_a_broken_recording_is_told_and_the_last_one_stays(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "bad.csv").write_text("jawOpen\nwide\n")
    before = room.desk.rehearsal
    with qtbot.waitSignal(room.session.failed, timeout=PATIENCE_MS):
        room.desk.open_path(tmp_path / "bad.csv")
    assert "line 2, column 'jawOpen'" in room.told[-1]
    assert room.desk.rehearsal is before


def test_reading_is_cancelled_and_nothing_changes(
    empty_room: Room, qtbot: QtBot, take: Path
) -> None:
    empty_room.desk.open_path(take)
    empty_room.session.cancel()
    wait_for(qtbot, lambda: not empty_room.session.busy)
    assert empty_room.desk.rehearsal is None
    assert "cancelled" in empty_room.told[-1]


def test_the_timeline_shows_picks_and_tells(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    low = timeline.sizeHint().height()
    errors = [0.1] * 99 + [float("nan")]
    timeline.set_frames(100, 25.0, errors)
    assert timeline.sizeHint().height() > low, "there is room for the errors"
    timeline.resize(600, timeline.sizeHint().height())
    timeline.show()
    for frame in (0, 42, 99):
        with qtbot.waitSignal(timeline.picked) as picked:
            place = timeline.place_of(frame).toPoint()
            qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=place)
        assert picked.args == [frame]
    with qtbot.waitSignal(timeline.picked) as picked:
        qtbot.keyClick(timeline, Qt.Key.Key_Left)
    assert picked.args == [98]
    with qtbot.waitSignal(timeline.picked) as picked:
        qtbot.keyClick(timeline, Qt.Key.Key_Home)
    assert picked.args == [0]
    assert timeline.words(2) == "Frame 3, 0.08 s, error 0.1 mm"
    assert timeline.words(99) == "Frame 100, 3.96 s"
    picture = timeline.grab().toImage()
    assert picture.pixelColor(300, timeline.height() - 8) != picture.pixelColor(2, 2), "the errors"
    timeline.set_frames(0, 1.0)
    timeline.grab()


def test_frames_have_right_normals_on_skin_and_mandible(room: Room) -> None:
    room.desk.scrub(12)
    skull, jaw = room.shown[-1].skull, room.stage.player.puppet.jaw
    assert skull is not None
    exact = vertex_normals(skull.vertices.astype(float), skull.faces)
    # Between cranium and mandible the triangles stretch; that is the same in every skull drawn.
    between = jaw[skull.faces].any(axis=1) & ~jaw[skull.faces].all(axis=1)
    inner = np.ones(len(jaw), dtype=bool)
    inner[skull.faces[between].ravel()] = False
    np.testing.assert_allclose(skull.normals[inner], exact[inner], atol=1e-4)
