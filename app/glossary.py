"""The terms that a user may not know, each explained once: for tooltips and for the guide.

Anatomical points follow the usual anthropometric and cephalometric names.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.translation import mark, tr


@dataclass(frozen=True)
class Term:
    """One term.

    Attributes
    ----------
    key : str
        Address; of a point, the landmark's name without its side.
    title : str
        What people read.
    meaning : str
        One sentence or two.
    """

    key: str
    title: str
    meaning: str


POINTS = (
    Term("a_point", mark("A point"), mark(
        "Deepest point of the upper jaw's bone in the midline, below the nasal spine.")),
    Term("alare", mark("Alare"), mark("Outermost point of the wing of the nose.")),
    Term("anterior_nasal_spine", mark("Anterior nasal spine"), mark(
        "Bony tip below the opening of the nose.")),
    Term("b_point", mark("B point"), mark(
        "Deepest point of the lower jaw's bone in the midline, above the chin.")),
    Term("cheilion", mark("Cheilion"), mark("Corner of the mouth.")),
    Term("condylion", mark("Condylion"), mark(
        "Highest point of the condyle, the head of the lower jaw in its joint.")),
    Term("coronion", mark("Coronion"), mark("Tip of the lower jaw's coronoid process.")),
    Term("crista_philtri", mark("Crista philtri"), mark(
        "Peak of the upper lip where a ridge of the philtrum ends.")),
    Term("dacryon", mark("Dacryon"), mark(
        "Inner edge of the eye socket, where frontal, lacrimal and upper jaw bone meet.")),
    Term("ectoconchion", mark("Ectoconchion"), mark(
        "Outermost point of the rim of the eye socket.")),
    Term("endocanthion", mark("Endocanthion"), mark("Inner corner of the eye.")),
    Term("eurion", mark("Eurion"), mark("Outermost point of the side of the head.")),
    Term("exocanthion", mark("Exocanthion"), mark("Outer corner of the eye.")),
    Term("frontal_eminence", mark("Frontal eminence"), mark(
        "Bulge of the forehead on either side.")),
    Term("frontomalare", mark("Frontomalare"), mark(
        "Suture of forehead bone and cheekbone at the rim of the eye socket.")),
    Term("glabella", mark("Glabella"), mark(
        "Most forward point of the forehead between the eyebrows.")),
    Term("gnathion", mark("Gnathion"), mark("Lowest and most forward point of the chin.")),
    Term("gonion", mark("Gonion"), mark("Outermost point of the angle of the lower jaw.")),
    Term("infradentale", mark("Infradentale"), mark(
        "Bone between the two middle lower incisors.")),
    Term("labiale_inferius", mark("Labiale inferius"), mark(
        "Lower edge of the red of the lower lip in the midline.")),
    Term("labiale_superius", mark("Labiale superius"), mark(
        "Upper edge of the red of the upper lip in the midline.")),
    Term("lower_incisal_edge", mark("Lower incisal edge"), mark(
        "Cutting edge of the lower middle incisors.")),
    Term("menton", mark("Menton"), mark("Lowest point of the chin in the midline.")),
    Term("metopion", mark("Metopion"), mark("Midpoint of the forehead between its two bulges.")),
    Term("nasion", mark("Nasion"), mark(
        "Root of the nose: where the nasal bones meet the forehead in the midline.")),
    Term("opisthocranion", mark("Opisthocranion"), mark("Hindmost point of the head.")),
    Term("orbitale", mark("Orbitale"), mark("Lowest point of the lower rim of the eye socket.")),
    Term("palpebrale_inferius", mark("Palpebrale inferius"), mark(
        "Lowest point of the lower lid's edge.")),
    Term("palpebrale_superius", mark("Palpebrale superius"), mark(
        "Highest point of the upper lid's edge.")),
    Term("pogonion", mark("Pogonion"), mark("Most forward point of the chin.")),
    Term("porion", mark("Porion"), mark("Upper rim of the bony ear canal.")),
    Term("pronasale", mark("Pronasale"), mark("Most forward point of the tip of the nose.")),
    Term("prosthion", mark("Prosthion"), mark("Bone between the two middle upper incisors.")),
    Term("rhinion", mark("Rhinion"), mark("Lower end of the nasal bones in the midline.")),
    Term("stomion", mark("Stomion"), mark("Where the closed lips meet in the midline.")),
    Term("subalare", mark("Subalare"), mark("Foot of the wing of the nose on the upper lip.")),
    Term("sublabiale", mark("Sublabiale"), mark("Deepest point of the fold below the lower lip.")),
    Term("subnasale", mark("Subnasale"), mark(
        "Where the partition of the nose meets the upper lip.")),
    Term("supraorbitale", mark("Supraorbitale"), mark(
        "Highest point of the rim of the eye socket.")),
    Term("tragion", mark("Tragion"), mark(
        "Notch above the tragus, the flap before the ear canal.")),
    Term("upper_incisal_edge", mark("Upper incisal edge"), mark(
        "Cutting edge of the upper middle incisors.")),
    Term("vertex", mark("Vertex"), mark("Highest point of the head.")),
    Term("zygion", mark("Zygion"), mark("Outermost point of the cheekbone's arch.")),
)  # fmt: skip
"""Points of skin and skull, by the alphabet."""

WORDS = (
    Term("alignment", mark("Alignment"), mark(
        "How sure it is that the face in the scan was found and stands as it should. Below the "
        "threshold Nasion asks you to look.")),
    Term("asymmetry", mark("Asymmetry"), mark(
        "How far one side differs from the mirrored other side.")),
    Term("component", mark("Shape component"), mark(
        "One independent way in which a part differs between people, learned from a population; "
        "the first ones change the most.")),
    Term("coverage", mark("Coverage"), mark(
        "How much of the face the scan shows; the rest is the model's guess.")),
    Term("deviation", mark("Standard deviation (sd)"), mark(
        "Spread between people: two thirds lie within one of the mean, 95 of 100 within two.")),
    Term("exact", mark("Extracted surface"), mark(
        "The surface computed anew from the model. While you drag, the tracked surface stands for "
        "it: the same triangles, moved.")),
    Term("fit_error", mark("Fit error"), mark(
        "Mean distance from the face in the scan to the fitted surface; p95 is exceeded by 5 % of "
        "the points.")),
    Term("frankfurt", mark("Frankfurt horizontal"), mark(
        "Plane through the lower rims of the eye sockets and the ear openings; Nasion holds every "
        "head so that it is level.")),
    Term("hausdorff", mark("Hausdorff distance"), mark(
        "The largest of all shortest distances between two surfaces.")),
    Term("hu", mark("Hounsfield unit (HU)"), mark(
        "Brightness in a CT: air −1000, water 0, bone several hundred and more.")),
    Term("interval", mark("Uncertainty of the skull"), mark(
        "How far the true bone may lie from the shown one, one standard deviation either way; "
        "people with the same skin have different skulls.")),
    Term("osteotomy", mark("Osteotomy"), mark(
        "Surgical cut through bone, to move a part of it.")),
    Term("residual", mark("Residual"), mark(
        "What of the scan the model cannot express, such as pores and wrinkles; it is kept and "
        "moves along with edits.")),
    Term("thickness", mark("Soft-tissue thickness"), mark(
        "Skin, fat and muscle between the bone and the surface of the skin, in mm.")),
    Term("watertight", mark("Watertight"), mark(
        "A surface without holes, so that it has an inside: what a 3D printer needs.")),
    Term("zscore", mark("z-score"), mark(
        "How many standard deviations a value lies from the mean of the population.")),
)  # fmt: skip
"""Everything else, by the alphabet of its keys."""

TERMS = {term.key: term for term in (*POINTS, *WORDS)}
_SIDES = ("_left", "_right")


def explained(key: str) -> str:
    """Return a term and its meaning, in the user's language.

    Parameters
    ----------
    key : str
        Of `TERMS`; that of a point may have its side.

    Returns
    -------
    str
        Such as ``Gonion: Outermost point …``; empty for an unknown key.
    """
    for side in _SIDES:
        key = key.removesuffix(side)
    term = TERMS.get(key)
    return "" if term is None else f"{tr(term.title)}: {tr(term.meaning)}"


def explained_points(names: Iterable[str]) -> str:
    """Return what the points of a measure are, a line each.

    Parameters
    ----------
    names : iterable of str
        Landmarks; both sides of one are explained once.
    """
    return "\n".join(dict.fromkeys(line for line in map(explained, names) if line))
