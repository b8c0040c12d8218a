"""What the worker thread owns: the head model, the scan's search tree, and what it found last.

Used by requests on the worker thread only; nothing here is locked.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from app.shading import openness
from app.surfaces import (
    ColourBy,
    Computed,
    ModelFacts,
    SingleArray,
    Surface,
    Tier,
    surface_from,
)
from core.arrays import FloatArray, IntArray
from core.document.state import FaceState
from core.geometry.distance import SurfaceDistance
from core.geometry.measures import Measure, measure_all
from core.geometry.mesh import Mesh
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel

ModelMaker = Callable[[], "HeadModel"]

FULL_RESOLUTION = 256
"""Samples along the head's longest side of the exact surface."""


class Workshop:
    """Computes what is drawn.

    Parameters
    ----------
    make_model : callable
        Loads the head model; called once, on the worker thread.
    """

    def __init__(self, make_model: ModelMaker) -> None:
        self._make_model = make_model
        self._model: HeadModel | None = None
        self._scan: SurfaceDistance | None = None
        self._skin_shade: SingleArray | None = None
        self._full: tuple[FaceState, Mesh] | None = None

    @property
    def model(self) -> "HeadModel":
        """The head model, loaded when it is first asked for."""
        if self._model is None:
            self._model = self._make_model()
        return self._model

    def facts(self) -> ModelFacts:
        """Return what the window needs to know of the model."""
        model = self.model
        return ModelFacts(
            device_name=model.device_name,
            bundle_id=model.bundle.id,
            regions=tuple(model.bundle.template.regions),
            mean_state=model.mean_state(),
        )

    def use_model(self, model: "HeadModel") -> None:
        """Work with another head model from now on."""
        self._model, self._skin_shade, self._full = model, None, None

    def use_scan(self, scan: Mesh | None) -> None:
        """Measure distances to another scan from now on.

        Parameters
        ----------
        scan : Mesh or None
            Head frame, mm.
        """
        self._scan = None if scan is None or not scan.face_count else SurfaceDistance(scan)

    def preview(self, revision: int, state: FaceState, colour: ColourBy) -> Computed:
        """Return the tracked skin of a state.

        Parameters
        ----------
        revision : int
            Of the document.
        state : FaceState
            The document.
        colour : ColourBy
            What else is needed to colour the skin.

        Returns
        -------
        Computed
            Without a skull.
        """
        mesh = self.model.skin_preview(state)
        values = self._values(mesh, mesh, state, colour)
        skin = surface_from(mesh, self._skin_shade, values)
        return Computed(revision, Tier.TRACKED, skin, None, self._measures(mesh))

    def full(self, revision: int, state: FaceState, colour: ColourBy, monitor: Monitor) -> Computed:
        """Return the exact skin of a state, its skull and all measures.

        Parameters
        ----------
        revision : int
            Of the document.
        state : FaceState
            The document.
        colour : ColourBy
            What else is needed to colour the skin.
        monitor : Monitor
            Progress and cancellation.

        Returns
        -------
        Computed
            Everything that is drawn.
        """
        tracked = self.model.skin_preview(state)
        estimate = self.model.skull(state)
        monitor.report(0.05, "Shading")
        skull_shade = openness(estimate.mesh).astype(np.float32)
        monitor.check()
        self._skin_shade = openness(tracked).astype(np.float32)
        mesh = self._full_mesh(state, monitor.part(0.1, 0.85))
        monitor.report(0.88, "Colouring")
        nearest = _nearest(tracked.vertices, mesh.vertices)
        values = self._values(mesh, tracked, state, colour, nearest)
        skin = surface_from(mesh, self._skin_shade[nearest], values)
        monitor.report(1.0, "Done")
        uncertainty = {ColourBy.UNCERTAINTY: np.asarray(estimate.std_mm, dtype=np.float64)}
        skull = surface_from(estimate.mesh, skull_shade, uncertainty)
        return Computed(revision, Tier.EXACT, skin, skull, self._measures(tracked))

    def _full_mesh(self, state: FaceState, monitor: Monitor) -> Mesh:
        """Return the exact skin; asking for another colour of the same state costs nothing."""
        if self._full is None or self._full[0] != state:
            self._full = (state, self.model.skin_full(state, FULL_RESOLUTION, monitor))
        return self._full[1]

    def _values(
        self,
        mesh: Mesh,
        tracked: Mesh,
        state: FaceState,
        colour: ColourBy,
        nearest: IntArray | None = None,
    ) -> dict[ColourBy, FloatArray]:
        """Return what the skin is coloured by; values of the template's vertices are spread."""
        if colour is ColourBy.DISTANCE and self._scan is not None:
            return {colour: self._scan.unsigned(mesh.vertices)[0]}
        found: FloatArray
        if colour is ColourBy.THICKNESS:
            found = self.model.thickness(state)
        elif colour is ColourBy.CHANGE:
            before = self.model.skin_preview(self._unedited(state)).vertices
            normals = surface_from(tracked).normals
            found = np.einsum("ij,ij->i", tracked.vertices - before, normals)
        else:
            return {}
        return {colour: found if nearest is None else found[nearest]}

    def _unedited(self, state: FaceState) -> FaceState:
        """Return the state as it was fitted, or the mean head where there was no fit."""
        if state.scan is None or state.scan.fitted is None:
            return self.model.mean_state()
        fitted = state.scan.fitted
        return replace(state, codes=fitted.codes, size=fitted.size, thickness={})

    def _measures(self, tracked: Mesh) -> tuple[Measure, ...]:
        places = self.model.bundle.template.landmarks
        return measure_all({name: tracked.vertices[at] for name, at in places.items()})


def _nearest(points: FloatArray, queries: FloatArray) -> IntArray:
    """Return the index of the nearest of some points for every query."""
    from scipy.spatial import cKDTree

    found: IntArray = cKDTree(points).query(queries)[1]
    return found


def scan_surface(mesh: Mesh) -> Surface:
    """Return a scan in the head frame, ready to be drawn."""
    return surface_from(mesh)
