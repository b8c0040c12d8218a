"""What the worker thread owns: the head model, the scan's search tree, and what it found last.

Used by requests on the worker thread only; nothing here is locked.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from app.anatomy_values import anatomy_values
from app.bone_bench import BoneBench, deviation_told
from app.fine_skin import dressed
from app.measuring import read_measures
from app.shading import openness
from app.skull_follower import SkullFollower
from app.stepped_models import SteppedModels
from app.surfaces import (
    ANATOMY_COLOURS,
    PHOTO_COLOURS,
    ColourBy,
    Computed,
    ModelFacts,
    SingleArray,
    Surface,
    Tier,
    photo_values,
    surface_from,
)
from core.arrays import FloatArray
from core.document.face_photos import FacePhotos
from core.document.state import FaceState
from core.geometry.asymmetry import face_asymmetry
from core.geometry.cephalometry import profile_landmarks
from core.geometry.distance import SurfaceDistance
from core.geometry.measure_rows import landmark_places
from core.geometry.measures import Measure, measure_all
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.monitor import Monitor
from core.process_memory import give_back

if TYPE_CHECKING:
    from core.geometry.template import Template
    from core.inference.head import HeadModel
    from core.inference.skin_head import SkinHead

ModelMaker = Callable[[], "HeadModel"]

FULL_RESOLUTION = 256
"""Samples along the head's longest side of the exact surface."""


