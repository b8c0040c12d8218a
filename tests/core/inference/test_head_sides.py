"""Changes of one side: nothing on the other, no seam, and one surface whichever way it is found."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import torch

from core.arrays import FloatArray
from core.document.edits import OnSide, SetComponent
from core.document.sides import with_side_codes
from core.document.state import BundleReference, FaceState
from core.evaluation.part_quality import curvature_jump
from core.geometry.folds import flipped_triangles
from core.geometry.measure_groups import find_group
from core.geometry.normals import face_normals
from core.geometry.sides import RISE_MM, SIDES, side_weight
from core.geometry.template import PARTS
from core.inference.head_sides import HeadSides
from core.inference.measure_control import set_measure
from core.models.edit_offsets import EditSpreader
from tests.core.geometry.shapes import sphere

if TYPE_CHECKING:
    from core.inference.head import HeadModel

BALL = sphere(80.0, 4)


def _surface(codes: dict[str, tuple[float, ...]], size: float) -> FloatArray:
    """Return a ball that the nose moves forward, bent like a dish."""
    lift = codes["nose"][0] * np.cos(BALL.vertices[:, 1:2] / 40.0) * np.array([0.2, 0.0, 1.0])
    return size * (BALL.vertices + lift)


def _sides() -> HeadSides:
    spreader = EditSpreader.over(BALL.vertices)
    return HeadSides(BALL.vertices, _surface, lambda: spreader)


def _state(**sided: tuple[float, ...]) -> FaceState:
    codes = dict.fromkeys(PARTS, (0.0,))
    return FaceState(BundleReference("ball", "0"), codes, 1.1, one_sided=sided)


def test_weight_is_nothing_beyond_the_plane_and_whole_behind_the_rise() -> None:
    places = np.array([[x, 3.0, 80.0] for x in (-50.0, 0.0, 1e-3, 12.0, RISE_MM, 60.0)])
    weight = side_weight(places, "left")
    assert (weight[:2] == 0.0).all()
    assert weight[2] < 1e-12
    assert weight[3] == 0.5
    assert (weight[4:] == 1.0).all()
    np.testing.assert_array_equal(side_weight(places * [-1, 1, 1], "right"), weight)


def test_field_and_vertices_agree_and_the_other_side_keeps_still() -> None:
    sides, state = _sides(), _state(nose_left=(3.0,))
    shown = sides.shown(state)
    left = BALL.vertices[:, 0] > 0.0
    assert (shown[~left] == 0.0).all()
    points = torch.tensor(BALL.vertices, dtype=torch.float32)
    (field,) = sides.fields(state, torch.device("cpu"))
    np.testing.assert_allclose(field(points).numpy(), shown, atol=2e-4)
    whole = (BALL.vertices[:, 0] > RISE_MM) & (BALL.vertices[:, 2] > 0.0)
    whole &= BALL.vertices[:, 1] < 40.0
    wanted = _surface({**dict.fromkeys(PARTS, (0.0,)), "nose": (3.0,)}, 1.1)
    moved = wanted - 1.1 * BALL.vertices
    assert np.abs((shown - moved)[whole]).max() < 0.15


def test_two_sides_are_two_fields() -> None:
    sides, state = _sides(), _state(nose_left=(2.0,), nose_right=(-1.0,))
    both = sides.shown(state)
    one = sides.shown(replace(state, one_sided={"nose_left": (2.0,)}))
    other = sides.shown(replace(state, one_sided={"nose_right": (-1.0,)}))
    np.testing.assert_allclose(both, one + other, atol=1e-12)
    assert len(sides.fields(state, torch.device("cpu"))) == len(SIDES)


def test_on_the_shipped_head_no_part_leaves_a_seam(head_model: "HeadModel") -> None:
    template, state = head_model.bundle.template, head_model.mean_state()
    before = head_model.skin_preview(state)
    x = template.skin.vertices[:, 0]
    edges = template.skin.faces[:, :2]
    near = ((x > -2.0) & (x < RISE_MM + 2.0) & template.face_mask)[edges].all(axis=1)
    natural = curvature_jump(before.vertices, before.faces, edges[near])
    for part in PARTS:
        edited = OnSide(SetComponent(part, 0, 2.0), "left").apply(state)
        after = head_model.skin_preview(edited)
        moved = np.linalg.norm(after.vertices - before.vertices, axis=1)
        assert moved[x <= 0.0].max() == 0.0
        assert moved.max() > 0.3
        assert curvature_jump(after.vertices, after.faces, edges[near]) < 1.05 * natural
        assert flipped_triangles(before, after) == 0


def test_another_left_half_leaves_no_ridge_on_the_crown(head_model: "HeadModel") -> None:
    skin, state = head_model.bundle.template.skin, head_model.mean_state()
    sides = np.sort(skin.faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    order = np.lexsort(sides.T)
    shared = (sides[order][1:] == sides[order][:-1]).all(axis=1)
    edges = np.stack([order[:-1], order[1:]], axis=1)[shared] // 3
    middle = skin.vertices[skin.faces].mean(axis=1)[edges].mean(axis=1)
    crown = (middle[:, 1] > 70.0) & (np.abs(middle[:, 0]) < 70.0)

    def bend(vertices: np.ndarray) -> np.ndarray:
        one, other = np.moveaxis(face_normals(vertices, skin.faces)[edges[crown]], 1, 0)
        return np.degrees(np.arccos(np.clip((one * other).sum(axis=1), -1.0, 1.0)))

    random = np.random.default_rng(0)
    codes = {part: tuple(1.2 * random.normal(size=len(c))) for part, c in state.codes.items()}
    half = head_model.skin_preview(with_side_codes(state, codes, "left")).vertices
    whole = head_model.skin_preview(replace(state, codes=codes)).vertices
    plane = np.abs(skin.vertices[:, 0]) < 1.0
    assert np.abs(half - whole)[plane].max() > 5.0, "the halves stand at different heights"
    more = bend(half) - bend(skin.vertices)
    assert np.percentile(more, 99.5) < 2.5, "6 degrees where it rises as quickly as on the face"


def test_a_measure_set_on_one_side_moves_that_side_only(head_model: "HeadModel") -> None:
    state = head_model.mean_state()
    group = find_group("nose.width")
    wanted = group.value(head_model.landmarks(state)) + 2.0
    edited = set_measure(head_model, state, "nose.width", wanted, side="right").edit.apply(state)
    before, after = head_model.landmarks(state), head_model.landmarks(edited)
    assert abs(group.value(after) - wanted) < 0.05
    np.testing.assert_array_equal(after["alare_left"], before["alare_left"])
    assert np.linalg.norm(after["alare_right"] - before["alare_right"]) > 1.5
