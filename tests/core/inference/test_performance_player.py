"""A performance on any head is what the models themselves make of its weights."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.document.performance import Performance
from core.document.state import FaceState
from core.errors import CancelledError, ExportError, PerformanceError
from core.geometry.mesh_io import read_mesh
from core.inference.performance_export import EXACT_MM, export_blendshapes, export_performance
from core.inference.performance_player import Player, Puppet, prepare_puppet, with_fitted_skin
from core.monitor import Monitor
from tests.app.fakes import EXPRESSIONS, FakeHeadModel
from tests.core.geometry.glb_rules import check_glb

MODEL = FakeHeadModel(3)
FRAMES = 12


def _other() -> FaceState:
    mean = MODEL.mean_state()
    codes = {**mean.codes, "mouth": (1.5, -1.0, *mean.codes["mouth"][2:])}
    return replace(mean, codes=codes, size=1.1, thickness={"chin": 2.0})


def _take(*, jaw: bool = False) -> Performance:
    random = np.random.default_rng(4)
    weights = random.uniform(size=(FRAMES, len(EXPRESSIONS)))
    found = random.normal(0.0, 0.1, (FRAMES, 6)) if jaw else None
    return Performance(EXPRESSIONS, 30.0, weights, "take.csv", found)


@pytest.fixture(scope="module")
def puppet() -> Puppet:
    return prepare_puppet(MODEL, _other())


def test_frames_are_what_the_models_make_of_the_weights(puppet: Puppet) -> None:
    player = Player(puppet, _take())
    for frame in range(FRAMES):
        state = replace(_other(), expression=player.performance.expression(frame))
        np.testing.assert_allclose(
            player.skin(frame), MODEL.skin_preview(state).vertices, atol=1e-4
        )
        np.testing.assert_allclose(player.skull(frame), MODEL.skull(state).mesh.vertices, atol=1e-9)


def test_a_jaw_that_was_found_moves_the_mandible_only(puppet: Puppet) -> None:
    player = Player(puppet, _take(jaw=True))
    still = ~puppet.jaw
    assert 0 < still.sum() < len(still)
    for frame in range(FRAMES):
        skull = player.skull(frame)
        np.testing.assert_array_equal(skull[still], puppet.skull.vertices[still])
        moved = player.jaw(frame).apply(puppet.skull.vertices[puppet.jaw])
        np.testing.assert_allclose(skull[puppet.jaw], moved, atol=1e-9)


def test_retargeting_keeps_the_targets_anatomy() -> None:
    take, target = _take(), _other()
    source = Player(prepare_puppet(MODEL, MODEL.mean_state()), take)
    onto = Player(prepare_puppet(MODEL, target), take)
    rest = MODEL.skull(target).mesh.vertices
    np.testing.assert_array_equal(onto.puppet.skull.vertices, rest)
    jaw = onto.puppet.jaw
    for frame in range(FRAMES):
        posed = onto.skull(frame)
        np.testing.assert_array_equal(posed[~jaw], rest[~jaw])
        # The mandible moves as far as suits the head's size, and keeps its shape.
        moved, own = posed[jaw] - rest[jaw], source.skull(frame) - source.puppet.skull.vertices
        np.testing.assert_allclose(moved, target.size * own[jaw], atol=1e-9)


def test_edits_of_the_fitted_person_show_in_fitted_frames() -> None:
    fitted, edited = MODEL.mean_state(), _other()
    before, after = prepare_puppet(MODEL, fitted), prepare_puppet(MODEL, edited)
    take = _take()
    wobble = np.random.default_rng(5).normal(size=(FRAMES, *before.skin.vertices.shape))
    skins = [Player(before, take).skin(frame) + wobble[frame] for frame in range(FRAMES)]
    player = with_fitted_skin(before, take, skins, before.skin.vertices)
    np.testing.assert_allclose(player.skin(3), skins[3], atol=1e-4)
    changed = with_fitted_skin(after, take, skins, before.skin.vertices)
    edit = after.skin.vertices - before.skin.vertices
    np.testing.assert_allclose(changed.skin(3), skins[3] + edit, atol=1e-4)


def test_performances_of_other_models_are_refused(puppet: Puppet) -> None:
    with pytest.raises(PerformanceError, match="other models"):
        Player(puppet, Performance(("jawOpen",), 30.0, np.zeros((1, 1)), "take.csv"))
    mute = FakeHeadModel(3)
    mute.expression_names = ()
    with pytest.raises(PerformanceError, match="no expressions"):
        prepare_puppet(mute, mute.mean_state())


def test_blendshapes_are_written_whole_and_in_halves(puppet: Puppet, tmp_path: Path) -> None:
    written = export_blendshapes(puppet, tmp_path / "shapes.glb")
    assert written.shapes == (
        "mouthSmileLeft", "mouthSmileRight", "jawOpen", "browInnerUp", "browInnerUpLeft",
        "browInnerUpRight",
    )  # fmt: skip
    glb = check_glb(tmp_path / "shapes.glb")
    assert tuple(glb.description["meshes"][0]["extras"]["targetNames"]) == written.shapes
    folder = export_blendshapes(puppet, tmp_path / "shapes")
    assert folder.files == 1 + len(written.shapes)
    neutral = read_mesh(tmp_path / "shapes" / "neutral.obj").vertices
    opened = read_mesh(tmp_path / "shapes" / "jawOpen.obj").vertices
    np.testing.assert_allclose(opened - neutral, puppet.shape(0), atol=2e-6)


def _played(path: Path) -> np.ndarray:
    """Return the frames that a reader of the file sees, (F, n, 3) mm."""
    glb = check_glb(path)
    primitive = glb.description["meshes"][0]["primitives"][0]
    rest = glb.values(primitive["attributes"]["POSITION"])
    moves = np.stack([glb.values(target["POSITION"]) for target in primitive["targets"]])
    sampler = glb.description["animations"][0]["samplers"][0]
    weights = glb.values(sampler["output"]).reshape(-1, len(moves))
    return 1000.0 * (rest + np.tensordot(weights, moves, axes=1))


@pytest.mark.parametrize("own", [False, True])
def test_an_animated_file_plays_the_frames(puppet: Puppet, tmp_path: Path, own: bool) -> None:
    player = Player(puppet, _take())
    if own:
        # Frames with movements of their own, which no weight makes: two modes and some noise.
        random = np.random.default_rng(6)
        modes = random.normal(size=(2, *puppet.skin.vertices.shape))
        rough = 0.005 * random.normal(size=(FRAMES, *puppet.skin.vertices.shape))
        skins = [
            player.skin(frame) + np.tensordot(random.normal(size=2), modes, axes=1) + rough[frame]
            for frame in range(FRAMES)
        ]
        player = with_fitted_skin(puppet, player.performance, skins, puppet.skin.vertices)
    written = export_performance(player, tmp_path / "take.glb", skull=True)
    correctives = [name for name in written.shapes if name.startswith("corrective_")]
    assert len(correctives) == (2 if own else 0)
    expected = np.stack([player.skin(frame) for frame in range(FRAMES)])
    off = np.linalg.norm(_played(tmp_path / "take.glb") - expected, axis=2).max()
    assert off < 1.2 * EXACT_MM
    assert off <= written.farthest_mm + 1e-4
    assert written.farthest_mm < 1.5 * EXACT_MM


def test_the_mandible_in_the_file_moves_as_it_is_played(puppet: Puppet, tmp_path: Path) -> None:
    from scipy.spatial.transform import Rotation

    player = Player(puppet, _take(jaw=True))
    export_performance(player, tmp_path / "take.glb", skull=True)
    glb = check_glb(tmp_path / "take.glb")
    names = [node["name"] for node in glb.description["nodes"]]
    assert names == ["head", "cranium", "mandible"]
    animation = glb.description["animations"][0]
    found = {
        channel["target"]["path"]: glb.values(animation["samplers"][channel["sampler"]]["output"])
        for channel in animation["channels"]
        if channel["target"]["node"] == 2
    }
    point = np.array([3.0, -60.0, 70.0])
    for frame in range(FRAMES):
        turned = Rotation.from_quat(found["rotation"][frame]).apply(point)
        moved = turned + 1000.0 * found["translation"][frame]
        np.testing.assert_allclose(moved, player.jaw(frame).apply(point), atol=1e-4)


def test_a_sequence_has_one_topology_and_reads_back(puppet: Puppet, tmp_path: Path) -> None:
    player = Player(puppet, _take())
    assert export_performance(player, tmp_path / "take", skull=True).files == 2 * FRAMES
    for frame in (0, FRAMES - 1):
        skin = read_mesh(tmp_path / "take" / f"frame_{frame + 1:04d}.obj")
        np.testing.assert_allclose(skin.vertices, player.skin(frame), atol=1e-5)
        np.testing.assert_array_equal(skin.faces, puppet.skin.faces)
        skull = read_mesh(tmp_path / "take" / "skull" / f"frame_{frame + 1:04d}.obj")
        np.testing.assert_allclose(skull.vertices, player.skull(frame), atol=1e-5)


def test_a_cancelled_or_refused_export_leaves_nothing(puppet: Puppet, tmp_path: Path) -> None:
    player = Player(puppet, _take())
    with pytest.raises(ExportError, match="name a folder"):
        export_performance(player, tmp_path / "take.fbx")
    for name in ("take.glb", "take"):
        seen: list[str] = []
        monitor = Monitor(lambda _, text, seen=seen: seen.append(text))

        def stop(_: float, text: str, seen: list[str] = seen, monitor: Monitor = monitor) -> None:
            seen.append(text)
            if len(seen) > 3:
                monitor.cancel()

        monitor._listener = stop
        with pytest.raises(CancelledError):
            export_performance(player, tmp_path / name, monitor)
        assert len(seen) > 3
    assert list(tmp_path.iterdir()) == []
