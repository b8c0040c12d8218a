"""PLY: every vertex and polygon in the file's order, with texture coordinates.

Our own reader, because trimesh drops and reorders vertices of textured files and refuses binary
ones that mix polygons, and VTK crashes the process on a file that breaks off.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.polygons import fan_corners

_TYPES = {
    "char": "i1", "int8": "i1", "uchar": "u1", "uint8": "u1",
    "short": "i2", "int16": "i2", "ushort": "u2", "uint16": "u2",
    "int": "i4", "int32": "i4", "uint": "u4", "uint32": "u4",
    "float": "f4", "float32": "f4", "double": "f8", "float64": "f8",
}  # fmt: skip
_UV_NAMES = (("s", "t"), ("u", "v"), ("texture_u", "texture_v"))
_INDEX_NAMES = ("vertex_indices", "vertex_index")


@dataclass(frozen=True)
class _Property:
    """One property of an element; `count_type` is empty unless it is a list."""

    name: str
    type: str
    count_type: str = ""


@dataclass(frozen=True)
class _Element:
    """One element of the header and its properties."""

    name: str
    count: int
    properties: tuple[_Property, ...]


@dataclass(frozen=True)
class _Column:
    """Values of one property over all rows; `counts` says how many each row has."""

    values: FloatArray
    counts: IntArray


def read_ply(data: bytes) -> Mesh:
    """Read an ASCII or binary PLY file.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    Mesh
        Every vertex of the file in its order; polygons cut into triangles; texture coordinates
        per vertex or per face corner.

    Raises
    ------
    ValueError
        When it is no PLY mesh or breaks off; the message is a clause for the user.
    """
    encoding, elements, start = _read_header(data)
    wanted = {}
    reader = _ascii_elements if encoding == "ascii" else _binary_elements
    for element, columns in reader(data, start, elements, ">" if "big" in encoding else "<"):
        wanted[element.name] = columns
        if {"vertex", "face"} <= wanted.keys():
            break
    return _assemble(wanted.get("vertex", {}), wanted.get("face", {}))


def _read_header(data: bytes) -> tuple[str, list[_Element], int]:
    """Return encoding, elements and where the data begins."""
    end = data.find(b"end_header")
    line_end = data.find(b"\n", end)
    if not data.startswith(b"ply") or end < 0 or line_end < 0:
        raise ValueError("it has no complete PLY header")
    encoding = ""
    elements: list[_Element] = []
    for line in data[:end].decode("utf-8", errors="replace").splitlines():
        words = line.split()
        if words[:1] == ["format"] and len(words) >= 2:
            encoding = words[1]
        elif words[:1] == ["element"] and len(words) == 3:
            elements.append(_Element(words[1], _whole_number(words[2]), ()))
        elif words[:1] == ["property"]:
            if not elements:
                raise ValueError("its header names a property before any element")
            last = elements[-1]
            properties = (*last.properties, _read_property(words))
            elements[-1] = _Element(last.name, last.count, properties)
    if encoding not in ("ascii", "binary_little_endian", "binary_big_endian"):
        raise ValueError(f"its header names the unknown encoding '{encoding}'")
    return encoding, elements, line_end + 1


def _whole_number(word: str) -> int:
    if not word.isdecimal():
        raise ValueError(f"its header has '{word}' where a number of rows belongs")
    return int(word)


def _read_property(words: list[str]) -> _Property:
    if len(words) == 3 and words[1] in _TYPES:
        return _Property(words[2], _TYPES[words[1]])
    if len(words) == 5 and words[1] == "list" and words[2] in _TYPES and words[3] in _TYPES:
        return _Property(words[4], _TYPES[words[3]], _TYPES[words[2]])
    raise ValueError(f"its header has a property that cannot be read: '{' '.join(words)}'")


def _binary_elements(
    data: bytes, start: int, elements: list[_Element], order: str
) -> Iterator[tuple[_Element, dict[str, _Column]]]:
    """Yield the columns of each element of a binary file."""
    for element in elements:
        row = _row_type(data, start, element, order)
        size = row.itemsize * element.count
        if start + size <= len(data):
            rows = np.frombuffer(data, dtype=row, count=element.count, offset=start)
            if all(_constant(rows, part) for part in element.properties):
                yield element, {part.name: _regular(rows, part) for part in element.properties}
                start += size
                continue
        if not any(part.count_type for part in element.properties):
            raise ValueError(_breaks_off(element, len(data) - start, size))
        columns, start = _irregular_rows(data, start, element, order)
        yield element, columns


def _breaks_off(element: _Element, found: int, size: int) -> str:
    share = max(0, found) / max(size, 1)
    return f"it breaks off after {share:.0%} of its {element.count:,} {element.name} rows"


def _row_type(data: bytes, start: int, element: _Element, order: str) -> "np.dtype[np.void]":
    """Return the layout of the element's first row; all rows share it unless lists vary."""
    fields: list[tuple[str, str] | tuple[str, str, tuple[int]]] = []
    for index, part in enumerate(element.properties):
        if part.count_type:
            offset = start + np.dtype(fields).itemsize
            count_type = np.dtype(order + part.count_type)
            count = 0
            if element.count and offset + count_type.itemsize <= len(data):
                count = max(0, int(np.frombuffer(data, count_type, 1, offset)[0]))
            if count > len(data):
                raise ValueError("it holds a polygon with more corners than the file has bytes")
            fields.append((f"count{index}", count_type.str))
            fields.append((part.name, order + part.type, (count,)))
        else:
            fields.append((part.name, order + part.type))
    return np.dtype(fields)


