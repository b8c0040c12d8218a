"""The head behind every front end: turns a document's state into geometry.

One bundle on one device, owned by one thread. Results that are needed again (the basis at the
template's vertices, the skull of a person, the grid of a residual) are kept per key, never per
call order, so that the same state always gives the same geometry.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TypeVar

import numpy as np
import torch

from core.arrays import FloatArray
from core.bundles.bundle import Bundle
from core.document.state import BundleReference, FaceState, FitReport, FittedCodes, ScanReference
from core.geometry.mesh import Mesh
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import Scan
from core.geometry.template import PARTS
from core.geometry.thickness import anatomy_normals, soft_tissue_thickness
from core.inference.alignment import align_to_template
from core.inference.device import choose_device, describe_device
from core.inference.extraction import FULL_RESOLUTION, extract_surface
from core.inference.fit_error import face_error
from core.inference.fitting import CodeFitter, smooth_residual
from core.inference.registration import register_template
from core.inference.skull_from_skin import SkullEstimate, infer_skull
from core.inference.tissue import tissue_offsets
from core.models.offsets import OffsetSpreader
from core.models.bound_head import BoundHead
from core.monitor import Monitor

BOUNDS_MARGIN = 5.0
"""Room around a head's vertices in which its surface is extracted, mm."""
KEPT = 8
"""Results of each kind that are kept."""

Value = TypeVar("Value")


