"""Moving heads are written by the rules of glTF 2.0, whole or not at all."""

from pathlib import Path

import numpy as np
import pytest
import trimesh
from scipy.spatial.transform import Rotation

from core.errors import CancelledError, ExportError
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import read_mesh
from core.geometry.morph_gltf import Morph, MovingHead, RigidPart, write_moving_head
from core.geometry.obj_sequence import frame_names, write_obj_folder
from core.geometry.rig import Joint, Rig
from core.monitor import Monitor
from tests.core.geometry.glb_rules import check_glb, posed

BALL = trimesh.creation.icosphere(subdivisions=2, radius=80.0)
SKIN = Mesh(BALL.vertices, BALL.faces)


def _head() -> MovingHead:
    everywhere = np.random.default_rng(1).normal(size=SKIN.vertices.shape)
    here = np.where(SKIN.vertices[:, :1] > 70.0, everywhere, 0.0)
    angle = np.linspace(0.0, 3.0, 5)
    zero = np.zeros_like(angle)
    turns = np.stack([np.sin(angle / 2), zero, zero, np.cos(angle / 2)], axis=1)
    turns[2] *= -1.0
    return MovingHead(
        "head",
        SKIN,
        (Morph("all", everywhere), Morph("few", here), Morph("none", 0.0 * here)),
        (RigidPart("still", SKIN), RigidPart("turning", SKIN, turns, np.outer(angle, [1, 2, 3]))),
        np.random.default_rng(2).uniform(size=(5, 3)),
        25.0,
        {"source": "take.csv"},
    )


def test_a_moving_head_keeps_every_rule_and_every_number(tmp_path: Path) -> None:
    head, path = _head(), tmp_path / "head.glb"
    write_moving_head(head, path)
    glb = check_glb(path)
    mesh = glb.description["meshes"][0]
    assert mesh["extras"]["targetNames"] == ["all", "few", "none"]
    primitive = mesh["primitives"][0]
    rest = glb.values(primitive["attributes"]["POSITION"])
    np.testing.assert_allclose(1000.0 * rest, SKIN.vertices, atol=1e-5)
    for morph, target in zip(head.morphs, primitive["targets"], strict=True):
        moves = 1000.0 * glb.values(target["POSITION"])
        assert np.linalg.norm(moves - morph.moves, axis=1).max() < 0.006
    sparse = [
        "sparse" in glb.description["accessors"][one["POSITION"]] for one in primitive["targets"]
    ]
    assert sparse == [False, True, True], "what moves few vertices is written sparse"
    samplers = glb.description["animations"][0]["samplers"]
    times = glb.values(samplers[0]["input"])[:, 0]
    np.testing.assert_allclose(times, np.arange(5) / 25.0, atol=1e-6)
    weights = glb.values(samplers[0]["output"]).reshape(5, 3)
    np.testing.assert_allclose(weights, head.weights, atol=1e-6)


def test_other_readers_find_the_surfaces_in_metres(tmp_path: Path) -> None:
    write_moving_head(_head(), tmp_path / "head.glb")
    scene = trimesh.load_scene(tmp_path / "head.glb", process=False)
    assert set(scene.geometry) == {"head", "still", "turning"}
    np.testing.assert_allclose(scene.geometry["head"].vertices, SKIN.vertices / 1000.0, atol=1e-7)
    np.testing.assert_array_equal(scene.geometry["head"].faces, SKIN.faces)
    assert read_mesh(tmp_path / "head.glb").vertex_count == 3 * SKIN.vertex_count


def test_a_head_that_stands_still_needs_no_animation(tmp_path: Path) -> None:
    write_moving_head(MovingHead("head", SKIN, ()), tmp_path / "head.glb")
    glb = check_glb(tmp_path / "head.glb")
    assert "animations" not in glb.description
    assert len(glb.description["materials"]) == 1


