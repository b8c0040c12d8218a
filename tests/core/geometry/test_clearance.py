"""Bone never leaves the skin, and is left alone where it does not come near."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.geometry.clearance import Clearance, clear_skin, clear_skin_roughly, outer_skin
from core.geometry.clearance_along import Cells, ClearanceAlong
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.rays import SurfaceRays
from core.geometry.winding import winding_number
from tests.core.geometry.shapes import sphere

SKIN = sphere(100.0, 4)


@settings(max_examples=6)
@given(shift=st.floats(-25.0, 25.0), radius=st.floats(80.0, 96.0))
def test_no_bone_vertex_is_outside_or_too_near(shift: float, radius: float) -> None:
    """However the bone pokes out, afterwards all of it lies two millimetres inside."""
    bone = clear_skin(sphere(radius, 3, (shift, 0.0, 0.0)), SKIN)
    assert SurfaceDistance(SKIN).signed(bone.vertices).max() < -1.85


def test_bone_deep_inside_does_not_move() -> None:
    """A skull that keeps its distance comes back as it was."""
    bone = sphere(90.0, 3)
    assert np.array_equal(clear_skin(bone, SKIN).vertices, bone.vertices)


def test_far_side_does_not_feel_the_push() -> None:
    """The push fades: bone a hand's breadth away stays where it is."""
    bone = sphere(90.0, 3, (15.0, 0.0, 0.0))
    far = bone.vertices[:, 0] < 0.0
    moved = clear_skin(bone, SKIN).vertices
    assert np.allclose(moved[far], bone.vertices[far])
    assert not np.allclose(moved[~far], bone.vertices[~far])


@settings(max_examples=10)
@given(
    seed=st.integers(0, 10_000),
    waves=st.floats(0.0, 8.0),
    shift=st.floats(-30.0, 30.0),
    ear=st.booleans(),
)
def test_what_is_told_is_what_every_triangle_says(
    seed: int, waves: float, shift: float, ear: bool
) -> None:
    """Asked in any order, it names the bone that lacks room, and by how much, to 1e-9 mm."""
    random = np.random.default_rng(seed)
    skin = _bumpy(SKIN, waves, random, ear=ear)
    bone = _bumpy(sphere(88.0, 3, (shift, 0.0, 0.0)), 3.0, random).vertices
    judge, whole = Clearance(skin), SurfaceDistance(skin)
    for step in (0.0, 0.3, 4.0):
        bone = bone + step * random.standard_normal(bone.shape)
        at, lack, away, nearest = judge.lack(bone)
        room = -whole.signed(bone)
        sure = np.abs(room) > 1e-6
        assert set(at[sure[at]]) == set(np.flatnonzero((room < 2.0) & sure))
        assert np.abs(2.0 - room[at] - lack).max(initial=0.0) < 1e-9
        assert np.allclose(np.linalg.norm(away, axis=1), 1.0)
        assert len(nearest) == len(at)


@settings(max_examples=8)
@given(seed=st.integers(0, 10_000), step=st.floats(0.05, 4.0), growth=st.floats(-0.02, 0.02))
def test_followed_bone_is_cleared_as_if_seen_for_the_first_time(
    seed: int, step: float, growth: float
) -> None:
    """However skin and bone move, the push is that of a fresh look, and no bone is outside."""
    random = np.random.default_rng(seed)
    skin, bone = _bumpy(SKIN, 3.0, random), _bumpy(sphere(91.0, 3), 2.0, random)
    inward = -SKIN.vertices / 100.0
    afresh = Clearance(skin, inward)
    bone = clear_skin(bone, skin, clearance=afresh)
    afresh.lack(bone.vertices)
    along = ClearanceAlong(Cells.of(skin, bone.vertices), afresh)
    for _ in range(4):
        skin = _bumpy(skin.with_vertices((1.0 + growth) * skin.vertices), step, random)
        bone = _bumpy(bone, 0.5 * step, random)
        followed = along.beneath(skin, bone.vertices)
        found = clear_skin(bone, skin, clearance=followed)
        along.note(followed)
        again = clear_skin(bone, skin, clearance=Clearance(skin, inward))
        assert np.abs(found.vertices - again.vertices).max() < 1e-9
        assert SurfaceDistance(skin).signed(found.vertices).max() < -1.8
        bone = found


