"""What every method gets of an actor, and what it must give back: the same for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.bundles.bundle import Bundle
from core.evaluation.aim_actor import Actor
from core.evaluation.aim_takes import shape_activations, training_shapes
from core.geometry.mesh import Mesh
from core.geometry.transforms import Similarity
from core.models.anatomy import Anatomy


@dataclass(frozen=True, eq=False)
class Session:
    """One actor's session: all that is known before the unseen frames.

    Attributes
    ----------
    bundle : Bundle
        The models.
    actor : str
        Name.
    resting : Mesh
        Skin at rest, head frame, mm.
    skull : Mesh
        Skull at rest, mm.
    shapes : mapping of str to (N_skin, 3) float64
        Skins to learn from beside the neutral one, mm.
    jaws : tuple of Similarity
        The mandible's motion in each of them.
    anatomy : Anatomy
        Bone, normal and thickness, with the sparse constraints marked.
    visible : (N_skin,) bool
        Skin that a scan can show.
    """

    bundle: Bundle
    actor: str
    resting: Mesh
    skull: Mesh
    shapes: Mapping[str, FloatArray]
    jaws: tuple[Similarity, ...]
    anatomy: Anatomy
    visible: BoolArray

    @property
    def moves(self) -> FloatArray:
        """The shapes' displacements, (E, N_skin, 3) mm."""
        return np.array(list(self.shapes.values())) - self.resting.vertices


@dataclass(frozen=True, eq=False)
class Explained:
    """What a method makes of frames.

    Attributes
    ----------
    skins : (F, N_skin, 3) float64
        mm.
    jaws : tuple of Similarity or None
        Motions of the mandible, where the method knows any.
    """

    skins: FloatArray
    jaws: tuple[Similarity, ...] | None = None


Explain = Callable[[FloatArray, BoolArray], Explained]
"""From targets (F, N_skin, 3), mm, and which vertices count, to an explanation of all vertices."""

Learn = Callable[[Session], Explain]
"""Learns an actor once."""


def make_session(bundle: Bundle, actor: Actor, anatomy: Anatomy, count: int = 19) -> Session:
    """Put an actor's session together.

    Parameters
    ----------
    bundle : Bundle
        The models.
    actor : Actor
        Whose.
    anatomy : Anatomy
        The actor's, from resting skin and skull.
    count : int
        Shapes to learn from; see `training_shapes`.

    Returns
    -------
    Session
        The same for every method.
    """
    shapes = training_shapes(actor, count)
    wanted = shape_activations(actor.names, count).values()
    poses = [actor.jaw_pose(activations) for activations in wanted]
    visible = np.ones(actor.resting.vertex_count, dtype=bool)
    visible[bundle.skull.pocket] = False
    return Session(
        bundle,
        actor.name,
        actor.resting,
        actor.skull.mesh,
        shapes,
        tuple(actor.condyles.motion(pose) for pose in poses),
        anatomy,
        visible,
    )
