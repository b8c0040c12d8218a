"""Finds the series in a folder of DICOM files and chooses the one that shows the head best.

A series is what shares the scanner's series, the size and the orientation of its slices: an
overview, another reconstruction or a colour report never mixes into a volume.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.errors import ScanError
from core.imaging.dicom_headers import SliceHeader, read_headers
from core.imaging.slice_stack import FEWEST_SLICES
from core.monitor import Monitor

MOST_FILES = 20_000
"""A folder with more files is a whole archive, not one person's series."""
AXIAL_COSINE = 0.7
"""Slices whose normal agrees with the body's axis by this much count as axial."""
_SAME_DIRECTION = 1e-3
_SAME_SPACING = 1e-4


@dataclass(frozen=True, eq=False)
class CtSeries:
    """Slices that can form one volume.

    Attributes
    ----------
    number : int
        Place in the list, from one; the name by which it is chosen.
    slices : tuple of SliceHeader
        In the order in which they were found.
    """

    number: int
    slices: tuple[SliceHeader, ...]

    @property
    def is_axial(self) -> bool:
        """Whether the slices lie across the body."""
        first = self.slices[0]
        return bool(abs(np.cross(first.row, first.column)[2]) >= AXIAL_COSINE)

    @property
    def middle(self) -> SliceHeader:
        """The slice halfway along the series, to look at."""
        first = self.slices[0]
        along = np.cross(first.row, first.column)
        order = sorted(self.slices, key=lambda one: float(one.position @ along))
        return order[len(order) // 2]

    @property
    def extent(self) -> float:
        """Distance of the first to the last slice, mm."""
        first = self.slices[0]
        heights = [float(one.position @ np.cross(first.row, first.column)) for one in self.slices]
        return max(heights) - min(heights)

    def facts(self) -> dict[str, object]:
        """Return what a person chooses by; nothing of it identifies anybody."""
        first = self.slices[0]
        gap = self.extent / max(len(self.slices) - 1, 1)
        return {
            "series": self.number,
            "slices": len(self.slices),
            "rows": first.shape[0],
            "columns": first.shape[1],
            "pixel_mm": round(first.spacing[0], 4),
            "mean_gap_mm": round(gap, 4),
            "extent_mm": round(self.extent, 1),
            "axial": self.is_axial,
            "tilt_degrees": first.tilt,
        }


def find_series(
    path: Path, monitor: Monitor | None = None
) -> tuple[tuple[CtSeries, ...], Counter[str]]:
    """Find all CT series in a folder, or in one file.

    Parameters
    ----------
    path : Path
        A folder, searched with its subfolders, or a DICOM file.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    series : tuple of CtSeries
        Numbered from one in the order of the scanner's series numbers.
    skipped : Counter of str
        How many files were left out, by reason.

    Raises
    ------
    ScanError
        When a slice is damaged or there are too many files.
    """
    monitor = monitor or Monitor()
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    if len(files) > MOST_FILES:
        raise ScanError(
            f"{path} holds more than {MOST_FILES:,} files: choose the folder of one examination."
        )
    skipped: Counter[str] = Counter()
    headers: list[SliceHeader] = []
    for done, file in enumerate(files):
        monitor.report(done / len(files), "reading where the slices lie")
        headers += read_headers(file, skipped)
    groups: list[list[SliceHeader]] = []
    for header in headers:
        for group in groups:
            if _belong_together(group[0], header):
                group.append(header)
                break
        else:
            groups.append([header])
    # A stable order: by the scanner's number, then the largest first.
    groups.sort(key=lambda group: (group[0].series_number or 0, -len(group)))
    series = tuple(CtSeries(number, tuple(group)) for number, group in enumerate(groups, 1))
    return series, skipped


def _belong_together(one: SliceHeader, other: SliceHeader) -> bool:
    return (
        one.series == other.series
        and one.shape == other.shape
        and bool(np.abs(one.row - other.row).max() < _SAME_DIRECTION)
        and bool(np.abs(one.column - other.column).max() < _SAME_DIRECTION)
        and bool(np.abs(np.subtract(one.spacing, other.spacing)).max() < _SAME_SPACING)
    )


def choose_series(
    series: Sequence[CtSeries], skipped: Counter[str], wanted: int | None = None
) -> CtSeries:
    """Choose a series by its number, or the one with the most axial slices.

    Parameters
    ----------
    series : sequence of CtSeries
        From `find_series`.
    skipped : Counter of str
        From there too; told when there is no series.
    wanted : int, optional
        Its number.

    Returns
    -------
    CtSeries
        One of them.

    Raises
    ------
    ScanError
        When there is none, or none with that number.
    """
    if not series:
        why = ", ".join(f"{count} x {reason}" for reason, count in sorted(skipped.items()))
        raise ScanError(
            f"There is no CT series to read ({why or 'no files'}): choose the folder with the "
            "slices of a CT or CBCT of the head."
        )
    if wanted is not None:
        for one in series:
            if one.number == wanted:
                return one
        raise ScanError(f"There is no series {wanted}: choose 1 to {len(series)}.")
    best = max(series, key=lambda one: (one.is_axial, len(one.slices), one.extent))
    if len(best.slices) < FEWEST_SLICES:
        raise ScanError(
            f"The largest series has only {len(best.slices)} slices, too few for a volume: choose "
            "the folder with all slices of a CT or CBCT of the head."
        )
    return best