def _bumpy(mesh: Mesh, height: float, random: np.random.Generator, *, ear: bool = False) -> Mesh:
    """Return a sphere with waves on it, and on request a thin fold that stands off it."""
    outward = mesh.vertices - mesh.vertices.mean(axis=0)
    outward = outward / np.linalg.norm(outward, axis=1, keepdims=True)
    waves = np.cos(outward @ (6.0 * random.standard_normal((3, 4))) + random.uniform(0.0, 6.0, 4))
    moved = mesh.vertices + height * waves.mean(axis=1, keepdims=True) * outward
    if ear:
        stem = np.exp(-(((outward - [0.0, 0.0, 1.0]) / 0.15) ** 2).sum(axis=1))
        moved = moved + stem[:, None] * [25.0, 0.0, 15.0]
    return mesh.with_vertices(moved)


def test_a_part_of_the_bone_is_asked_about_as_the_whole() -> None:
    """Some vertices alone lack what they lack among all."""
    bone, judge = sphere(90.0, 3, (15.0, 0.0, 0.0)).vertices, Clearance(SKIN)
    with pytest.raises(ValueError, match="before the whole"):
        Clearance(SKIN).lack(bone[::3], among=np.arange(len(bone))[::3])
    at, lack, _, _ = judge.lack(bone)
    some = np.arange(len(bone))[::3]
    mine, my_lack, _, _ = judge.lack(bone[some], among=some)
    assert set(some[mine]) == set(at) & set(some)
    assert np.allclose(my_lack, lack[np.isin(at, some)])


def test_winding_is_counted_over_all_triangles() -> None:
    """One inside, none outside, one in the middle."""
    points = np.array([[0.0, 0.0, 99.0], [0.0, 0.0, 101.0], [0.0, 0.0, 0.0]])
    assert np.allclose(winding_number(SKIN, points), [1.0, 0.0, 1.0], atol=1e-9)


def test_rough_push_gets_bone_inside() -> None:
    """The fast version suffices for statistics: inside, by about the clearance."""
    bone = clear_skin_roughly(sphere(90.0, 3, (15.0, 0.0, 0.0)).vertices, SKIN)
    assert SurfaceDistance(SKIN).signed(bone).max() < -1.0


def test_sealed_pocket_is_a_membrane() -> None:
    """A dent whose vertices are the pocket is drawn back out to its rim."""
    dent = np.linalg.norm(SKIN.vertices - [0.0, 0.0, 100.0], axis=1) < 20.0
    vertices = SKIN.vertices * np.where(dent, 0.8, 1.0)[:, None]
    sealed = outer_skin(SKIN.with_vertices(vertices), np.flatnonzero(dent))
    assert np.array_equal(sealed.vertices[~dent], vertices[~dent])
    # The rim lies at most this far behind the pole of the sphere.
    assert sealed.vertices[dent, 2].min() > 100.0 * np.cos(0.24)
    assert SurfaceDistance(sealed).signed(np.array([[0.0, 0.0, 90.0]]))[0] < 0.0


def test_rays_tell_distance_and_misses() -> None:
    """A ray through the middle meets the near side; one past it meets nothing."""
    rays = SurfaceRays(SKIN)
    origins = np.array([[0.0, 0.0, 300.0], [150.0, 0.0, 300.0]])
    distance = rays.distance(origins, np.array([[0.0, 0.0, -1.0]] * 2))
    assert abs(distance[0] - 200.0) < 0.6
    assert np.isinf(distance[1])
    assert np.allclose(rays.onto(np.zeros(3), np.array([0.0, 2.0, 0.0]))[0], [0, 100, 0], atol=0.6)