def test_a_skeleton_moves_skin_and_bones_as_the_file_tells(tmp_path: Path) -> None:
    low = np.clip(0.5 - SKIN.vertices[:, 1] / 80.0, 0.0, 1.0)
    weights = np.column_stack([0.2 * low, 1.0 - low, 0.8 * low])
    places = ((0.0, -60.0, 0.0), (0.0, -20.0, 0.0), (0.0, -5.0, 15.0))
    joints = tuple(
        Joint(name, np.array(place), at - 1)
        for at, (name, place) in enumerate(zip(("neck", "head", "jaw"), places, strict=True))
    )
    rig = Rig(joints, weights)
    bones = (RigidPart("mandible", SKIN, joint="jaw"), RigidPart("beside", SKIN))
    write_moving_head(MovingHead("head", SKIN, (), bones, rig=rig), tmp_path / "rig.glb")
    glb = check_glb(tmp_path / "rig.glb")
    turns = {
        "head": Rotation.from_euler("y", 30.0, degrees=True).as_matrix(),
        "jaw": Rotation.from_euler("x", 20.0, degrees=True).as_matrix(),
    }
    expected = rig.posed(SKIN.vertices, turns)
    np.testing.assert_allclose(1000.0 * posed(glb, turns), expected, atol=1e-4)
    np.testing.assert_allclose(1000.0 * posed(glb, {}), SKIN.vertices, atol=1e-4)
    whole = Rig(joints, np.tile([0.0, 0.0, 1.0], (SKIN.vertex_count, 1)))
    carried = 1000.0 * posed(glb, turns, node=1)
    np.testing.assert_allclose(carried, whole.posed(SKIN.vertices, turns), atol=1e-4)
    assert "skin" not in glb.description["nodes"][2]


def test_large_meshes_get_wide_indices(tmp_path: Path) -> None:
    count = 66_000
    corners = np.random.default_rng(3).normal(size=(count, 3))
    faces = np.arange(count).reshape(-1, 3)
    moves = np.zeros((count, 3))
    moves[-1] = 1.0
    write_moving_head(
        MovingHead("head", Mesh(corners, faces), (Morph("last", moves),)), tmp_path / "large.glb"
    )
    glb = check_glb(tmp_path / "large.glb")
    target = glb.description["meshes"][0]["primitives"][0]["targets"][0]
    np.testing.assert_allclose(glb.values(target["POSITION"])[-1], 1e-3)


def test_nothing_is_left_of_what_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"end its name in \.glb"):
        write_moving_head(_head(), tmp_path / "head.gltf")
    with pytest.raises(ExportError, match="folder does not exist"):
        write_moving_head(_head(), tmp_path / "none" / "head.glb")
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(CancelledError):
        write_moving_head(_head(), tmp_path / "head.glb", monitor)
    assert list(tmp_path.iterdir()) == []


def test_a_sequence_sorts_as_its_frames_and_says_its_unit(tmp_path: Path) -> None:
    assert frame_names(3) == ("frame_0001.obj", "frame_0002.obj", "frame_0003.obj")
    assert sorted(frame_names(12_000)) == list(frame_names(12_000))
    surfaces = [
        (name, SKIN.with_vertices(SKIN.vertices + at)) for at, name in enumerate(frame_names(3))
    ]
    surfaces.append(("skull/frame_0001.obj", SKIN))
    assert write_obj_folder(tmp_path / "take", surfaces) == 4
    assert "millimetres" in (tmp_path / "take" / "frame_0002.obj").read_text().splitlines()[0]
    again = read_mesh(tmp_path / "take" / "frame_0003.obj")
    np.testing.assert_allclose(again.vertices, SKIN.vertices + 2.0, atol=1e-6)
    np.testing.assert_array_equal(again.faces, SKIN.faces)


def test_a_folder_is_filled_whole_or_not_at_all(tmp_path: Path) -> None:
    def breaking() -> object:
        yield "frame_0001.obj", SKIN
        raise CancelledError("Cancelled.")

    with pytest.raises(CancelledError):
        write_obj_folder(tmp_path / "take", breaking())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "take").mkdir()
    assert write_obj_folder(tmp_path / "take", [("a.obj", SKIN)]) == 1, "an empty one is filled"
    with pytest.raises(ExportError, match="not empty"):
        write_obj_folder(tmp_path / "take", [("b.obj", SKIN)])
    assert [path.name for path in (tmp_path / "take").iterdir()] == ["a.obj"]
    with pytest.raises(ExportError, match="folder does not exist"):
        write_obj_folder(tmp_path / "none" / "take", [("a.obj", SKIN)])
