"""The session: edits become surfaces, tasks run one at a time, and nothing is lost on the way."""

import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from app.export_plan import ExportPlan, Kind, Target
from app.export_request import Exported, ExportMeshes
from app.part_requests import DrawPart
from app.session import Session
from app.surfaces import ColourBy, Computed, Tier
from app.whole_face import another_face, face_reset
from core.document.edits import LockPart, SetComponent, SetThickness
from core.errors import DeviceError
from core.geometry.mesh_io import read_mesh
from tests.app.fakes import FakeHeadModel, sample_scan
from tests.app.studio import PATIENCE_MS, Gate, StudioHead, open_session, rest, wait_for


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "person.obj"
    sample_scan(path)
    return path


def test_start_shows_the_mean_head_first_tracked_then_with_skull_then_exact(qtbot: QtBot) -> None:
    shown: list[Computed] = []
    gate = Gate()
    with open_session(qtbot, gate) as session:
        session.surface_changed.connect(shown.append)
        session.apply(SetComponent("nose", 0, 1.0))
        rest(qtbot, session)
        assert [one.tier for one in shown] == [Tier.TRACKED, Tier.TRACKED, Tier.EXACT]
        assert [one.skull is not None for one in shown] == [False, True, True]
        assert len(shown[-1].skin.vertices) > len(shown[0].skin.vertices)
        assert len({one.revision for one in shown}) == 1


def test_every_step_of_a_drag_shows_something_and_is_one_undo_step(qtbot: QtBot) -> None:
    with open_session(qtbot) as session:
        shown: list[Computed] = []
        session.surface_changed.connect(shown.append)
        for value in (0.5, 1.0, 1.5, 2.0):
            session.apply(SetComponent("nose", 0, value), dragging=True)
        wait_for(qtbot, lambda: session.resting)
        assert all(one.tier is Tier.TRACKED for one in shown)
        session.settle()
        rest(qtbot, session)
        assert shown[-1].tier is Tier.EXACT
        assert session.history is not None
        assert session.history.labels == ("Start", "Nose 1 to +2")
        session.undo()
        assert session.state is not None
        assert session.state.codes["nose"][0] == 0.0


def test_readers_follow_one_with_each_surface_after_it_is_drawn(qtbot: QtBot) -> None:
    with open_session(qtbot) as session:
        told: list[str] = []
        session.surface_changed.connect(lambda _: told.append("surface"))
        for name in ("first", "second"):
            session.surfaces.with_surface(lambda name=name: told.append(name))
        for value in (0.5, 1.0):
            session.apply(SetComponent("nose", 0, value), dragging=True)
            wait_for(qtbot, lambda: session.resting)
        session.apply(SetComponent("nose", 0, 1.5), dragging=True)
        wait_for(qtbot, lambda: session.resting)
        assert told == ["surface", "first", "surface", "second", "surface"]
        session.surfaces.decline()


def test_an_edit_stops_the_exact_surface_and_gets_its_own(qtbot: QtBot) -> None:
    gate = Gate()
    with open_session(qtbot, gate) as session:
        shown: list[Computed] = []
        session.surface_changed.connect(shown.append)
        gate.close()
        session.apply(SetComponent("nose", 0, 1.0))
        wait_for(qtbot, gate.reached.is_set)
        session.apply(SetComponent("nose", 0, 2.0))
        gate.open()
        rest(qtbot, session)
        exact = [one for one in shown if one.tier is Tier.EXACT]
        assert len(exact) == 1
        assert exact[0].revision == max(one.revision for one in shown)


def test_a_declined_exact_surface_leaves_the_preview(qtbot: QtBot) -> None:
    gate = Gate()
    with open_session(qtbot, gate) as session:
        shown: list[Computed] = []
        session.surface_changed.connect(shown.append)
        gate.close()
        session.apply(SetComponent("nose", 0, 1.0))
        wait_for(qtbot, gate.reached.is_set)
        session.cancel()
        gate.open()
        rest(qtbot, session)
        assert {one.tier for one in shown} == {Tier.TRACKED}


def test_a_refused_edit_is_told_and_changes_nothing(qtbot: QtBot) -> None:
    with open_session(qtbot) as session:
        told: list[str] = []
        session.message.connect(told.append)
        session.apply(SetComponent("nose", 0, 99.0))
        assert not session.modified
        assert "99" in told[0]


def test_random_leaves_locked_parts_alone(qtbot: QtBot) -> None:
    with open_session(qtbot) as session:
        session.apply(LockPart("eyes", locked=True))
        assert session.state is not None
        session.apply(another_face(session.state, 7))
        assert set(session.state.codes["eyes"]) == {0.0}
        assert any(session.state.codes["nose"])
        session.perform(DrawPart(session.state, "mouth", 3), session.apply)
        rest(qtbot, session)
        assert session.history is not None
        assert session.history.labels[-1] == "Randomise mouth"
        session.apply(face_reset(session.state))
        assert not any(session.state.codes["nose"])


@pytest.mark.parametrize("colour", [ColourBy.THICKNESS, ColourBy.CHANGE])
def test_a_colouring_brings_its_values(qtbot: QtBot, colour: ColourBy) -> None:
    with open_session(qtbot) as session:
        shown: list[Computed] = []
        session.surface_changed.connect(shown.append)
        session.apply(SetThickness("chin", 4.0))
        session.colour_by(colour)
        rest(qtbot, session)
        values = shown[-1].skin.values[colour]
        assert len(values) == len(shown[-1].skin.vertices)
        assert values[values == values].max() > 3.0


