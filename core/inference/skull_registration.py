"""Lays the template's skull onto the real bone of a CT, point for point.

It starts from the skull that was inferred for the person, so that corresponding bone is already
near, and bends it in ever shorter waves. Where the CT shows nothing believable (it ends, a streak,
a missing tooth) the inferred shape carries on smoothly, and its trust is zero there.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.errors import AlignmentError
from core.geometry.mesh import Mesh
from core.geometry.transforms import fit_similarity
from core.inference.correspondence import ScanPartners
from core.inference.deformation import Bender
from core.monitor import Monitor

POSE_TOLERANCES = (8.0, 6.0, 5.0)
"""Of the steps that move and turn the whole, mm."""
STEPS = ((8.0, 2.0e3), (6.0, 500.0), (5.0, 100.0), (4.0, 30.0), (3.0, 10.0), (2.5, 3.0), (2.0, 1.0))
"""Tolerance (mm) and stiffness of the bending, from long waves to the person's own detail."""
REAL_POINTS = 12_000
"""Points of the real bone that pull the template towards them."""
MARGIN = 20.0
"""Room around the inferred skull in which real bone counts, mm."""
TRUSTED = 1.0
"""Distance at which a vertex still has most of its trust, mm."""
LEAST_SHARE = 0.15
"""Share of the skull that must be met."""


@dataclass(frozen=True, eq=False)
class RegisteredSkull:
    """The template's skull on real bone.

    Attributes
    ----------
    vertices : (N_skull, 3) float64
        Head frame, mm.
    trust : (N_skull,) float64
        Zero where the CT showed nothing believable, one where it was met.
    """

    vertices: FloatArray
    trust: FloatArray


def register_skull(inferred: Mesh, real: Mesh, monitor: Monitor) -> RegisteredSkull:
    """Register the template's skull to a real one non-rigidly.

    Parameters
    ----------
    inferred : Mesh
        The person's inferred skull on the template's topology, head frame, mm, outward wound.
    real : Mesh
        Bone of the CT, head frame, mm, outward wound; inner surfaces do no harm.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    RegisteredSkull
        Vertices and how far to believe them.

    Raises
    ------
    AlignmentError
        When hardly any of the real bone lies near the inferred skull.
    CancelledError
        When the monitor was cancelled.
    """
    low, high = inferred.vertices.min(axis=0), inferred.vertices.max(axis=0)
    partners = ScanPartners(real, REAL_POINTS, np.stack([low - MARGIN, high + MARGIN]))
    bender = Bender(inferred.faces, inferred.vertex_count)
    shape = inferred.vertices
    for tolerance in POSE_TOLERANCES:
        found = partners.of_template(inferred.with_vertices(shape), tolerance)
        if found.weights.sum() < LEAST_SHARE * len(shape):
            break
        shape = fit_similarity(shape, found.places, found.weights).apply(shape)
    vertices = shape
    for done, (tolerance, stiffness) in enumerate(STEPS):
        monitor.report(done / len(STEPS), "laying the template onto the real skull")
        current = inferred.with_vertices(vertices)
        there = partners.of_template(current, tolerance)
        rows, back = partners.of_scan(current, tolerance)
        wanted = [(None, there.places, there.weights), (rows, back.places, back.weights)]
        vertices = bender.bend(shape, stiffness, wanted)
    met = partners.of_template(inferred.with_vertices(vertices), TRUSTED, 0.5).weights
    # A vertex amid vertices without partners met the bone by chance.
    trust = np.clip(2.0 * np.minimum(met, bender.smoothed(met, 2)), 0.0, 1.0)
    if (trust > 0.5).mean() < LEAST_SHARE:
        raise AlignmentError(
            "The real skull could not be matched with the template: the CT shows too little of the "
            "skull, or its bone was cut apart."
        )
    monitor.report(1.0, "real skull registered")
    return RegisteredSkull(vertices, trust)
