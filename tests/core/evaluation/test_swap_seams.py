"""Part swaps: what is kept, what is replaced, and which seam is left."""

from pathlib import Path

import numpy as np
import pytest

from core.evaluation.part_quality import curvature_jump, part_borders
from core.evaluation.swap_seams import swap_seams
from core.geometry.part_swap import affine_swap, border_vertices, smooth_swap
from core.geometry.template import PARTS
from core.models.windows import part_weights_array


def grid() -> tuple[np.ndarray, np.ndarray]:
    """Return a bumpy sheet of 40 by 40 mm over the nose and its triangles."""
    axis = np.linspace(-60, 60, 41)
    x, y = np.meshgrid(axis, axis, indexing="ij")
    vertices = np.stack([x, y - 7.0, 105.0 + 0 * x], axis=-1).reshape(-1, 3)
    corner = (np.arange(40)[:, None] * 41 + np.arange(40)).ravel()
    first = np.stack([corner, corner + 41, corner + 42], axis=1)
    second = np.stack([corner, corner + 42, corner + 1], axis=1)
    return vertices, np.vstack([first, second])


class TestSwaps:
    def test_smooth_swap_keeps_the_donor_inside_and_the_receiver_outside(self) -> None:
        receiver, _ = grid()
        donor = receiver + np.sin(receiver / 9.0)
        weight = part_weights_array(receiver)[PARTS.index("nose")]
        swapped = smooth_swap(receiver, donor, weight)
        assert (weight == 1).any()
        assert (weight == 0).any()
        np.testing.assert_allclose(swapped[weight == 1], donor[weight == 1], atol=1e-12)
        np.testing.assert_array_equal(swapped[weight == 0], receiver[weight == 0])

    def test_affine_swap_undoes_an_affine_difference(self) -> None:
        receiver, faces = grid()
        receiver = receiver + np.column_stack([*np.zeros((2, len(receiver))), receiver[:, 0] ** 2])
        turn = np.array([[1.1, 0.1, 0.0], [0.0, 0.9, 0.05], [0.0, 0.0, 1.0]])
        donor = receiver @ turn + np.array([3.0, -2.0, 1.0])
        inside = np.hypot(receiver[:, 0], receiver[:, 1] + 7) < 30
        np.testing.assert_allclose(affine_swap(receiver, donor, inside, faces), receiver, atol=1e-6)

    def test_affine_swap_leaves_the_outside_alone(self) -> None:
        receiver, faces = grid()
        donor = receiver + np.sin(receiver / 9.0)
        inside = np.hypot(receiver[:, 0], receiver[:, 1] + 7) < 30
        swapped = affine_swap(receiver, donor, inside, faces)
        np.testing.assert_array_equal(swapped[~inside], receiver[~inside])
        assert not np.allclose(swapped[inside], receiver[inside])

    def test_the_smooth_swap_leaves_the_smaller_seam(self) -> None:
        receiver, faces = grid()
        donor = receiver.copy()
        receiver[:, 2] += 3.0 * np.cos(receiver[:, 0] / 12.0)
        donor[:, 2] += 3.0 * np.sin(receiver[:, 0] / 14.0) * np.cos(receiver[:, 1] / 17.0)
        weight = part_weights_array(receiver)[PARTS.index("nose")]
        inside = weight > 0.5
        edges = np.unique(np.sort(faces[:, :2], axis=1), axis=0)
        across = edges[inside[edges[:, 0]] != inside[edges[:, 1]]]
        smooth = curvature_jump(smooth_swap(receiver, donor, weight), faces, across)
        affine = curvature_jump(affine_swap(receiver, donor, inside, faces), faces, across)
        assert smooth < 0.5 * affine

    def test_a_part_without_border_is_refused(self) -> None:
        receiver, faces = grid()
        with pytest.raises(ValueError, match="border"):
            affine_swap(receiver, receiver, np.zeros(len(receiver), dtype=bool), faces)

    def test_border_is_the_inner_rim(self) -> None:
        vertices, faces = grid()
        inside = vertices[:, 0] < -40.0
        rim = vertices[border_vertices(inside, faces), 0]
        np.testing.assert_allclose(rim, vertices[inside, 0].max())


def test_borders_are_the_edges_between_parts() -> None:
    vertices, faces = grid()
    weights = part_weights_array(vertices)
    owner = np.argmax(weights, axis=0)
    across = part_borders(weights, faces)
    assert len(across) > 20
    assert (owner[across[:, 0]] != owner[across[:, 1]]).all()
    assert len(np.unique(across, axis=0)) == len(across)


def test_on_people_too_the_smooth_swap_leaves_the_smaller_seam(shared_data: Path) -> None:
    seams = swap_seams(shared_data, pairs=3)
    assert 1.0 < seams["smooth_swap"] < 0.75 * seams["affine_swap"]
