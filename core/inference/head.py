"""The head behind every front end: turns a document's state into geometry.

One bundle on one device, owned by one thread. Results that are needed again (the basis at the
template's vertices, the skull of a person, the grid of a residual) are kept per key, never per
call order, so that the same state always gives the same geometry.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cached_property

import numpy as np
import torch

from core.arrays import FloatArray
from core.bundles.bundle import Bundle
from core.document.bone_controls import without_mandible
from core.document.edit_checks import refuse_other_models
from core.document.edits import CopyPart, Person
from core.document.state import FaceState
from core.geometry.mesh import Mesh
from core.geometry.scan import Scan
from core.geometry.template import PARTS
from core.geometry.thickness import anatomy_normals, soft_tissue_thickness
from core.inference.device import choose_device, describe_device
from core.inference.extraction import FULL_RESOLUTION
from core.inference.fitting import CodeFitter
from core.inference.head_anatomy import HeadAnatomy
from core.inference.head_sides import HeadSides
from core.inference.head_surface import HeadSurfaces
from core.inference.memory import Memory
from core.inference.scan_edit import carried
from core.inference.scan_fit import ScanSight, fit_scan, with_report
from core.inference.seamless import SeamlessParts
from core.inference.skin_head import mean_state
from core.inference.skull_from_skin import SkullEstimate, infer_skull
from core.inference.start_grid import StartGrids
from core.models.bound_head import BoundHead
from core.models.offsets import Displacement, OffsetSpreader, OffsetSum
from core.monitor import Monitor

BOUNDS_MARGIN = 5.0
"""Room around a head's vertices in which its surface is extracted, mm."""


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
        self.surfaces = HeadSurfaces(bundle, self._parts, self._device)
        self._starts = StartGrids(bundle.template.skin.vertices, self._device)
        self._bare, self._skulls, self._normals = Memory(), Memory(), Memory()
        self._shown: tuple[FaceState, Mesh] | None = None
        self.anatomy = HeadAnatomy(bundle, self._resting_vertices, self._resting_skull)
        self._sides = HeadSides(
            bundle.template.skin.vertices,
            lambda codes, size: self.fitter.surface(bundle.statistics.join(codes), size),
            lambda: self.anatomy.spreader,
        )

    @cached_property
    def seamless(self) -> SeamlessParts:
        """Suits parts to the face around them; made when one is copied or blended."""
        return SeamlessParts(self.fitter.basis, self.bundle.template)

    @cached_property
    def _spreader(self) -> OffsetSpreader:
        """Spreads a scan's own detail; made with the first fitted head, a second."""
        return OffsetSpreader.over(self.bundle.template.skin.vertices)

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
        return mean_state(self.bundle)

    @property
    def expression_names(self) -> tuple[str, ...]:
        """The expressions that a document's weights belong to; ARKit's names."""
        return self.bundle.manifest.expression_names

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
        if self._shown is None or self._shown[0] is not state:
            vertices = self._bare_vertices(state)
            if state.has_anatomy_edits:
                vertices = vertices + self.anatomy.shown(state)
            self._shown = state, self.bundle.template.skin.with_vertices(vertices)
        return self._shown[1]

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
        head, box = self.field(state), self.bounds(state)
        return self.surfaces.extract(head, box, resolution, monitor or Monitor()).mesh

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
        residual = self._residual(state)
        offsets: list[Displacement] = []
        if residual is not None:
            offsets.append(self._spreader.spread(residual, self._device))
        offsets += self._sides.fields(state, self._device)
        if state.has_anatomy_edits:
            offsets.append(self.anatomy.field(state, self._device))
        offset = OffsetSum(*offsets) if offsets else None
        codes = {
            part: torch.tensor(state.codes[part], dtype=torch.float32, device=self._device)
            for part in PARTS
        }
        expression = torch.tensor(state.expression, dtype=torch.float32, device=self._device)
        start = self._starts.over(self.skin_preview(state).vertices)
        with torch.inference_mode():
            return self._parts.bind(codes, state.size, offset, expression, start)

    def skull(self, state: FaceState) -> SkullEstimate:
        """Return the skull that most likely lies beneath; soft-tissue edits do not move it.

        It is inferred from the face at rest; bone is then moved by the edits, and its mandible
        follows edits and expression.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        SkullEstimate
            mm, head frame.
        """
        return self.anatomy.skull(state)

    def thickness(self, state: FaceState) -> FloatArray:
        """Return the soft-tissue thickness at rest on the preview's vertices.

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
        # The jaw carries its tissue along: with it where it was, rays meet the bone beneath.
        closed = replace(state, expression=(), bone=without_mandible(state.bone))
        return soft_tissue_thickness(self.skin_preview(closed), self.skull(closed).mesh, normals)

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

    def copy_part(self, state: FaceState, part: str, person: Person) -> CopyPart:
        """Return the edit that gives a face another person's part without a seam.

        Parameters
        ----------
        state : FaceState
            The face.
        part : str
            Of `PARTS`; with a new remainder the unlocked small parts are suited to it.
        person : Person
            Whose.

        Returns
        -------
        CopyPart
            Ready to apply.

        Raises
        ------
        EditError
            When the other person's codes belong to other models.
        """
        refuse_other_models(state, person.bundle, person.name)
        given = {**state.codes, part: person.codes[part]}
        suited = self.seamless.suited(given, part)
        moved = [name for name in PARTS if name != part and suited[name] != state.codes[name]]
        free = tuple(name for name in moved if name not in state.locked)
        return CopyPart(part, replace(person, codes={**person.codes, **suited}), free)

    def fit(
        self,
        scan: Scan,
        monitor: Monitor | None = None,
        *,
        size: float | None = None,
        first: Callable[[FaceState], None] | None = None,
        sight: ScanSight | None = None,
        watch: Callable[[Mesh, Mesh], None] | None = None,
    ) -> FaceState:
        """Fit a scan: pose, registration, codes, expression and residual.

        Parameters
        ----------
        scan, monitor, size, first, sight, watch
            As of `core.inference.scan_fit.fit_scan`.

        Returns
        -------
        FaceState
            A new document, with a full report.

        Raises
        ------
        AlignmentError
            When it does not look like a head.
        CancelledError
            When the monitor was cancelled.
        """
        begun, told = time.perf_counter(), monitor or Monitor()
        found = fit_scan(
            self.bundle, self.fitter, scan, told, size=size, first=first, sight=sight, watch=watch
        )
        told.report(0.97, "Measuring the fit")
        skin = self.skin_preview(found.state)
        state = with_report(found, skin, self.bundle, begun, self.device_name)
        told.report(1.0, "Fitted")
        return state

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
        before, after = self.field(state.as_fitted()), self.field(state)
        return carried(vertices_head, before, after, self._device)

    def _person(self, state: FaceState) -> Hashable:
        sides = tuple(sorted(state.one_sided.items()))
        return tuple(state.codes[part] for part in PARTS), sides, state.size, state.scan

    def _residual(self, state: FaceState) -> FloatArray | None:
        return None if state.scan is None else state.scan.residual

    def _bare_vertices(self, state: FaceState) -> FloatArray:
        """Return the skin without edits of the anatomy, (N_skin, 3) mm."""

        def make() -> FloatArray:
            joined = self.bundle.statistics.join(state.codes)
            vertices = self.fitter.surface(joined, state.size, np.array(state.expression))
            residual = self._residual(state)
            if residual is not None:
                vertices = vertices + self._spreader.at_vertices @ residual
            return vertices + self._sides.shown(state) if state.one_sided else vertices

        key = self._person(state), any(state.expression) and state.expression
        return self._bare.get(key, make)

    def _resting_vertices(self, state: FaceState) -> FloatArray:
        """Return the skin without edits of the anatomy and expression, (N_skin, 3) mm."""
        return self._bare_vertices(replace(state, expression=()))

    def _anatomy_normals(self, state: FaceState) -> FloatArray:
        skin, resting, key = self.bundle.template.skin, self._resting_vertices, self._person(state)
        return self._normals.get(key, lambda: anatomy_normals(skin.with_vertices(resting(state))))

    def _resting_skull(self, state: FaceState) -> SkullEstimate:
        def make() -> SkullEstimate:
            skin = self.bundle.template.skin.with_vertices(self._resting_vertices(state))
            trust = None if state.scan is None else state.scan.trust
            found = infer_skull(self.bundle.skull, self.bundle.template, skin, trust)
            return found.with_known(state.known_bone)

        return self._skulls.get((self._person(state), state.known_bone), make)
