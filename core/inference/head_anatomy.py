"""The anatomy of a head's documents: what `HeadModel` asks when thickness, bone or jaw are edited.

A person's anatomy is found once, as fitted, and carried along by shape edits: so a slider costs a
few products of arrays, and the same document always gives the same face.
"""

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cached_property

import numpy as np
import torch

from core.arrays import BoolArray, FloatArray
from core.bundles.bundle import Bundle
from core.document.bone_controls import mandible_moves
from core.document.state import FaceState
from core.geometry.thickness import averaging_rounds, neighbour_average, soft_tissue_thickness
from core.geometry.transforms import Similarity
from core.inference.aim_fill import SmoothFill, filled_jaw
from core.inference.aim_jaw import JawProblem
from core.inference.aim_learn import population_shapes
from core.inference.aim_person import constrained_anatomy, person_constraints
from core.inference.anatomy_edit import PersonAnatomy
from core.inference.bone_moves import known_bones
from core.inference.bone_segments import BoneSegments
from core.inference.jaw_share import at_corners, below_orbits
from core.inference.memory import Memory
from core.inference.region_depth import RegionDepth, RegionMeans
from core.inference.skull_along import SkullAlong
from core.inference.skull_from_skin import SkullEstimate
from core.inference.tissue import softened
from core.inference.treatment_follow import SegmentFollow
from core.models.anatomy import Anatomy, settled_weights
from core.models.edit_offsets import EditGrid, EditSpreader
from core.models.jaw import jaw_motion
from core.monitor import Monitor

JAW_AVERAGING = 6.5
"""Jaw weights are averaged over this length of skin, mm: an expression's creases at the corners of
the mouth must not be opened with the jaw."""