def _constant(rows: "np.ndarray[tuple[int], np.dtype[np.void]]", part: _Property) -> bool:
    if not part.count_type:
        return True
    names = rows.dtype.names or ()
    counts = rows[names[names.index(part.name) - 1]]
    return bool((counts == rows.dtype[part.name].shape[0]).all())


def _regular(rows: "np.ndarray[tuple[int], np.dtype[np.void]]", part: _Property) -> _Column:
    values = rows[part.name].astype(np.float64)
    width = values.shape[1] if values.ndim == 2 else 1
    return _Column(values.ravel(), np.full(len(rows), width, dtype=np.int64))


def _irregular_rows(
    data: bytes, start: int, element: _Element, order: str
) -> tuple[dict[str, _Column], int]:
    """Read rows whose lists differ in length, one by one."""
    types = {part: np.dtype(order + part.type) for part in element.properties}
    count_types = {
        part: np.dtype(order + part.count_type) for part in element.properties if part.count_type
    }
    values: dict[str, list[FloatArray]] = {part.name: [] for part in element.properties}
    for row in range(element.count):
        for part, kind in types.items():
            count = 1
            if part in count_types:
                count = int(_take(data, start, count_types[part], 1, element, row)[0])
                start += count_types[part].itemsize
            values[part.name].append(_take(data, start, kind, count, element, row))
            start += kind.itemsize * count
    columns = {}
    for name, lists in values.items():
        counts = np.array([len(one) for one in lists], dtype=np.int64)
        columns[name] = _Column(np.concatenate([*lists, np.zeros(0)]).astype(np.float64), counts)
    return columns, start


def _take(
    data: bytes, start: int, kind: "np.dtype[np.void]", count: int, element: _Element, row: int
) -> FloatArray:
    if count < 0 or start + kind.itemsize * count > len(data):
        raise ValueError(_breaks_off(element, row, element.count))
    return np.frombuffer(data, kind, count, start)


def _ascii_elements(
    data: bytes, start: int, elements: list[_Element], _order: str
) -> Iterator[tuple[_Element, dict[str, _Column]]]:
    """Yield the columns of each element of a text file."""
    try:
        numbers = np.array(data[start:].split(), dtype=np.float64)
    except ValueError:
        raise ValueError("it holds text where numbers belong") from None
    position = 0
    for element in elements:
        if not any(part.count_type for part in element.properties):
            width = len(element.properties)
            stop = position + width * element.count
            if stop > len(numbers):
                found = len(numbers) - position
                raise ValueError(_breaks_off(element, found, width * element.count))
            table = numbers[position:stop].reshape(element.count, width)
            one = np.ones(element.count, dtype=np.int64)
            names = [part.name for part in element.properties]
            yield element, {name: _Column(table[:, k], one) for k, name in enumerate(names)}
        else:
            columns, stop = _ascii_lists(numbers, position, element)
            yield element, columns
        position = stop


def _ascii_lists(
    numbers: FloatArray, position: int, element: _Element
) -> tuple[dict[str, _Column], int]:
    """Read text rows that hold lists, one by one."""
    width = int(min(max(0.0, numbers[position]), len(numbers))) if position < len(numbers) else 0
    stop = position + element.count * (1 + width)
    if len(element.properties) == 1 and stop <= len(numbers):
        table = numbers[position:stop].reshape(element.count, 1 + width)
        if (table[:, 0] == width).all():
            counts = np.full(element.count, width, dtype=np.int64)
            return {element.properties[0].name: _Column(table[:, 1:].ravel(), counts)}, stop
    places: dict[str, list[tuple[int, int]]] = {part.name: [] for part in element.properties}
    for row in range(element.count):
        for part in element.properties:
            count = 1
            if part.count_type:
                if position >= len(numbers) or not numbers[position] >= 0:
                    raise ValueError(_breaks_off(element, row, element.count))
                count = int(min(numbers[position], len(numbers)))
                position += 1
            places[part.name].append((position, count))
            position += count
        if position > len(numbers):
            raise ValueError(_breaks_off(element, row, element.count))
    columns = {}
    for name, spans in places.items():
        start, counts = np.array(spans, dtype=np.int64).reshape(-1, 2).T
        first = np.cumsum(counts) - counts
        index = np.arange(counts.sum()) + np.repeat(start - first, counts)
        columns[name] = _Column(numbers[index], counts)
    return columns, position


def _assemble(vertex: dict[str, _Column], face: dict[str, _Column]) -> Mesh:
    """Make a mesh of the two elements that matter."""
    if not {"x", "y", "z"} <= vertex.keys():
        raise ValueError("it holds no vertices with x, y and z")
    vertices = np.stack([vertex[axis].values for axis in "xyz"], axis=1)
    name = next((name for name in _INDEX_NAMES if name in face), None)
    if name is None:
        return Mesh(vertices, np.zeros((0, 3), dtype=np.int64))
    corners = face[name]
    index = corners.values
    if index.size and not (index.min() >= 0 and index.max() < len(vertices)):
        raise ValueError("a triangle in it uses a vertex that it does not hold")
    chosen = fan_corners(corners.counts)
    faces = index.astype(np.int64)[chosen]
    texture = face.get("texcoord")
    if texture is not None and np.array_equal(texture.counts, 2 * corners.counts):
        return Mesh(vertices, faces, texture.values.reshape(-1, 2), chosen)
    for first, second in _UV_NAMES:
        if first in vertex and second in vertex:
            uv = np.stack([vertex[first].values, vertex[second].values], axis=1)
            return Mesh(vertices, faces, uv, faces)
    return Mesh(vertices, faces)
