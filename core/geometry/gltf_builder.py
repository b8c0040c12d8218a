"""The parts of a glTF 2.0 file: numbers go in, a self-contained GLB or glTF comes out.

Written here rather than by a library, because trimesh writes neither morph targets nor animations
and a general library for glTF would be one more thing to ship for two hundred lines. Clause numbers
are those of the glTF 2.0 specification of the Khronos Group (ISO/IEC 12113).
"""

import base64
import json
import struct
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from core.arrays import FloatArray, IntArray

LARGEST_BYTES = (1 << 32) - 1
"""A GLB tells its length in 32 bits (4.4)."""
ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963
_FLOAT, _UNSIGNED_BYTE, _UNSIGNED_SHORT, _UNSIGNED_INT = 5126, 5121, 5123, 5125
_MAGIC, _VERSION, _JSON, _BINARY = 0x46546C67, 2, 0x4E4F534A, 0x004E4942
_WIDTHS = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4", 16: "MAT4"}
_ROW_OVERHEAD = 2
"""Bytes that a sparse row costs more than a dense one, for its place."""

Number = np.dtype[Any]


class GltfBuilder:
    """Collects the description and the numbers of one file.

    Parameters
    ----------
    generator : str
        Named as the program that wrote it.

    Attributes
    ----------
    description : dict
        What becomes the JSON; nodes, meshes and animations are put in by the caller.
    """

    def __init__(self, generator: str) -> None:
        self.description: dict[str, Any] = {
            "asset": {"version": "2.0", "generator": generator},
            "bufferViews": [],
            "accessors": [],
        }
        self._pieces: list[bytes] = []
        self._length = 0

    def floats(self, values: FloatArray, *, target: int | None = None, bounds: bool = False) -> int:
        """Add numbers and return their accessor.

        Parameters
        ----------
        values : (n,) or (n, 2) or (n, 3) or (n, 4) or (n, 16) float
            Written in single precision; sixteen are a matrix, column by column.
        target : int, optional
            `ARRAY_BUFFER` for what vertices have; None for animations (3.6.2.3).
        bounds : bool
            Whether to tell the least and the largest; a must for positions and times (3.6.2.5).

        Returns
        -------
        int
            Place of the accessor.
        """
        single = np.ascontiguousarray(values, dtype="<f4").reshape(len(values), -1)
        accessor = self._accessor(single, self._view(single.tobytes(), target))
        return self._add(accessor | (_bounds(single) if bounds else {}))

    def vertex_floats(self, values: FloatArray) -> int:
        """Add numbers of vertices and return their accessor.

        Parameters
        ----------
        values : (n, 2) or (n, 3) or (n, 4) float
            One row a vertex; written in single precision.

        Returns
        -------
        int
            Place of the accessor.
        """
        return self.floats(values, target=ARRAY_BUFFER)

    def bytes4(self, values: npt.NDArray[np.uint8]) -> int:
        """Add four small numbers a vertex and return their accessor.

        Parameters
        ----------
        values : (n, 4) uint8
            Such as places of joints.

        Returns
        -------
        int
            Place of the accessor.
        """
        view = self._view(np.ascontiguousarray(values).tobytes(), ARRAY_BUFFER)
        kind = {"componentType": _UNSIGNED_BYTE, "count": len(values), "type": "VEC4"}
        return self._add({"bufferView": view, **kind})

    def triangles(self, faces: IntArray, vertex_count: int) -> int:
        """Add triangles and return their accessor.

        Parameters
        ----------
        faces : (m, 3) int
            Vertex indices.
        vertex_count : int
            Chooses between two and four bytes; the largest value of a type is forbidden (3.7.2.1).

        Returns
        -------
        int
            Place of the accessor.
        """
        narrow = vertex_count < np.iinfo(np.uint16).max
        flat = np.ascontiguousarray(faces.ravel(), dtype="<u2" if narrow else "<u4")
        return self._add(
            {
                "bufferView": self._view(flat.tobytes(), ELEMENT_ARRAY_BUFFER),
                "componentType": _UNSIGNED_SHORT if narrow else _UNSIGNED_INT,
                "count": len(flat),
                "type": "SCALAR",
            }
        )

    def displacements(self, values: FloatArray, *, bounds: bool = False) -> int:
        """Add displacements of vertices; only those that are not zero, where that is shorter.

        Parameters
        ----------
        values : (n, 3) float
            Written in single precision.
        bounds : bool
            Whether to tell the least and the largest.

        Returns
        -------
        int
            Place of the accessor.
        """
        single = np.ascontiguousarray(values, dtype="<f4")
        rows = np.flatnonzero(single.any(axis=1))
        wide = len(single) > np.iinfo(np.uint16).max
        cost = single.itemsize * 3 + _ROW_OVERHEAD * (2 if wide else 1)
        if cost * len(rows) >= single.nbytes:
            return self.floats(single, target=ARRAY_BUFFER, bounds=bounds)
        # A sparse accessor must replace at least one element (5.3).
        rows = rows if len(rows) else np.array([0])
        places = rows.astype("<u4" if wide else "<u2")
        sparse = {
            "count": len(rows),
            "indices": {
                "bufferView": self._view(places.tobytes(), None),
                "componentType": _UNSIGNED_INT if wide else _UNSIGNED_SHORT,
            },
            "values": {"bufferView": self._view(single[rows].tobytes(), None)},
        }
        accessor = self._accessor(single, None) | {"sparse": sparse}
        return self._add(accessor | (_bounds(single) if bounds else {}))

    def picture(self, content: bytes, kind: str) -> int:
        """Add a picture and return its place among the images.

        Parameters
        ----------
        content : bytes
            The whole file.
        kind : str
            ``image/png`` or ``image/jpeg``, the two that the format knows (3.8.3).

        Returns
        -------
        int
            Place of the image.
        """
        images: list[dict[str, Any]] = self.description.setdefault("images", [])
        images.append({"bufferView": self._view(content, None), "mimeType": kind})
        return len(images) - 1

    def _accessor(self, single: "np.ndarray[Any, Number]", view: int | None) -> dict[str, Any]:
        place = {} if view is None else {"bufferView": view}
        kind = _WIDTHS[single.shape[1]]
        return {**place, "componentType": _FLOAT, "count": len(single), "type": kind}

    def _add(self, accessor: dict[str, Any]) -> int:
        self.description["accessors"].append(accessor)
        return len(self.description["accessors"]) - 1

    def _view(self, content: bytes, target: int | None) -> int:
        view: dict[str, Any] = {
            "buffer": 0,
            "byteOffset": self._length,
            "byteLength": len(content),
        }
        if target is not None:
            view["target"] = target
        padded = content + b"\0" * (-len(content) % 4)
        self._pieces.append(padded)
        self._length += len(padded)
        self.description["bufferViews"].append(view)
        return len(self.description["bufferViews"]) - 1

    def write(self, stream: IO[bytes]) -> None:
        """Write everything as GLB.

        Parameters
        ----------
        stream : binary file
            Open for writing.

        Raises
        ------
        ValueError
            When it is larger than the format allows; the message is a clause for the user.
        """
        whole = {**self.description, "buffers": [{"byteLength": self._length}]}
        text = json.dumps(whole, separators=(",", ":"), allow_nan=False).encode()
        text += b" " * (-len(text) % 4)
        length = 12 + 8 + len(text) + 8 + self._length
        if length > LARGEST_BYTES:
            raise ValueError("it would be larger than 4 GB, which the format cannot hold")
        stream.write(struct.pack("<III", _MAGIC, _VERSION, length))
        stream.write(struct.pack("<II", len(text), _JSON) + text)
        stream.write(struct.pack("<II", self._length, _BINARY))
        for piece in self._pieces:
            stream.write(piece)

    def write_text(self, stream: IO[bytes]) -> None:
        """Write everything as glTF: readable text with the numbers inside as base64.

        Parameters
        ----------
        stream : binary file
            Open for writing.
        """
        numbers = base64.b64encode(b"".join(self._pieces)).decode("ascii")
        uri = f"data:application/octet-stream;base64,{numbers}"
        buffers = [{"byteLength": self._length, "uri": uri}]
        whole = {**self.description, "buffers": buffers}
        stream.write(json.dumps(whole, indent=1, allow_nan=False).encode())


def _bounds(single: "np.ndarray[Any, Number]") -> dict[str, list[float]]:
    low, high = single.min(axis=0), single.max(axis=0)
    return {"min": [float(one) for one in low], "max": [float(one) for one in high]}
