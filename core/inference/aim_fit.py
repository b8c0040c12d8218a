"""Fits a person's AIM to frames and carries a performance to another person."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.arrays import BoolArray, FloatArray
from core.errors import EditError
from core.inference.aim_fine import FineSolver
from core.inference.aim_landmarks import fit_landmarks
from core.inference.aim_scans import fit_scans
from core.inference.aim_solver import FrameSolver, moving_vertices
from core.models.aim_person import FittedFrames, PersonAim, joined_frames
from core.monitor import Monitor

__all__ = ["fit_frames", "fit_landmarks", "fit_scans", "retarget"]

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
    watch.report(0.0, "Preparing the fit")
    solvers = _solvers(aim, counted.tobytes())
    parts = []
    for start in range(0, len(targets), BATCH):
        watch.report(start / len(targets), f"Fitting frame {start + 1} of {len(targets)}")
        parts.append(solvers.fitted(targets[start : start + BATCH]))
    watch.report(1.0, "Fitted")
    return joined_frames(parts)


@lru_cache(maxsize=2)
def _solvers(aim: PersonAim, counted: bytes) -> "_Solvers":
    """Return what all frames of a person share; a frame after another finds it again."""
    return _Solvers(aim, np.frombuffer(counted, dtype=bool))


def _check_targets(aim: PersonAim, targets: FloatArray) -> None:
    expected = aim.features.shape[0]
    if targets.ndim != 3 or targets.shape[1:] != (expected, 3) or len(targets) == 0:
        raise EditError(
            f"Frames must be (F, {expected}, 3) vertices in the template's order, not "
            f"{targets.shape}; fit them as scans instead."
        )


class _Solvers:
    """The smooth and the fine fit of one person and one set of seen vertices."""

    def __init__(self, aim: PersonAim, counted: BoolArray) -> None:
        self._aim, self._counted = aim, counted
        rows = moving_vertices(aim)
        self._rows = rows[counted[rows]]
        if len(self._rows) == 0:
            raise EditError("No vertex that an expression moves was seen; mark some of the face.")
        self._smooth = FrameSolver(aim, self._rows)
        self._fine = None if aim.fine is None else FineSolver(aim, counted)

    def fitted(self, targets: FloatArray) -> FittedFrames:
        aim, features = self._aim, self._aim.features.shape[1]
        still = np.zeros((len(targets), 6))
        solved, jaw = self._smooth.solve(targets[:, self._rows], still, ROUNDS)
        local = self._smooth.unknowns.coefficients(solved, features)
        skin = np.array([aim.posed_locally(*frame) for frame in zip(local, jaw, strict=True)])
        fine = None
        if self._fine is not None:
            found = [self._fine.solve(left) for left in targets - skin]
            fine = np.array([weights for weights, _ in found])
            skin = skin + np.array([moved for _, moved in found])
        errors = np.linalg.norm((skin - targets)[:, self._counted], axis=2).mean(axis=1)
        weights = [aim.mean_weights(*_frame(local, fine, at)) for at in range(len(targets))]
        return FittedFrames(skin, np.array(weights), local, jaw, errors, fine=fine)


def _frame(
    local: FloatArray, fine: NDArray[np.float32] | None, number: int
) -> tuple[FloatArray, NDArray[np.float32] | None]:
    return local[number], None if fine is None else fine[number]


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
    skin = []
    for number, twist in enumerate(jaw):
        local, fine = _frame(frames.local, frames.fine, number)
        skin.append(target.posed_locally(local, twist, fine))
    return replace(frames, skin=np.array(skin), jaw=jaw, errors=np.zeros(len(jaw)))


def _reach(aim: PersonAim) -> float:
    """Return how far the jaw's skin lies from the head frame's origin, mm."""
    weight = aim.anatomy.jaw
    distance = np.linalg.norm(aim.anatomy.skin(), axis=1)
    return float((weight @ distance) / max(float(weight.sum()), 1e-9))
