"""A folder of meshes is put in order, each frame stood up and fitted, whatever its topology."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.errors import PerformanceError, ScanError
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import write_mesh
from core.geometry.mesh_sequence import frame_files, natural_key
from core.geometry.scan import Scan
from core.geometry.template import Template
from core.geometry.transforms import Similarity
from core.inference.alignment import Alignment
from core.inference.performance_frames import Recording, fit_recording
from core.inference.performance_player import Puppet, prepare_puppet
from core.inference.performance_tracking import Tracker
from core.models.aim_person import FittedFrames
from core.monitor import Monitor
from tests.app.analytic_head import sphere
from tests.app.fakes import FakeHeadModel

MODEL, DENSE = FakeHeadModel(4), FakeHeadModel(5)
COUNT = 3


@pytest.fixture(scope="module")
def puppet() -> Puppet:
    return prepare_puppet(MODEL, MODEL.mean_state())


class LinearFitter:
    """Fits weights by least squares and keeps what it was given."""

    def __init__(self, puppet: Puppet) -> None:
        self._puppet = puppet
        self.given: list[Mesh] = []
        self.calls: list[tuple[int, bool]] = []

    def fit(self, frames: Sequence[Mesh], monitor: Monitor, *, ordered: bool) -> FittedFrames:
        monitor.check()
        self.given += frames
        self.calls.append((len(frames), ordered))
        count = len(self._puppet.names)
        if ordered:
            gaps = [(one.vertices - self._puppet.skin.vertices).reshape(-1) for one in frames]
            # The other expressions of the analytic head are no others than this one.
            opens = self._puppet.moves[:, 0].astype(float)
            weights = np.zeros((len(frames), count))
            weights[:, 0] = np.array(gaps) @ opens / (opens @ opens)
        else:
            weights = np.zeros((len(frames), count))
        skin = np.array([self._puppet.posed_skin(row) for row in weights])
        return FittedFrames(
            skin,
            weights,
            np.zeros((len(frames), 1, count)),
            np.zeros((len(frames), 6)),
            np.full(len(frames), 0.5),
        )


def _weights(frame: int) -> FloatArray:
    return np.array([0.2 * frame, 0.0, 0.0, 0.0, 0.0])


def _pose(frame: int) -> Similarity:
    """Return how the head frame lies in a frame's own coordinates, mm."""
    turn = Rotation.from_euler("xyz", [4.0 * frame, 12.0 + 3.0 * frame, -2.0 * frame], degrees=True)
    return Similarity(1.0, turn.as_matrix(), np.array([40.0 + 3.0 * frame, 1500.0, -60.0]))


def _skin(model: FakeHeadModel, frame: int) -> Mesh:
    state = replace(model.mean_state(), expression=tuple(_weights(frame)))
    return model.skin_preview(state)


def _record(folder: Path, model: FakeHeadModel, unit_mm: float = 1.0) -> Path:
    folder.mkdir()
    for frame in range(COUNT):
        skin = _skin(model, frame)
        vertices = _pose(frame).apply(skin.vertices) / unit_mm
        write_mesh(skin.with_vertices(vertices), folder / f"take {frame + 8}.obj")
    return folder


def _fit(
    folder: Path, puppet: Puppet, fitter: LinearFitter, template: Template = MODEL.bundle.template
) -> object:
    visible = np.ones(template.skin.vertex_count, dtype=bool)
    return fit_recording(Recording(folder), puppet, template, visible, fitter)


def test_files_are_taken_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    names = ("f10.obj", "f2.OBJ", "F1.obj", "f02b.obj", "neutral.obj")
    for name in (*names, ".hidden.obj", "notes.txt", "f3.mtl"):
        (tmp_path / name).write_text("")
    (tmp_path / "skull").mkdir()
    found = [path.name for path in frame_files(tmp_path)]
    assert found == ["F1.obj", "f2.OBJ", "f02b.obj", "f10.obj", "neutral.obj"]
    assert natural_key("a9") < natural_key("a10") < natural_key("a10b") < natural_key("b1")


def test_folders_that_are_no_recording_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PerformanceError, match="no folder"):
        frame_files(tmp_path / "none")
    with pytest.raises(PerformanceError, match="holds no mesh"):
        frame_files(tmp_path)
    (tmp_path / "a.obj").write_text("")
    with pytest.raises(PerformanceError, match="cannot be read"):
        frame_files(tmp_path / "a.obj")
    (tmp_path / "b.ply").write_text("")
    with pytest.raises(PerformanceError, match="several kinds"):
        frame_files(tmp_path)


