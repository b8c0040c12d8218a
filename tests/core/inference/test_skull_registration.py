"""The template's skull comes to lie on bone that is known in closed form."""

import numpy as np
import pytest

from core.errors import AlignmentError, CancelledError
from core.geometry.mesh import Mesh
from core.inference.skull_registration import register_skull
from core.monitor import Monitor
from tests.core.geometry.shapes import sphere


def _bone(subdivisions: int = 5) -> Mesh:
    """Return an egg with an inner surface, as a CT shows it."""
    outer = sphere(1.0, subdivisions)
    stretch = np.array([74.0, 82.0, 90.0])
    inner = outer.flipped()
    vertices = np.concatenate([outer.vertices * stretch, inner.vertices * (stretch - 7.0)])
    return Mesh(vertices, np.concatenate([outer.faces, inner.faces + outer.vertex_count]))


def _off(vertices: np.ndarray) -> np.ndarray:
    return np.abs(np.linalg.norm(vertices / [74.0, 82.0, 90.0], axis=1) - 1.0) * 80.0


def test_it_lies_on_the_outer_bone() -> None:
    inferred = sphere(1.0, 4)
    inferred = inferred.with_vertices(inferred.vertices * [76.0, 79.0, 92.0] + [1.0, 1.0, -1.0])
    found = register_skull(inferred, _bone(), Monitor())
    assert _off(found.vertices).mean() < 0.15
    assert (found.trust > 0.5).mean() > 0.95


def test_where_the_ct_ends_there_is_no_trust() -> None:
    bone, inferred = _bone(), sphere(80.0, 4)
    shown = (bone.vertices[bone.faces][:, :, 1] > -30.0).all(axis=1)
    found = register_skull(inferred, Mesh(bone.vertices, bone.faces[shown]), Monitor())
    low = found.vertices[:, 1] < -45.0
    assert found.trust[low].max() < 0.2
    assert _off(found.vertices[found.trust > 0.5]).mean() < 0.15
    assert np.linalg.norm(found.vertices[low], axis=1) == pytest.approx(80.0, abs=14.0)


def test_bone_of_somewhere_else_is_refused() -> None:
    far = sphere(80.0, 4, (0.0, 500.0, 0.0))
    with pytest.raises(AlignmentError, match="real skull"):
        register_skull(sphere(80.0, 4), far, Monitor())


def test_it_can_be_cancelled() -> None:
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(CancelledError):
        register_skull(sphere(80.0, 4), _bone(4), monitor)
