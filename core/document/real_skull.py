"""The real skull that a project keeps beside the face: bone of a CT, to compare the inferred with.

It is a reference and no part of the document: edits do not move it, undo does not touch it. In the
file it is one array member, checked before anything of its size is made.
"""

import io
import zipfile
from dataclasses import dataclass

import numpy as np

from core.arrays import IntArray, frozen_ints
from core.document.document_json import DocumentError
from core.geometry.mesh import Mesh
from core.geometry.template import SKULL_LABELS

LARGEST_BYTES = 96 << 20
"""Of the member, unpacked."""
MOST_VERTICES, MOST_FACES = 2_000_000, 4_000_000
_FARTHEST = 10_000.0
"""Bone farther than this from the head frame's origin is none, mm."""
_VERTICES, _FACES, _LABELS = "vertices.npy", "faces.npy", "labels.npy"
_KINDS = {
    _VERTICES: ("<f4", (3,), MOST_VERTICES),
    _FACES: ("<i4", (3,), MOST_FACES),
    _LABELS: ("|u1", (), MOST_VERTICES),
}


@dataclass(frozen=True, eq=False)
class RealSkull:
    """Bone as it was imaged.

    Attributes
    ----------
    mesh : Mesh
        Head frame, mm; with inner surfaces, open where the volume ended.
    labels : (n,) int64
        Per vertex the index into `core.geometry.template.SKULL_LABELS`; all zero where the mandible
        could not be told from the cranium.
    """

    mesh: Mesh
    labels: IntArray

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", frozen_ints(self.labels).reshape(-1))


def real_skull_to_bytes(skull: RealSkull) -> bytes:
    """Return a skull as an ``.npz`` in single precision.

    Parameters
    ----------
    skull : RealSkull
        Finite, within the limits of this file.

    Returns
    -------
    bytes
        Not compressed: the project is.
    """
    stream = io.BytesIO()
    np.savez(
        stream,
        vertices=skull.mesh.vertices.astype("<f4"),
        faces=skull.mesh.faces.astype("<i4"),
        labels=skull.labels.astype("|u1"),
    )
    content = stream.getvalue()
    real_skull_from_bytes(content)  # what could not be read again must not be written
    return content


def real_skull_from_bytes(content: bytes) -> RealSkull:
    """Return the skull that was written.

    Parameters
    ----------
    content : bytes
        From `real_skull_to_bytes`, or anything.

    Returns
    -------
    RealSkull
        Checked: shapes, types, sizes, finiteness and indices.

    Raises
    ------
    DocumentError
        When anything is not as it must be.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if archive.namelist() != list(_KINDS):
            raise DocumentError("its CT skull has unknown arrays")
        vertices, faces, labels = (_array(archive, name) for name in _KINDS)
    if not np.isfinite(vertices).all() or np.abs(vertices).max(initial=0.0) > _FARTHEST:
        raise DocumentError("its CT skull has vertices without a place")
    if len(faces) and (faces.min() < 0 or faces.max() >= len(vertices)):
        raise DocumentError("its CT skull has triangles without vertices")
    if len(labels) != len(vertices) or labels.max(initial=0) >= len(SKULL_LABELS):
        raise DocumentError("its CT skull has unknown parts")
    mesh = Mesh(vertices.astype(np.float64), faces.astype(np.int64))
    return RealSkull(mesh, labels.astype(np.int64))


def _array(archive: zipfile.ZipFile, name: str) -> np.ndarray:
    """Return one array; its header is checked before anything of its size is made."""
    kind, columns, most = _KINDS[name]
    if archive.getinfo(name).file_size > LARGEST_BYTES:
        raise DocumentError("its CT skull is too large")
    with archive.open(name) as stream:
        raw = io.BytesIO(stream.read(LARGEST_BYTES))
    if np.lib.format.read_magic(raw) != (1, 0):
        raise DocumentError("its CT skull has an unknown version")
    shape, _, dtype = np.lib.format.read_array_header_1_0(raw)
    if dtype != np.dtype(kind) or not shape or shape[1:] != columns or shape[0] > most:
        raise DocumentError("its CT skull has arrays of the wrong shape or type")
    raw.seek(0)
    array: np.ndarray = np.lib.format.read_array(raw, allow_pickle=False)
    return array
