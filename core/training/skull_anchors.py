"""Pairs of points that place the source skull in a head: bone points and where they belong.

Two kinds. Tissue sites: the bone lies as deep under the skin as the table says. Structures that
no site fixes (orbital rims, nasal aperture, biting edge, joints, vault): their place is given by
rules from the face, each with its reason. Left and right are always mirror images.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.rays import SurfaceRays
from core.training.face_points import MIRROR, FacePoints
from core.training.tissue_depth import site_by_key
from core.training.tissue_sites import PlacedSites

SITE_BONES: dict[str, tuple[str, float, float]] = {
    "supraglabella": ("front", 0.0, 2.3),
    "glabella": ("front", 0.0, 1.42),
    "nasion": ("front", 0.0, 0.72),
    "rhinion": ("front", 0.0, -0.30),
    "subnasale": ("front", 0.0, -2.62),
    "mid_philtrum": ("front", 0.0, -3.05),
    "upper_lip": ("front", 0.0, -3.48),
    "lower_lip": ("front", 0.0, -4.58),
    "supramentale": ("front", 0.0, -5.35),
    "pogonion": ("front", 0.0, -6.30),
    "menton": ("below", 0.0, 4.64),
    "frontal_eminence": ("front", 2.1, 3.6),
    "supraorbital": ("front", 2.0, 1.75),
    "suborbital": ("front", 2.0, -0.90),
    "inferior_malar": ("front", 1.8, -2.0),
    "lateral_orbit": ("front", 3.1, -0.75),
    "zygion": ("side", -0.9, 1.5),
    "supraglenoid": ("side", 0.5, 0.3),
    "temple": ("side", 1.53, 1.21),
    "gonion": ("side", -4.75, 0.55),
    "supra_m2": ("side", -3.45, 3.5),
    "mid_masseter": ("side", -3.9, 1.55),
    "sub_m2": ("side", -4.5, 3.3),
}
"""Bone beneath each site on the source: seen from the front (x, y), the left side (y, z) or below
(x, z), in the source's unit."""
VIEWS = {"front": (0, 1, 2), "side": (1, 2, 0), "below": (0, 2, 1)}
SCALP_DEPTH = 6.5
"""Depth of the vault beneath the scalp, mm: skin and galea measure 5 to 7."""


@dataclass(frozen=True, eq=False)
class Anchors:
    """Corresponding points.

    Attributes
    ----------
    source : (n, 3) float64
        On the source skull, its unit.
    target : (n, 3) float64
        In the head frame, mm.
    """

    source: FloatArray
    target: FloatArray


def _seen(rays: SurfaceRays, view: str, first: float, second: float) -> FloatArray:
    near, outward = np.zeros(3), np.zeros(3)
    axes = VIEWS[view]
    near[axes[0]], near[axes[1]] = first, second
    outward[axes[2]] = -1.0 if view == "below" else 1.0
    point: FloatArray = rays.onto(near, outward)[0]
    return point


def site_anchors(source: Mesh, sites: PlacedSites) -> Anchors:
    """Pair the bone beneath every site with its place under the skin.

    Parameters
    ----------
    source : Mesh
        Source skull.
    sites : PlacedSites
        On the target's skin.

    Returns
    -------
    Anchors
        One pair per site, in the sites' order.
    """
    rays = SurfaceRays(source)
    bone = []
    for key in sites.keys:
        point = _seen(rays, *SITE_BONES[site_by_key(key).name])
        bone.append(point * MIRROR if key.endswith("_right") else point)
    depth = np.array([site_by_key(key).mean for key in sites.keys])
    return Anchors(np.array(bone), sites.positions - depth[:, None] * sites.normals)


