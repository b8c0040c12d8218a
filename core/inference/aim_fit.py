"""Fits a person's AIM to frames and carries a performance to another person."""

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.errors import EditError
from core.inference.aim_solver import FrameSolver, moving_vertices
from core.models.aim_person import FittedFrames, PersonAim, joined_frames
from core.monitor import Monitor

BATCH = 16
"""Frames solved at once: their products share one pass over the matrix."""
ROUNDS = 5
"""Gauss-Newton steps of the jaw; it moves by less than 0.01 mm after four."""


def fit_frames(
    aim: PersonAim,
    targets: FloatArray,
    monitor: Monitor | None = None,
    *,
    seen: BoolArray | None = None,
) -> FittedFrames:
    """Fit frames in correspondence with the template.

    Parameters
    ----------
    aim : PersonAim
        The person.
    targets : (F, N_skin, 3) float64
        Skins of the frames, head frame, mm.
    monitor : Monitor, optional
        Progress and cancellation.
    seen : (N_skin,) bool, optional
        Vertices that count; all when left out.

    Returns
    -------
    FittedFrames
        The same for the same input; errors are over the vertices that count.

    Raises
    ------
    EditError
        When the frames are not in the template's topology or nothing that moves was seen.
    CancelledError
        When the monitor was cancelled.
    """
    watch = monitor or Monitor()
    counted = np.ones(len(aim.features), dtype=bool) if seen is None else seen
    _check_targets(aim, targets)
    rows = moving_vertices(aim)
    rows = rows[counted[rows]]
    if len(rows) == 0:
        raise EditError("No vertex that an expression moves was seen; mark some of the face.")
    watch.report(0.0, "Preparing the fit")
    solver = FrameSolver(aim, rows)
    parts = []
    for start in range(0, len(targets), BATCH):
        watch.report(start / len(targets), f"Fitting frame {start + 1} of {len(targets)}")
        parts.append(_fitted(aim, solver, targets[start : start + BATCH], rows, counted))
    watch.report(1.0, "Fitted")
    return joined_frames(parts)


def _check_targets(aim: PersonAim, targets: FloatArray) -> None:
    expected = aim.features.shape[0]
    if targets.ndim != 3 or targets.shape[1:] != (expected, 3) or len(targets) == 0:
        raise EditError(
            f"Frames must be (F, {expected}, 3) vertices in the template's order, not "
            f"{targets.shape}; fit them as scans instead."
        )


def _fitted(
    aim: PersonAim,
    solver: FrameSolver,
    targets: FloatArray,
    rows: IntArray,
    counted: BoolArray,
) -> FittedFrames:
    solved, jaw = solver.solve(targets[:, rows], np.zeros((len(targets), 6)), ROUNDS)
    local = solver.unknowns.coefficients(solved, aim.features.shape[1])
    skin = np.array([aim.posed_locally(*frame) for frame in zip(local, jaw, strict=True)])
    errors = np.linalg.norm((skin - targets)[:, counted], axis=2).mean(axis=1)
    weights = np.array([aim.mean_weights(frame) for frame in local])
    return FittedFrames(skin, weights, local, jaw, errors)


def retarget(frames: FittedFrames, source: PersonAim, target: PersonAim) -> FittedFrames:
    """Play a performance with another person's face.

    Parameters
    ----------
    frames : FittedFrames
        Fitted with `source`.
    source, target : PersonAim
        Whose performance, and who plays it; of the same expressions on the same template.

    Returns
    -------
    FittedFrames
        The target's skin; jaw turns are kept, jaw moves scaled to the target's size, anatomy and
        skull are the target's own. Errors are not known and zero.

    Raises
    ------
    EditError
        When the two do not know the same expressions.

    Notes
    -----
    Chandran and Zoss, CVPR 2024, section 4.3: weights and jaw are transferred separately.
    """
    if source.names != target.names or source.features.shape != target.features.shape:
        raise EditError(
            "The performance was fitted with other expressions than this person has; learn both "
            "persons from the same shapes."
        )
    jaw = np.array(frames.jaw)
    jaw[:, 3:] *= _reach(target) / _reach(source)
    skin = [target.posed_locally(*frame) for frame in zip(frames.local, jaw, strict=True)]
    return FittedFrames(
        np.array(skin), frames.weights, frames.local, jaw, np.zeros(len(frames.errors))
    )


def _reach(aim: PersonAim) -> float:
    """Return how far the jaw's skin lies from the head frame's origin, mm."""
    weight = aim.anatomy.jaw
    distance = np.linalg.norm(aim.anatomy.skin(), axis=1)
    return float((weight @ distance) / max(float(weight.sum()), 1e-9))
