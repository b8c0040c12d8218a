"""Measures of the profile on skin and bone, as clinicians read them from a lateral cephalogram.

All are taken in the sagittal plane of the head frame, whose forward axis is the Frankfurt
horizontal. Definitions after Legan and Burstone 1980 (soft tissue), Ricketts 1968 (esthetic line),
Merrifield 1966 (Z angle), Downs 1948 and Steiner 1953 (bone).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.arrays import FloatArray
from core.geometry.measures import Landmarks, Measure
from core.geometry.template import Template

BONE = "bone:"
"""Prefix of landmarks of the skull."""

NOT_MEASURED = (
    "Sella, basion and articulare lie inside the head and are not part of the model's skull, so "
    "SNA, SNB, the Y axis and the gonial angle are not measured; ANB needs nasion only. The hair "
    "line is not known either, so the upper facial third is not measured."
)
"""What a clinician would look for and not find."""

LANDMARK_NAMES = {"columella": "columella point"}
"""Names of landmarks that the template does not hold itself."""

ProfileKind = Literal["line_offset", "angle", "turn", "opening", "lean", "least_lean", "fall",
                      "height"]  # fmt: skip

_MIDLINE_MM = 2.0
_ANGLES = ("angle", "turn", "opening", "lean", "least_lean", "fall")


@dataclass(frozen=True)
class ProfileDefinition:
    """How one value of the profile is measured.

    Attributes
    ----------
    key : str
        Address; begins with ``profile.`` for the skin and ``bone.`` for the skull.
    name : str
        What people read.
    kind : str
        Names a function of this module.
    landmarks : tuple of str
        In the function's order; those of the skull begin with `BONE`. A bilateral one without its
        side means the middle of both.
    """

    key: str
    name: str
    kind: ProfileKind
    landmarks: tuple[str, ...]

    @property
    def unit(self) -> Literal["mm", "deg"]:
        """The unit of the value."""
        return "deg" if self.kind in _ANGLES else "mm"


_P = ProfileDefinition

PROFILE_MEASURES: tuple[ProfileDefinition, ...] = (
    _P("profile.e_line_upper", "Upper lip to E-line", "line_offset",
       ("labiale_superius", "pronasale", "pogonion")),
    _P("profile.e_line_lower", "Lower lip to E-line", "line_offset",
       ("labiale_inferius", "pronasale", "pogonion")),
    _P("profile.upper_lip_protrusion", "Upper lip to subnasale-pogonion", "line_offset",
       ("labiale_superius", "subnasale", "pogonion")),
    _P("profile.lower_lip_protrusion", "Lower lip to subnasale-pogonion", "line_offset",
       ("labiale_inferius", "subnasale", "pogonion")),
    _P("profile.convexity", "Facial convexity angle (G-Sn-Pog)", "turn",
       ("glabella", "subnasale", "pogonion")),
    _P("profile.nasolabial_angle", "Nasolabial angle (Cm-Sn-Ls)", "angle",
       ("columella", "subnasale", "labiale_superius")),
    _P("profile.mentolabial_angle", "Mentolabial angle (Li-Sl-Pog)", "angle",
       ("labiale_inferius", "sublabiale", "pogonion")),
    _P("profile.mentolabial_depth", "Mentolabial sulcus depth", "line_offset",
       ("sublabiale", "labiale_inferius", "pogonion")),
    _P("profile.facial_angle", "Soft-tissue facial angle (Frankfurt to N-Pog)", "lean",
       ("nasion", "pogonion")),
    _P("profile.z_angle", "Z angle (Frankfurt to lip-Pog)", "least_lean",
       ("labiale_superius", "labiale_inferius", "pogonion")),
    _P("profile.middle_third", "Middle facial third (G-Sn)", "height", ("glabella", "subnasale")),
    _P("profile.lower_third", "Lower facial third (Sn-Me)", "height", ("subnasale", "menton")),
    _P("bone.anb", "ANB angle", "opening", ("bone:nasion", "bone:a_point", "bone:b_point")),
    _P("bone.facial_angle", "Facial angle (Frankfurt to N-Pog)", "lean",
       ("bone:nasion", "bone:pogonion")),
    _P("bone.convexity", "Angle of convexity (N-A-Pog)", "turn",
       ("bone:nasion", "bone:a_point", "bone:pogonion")),
    _P("bone.mandibular_plane", "Mandibular plane to Frankfurt (Go-Me)", "fall",
       ("bone:gonion", "bone:menton")),
    _P("bone.upper_face_height", "Upper face height (N-ANS)", "height",
       ("bone:nasion", "bone:anterior_nasal_spine")),
    _P("bone.lower_face_height", "Lower face height (ANS-Me)", "height",
       ("bone:anterior_nasal_spine", "bone:menton")),
)  # fmt: skip
"""Every measure of the profile, skin first."""


def profile_landmarks(template: Template) -> dict[str, int]:
    """Return the vertices of all skin landmarks, the columella point included.

    Parameters
    ----------
    template : Template
        Its own landmarks, and its skin from which the columella point is found.

    Returns
    -------
    dict of str to int
        By name. The columella point is the midline vertex below the tip that stands out most
        over the line from tip to subnasale; left out where the midline has no vertices there.
    """
    found = dict(template.landmarks)
    if not {"pronasale", "subnasale"} <= set(found):
        return found
    points = template.skin.vertices
    tip, base = points[found["pronasale"]], points[found["subnasale"]]
    # Between tip and base, near the midline; behind the base lie the nostrils' floors.
    low, high = min(tip[1], base[1]), max(tip[1], base[1])
    between = (np.abs(points[:, 0]) < _MIDLINE_MM) & (points[:, 2] > base[2] + 1.0)
    candidates = np.flatnonzero(between & (points[:, 1] > low) & (points[:, 1] < high))
    if len(candidates):
        out = line_offset(points[candidates], tip, base)
        found["columella"] = int(candidates[int(np.argmax(out))])
    return found


def measure_profile(
    skin: Landmarks, bone: Landmarks | None = None, *, only: str = ""
) -> tuple[Measure, ...]:
    """Measure everything of the profile for which the landmarks are there.

    Parameters
    ----------
    skin : mapping of str to (3,) float64
        Landmarks of the skin, head frame, mm.
    bone : mapping of str to (3,) float64, optional
        Landmarks of the skull under their own names; without them only the skin is measured.
    only : str
        Beginning of the keys wanted, such as ``bone.``; empty for all.

    Returns
    -------
    tuple of Measure
        In the order of `PROFILE_MEASURES`.
    """
    places = dict(skin) | {BONE + name: place for name, place in (bone or {}).items()}
    found = []
    for one in PROFILE_MEASURES:
        points = [_place(places, name) for name in one.landmarks]
        if one.key.startswith(only) and not any(point is None for point in points):
            value = float(_VALUE_OF_KIND[one.kind](*points))
            found.append(Measure(one.key, one.name, value, one.unit, one.landmarks))
    return tuple(found)


def _place(places: Mapping[str, FloatArray], name: str) -> FloatArray | None:
    """Return a landmark, or the middle of its two sides."""
    if name in places:
        return np.asarray(places[name], dtype=np.float64)
    sides = [places.get(f"{name}_left"), places.get(f"{name}_right")]
    if sides[0] is None or sides[1] is None:
        return None
    middle: FloatArray = (np.asarray(sides[0]) + np.asarray(sides[1])) / 2.0
    return middle


def _forward_up(vector: FloatArray) -> tuple[FloatArray, FloatArray]:
    return vector[..., 2], vector[..., 1]


def line_offset(point: FloatArray, upper: FloatArray, lower: FloatArray) -> FloatArray:
    """Return how far a point lies in front of the line through two others, seen from the side.

    Parameters
    ----------
    point : (..., 3) float64
        Head frame, mm.
    upper, lower : (3,) float64
        The line, its upper point first.

    Returns
    -------
    (...) float64
        mm; negative behind the line.
    """
    along_z, along_y = _forward_up(lower - upper)
    length = np.hypot(along_z, along_y)
    from_z, from_y = _forward_up(np.asarray(point) - upper)
    offset: FloatArray = (along_z * from_y - along_y * from_z) / np.where(length > 0, length, 1.0)
    return offset


def profile_angle(a: FloatArray, corner: FloatArray, b: FloatArray) -> FloatArray:
    """Return the angle at a corner, seen from the side.

    Parameters
    ----------
    a, corner, b : (3,) float64
        Head frame, mm.

    Returns
    -------
    float64
        Degrees, 0 to 180.
    """
    return np.abs(_signed(a - corner, b - corner))


def turn(a: FloatArray, corner: FloatArray, b: FloatArray) -> FloatArray:
    """Return how far the profile bends at a corner: 0 straight, positive when it stands forward.

    Parameters
    ----------
    a, corner, b : (3,) float64
        From above to below, head frame, mm.

    Returns
    -------
    float64
        Degrees; negative where the corner lies behind the line of its neighbours.
    """
    return -_signed(corner - a, b - corner)


def opening(corner: FloatArray, front: FloatArray, back: FloatArray) -> FloatArray:
    """Return the angle at a corner between two points below.

    Parameters
    ----------
    corner, front, back : (3,) float64
        Head frame, mm.

    Returns
    -------
    float64
        Degrees, positive when `front` is ahead.
    """
    return _signed(back - corner, front - corner)


def lean(upper: FloatArray, lower: FloatArray) -> FloatArray:
    """Return the angle of a line to the Frankfurt horizontal.

    Parameters
    ----------
    upper, lower : (3,) float64
        Head frame, mm.

    Returns
    -------
    float64
        Degrees: 90 upright, more with the lower point ahead.
    """
    forward, up = _forward_up(lower - upper)
    degrees: FloatArray = 90.0 + np.degrees(np.arctan2(forward, -up))
    return degrees


def least_lean(first: FloatArray, second: FloatArray, lower: FloatArray) -> FloatArray:
    """Return the smaller `lean` of two upper points: that of the lip which stands out more.

    Parameters
    ----------
    first, second, lower : (3,) float64
        Head frame, mm.

    Returns
    -------
    float64
        Degrees.
    """
    return np.minimum(lean(first, lower), lean(second, lower))


def fall(back: FloatArray, front: FloatArray) -> FloatArray:
    """Return how much a line falls towards the front against the Frankfurt horizontal.

    Parameters
    ----------
    back, front : (3,) float64
        Head frame, mm.

    Returns
    -------
    float64
        Degrees.
    """
    forward, up = _forward_up(front - back)
    degrees: FloatArray = np.degrees(np.arctan2(-up, forward))
    return degrees


def height(upper: FloatArray, lower: FloatArray) -> FloatArray:
    """Return how far a point lies above another, square to the Frankfurt horizontal.

    Parameters
    ----------
    upper, lower : (3,) float64
        Head frame, mm.

    Returns
    -------
    float64
        mm.
    """
    up: FloatArray = upper[..., 1] - lower[..., 1]
    return up


def _signed(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the angle from one direction to another seen from the side, degrees; up over front."""
    first_z, first_y = _forward_up(first)
    second_z, second_y = _forward_up(second)
    cross = first_z * second_y - first_y * second_z
    degrees: FloatArray = np.degrees(np.arctan2(cross, first_z * second_z + first_y * second_y))
    return degrees


_VALUE_OF_KIND: Mapping[ProfileKind, Callable[..., FloatArray]] = {
    "line_offset": line_offset,
    "angle": profile_angle,
    "turn": turn,
    "opening": opening,
    "lean": lean,
    "least_lean": least_lean,
    "fall": fall,
    "height": height,
}
