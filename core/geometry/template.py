"""The canonical head: skin and skull surfaces with everything that is named on them.

Head frame, millimetres: +x to the subject's left, +y up, +z out of the face, origin midway
between the tragia, Frankfurt horizontal in the x-z plane.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh

PARTS = ("nose", "eyes", "mouth", "remainder")
"""Names of the editable parts, in the order of every part-indexed array."""

SKULL_LABELS = ("cranium", "mandible", "upper_teeth", "lower_teeth")
"""Names behind the integers of `Template.skull_labels`."""


@dataclass(frozen=True, eq=False)
class TissueStatistics:
    """How soft-tissue thickness varies between people.

    Attributes
    ----------
    body_mass : (N_skin,) float64
        Thickness per kg/m2 of body-mass index, mm: the population's correlated pattern.
    region_deviation : mapping of str to float
        Standard deviation between people of the mean thickness of each region, mm.
    """

    body_mass: FloatArray
    region_deviation: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Template:
    """The mean head's skin and skull, labelled.

    Attributes
    ----------
    skin : Mesh
        N_skin vertices, watertight; the zero set of the bundle's signed-distance network.
    part_weights : (4, N_skin) float64
        Smooth weight per part of `PARTS`; columns sum to one.
    face_mask : (N_skin,) bool
        The face region in which errors are reported: front of the ears, brow to chin, no neck.
    regions : mapping of str to (N_skin,) float64
        Soft-tissue thickness regions; smooth weights between 0 and 1.
    landmarks : mapping of str to int
        Skin vertex of each named anthropometric landmark (``nasion``, ``pronasale``, ...;
        bilateral ones end in ``_left`` or ``_right``).
    skull : Mesh
        N_skull vertices, inside the skin.
    skull_labels : (N_skull,) int64
        Index into `SKULL_LABELS`.
    skull_landmarks : mapping of str to int
        Skull vertex of each named cephalometric landmark.
    tissue : TissueStatistics or None
        How thickness varies between people; None in bundles without it.
    """

    skin: Mesh
    part_weights: FloatArray
    face_mask: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
    regions: Mapping[str, FloatArray]
    landmarks: Mapping[str, int]
    skull: Mesh
    skull_labels: IntArray
    skull_landmarks: Mapping[str, int]
    tissue: TissueStatistics | None = None