class HeadAnatomy:
    """The anatomy behind one bundle's documents.

    Parameters
    ----------
    bundle : Bundle
        Template, labels, jaw motions.
    resting : callable
        Returns the skin of a document without edits of the anatomy and expression, (N_skin, 3) mm.
    skull : callable
        Returns the skull of such a document.
    """

    def __init__(
        self,
        bundle: Bundle,
        resting: Callable[[FaceState], FloatArray],
        skull: Callable[[FaceState], SkullEstimate],
    ) -> None:
        self._bundle = bundle
        self._resting, self._skull = resting, skull
        self._people, self._depths, self._followers = Memory(), Memory(), Memory()
        self.along = SkullAlong(bundle, resting, skull, self._posed)

    @cached_property
    def spreader(self) -> EditSpreader:
        """Spreads moves of the skin over the template; made when it is first needed."""
        return EditSpreader.over(self._bundle.template.skin.vertices)

    @cached_property
    def regions(self) -> dict[str, FloatArray]:
        """Thickness regions with continuous curvature, (N_skin,) each."""
        return {name: softened(one) for name, one in self._bundle.template.regions.items()}

    @property
    def body_mass(self) -> FloatArray | None:
        """Thickness per kg/m2 of body-mass index, (N_skin,) mm; None where it is not known."""
        tissue = self._bundle.template.tissue
        return None if tissue is None else tissue.body_mass

    @property
    def builds(self) -> bool:
        """Whether the models know how body mass goes with thickness."""
        return self._bundle.template.tissue is not None

    @property
    def bones(self) -> tuple[str, ...]:
        """Controls of bone for which the template has the landmarks."""
        return known_bones(self._bundle.template)

    def ready(self, state: FaceState) -> bool:
        """Return whether edits of the anatomy are quick now.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        bool
            False before `prepare`, and before the first edit.
        """
        return "spreader" in vars(self) and _key(state) in self._people

    def prepare(self, state: FaceState, monitor: Monitor) -> None:
        """Find what the first edit of the anatomy would have to wait for.

        Parameters
        ----------
        state : FaceState
            The document.
        monitor : Monitor
            Progress and cancellation.

        Raises
        ------
        CancelledError
            When the monitor was cancelled.
        """
        monitor.report(0.0, "Preparing the anatomy")
        self.person(state)
        monitor.check()
        monitor.report(0.6, "Preparing the anatomy")
        _ = self.spreader

    def person(self, state: FaceState) -> PersonAnatomy:
        """Return the person of a document as fitted, or the mean head where there was no fit.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        PersonAnatomy
            Found once per scan and what is known of its bone; seconds the first time.
        """
        return self._people.get(_key(state), lambda: self._found(_as_fitted(state)))

    def _found(self, fitted: FaceState) -> PersonAnatomy:
        template = self._bundle.template
        skin = template.skin.with_vertices(self._resting(fitted))
        skull = self._skull(fitted).mesh
        found = person_constraints(self._bundle, skin, skull)
        anatomy = constrained_anatomy(self._bundle, skin, found)
        # How skin follows the jaw is seen in the expressions, better than in the bone alone.
        shapes, twists = population_shapes(self._bundle, skin)
        shown = JawProblem(skin.vertices, template.skin, found).weights(shapes, twists)
        corner = at_corners(skin.vertices, template) if self._bundle.aim is not None else 1.0
        jaw = anatomy.jaw + corner * (shown - anatomy.jaw)
        average = neighbour_average(template.skin)
        for _ in range(averaging_rounds(template.skin, JAW_AVERAGING)):
            jaw = average @ jaw
        jaw = jaw * below_orbits(skin.vertices, template)
        anatomy = replace(anatomy, jaw=settled_weights(jaw))
        over_jaw = filled_jaw(SmoothFill(template.skin), template.skin, found.known, found.jaw)
        return PersonAnatomy.of(anatomy, skin, skull, template, fitted.size, over_jaw)

    @cached_property
    def segments(self) -> BoneSegments:
        """The pieces into which a treatment cuts the skull."""
        return BoneSegments.of(self._bundle.template)

    def follower(self, state: FaceState) -> SegmentFollow:
        """Return how the skin of a document's person goes with the segments of a treatment.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        SegmentFollow
            Found once per person.
        """

        def make() -> SegmentFollow:
            fitted = _as_fitted(state)
            person = self.person(state)
            skin = self._bundle.template.skin.with_vertices(person.skin)
            skull = self._skull(fitted).mesh.vertices
            return SegmentFollow.of(self.segments, person.anatomy, skin, skull)

        return self._followers.get(_key(state), make)

    def _thicker(self, state: FaceState) -> FloatArray:
        return self.person(state).thicker(state, self.regions, self.body_mass)

    def moves(self, state: FaceState) -> FloatArray:
        """Return how far the edits move the skin, with the expression on.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        (N_skin, 3) float64
            mm.

        Raises
        ------
        EditError
            When the models lack what an edit needs.
        """
        resting = self._resting(state)
        expression = self._expression(state) if any(state.expression) else None
        treated = None
        if state.treatment.moving:
            treated = self.follower(state).moves(state.treatment, resting)
        thicker = self._thicker(state)
        return self.person(state).skin_moves(state, resting, thicker, expression, treated)

    def shown(self, state: FaceState) -> FloatArray:
        """Return the same as the head's field reads it at the vertices.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        (N_skin, 3) float64
            mm.
        """
        return self.spreader.shown(self.moves(state))

    def field(self, state: FaceState, device: torch.device) -> EditGrid:
        """Return the same as a field on the template.

        Parameters
        ----------
        state : FaceState
            The document.
        device : torch.device
            Where it will be read.

        Returns
        -------
        EditGrid
            Two-sided at the lips.
        """
        return self.spreader.spread(self.moves(state), device)

    def skull(self, state: FaceState) -> SkullEstimate:
        """Return the skull of a document: bone moved, then the jaw by edits and expression.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        SkullEstimate
            mm, head frame; soft-tissue edits do not move it.
        """
        return self._posed(state, self._skull(state))

    def _posed(self, state: FaceState, found: SkullEstimate) -> SkullEstimate:
        """Return a skull at rest with the edits of bone, and the jaw where it stands."""
        if state.bone:
            person = self.person(state)
            local = person.bone_moves(state, person.bone_fields)
            if local is not None:
                mesh = found.mesh.with_vertices(found.mesh.vertices + local)
                found = replace(found, mesh=mesh)
        if state.treatment.moving:
            moved = self.follower(state).skull_moved(state.treatment, found.mesh.vertices)
            found = replace(found, mesh=found.mesh.with_vertices(moved))
        motion = self._jaw(state)
        return found if motion is None else found.with_jaw(motion)

    def _jaw(self, state: FaceState) -> Similarity | None:
        """Return how edits and expression move the mandible together; None for not at all."""
        motion: Similarity | None = None
        if mandible_moves(state.bone):
            motion = self.person(state).jaw_motion(state, self._resting(state))
        if any(state.expression):
            after = self._expression(state)
            motion = after if motion is None else after.after(motion)
        return motion

    def jaw_binding(self, state: FaceState) -> tuple[FloatArray | None, FloatArray, BoolArray]:
        """Return how the skin hangs on the jaw, for programs that turn it themselves.

        Parameters
        ----------
        state : FaceState
            The document; its expression does not matter.

        Returns
        -------
        hinge : (3,) float64 or None
            Middle of the axis through the condyles as the jaw stands, head frame, mm; None where
            the models know no condyles.
        jaw : (N_skin,) float64
            Skinning weight of the mandible, 0 to 1.
        known : (N_skin,) bool
            Where bone lies beneath the skin.
        """
        state = replace(state, expression=())
        person = self.person(state)
        hinge, motion = person.hinge(self._resting(state)), self._jaw(state)
        if hinge is not None and motion is not None:
            hinge = motion.apply(hinge[None])[0]
        # As the head's field reads it: between the lips, that is what the skin follows.
        weight = np.tile(person.anatomy.jaw[:, None], (1, 3))
        jaw = np.clip(self.spreader.shown(weight)[:, 0], 0.0, 1.0)
        return hinge, jaw, person.anatomy.known

    def _expression(self, state: FaceState) -> Similarity:
        return jaw_motion(self._bundle.jaw_twists, np.array(state.expression), state.size)

    def edited(self, state: FaceState) -> Anatomy:
        """Return the anatomy of a document at rest, edits of thickness and local bone included.

        Parameters
        ----------
        state : FaceState
            The document.

        Returns
        -------
        Anatomy
            b, n, d and k at the template's vertices.
        """
        return self.person(state).edited(state, self._resting(state), self._thicker(state))

    def region_depths(self, state: FaceState, *, infer: bool = True) -> tuple[RegionDepth, ...]:
        """Return the thickness of every region against the population.

        Parameters
        ----------
        state : FaceState
            The document.
        infer : bool
            Whether to infer the skull where it is not known yet, which takes a fraction of a
            second; otherwise nothing is told then.

        Returns
        -------
        tuple of RegionDepth
            In the template's order; empty where nothing is known.
        """
        bare = replace(state.without_anatomy_edits(), expression=())
        key = _shape(bare)
        if not infer and key not in self._depths:
            return ()
        depths = self._depths.get(key, lambda: self._resting_depths(bare))
        values = depths.with_more(self._thicker(state) if state.has_anatomy_edits else None)
        tissue = self._bundle.template.tissue
        known = {} if tissue is None else tissue.region_deviation
        return tuple(
            RegionDepth(name, float(value), self._usual[name], known.get(name, np.nan))
            for name, value in zip(self.regions, values, strict=True)
        )

    def _resting_depths(self, bare: FaceState) -> RegionMeans:
        skin = self._bundle.template.skin.with_vertices(self._resting(bare))
        return RegionMeans.of(soft_tissue_thickness(skin, self._skull(bare).mesh), self.regions)

    @cached_property
    def _usual(self) -> dict[str, float]:
        template = self._bundle.template
        depth = soft_tissue_thickness(template.skin, template.skull)
        return dict(zip(self.regions, RegionMeans.of(depth, self.regions).resting, strict=True))


def _key(state: FaceState) -> Hashable:
    return state.bundle, state.scan, state.known_bone


def _shape(bare: FaceState) -> Hashable:
    sides = tuple(bare.one_sided.items())
    return tuple(bare.codes.items()), sides, bare.size, bare.scan, bare.known_bone


def _as_fitted(state: FaceState) -> FaceState:
    """Return the person without any edit, at rest."""
    return replace(state.as_fitted(), expression=())
