"""Arrays in an ``.npz``: read member by member, checked before anything of its size is made."""

import io
import zipfile

import numpy as np

from core.arrays import FloatArray
from core.document.json_values import DocumentError

RESIDUAL, TRUST, PAINT, TREATED = "residual.npy", "trust.npy", "paint.npy", "treated.npy"
"""Members with the fields over the template, in this order."""
LARGEST = 64 << 20
"""Bytes of a member that are believed."""
MOST_ROWS = 1_000_000
"""Rows of a field over the template that are believed."""


def read_field(archive: zipfile.ZipFile, name: str, width: int, largest: int) -> FloatArray:
    """Return one field over the template's vertices.

    Parameters
    ----------
    archive : ZipFile
        The ``.npz``.
    name : str
        Of the member, with ``.npy``.
    width : int
        Columns; one also stands for a plain list.
    largest : int
        Bytes that the member may have.

    Returns
    -------
    (n, width) float64
        Finite.

    Raises
    ------
    DocumentError
        When size, version, type, shape or a value is wrong.
    """
    if archive.getinfo(name).file_size > largest:
        raise DocumentError("its arrays are too large")
    with archive.open(name) as stream:
        raw = io.BytesIO(stream.read(largest))
    if np.lib.format.read_magic(raw) != (1, 0):
        raise DocumentError("its arrays have an unknown version")
    shape, _, dtype = np.lib.format.read_array_header_1_0(raw)
    columns = shape[1:] if width > 1 else (*shape[1:], 1)
    if dtype != np.dtype("<f8") or columns != (width,) or shape[0] > MOST_ROWS:
        raise DocumentError(f"its field {name} has the wrong shape or type")
    raw.seek(0)
    values: FloatArray = np.lib.format.read_array(raw, allow_pickle=False)
    if not np.isfinite(values).all():
        raise DocumentError(f"its field {name} is not finite")
    return values.reshape(-1, width)


def read_fields(content: bytes) -> dict[str, FloatArray]:
    """Return the fields over the template that a project keeps.

    Parameters
    ----------
    content : bytes
        The ``.npz``.

    Returns
    -------
    dict of str to (n, k) float64
        By member; all of one length.

    Raises
    ------
    DocumentError
        When they are not those of a project.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        known = [name for name in (RESIDUAL, TRUST, PAINT, TREATED) if name in names]
        if not names or names != known or (TRUST in names and RESIDUAL not in names):
            raise DocumentError("its arrays are not those of a project")
        fields = {
            name: read_field(archive, name, 3 if name in (RESIDUAL, TREATED) else 1, LARGEST)
            for name in names
        }
    if len({len(values) for values in fields.values()}) > 1:
        raise DocumentError("its arrays are not of one length")
    trust = fields.get(TRUST)
    if trust is not None and (trust.min(initial=0.0) < 0 or trust.max(initial=1.0) > 1):
        raise DocumentError("its trust is not one share per vertex")
    return fields
