"""Parts cranium, mandible and neck, which touch at the joints, the teeth and the atlas.

The cut runs where the values are lowest between what is certain: joint spaces and the gap between
the teeth are darker than bone even where both sides blur into each other (a watershed over the
values). What is certain is told by the skull that lies most likely beneath the fitted skin, or,
without a fit, by thinning the bone until a piece that can be a mandible falls off. Where neither
helps the bone stays in one piece, and this says so.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.imaging.bone import Bone
from core.imaging.morphology import FULL, distance_to, labelled
from core.imaging.volume import CtVolume
from core.monitor import Monitor

CRANIUM, MANDIBLE, OTHER = 1, 2, 3
"""Labels of bone voxels: the skull's two parts, and neck and hyoid; zero is none."""

CERTAIN_BY = 4.0
"""Bone this much nearer to one part of the likely skull than to the other is certain, mm."""
CERTAIN_WITHIN = 12.0
"""And not farther from it than this, mm."""
LEAST_SHOWN = 0.6
"""Share of the likely mandible near which there must be bone: a CT may end above the jaw."""
NECK_BEYOND = 2.5
"""Bone behind the mandible and below the middle of the skull's base that is this far from the
likely skull is the neck's, mm."""
HYOID_BEYOND = 18.0
"""Bone as low as the chin that is this far from the likely skull is the hyoid or the larynx, mm."""
JOINT_ABOVE, JOINT_DEPTH = 22.0, 55.0
"""Up to here above the likely base, and so far behind the jaw, bone may be the atlas: the darkest
joint decides there, mm."""
BASE_HALF_WIDTH, NECK_HALF_WIDTH = 25.0, 38.0
"""Half the widths of the middle of the skull's base and of the atlas, mm: between the mastoids."""
MOST_CONTACT = 150.0
"""Parts that were told by thinning alone and still touch over more than this are not believed,
mm2."""
THINNINGS = (0.8, 1.2, 1.6, 2.0, 2.5, 3.0, 3.5, 4.0)
"""Steps in which contacts are thinned, mm."""
LEAST_SEED = 1000.0
"""Volume of a piece that can be a part, mm3."""
JAW_WIDTH = (55.0, 150.0)
"""Of a mandible or its body, mm; the distance between the gonia is about 100 mm."""
JAW_BEHIND = 40.0
"""A mandible reaches to within this of the frontmost bone, mm."""
JAW_HEIGHT = 55.0
"""Of a mandible with its teeth near the midline, mm; with the upper jaw it would be higher."""
MIDLINE = 12.0
"""Half the width of the band called the midline, mm."""
_SMOOTHING = 0.6

Labels = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class LikelySkull:
    """Where a person's cranium and mandible are expected.

    Attributes
    ----------
    cranium, mandible : (n, 3) float64
        Points of both with their teeth, in the volume's axes, mm.
    """

    cranium: FloatArray
    mandible: FloatArray


@dataclass(frozen=True, eq=False)
class PartedBone:
    """Bone with its parts named.

    Attributes
    ----------
    labels : (nz, ny, nx) uint8
        `CRANIUM`, `MANDIBLE` or `OTHER` on bone, zero elsewhere.
    method : str
        ``fit``, ``thinning`` or ``none``: all bone is called cranium then.
    contact : float
        Area over which mandible and cranium were cut apart, mm2.
    """

    labels: Labels
    method: str
    contact: float


