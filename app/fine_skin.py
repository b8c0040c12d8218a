"""Dresses the exact skin with what is known of the tracked one: shade, values and smooth normals.

The exact skin's own normals are those of its triangles, many of them slivers, and shine like
corduroy. The tracked skin's are smooth and, away from folds, those of the same surface.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from app.surfaces import ColourBy, SingleArray, Surface, surface_from
from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.monitor import stop_if_cancelled

SAME_DEGREES, OTHER_DEGREES = 12.0, 30.0
"""Normals nearer than the first are of the same surface, farther than the second of another fold;
on the mean head 95 % are nearer than four degrees."""
REACH_MM = 1.0
"""So far off the exact skin the tracked one is looked for, along the normal."""
_CHUNK = 1 << 15
"""Vertices that are looked at between two looks whether the job was cancelled: 10 ms."""


def dressed(
    mesh: Mesh,
    tracked: Mesh,
    shade: SingleArray,
    values: Mapping[ColourBy, FloatArray] | None = None,
) -> Surface:
    """Return an exact skin ready to be drawn.

    Parameters
    ----------
    mesh : Mesh
        The exact skin, mm.
    tracked : Mesh
        The template's vertices on the same head, mm.
    shade : (m,) float32
        How open each of these is to the light.
    values : mapping of ColourBy to (m,) or (m, 3) float64, optional
        What they can be coloured by.

    Returns
    -------
    Surface
        With everything carried over.

    Raises
    ------
    CancelledError
        When the job that runs was cancelled.
    """
    plain = surface_from(mesh)
    carry = Carrier(tracked, mesh.vertices, plain.normals)
    smooth = carry(vertex_normals(tracked.vertices, tracked.faces))
    return replace(
        plain,
        shade=carry(shade).astype(np.float32),
        values={key: carry(known) for key, known in (values or {}).items()},
        normals=calm_normals(plain.normals, smooth),
    )


def calm_normals(own: SingleArray, smooth: FloatArray) -> SingleArray:
    """Return smooth normals where they are those of the same surface, else the surface's own.

    Parameters
    ----------
    own : (n, 3) float32
        Unit normals of the surface's triangles.
    smooth : (n, 3) float64
        Normals nearby, of any length.

    Returns
    -------
    (n, 3) float32
        Unit normals.
    """
    length = np.linalg.norm(smooth, axis=1, keepdims=True)
    smooth = (smooth / np.maximum(length, 1e-9)).astype(np.float32)
    same, other = np.cos(np.radians([SAME_DEGREES, OTHER_DEGREES]))
    agreed = np.einsum("ij,ij->i", own, smooth)
    share = np.clip((agreed - other) / (same - other), 0.0, 1.0).astype(np.float32)[:, None]
    mixed = share * smooth + (1.0 - share) * own
    found: SingleArray = mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-9)
    return found


class Carrier:
    """Carries values from a surface's vertices to points on or beside it.

    Parameters
    ----------
    surface : Mesh
        With m vertices, mm.
    points : (n, 3) float64
        Where values are wanted, mm.
    normals : (n, 3) float32
        Unit normals there; along them the surface is looked for.

    Raises
    ------
    CancelledError
        When the job that runs was cancelled.

    Notes
    -----
    A point takes the values of the triangle beneath it, in the shares of its corners; one beneath
    which there is none, a few in ten thousand, takes those of the nearest vertex.
    """

    def __init__(self, surface: Mesh, points: FloatArray, normals: SingleArray) -> None:
        from embreex import rtcore_scene  # a compiled library: only when a surface is drawn
        from embreex.mesh_construction import TriangleMesh

        scene = rtcore_scene.EmbreeScene()
        TriangleMesh(scene, surface.vertices[surface.faces].astype(np.float32))
        self._corners = np.empty((len(points), 3), np.int64)
        self._shares = np.empty((len(points), 3))
        for start in range(0, len(points), _CHUNK):
            stop_if_cancelled()
            here = slice(start, start + _CHUNK)
            outward = normals[here]
            begin = (points[here] + REACH_MM * outward).astype(np.float32)
            hit = scene.run(begin, -outward, output=1)
            missed = (hit["primID"] < 0) | (hit["tfar"] > 2.0 * REACH_MM)
            one, two = (hit[key].astype(np.float64) for key in ("u", "v"))
            self._shares[here] = np.stack([1.0 - one - two, one, two], axis=1)
            self._corners[here] = surface.faces[np.where(missed, 0, hit["primID"])]
            if missed.any():
                self._take_nearest(surface.vertices, points, start + np.flatnonzero(missed))

    def _take_nearest(
        self, vertices: FloatArray, points: FloatArray, rows: npt.NDArray[np.int64]
    ) -> None:
        from scipy.spatial import cKDTree

        self._corners[rows] = cKDTree(vertices).query(points[rows])[1][:, None]
        self._shares[rows] = (1.0, 0.0, 0.0)

    def __call__(self, values: "npt.NDArray[np.floating[Any]]") -> FloatArray:
        """Return the values at the points.

        Parameters
        ----------
        values : (m, ...) array
            At the surface's vertices.

        Returns
        -------
        (n, ...) float64
            NaN where a corner has none.
        """
        carried = np.empty((len(self._corners), *values.shape[1:]))
        for start in range(0, len(carried), 2 * _CHUNK):
            stop_if_cancelled()
            here = slice(start, start + 2 * _CHUNK)
            near = values[self._corners[here]]
            carried[here] = np.einsum("ij,ij...->i...", self._shares[here], near)
        return carried
