"""Parts the head in a CT volume from the air around it, the headrest and its own cavities.

Air is outside when it reaches the head from the sides. Nostrils, mouth and ear canals are sealed by
closing the head by a few millimetres first, so that the flood does not enter; after it the skin
gets its folds back. A headrest is what hangs on the head by something thin and reaches far; an ear
does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from core.arrays import BoolArray
from core.errors import ScanError
from core.imaging.morphology import FULL, grown, labelled, largest, shrunk
from core.imaging.thresholds import Thresholds
from core.imaging.volume import CtVolume
from core.monitor import Monitor

CORE_REACH = 4.0
"""Headrests, tubes and ears are thinner than twice this, mm; heads are not."""
SEALED_REACH = 6.0
"""Openings narrower than twice this are sealed, mm: nostrils, ear canals, a slightly open mouth."""
WEDGE_REACH = 30.0
"""The wedge between a headrest and the head is air as deep as this, mm, while the head's core is
sought; else the filled wedge would make the headrest a part of it."""
EAR_EXTENT = 75.0
"""Largest side of an ear's bounding box, mm."""
EAR_REACH = 40.0
"""How far an ear stands off the head, mm."""
CONTACT_REACH = 1.5
"""Of what is removed, this much beside the head stays: it is the skin's own edge, mm."""
FOREIGN_DEPTH, FOREIGN_SHARE = 4.0, 0.6
"""A dense piece with this share of it within this depth of the surface is none of the head's, mm:
bone lies deeper, or hangs on bone that does."""
FOREIGN_MARGIN = 1.5
"""Around such a piece as much is removed, mm: the blur of its edge."""
LEAST_FOREIGN = 50.0
"""Smaller pieces are noise, mm3."""
LEAST_HEAD = 300_000.0
"""A head's least volume, mm3; a face alone in a cone-beam volume has more."""


@dataclass(frozen=True, eq=False)
class HeadMask:
    """What belongs to the head.

    Attributes
    ----------
    tissue : (nz, ny, nx) bool
        The head's own tissue and bone, without headrest.
    solid : (nz, ny, nx) bool
        The head with its cavities: everything that air from outside does not reach.
    removed : float
        Volume of headrest and other things that touched the head, cm3.
    """

    tissue: BoolArray
    solid: BoolArray
    removed: float


def find_head(volume: CtVolume, thresholds: Thresholds, monitor: Monitor) -> HeadMask:
    """Find the head in a volume.

    Parameters
    ----------
    volume : CtVolume
        Any orientation; the head may be cut by its borders.
    thresholds : Thresholds
        Of this volume.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    HeadMask
        The largest thing in it.

    Raises
    ------
    ScanError
        When nothing in it is as large as a head.
    CancelledError
        When the monitor was cancelled.
    """
    spacing = volume.spacing
    monitor.report(0.0, "finding the head")
    # Beyond the borders everything goes on as it is there.
    margin = [int(np.ceil(2.0 * SEALED_REACH / step)) + 1 for step in reversed(spacing)]
    around = [(one, one) for one in margin]
    inner = tuple(slice(one, -one) for one in margin)
    dense = np.pad(volume.hounsfield > thresholds.skin, around, mode="edge")
    dense = largest(dense)
    monitor.report(0.1, "closing nostrils and ears")
    filled = _solid(dense, spacing, WEDGE_REACH)
    tissue = _without_headrest(dense, filled, spacing, monitor.part(0.4, 0.7))
    voxel = float(np.prod(spacing))
    if tissue.sum() * voxel < LEAST_HEAD:
        raise ScanError(
            "Nothing in the volume is as large as a head: choose the series that shows the head."
        )
    removed = int(dense.sum() - tissue.sum())
    monitor.report(0.7, "closing nostrils and ears")
    solid = _solid(tissue, spacing, SEALED_REACH)
    foreign = _foreign(volume, thresholds, solid[inner])
    if foreign.any():
        monitor.report(0.85, "removing the headrest")
        foreign = np.pad(grown(foreign, spacing, FOREIGN_MARGIN), around, mode="edge")
        removed += int((tissue & foreign).sum())
        tissue = largest(tissue & ~foreign)
        solid = _solid(tissue, spacing, SEALED_REACH)
    monitor.report(1.0, "head found")
    return HeadMask(
        np.ascontiguousarray(tissue[inner]),
        np.ascontiguousarray(solid[inner]),
        removed * voxel / 1000.0,
    )


def _without_headrest(
    dense: BoolArray, filled: BoolArray, spacing: Sequence[float], monitor: Monitor
) -> BoolArray:
    """Return a thing without what hangs on it by something thin and reaches far.

    Notes
    -----
    Cavities would thin the head, so its core is sought where they are filled.
    """
    monitor.report(0.0, "removing the headrest")
    core = largest(shrunk(filled, spacing, CORE_REACH))
    if not core.any():
        return dense
    monitor.report(0.5, "removing the headrest")
    grain = max(spacing)
    body = dense & grown(core, spacing, CORE_REACH + 0.5 * grain)
    label, size = labelled(dense & ~body, FULL)
    pieces = np.flatnonzero(size)
    far = ~grown(body, spacing, EAR_REACH)
    reaches_far = np.zeros(len(size), dtype=bool)
    reaches_far[np.unique(label[far])] = True
    boxes = ndimage.find_objects(label)
    steps = np.array(spacing)[::-1]
    keep = np.zeros(len(size), dtype=bool)
    for piece in pieces:
        box = boxes[piece - 1]
        extent = max((side.stop - side.start) * step for side, step in zip(box, steps, strict=True))
        keep[piece] = extent <= EAR_EXTENT and not reaches_far[piece]
    edge = dense & grown(body, spacing, CONTACT_REACH)
    # What was kept must hang on the head itself, not on what was removed.
    return largest(body | keep[label] | edge)


def _foreign(volume: CtVolume, thresholds: Thresholds, solid: BoolArray) -> BoolArray:
    """Return what is as dense as bone but lies at the head's surface: plates, screws, clips."""
    label, size = labelled((volume.hounsfield > thresholds.bone) & solid, FULL)
    if not size.any():
        return np.zeros(solid.shape, dtype=np.bool_)
    near = grown(~solid, volume.spacing, FOREIGN_DEPTH) & (label > 0)
    at_surface = np.bincount(label[near], minlength=len(size))
    large = size * float(np.prod(volume.spacing)) >= LEAST_FOREIGN
    shallow = large & (at_surface >= FOREIGN_SHARE * size)
    return np.asarray(shallow[label])


def _solid(tissue: BoolArray, spacing: Sequence[float], opened: float) -> BoolArray:
    """Return the head with its cavities, folds opened again as deep as given, mm."""
    closed = shrunk(grown(tissue, spacing, SEALED_REACH), spacing, SEALED_REACH) | tissue
    air = _outer(~closed)
    near = grown(air, spacing, opened) & ~tissue
    label, _ = labelled(near)
    reached = np.zeros(label.max() + 1, dtype=bool)
    reached[np.unique(label[air])] = True
    reached[0] = False
    return ~reached[label]


def _outer(air: BoolArray) -> BoolArray:
    """Return the air that comes from the sides: its pieces touch two sides of the volume or more.

    Notes
    -----
    A windpipe or nose that the volume's border cuts touches one side only.
    """
    label, size = labelled(air)
    touched = np.zeros((len(size), 6), dtype=bool)
    for side in range(6):
        face = np.take(label, 0 if side % 2 else -1, axis=side // 2)
        touched[np.unique(face), side] = True
    outside = touched.sum(axis=1) >= 2
    outside[0] = False
    return np.asarray(outside[label])
