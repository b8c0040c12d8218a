"""What a face moves between two poses, left against right, and the target that one side sets.

Made for facial palsy: a neutral face and poses such as a smile, all on the template's vertices. A
pose is first laid onto the neutral face by what holds still (bridge of the nose, cheekbones,
temples), so that a turned head counts for nothing; what points have moved then is their excursion.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.asymmetry import face_asymmetry, mirror_places
from core.geometry.normals import vertex_areas, vertex_normals
from core.geometry.sides import Side, side_weight
from core.geometry.template import PARTS, Template
from core.geometry.transforms import fit_similarity

STILL_REGIONS = ("nose_bridge", "malar_left", "malar_right", "temple_left", "temple_right")
"""Of the template: what mimic muscles move least."""
STILL_SHARE = 0.6
"""Share of the still vertices that lay two poses onto each other: those that have moved least."""
LEAST_MM = 1.0
"""Below this excursion of the stronger side the weaker one is no share of it, mm."""
BROW_ABOVE_LID = 12.0
"""The brow's height over the edge of the upper lid, mm."""
BROW_DEVIATION = 4.0
"""The brow's place is a mean weighed by a bell this wide, mm."""
GROUPS: Mapping[str, tuple[str, ...]] = {
    "forehead": ("forehead", "glabella"),
    "eyes": ("orbit_left", "orbit_right"),
    "nose": ("nose_bridge",),
    "cheeks": ("cheek_left", "cheek_right", "malar_left", "malar_right"),
    "mouth": ("upper_lip", "lower_lip"),
    "chin": ("chin",),
}
"""Regions in which asymmetry is told, by those of the template; the nose is its part too."""
EXCURSIONS = ("mouth_corner", "mouth_corner_up", "mouth_corner_out", "upper_lid", "brow")
"""What is told of a pose against the neutral face, in this order."""
POSITIONS = ("mouth_corner_height", "eye_opening", "brow_height")
"""What is told of every pose by itself, in this order."""
_ROUNDS = 12
_FEWEST = 60


@dataclass(frozen=True)
class BothSides:
    """One length on either side of the face.

    Attributes
    ----------
    name : str
        Of `EXCURSIONS` or `POSITIONS`.
    left, right : float
        Of the subject, mm.
    """

    name: str
    left: float
    right: float

    @property
    def difference(self) -> float:
        """Left less right, mm."""
        return self.left - self.right

    @property
    def index(self) -> float:
        """The weaker side as a share of the stronger, per cent; NaN where neither moves."""
        weak, strong = sorted((abs(self.left), abs(self.right)))
        if strong < LEAST_MM:
            return float("nan")
        return 100.0 * weak / strong if self.left * self.right > 0.0 else 0.0


def still_vertices(template: Template) -> BoolArray:
    """Return the vertices of a face that mimic muscles move least.

    Parameters
    ----------
    template : Template
        With some of `STILL_REGIONS`.

    Returns
    -------
    (N_skin,) bool
        The whole face where the template names none of them.
    """
    found = np.zeros(template.skin.vertex_count, dtype=np.bool_)
    for name in STILL_REGIONS:
        if name in template.regions:
            found |= np.asarray(template.regions[name]) > 0.5
    found &= template.face_mask
    return found if found.sum() >= _FEWEST else np.asarray(template.face_mask)


def laid_on_rest(template: Template, rest: FloatArray, pose: FloatArray) -> FloatArray:
    """Return a pose turned and shifted onto the neutral face by what holds still.

    Parameters
    ----------
    template : Template
        Says what holds still.
    rest, pose : (N_skin, 3) float64
        The template's vertices on both, mm.

    Returns
    -------
    (N_skin, 3) float64
        The pose; nothing is scaled. Those still vertices that move most in it do not count.
    """
    still = still_vertices(template)
    fixed, moving = rest[still], pose[still]
    place = fit_similarity(moving, fixed, with_scale=False)
    count = min(max(_FEWEST, round(STILL_SHARE * len(fixed))), len(fixed))
    kept: IntArray = np.arange(0)
    for _ in range(_ROUNDS):
        off = np.linalg.norm(place.apply(moving) - fixed, axis=1)
        least: IntArray = np.sort(np.argsort(off, kind="stable")[:count])
        if np.array_equal(least, kept):
            break
        kept = least
        place = fit_similarity(moving[least], fixed[least], with_scale=False)
    return place.apply(pose)


