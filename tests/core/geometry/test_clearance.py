"""Bone never leaves the skin, and is left alone where it does not come near."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.geometry.clearance import Clearance, clear_skin, clear_skin_roughly, outer_skin
from core.geometry.distance import SurfaceDistance
from core.geometry.rays import SurfaceRays
from tests.core.geometry.shapes import sphere

SKIN = sphere(100.0, 4)


@settings(max_examples=12)
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


def test_asked_again_it_answers_as_afresh() -> None:
    """Bone that moved since is measured as if it had never been asked about."""
    bone, random = sphere(90.0, 3, (6.0, 0.0, 0.0)).vertices, np.random.default_rng(0)
    judge = Clearance(SKIN)
    judge.lack(bone)
    for step in (0.1, 1.0, 8.0):
        moved = bone + step * random.standard_normal(bone.shape)
        again, afresh = judge.lack(moved), Clearance(SKIN).lack(moved)
        for one, other in zip(again, afresh, strict=True):
            assert np.allclose(one, other)


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
