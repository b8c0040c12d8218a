"""Photographs of a face beside its document: pictures, the skin's colours and the error to expect.

Like a real skull they are a reference and no part of the document: edits do not change them. A
picture shows a person, so pictures and colours go into a file only where the person who saves
agreed; the error to expect always does. They are kept without what the camera noted: no place, no
time, no serial number.
"""

import io
import zipfile
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from core.arrays import BoolArray, FloatArray
from core.document.json_values import DocumentError

FOLDER = "photo/"
"""Of pictures in a project file."""
ARRAYS = "photo.npz"
"""Member of a project file with what belongs to the template's vertices."""
LARGEST_PICTURE = 32 << 20
LARGEST_ARRAYS = 32 << 20
"""Bytes that are believed."""
_JPEG = b"\xff\xd8\xff"
_MOST_ROWS = 1_000_000
_LARGEST_ERROR = 1000.0
_DEVIATION, _COLOURS, _FILLED = "deviation.npy", "colours.npy", "filled.npy"
_KINDS: dict[str, tuple[str, tuple[int, ...]]] = {
    _DEVIATION: ("<f4", ()),
    _COLOURS: ("|u1", (3,)),
    _FILLED: ("|b1", ()),
}


@dataclass(frozen=True, eq=False)
class FacePhotos:
    """What photographs give beside the shape.

    Attributes
    ----------
    deviation : (n,) float64
        Expected distance of each template vertex from the person's true face, one standard
        deviation, mm.
    colours : (n, 3) uint8 or None
        Skin as photographed, sRGB.
    filled : (n,) bool or None
        Where no photograph shows the skin and the colour is that of the other side.
    pictures : tuple of bytes
        JPEG files without notes of the camera, one per photograph; empty where they are not there.
    keep : bool
        Whether pictures and colours are written into a project.
    """

    deviation: FloatArray
    colours: npt.NDArray[np.uint8] | None = None
    filled: BoolArray | None = None
    pictures: tuple[bytes, ...] = ()
    keep: bool = False

    def kept(self) -> "FacePhotos":
        """Return what a project file gets."""
        return self if self.keep else replace(self, colours=None, filled=None, pictures=())


def photo_members(photos: FacePhotos) -> dict[str, bytes]:
    """Return the members of a project file for photographs.

    Parameters
    ----------
    photos : FacePhotos
        Any; what is not to be kept is left out.

    Returns
    -------
    dict of str to bytes
        By name.
    """
    kept = photos.kept()
    arrays: dict[str, npt.NDArray[np.generic]] = {_DEVIATION: kept.deviation.astype("<f4")}
    if kept.colours is not None and kept.filled is not None:
        arrays |= {_COLOURS: kept.colours, _FILLED: kept.filled}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, values in arrays.items():
            plain = io.BytesIO()
            np.lib.format.write_array(plain, values, (1, 0), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(name), plain.getvalue())
    pictures = {f"{FOLDER}{number}.jpg": one for number, one in enumerate(kept.pictures)}
    return {ARRAYS: stream.getvalue(), **pictures}


def photos_from_members(arrays: bytes, pictures: tuple[bytes, ...], shots: int) -> FacePhotos:
    """Return the photographs in a project file.

    Parameters
    ----------
    arrays : bytes
        The ``.npz``.
    pictures : tuple of bytes
        In the order of the document's photographs.
    shots : int
        How many photographs the document names.

    Returns
    -------
    FacePhotos
        Checked: sizes, types, ranges.

    Raises
    ------
    DocumentError
        When anything is not what it must be.
    """
    if len(pictures) not in (0, shots) or not all(one.startswith(_JPEG) for one in pictures):
        raise DocumentError("its photographs are not those of its document")
    with zipfile.ZipFile(io.BytesIO(arrays)) as archive:
        names = archive.namelist()
        if names not in ([_DEVIATION], list(_KINDS)):
            raise DocumentError("the arrays of its photographs are not those of a project")
        found = {name: _array(archive, name) for name in names}
    deviation = found[_DEVIATION].astype(np.float64)
    if not ((deviation >= 0.0) & (deviation <= _LARGEST_ERROR)).all():
        raise DocumentError("the error to expect is no length")
    if len({len(one) for one in found.values()}) > 1:
        raise DocumentError("the arrays of its photographs are not of one length")
    colours, filled = found.get(_COLOURS), found.get(_FILLED)
    return FacePhotos(
        deviation,
        None if colours is None else colours.astype(np.uint8),
        None if filled is None else filled.astype(np.bool_),
        pictures,
        keep=bool(pictures) or colours is not None,
    )


def _array(archive: zipfile.ZipFile, name: str) -> npt.NDArray[np.generic]:
    if archive.getinfo(name).file_size > LARGEST_ARRAYS:
        raise DocumentError("the arrays of its photographs are too large")
    with archive.open(name) as stream:
        raw = io.BytesIO(stream.read(LARGEST_ARRAYS))
    if np.lib.format.read_magic(raw) != (1, 0):
        raise DocumentError("its arrays have an unknown version")
    shape, _, dtype = np.lib.format.read_array_header_1_0(raw)
    kind, tail = _KINDS[name]
    if dtype != np.dtype(kind) or shape[1:] != tail or not 0 < shape[0] <= _MOST_ROWS:
        raise DocumentError(f"its field {name} has the wrong shape or type")
    raw.seek(0)
    values: npt.NDArray[np.generic] = np.lib.format.read_array(raw, allow_pickle=False)
    return values