def excursions(template: Template, rest: FloatArray, pose: FloatArray) -> tuple[BothSides, ...]:
    """Return how far mouth corners, upper lids and brows move, left and right.

    Parameters
    ----------
    template : Template
        Names the points; those that it lacks are left out.
    rest, pose : (N_skin, 3) float64
        The template's vertices, mm; the heads may lie anywhere.

    Returns
    -------
    tuple of BothSides
        In the order of `EXCURSIONS`: the corner of the mouth along its way, upward and outward;
        the upper lid downward, brows upward. Up and out are those of the neutral face.
    """
    moved = laid_on_rest(template, rest, pose) - rest
    axes = _face_axes(template, rest)
    found: list[BothSides] = []
    if corners := _pair(template, "cheilion"):
        way = [moved[at] for at in corners]
        found.append(BothSides("mouth_corner", *(float(np.linalg.norm(one)) for one in way)))
        found.append(BothSides("mouth_corner_up", *(float(one @ axes[1]) for one in way)))
        found.append(
            BothSides("mouth_corner_out", float(way[0] @ axes[0]), -float(way[1] @ axes[0]))
        )
    if lids := _pair(template, "palpebrale_superius"):
        found.append(BothSides("upper_lid", *(-float(moved[at] @ axes[1]) for at in lids)))
    if brows := brow_patches(template):
        lifted = [float(patch @ (moved @ axes[1])) for patch in brows]
        found.append(BothSides("brow", *lifted))
    return tuple(found)


def positions(template: Template, pose: FloatArray) -> tuple[BothSides, ...]:
    """Return how high mouth corners and brows stand and how far eyes are open, left and right.

    Parameters
    ----------
    template : Template
        Names the points; those that it lacks are left out.
    pose : (N_skin, 3) float64
        The template's vertices, mm.

    Returns
    -------
    tuple of BothSides
        In the order of `POSITIONS`: corners of the mouth over the base of the nose (negative:
        below), the opening of the lids, brows over the inner corner of the eye.
    """
    axes = _face_axes(template, pose)
    found: list[BothSides] = []
    corners, base = _pair(template, "cheilion"), template.landmarks.get("subnasale")
    if corners and base is not None:
        height = [float((pose[at] - pose[base]) @ axes[1]) for at in corners]
        found.append(BothSides("mouth_corner_height", *height))
    upper, lower = _pair(template, "palpebrale_superius"), _pair(template, "palpebrale_inferius")
    if upper and lower:
        gaps = [float((pose[a] - pose[b]) @ axes[1]) for a, b in zip(upper, lower, strict=True)]
        found.append(BothSides("eye_opening", *gaps))
    brows, inner = brow_patches(template), _pair(template, "endocanthion")
    if brows and inner:
        middle = 0.5 * (pose[inner[0]] + pose[inner[1]])
        raised = [float(patch @ ((pose - middle) @ axes[1])) for patch in brows]
        found.append(BothSides("brow_height", *raised))
    return tuple(found)


def _pair(template: Template, name: str) -> tuple[int, int] | None:
    """Return the vertices of a landmark on the left and the right, where both are named."""
    left, right = template.landmarks.get(f"{name}_left"), template.landmarks.get(f"{name}_right")
    return None if left is None or right is None else (int(left), int(right))


