"""Reads the pixels of a series and lays them out on a rectangular grid, each where it belongs.

Slices that a tilted gantry shifted within their planes are moved to where they lay; slices at
uneven distances are resampled evenly along the normal, each value between the two slices that
enclose it. An even, upright series keeps its values as they are.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from core.arrays import FloatArray
from core.errors import ScanError
from core.imaging.dicom_headers import SliceHeader
from core.imaging.itk_files import UnreadableError, read_itk
from core.imaging.slice_stack import SliceStack
from core.imaging.volume import (
    AIR_HU,
    AXES_OF_PATIENT,
    WORKING_SPACING,
    CtVolume,
    in_range,
)
from core.monitor import Monitor

FINEST_STEP = 0.5
"""Uneven slices are resampled no finer than this, mm."""
MOST_VOXELS = 600_000_000
"""After averaging in the planes; more needs over a gigabyte."""
COARSE_GAP = 3.5
"""Slices farther apart than this are told to be coarse, mm."""
_PADDING_TOLERANCE = 0.5

Plane = npt.NDArray[np.float32]


def read_volume(stack: SliceStack, monitor: Monitor | None = None) -> CtVolume:
    """Read a series of slices.

    Parameters
    ----------
    stack : SliceStack
        Ordered and checked.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    CtVolume
        Pixels below half of `WORKING_SPACING` are averaged in their planes.

    Raises
    ------
    ScanError
        When a slice cannot be decoded or the volume is too large.
    CancelledError
        When the monitor was cancelled.
    """
    monitor = monitor or Monitor()
    layout = _Layout.of(stack)
    if layout.voxels > MOST_VOXELS:
        raise ScanError(
            f"The series has {layout.voxels / 1e6:,.0f} million voxels, more than fit into memory: "
            "export the head alone."
        )
    volume = np.full(layout.shape, AIR_HU, dtype=np.int16)
    reader = _PixelReader()
    lower: Plane | None = None
    for index, header in enumerate(stack.slices):
        monitor.report(index / len(stack.slices), "reading the slices")
        upper = layout.placed(reader.plane(header), stack.shifts[index])
        if lower is None:
            volume[0] = in_range(upper)
        else:
            for node in layout.nodes_between(index):
                share = (layout.heights[node] - stack.heights[index - 1]) / stack.gaps[index - 1]
                volume[node] = in_range((1.0 - share) * lower + share * upper)
        lower = upper
    notes = _notes(stack, layout)
    return CtVolume(volume, layout.origin, layout.steps, notes)


def read_slice(header: SliceHeader) -> Plane:
    """Read one slice, to look at.

    Parameters
    ----------
    header : SliceHeader
        Which.

    Returns
    -------
    (rows, columns) float32
        Hounsfield units.

    Raises
    ------
    ScanError
        When it cannot be decoded.
    """
    return _PixelReader().plane(header)


def _notes(stack: SliceStack, layout: "_Layout") -> tuple[str, ...]:
    notes = []
    if stack.is_sheared:
        notes.append(
            f"The gantry was tilted by {stack.tilt:.1f} degrees; every slice was put where it lay."
        )
    gaps = stack.gaps
    if not stack.is_even:
        notes.append(
            f"The slices are {gaps.min():.2f} to {gaps.max():.2f} mm apart; they were resampled "
            f"every {layout.step:.2f} mm by their positions."
        )
    if gaps.max() > COARSE_GAP:
        notes.append(
            f"Slices up to {gaps.max():.1f} mm apart show little between them: surfaces are coarse "
            "there."
        )
    return tuple(notes)


class _Layout:
    """The rectangular grid that holds all slices of a stack."""

    def __init__(self, stack: SliceStack, pool: int, step: float) -> None:
        first = stack.slices[0]
        self.pool, self.step = pool, step
        self._pixel = np.array(first.spacing)
        rows, columns = (count // pool for count in first.shape)
        low = np.floor(np.minimum(stack.shifts.min(axis=0), 0.0) / (pool * self._pixel) + 1e-6)
        high = np.ceil(np.maximum(stack.shifts.max(axis=0), 0.0) / (pool * self._pixel) - 1e-6)
        if not stack.is_sheared:
            low, high = np.zeros(2), np.zeros(2)
        self._low = low
        count = int(np.floor(stack.heights[-1] / step + 1e-6)) + 1
        wide, tall = (high - low).astype(int) + (columns, rows)
        self.shape = (count, int(tall), int(wide))
        self.heights = np.arange(count, dtype=np.float64) * step
        if stack.is_even:
            self.heights = np.array(stack.heights)
        self._stack = stack
        corner = (0.5 * (pool - 1) + pool * low) * self._pixel
        origin = first.position + corner[0] * first.row + corner[1] * first.column
        directions = np.stack(
            [
                pool * first.spacing[0] * first.row,
                pool * first.spacing[1] * first.column,
                step * stack.normal,
            ]
        )
        self.origin: FloatArray = AXES_OF_PATIENT @ origin
        self.steps: FloatArray = directions @ AXES_OF_PATIENT.T

    @classmethod
    def of(cls, stack: SliceStack) -> "_Layout":
        """Choose averaging in the planes and the step along the normal."""
        pool = max(1, int(WORKING_SPACING / max(stack.slices[0].spacing) + 1e-6))
        gaps = stack.gaps
        step = float(gaps.mean()) if stack.is_even else max(float(gaps.min()), FINEST_STEP)
        return cls(stack, pool, step)

    @property
    def voxels(self) -> int:
        """How many there are."""
        return int(np.prod(self.shape))

    def nodes_between(self, index: int) -> range:
        """Return the planes above the slice before `index`, up to and with the slice itself."""
        low, high = self._stack.heights[index - 1], self._stack.heights[index]
        start, end = np.searchsorted(self.heights, [low + 1e-6, high + 1e-6])
        return range(int(start), int(end))

    def placed(self, plane: Plane, shift: FloatArray) -> Plane:
        """Return a slice averaged, and moved to where it lies in the grid's planes."""
        pool = self.pool
        rows, columns = (count // pool for count in plane.shape)
        cut = plane[: rows * pool, : columns * pool]
        small = cut.reshape(rows, pool, columns, pool).mean(axis=(1, 3), dtype=np.float32)
        if (rows, columns) == self.shape[1:] and not self._stack.is_sheared:
            return np.asarray(small, dtype=np.float32)
        moved = shift / (pool * self._pixel) - self._low
        whole = np.floor(moved + 1e-6).astype(int)
        part = np.maximum(moved - whole, 0.0)
        canvas = np.full(self.shape[1:], AIR_HU, dtype=np.float32)
        canvas[whole[1] : whole[1] + rows, whole[0] : whole[0] + columns] = small
        return np.asarray(
            ndimage.shift(canvas, (part[1], part[0]), order=1, mode="constant", cval=AIR_HU),
            dtype=np.float32,
        )


class _PixelReader:
    """Decodes slices in Hounsfield units; keeps the last file, which may hold many."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._frames: npt.NDArray[np.generic] = np.empty(0)

    def plane(self, header: SliceHeader) -> Plane:
        """Return one slice, rows by columns."""
        if header.path != self._path:
            self._frames, self._path = _decoded(header), header.path
        values = self._frames[header.frame].astype(np.float32)
        if header.padding is not None:
            values[np.abs(values - header.padding) < _PADDING_TOLERANCE] = AIR_HU
        return np.asarray(np.maximum(values, AIR_HU), dtype=np.float32)


def _decoded(header: SliceHeader) -> npt.NDArray[np.generic]:
    """Return the frames of a file, rescaled as it says."""
    try:
        frames = read_itk(header.path, "GDCMImageIO").values
    except UnreadableError:
        raise ScanError(
            f"The picture in {header.path.name} cannot be decoded, because it is damaged or "
            "compressed in an unknown way: copy the series again, or export it uncompressed."
        ) from None
    frames = frames.reshape(-1, *frames.shape[-2:]) if frames.ndim >= 2 else frames
    if frames.ndim != 3 or frames.shape[1:] != header.shape or len(frames) <= header.frame:
        raise ScanError(
            f"The picture in {header.path.name} has another size than it says: copy the series "
            "from its source again."
        )
    return frames