def test_a_scan_is_fitted_and_kept_through_saving_and_opening(
    qtbot: QtBot, scan: Path, tmp_path: Path
) -> None:
    path = tmp_path / "person"
    with open_session(qtbot) as session:
        session.open(scan)
        rest(qtbot, session)
        assert session.modified
        assert session.title == "person.obj"
        session.apply(SetComponent("nose", 1, 1.5))
        session.save(path, {"camera": {}}, None)
        rest(qtbot, session)
        assert not session.modified
        state = session.state
    with open_session(qtbot) as session:
        scans = []
        session.scan_changed.connect(scans.append)
        session.open(path.with_name("person.nasion"))
        rest(qtbot, session)
        assert session.state == state
        assert session.scan_bytes == scan.read_bytes()
        assert session.view == {"camera": {}}
        assert scans[0] is not None


def test_a_scan_can_be_fitted_again_in_another_unit(qtbot: QtBot, scan: Path) -> None:
    with open_session(qtbot) as session:
        session.open(scan)
        rest(qtbot, session)
        session.fit_again("cm")
        rest(qtbot, session)
        assert session.state is not None
        assert session.state.scan is not None
        assert session.state.scan.unit == "cm"
        assert session.title == "person.obj"


def test_a_file_that_cannot_be_opened_leaves_the_document(qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ply"
    broken.write_bytes(b"ply\nformat ascii 1.0\n")
    with open_session(qtbot) as session:
        session.apply(SetComponent("nose", 0, 1.0))
        rest(qtbot, session)
        before = session.state
        with qtbot.waitSignal(session.failed, timeout=PATIENCE_MS) as blocker:
            session.open(broken)
        rest(qtbot, session)
        assert "broken.ply" in blocker.args[0]
        assert session.state is before
        assert session.editable


def test_a_cancelled_fit_leaves_the_document_and_takes_edits_again(
    qtbot: QtBot, scan: Path
) -> None:
    gate = Gate()
    with open_session(qtbot, gate) as session:
        before = session.state
        gate.close()
        session.open(scan)
        wait_for(qtbot, gate.reached.is_set)
        assert not session.editable
        session.apply(SetComponent("nose", 0, 1.0))
        session.cancel()
        gate.open()
        rest(qtbot, session)
        assert session.state is before
        assert session.editable


def test_only_one_task_runs_at_a_time(qtbot: QtBot, scan: Path) -> None:
    gate = Gate()
    with open_session(qtbot, gate) as session:
        told: list[str] = []
        session.message.connect(told.append)
        gate.close()
        session.open(scan)
        assert session.state is not None
        session.perform(DrawPart(session.state, "nose", 1), session.apply)
        assert "not finished" in told[0]
        gate.open()
        rest(qtbot, session)
        assert session.title == "person.obj"


def test_the_window_thread_stays_free_while_a_surface_is_computed(qtbot: QtBot) -> None:
    """A 10 ms timer beats on during an exact surface nearly as it does at rest."""
    with open_session(qtbot) as session:
        beats: list[float] = []
        timer = QTimer(session)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: beats.append(time.perf_counter()))
        timer.start(10)
        wait_for(qtbot, lambda: len(beats) > 20)
        resting = float(np.median(np.diff(beats)))
        beats.clear()
        for value in (0.5, 1.0, 1.5):
            session.apply(SetComponent("nose", 0, value))
            rest(qtbot, session)
        timer.stop()
        assert len(beats) > 5
        assert float(np.median(np.diff(beats))) < 0.05 + 3.0 * resting


def test_export_writes_what_was_asked_for(qtbot: QtBot, scan: Path, tmp_path: Path) -> None:
    with open_session(qtbot) as session:
        session.open(scan)
        rest(qtbot, session)
        project = session.project()
        assert project is not None
        names = {
            kind: tmp_path / f"{kind.value}.ply" for kind in (Kind.SKIN, Kind.SKULL, Kind.SCAN)
        }
        targets = tuple(Target(kind, path) for kind, path in names.items())
        done: list[Exported] = []
        session.perform(ExportMeshes(project, ExportPlan(targets)), done.append)
        rest(qtbot, session)
        assert [one.files for one in done] == [tuple(names.values())]
        assert read_mesh(names[Kind.SCAN]).vertex_count == read_mesh(scan).vertex_count
        assert read_mesh(names[Kind.SKIN]).face_count > read_mesh(names[Kind.SKULL]).face_count
        nowhere = (Target(Kind.SKIN, tmp_path / "no-such-folder" / "skin.ply"),)
        session.perform(ExportMeshes(project, ExportPlan(nowhere)), done.append)
        with qtbot.waitSignal(session.failed, timeout=PATIENCE_MS):
            pass


def test_a_full_memory_offers_the_cpu_and_goes_on_there(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = [True]

    def between_chunks() -> None:
        if full[0]:
            raise DeviceError("The memory of Fake graphics is full; choose the CPU.")

    def on_cpu(model: FakeHeadModel) -> FakeHeadModel:
        full[0] = False
        model.device_name = "CPU (fake)"
        return model

    monkeypatch.setattr("app.requests.on_cpu", on_cpu)
    session = Session(lambda: StudioHead(3, between_chunks))
    told: list[str] = []
    shown: list[Computed] = []
    session.memory_full.connect(told.append)
    session.surface_changed.connect(shown.append)
    try:
        session.start()
        rest(qtbot, session)
        assert "full" in told[0]
        assert shown[-1].tier is Tier.TRACKED
        session.apply(SetComponent("nose", 0, 1.0), dragging=True)
        edited = session.state
        session.use_cpu()
        rest(qtbot, session)
        assert session.state is edited
        assert shown[-1].tier is Tier.EXACT
    finally:
        session.close()
