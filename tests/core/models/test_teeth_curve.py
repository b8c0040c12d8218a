"""The teeth of a skull are told apart along the arch, and the curve runs through their centres."""

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.models.teeth_curve import WIDTHS, spline, template_teeth

GUM = -58.0
"""Height of the made-up gum line, mm."""


def _arch(distance: FloatArray) -> FloatArray:
    """Return points (n, 3) along a made-up lower arch, by the way from its middle, mm."""
    angle = np.linspace(-1.75, 1.75, 2000)
    line = np.column_stack([26.0 * np.sin(angle), 0.0 * angle, 50.0 + 34.0 * np.cos(angle)])
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    length -= 0.5 * length[-1]
    return np.column_stack([np.interp(distance, length, line[:, k]) for k in range(3)])


def _tooth_places() -> FloatArray:
    widths = np.array(WIDTHS["lower"])
    half = np.cumsum(widths) - 0.5 * widths
    return _arch(np.concatenate([-half[::-1], half])) + [0.0, GUM, 0.0]


def test_the_curve_runs_through_the_centres_and_is_linear_in_them() -> None:
    """At its ends and in its middle; twice the centres, twice the curve."""
    centres = _tooth_places()
    curve = spline(centres, 27)
    assert np.allclose(curve[::2], centres, atol=1e-9)
    assert np.allclose(spline(2.0 * centres, 27), 2.0 * curve)


def test_template_teeth_stand_along_both_arches() -> None:
    """Rows of a made-up skull: right to left, every tooth with vertices of its neck."""
    places = _tooth_places()
    around = np.array([[2.0, 0, 0], [-1, 0, 1.5], [-1, 0, -1.5]])
    necks = (places[:, None] + around).reshape(-1, 3)
    tips = places + [0.0, 6.0, 0.0]
    vertices = np.vstack([necks, tips])
    count = len(places)
    faces = [
        [3 * k + a, 3 * k + (a + 1) % 3, 3 * count + k] for k in range(count) for a in range(3)
    ]
    upper = vertices + [0.0, 20.0, 0.0]
    mesh = Mesh(
        np.vstack([vertices, upper]), np.array([*faces, *(np.array(faces) + len(vertices))])
    )
    labels = np.tile(np.repeat([0, 1], [3 * count, count]), 2)
    labels = np.where(labels == 1, np.repeat([3, 2], len(vertices)), 1)
    rows = template_teeth(mesh, labels)
    assert len(rows.upper) == len(rows.lower) == 14
    assert np.all(np.diff(rows.centres(mesh.vertices, "lower")[:, 0])[3:-3] > 0.0)
    assert rows.curves(mesh.vertices, 50).shape == (100, 3)
