"""What a DICOM file says about where its slices lie, and nothing about whom they show.

Only the elements named in `READ` are ever parsed: names, dates, institutions and descriptions stay
in the file. The UIDs among them group slices in memory and go no further.
"""

import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from pydicom.errors import InvalidDicomError

from core.arrays import FloatArray
from core.errors import ScanError

READ = (
    "SOPClassUID", "SOPInstanceUID", "SeriesInstanceUID", "Modality", "ImageType", "SeriesNumber",
    "InstanceNumber", "ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing",
    "GantryDetectorTilt", "Rows", "Columns", "NumberOfFrames", "SamplesPerPixel", "BitsAllocated",
    "PixelRepresentation", "PixelPaddingValue", "RescaleSlope", "RescaleIntercept",
    "SharedFunctionalGroupsSequence", "PerFrameFunctionalGroupsSequence",
)  # fmt: skip
"""Elements that are read; all others are skipped unread."""

SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
"""SOP class of screenshots and reports, and the beginning of its multi-frame kinds."""

NATIVE = ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2")
"""Transfer syntaxes whose pixels lie bare in the file."""

_DIRECTION_TOLERANCE = 1e-3


@dataclass(frozen=True, eq=False)
class SliceHeader:
    """One slice and where it lies.

    Attributes
    ----------
    path : Path
        Its file.
    frame : int
        Its place in the file; zero unless the file holds several.
    identity : str
        Tells slices apart; in memory only.
    series : str
        Slices of one series share it; in memory only.
    series_number, instance : int or None
        As the scanner counted.
    position : (3,) float64
        Centre of the first pixel in the patient's left, posterior, superior, mm.
    row, column : (3,) float64
        Unit vectors from a pixel to the next one in its row and in its column.
    spacing : tuple of 2 float
        Distance of pixels along the row and along the column, mm.
    shape : tuple of 2 int
        Rows and columns.
    tilt : float
        Tilt of the gantry as stated, degrees; zero where none is.
    derived : bool
        Whether it was computed from other slices, so that the tilt is that of its sources.
    padding : float or None
        Value outside the field of view, in Hounsfield units.
    """

    path: Path
    frame: int
    identity: str
    series: str
    series_number: int | None
    instance: int | None
    position: FloatArray
    row: FloatArray
    column: FloatArray
    spacing: tuple[float, float]
    shape: tuple[int, int]
    tilt: float
    derived: bool
    padding: float | None


