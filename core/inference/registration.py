"""Lays the template onto a scan, point for point, where the scan shows a head.

First the pose, then the closest head that the population holds (it finds eyes, nose and mouth
without landmarks), then a free bending that takes what the population lacks. Where the scan shows
nothing believable the surface follows smoothly and says so: its trust is zero there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.errors import AlignmentError
from core.geometry.mesh import Mesh
from core.geometry.template import Template
from core.geometry.transforms import fit_similarity
from core.inference.correspondence import Partners, ScanPartners
from core.inference.deformation import Bender
from core.inference.fit_error import face_error
from core.monitor import Monitor

POSE_TOLERANCES = (8.0,) * 4 + (5.0,) * 6
"""Of the similarity steps, mm."""
STIFF = ((8.0, 2.0e4), (8.0, 2.0e4), (7.0, 5.0e3), (6.0, 2.0e3), (5.0, 1.0e3), (5.0, 500.0))
"""Tolerance (mm) and stiffness of the steps that replace the population where there is none."""
FREE = ((4.0, 300.0), (4.0, 100.0), (3.5, 30.0), (3.0, 10.0), (2.5, 3.0), (2.0, 1.0), (2.0, 0.4))
"""Tolerance (mm) and stiffness of the free bending, from long waves to the person's own detail."""
SCAN_POINTS = 12_000
"""Points of the scan that pull the template towards them: they catch tips that vertices miss."""
MARGIN = 25.0
"""Room around the template in which the scan matters, mm."""
BESIDE_FACE = 0.25
"""Say of the rest of the head beside the face while its shape is sought: hair is no skull."""
TRUSTED = 1.0
"""Distance at which a registered vertex still has most of its trust, mm."""
LEAST_COVERAGE = 0.1
"""Share of the face that must be registered."""


class ShapePrior(Protocol):
    """A population of heads in the template's topology."""

    def follow(
        self, partners: ScanPartners, vertices: FloatArray, say: FloatArray, monitor: Monitor
    ) -> FloatArray:
        """Return the population's closest head, in the scan's place.

        Parameters
        ----------
        partners : ScanPartners
            The scan.
        vertices : (N_skin, 3) float64
            The template moved, turned and scaled onto it, mm.
        say : (N_skin,) float64
            Weight of each vertex.
        monitor : Monitor
            Progress and cancellation.

        Returns
        -------
        (N_skin, 3) float64
            mm, in the frame of `vertices`.
        """


@dataclass(frozen=True, eq=False)
class Registration:
    """A template laid onto a scan.

    Attributes
    ----------
    vertices : (N_skin, 3) float64
        In the frame of the scan given, mm.
    trust : (N_skin,) float64
        Zero where the scan showed nothing believable, one where it was met.
    face_error_mean, face_error_p95 : float
        Distance from the scan's face region to the surface, mm.
    coverage : float
        Share of the face region's vertices that are trusted.
    """

    vertices: FloatArray
    trust: FloatArray
    face_error_mean: float
    face_error_p95: float
    coverage: float


