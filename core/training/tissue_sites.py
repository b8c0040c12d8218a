"""Where the tissue-depth sites lie on a head's skin, by rules from its landmarks."""

from collections.abc import Mapping
from dataclasses import dataclass

import igl
import numpy as np

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.rays import SurfaceRays
from core.geometry.thickness import anatomy_normals
from core.training.face_points import MIRROR, FacePoints
from core.training.tissue_depth import site_keys

FRONT = np.array([0.0, 0.0, 1.0])
LEFT = np.array([1.0, 0.0, 0.0])
BELOW = np.array([0.0, -1.0, 0.0])
NASION_ABOVE_PUPIL = 10.5
"""The bony nasion lies at the upper lid's fold, well above the bridge's deepest point: 27 mm above
the Frankfurt plane, from which the craniometric heights of the face (nasion to spine 51 mm, to
prosthion 69 mm, to gnathion 117 mm) count downward."""
GLABELLA_ABOVE_NASION = 11.0
"""Height between the two on lateral radiographs, mm."""
RIM_ABOVE_PUPIL = 17.0
"""The upper orbital margin lies half a bony orbit's height (35 mm) above the pupil; the site a
little above it, at the brow."""
HORIZONTAL_SITE = "subnasale"
"""Its depth is measured along the Frankfurt horizontal, as on lateral radiographs: the normal in
the corner under the nose would run into the nasal aperture."""


@dataclass(frozen=True, eq=False)
class PlacedSites:
    """The sites on one skin.

    Attributes
    ----------
    keys : tuple of str
        Sites with their sides, n of them.
    positions : (n, 3) float64
        On the skin, mm.
    normals : (n, 3) float64
        Outward unit anatomy normals; depths run against them.
    """

    keys: tuple[str, ...]
    positions: FloatArray
    normals: FloatArray


def _median_rules(points: FacePoints) -> dict[str, tuple[FloatArray, FloatArray]]:
    """Return a point near each median site and the direction it is seen from."""
    face = points.multipie
    bridge, brow = face[27], points.brow_height
    nasion = float(points.pupil_left[1]) + NASION_ABOVE_PUPIL
    lip, chin = face[57], face[8]
    philtrum = 0.5 * (face[33] + face[51])
    height = {
        "supraglabella": bridge[1] + 1.75 * brow,
        "glabella": nasion + GLABELLA_ABOVE_NASION,
        "nasion": nasion,
        "rhinion": 0.5 * (nasion + face[30][1]),
        "mid_philtrum": philtrum[1],
        "upper_lip": face[51][1],
        "lower_lip": lip[1],
        "supramentale": lip[1] + 0.36 * (chin[1] - lip[1]),
        "pogonion": lip[1] + 0.68 * (chin[1] - lip[1]),
    }
    rules = {name: (np.array([0.0, level, 0.0]), FRONT) for name, level in height.items()}
    rules["subnasale"] = (face[33] * [0, 1, 1], FRONT)
    rules["menton"] = (np.array([0.0, 0.0, chin[2] - 9.0]), BELOW)
    return rules


def _left_rules(points: FacePoints) -> dict[str, tuple[FloatArray, FloatArray]]:
    """Return a point near each left site and the direction it is seen from."""
    face, pupil = points.multipie, points.pupil_left
    brow, bite = points.brow_height, face[62][1]
    angle = gonion_guess(points)
    oblique = np.array([0.75, 0.0, 0.66])
    return {
        "frontal_eminence": (np.array([pupil[0], face[27][1] + 2.1 * brow, 0.0]), FRONT),
        "supraorbital": (np.array([pupil[0], pupil[1] + RIM_ABOVE_PUPIL, 0.0]), FRONT),
        "suborbital": (np.array([pupil[0], pupil[1] - 18.5, 0.0]), FRONT),
        "inferior_malar": (np.array([pupil[0] - 1.0, pupil[1] - 41.0, 0.0]), FRONT),
        "lateral_orbit": (np.array([face[45][0] + 4.5, pupil[1] - 18.0, 0.0]), FRONT),
        "zygion": (np.array([0.0, face[15][1] - 2.0, face[15][2]]), LEFT),
        "supraglenoid": (np.array([0.0, 17.0, 10.0]) + points.tragion_left * [0, 1, 1], LEFT),
        "temple": (np.array([0.0, 31.0, 26.0]) + points.tragion_left * [0, 1, 1], LEFT),
        "gonion": (angle, LEFT),
        "supra_m2": (np.array([26.0, bite + 9.0, 58.0]), oblique),
        "mid_masseter": (np.array([0.0, bite + 2.0, angle[2] + 15.0]), LEFT),
        "sub_m2": (np.array([28.0, bite - 14.0, 52.0]), oblique),
    }