def part_bone(
    bone: Bone, volume: CtVolume, likely: LikelySkull | None, monitor: Monitor
) -> PartedBone:
    """Name the parts of the bone.

    Parameters
    ----------
    bone : Bone
        From `core.imaging.bone.find_bone`.
    volume : CtVolume
        Its axes.
    likely : LikelySkull or None
        Beneath the fitted skin; None without a fit.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    PartedBone
        Every voxel of bone has a label.

    Raises
    ------
    CancelledError
        When the monitor was cancelled.
    """
    monitor.report(0.0, "parting the mandible")
    if not bone.mask.any():
        return PartedBone(bone.mask.astype(np.uint8), "none", 0.0)
    box = tuple(
        slice(int(side.start), int(side.stop))
        for side in ndimage.find_objects(bone.mask.view(np.uint8))[0]
    )
    mask, values = bone.mask[box], bone.hounsfield[box]
    place = _Places(volume, np.array([side.start for side in box]))
    if likely is not None:
        seeds, method = _likely_seeds(mask, place, likely), "fit"
    else:
        seeds, method = _thinned_seeds(mask, place, monitor.part(0.0, 0.6)), "thinning"
    labels = np.zeros(bone.mask.shape, dtype=np.uint8)
    if seeds is None:
        labels[bone.mask] = CRANIUM
        return PartedBone(labels, "none", 0.0)
    monitor.report(0.7, "parting the mandible")
    from skimage.segmentation import watershed  # half a second that others need not wait

    width = [_SMOOTHING / step for step in reversed(volume.spacing)]
    landscape = -ndimage.gaussian_filter(values.astype(np.float32), width)
    found = watershed(landscape, seeds, mask=mask)
    # Pieces that no seed reaches hang on nothing: they stay with the cranium.
    labels[box] = np.where(mask & (found == 0), CRANIUM, found)
    contact = _contact(labels[box], volume.spacing)
    if method == "thinning" and contact > MOST_CONTACT:
        labels[bone.mask] = CRANIUM
        return PartedBone(labels, "none", 0.0)
    monitor.report(1.0, "mandible parted")
    return PartedBone(labels, method, contact)


class _Places:
    """Turns voxels of a cut-out into places in the patient's axes."""

    def __init__(self, volume: CtVolume, start: IntArray) -> None:
        self._volume, self._start = volume, start
        self.spacing = volume.spacing
        self.voxel = float(np.prod(volume.spacing))

    def of(self, mask: BoolArray) -> FloatArray:
        """Return where the voxels of a mask lie, mm."""
        index = np.argwhere(mask) + self._start
        return self._volume.to_patient(index[:, ::-1].astype(np.float64))


def _likely_seeds(
    mask: BoolArray, place: _Places, likely: LikelySkull
) -> npt.NDArray[np.int32] | None:
    """Return markers where bone lies clearly nearer to one part of the likely skull."""
    points = place.of(mask)
    shown = cKDTree(points).query(likely.mandible, distance_upper_bound=CERTAIN_WITHIN)[0]
    if np.isfinite(shown).mean() < LEAST_SHOWN:
        return None
    reach = 4.0 * CERTAIN_WITHIN
    cranium = cKDTree(likely.cranium).query(points, distance_upper_bound=reach)[0]
    mandible = cKDTree(likely.mandible).query(points, distance_upper_bound=reach)[0]
    cranium, mandible = np.minimum(cranium, reach), np.minimum(mandible, reach)
    kind = np.zeros(len(points), dtype=np.int32)
    kind[(cranium + CERTAIN_BY < mandible) & (cranium < CERTAIN_WITHIN)] = CRANIUM
    kind[(mandible + CERTAIN_BY < cranium) & (mandible < CERTAIN_WITHIN)] = MANDIBLE
    joint = _near_neck(points, likely)
    kind[joint & (kind == CRANIUM)] = 0
    kind[_is_neck(points, likely, np.minimum(cranium, mandible))] = OTHER
    kind[(points[:, 1] > likely.cranium[:, 1].mean()) & (kind == 0)] = CRANIUM
    if not (kind == MANDIBLE).any():
        return None
    seeds = np.zeros(mask.shape, dtype=np.int32)
    seeds[mask] = kind
    return seeds


def _lowest_base(likely: LikelySkull) -> tuple[float, float, float]:
    """Return the height of the middle of the skull's base, the jaw's back, and the middle, mm."""
    back, chin = float(likely.mandible[:, 2].min()), float(likely.mandible[:, 1].min())
    middle = float(likely.cranium[:, 0].mean())
    aside = np.abs(likely.cranium[:, 0] - middle)
    base = likely.cranium[(aside < BASE_HALF_WIDTH) & (likely.cranium[:, 2] < back)]
    return float(base[:, 1].min()) if len(base) else chin, back, middle


