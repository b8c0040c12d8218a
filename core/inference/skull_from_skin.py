"""Infers the skull beneath a fitted skin and guarantees that it stays inside."""

from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.clearance import SMALLEST_CLEARANCE, clear_skin, outer_skin
from core.geometry.mesh import Mesh
from core.geometry.template import SKULL_LABELS, Template
from core.geometry.transforms import Similarity
from core.models.skull import SkullPredictor

JAW_LABELS = tuple(SKULL_LABELS.index(name) for name in ("mandible", "lower_teeth"))
"""What the mandible carries along."""


@dataclass(frozen=True, eq=False)
class SkullEstimate:
    """A person's inferred skull.

    Attributes
    ----------
    mesh : Mesh
        On the template skull's topology, head frame, mm.
    labels : (N_skull,) int64
        Index into `core.geometry.template.SKULL_LABELS`.
    std_mm : (N_skull,) float64
        Standard deviation along the bone's normal, mm.
    """

    mesh: Mesh
    labels: IntArray
    std_mm: FloatArray

    def with_jaw(self, motion: Similarity) -> "SkullEstimate":
        """Return the skull with the mandible and its teeth moved.

        Parameters
        ----------
        motion : Similarity
            Rigid, head frame, mm.

        Returns
        -------
        SkullEstimate
            Everything else is as it was.
        """
        jaw = np.isin(self.labels, JAW_LABELS)
        vertices = np.where(jaw[:, None], motion.apply(self.mesh.vertices), self.mesh.vertices)
        return replace(self, mesh=self.mesh.with_vertices(vertices))


def infer_skull(
    predictor: SkullPredictor,
    template: Template,
    skin_mesh: Mesh,
    trust: FloatArray | None = None,
) -> SkullEstimate:
    """Return the most likely skull beneath a skin, nowhere nearer to it than tissue allows.

    Parameters
    ----------
    predictor : SkullPredictor
        From the same bundle as the template.
    template : Template
        Gives the skull's triangles and labels.
    skin_mesh : Mesh
        The person's skin on the template's topology, head frame, mm.
    trust : (N_skin,) float64, optional
        0 to 1 per skin vertex: how far it was really seen.

    Returns
    -------
    SkullEstimate
        Teeth may stand in the pocket between the lips; everything else is inside the skin.
    """
    prediction = predictor.predict(skin_mesh.vertices, trust)
    bone = template.skull.with_vertices(prediction.vertices)
    cleared = clear_skin(bone, outer_skin(skin_mesh, predictor.pocket), SMALLEST_CLEARANCE)
    return SkullEstimate(cleared, template.skull_labels, prediction.std_mm)