def gonion_guess(points: FacePoints) -> FloatArray:
    """Return about where the left bony angle of the jaw lies.

    Parameters
    ----------
    points : FacePoints
        Landmarks.

    Returns
    -------
    (3,) float64
        On the jaw line between tragion and chin: 66 % of the way down, 11 % of the way forward,
        as on lateral radiographs; the ramus is then 60 mm high.
    """
    chin, ear = points.multipie[8], points.tragion_left
    return np.array([0.0, ear[1] + 0.66 * (chin[1] - ear[1]), ear[2] + 0.11 * (chin[2] - ear[2])])


def place_sites(skin: Mesh, points: FacePoints) -> PlacedSites:
    """Find every site on a skin.

    Parameters
    ----------
    skin : Mesh
        Head frame, mm.
    points : FacePoints
        Landmarks of the same head.

    Returns
    -------
    PlacedSites
        All 35 sites.

    Notes
    -----
    Lines of sight find the site; a line that misses the skin falls back to the closest point.
    """
    even = points.symmetric()
    rays = SurfaceRays(skin)
    left = _left_rules(even)
    rules: dict[str, tuple[FloatArray, FloatArray]] = dict(_median_rules(even))
    rules |= {f"{name}_left": rule for name, rule in left.items()}
    rules |= {f"{name}_right": (at * MIRROR, seen * MIRROR) for name, (at, seen) in left.items()}
    keys = site_keys()
    near = np.array([rules[key][0] for key in keys])
    seen = np.array([rules[key][1] for key in keys])
    positions = rays.onto(near, seen)
    lost = ~np.isfinite(positions).all(axis=1)
    positions[lost] = near[lost]
    normals = anatomy_normals(skin)
    return _settle(skin, normals, keys, positions)


def _settle(
    skin: Mesh, normals: FloatArray, keys: tuple[str, ...], positions: FloatArray
) -> PlacedSites:
    _, triangle, closest = igl.point_mesh_squared_distance(positions, skin.vertices, skin.faces)
    corners = skin.faces[triangle]
    weights = igl.barycentric_coordinates(
        closest, *(np.ascontiguousarray(skin.vertices[corners[:, k]]) for k in range(3))
    )
    normal = (normals[corners] * weights[:, :, None]).sum(axis=1)
    partner = [keys.index(_other_side(key)) for key in keys]
    normal = normal + normal[partner] * MIRROR
    normal[keys.index(HORIZONTAL_SITE)] = FRONT
    normal = normal / np.linalg.norm(normal, axis=1, keepdims=True)
    return PlacedSites(keys, closest, normal)


def _other_side(key: str) -> str:
    if key.endswith("_left"):
        return key.removesuffix("_left") + "_right"
    return key.removesuffix("_right") + "_left" if key.endswith("_right") else key


def depths_along(sites: PlacedSites, skull: Mesh) -> Mapping[str, float]:
    """Return the depth of a skull under each site.

    Parameters
    ----------
    sites : PlacedSites
        On the skin.
    skull : Mesh
        Bone, mm.

    Returns
    -------
    mapping of str to float
        Millimetres along the inverse normal; infinite where there is no bone.
    """
    depth = SurfaceRays(skull).distance(sites.positions, -sites.normals)
    return dict(zip(sites.keys, depth.tolist(), strict=True))
