"""CT volumes that lie in one file: NIfTI, NRRD and MetaImage."""

from pathlib import Path

import numpy as np

from core.errors import ScanError
from core.imaging.itk_files import ItkImage, UnreadableError, read_itk
from core.imaging.volume import AXES_OF_PATIENT, CtVolume, in_range

READABLE = (".nii", ".nii.gz", ".nrrd", ".nhdr", ".mha", ".mhd")
"""Endings of names that `read_volume_file` knows, lower case."""

LARGEST_VOXEL = 10.0
"""Larger ones tell nothing about a face, mm."""
FEWEST_VOXELS = 8
"""Along each axis."""
_READERS = {
    ".nii": "NiftiImageIO", ".gz": "NiftiImageIO", ".nrrd": "NrrdImageIO", ".nhdr": "NrrdImageIO",
    ".mha": "MetaImageIO", ".mhd": "MetaImageIO",
}  # fmt: skip


def is_volume_file(path: Path) -> bool:
    """Return whether a name is that of a volume in one file.

    Parameters
    ----------
    path : Path
        Any name.

    Returns
    -------
    bool
        By its ending alone.
    """
    return path.name.lower().endswith(READABLE)


def read_volume_file(path: Path) -> CtVolume:
    """Read a CT volume from one file.

    Parameters
    ----------
    path : Path
        NIfTI (scaled by its own slope and intercept), NRRD or MetaImage, in Hounsfield units.

    Returns
    -------
    CtVolume
        As stored.

    Raises
    ------
    ScanError
        When it cannot be read, is no scalar volume or states an impossible geometry.
    """
    try:
        image = read_itk(path, _READERS[path.suffix.lower()])
    except UnreadableError as error:
        if "orthonormal" in str(error):
            raise ScanError(
                f"{path.name} has axes that are not at right angles (an uncorrected gantry tilt): "
                "import the DICOM series instead."
            ) from None
        raise ScanError(
            f"{path.name} cannot be read, because it is damaged or no volume of grey values: "
            "convert it again."
        ) from None
    return _checked(image, path)


def _checked(image: ItkImage, path: Path) -> CtVolume:
    values = image.values[0] if image.values.ndim == 4 else image.values
    if values.ndim != 3 or image.values.shape[:-3] not in ((), (1,)):
        raise ScanError(f"{path.name} is no single volume: convert one series of a CT.")
    spacing = image.spacing[:3]
    if min(values.shape) < FEWEST_VOXELS or spacing.max() > LARGEST_VOXEL:
        raise ScanError(
            f"{path.name} has {' x '.join(map(str, values.shape[::-1]))} voxels of up to "
            f"{spacing.max():.1f} mm, too few or too large to show a face: choose a finer volume."
        )
    if values.dtype.kind == "f" and not np.isfinite(values).all():
        raise ScanError(f"{path.name} holds values that are no numbers: convert it again.")
    steps = (image.directions[:3, :3] * spacing).T @ AXES_OF_PATIENT.T
    return CtVolume(in_range(values), AXES_OF_PATIENT @ image.origin[:3], steps)
