"""From a folder or a file to one CT volume: the entry of everything that reads CT."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from core.errors import ScanError
from core.imaging.dicom_series import CtSeries, choose_series, find_series
from core.imaging.dicom_volume import read_volume
from core.imaging.nifti import is_volume_file, read_volume_file
from core.imaging.slice_stack import order_slices
from core.imaging.volume import CtVolume
from core.monitor import Monitor


@dataclass(frozen=True, eq=False)
class CtSource:
    """What a folder or file offers.

    Attributes
    ----------
    path : Path
        Folder or file.
    series : tuple of CtSeries
        Of DICOM; empty for a volume in one file.
    skipped : dict of str to int
        How many files were left out, by reason.
    """

    path: Path
    series: tuple[CtSeries, ...]
    skipped: dict[str, int]

    @property
    def is_volume(self) -> bool:
        """Whether it is a volume in one file rather than DICOM."""
        return self.path.is_file() and is_volume_file(self.path)


def open_ct(path: Path, monitor: Monitor | None = None) -> CtSource:
    """Look what there is to read.

    Parameters
    ----------
    path : Path
        A folder with a DICOM series (or several), one DICOM file, or a NIfTI, NRRD or MetaImage.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    CtSource
        To choose from.

    Raises
    ------
    ScanError
        When it does not exist or a slice is damaged.
    """
    if not path.exists():
        raise ScanError(f"There is no file or folder {path}: check its name.")
    if path.is_file() and is_volume_file(path):
        return CtSource(path, (), {})
    series, skipped = find_series(path, monitor)
    return CtSource(path, series, dict(skipped))


def read_ct(
    source: CtSource, wanted: int | None = None, monitor: Monitor | None = None
) -> CtVolume:
    """Read one volume.

    Parameters
    ----------
    source : CtSource
        From `open_ct`.
    wanted : int, optional
        Number of the series; by default the one with the most axial slices.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    CtVolume
        In the project's axes, voxels averaged up to the working size.

    Raises
    ------
    ScanError
        When there is no series, its geometry is contradictory or a slice cannot be decoded.
    CancelledError
        When the monitor was cancelled.
    """
    monitor = monitor or Monitor()
    if source.is_volume:
        monitor.report(0.0, "reading the volume")
        return read_volume_file(source.path).at_working_size()
    chosen = choose_series(source.series, Counter(source.skipped), wanted)
    return read_volume(order_slices(chosen.slices), monitor).at_working_size()
