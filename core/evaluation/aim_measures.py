"""How far an explanation of frames is from the truth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import BoolArray, FloatArray
from core.evaluation.aim_session import Explained, Session
from core.evaluation.aim_takes import Take
from core.geometry.distance import SurfaceDistance
from core.geometry.transforms import Similarity
from core.inference.aim_fill import mirrored_values

INCISOR = "lower_incisal_edge"
"""The landmark at which the jaw's place is measured."""
SPARSE_SHARE, SPARSE_NOISE = 0.3, 0.3
"""Share of the vertices and deviation of the noise, mm, of the harder fit."""
SPARSE_SEED = 31


@dataclass(frozen=True)
class FrameErrors:
    """Distances from the true skins of a take.

    Attributes
    ----------
    face, full : float
        Means over the visible face and the whole visible skin, mm.
    face_p95 : float
        95th percentile over vertices and frames of the face, mm.
    worst : float
        The face's mean in the worst frame, mm.
    """

    face: float
    full: float
    face_p95: float
    worst: float


def frame_errors(session: Session, take: Take, skins: FloatArray) -> FrameErrors:
    """Measure skins.

    Parameters
    ----------
    session : Session
        Says what is visible and what is face.
    take : Take
        The truth.
    skins : (F, N_skin, 3) float64
        What a method says, mm.

    Returns
    -------
    FrameErrors
        Point to point: the frames are in correspondence.
    """
    distance = np.linalg.norm(skins - take.skins, axis=2)
    face = distance[:, session.bundle.template.face_mask & session.visible]
    return FrameErrors(
        float(face.mean()),
        float(distance[:, session.visible].mean()),
        float(np.percentile(face, 95)),
        float(face.mean(axis=1).max()),
    )


def jaw_errors(
    session: Session, true: Sequence[Similarity], found: Explained
) -> tuple[float, float] | None:
    """Measure jaws.

    Parameters
    ----------
    session : Session
        Its skull says where the lower incisors are.
    true : sequence of Similarity
        Motions of the mandible.
    found : Explained
        What a method says.

    Returns
    -------
    turn, move : float
        Mean angle, degrees, and mean distance of the lower incisors, mm; None for a method that
        knows no jaw.
    """
    if found.jaws is None:
        return None
    edge = session.skull.vertices[session.bundle.template.skull_landmarks[INCISOR]]
    turns, moves = [], []
    for jaw, truth in zip(found.jaws, true, strict=True):
        turn = Rotation.from_matrix(jaw.rotation @ truth.rotation.T).magnitude()
        turns.append(np.degrees(turn))
        moves.append(np.linalg.norm(jaw.apply(edge) - truth.apply(edge)))
    return float(np.mean(turns)), float(np.mean(moves))


def sparse_noisy(session: Session, take: Take) -> tuple[FloatArray, BoolArray]:
    """Return frames as a poor capture shows them.

    Parameters
    ----------
    session : Session
        Says what is visible.
    take : Take
        The truth.

    Returns
    -------
    targets : (F, N_skin, 3) float64
        With `SPARSE_NOISE` in every coordinate, mm.
    seen : (N_skin,) bool
        `SPARSE_SHARE` of the visible vertices.
    """
    random = np.random.default_rng(SPARSE_SEED)
    noise = random.normal(0.0, SPARSE_NOISE, take.skins.shape)
    seen = session.visible & (random.uniform(size=len(session.visible)) < SPARSE_SHARE)
    return take.skins + noise, seen


def anatomy_distances(session: Session) -> dict[str, float]:
    """Measure how far anatomy points lie from the true skull.

    Parameters
    ----------
    session : Session
        With the anatomy to be measured.

    Returns
    -------
    dict of str to float
        Mean mm to the nearest bone in the face: ``constrained`` where rays met bone,
        ``unconstrained`` elsewhere; ``bone_outside``: share of anatomy points outside the skin.
    """
    anatomy, template = session.anatomy, session.bundle.template
    face = template.face_mask & session.visible
    distance, _, _ = SurfaceDistance(session.skull).unsigned(anatomy.bone)
    outside = SurfaceDistance(session.resting).signed(anatomy.bone[face]) > 0.0
    return {
        "constrained": float(distance[face & anatomy.known].mean()),
        "unconstrained": float(distance[face & ~anatomy.known].mean()),
        "bone_outside": float(outside.mean()),
    }


def asymmetries(session: Session) -> dict[str, float]:
    """Measure how unlike the two sides are, beside the skin itself.

    Parameters
    ----------
    session : Session
        With the anatomy to be measured.

    Returns
    -------
    dict of str to float
        Mean over the face: ``skin`` and ``bone``, mm from the mirror image; ``depth``, mm;
        ``jaw``, weight.
    """
    anatomy, template = session.anatomy, session.bundle.template
    face = template.face_mask & session.visible
    mirror = np.array([-1.0, 1.0, 1.0])
    points = {"skin": session.resting.vertices, "bone": anatomy.bone}
    found = {}
    for name, place in points.items():
        sides = [mirrored_values(template.skin, place[:, axis]) for axis in range(3)]
        other = np.stack(sides, axis=1) * mirror
        found[name] = float(np.linalg.norm(place - other, axis=1)[face].mean())
    for name, values in {"depth": anatomy.depth, "jaw": anatomy.jaw}.items():
        found[name] = float(np.abs(values - mirrored_values(template.skin, values))[face].mean())
    return found