@pytest.mark.parametrize("unit_mm", [1.0, 1000.0])
def test_meshes_of_the_template_are_stood_up_and_fitted_by_their_vertices(
    tmp_path: Path, puppet: Puppet, unit_mm: float
) -> None:
    folder = _record(tmp_path / "take", MODEL, unit_mm)
    fitter = LinearFitter(puppet)
    fitted = _fit(folder, puppet, fitter)
    assert fitter.calls == [(COUNT, True)]
    for frame, mesh in enumerate(fitter.given):
        off = np.linalg.norm(mesh.vertices - _skin(MODEL, frame).vertices, axis=1)
        assert off.max() < 0.02
    expected = [_weights(frame) for frame in range(COUNT)]
    np.testing.assert_allclose(fitted.performance.weights, expected, atol=0.01)
    assert fitted.performance.source == "take"
    np.testing.assert_array_equal(fitted.performance.errors, [0.5] * COUNT)
    player = fitted.player(puppet)
    np.testing.assert_allclose(player.skin(2), fitted.frames.skin[2], atol=1e-4)


def test_other_meshes_are_tracked_from_the_first_on(
    tmp_path: Path, puppet: Puppet, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _record(tmp_path / "take", DENSE)
    searched: list[str] = []

    def nearly(scan: Scan, *_: object, **__: object) -> Alignment:
        searched.append(scan.path.name)
        wrong = Rotation.from_euler("xyz", [2.0, -1.5, 1.0], degrees=True).as_matrix()
        off = Similarity(1.0, wrong, np.array([1.0, 2.0, -1.0]))
        return Alignment(off.after(_pose(0).inverse()), 0.9, "mm", 1.0)

    monkeypatch.setattr("core.inference.performance_frames.align_to_template", nearly)
    fitter = LinearFitter(puppet)
    _fit(folder, puppet, fitter)
    assert searched == ["take 8.obj"], "the pose is searched in the first frame only"
    assert fitter.calls == [(COUNT, False)]
    for frame, mesh in enumerate(fitter.given):
        off = np.linalg.norm(mesh.vertices - _skin(DENSE, frame).vertices, axis=1)
        assert off.mean() < 0.35, f"frame {frame}"


def test_tracking_finds_pose_and_expression_together(puppet: Puppet) -> None:
    tracker = Tracker(puppet, MODEL.bundle.template.face_mask)
    skin, truth = _skin(DENSE, 2), _pose(1)
    frame = skin.with_vertices(truth.apply(skin.vertices))
    start = _pose(0).inverse()
    stand = tracker.follow(frame, start, np.zeros(5))
    assert not stand.lost
    np.testing.assert_allclose(stand.weights, _weights(2), atol=0.06)
    off = np.linalg.norm(stand.pose.apply(frame.vertices) - skin.vertices, axis=1)
    assert off.mean() < 0.3
    # In another unit the scale is found, too.
    small = skin.with_vertices(0.93 * frame.vertices)
    scaled = Similarity(1.0, start.rotation, start.translation)
    found = tracker.follow(
        small, Similarity(1.05, scaled.rotation, 1.05 * 0.93 * scaled.translation), np.zeros(5),
        (10.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.0, 2.0, 2.0), free_scale=True,
    )  # fmt: skip
    assert found.pose.scale == pytest.approx(1.0 / 0.93, rel=0.01)


def test_a_lost_head_and_a_broken_frame_are_told_by_name(
    tmp_path: Path, puppet: Puppet, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _record(tmp_path / "take", DENSE)
    directions, faces = sphere(3)
    write_mesh(Mesh(20.0 * directions + 900.0, faces), folder / "take 9.obj")

    def nearly(*_: object, **__: object) -> Alignment:
        return Alignment(_pose(0).inverse(), 0.9, "mm", 1.0)

    monkeypatch.setattr("core.inference.performance_frames.align_to_template", nearly)
    with pytest.raises(PerformanceError, match=r"lost in take 9\.obj"):
        _fit(folder, puppet, LinearFitter(puppet))
    (folder / "take 9.obj").write_text("v 1 2\n")
    with pytest.raises(ScanError, match=r"take 9\.obj"):
        _fit(folder, puppet, LinearFitter(puppet))


def test_frames_of_one_kind_only(tmp_path: Path, puppet: Puppet) -> None:
    folder = _record(tmp_path / "take", MODEL)
    write_mesh(_skin(DENSE, 1), folder / "take 9.obj")
    with pytest.raises(PerformanceError, match=r"take 9\.obj has 10,242 vertices"):
        _fit(folder, puppet, LinearFitter(puppet))
