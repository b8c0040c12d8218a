"""The way from a loaded scan to a document: pose, closest head, registration, residual."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray
from core.bundles.bundle import Bundle
from core.document.state import FaceState, FitReport, FittedCodes, ScanReference
from core.geometry.crop import without_balls
from core.geometry.handedness import INWARD, outward_share
from core.geometry.mesh import Mesh
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import Scan
from core.geometry.template import Template
from core.inference.alignment import Alignment, align_to_template, likeliest_alignment
from core.inference.fit_error import face_error
from core.inference.fitting import CodeFit, CodeFitter, smooth_residual
from core.inference.guide import ScanGuide
from core.inference.registration import register_template
from core.inference.skin_head import mean_state
from core.inference.surface_fit import PopulationPrior
from core.monitor import Monitor

FAINTEST = 0.02
"""Expressions weaker than this are taken for the person's own shape."""


@dataclass(frozen=True, eq=False)
class ScanSight:
    """A scan made ready for the fit, and how it seems to stand.

    Attributes
    ----------
    surface : Mesh
        Clean, in the scan's own frame and unit; without what a person left out.
    alignment : Alignment
        The likeliest pose; its confidence says whether to ask.
    outward : float
        How much of the face faces outwards by the file's own winding, -1 to 1; see
        `core.geometry.handedness.outward_share`.
    """

    surface: Mesh
    alignment: Alignment
    outward: float = 1.0

    @property
    def inward(self) -> bool:
        """Whether the triangles face inwards: left and right may be swapped."""
        return self.outward < INWARD


def look_at_scan(
    template: Template, scan: Scan, monitor: Monitor, guide: ScanGuide | None = None
) -> ScanSight:
    """Clean a scan and find how it stands, however unsure that is.

    Parameters
    ----------
    template : Template
        The mean head.
    scan : Scan
        As loaded.
    monitor : Monitor
        Progress and cancellation.
    guide : ScanGuide, optional
        What a person says of it.

    Returns
    -------
    ScanSight
        For `fit_scan`.

    Raises
    ------
    AlignmentError
        When nothing of it is left, or the landmarks are none of a face.
    CancelledError
        When the monitor was cancelled.
    """
    monitor.report(0.0, "Cleaning the scan")
    clean = clean_for_fitting(scan.mesh, monitor=monitor.part(0.0, 0.12))
    clean = without_balls(clean, guide.cuts if guide is not None else ())
    alignment = likeliest_alignment(
        scan, template, monitor.part(0.12, 1.0), surface=clean, guide=guide
    )
    head = alignment.to_head.apply(scan.mesh.vertices)
    return ScanSight(clean, alignment, outward_share(scan.mesh, head))


@dataclass(frozen=True, eq=False)
class ScanFit:
    """What a fit found.

    Attributes
    ----------
    state : FaceState
        The document; its report lacks errors and times.
    scan : Mesh
        The cleaned scan in the head frame, mm.
    first_seconds : float
        From the alignment to the first usable result.
    """

    state: FaceState
    scan: Mesh
    first_seconds: float


def fit_scan(
    bundle: Bundle,
    fitter: CodeFitter,
    scan: Scan,
    monitor: Monitor,
    *,
    size: float | None = None,
    first: Callable[[FaceState], None] | None = None,
    sight: ScanSight | None = None,
    watch: Callable[[Mesh, Mesh], None] | None = None,
) -> ScanFit:
    """Fit a scan.

    Parameters
    ----------
    bundle : Bundle
        The models.
    fitter : CodeFitter
        Of the bundle.
    scan : Scan
        As loaded.
    monitor : Monitor
        Progress and cancellation.
    size : float, optional
        Holds the relative head size.
    first : callable, optional
        Receives the first usable result, without residual.
    sight : ScanSight, optional
        What was found of the scan, and agreed to, before.
    watch : callable, optional
        Receives scan and head, head frame, mm, while the head converges.

    Returns
    -------
    ScanFit
        A new document.

    Raises
    ------
    AlignmentError
        When it does not look like a head.
    CancelledError
        When the monitor was cancelled.
    """
    template = bundle.template
    if sight is None:
        monitor.report(0.0, "Cleaning the scan")
        clean = clean_for_fitting(scan.mesh, monitor=monitor.part(0.0, 0.05))
        alignment = align_to_template(scan, template, monitor.part(0.05, 0.4), surface=clean)
    else:
        clean, alignment = sight.surface, sight.alignment
    target = clean.with_vertices(alignment.to_head.apply(clean.vertices))
    none = np.zeros_like(template.skin.vertices)
    begun, waited = time.perf_counter(), [0.0]

    def early(found: CodeFit) -> None:
        waited[0] = time.perf_counter() - begun
        if first is not None:
            first(_document(bundle, scan, alignment, found, none, None))

    def show(vertices: FloatArray) -> None:
        if watch is not None:
            watch(target, template.skin.with_vertices(vertices))

    show(template.skin.vertices * alignment.size)
    prior = PopulationPrior(fitter, template.skin, size=size, first=early, watch=show)
    part = monitor.part(0.4 if sight is None else 0.0, 0.9)
    registration = register_template(
        template, target, part, prior=prior, visible=fitter.visible, watch=show
    )
    monitor.report(0.92, "Fitting the parts")
    found = prior.fit
    assert found is not None
    left = found.pose.apply(registration.vertices) - found.vertices
    residual = smooth_residual(left, registration.trust, template.skin.faces)
    state = _document(bundle, scan, alignment, found, residual, registration.trust)
    assert state.scan is not None
    head_scan = clean.with_vertices(state.scan.to_head.apply(clean.vertices))
    return ScanFit(state, head_scan, waited[0])


def with_report(
    fit: ScanFit, surface: Mesh, bundle: Bundle, begun: float, device: str
) -> FaceState:
    """Measure the fit and write it into the document.

    Parameters
    ----------
    fit : ScanFit
        What was found.
    surface : Mesh
        The document's skin, head frame, mm.
    bundle : Bundle
        Supplies the face region.
    begun : float
        When the fit began (`time.perf_counter`), seconds.
    device : str
        Where the networks run.

    Returns
    -------
    FaceState
        With a full report.
    """
    reference = fit.state.scan
    assert reference is not None
    error = face_error(fit.scan, surface, bundle.template.face_mask)
    report = replace(
        reference.report,
        face_error_mean=error.mean,
        face_error_p95=error.p95,
        seconds=time.perf_counter() - begun,
        first_seconds=fit.first_seconds,
        device=device,
    )
    return replace(fit.state, scan=replace(reference, report=report))


def _document(
    bundle: Bundle,
    scan: Scan,
    alignment: Alignment,
    found: CodeFit,
    residual: FloatArray,
    trust: FloatArray | None,
) -> FaceState:
    codes = bundle.statistics.split(found.codes)
    weights = np.where(found.expression < FAINTEST, 0.0, found.expression)
    expression = tuple(float(weight) for weight in weights)
    reference = ScanReference(
        name=scan.path.name,
        sha256=scan.sha256,
        unit=alignment.unit,
        to_head=found.pose.after(alignment.to_head),
        residual=residual,
        report=FitReport(0.0, 0.0, alignment.coverage, alignment.confidence, 0.0, ""),
        fitted=FittedCodes(codes, found.size, expression),
        trust=trust,
    )
    return replace(
        mean_state(bundle), codes=codes, size=found.size, expression=expression, scan=reference
    )