def _near_neck(points: FloatArray, likely: LikelySkull) -> BoolArray:
    """Return where nothing is certain: the likely base is a centimetre off, and the atlas there."""
    lowest, back, middle = _lowest_base(likely)
    behind = (points[:, 2] < back) & (points[:, 2] > back - JOINT_DEPTH)
    low = points[:, 1] < lowest + JOINT_ABOVE
    return np.asarray(behind & low & (np.abs(points[:, 0] - middle) < NECK_HALF_WIDTH))


def _is_neck(points: FloatArray, likely: LikelySkull, distance: FloatArray) -> BoolArray:
    """Return what lies far from the likely skull, below its base's middle or as low as the chin."""
    lowest, back, middle = _lowest_base(likely)
    chin = likely.mandible[:, 1].min()
    behind = (points[:, 2] < back) & (points[:, 1] < lowest)
    behind &= np.abs(points[:, 0] - middle) < NECK_HALF_WIDTH
    low = points[:, 1] < chin + HYOID_BEYOND
    return np.asarray((behind & (distance > NECK_BEYOND)) | (low & (distance > HYOID_BEYOND)))


def _thinned_seeds(
    mask: BoolArray, place: _Places, monitor: Monitor
) -> npt.NDArray[np.int32] | None:
    """Return markers of the pieces into which thinned bone falls, or None."""
    depth = distance_to(~mask, place.spacing)
    front = float(place.of(mask)[:, 2].max())
    for done, thinning in enumerate((0.0, *THINNINGS)):
        monitor.report(done / (1 + len(THINNINGS)), "parting the mandible")
        label, size = labelled(depth > thinning, FULL)
        large = np.flatnonzero(size * place.voxel >= LEAST_SEED)
        if len(large) < 2:
            continue
        pieces = {int(one): place.of(label == one) for one in large}
        top = max(pieces, key=lambda one: float(pieces[one][:, 1].max()))
        jaws = [
            one
            for one in pieces
            if one != top and _can_be_mandible(pieces[one], pieces[top], front)
        ]
        if jaws:
            jaw = max(jaws, key=lambda one: len(pieces[one]))
            seeds = np.zeros(mask.shape, dtype=np.int32)
            for one, points in pieces.items():
                behind = points[:, 2].max() < pieces[jaw][:, 2].mean()
                kind = OTHER if behind and _is_below(points, pieces[top]) else CRANIUM
                seeds[label == one] = MANDIBLE if one == jaw else kind
            return seeds
    return None


def _is_below(points: FloatArray, cranium: FloatArray) -> bool:
    return bool(points[:, 1].mean() < np.percentile(cranium[:, 1], 20))


def _can_be_mandible(points: FloatArray, cranium: FloatArray, front: float) -> bool:
    low, high = points.min(axis=0), points.max(axis=0)
    middle = points[np.abs(points[:, 0] - 0.5 * (low[0] + high[0])) < MIDLINE]
    return (
        _is_below(points, cranium)
        and bool(JAW_WIDTH[0] <= high[0] - low[0] <= JAW_WIDTH[1])
        and bool(high[2] > front - JAW_BEHIND)
        and len(middle) > 0
        and bool(np.ptp(middle[:, 1]) < JAW_HEIGHT)
    )


def _contact(labels: Labels, spacing: tuple[float, float, float]) -> float:
    """Return the area of the faces between voxels of mandible and cranium, mm2."""
    area = 0.0
    for axis in range(3):
        one = np.moveaxis(labels, axis, 0)
        pair = (one[1:] == MANDIBLE) & (one[:-1] == CRANIUM)
        pair |= (one[1:] == CRANIUM) & (one[:-1] == MANDIBLE)
        area += float(pair.sum()) * float(np.prod(spacing)) / spacing[2 - axis]
    return area
