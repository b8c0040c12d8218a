"""The standard measures of a face, as data.

Definitions after Farkas, "Anthropometry of the Head and Face", 1994, on the landmarks of the
template. Angles of the profile are three-dimensional angles at their middle landmark; the bridge's
height is that of rhinion over the line of the inner canthi; the chin's projection is counted from
the Frankfurt perpendicular through nasion (the zero meridian of Gonzalez-Ulloa, 1962).
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["distance", "line_distance", "projection", "angle", "inclination", "slope"]

LANDMARKS_OF_KIND: dict[Kind, int] = {
    "distance": 2,
    "line_distance": 3,
    "projection": 2,
    "angle": 3,
    "inclination": 2,
    "slope": 2,
}
"""How many landmarks each kind of measure takes."""

_ANGLES = ("angle", "inclination", "slope")


@dataclass(frozen=True)
class MeasureDefinition:
    """How one value is measured.

    Attributes
    ----------
    key : str
        Address, as the command line writes it, for example ``nose.width``.
    name : str
        What people read.
    part : str
        The part of `core.geometry.template.PARTS` that mostly decides it.
    landmarks : tuple of str
        In the order in which the function of the kind takes them.
    kind : str
        Names a function of `core.geometry.measures`.
    """

    key: str
    name: str
    part: str
    landmarks: tuple[str, ...]
    kind: Kind = "distance"

    @property
    def unit(self) -> Literal["mm", "deg"]:
        """The unit of the value."""
        return "deg" if self.kind in _ANGLES else "mm"


def _both(
    key: str, name: str, part: str, landmarks: tuple[str, ...], kind: Kind = "distance"
) -> tuple[MeasureDefinition, MeasureDefinition]:
    """Return a measure for each side; names that end in ``*`` are bilateral."""
    left, right = (
        MeasureDefinition(
            f"{key}_{side}",
            f"{name}, {side}",
            part,
            tuple(one.replace("*", f"_{side}") for one in landmarks),
            kind,
        )
        for side in ("left", "right")
    )
    return left, right


def _width(key: str, name: str, part: str, landmark: str) -> MeasureDefinition:
    """Return the distance between the two sides of a bilateral landmark."""
    return MeasureDefinition(key, name, part, (f"{landmark}_right", f"{landmark}_left"))


_M = MeasureDefinition

STANDARD_MEASURES: tuple[MeasureDefinition, ...] = (
    _width("nose.width", "Nose width", "nose", "alare"),
    _M("nose.height", "Nose height", "nose", ("nasion", "subnasale")),
    _M("nose.bridge_length", "Nasal bridge length", "nose", ("nasion", "pronasale")),
    _M("nose.protrusion", "Nasal tip protrusion", "nose", ("subnasale", "pronasale")),
    _M(
        "nose.bridge_height",
        "Nasal bridge height",
        "nose",
        ("rhinion", "endocanthion_left", "endocanthion_right"),
        "line_distance",
    ),
    _width("nose.base_width", "Nasal base width", "nose", "subalare"),
    _M("nose.tip_angle", "Nasal tip angle", "nose", ("nasion", "pronasale", "subnasale"), "angle"),
    _M(
        "nose.nasofrontal_angle",
        "Nasofrontal angle",
        "nose",
        ("glabella", "nasion", "pronasale"),
        "angle",
    ),
    _M(
        "nose.nasolabial_angle",
        "Nasolabial angle (tip, subnasale, lip)",
        "nose",
        ("pronasale", "subnasale", "labiale_superius"),
        "angle",
    ),
    _width("eyes.intercanthal_width", "Intercanthal width", "eyes", "endocanthion"),
    _width("eyes.biocular_width", "Biocular width", "eyes", "exocanthion"),
    *_both("eyes.fissure_length", "Eye length", "eyes", ("endocanthion*", "exocanthion*")),
    *_both(
        "eyes.fissure_height",
        "Eye height",
        "eyes",
        ("palpebrale_inferius*", "palpebrale_superius*"),
    ),
    *_both(
        "eyes.fissure_inclination",
        "Canthal tilt",
        "eyes",
        ("endocanthion*", "exocanthion*"),
        "inclination",
    ),
    _width("mouth.width", "Mouth width", "mouth", "cheilion"),
    _M("mouth.philtrum_length", "Philtrum length", "mouth", ("subnasale", "labiale_superius")),
    _width("mouth.philtrum_width", "Philtrum width", "mouth", "crista_philtri"),
    _M("mouth.upper_lip_height", "Upper lip height", "mouth", ("subnasale", "stomion")),
    _M("mouth.lower_lip_height", "Lower lip height", "mouth", ("stomion", "sublabiale")),
    _M("mouth.upper_vermilion", "Upper vermilion height", "mouth", ("labiale_superius", "stomion")),
    _M("mouth.lower_vermilion", "Lower vermilion height", "mouth", ("stomion", "labiale_inferius")),
    _M(
        "mouth.lower_lip_skin",
        "Skin of the lower lip, height",
        "mouth",
        ("labiale_inferius", "sublabiale"),
    ),
    _M(
        "mouth.mentolabial_angle",
        "Mentolabial angle",
        "mouth",
        ("labiale_inferius", "sublabiale", "pogonion"),
        "angle",
    ),
    _M("face.height", "Face height", "remainder", ("nasion", "gnathion")),
    _M("face.upper_height", "Upper face height", "mouth", ("nasion", "stomion")),
    _M("face.lower_height", "Lower face height", "remainder", ("subnasale", "gnathion")),
    _M("face.chin_height", "Chin height", "remainder", ("sublabiale", "gnathion")),
    _width("face.width", "Face width (bizygomatic)", "remainder", "zygion"),
    _width("face.jaw_width", "Jaw width (bigonial)", "remainder", "gonion"),
    _M(
        "face.chin_projection", "Chin projection", "remainder", ("nasion", "pogonion"), "projection"
    ),
    _M("face.forehead_slope", "Forehead slope", "remainder", ("glabella", "metopion"), "slope"),
    *_both("face.upper_depth", "Upper face depth", "remainder", ("tragion*", "nasion")),
    *_both("face.middle_depth", "Middle face depth", "remainder", ("tragion*", "subnasale")),
    *_both("face.lower_depth", "Lower face depth", "remainder", ("tragion*", "gnathion")),
    _M(
        "face.convexity",
        "Facial convexity",
        "remainder",
        ("glabella", "subnasale", "pogonion"),
        "angle",
    ),
    _width("head.width", "Head width", "remainder", "eurion"),
    _M("head.length", "Head length", "remainder", ("glabella", "opisthocranion")),
    _width("head.bitragal_width", "Ear-to-ear width", "remainder", "tragion"),
)
"""Every measure that `nasion measure` lists, in its order."""
