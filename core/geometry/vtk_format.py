"""Legacy VTK polygon data, ``.vtk``: points, polygons, strips and texture coordinates.

Our own reader, because VTK's crashes the process on some damaged files. Other attributes are
passed over; other kinds of data are refused.
"""

import re
from dataclasses import dataclass, field

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.polygons import fan_corners, strip_corners

_TYPES = {
    "char": "i1", "unsigned_char": "u1", "short": "i2", "unsigned_short": "u2",
    "int": "i4", "unsigned_int": "u4", "vtkidtype": "i4", "long": "i8", "unsigned_long": "u8",
    "vtktypeint64": "i8", "vtktypeuint64": "u8", "vtktypeint32": "i4", "float": "f4",
    "double": "f8",
}  # fmt: skip
_CELLS = ("VERTICES", "LINES", "POLYGONS", "TRIANGLE_STRIPS")
_FIXED_WIDTHS = {"NORMALS": 3, "VECTORS": 3, "TENSORS": 9}
_VERSION = re.compile(rb"# vtk DataFile Version (\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class _Cells:
    """Corners of all cells of a kind, one after the other, and how many each cell has."""

    corners: IntArray
    counts: IntArray


_NO_CELLS = _Cells(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


@dataclass
class _Cursor:
    """A place in the file's bytes, and how numbers are written there."""

    data: bytes
    place: int
    binary: bool
    section: str = "header"

    def line(self) -> list[str]:
        """Return the words of the next line that is not blank; none at the end."""
        while self.place < len(self.data):
            end = self.data.find(b"\n", self.place)
            end = len(self.data) if end < 0 else end
            words = self.data[self.place : end].decode("ascii", errors="replace").split()
            self.place = end + 1
            if words:
                return words
        return []

    def numbers(self, count: int, type_name: str) -> FloatArray:
        """Return the next numbers."""
        if type_name.lower() not in _TYPES:
            raise ValueError(f"its {self.section} are of the unknown type '{type_name}'")
        if count > len(self.data):
            raise ValueError(f"it breaks off in its {self.section}")
        if self.binary:
            kind = np.dtype(">" + _TYPES[type_name.lower()])
            stop = self.place + count * kind.itemsize
            if stop > len(self.data):
                raise ValueError(f"it breaks off in its {self.section}")
            values = np.frombuffer(self.data, kind, count, self.place)
            self.place = stop
            return values.astype(np.float64)
        words = self.data[self.place :].split(None, count)
        if len(words) < count:
            raise ValueError(f"it breaks off in its {self.section}")
        self.place = len(self.data) - (len(words[count]) if len(words) > count else 0)
        try:
            return np.array(words[:count], dtype=np.float64)
        except ValueError:
            raise ValueError(f"its {self.section} hold text where numbers belong") from None


@dataclass
class _Surface:
    """What was found so far."""

    points: FloatArray = field(default_factory=lambda: np.zeros((0, 3)))
    polygons: _Cells = _NO_CELLS
    strips: _Cells = _NO_CELLS
    uv: FloatArray | None = None


def read_vtk(data: bytes) -> Mesh:
    """Read a legacy VTK file, text or binary.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    Mesh
        Every point of the file in its order; texture coordinates one per point.

    Raises
    ------
    ValueError
        When it is no polygon data or breaks off; the message is a clause for the user.
    """
    version = _VERSION.match(data)
    head = data.split(b"\n", 3)
    if version is None or len(head) < 4:
        raise ValueError("it has no complete VTK header")
    encoding = head[2].strip().upper()
    if encoding not in (b"ASCII", b"BINARY"):
        raise ValueError("its header says neither ASCII nor BINARY")
    cursor = _Cursor(data, len(data) - len(head[3]), encoding == b"BINARY")
    words = cursor.line()
    if len(words) != 2 or words[0].upper() != "DATASET":
        raise ValueError("its header names no DATASET")
    if words[1].upper() != "POLYDATA":
        raise ValueError(f"it holds {words[1]} in place of a surface (POLYDATA)")
    return _as_mesh(_read_sections(cursor, int(version[1])))


def _read_sections(cursor: _Cursor, version: int) -> _Surface:
    """Read section after section until the end or one of an unknown kind."""
    surface = _Surface()
    rows, of_points = 0, False
    while words := cursor.line():
        kind = words[0].upper()
        cursor.section = kind.lower().replace("_", " ")
        if kind == "POINTS":
            points = cursor.numbers(3 * _count(cursor, words, 1), _word(cursor, words, 2))
            surface.points = points.reshape(-1, 3)
        elif kind in _CELLS:
            cells = _read_cells(cursor, words, version)
            if kind == "POLYGONS":
                surface.polygons = cells
            elif kind == "TRIANGLE_STRIPS":
                surface.strips = cells
        elif kind in ("POINT_DATA", "CELL_DATA"):
            rows, of_points = _count(cursor, words, 1), kind == "POINT_DATA"
        elif kind == "TEXTURE_COORDINATES":
            width = _count(cursor, words, 2)
            values = cursor.numbers(rows * width, _word(cursor, words, 3))
            if of_points and width >= 2:
                surface.uv = values.reshape(rows, width)[:, :2]
        elif not _pass_over(cursor, words, rows):
            break
    return surface


def _pass_over(cursor: _Cursor, words: list[str], rows: int) -> bool:
    """Step over an attribute that is not needed; False when its size is unknown."""
    kind = words[0].upper()
    if kind in _FIXED_WIDTHS:
        cursor.numbers(rows * _FIXED_WIDTHS[kind], _word(cursor, words, 2))
    elif kind == "SCALARS":
        width = _count(cursor, words, 3) if len(words) > 3 else 1
        after = cursor.place
        if cursor.line()[:1] != ["LOOKUP_TABLE"]:
            cursor.place = after
        cursor.numbers(rows * width, _word(cursor, words, 2))
    elif kind == "COLOR_SCALARS":
        kind_of_colour = "unsigned_char" if cursor.binary else "float"
        cursor.numbers(rows * _count(cursor, words, 2), kind_of_colour)
    elif kind == "LOOKUP_TABLE":
        kind_of_colour = "unsigned_char" if cursor.binary else "float"
        cursor.numbers(4 * _count(cursor, words, 2), kind_of_colour)
    elif kind == "METADATA":
        end = cursor.data.find(b"\n\n", cursor.place)
        cursor.place = len(cursor.data) if end < 0 else end
    elif kind == "FIELD":
        for _ in range(_count(cursor, words, 2)):
            array = cursor.line()
            if array[:1] == ["METADATA"]:
                _pass_over(cursor, array, rows)
                array = cursor.line()
            count = _count(cursor, array, 1) * _count(cursor, array, 2)
            cursor.numbers(count, _word(cursor, array, 3))
    else:
        return False
    return True


def _read_cells(cursor: _Cursor, words: list[str], version: int) -> _Cells:
    """Read cells, written as counts among the corners or, from version 5 on, as offsets."""
    first, second = _count(cursor, words, 1), _count(cursor, words, 2)
    if version >= 5:
        offsets = cursor.numbers(first, _word(cursor, cursor.line(), 1)).astype(np.int64)
        corners = cursor.numbers(second, _word(cursor, cursor.line(), 1)).astype(np.int64)
        counts = np.diff(offsets)
        if len(offsets) and (offsets[0] != 0 or offsets[-1] != second or (counts < 0).any()):
            raise ValueError(f"its list of {cursor.section} does not add up")
        return _Cells(corners, counts)
    numbers = cursor.numbers(second, "int").astype(np.int64)
    place = 0
    starts = []
    for _ in range(first):
        if place >= second or numbers[place] < 0:
            raise ValueError(f"its list of {cursor.section} does not add up")
        starts.append(place)
        place += 1 + int(numbers[place])
    if place != second:
        raise ValueError(f"its list of {cursor.section} does not add up")
    return _Cells(np.delete(numbers, starts), numbers[starts] if starts else _NO_CELLS.counts)


def _word(cursor: _Cursor, words: list[str], index: int) -> str:
    if index >= len(words):
        raise ValueError(f"it breaks off in its {cursor.section}")
    return words[index]


def _count(cursor: _Cursor, words: list[str], index: int) -> int:
    word = _word(cursor, words, index)
    if not (word.isascii() and word.isdecimal()):
        raise ValueError(f"its {cursor.section} have '{word}' where a number belongs")
    return int(word)


def _as_mesh(surface: _Surface) -> Mesh:
    """Cut everything into triangles: polygons first, then strips, as VTK does."""
    if not len(surface.points):
        raise ValueError("it holds no points")
    polygons, strips = surface.polygons, surface.strips
    faces = np.concatenate(
        [
            polygons.corners[fan_corners(polygons.counts)],
            strips.corners[strip_corners(strips.counts)],
        ]
    )
    if faces.size and (faces.min() < 0 or faces.max() >= len(surface.points)):
        raise ValueError("a triangle in it uses a vertex that it does not hold")
    if surface.uv is None or len(surface.uv) != len(surface.points):
        return Mesh(surface.points, faces)
    return Mesh(surface.points, faces, surface.uv, faces)
