"""Reads picture files by ITK without letting it say anything: its warnings quote the files."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import SimpleITK

from core.arrays import FloatArray


class UnreadableError(ValueError):
    """ITK cannot read a file; the message is ITK's and not for people."""


@dataclass(frozen=True, eq=False)
class ItkImage:
    """A picture as ITK read it.

    Attributes
    ----------
    values : array
        Indexed with the fastest axis last; rescaled by the file's own slope and intercept.
    spacing, origin : (d,) float64
        Along the axes, fastest first, and of the first voxel in the patient's left, posterior,
        superior, mm.
    directions : (d, d) float64
        Columns: unit vectors of the axes, fastest first.
    """

    values: npt.NDArray[np.generic]
    spacing: FloatArray
    origin: FloatArray
    directions: FloatArray


def read_itk(path: Path, reader_name: str) -> ItkImage:
    """Read a file.

    Parameters
    ----------
    path : Path
        The file.
    reader_name : str
        ITK's name of the reader: nothing is guessed from the content.

    Returns
    -------
    ItkImage
        Of any number of axes.

    Raises
    ------
    UnreadableError
        When ITK cannot read it, or it is no picture of plain numbers.
    """
    reader = SimpleITK.ImageFileReader()
    reader.SetImageIO(reader_name)
    reader.SetFileName(str(path))
    shown = SimpleITK.ProcessObject.GetGlobalWarningDisplay()
    SimpleITK.ProcessObject.SetGlobalWarningDisplay(False)
    try:
        image = reader.Execute()
    except RuntimeError as error:
        raise UnreadableError(str(error)) from None
    finally:
        SimpleITK.ProcessObject.SetGlobalWarningDisplay(shown)
    if image.GetNumberOfComponentsPerPixel() != 1:
        raise UnreadableError("several values per voxel")
    count = image.GetDimension()
    return ItkImage(
        values=SimpleITK.GetArrayFromImage(image),
        spacing=np.array(image.GetSpacing(), dtype=np.float64),
        origin=np.array(image.GetOrigin(), dtype=np.float64),
        directions=np.array(image.GetDirection(), dtype=np.float64).reshape(count, count),
    )
