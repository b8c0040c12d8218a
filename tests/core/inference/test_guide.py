"""What a person says of a scan decides how it is taken, and nonsense is refused."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import AlignmentError, ScanError
from core.geometry.crop import within_balls, without_balls
from core.geometry.landmark_file import read_landmarks
from core.geometry.mesh import Mesh
from core.geometry.template import Template
from core.geometry.transforms import Similarity
from core.inference.alignment import SURE, Alignment, likeliest_alignment
from core.inference.guide import PICKED, ScanGuide, pose_by_landmarks, quarter_turn, turned
from core.monitor import Monitor
from tests.core.inference.scans import cut, scan_of, shipped_template, some_pose, sphere


@pytest.fixture(scope="module")
def template() -> Template:
    return shipped_template()


def places(template: Template, pose: Similarity, off: float = 0.0) -> dict[str, tuple[float, ...]]:
    """Return the six landmarks of the mean head on a posed scan, each some mm off."""
    random = np.random.default_rng(5)
    rows = template.skin.vertices[[template.landmarks[name] for name in PICKED]]
    rows = pose.apply(rows + off * random.standard_normal(rows.shape) / np.sqrt(3.0))
    return {name: tuple(row) for name, row in zip(PICKED, rows.tolist(), strict=True)}


def lean(found: Alignment, pose: Similarity) -> float:
    """Return by how much the found pose is turned against the true one, degrees."""
    turn = found.to_head.rotation @ pose.rotation
    return float(np.degrees(np.arccos(np.clip((np.trace(turn) - 1.0) / 2.0, -1.0, 1.0))))


def test_half_a_forehead_is_placed_by_landmarks_that_are_five_millimetres_off(
    template: Template,
) -> None:
    """No nose, no mouth: nothing could be found without being told."""
    pose = some_pose(3)
    bare = cut(template.skin, template.skin.vertices[:, 1] > 5.0)
    scan = scan_of(pose.apply(bare.vertices), bare.faces)
    alone = likeliest_alignment(scan, template, Monitor())
    assert alone.confidence < SURE
    told = ScanGuide(landmarks=places(template, pose, 5.0))
    assert lean(likeliest_alignment(scan, template, Monitor(), guide=told), pose) < 6.0


def test_a_turn_keeps_other_poses_away(template: Template) -> None:
    pose = Similarity(1.0, quarter_turn("x180"), np.array([40.0, 900.0, -7.0]))
    scan = scan_of(pose.apply(template.skin.vertices), template.skin.faces)
    right = ScanGuide(turn=turned(("x90", "x90")))
    found = likeliest_alignment(scan, template, Monitor(), guide=right)
    assert found.confidence > 0.9
    assert lean(found, pose) < 1.0
    wrong = ScanGuide(turn=np.eye(3))
    assert likeliest_alignment(scan, template, Monitor(), guide=wrong).confidence < SURE


def test_something_smooth_is_unsure_rather_than_refused(template: Template) -> None:
    ball = sphere(np.array([75.0, 110.0, 90.0]))
    found = likeliest_alignment(scan_of(ball.vertices, ball.faces), template, Monitor())
    assert found.confidence < SURE


def test_left_and_right_swapped_is_told(template: Template) -> None:
    rows = places(template, some_pose(2))
    names = [name.replace("left", "?").replace("right", "left") for name in rows]
    swapped = dict(zip((one.replace("?", "right") for one in names), rows.values(), strict=True))
    with pytest.raises(AlignmentError, match="left and right"):
        pose_by_landmarks({k: np.array(v) for k, v in swapped.items()}, template)


@pytest.mark.parametrize(
    ("landmarks", "told"),
    [
        ({"nose": (0.0, 0.0, 0.0)}, "no landmark 'nose'"),
        ({"pronasale": (0.0, 0.0, 0.0)}, "at least 3"),
        ({name: (0.0, 9.0 * k, 0.0) for k, name in enumerate(PICKED)}, "one line"),
        (dict.fromkeys(PICKED, (np.nan, 1.0, 2.0)), "one line"),
    ],
)
def test_landmarks_that_say_nothing_are_refused(
    template: Template, landmarks: dict[str, tuple[float, ...]], told: str
) -> None:
    with pytest.raises(AlignmentError, match=told):
        pose_by_landmarks({k: np.array(v) for k, v in landmarks.items()}, template)


@given(words=st.lists(st.sampled_from(["x90", "y-90", "z180", "Y270", "z0"]), max_size=5))
def test_turns_are_rotations_by_whole_quarters(words: list[str]) -> None:
    turn = turned(tuple(words))
    if not words:
        assert turn is None
        return
    assert turn is not None
    assert np.linalg.det(turn) == pytest.approx(1.0)
    assert sorted(np.abs(turn).ravel()) == [0.0] * 6 + [1.0] * 3


def test_a_turn_is_right_handed() -> None:
    assert np.array_equal(quarter_turn("x90") @ [0.0, 1.0, 0.0], [0.0, 0.0, 1.0])
    assert np.array_equal(quarter_turn("y90") @ [0.0, 0.0, 1.0], [1.0, 0.0, 0.0])
    assert np.array_equal(quarter_turn("z90") @ [1.0, 0.0, 0.0], [0.0, 1.0, 0.0])
    for word in ("", "w90", "x", "x45", "90"):
        with pytest.raises(AlignmentError, match="no turn"):
            quarter_turn(word)


def test_balls_take_triangles_away() -> None:
    mesh = sphere(np.array([10.0, 10.0, 10.0]), rings=12)
    balls = ((0.0, 10.0, 0.0, 6.0),)
    left = without_balls(mesh, balls)
    assert 0 < left.face_count < mesh.face_count
    assert not within_balls(left.vertices[np.unique(left.faces)], balls).any()
    assert without_balls(mesh, ()) is mesh
    assert without_balls(mesh, ((0.0, 0.0, 0.0, 50.0),)).face_count == 0


def test_nothing_left_is_told(template: Template) -> None:
    scan = scan_of(template.skin.vertices, template.skin.faces)
    everything = ScanGuide(cuts=((0.0, 0.0, 0.0, 1e4),))
    with pytest.raises(AlignmentError, match="left to fit"):
        likeliest_alignment(scan, template, Monitor(), guide=everything)


def test_landmark_files_of_all_kinds_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\ufeffname;x;y;z\n# eyes\npronasale; 1; -2.5; 3e1\n\ngnathion\t4\t5\t6\n")
    assert read_landmarks(path) == {"pronasale": (1.0, -2.5, 30.0), "gnathion": (4.0, 5.0, 6.0)}
    for text, told in (("pronasale,1,2\n", "Line 1"), ("", "holds no"), ("a,b,c,d\n", "Line 1")):
        path.write_text(text)
        with pytest.raises(ScanError, match=told):
            read_landmarks(path)
    with pytest.raises(ScanError, match="Cannot read"):
        read_landmarks(tmp_path / "none.csv")


def test_the_mesh_is_left_alone(template: Template) -> None:
    before = template.skin.vertices.copy()
    without_balls(Mesh(template.skin.vertices, template.skin.faces), ((0.0, 0.0, 100.0, 30.0),))
    assert np.array_equal(before, template.skin.vertices)
