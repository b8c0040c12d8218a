"""How far a scan lies from the surface that was fitted to it, in the face region."""

from dataclasses import dataclass

import numpy as np

from core.geometry.distance import SurfaceDistance, sample_surface
from core.geometry.mesh import Mesh
from core.geometry.visibility import visible_from_front

SAMPLES = 30_000
"""Area-uniform points on the scan: the mean then varies by less than 0.01 mm."""
FARTHEST = 10.0
"""Points farther away than this are not the face's skin (hair, the inside of the mouth), mm."""


@dataclass(frozen=True)
class FaceError:
    """Distances from scan to surface, mm.

    Attributes
    ----------
    mean, p95 : float
        Over the points in the face region.
    left_out : float
        Share of the face region's points that lie farther than `FARTHEST`.
    """

    mean: float
    p95: float
    left_out: float


def face_error(
    scan: Mesh, surface: Mesh, face_mask: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> FaceError:
    """Measure the fit.

    Parameters
    ----------
    scan : Mesh
        Cleaned, head frame, mm.
    surface : Mesh
        The fitted head in the template's topology, mm.
    face_mask : (n,) bool
        The face region among the surface's vertices.

    Returns
    -------
    FaceError
        From points drawn evenly over the scan and visible from the front; a point belongs to the
        face when its nearest point of the surface does.
    """
    drawn = sample_surface(scan, SAMPLES, seed=0).points
    points = drawn[visible_from_front(scan, drawn)]
    distance, _, face = SurfaceDistance(surface).unsigned(points)
    in_face = face_mask[surface.faces[face]].all(axis=1)
    near = distance[in_face & (distance <= FARTHEST)]
    if len(near) == 0:
        return FaceError(float("nan"), float("nan"), 1.0)
    left_out = 1.0 - len(near) / max(int(in_face.sum()), 1)
    return FaceError(float(near.mean()), float(np.percentile(near, 95)), left_out)
