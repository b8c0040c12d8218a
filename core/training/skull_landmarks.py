"""Names cephalometric landmarks on the source skull, by position and by extreme."""

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.training.face_points import MIRROR

MEDIAN_LANDMARKS: dict[str, tuple[int, tuple[float, float, float]]] = {
    "glabella": (0, (0.0, 1.42, 5.67)),
    "nasion": (0, (0.0, 0.72, 5.55)),
    "rhinion": (0, (0.0, -0.38, 6.06)),
    "anterior_nasal_spine": (0, (0.0, -2.15, 5.47)),
    "a_point": (0, (0.0, -2.75, 5.33)),
    "prosthion": (0, (0.0, -3.50, 5.37)),
    "upper_incisal_edge": (0, (0.0, -4.08, 5.03)),
    "lower_incisal_edge": (1, (0.0, -4.12, 5.00)),
    "infradentale": (1, (0.0, -4.62, 4.86)),
    "b_point": (1, (0.0, -5.35, 4.68)),
    "pogonion": (1, (0.0, -6.35, 4.98)),
    "gnathion": (1, (0.0, -6.75, 4.92)),
    "menton": (1, (0.0, -6.94, 4.64)),
    "vertex": (0, (0.0, 6.95, -0.3)),
    "opisthocranion": (0, (0.0, 1.3, -6.05)),
}
"""Bone (cranium 0, mandible 1) and position of median landmarks in the source's unit."""
LEFT_LANDMARKS: dict[str, tuple[int, tuple[float, float, float]]] = {
    "frontal_eminence": (0, (2.1, 3.6, 4.65)),
    "dacryon": (0, (0.63, 0.43, 4.89)),
    "ectoconchion": (0, (3.27, 0.45, 3.80)),
    "supraorbitale": (0, (2.0, 1.60, 5.15)),
    "orbitale": (0, (1.95, -0.78, 4.55)),
    "frontomalare": (0, (3.35, 1.64, 4.19)),
    "zygion": (0, (4.34, -0.95, 1.55)),
    "alare": (0, (0.80, -1.65, 5.27)),
    "porion": (0, (3.80, -0.80, -0.70)),
    "condylion": (1, (3.55, -1.40, 0.25)),
    "coronion": (1, (2.70, -1.67, 1.99)),
    "gonion": (1, (3.30, -4.85, 0.47)),
}
"""The same for left landmarks; the right ones are mirror images."""


def name_skull_landmarks(mesh: Mesh, labels: IntArray) -> dict[str, int]:
    """Return the vertex of each named landmark.

    Parameters
    ----------
    mesh : Mesh
        Source skull in its own unit and frame, any resolution.
    labels : (n,) int64
        Index into `core.geometry.template.SKULL_LABELS`.

    Returns
    -------
    dict of str to int
        Bilateral ones end in ``_left`` or ``_right``.
    """
    named = {}
    for name, (bone, place) in MEDIAN_LANDMARKS.items():
        named[name] = _nearest(mesh, labels, bone, np.array(place))
    for name, (bone, place) in LEFT_LANDMARKS.items():
        named[f"{name}_left"] = _nearest(mesh, labels, bone, np.array(place))
        named[f"{name}_right"] = _nearest(mesh, labels, bone, np.array(place) * MIRROR)
    return named


def _nearest(mesh: Mesh, labels: IntArray, bone: int, place: FloatArray) -> int:
    distance = np.linalg.norm(mesh.vertices - place, axis=1)
    return int(np.argmin(np.where(labels % 2 == bone, distance, np.inf)))
