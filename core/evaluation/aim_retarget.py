"""A performance of one actor played by another, beside what that other does himself.

Both actors speak dialects of their own, so that no retargeting can be right to the vertex; but the
same activations on the second actor's own face say how near it comes, beside copying the first
actor's displacements vertex by vertex.
"""

from dataclasses import replace

import numpy as np

from core.arrays import FloatArray
from core.evaluation.aim_actor import Actor
from core.evaluation.aim_measures import frame_errors
from core.evaluation.aim_methods import learned_aim
from core.evaluation.aim_people import DRAWN, make_actor
from core.evaluation.aim_session import Session, make_session
from core.evaluation.aim_takes import Take, unseen_take
from core.evaluation.parts import Row, row
from core.inference.aim_fit import fit_frames, retarget
from core.inference.aim_person import person_anatomy
from core.inference.head import HeadModel
from core.inference.skull_from_skin import JAW_LABELS
from core.models.aim_person import twist_motion

FRAMES = 10
"""Of the first actor."""
SHAPES = 53


def retarget_rows(head: HeadModel) -> list[Row]:
    """Retarget frames of one drawn person to another and measure them.

    Parameters
    ----------
    head : HeadModel
        Draws and learns both.

    Returns
    -------
    list of dict
        Tidy rows; ``copied`` is the first actor's displacements on the second's face, ``resting``
        the second's face at rest. The skull's change is that of its edges, mm.
    """
    first, second = (_actor(head, number) for number in range(2))
    sessions = [_session(head, actor) for actor in (first, second)]
    learned = [learned_aim(session) for session in sessions]
    take = unseen_take(first, FRAMES, head.bundle.template.face_mask)
    wanted = _played_by(second, take)
    fitted = fit_frames(learned[0], take.skins, seen=sessions[0].visible)
    moved = retarget(fitted, learned[0], learned[1])
    rest = second.resting.vertices
    copied = rest + (take.skins - first.resting.vertices)
    still = np.repeat(rest[None], len(take), axis=0)
    where = f"retargeted, {SHAPES} shapes, {FRAMES} frames"
    rows = [
        row(name, where, "face", "retarget_error", frame_errors(sessions[1], wanted, skins).face)
        for name, skins in (("ours", moved.skin), ("copied", copied), ("resting", still))
    ]
    change = max(_skull_change(second, twist) for twist in moved.jaw)
    rows.append(row("ours", where, "skull", "skull_change_max", change))
    return rows


def _actor(head: HeadModel, number: int) -> Actor:
    codes, size = head.bundle.statistics.sample(DRAWN[number])
    state = replace(head.mean_state(), codes=codes, size=size)
    return make_actor(f"drawn_{number + 1}", head, state, seed=700 + number)


def _session(head: HeadModel, actor: Actor) -> Session:
    anatomy = person_anatomy(head.bundle, actor.resting, actor.skull.mesh)
    return make_session(head.bundle, actor, anatomy, SHAPES)


def _played_by(actor: Actor, take: Take) -> Take:
    """Return what an actor does with the activations of a take, its jaws and no bumps."""
    own = [
        actor.face(activations, extra)
        for activations, extra in zip(take.activations, take.extras, strict=True)
    ]
    return Take(
        actor,
        np.array([face.skin for face in own]),
        tuple(face.jaw for face in own),
        take.activations,
        take.extras,
    )


def _skull_change(actor: Actor, twist: FloatArray) -> float:
    """Return how much a jaw's motion changes the length of any edge of cranium or mandible, mm."""
    skull = actor.skull.mesh
    moved = actor.skull.with_jaw(twist_motion(twist)).mesh.vertices
    jaw = np.isin(actor.skull.labels, JAW_LABELS)
    same = skull.faces[(jaw[skull.faces] == jaw[skull.faces[:, :1]]).all(axis=1)]
    ends = np.concatenate([same[:, [0, 1]], same[:, [1, 2]]])

    def lengths(vertices: FloatArray) -> FloatArray:
        found: FloatArray = np.linalg.norm(vertices[ends[:, 0]] - vertices[ends[:, 1]], axis=1)
        return found

    return float(np.abs(lengths(moved) - lengths(skull.vertices)).max())
