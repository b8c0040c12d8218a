"""A local cohort of real people: one file per pair of skin and skull, for training on one's own.

A pair holds shapes and nothing else: no name, no path, no date, no scan. Its own name is a hash of
its content, so that the same person is never in a cohort twice. Arrays of one ``.npz``:

``skin`` (N_skin, 3) float32
    The template's skin laid onto the person's, at rest, head frame, mm.
``skin_trust`` (N_skin,) float32
    0 to 1: how far the scan really showed it.
``skull`` (N_skull, 3) float32
    The template's skull laid onto the person's bone, jaw at rest, head frame, mm.
``skull_trust`` (N_skull,) float32
    0 to 1: how far the CT really showed it.
``bone`` (b, 3) float32, ``bone_faces`` (t, 3) int32, ``bone_labels`` (b,) uint8
    The bone as it was imaged, head frame, mm; labels index
    `core.geometry.template.SKULL_LABELS`.
``bundle`` () unicode
    SHA-256 of the bundle whose template this is.
"""

import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import FloatArray, IntArray, frozen_floats
from core.atomic import why_not_written, write_atomically
from core.document.real_skull import RealSkull
from core.errors import ExportError, ScanError
from core.geometry.mesh import Mesh

PREFIX, SUFFIX = "pair-", ".npz"
LARGEST_BYTES = 256 << 20
"""Of one pair, unpacked."""
_NAMES = (
    "skin", "skin_trust", "skull", "skull_trust", "bone", "bone_faces", "bone_labels", "bundle",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class CohortPair:
    """Skin and skull of one person.

    Attributes
    ----------
    skin : (N_skin, 3) float64
        On the template's topology, head frame, mm.
    skin_trust : (N_skin,) float64
        0 to 1.
    skull : (N_skull, 3) float64
        On the template's topology, head frame, mm.
    skull_trust : (N_skull,) float64
        0 to 1.
    bone : RealSkull
        As it was imaged.
    bundle : str
        SHA-256 of the bundle whose template this is.
    """

    skin: FloatArray
    skin_trust: FloatArray
    skull: FloatArray
    skull_trust: FloatArray
    bone: RealSkull
    bundle: str

    def __post_init__(self) -> None:
        for name in ("skin", "skin_trust", "skull", "skull_trust"):
            object.__setattr__(self, name, frozen_floats(getattr(self, name)))


def write_pair(folder: Path, pair: CohortPair) -> Path:
    """Add a pair to a cohort; adding it again changes nothing.

    Parameters
    ----------
    folder : Path
        The cohort; made where it is missing.
    pair : CohortPair
        What to add.

    Returns
    -------
    Path
        ``pair-`` and a hash of the content.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    stream = io.BytesIO()
    np.savez_compressed(
        stream,
        skin=pair.skin.astype("<f4"),
        skin_trust=pair.skin_trust.astype("<f4"),
        skull=pair.skull.astype("<f4"),
        skull_trust=pair.skull_trust.astype("<f4"),
        bone=pair.bone.mesh.vertices.astype("<f4"),
        bone_faces=pair.bone.mesh.faces.astype("<i4"),
        bone_labels=pair.bone.labels.astype("|u1"),
        bundle=np.array(pair.bundle),
    )
    digest = hashlib.sha256(
        pair.skin.astype("<f4").tobytes() + pair.bone.mesh.vertices.astype("<f4").tobytes()
    ).hexdigest()
    path = folder / f"{PREFIX}{digest[:16]}{SUFFIX}"
    content = stream.getvalue()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    except OSError as error:
        raise ExportError(why_not_written(path, error)) from None
    return path


def read_pairs(folder: Path, bundle: str | None = None) -> tuple[CohortPair, ...]:
    """Read all pairs of a cohort.

    Parameters
    ----------
    folder : Path
        From `write_pair`.
    bundle : str, optional
        SHA-256 of the bundle that they must belong to: another one has another template.

    Returns
    -------
    tuple of CohortPair
        In the order of their names.

    Raises
    ------
    ScanError
        When there is none, one is damaged, or one belongs to another bundle.
    """
    paths = sorted(folder.glob(f"{PREFIX}*{SUFFIX}")) if folder.is_dir() else []
    if not paths:
        raise ScanError(
            f"There are no pairs in {folder}: add some by 'nasion cohort add CASE.nasion {folder}'."
        )
    pairs = tuple(_read(path) for path in paths)
    for path, pair in zip(paths, pairs, strict=True):
        if bundle is not None and pair.bundle != bundle:
            raise ScanError(
                f"{path.name} was made with other models, whose template differs: import its CT "
                "again and add it anew."
            )
    return pairs


def _read(path: Path) -> CohortPair:
    try:
        with zipfile.ZipFile(path) as archive:
            total = sum(member.file_size for member in archive.infolist())
        if total > LARGEST_BYTES:
            raise ScanError(f"{path.name} is too large for a pair: remove it from the cohort.")
        with np.load(path, allow_pickle=False) as data:
            found = {name: data[name] for name in _NAMES}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        raise ScanError(
            f"{path.name} is no whole pair: remove it and add its case again."
        ) from None
    if not _is_sound(found):
        raise ScanError(f"{path.name} holds impossible values: remove it and add its case again.")
    faces: IntArray = found["bone_faces"].astype(np.int64)
    bone = Mesh(found["bone"].astype(np.float64), faces)
    return CohortPair(
        found["skin"],
        found["skin_trust"],
        found["skull"],
        found["skull_trust"],
        RealSkull(bone, found["bone_labels"].astype(np.int64)),
        str(found["bundle"]),
    )


def _is_sound(found: dict[str, np.ndarray]) -> bool:
    points = all(
        found[name].ndim == 2 and found[name].shape[1] == 3 and np.isfinite(found[name]).all()
        for name in ("skin", "skull", "bone", "bone_faces")
    )
    if not points:
        return False
    trusts = all(
        found[f"{name}_trust"].shape == found[name].shape[:1]
        and bool(((found[f"{name}_trust"] >= 0.0) & (found[f"{name}_trust"] <= 1.0)).all())
        for name in ("skin", "skull")
    )
    faces = found["bone_faces"]
    whole = not len(faces) or (faces.min() >= 0 and faces.max() < len(found["bone"]))
    return trusts and bool(whole) and found["bone_labels"].shape == found["bone"].shape[:1]
