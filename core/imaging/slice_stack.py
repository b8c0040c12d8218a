"""Puts the slices of a series in order by where they lie, and refuses what cannot be a volume.

Nothing is taken from slice thickness, slice number or a nominal distance: only positions count. A
tilted gantry shows as slices that are shifted within their planes (a shear), uneven distances as
they are; a missing slice, two slices in one place and a tilt that the positions contradict are
refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.errors import ScanError
from core.imaging.dicom_headers import SliceHeader

FEWEST_SLICES = 8
"""Fewer are no volume."""
WIDEST_GAP = 10.0
"""Slices farther apart tell nothing about the shape between them, mm."""
SAME_PLACE = 0.02
"""Slices nearer than this lie in one place, mm: no scanner steps so finely."""
MISSING_RATIO = 1.5
"""A gap this much wider than those beside it lacks a slice."""
TILT_TOLERANCE = 1.0
"""By so much may the stated tilt and the one of the positions differ, degrees."""
SHEAR_TOLERANCE = 0.05
"""Shift within the planes over the whole stack below which there is none, mm."""
EVEN_TOLERANCE = 0.01
"""Share of a gap by which distances may differ and still count as even."""


@dataclass(frozen=True, eq=False)
class SliceStack:
    """Slices in order along their common normal.

    Attributes
    ----------
    slices : tuple of SliceHeader
        Ascending along the normal.
    heights : (n,) float64
        Along the normal, from the first slice, mm.
    shifts : (n, 2) float64
        Along row and column, from the first slice, mm; not zero with a tilted gantry.
    tilt : float
        Angle between the slices' normal and the way of the table, degrees, unsigned.
    """

    slices: tuple[SliceHeader, ...]
    heights: FloatArray
    shifts: FloatArray
    tilt: float

    @property
    def normal(self) -> FloatArray:
        """Unit vector along which the slices ascend, in the patient's axes."""
        first = self.slices[0]
        return np.cross(first.row, first.column)

    @property
    def gaps(self) -> FloatArray:
        """Distances of neighbouring slices, (n - 1,) mm."""
        return np.diff(self.heights)

    @property
    def is_even(self) -> bool:
        """Whether all distances are alike."""
        gaps = self.gaps
        return bool(np.ptp(gaps) <= EVEN_TOLERANCE * gaps.mean())

    @property
    def is_sheared(self) -> bool:
        """Whether slices are shifted within their planes."""
        return bool(np.abs(self.shifts).max() > SHEAR_TOLERANCE)


def order_slices(headers: Sequence[SliceHeader]) -> SliceStack:
    """Order slices of one size and orientation by their positions.

    Parameters
    ----------
    headers : sequence of SliceHeader
        In any order; copies of one slice are left out.

    Returns
    -------
    SliceStack
        At least `FEWEST_SLICES`.

    Raises
    ------
    ScanError
        When slices are missing, lie in one place or too far apart, or the stated tilt contradicts
        the positions.
    """
    unique = list({header.identity: header for header in headers}.values())
    if len(unique) < FEWEST_SLICES:
        raise ScanError(
            f"The series has only {len(unique)} slices that belong together, too few for a volume: "
            "choose the folder or series with all of them."
        )
    first = unique[0]
    normal = np.cross(first.row, first.column)
    position = np.array([header.position for header in unique])
    order = np.argsort(position @ normal, kind="stable")
    slices = tuple(unique[index] for index in order)
    offset = position[order] - position[order[0]]
    heights = offset @ normal
    shifts = np.stack([offset @ slices[0].row, offset @ slices[0].column], axis=1)
    stack = SliceStack(slices, heights, shifts, _tilt(heights, shifts))
    _refuse_one_place(stack)
    _refuse_missing(stack)
    _refuse_other_tilt(stack)
    return stack


def _tilt(heights: FloatArray, shifts: FloatArray) -> float:
    """Return the angle of the straight line that fits the positions best."""
    centred = heights - heights.mean()
    slope = centred @ (shifts - shifts.mean(axis=0)) / max(float(centred @ centred), 1e-12)
    return float(np.degrees(np.arctan(np.linalg.norm(slope))))


def _refuse_one_place(stack: SliceStack) -> None:
    close = np.flatnonzero(stack.gaps < SAME_PLACE)
    if len(close):
        raise ScanError(
            f"{len(close)} slices of the series lie where another one lies, so it holds several "
            "volumes or phases: export one of them as a series of its own."
        )


def _refuse_missing(stack: SliceStack) -> None:
    gaps = stack.gaps
    beside = np.pad(gaps, 1, constant_values=0.0)
    widest_beside = np.maximum(beside[:-2], beside[2:])
    alone = gaps > MISSING_RATIO * widest_beside
    alone[[0, -1]] = False  # at an end only the numbers can tell
    alone |= _numbers_missing(stack)
    if alone.any():
        at = int(np.flatnonzero(alone)[0])
        raise ScanError(
            f"At least one slice is missing: between the {_ordinal(at + 1)} and the next one lie "
            f"{gaps[at]:.2f} mm instead of {np.median(gaps):.2f} mm. Copy the whole series again."
        )
    if gaps.max() > WIDEST_GAP:
        raise ScanError(
            f"The slices are {gaps.max():.1f} mm apart, too far to know the shape between them: "
            f"choose a series with at most {WIDEST_GAP:.0f} mm."
        )


def _numbers_missing(stack: SliceStack) -> BoolArray:
    """Return where the scanner's numbers leap together with the positions, (n - 1,) bool."""
    gaps = stack.gaps
    numbers = [header.instance for header in stack.slices]
    if any(number is None for number in numbers):
        return np.zeros(len(gaps), dtype=np.bool_)
    steps = np.diff(np.array(numbers, dtype=np.int64))
    values, counts = np.unique(steps, return_counts=True)
    usual = int(values[np.argmax(counts)])
    if usual == 0 or not (np.sign(steps) == np.sign(usual)).all():
        return np.zeros(len(gaps), dtype=np.bool_)  # numbered otherwise than by place
    regular = np.flatnonzero(steps == usual)
    nearest = regular[np.abs(np.arange(len(gaps))[:, None] - regular).argmin(axis=1)]
    return np.asarray((np.abs(steps) > abs(usual)) & (gaps > MISSING_RATIO * gaps[nearest]))


def _refuse_other_tilt(stack: SliceStack) -> None:
    first = stack.slices[0]
    stated = [abs(header.tilt) for header in stack.slices]
    if first.derived or max(stated) == 0.0:
        return
    if max(stated) - min(stated) > TILT_TOLERANCE or abs(stated[0] - stack.tilt) > TILT_TOLERANCE:
        raise ScanError(
            f"The series states a gantry tilt of {max(stated):.1f} degrees, but its slices lie as "
            f"with {stack.tilt:.1f} degrees, so where they belong is unknown: export it from the "
            "scanner again, or correct the tilt there."
        )


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"
