"""Soft-tissue regions of the face: smooth weights by which thickness sliders move the skin.

Every region is a spindle: full in its middle, falling to zero at its rim with a continuous slope,
so that a slider leaves neither a step nor a crease. They are placed by landmarks alone, and the
left and right ones are exact mirror images of each other.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.rays import SurfaceRays
from core.geometry.steps import cubic_step
from core.training.face_points import MIRROR, FacePoints
from core.training.tissue_sites import BELOW, FRONT, LEFT, gonion_guess

PLATEAU = 0.15
"""Share of a region's radius over which it is full."""
FISSURE_RADII = np.array([17.0, 8.0, 14.0])
"""Lid fissure and lashes, mm: the orbit's region spares them, so that no eyeball swells."""
LIP_SEAM_HEIGHT = 5.0
"""Over this height the two lips' regions hand over at the lip line, mm."""


@dataclass(frozen=True, eq=False)
class RegionShape:
    """A region as a rounded segment.

    Attributes
    ----------
    start, end : (3,) float64
        Ends of its axis in the head frame, mm; equal for an ellipsoid.
    radii : (3,) float64
        Extent along x, y and z, mm.
    """

    start: FloatArray
    end: FloatArray
    radii: FloatArray

    def weight(self, points: FloatArray) -> FloatArray:
        """Return the weight of points.

        Parameters
        ----------
        points : (n, 3) float64
            Head frame, mm.

        Returns
        -------
        (n,) float64
            1 within the plateau, 0 outside the radii, C1 between.
        """
        axis = (self.end - self.start) / self.radii
        relative = (points - self.start) / self.radii
        along = relative @ axis / max(float(axis @ axis), 1e-12)
        nearest = np.clip(along, 0.0, 1.0)[:, None] * axis
        return cubic_step((1.0 - np.linalg.norm(relative - nearest, axis=1)) / (1.0 - PLATEAU))


def _ball(centre: FloatArray, *radii: float) -> RegionShape:
    return RegionShape(centre, centre, np.array(radii))


def _front(rays: SurfaceRays, x: float, y: float) -> FloatArray:
    point: FloatArray = rays.onto(np.array([x, y, 0.0]), FRONT)[0]
    return point


def _side(rays: SurfaceRays, y: float, z: float) -> FloatArray:
    point: FloatArray = rays.onto(np.array([0.0, y, z]), LEFT)[0]
    return point


def _median_shapes(rays: SurfaceRays, points: FacePoints) -> dict[str, RegionShape]:
    face, brow = points.multipie, points.brow_height
    nasion, chin = face[27], face[8]
    below = rays.onto(np.array([0.0, 0.0, chin[2] - 30.0]), BELOW)[0]
    heights = {
        "forehead": nasion[1] + 2.3 * brow,
        "glabella": nasion[1] + 0.85 * brow,
        "upper_lip": 0.5 * (face[33][1] + face[62][1]),
        "lower_lip": face[57][1] - 1.0,
        "chin": face[57][1] + 0.68 * (chin[1] - face[57][1]),
    }
    at = {name: _front(rays, 0.0, float(height)) for name, height in heights.items()}
    bridge_start = _front(rays, 0.0, float(nasion[1]) - 2.0)
    bridge_end = _front(rays, 0.0, float(face[29][1]))
    return {
        "forehead": _ball(at["forehead"], 66.0, 42.0, 66.0),
        "glabella": _ball(at["glabella"], 23.0, 19.0, 24.0),
        "nose_bridge": RegionShape(bridge_start, bridge_end, np.array([15.0, 14.0, 18.0])),
        "upper_lip": _ball(at["upper_lip"], 34.0, 17.0, 28.0),
        "lower_lip": _ball(at["lower_lip"], 31.0, 17.0, 27.0),
        "chin": _ball(at["chin"], 32.0, 23.0, 30.0),
        "submental": _ball(below, 42.0, 22.0, 42.0),
    }


def _left_shapes(rays: SurfaceRays, points: FacePoints) -> dict[str, RegionShape]:
    face, pupil = points.multipie, points.pupil_left
    angle, bite = gonion_guess(points), face[62][1]
    temple = _side(rays, face[45][1] + 22.0, face[45][2] - 31.0)
    jaw_back = _side(rays, angle[1] - 1.0, angle[2] + 4.0)
    jaw_front = 0.5 * (face[10] + face[11])
    return {
        "temple_left": _ball(temple, 32.0, 38.0, 35.0),
        "orbit_left": _ball(pupil, 33.0, 28.0, 30.0),
        "malar_left": _ball(_front(rays, pupil[0] + 13.0, pupil[1] - 21.0), 35.0, 24.0, 33.0),
        "cheek_left": _ball(_front(rays, pupil[0] + 11.0, bite + 12.0), 31.0, 31.0, 34.0),
        "masseter_left": _ball(_side(rays, bite + 9.0, angle[2] + 14.0), 30.0, 38.0, 32.0),
        "jaw_left": RegionShape(jaw_back, jaw_front, np.array([22.0, 21.0, 22.0])),
    }


def build_regions(skin: Mesh, points: FacePoints) -> dict[str, FloatArray]:
    """Return the weight of every thickness region on a skin.

    Parameters
    ----------
    skin : Mesh
        Template skin, head frame, mm.
    points : FacePoints
        Its landmarks.

    Returns
    -------
    dict of str to (n,) float64
        19 regions, each between 0 and 1; bilateral ones end in ``_left`` or ``_right``.
    """
    even = points.symmetric()
    rays = SurfaceRays(skin)
    median = _median_shapes(rays, even)
    left = _left_shapes(rays, even)
    vertices = skin.vertices
    regions = {name: shape.weight(vertices) for name, shape in median.items()}
    upper = cubic_step((vertices[:, 1] - even.multipie[62][1]) / LIP_SEAM_HEIGHT + 0.5)
    regions["upper_lip"] = regions["upper_lip"] * upper
    regions["lower_lip"] = regions["lower_lip"] * (1.0 - upper)
    fissure = _ball(even.pupil_left, *FISSURE_RADII)
    for name, shape in left.items():
        for side, seen in (("left", vertices), ("right", vertices * MIRROR)):
            weight = shape.weight(seen)
            if name == "orbit_left":
                weight = weight * (1.0 - fissure.weight(seen))
            regions[name.replace("left", side)] = weight
    return regions
