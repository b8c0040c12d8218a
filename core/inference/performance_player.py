"""Plays a performance on a head: one matrix product a frame.

A person is prepared once; then no model is needed any more, so that a window can play on its own
thread while the models work on another. Skin and jaw are driven apart: the skin by this person's
own expressions, the mandible by the rigid motion that belongs to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from core.arrays import BoolArray, FloatArray, IntArray
from core.document.performance import Performance
from core.document.state import FaceState
from core.errors import PerformanceError
from core.geometry.mesh import Mesh
from core.geometry.transforms import Similarity
from core.inference.skull_from_skin import JAW_LABELS
from core.models.aim_person import twist_motion
from core.models.jaw import jaw_motion
from core.monitor import Monitor


class Estimate(Protocol):
    """What is read of an inferred skull."""

    @property
    def mesh(self) -> Mesh:
        """Head frame, mm."""

    @property
    def labels(self) -> IntArray:
        """Index into `core.geometry.template.SKULL_LABELS` per vertex."""


class Models(Protocol):
    """What is read of a bundle."""

    @property
    def jaw_twists(self) -> FloatArray:
        """How each expression moves the mandible, (E, 6); see `core.models.jaw`."""


class Head(Protocol):
    """What preparing a person asks of `core.inference.head.HeadModel`."""

    @property
    def bundle(self) -> Models:
        """The models."""

    @property
    def expression_names(self) -> tuple[str, ...]:
        """Of the expression weights."""

    def skin_preview(self, state: FaceState) -> Mesh:
        """Return the skin of `state` in the template's topology."""

    def skull(self, state: FaceState) -> Estimate:
        """Return the skull beneath the skin of `state`."""


@dataclass(frozen=True, eq=False)
class Puppet:
    """A person ready to perform.

    Attributes
    ----------
    skin : Mesh
        At rest, head frame, mm.
    moves : (3 N_skin, E) float32
        Displacement of every coordinate by each expression at full weight, mm.
    skull : Mesh
        At rest, head frame, mm.
    jaw : (N_skull,) bool
        What of the skull the mandible carries along.
    twists : (E, 6) float64
        How each expression moves the mandible of a head of size one.
    size : float
        Relative head size.
    names : tuple of str
        Of the expressions.
    """

    skin: Mesh
    moves: npt.NDArray[np.float32]
    skull: Mesh
    jaw: BoolArray
    twists: FloatArray
    size: float
    names: tuple[str, ...]

    def shape(self, expression: int) -> FloatArray:
        """Return how the skin moves with one expression.

        Parameters
        ----------
        expression : int
            Place in the names.

        Returns
        -------
        (N_skin, 3) float64
            mm at full weight.
        """
        return self.moves[:, expression].reshape(-1, 3).astype(np.float64)

    def posed_skin(self, weights: FloatArray) -> FloatArray:
        """Return the skin with an expression.

        Parameters
        ----------
        weights : (E,) float64
            Of the expressions.

        Returns
        -------
        (N_skin, 3) float64
            Head frame, mm.
        """
        moved = (self.moves @ weights.astype(np.float32)).reshape(-1, 3)
        posed: FloatArray = self.skin.vertices + moved
        return posed

    def jaw_of(self, weights: FloatArray) -> Similarity:
        """Return how an expression moves the mandible.

        Parameters
        ----------
        weights : (E,) float64
            Of the expressions.

        Returns
        -------
        Similarity
            Rigid, head frame, mm.
        """
        return jaw_motion(self.twists, weights, self.size)

    def posed_skull(self, motion: Similarity) -> FloatArray:
        """Return the skull with its mandible moved.

        Parameters
        ----------
        motion : Similarity
            Rigid, head frame, mm.

        Returns
        -------
        (N_skull, 3) float64
            Head frame, mm; the cranium is where it was.
        """
        rest = self.skull.vertices
        posed: FloatArray = np.where(self.jaw[:, None], motion.apply(rest), rest)
        return posed


