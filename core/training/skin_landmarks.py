"""Names landmarks on the mean head: the population's own 68 points and the rest by geometry.

Anthropometric definitions after Farkas, "Anthropometry of the Head and Face", 1994: alare is the
most lateral point of the ala, pogonion the most anterior point of the chin, and so on; metopion is
the midline between the frontal eminences. Where a definition needs the bone beneath (zygion,
gonion) the soft-tissue point over it is taken.
"""

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.evaluation.ict import MULTI_PIE, TRAGION_LEFT

MULTI_PIE_NAMES = {
    "gnathion": 8,
    "nasion": 27,
    "rhinion": 28,
    "pronasale": 30,
    "subnasale": 33,
    "subalare_right": 31,
    "subalare_left": 35,
    "exocanthion_right": 36,
    "endocanthion_right": 39,
    "endocanthion_left": 42,
    "exocanthion_left": 45,
    "cheilion_right": 48,
    "crista_philtri_right": 50,
    "labiale_superius": 51,
    "crista_philtri_left": 52,
    "cheilion_left": 54,
    "labiale_inferius": 57,
    "stomion": 62,
}
"""Which of the 68 points (0-based) carries which name."""

LID_PAIRS = {
    "palpebrale_superius_right": (37, 38),
    "palpebrale_superius_left": (43, 44),
    "palpebrale_inferius_right": (40, 41),
    "palpebrale_inferius_left": (46, 47),
}
"""The middle of a lid's margin lies between two of the 68 points."""

JAW_ANGLE = {"gonion_right": (243, 1834), "gonion_left": (2484, 4036)}
"""The angle of the jaw lies between two of the population's own points along the jaw's border."""

FOREHEAD_RISE = 34.0
"""Height of metopion, between the frontal eminences, above glabella, mm."""


def _extreme(vertices: FloatArray, allowed: BoolArray, direction: FloatArray) -> int:
    candidates = np.flatnonzero(allowed)
    return int(candidates[np.argmax(vertices[candidates] @ direction)])


def _midline(vertices: FloatArray, low: float, high: float) -> BoolArray:
    y = vertices[:, 1]
    front = vertices[:, 2] > 40
    line: BoolArray = (np.abs(vertices[:, 0]) < 0.8) & (y > low) & (y < high) & front
    return line


def name_landmarks(vertices: FloatArray) -> dict[str, int]:
    """Return the vertex of every named landmark on the population's mean head.

    Parameters
    ----------
    vertices : (n, 3) float64
        Mean head in the head frame, mm; ICT's vertex order, face and neck first.

    Returns
    -------
    dict of str to int
        Vertex per name; bilateral names end in ``_left`` or ``_right``.
    """
    found = {name: int(MULTI_PIE[k]) for name, k in MULTI_PIE_NAMES.items()}
    found["tragion_left"] = TRAGION_LEFT
    between = {name: tuple(MULTI_PIE[k] for k in pair) for name, pair in LID_PAIRS.items()}
    for name, pair in (between | JAW_ANGLE).items():
        found[name] = int(nearest_vertices(vertices, vertices[list(pair)].mean(0)[None])[0])
    x, y, z = vertices.T
    place = {name: vertices[index] for name, index in found.items()}
    up, out, front = np.eye(3)[[1, 0, 2]]
    nasion, stomion = place["nasion"][1], place["stomion"][1]
    lower_lip, chin = place["labiale_inferius"][1], place["gnathion"][1]
    found["glabella"] = _extreme(vertices, _midline(vertices, nasion + 8, nasion + 32), front)
    brow = vertices[found["glabella"]][1]
    found["metopion"] = _extreme(
        vertices, _midline(vertices, brow + FOREHEAD_RISE - 3, brow + FOREHEAD_RISE + 3), front
    )
    found["sublabiale"] = _extreme(
        vertices, _midline(vertices, stomion - 26, lower_lip - 4), -front
    )
    below = vertices[found["sublabiale"]][1]
    found["pogonion"] = _extreme(vertices, _midline(vertices, chin - 4, below - 3), front)
    found["menton"] = _extreme(vertices, _midline(vertices, chin - 30, below), -up + 0.3 * front)
    found["vertex"] = _extreme(vertices, np.abs(x) < 1.0, up)
    found["opisthocranion"] = _extreme(vertices, (np.abs(x) < 1.0) & (y > 0), -front)
    tip = place["pronasale"]
    ala = (np.abs(x) < 20) & (np.abs(y - tip[1] + 6) < 8) & (z > tip[2] - 22)
    found["alare_left"] = _extreme(vertices, ala, out)
    cheek = (y > -20) & (y < 12) & (z > 36) & (z < 60)
    found["zygion_left"] = _extreme(vertices, cheek, out)
    side = (y > 25) & (y < 110)
    found["eurion_left"] = _extreme(vertices, side, out)
    pupil = (np.abs(x - 31.5) < 2) & (np.abs(y - place["exocanthion_left"][1] + 20) < 2) & (z > 40)
    found["orbitale_left"] = _extreme(vertices, pupil, front)
    for name in ("tragion", "alare", "zygion", "eurion", "orbitale"):
        mirrored = vertices[found[f"{name}_left"]] * (-1, 1, 1)
        found[f"{name}_right"] = int(np.argmin(np.linalg.norm(vertices - mirrored, axis=1)))
    return found


def nearest_vertices(vertices: FloatArray, places: FloatArray) -> IntArray:
    """Return the vertex nearest to each place.

    Parameters
    ----------
    vertices : (n, 3) float64
        mm.
    places : (k, 3) float64
        mm.

    Returns
    -------
    (k,) int64
        Vertex indices.
    """
    distance = np.linalg.norm(vertices[None] - places[:, None], axis=2)
    nearest: IntArray = np.argmin(distance, axis=1).astype(np.int64)
    return nearest


def face_mask(vertices: FloatArray, places: dict[str, FloatArray]) -> BoolArray:
    """Return the face region in which errors are reported.

    Parameters
    ----------
    vertices : (n, 3) float64
        Template skin, head frame, mm.
    places : dict of str to (3,) float64
        Landmark positions, mm.

    Returns
    -------
    (n,) bool
        In front of the ears, from the chin's lower border to below the hairline, no neck.
    """
    x, y, z = vertices.T
    chin, brow = places["gnathion"][1], places["glabella"][1]
    # The lower border rises from the chin to the angle of the jaw.
    border = chin - 2.0 + 0.55 * np.maximum(places["gnathion"][2] - 15.0 - z, 0.0)
    inside: BoolArray = (z > 22.0) & (y > border) & (y < brow + 28.0) & (np.abs(x) < 74.0)
    return inside