def register_template(
    template: Template,
    target: Mesh,
    monitor: Monitor,
    *,
    prior: ShapePrior | None = None,
    visible: BoolArray | None = None,
    watch: Callable[[FloatArray], None] | None = None,
) -> Registration:
    """Register the template to a scan non-rigidly.

    Parameters
    ----------
    template : Template
        The mean head.
    target : Mesh
        Cleaned scan in the head frame (`align_to_template`), mm.
    monitor : Monitor
        Progress and cancellation.
    prior : ShapePrior, optional
        The population; without it correspondences rest on smoothness alone.
    visible : (N_skin,) bool, optional
        Vertices that a scan can show; the others follow their neighbours.
    watch : callable, optional
        Receives the surface (N_skin, 3) after every step of the free bending, mm.

    Returns
    -------
    Registration
        The surface and how far to believe it.

    Raises
    ------
    AlignmentError
        When hardly any of the face lies on the scan.
    CancelledError
        When the monitor was cancelled.
    """
    skin, mask = template.skin, template.face_mask
    reach = np.stack([skin.vertices.min(0) - MARGIN, skin.vertices.max(0) + MARGIN])
    partners = ScanPartners(target, SCAN_POINTS, reach)
    bender = Bender(skin.faces, skin.vertex_count)
    say = np.where(mask, 1.0, BESIDE_FACE)
    monitor.report(0.02, "Laying the template onto the scan")
    shape = _posed(skin, partners, np.where(mask, 1.0, 0.0))
    if prior is None:
        shape = _stiffly_bent(skin, shape, partners, bender, say, monitor.part(0.1, 0.5))
    else:
        shape = prior.follow(partners, shape, say, monitor.part(0.1, 0.5))
    shown = np.ones(skin.vertex_count) if visible is None else visible.astype(np.float64)
    vertices = _freely_bent(skin, shape, partners, bender, shown, monitor.part(0.5, 0.95), watch)
    registered = skin.with_vertices(vertices)
    trust = shown * _trust(partners.of_template(registered, TRUSTED, 0.5), bender)
    coverage = float((trust[mask] > 0.5).mean())
    if coverage < LEAST_COVERAGE:
        raise AlignmentError(
            "The face of the scan could not be matched with the template: choose a scan that "
            "shows the face from brow to chin."
        )
    error = face_error(target, registered, mask)
    monitor.report(1.0, "Template registered")
    return Registration(vertices, trust, error.mean, error.p95, coverage)


def _posed(skin: Mesh, partners: ScanPartners, say: FloatArray) -> FloatArray:
    """Return the template moved, turned and scaled onto the scan."""
    vertices = skin.vertices
    for tolerance in POSE_TOLERANCES:
        found = partners.of_template(skin.with_vertices(vertices), tolerance)
        weight = found.weights * say
        if weight.sum() < 1.0:
            break
        vertices = fit_similarity(vertices, found.places, weight).apply(vertices)
    return vertices


def _stiffly_bent(
    skin: Mesh,
    vertices: FloatArray,
    partners: ScanPartners,
    bender: Bender,
    say: FloatArray,
    monitor: Monitor,
) -> FloatArray:
    """Return the template bent in long waves only."""
    shape = vertices
    for done, (tolerance, stiffness) in enumerate(STIFF):
        monitor.report(done / len(STIFF), "Bending the template")
        found = partners.of_template(skin.with_vertices(vertices), tolerance)
        vertices = bender.bend(shape, stiffness, [(None, found.places, found.weights * say)])
    return vertices


def _freely_bent(
    skin: Mesh,
    shape: FloatArray,
    partners: ScanPartners,
    bender: Bender,
    shown: FloatArray,
    monitor: Monitor,
    watch: Callable[[FloatArray], None] | None,
) -> FloatArray:
    """Return the surface laid onto the scan in all detail."""
    open_faces = Mesh(skin.vertices, skin.faces[(shown[skin.faces] > 0.0).all(axis=1)])
    vertices = shape
    for done, (tolerance, stiffness) in enumerate(FREE):
        monitor.report(done / len(FREE), "Fitting the detail")
        current = skin.with_vertices(vertices)
        there = partners.of_template(current, tolerance)
        rows, back = partners.of_scan(open_faces.with_vertices(vertices), tolerance)
        vertices = bender.bend(
            shape,
            stiffness,
            [(None, there.places, shown * there.weights), (rows, back.places, back.weights)],
        )
        if watch is not None:
            watch(vertices)
    return vertices


def _trust(found: Partners, bender: Bender) -> FloatArray:
    # A vertex amid vertices without partners met the scan by chance.
    around = bender.smoothed(found.weights, 2)
    trust: FloatArray = np.clip(2.0 * np.minimum(found.weights, around), 0.0, 1.0)
    return trust