class _Memory:
    """The last few results of one kind, by key."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, object] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        if key not in self._kept:
            while len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[return-value]


class HeadModel:
    """One bundle on one device.

    Parameters
    ----------
    bundle : Bundle
        Its networks are moved to the device.
    device : torch.device, optional
        The best one at hand by default.
    """

    def __init__(self, bundle: Bundle, device: torch.device | None = None) -> None:
        self.bundle = bundle
        self._device = choose_device() if device is None else device
        self.fitter = CodeFitter(bundle)
        self._parts = bundle.parts.to(self._device)
        self._spreader = OffsetSpreader.over(bundle.template.skin.vertices)
        self._bare, self._skulls, self._normals = _Memory(), _Memory(), _Memory()
        self._depths = _Memory()

    @property
    def device(self) -> torch.device:
        """Where the networks run."""
        return self._device

    @property
    def device_name(self) -> str:
        """The device, for people."""
        return describe_device(self._device)

    def mean_state(self) -> FaceState:
        """Return the document of the mean head."""
        sizes = self.bundle.statistics.code_sizes
        return FaceState(
            bundle=BundleReference(self.bundle.id, self.bundle.sha256),
            codes={part: (0.0,) * sizes[part] for part in PARTS},
        )

    def skin_preview(self, state: FaceState) -> Mesh:
        """Return the template's triangles on this head: the tracked tier.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        Mesh
            Vertices on the zero set of the head's field, mm, head frame.
        """
        vertices = self._bare_vertices(state)
        if state.thickness:
            vertices = vertices + self._spreader.at_vertices @ self._tissue(state)
        return self.bundle.template.skin.with_vertices(vertices)

    def skin_full(
        self, state: FaceState, resolution: int = FULL_RESOLUTION, monitor: Monitor | None = None
    ) -> Mesh:
        """Return the extracted surface: the exact tier.

        Parameters
        ----------
        state : FaceState
            The document.
        resolution : int
            Samples along the head's longest side.
        monitor : Monitor, optional
            Progress and cancellation.

        Returns
        -------
        Mesh
            Watertight, mm, head frame.

        Raises
        ------
        CancelledError
            When the monitor was cancelled.
        """
        field = self.field(state)
        # Cold starts: where space folds, a warm start may find another sheet than dense sampling.
        return extract_surface(
            field,
            self.bounds(state),
            resolution,
            lipschitz=self.bundle.manifest.lipschitz,
            monitor=monitor or Monitor(),
            device=self._device,
        )

    def bounds(self, state: FaceState) -> FloatArray:
        """Return the box in which a head's surface is extracted.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        (2, 3) float64
            Lowest and highest corner, mm.
        """
        vertices = self.skin_preview(state).vertices
        return np.stack([vertices.min(0) - BOUNDS_MARGIN, vertices.max(0) + BOUNDS_MARGIN])

    def field(self, state: FaceState) -> BoundHead:
        """Return the head's signed-distance field, all code-dependent work done.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        BoundHead
            On this model's device.
        """
        offsets = self._residual(state)
        if state.thickness:
            tissue = self._tissue(state)
            offsets = tissue if offsets is None else offsets + tissue
        grid = None if offsets is None else self._spreader.spread(offsets, self._device)
        codes = {
            part: torch.tensor(state.codes[part], dtype=torch.float32, device=self._device)
            for part in PARTS
        }
        with torch.inference_mode():
            return self._parts.bind(codes, state.size, grid)

    def skull(self, state: FaceState) -> SkullEstimate:
        """Return the skull that most likely lies beneath; soft-tissue edits do not move it.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        SkullEstimate
            mm, head frame.
        """
        return self._skulls.get(self._person(state), lambda: self._infer(state))

    def thickness(self, state: FaceState) -> FloatArray:
        """Return the soft-tissue thickness on the preview's vertices.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        (N_skin,) float64
            mm along the anatomy normal; NaN where there is no bone beneath.
        """
        normals = self._anatomy_normals(state)
        return soft_tissue_thickness(self.skin_preview(state), self.skull(state).mesh, normals)

    def landmarks(self, state: FaceState) -> dict[str, FloatArray]:
        """Return the named landmarks of a head.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        dict of str to (3,) float64
            mm, head frame.
        """
        vertices = self.skin_preview(state).vertices
        return {name: vertices[at] for name, at in self.bundle.template.landmarks.items()}

    def random_part(
        self, state: FaceState, part: str, *, strength: float = 1.0, seed: int = 0
    ) -> tuple[float, ...]:
        """Return another code for one part that suits the rest of the face.

        Parameters
        ----------
        state : FaceState
            The document.
        part : str
            Of `PARTS`.
        strength : float
            One gives the population's spread.
        seed : int
            Same seed, same shape.

        Returns
        -------
        tuple of float
            Standard deviations.
        """
        return self.bundle.statistics.sample_part(part, state.codes, strength, seed)

    def fit(
        self, scan: Scan, monitor: Monitor | None = None, *, size: float | None = None
    ) -> FaceState:
        """Fit a scan: pose, registration, codes and residual.

        Parameters
        ----------
        scan : Scan
            As loaded.
        monitor : Monitor, optional
            Progress and cancellation.
        size : float, optional
            Holds the relative head size.

        Returns
        -------
        FaceState
            A new document.

        Raises
        ------
        AlignmentError
            When it does not look like a head.
        CancelledError
            When the monitor was cancelled.
        """
        begun, watch = time.perf_counter(), monitor or Monitor()
        template = self.bundle.template
        watch.report(0.0, "Cleaning the scan")
        clean = clean_for_fitting(scan.mesh, monitor=watch.part(0.0, 0.05))
        alignment = align_to_template(scan, template, watch.part(0.05, 0.4), surface=clean)
        target = clean.with_vertices(alignment.to_head.apply(clean.vertices))
        registration = register_template(template, target, watch.part(0.4, 0.9), prior=self.fitter)
        watch.report(0.92, "Fitting the parts")
        found = self.fitter.fit(registration.vertices, registration.trust, size=size)
        left = found.pose.apply(registration.vertices) - found.vertices
        residual = smooth_residual(left, registration.trust, template.skin.faces)
        to_head = found.pose.after(alignment.to_head)
        codes = self.bundle.statistics.split(found.codes)
        state = replace(self.mean_state(), codes=codes, size=found.size)
        reference = ScanReference(
            name=scan.path.name,
            sha256=scan.sha256,
            unit=alignment.unit,
            to_head=to_head,
            residual=residual,
            report=FitReport(0.0, 0.0, alignment.coverage, alignment.confidence, 0.0, ""),
            fitted=FittedCodes(codes, found.size),
            trust=registration.trust,
        )
        state = replace(state, scan=reference)
        watch.report(0.97, "Measuring the fit")
        head_scan = clean.with_vertices(to_head.apply(clean.vertices))
        error = face_error(head_scan, self.skin_preview(state), template.face_mask)
        report = replace(
            reference.report,
            face_error_mean=error.mean,
            face_error_p95=error.p95,
            seconds=time.perf_counter() - begun,
            device=self.device_name,
        )
        watch.report(1.0, "Fitted")
        return replace(state, scan=replace(reference, report=report))

    def edit_scan(self, vertices_head: FloatArray, state: FaceState) -> FloatArray:
        """Move a scan's own vertices by the edits made since its fit.

        A point goes to the template by the codes it was fitted with, comes back by the edited
        ones and keeps what neither explains, so pores and vertex order survive.

        Parameters
        ----------
        vertices_head : (n, 3) float64
            The scan in the head frame, mm.
        state : FaceState
            The edited document.

        Returns
        -------
        (n, 3) float64
            mm, head frame.
        """
        if state.scan is None or state.scan.fitted is None:
            return vertices_head
        fitted = replace(
            state, codes=state.scan.fitted.codes, size=state.scan.fitted.size, thickness={}
        )
        before, after = self.field(fitted), self.field(state)
        moved = np.array(vertices_head, dtype=np.float64)
        with torch.inference_mode():
            for piece in np.array_split(np.arange(len(moved)), max(1, len(moved) // 8192)):
                points = torch.as_tensor(moved[piece], dtype=torch.float32, device=self._device)
                place = before.to_template(points)
                change = after.forward_map(place) - before.forward_map(place)
                moved[piece] += change.cpu().double().numpy()
        return moved

    def _person(self, state: FaceState) -> Hashable:
        return tuple(state.codes[part] for part in PARTS), state.size, state.scan

    def _residual(self, state: FaceState) -> FloatArray | None:
        return None if state.scan is None else state.scan.residual

    def _bare_vertices(self, state: FaceState) -> FloatArray:
        def make() -> FloatArray:
            joined = self.bundle.statistics.join(state.codes)
            vertices = self.fitter.surface(joined, state.size)
            residual = self._residual(state)
            if residual is not None:
                vertices = vertices + self._spreader.at_vertices @ residual
            return vertices

        return self._bare.get(self._person(state), make)

    def _anatomy_normals(self, state: FaceState) -> FloatArray:
        skin = self.bundle.template.skin
        return self._normals.get(
            self._person(state),
            lambda: anatomy_normals(skin.with_vertices(self._bare_vertices(state))),
        )

    def _infer(self, state: FaceState) -> SkullEstimate:
        skin = self.bundle.template.skin.with_vertices(self._bare_vertices(state))
        trust = None if state.scan is None else state.scan.trust
        return infer_skull(self.bundle.skull, self.bundle.template, skin, trust)

    def _tissue(self, state: FaceState) -> FloatArray:
        """Return the offset of every vertex by the thickness sliders, (N_skin, 3) mm."""
        normals = self._anatomy_normals(state)
        depth = self._depths.get(
            self._person(state),
            lambda: soft_tissue_thickness(
                self.bundle.template.skin.with_vertices(self._bare_vertices(state)),
                self.skull(state).mesh,
                normals,
            ),
        )
        return tissue_offsets(state.thickness, self.bundle.template.regions, normals, depth)
