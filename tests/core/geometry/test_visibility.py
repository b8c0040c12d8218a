"""What can be seen of a surface from the front."""

import numpy as np
import trimesh

from core.geometry.mesh import Mesh
from core.geometry.visibility import front_directions, visible_from_front


def test_a_sphere_shows_its_front_and_hides_what_is_inside() -> None:
    ball, core = trimesh.creation.icosphere(4, 50.0), trimesh.creation.icosphere(3, 10.0)
    both = Mesh(
        np.vstack([ball.vertices, core.vertices]),
        np.vstack([ball.faces, core.faces + len(ball.vertices)]),
    )
    seen = visible_from_front(both, both.vertices)
    outer = seen[: len(ball.vertices)]
    assert outer[ball.vertices[:, 2] > 0.0].all()
    assert not outer[ball.vertices[:, 2] < -49.7].any()
    assert not seen[len(ball.vertices) :].any()


def test_directions_cover_the_front_evenly() -> None:
    directions = front_directions(200)
    np.testing.assert_allclose(np.linalg.norm(directions, axis=1), 1.0)
    assert (directions[:, 2] > 0.0).all()
    np.testing.assert_allclose(directions.mean(axis=0), [0.0, 0.0, 0.5], atol=0.02)