def brow_patches(template: Template) -> tuple[FloatArray, FloatArray] | None:
    """Return how much each vertex counts for the left and the right brow, if there are eyes.

    Parameters
    ----------
    template : Template
        With landmarks of the lids.

    Returns
    -------
    pair of (N_skin,) float64, or None
        Around the point above the middle of the eye; each sums to one.
    """
    lids, skin = _pair(template, "palpebrale_superius"), template.skin.vertices
    if lids is None:
        return None
    areas = vertex_areas(skin, template.skin.faces) * template.face_mask
    found = []
    for at in lids:
        above = np.hypot(skin[:, 0] - skin[at, 0], skin[:, 1] - skin[at, 1] - BROW_ABOVE_LID)
        weight = areas * np.exp(-0.5 * (above / BROW_DEVIATION) ** 2)
        found.append(weight / max(float(weight.sum()), 1e-9))
    return found[0], found[1]


def _face_axes(template: Template, vertices: FloatArray) -> FloatArray:
    """Return left, up and forward of a face, (3, 3) rows, wherever its head is turned to."""
    still = still_vertices(template)
    turn = fit_similarity(template.skin.vertices[still], vertices[still], with_scale=False)
    axes: FloatArray = turn.rotation.T
    return axes


def region_rms(template: Template, signed: FloatArray) -> dict[str, float]:
    """Return the root mean square of an asymmetry map by region.

    Parameters
    ----------
    template : Template
        With thickness regions; those that it lacks are left out.
    signed : (N_skin,) float64
        From `core.geometry.asymmetry.face_asymmetry`, mm; NaN where it is not known.

    Returns
    -------
    dict of str to float
        mm, by the names of `GROUPS`.
    """
    found = {}
    known = np.isfinite(signed)
    for name, members in GROUPS.items():
        inside = np.zeros(len(signed), dtype=np.bool_)
        for member in members:
            if member in template.regions:
                inside |= np.asarray(template.regions[member]) > 0.5
        if name in PARTS:
            inside |= np.asarray(template.part_weights[PARTS.index(name)]) > 0.5
        if (inside & known).any():
            found[name] = float(np.sqrt(np.mean(signed[inside & known] ** 2)))
    return found


def healthy_target(template: Template, vertices: FloatArray, healthy: Side) -> FloatArray:
    """Return the face with its healthy side mirrored onto the other.

    Parameters
    ----------
    template : Template
        Says what mirrors what.
    vertices : (N_skin, 3) float64
        The template's vertices on the face, mm.
    healthy : {'left', 'right'}
        Of the subject; it stays as it is.

    Returns
    -------
    (N_skin, 3) float64
        mm; the sides meet in the middle without a step. The plane between them is that of the
        still parts of the face, which a palsy does not draw aside.
    """
    other: Side = "right" if healthy == "left" else "left"
    acting = np.flatnonzero(side_weight(template.skin.vertices, other) > 0.0)
    found = face_asymmetry(template, vertices, {}, still_vertices(template))
    corners, shares = mirror_places(template.skin, acting)
    images = np.einsum("nt,ntd->nd", shares, found.mirrored[corners])
    weight = side_weight(template.skin.vertices[acting], other)[:, None]
    target = vertices.copy()
    target[acting] += weight * (images - vertices[acting])
    return target


def change_map(template: Template, before: FloatArray, after: FloatArray) -> FloatArray:
    """Return how far a face stands out before what it was, after the still parts were laid on.

    Parameters
    ----------
    template : Template
        Says what holds still and what the face is.
    before, after : (N_skin, 3) float64
        The template's vertices of one pose at two visits, mm.

    Returns
    -------
    (N_skin,) float64
        Along the normals of `before`, mm; NaN beside the face.
    """
    moved = laid_on_rest(template, before, after) - before
    normals = vertex_normals(before, template.skin.faces)
    along: FloatArray = np.einsum("ij,ij->i", moved, normals)
    return np.where(np.asarray(template.face_mask), along, np.nan)
