"""The way from a loaded scan to a document: pose, closest head, registration, residual."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import FloatArray
from core.bundles.bundle import Bundle
from core.document.state import BundleReference, FaceState, FitReport, FittedCodes, ScanReference
from core.geometry.mesh import Mesh
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import Scan
from core.geometry.template import PARTS
from core.inference.alignment import Alignment, align_to_template
from core.inference.fit_error import face_error
from core.inference.fitting import CodeFit, CodeFitter, smooth_residual
from core.inference.registration import register_template
from core.inference.surface_fit import PopulationPrior
from core.monitor import Monitor

FAINTEST = 0.02
"""Expressions weaker than this are taken for the person's own shape."""


def mean_state(bundle: Bundle) -> FaceState:
    """Return the document of the mean head.

    Parameters
    ----------
    bundle : Bundle
        The models.

    Returns
    -------
    FaceState
        All codes zero, neutral.
    """
    sizes = bundle.statistics.code_sizes
    return FaceState(
        bundle=BundleReference(bundle.id, bundle.sha256),
        codes={part: (0.0,) * sizes[part] for part in PARTS},
        expression=(0.0,) * len(bundle.manifest.expression_names),
    )


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
    monitor.report(0.0, "Cleaning the scan")
    clean = clean_for_fitting(scan.mesh, monitor=monitor.part(0.0, 0.05))
    alignment = align_to_template(scan, template, monitor.part(0.05, 0.4), surface=clean)
    target = clean.with_vertices(alignment.to_head.apply(clean.vertices))
    none = np.zeros_like(template.skin.vertices)
    begun, waited = time.perf_counter(), [0.0]

    def early(found: CodeFit) -> None:
        waited[0] = time.perf_counter() - begun
        if first is not None:
            first(_document(bundle, scan, alignment, found, none, None))

    prior = PopulationPrior(fitter, template.skin, size=size, first=early)
    registration = register_template(
        template, target, monitor.part(0.4, 0.9), prior=prior, visible=fitter.visible
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