def read_headers(path: Path, skipped: Counter[str]) -> list[SliceHeader]:
    """Read where the slices of one file lie.

    Parameters
    ----------
    path : Path
        Any file.
    skipped : Counter
        Counts by reason the files that hold no slice of a CT.

    Returns
    -------
    list of SliceHeader
        Empty when it holds no slice of a CT; several for a multi-frame file.

    Raises
    ------
    ScanError
        When it is a CT slice whose place is contradictory or whose pixels are cut off.
    """
    try:
        with path.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they would quote the file's text
            data = pydicom.dcmread(stream, stop_before_pixels=True, specific_tags=list(READ))
            rest = path.stat().st_size - stream.tell()
            reason = _no_slice_because(data)
            if reason:
                skipped[reason] += 1
                return []
            _refuse_truncation(data, rest, path)
            return _slices(data, path)
    except (InvalidDicomError, EOFError):
        skipped["no DICOM"] += 1
    except (OSError, AttributeError, KeyError, TypeError, ValueError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise ScanError(
                f"{path.name} cannot be read ({error.strerror}): copy the series to this disk."
            ) from None
        raise ScanError(
            f"{path.name} is a damaged DICOM file: copy the series from its source again."
        ) from None
    return []


def _no_slice_because(data: Any) -> str:
    """Return why a data set is no slice of a CT, or nothing."""
    if "Rows" not in data or "Columns" not in data:
        return "no picture"
    if str(data.get("SOPClassUID", "")).startswith(SECONDARY_CAPTURE):
        return "secondary capture"
    modality = str(data.get("Modality", "")).strip().upper()
    if modality != "CT":
        # nothing but short codes of the standard is repeated to the user
        known = modality if modality.isalpha() and len(modality) == 2 else "another kind"
        return f"modality {known}"
    kinds = [str(kind).upper() for kind in _listed(data.get("ImageType"))]
    if "LOCALIZER" in kinds:
        return "localizer"
    if int(data.get("SamplesPerPixel", 1)) != 1:
        return "colour picture"
    if "PerFrameFunctionalGroupsSequence" not in data and not data.get("ImagePositionPatient"):
        return "no position"
    return ""


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def _refuse_truncation(data: Any, rest: int, path: Path) -> None:
    """Compare what is left of the file with what bare pixels need."""
    syntax = str(data.file_meta.get("TransferSyntaxUID", NATIVE[0])) if data.file_meta else ""
    frames = int(data.get("NumberOfFrames", 1) or 1)
    needed = int(data.Rows) * int(data.Columns) * frames * int(data.get("BitsAllocated", 16)) // 8
    if syntax in NATIVE and rest < needed:
        raise ScanError(
            f"{path.name} is cut off in the middle of its picture: copy the series from its source "
            "again."
        )


def _slices(data: Any, path: Path) -> list[SliceHeader]:
    if "PerFrameFunctionalGroupsSequence" not in data:
        return [_slice(data, data, data, data, path, 0, _whole(data.get("InstanceNumber")))]
    shared = data.SharedFunctionalGroupsSequence[0] if _has_shared(data) else pydicom.Dataset()
    found = []
    for number, own in enumerate(data.PerFrameFunctionalGroupsSequence):
        place = _group(own, shared, "PlanePositionSequence")
        facing = _group(own, shared, "PlaneOrientationSequence")
        pixel = _group(own, shared, "PixelMeasuresSequence")
        if "PixelValueTransformationSequence" in own and _rescaling_differs(data):
            raise ScanError(
                f"{path.name} scales the values of each frame differently, which Nasion does not "
                "read: export it as a series of single slices."
            )
        found.append(_slice(data, place, facing, pixel, path, number, number + 1))
    return found


def _has_shared(data: Any) -> bool:
    return bool(data.get("SharedFunctionalGroupsSequence"))


def _group(own: Any, shared: Any, name: str) -> Any:
    for source in (own, shared):
        if source.get(name):
            return source[name][0]
    return pydicom.Dataset()


def _rescaling_differs(data: Any) -> bool:
    scales = set()
    for own in data.PerFrameFunctionalGroupsSequence:
        group = _group(own, pydicom.Dataset(), "PixelValueTransformationSequence")
        scales.add((group.get("RescaleSlope"), group.get("RescaleIntercept")))
    return len(scales) > 1


def _slice(
    data: Any, place: Any, facing: Any, pixel: Any, path: Path, frame: int, instance: int | None
) -> SliceHeader:
    position = _numbers(place.get("ImagePositionPatient"), 3, "position", path)
    facings = _numbers(facing.get("ImageOrientationPatient"), 6, "orientation", path)
    down, across = _numbers(pixel.get("PixelSpacing"), 2, "pixel spacing", path)
    row, column = facings[:3], facings[3:]
    lengths = np.linalg.norm([row, column], axis=1)
    off = max(float(np.abs(lengths - 1.0).max()), abs(float(row @ column)))
    if off > _DIRECTION_TOLERANCE or min(down, across) <= 0:
        raise ScanError(
            f"{path.name} states an impossible orientation or pixel size: export the series again."
        )
    row = row / np.linalg.norm(row)
    column = column - (column @ row) * row
    kinds = [str(kind).upper() for kind in _listed(data.get("ImageType"))]
    return SliceHeader(
        path=path,
        frame=frame,
        identity=f"{data.get('SOPInstanceUID', path)}/{frame}",
        series=str(data.get("SeriesInstanceUID", "")),
        series_number=_whole(data.get("SeriesNumber")),
        instance=instance,
        position=position,
        row=row,
        column=column / np.linalg.norm(column),
        spacing=(float(across), float(down)),
        shape=(int(data.Rows), int(data.Columns)),
        tilt=float(data.get("GantryDetectorTilt") or 0.0),
        derived="DERIVED" in kinds[:1],
        padding=_padding(data),
    )


def _numbers(value: Any, count: int, what: str, path: Path) -> FloatArray:
    numbers = np.array([float(one) for one in _listed(value)], dtype=np.float64)
    if numbers.shape != (count,) or not np.isfinite(numbers).all():
        raise ScanError(f"{path.name} states no {what} of its slice: export the series again.")
    return numbers


def _padding(data: Any) -> float | None:
    value = data.get("PixelPaddingValue")
    if not isinstance(value, int):
        return None
    slope = float(data.get("RescaleSlope", 1.0) or 1.0)
    return value * slope + float(data.get("RescaleIntercept", 0.0) or 0.0)


def _whole(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