def prepare_puppet(model: Head, state: FaceState, monitor: Monitor | None = None) -> Puppet:
    """Return a person ready to perform.

    Parameters
    ----------
    model : Head
        The models that the document was made with.
    state : FaceState
        The person, with all edits; the expression does not matter.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    Puppet
        Each expression is asked of the model once, half a second in all.

    Raises
    ------
    PerformanceError
        When the models know no expressions.
    CancelledError
        When the monitor was cancelled.
    """
    monitor = monitor or Monitor()
    names = tuple(model.expression_names)
    if not names:
        raise PerformanceError("These models have no expressions to play; choose models that do.")
    rest_state = replace(state, expression=())
    skin = model.skin_preview(rest_state)
    moves = np.empty((skin.vertices.size, len(names)), dtype=np.float32)
    for at, name in enumerate(names):
        monitor.report(0.8 * at / len(names), f"Preparing {name}")
        alone = replace(state, expression=(0.0,) * at + (1.0,))
        moves[:, at] = (model.skin_preview(alone).vertices - skin.vertices).reshape(-1)
    monitor.report(0.8, "Inferring the skull")
    bone = model.skull(rest_state)
    moves.setflags(write=False)
    jaw = np.isin(bone.labels, JAW_LABELS)
    return Puppet(skin, moves, bone.mesh, jaw, model.bundle.jaw_twists, state.size, names)


@dataclass(frozen=True, eq=False)
class Player:
    """A performance on a person.

    Attributes
    ----------
    puppet : Puppet
        Who.
    performance : Performance
        What; for the same expressions.
    beyond : (F, N_skin, 3) float32 or None
        What each frame shows beyond the weights, mm: every point's own movement, where frames
        were fitted.

    Raises
    ------
    PerformanceError
        When the performance was made for other models.
    """

    puppet: Puppet
    performance: Performance
    beyond: npt.NDArray[np.float32] | None = field(default=None)

    def __post_init__(self) -> None:
        if self.performance.names != self.puppet.names:
            raise PerformanceError(
                f"{self.performance.source or 'The performance'} was read for other models with "
                "other expressions; read it again with this head open."
            )

    def skin(self, frame: int) -> FloatArray:
        """Return the skin of a frame.

        Parameters
        ----------
        frame : int
            From zero.

        Returns
        -------
        (N_skin, 3) float64
            Head frame, mm.
        """
        posed = self.puppet.posed_skin(self.performance.weights[frame])
        return posed if self.beyond is None else posed + self.beyond[frame]

    def jaw(self, frame: int) -> Similarity:
        """Return how a frame moves the mandible.

        Parameters
        ----------
        frame : int
            From zero.

        Returns
        -------
        Similarity
            Rigid, head frame, mm: as it was found, or as the weights move it.
        """
        found = self.performance.jaw
        if found is None:
            return self.puppet.jaw_of(self.performance.weights[frame])
        # A copy: SciPy wants to be able to write.
        return twist_motion(np.array(found[frame]))

    def skull(self, frame: int) -> FloatArray:
        """Return the skull of a frame.

        Parameters
        ----------
        frame : int
            From zero.

        Returns
        -------
        (N_skull, 3) float64
            Head frame, mm.
        """
        return self.puppet.posed_skull(self.jaw(frame))


def with_fitted_skin(
    puppet: Puppet,
    performance: Performance,
    skins: Sequence[FloatArray] | FloatArray,
    rest: FloatArray,
) -> Player:
    """Return a player that shows skins as they were fitted, with the edits made to the person.

    Parameters
    ----------
    puppet : Puppet
        The person as edited.
    performance : Performance
        With the mean weights of the fit.
    skins : sequence of (N_skin, 3) float64
        What was fitted, head frame, mm.
    rest : (N_skin, 3) float64
        The resting skin that was fitted with; where nothing was edited since, the puppet's own.

    Returns
    -------
    Player
        Whose skin is what was fitted, displaced by what was edited since.
    """
    explained = [
        puppet.posed_skin(weights) - puppet.skin.vertices for weights in performance.weights
    ]
    beyond = np.stack(
        [skin - rest - known for skin, known in zip(skins, explained, strict=True)]
    ).astype(np.float32)
    beyond.setflags(write=False)
    return Player(puppet, performance, beyond)