class Workshop:
    """Computes what is drawn.

    Parameters
    ----------
    make_model : callable
        Loads the head model; called once, on the worker thread. `SteppedModels` are asked for the
        skin alone as long as that is enough.
    """

    def __init__(self, make_model: ModelMaker) -> None:
        self._make_model = make_model
        self._model: HeadModel | None = None
        self._scan: SurfaceDistance | None = None
        self._skin_shade: SingleArray | None = None
        self._thickness: FloatArray | None = None
        self._full: tuple[FaceState, Mesh] | None = None
        self._follower = SkullFollower()
        self.bones = BoneBench()
        self.photos: FacePhotos | None = None
        """What photographs of the open document give beside its shape."""
        self.photo_reader: Any = None
        """Reads heads from photographs; made by `app.photo_requests` and kept for the next."""
        self.ct_volume: Any = None
        """The volume of the open document's CT, where it is at hand; projects do not keep it."""
        self._measured: object = None
        """Whose population is measured, half a second: measures can be compared with it."""
        self.publish: Callable[[Computed], None] = _keep_quiet
        """Gets what a long run finds on its way; set before the worker starts."""

    @property
    def model(self) -> "HeadModel":
        """The head model, loaded when it is first asked for."""
        if self._model is None:
            self._model = self._make_model()
        return self._model

    @property
    def skin(self) -> "SkinHead | None":
        """What moves the skin until the head model is there; None from then on."""
        if self._model is not None or not isinstance(self._make_model, SteppedModels):
            return None
        return self._make_model.skin.get()

    def facts(self) -> ModelFacts:
        """Return what the window needs to know of the model; no device while that is not known."""
        from core.inference.average_axis import sex_axis

        skin = self.skin
        head, anatomy = (skin, skin) if skin is not None else (self.model, self.model.anatomy)
        template = head.bundle.template
        return ModelFacts(
            device_name="" if skin is not None else self.model.device_name,
            bundle_id=head.bundle.id,
            regions=tuple(template.regions),
            mean_state=head.mean_state(),
            expressions=tuple(head.expression_names),
            skull_landmarks=template.skull_landmarks,
            bones=anatomy.bones,
            builds=anatomy.builds,
            faces=template.skin.faces,
            landmarks=profile_landmarks(template),
            skin_parts=np.argmax(template.part_weights, axis=0),
            skull_labels=template.skull_labels,
            skull_faces=template.skull.faces,
            average=sex_axis(head),
        )

    def use_model(self, model: "HeadModel") -> None:
        """Work with another head model from now on."""
        self._model, self._skin_shade, self._thickness, self._full = model, None, None, None
        self._follower.forget()
        self._measured, self.photo_reader = None, None

    def use_scan(self, scan: Mesh | None) -> None:
        """Measure distances to another scan from now on.

        Parameters
        ----------
        scan : Mesh or None
            Head frame, mm.
        """
        self._scan = None if scan is None or not scan.face_count else SurfaceDistance(scan)

    @property
    def scan(self) -> Mesh | None:
        """The scan in the head frame, mm; None where there is none."""
        return None if self._scan is None else self._scan.mesh

    def preview(
        self, revision: int, state: FaceState, colour: ColourBy, *, skull: bool = False
    ) -> Computed:
        """Return the tracked skin of a state.

        Thickness needs the skull, which takes too long for a moving hand: its last colours stay.

        Parameters
        ----------
        revision : int
            Of the document.
        state : FaceState
            The document.
        colour : ColourBy
            What the skin is coloured by.
        skull : bool
            Whether the skull is seen, and moved along.

        Returns
        -------
        Computed
            With a skull where one is seen that has to move.
        """
        alone = self.skin
        if alone is not None and colour is ColourBy.PLAIN and not skull and alone.shows(state):
            return self._alone(revision, state, alone)
        mesh = self.model.skin_preview(state)
        if colour is ColourBy.THICKNESS and self._thickness is not None:
            values = {colour: self._thickness}
        else:
            slow = colour in (ColourBy.THICKNESS, ColourBy.ASYMMETRY) or (
                colour in ANATOMY_COLOURS and not self.model.anatomy.ready(state)
            )
            values = {} if slow else self._values(mesh, state, colour)
        skin = surface_from(mesh, self._skin_shade, values)
        bone = self._follower.follow(self.model, state) if skull else None
        controls = read_measures(self.model, state) if self._measured is self.model else ()
        measures, moved = self._measures(mesh), bone is not None
        tissue = self.model.anatomy.region_depths(state, infer=False)
        return Computed(
            revision, Tier.TRACKED, skin, bone, measures, controls, moved,
            places=skin.vertices, tissue=tissue,
        )  # fmt: skip

    def full(
        self,
        revision: int,
        state: FaceState,
        colour: ColourBy,
        monitor: Monitor,
        *,
        compare: bool = False,
    ) -> Computed:
        """Return the exact skin of a state, its skull and all measures.

        The skull and the shaded preview are published on the way, because they are ready long
        before the exact skin is.

        Parameters
        ----------
        revision : int
            Of the document.
        state : FaceState
            The document.
        colour : ColourBy
            What the skin is coloured by.
        monitor : Monitor
            Progress and cancellation.
        compare : bool
            Whether the skull is compared with the real one.

        Returns
        -------
        Computed
            Everything that is drawn.
        """
        self._complete(revision, state, monitor)
        monitor.report(0.0, "Inferring the skull")
        tracked = self.model.skin_preview(state)
        estimate = self.model.skull(state)
        monitor.report(0.04, "Shading")
        self._skin_shade = openness(tracked).astype(np.float32)
        compared = self.bones.compare(estimate) if compare else None
        skull = self.bones.surface(estimate, compared)
        bone = {"skull_std": deviation_told(estimate), "comparison": compared}
        self._follower.remember(state, skull)
        monitor.check()
        values = self._values(tracked, state, colour)
        told = self._measures(tracked), read_measures(self.model, state)
        self._measured = self.model
        skin = surface_from(tracked, self._skin_shade, values)
        anatomy = self.model.anatomy
        seen = {"places": skin.vertices, "tissue": anatomy.region_depths(state)}
        seen["device"] = self.model.device_name
        self.publish(Computed(revision, Tier.TRACKED, skin, skull, *told, **bone, **seen))
        self._follower.prepare(self.model)
        if not anatomy.ready(state):
            # Before the surface, which can wait: else the first slider of the anatomy would.
            anatomy.prepare(state, monitor.part(0.08, 0.2))
            give_back()  # making it took three times what is kept
        mesh = self._full_mesh(state, monitor.part(0.2, 0.98))
        skin = dressed(mesh, tracked, self._skin_shade, values)
        if colour is ColourBy.DISTANCE:
            skin = replace(skin, values=self._values(mesh, state, colour))
        monitor.report(1.0, "Done")
        return Computed(revision, Tier.EXACT, skin, skull, *told, **bone, **seen)

    def _complete(self, revision: int, state: FaceState, monitor: Monitor) -> None:
        """Have the networks loaded; being cancelled, it lets sliders be answered meanwhile."""
        alone = self.skin
        if alone is not None:
            monitor.report(0.0, "Loading the models")
            # First: beside torch it would take four times as long, and the first edit needs it.
            alone.prepare()
            monitor.check()
            if alone.shows(state):
                self._measured = alone
                self.publish(self._alone(revision, state, alone))
            _ = self.model

    def _alone(self, revision: int, state: FaceState, head: "SkinHead") -> Computed:
        """Return the tracked skin of a state without the networks."""
        mesh = head.skin_preview(state)
        controls = read_measures(head, state) if self._measured is head else ()
        skin, told = surface_from(mesh), self._measures(mesh, head.bundle.template)
        return Computed(revision, Tier.TRACKED, skin, None, told, controls, places=skin.vertices)

    def lightest(self, state: FaceState) -> "HeadModel | SkinHead":
        """Return what can measure and move a face by its codes; the head model, once it is there.

        Parameters
        ----------
        state : FaceState
            The face.
        """
        alone = self.skin
        return alone if alone is not None and alone.shows(state) else self.model

    def fine(self, state: FaceState, monitor: Monitor) -> Surface:
        """Return the exact skin of another face than the document, ready to be drawn.

        Parameters
        ----------
        state : FaceState
            Of the same models.
        monitor : Monitor
            Progress and cancellation.
        """
        tracked = self.model.skin_preview(state)
        shade = openness(tracked).astype(np.float32)
        monitor.check()
        mesh = self.model.skin_full(state, FULL_RESOLUTION, monitor)
        return dressed(mesh, tracked, shade)

    def _full_mesh(self, state: FaceState, monitor: Monitor) -> Mesh:
        """Return the exact skin; asking for another colour of the same state costs nothing."""
        if self._full is None or not self._full[0].same_shape(state):
            self._full = (state, self.model.skin_full(state, FULL_RESOLUTION, monitor))
        return self._full[1]

    def _values(self, mesh: Mesh, state: FaceState, colour: ColourBy) -> dict[ColourBy, FloatArray]:
        """Return what a skin is coloured by; but for the distance, on the template's vertices."""
        if colour is ColourBy.DISTANCE and self._scan is not None:
            return {colour: self._scan.unsigned(mesh.vertices)[0]}
        if colour is ColourBy.THICKNESS:
            self._thickness = self.model.thickness(state)
            return {colour: self._thickness}
        if colour in ANATOMY_COLOURS:
            return {colour: anatomy_values(self.model, state, mesh, colour)}
        if colour is ColourBy.ASYMMETRY:
            template = self.model.bundle.template
            places = landmark_places(mesh.vertices, template.landmarks, state.landmarks)
            return {colour: face_asymmetry(template, mesh.vertices, places).signed}
        if colour in PHOTO_COLOURS:
            return photo_values(self.photos, colour, mesh.vertex_count)
        if colour is ColourBy.CHANGE:
            before = self.model.skin_preview(self._unedited(state)).vertices
            normals = vertex_normals(mesh.vertices, mesh.faces)
            return {colour: np.einsum("ij,ij->i", mesh.vertices - before, normals)}
        return {}

    def _unedited(self, state: FaceState) -> FaceState:
        """Return the state as it was fitted, or the mean head where there was no fit."""
        if state.scan is None or state.scan.fitted is None:
            return self.model.mean_state()
        fitted = state.scan.fitted
        return replace(state.without_anatomy_edits(), codes=fitted.codes, size=fitted.size)

    def _measures(self, tracked: Mesh, template: "Template | None" = None) -> tuple[Measure, ...]:
        places = (template or self.model.bundle.template).landmarks
        return measure_all({name: tracked.vertices[at] for name, at in places.items()})


def _keep_quiet(_: Computed) -> None:
    """Publish to nobody."""
