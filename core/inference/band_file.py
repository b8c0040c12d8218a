"""The file in which a survey of the template's surroundings is kept, some megabytes.

One that was made with the bundle lies beside it; for other bundles it is made at the first fine
surface and kept in the user's cache. A file is believed when it names the networks and settings
that it was made with and holds what its own digest says.
"""

import hashlib
import json
import math
from pathlib import Path

import numpy as np
import numpy.typing as npt
import platformdirs
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from core.arrays import IntArray
from core.atomic import write_atomically
from core.bundles.arrays_file import arrays_digest
from core.bundles.bundle import HEAD_FILES, Bundle
from core.inference.band_survey import SETTINGS, BandRecord
from core.inference.template_band import MOVE_ERRORS
from core.models.lattice import Lattice
from core.resources import resource_path

Bytes = npt.NDArray[np.uint8]

FORMAT = 1
"""Files of another format are made anew."""
FOLDER = "surroundings"
"""Of the resources, and of the user's cache."""


def band_key(bundle: Bundle) -> str:
    """Return the name of everything that a survey depends on.

    Parameters
    ----------
    bundle : Bundle
        Its networks and template.

    Returns
    -------
    str
        Hexadecimal digits.
    """
    files = {name: bundle.manifest.files[name] for name in HEAD_FILES}
    settings = [FORMAT, MOVE_ERRORS, *SETTINGS, files]
    return hashlib.sha256(json.dumps(settings).encode()).hexdigest()[:32]


def shipped_file(bundle: Bundle) -> Path:
    """Return where the survey lies that ships with a bundle; there may be none."""
    return resource_path(FOLDER, f"{bundle.id}.safetensors")


def cached_file(bundle: Bundle) -> Path:
    """Return where the survey of a bundle lies on this machine; there may be none."""
    folder = platformdirs.user_cache_path("nasion", appauthor=False)
    return folder / FOLDER / f"{band_key(bundle)}.safetensors"


def write_record(path: Path, record: BandRecord, key: str) -> None:
    """Write a survey.

    Parameters
    ----------
    path : Path
        Receives it; its folder is made where it is missing.
    record : BandRecord
        The survey.
    key : str
        As from `band_key`.

    Raises
    ------
    OSError
        When it cannot be written; an older file stays as it was.
    """
    arrays: dict[str, np.ndarray] = {
        "nodes": _packed(record.distance, record.nodes),
        "values": record.values.astype(np.int16),
        "cells": _packed(record.distance, record.cells),
        "fine": record.fine.astype(np.int32),
    }
    lattices: list[object] = [[-1, *_written(record.distance)]]
    for number, (sheet, lattice, nodes) in enumerate(record.wanted):
        lattices.append([sheet, *_written(lattice)])
        arrays[f"wanted {number}"] = _packed(lattice, nodes)
    written = json.dumps(lattices)
    told = {"key": key, "lattices": written, "digest": _digest(arrays, written)}
    path.parent.mkdir(parents=True, exist_ok=True)
    content = save(arrays, told)
    write_atomically(path, content)


def read_record(path: Path, key: str) -> BandRecord | None:
    """Read a survey.

    Parameters
    ----------
    path : Path
        The file; need not exist.
    key : str
        As from `band_key`.

    Returns
    -------
    BandRecord or None
        None where there is no file, or it is damaged or of other networks or settings.
    """
    try:
        with safe_open(path, framework="numpy") as opened:
            told = opened.metadata() or {}
            if told.get("key") != key:
                return None
            names = list(opened.keys())
            arrays = {name: opened.get_tensor(name) for name in names}
    except (OSError, SafetensorError):
        return None
    if told.get("digest") != _digest(arrays, told.get("lattices", "")):
        return None
    (_, distance), *others = [
        (sheet, Lattice(tuple(origin), spacing, tuple(shape)))
        for sheet, origin, spacing, shape in json.loads(told["lattices"])
    ]
    wanted = [
        (int(sheet), lattice, _unpacked(lattice, arrays[f"wanted {number}"]))
        for number, (sheet, lattice) in enumerate(others)
    ]
    return BandRecord(
        distance,
        _unpacked(distance, arrays["nodes"]),
        arrays["values"],
        _unpacked(distance, arrays["cells"]),
        tuple(wanted),
        arrays["fine"].astype(np.int64),
    )


def _written(lattice: Lattice) -> tuple[object, ...]:
    return lattice.origin, lattice.spacing, lattice.shape


def _packed(lattice: Lattice, nodes: IntArray) -> Bytes:
    """Return one bit for each node of a lattice."""
    flags = np.zeros(math.prod(lattice.shape), dtype=np.bool_)
    flags[nodes] = True
    return np.packbits(flags)


def _unpacked(lattice: Lattice, bits: Bytes) -> IntArray:
    return np.flatnonzero(np.unpackbits(bits, count=math.prod(lattice.shape)))


def _digest(arrays: "dict[str, np.ndarray]", lattices: str) -> str:
    """Return a digest of all that is kept: a changed lattice must not be believed either."""
    return arrays_digest(arrays | {"lattices": np.frombuffer(lattices.encode(), dtype=np.uint8)})