def structure_anchors(source: Mesh, skin: Mesh, points: FacePoints) -> Anchors:
    """Pair orbits, nasal aperture, biting edge, joints and vault with their places.

    Parameters
    ----------
    source : Mesh
        Source skull.
    skin : Mesh
        Target skin, head frame, mm.
    points : FacePoints
        Landmarks of the target.

    Returns
    -------
    Anchors
        Median ones, then left ones, then their mirror images.
    """
    rays = SurfaceRays(source)
    even = points.symmetric()
    median = _median_structures(rays, skin, even)
    left = _left_structures(rays, skin, even)
    source_points = np.vstack(
        [[pair[0] for pair in median], [pair[0] for pair in left], [p[0] * MIRROR for p in left]]
    )
    target_points = np.vstack(
        [[pair[1] for pair in median], [pair[1] for pair in left], [p[1] * MIRROR for p in left]]
    )
    return Anchors(source_points, target_points)


Pair = tuple[FloatArray, FloatArray]


def _median_structures(rays: SurfaceRays, skin: Mesh, points: FacePoints) -> list[Pair]:
    face = points.multipie
    stomion, subnasale = face[62], face[33]
    scalp = skin.vertices[np.abs(skin.vertices[:, 0]) < 12.0]
    top = scalp[np.argmax(scalp[:, 1])]
    above_nape = scalp[scalp[:, 1] > 10.0]
    back = above_nape[np.argmin(above_nape[:, 2])]
    return [
        # Upper incisors show 1 to 2 mm below the upper lip at rest; behind it by a lip's thickness.
        (np.array([0.0, -4.08, 5.03]), np.array([0.0, stomion[1] - 1.5, face[51][2] - 12.0])),
        # The spine carries the columella's root: a little above subnasale, before the A point.
        (np.array([0.0, -2.15, 5.46]), np.array([0.0, subnasale[1] + 4.5, subnasale[2] - 10.5])),
        (_top(rays, 0.0), _under_top(top)),
        (np.array([0.0, 1.3, -6.05]), back * [0, 1, 1] + [0, 0, SCALP_DEPTH]),
    ]


def _top(rays: SurfaceRays, depth: float) -> FloatArray:
    point: FloatArray = rays.onto(np.array([0.0, 0.0, depth]), np.array([0.0, 1.0, 0.0]))[0]
    return point


def _under_top(top: FloatArray) -> FloatArray:
    return np.array([0.0, top[1] - SCALP_DEPTH, top[2]])


def _left_structures(rays: SurfaceRays, skin: Mesh, points: FacePoints) -> list[Pair]:
    face, ear = points.multipie, points.tragion_left
    cornea = float(face[[43, 44, 46, 47], 2].mean()) + 1.5
    inner, outer, subnasale = face[42], face[45], face[33]
    band = skin.vertices[(np.abs(skin.vertices[:, 1] - 62.0) < 6.0) & (skin.vertices[:, 0] > 0)]
    widest = band[np.argmax(band[:, 0])]
    return [
        # The orbit's medial rim lies medial to and behind the inner canthus.
        (np.array([0.63, 0.43, 4.89]), inner + [-6.5, 0.5, -6.0]),
        # The lateral rim lies 5 mm outside the outer canthus and 16 to 18 mm behind the cornea
        # (exophthalmometry).
        (np.array([3.27, 0.45, 3.80]), np.array([outer[0] + 5.0, outer[1] - 3.0, cornea - 17.0])),
        # The aperture is about 24 mm wide and widest a little above its floor.
        (np.array([0.80, -1.65, 5.27]), np.array([12.0, subnasale[1] + 7.5, subnasale[2] - 17.0])),
        # Its side recedes in an S from the nasal bones; cartilage alone carries the ala.
        (np.array([0.68, -1.10, 5.58]), np.array([10.0, subnasale[1] + 19.0, subnasale[2] - 11.0])),
        # The joint lies a finger's breadth before the ear canal, under 15 mm of soft tissue.
        (np.array([3.81, -1.45, 0.28]), ear + [-16.5, -2.0, 13.0]),
        # Porion: the ear canal's roof at the level of the tragion, as the frame has it.
        (_seen(rays, "side", -0.75, -0.75), ear + [-12.0, 0.0, -3.0]),
        (_seen(rays, "side", 2.6, -1.6), widest - [SCALP_DEPTH, 0.0, 0.0]),
    ]
