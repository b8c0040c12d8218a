"""The `.nasion` project file: everything needed to go on with a face, in one zip.

Holds ``document.json`` (versioned, human readable), ``arrays.npz``, the scan's original bytes under
``scan/`` and its picture under ``texture/``, ``ct_skull.npz`` where a CT was imported, photographs
under ``photo/`` with ``photo.npz``, ``view.json`` and ``thumbnail.png``, and the steps that can be
undone in ``history.json`` with ``history.npz``.
Saving replaces the old file in one step or leaves it alone.
Loading refuses whatever it does not fully understand and never unpickles or extracts.
"""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

import numpy as np

from core.arrays import FloatArray
from core.atomic import why_not_written, write_atomically
from core.document.array_members import PAINT, RESIDUAL, TREATED, TRUST, read_fields
from core.document.document_json import (
    DocumentError,
    NewerVersionError,
    state_from_json,
    state_to_json,
)
from core.document.face_photos import (
    ARRAYS,
    FOLDER,
    LARGEST_ARRAYS,
    LARGEST_PICTURE,
    FacePhotos,
    photo_members,
    photos_from_members,
)
from core.document.history import Past
from core.document.history_file import (
    HISTORY_VERSION,
    LARGEST_HISTORY,
    past_from_members,
    past_to_members,
)
from core.document.palsy_json import LARGEST_SHAPES, SHAPES, pack_shapes, read_shapes, shapes_of
from core.document.photo_source import MOST_SHOTS
from core.document.real_skull import (
    LARGEST_BYTES,
    RealSkull,
    real_skull_from_bytes,
    real_skull_to_bytes,
)
from core.document.state import FaceState
from core.document.zip_members import add_member, json_bytes, json_values, member_name
from core.errors import ProjectError
from core.geometry.texture import LARGEST_TEXTURE, Texture

SUFFIX = ".nasion"

_DOCUMENT = "document.json"
_ARRAYS = "arrays.npz"
_CT_SKULL = "ct_skull.npz"
_VIEW = "view.json"
_THUMBNAIL = "thumbnail.png"
_SCAN_FOLDER = "scan/"
_TEXTURE_FOLDER = "texture/"
_HISTORY, _HISTORY_ARRAYS = "history.json", "history.npz"
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST_MEMBERS = 16 + MOST_SHOTS
_MEGABYTE = 1 << 20
_LARGEST = {
    _DOCUMENT: 4 * _MEGABYTE,
    _ARRAYS: 64 * _MEGABYTE,
    _CT_SKULL: LARGEST_BYTES,
    _VIEW: _MEGABYTE,
    _THUMBNAIL: 16 * _MEGABYTE,
    _HISTORY: LARGEST_HISTORY,
    _HISTORY_ARRAYS: LARGEST_HISTORY,
    ARRAYS: LARGEST_ARRAYS,
    SHAPES: LARGEST_SHAPES,
}
_LARGEST_SCAN = 2048 * _MEGABYTE
"""Scans of five million triangles are about half a gigabyte as OBJ."""


@dataclass(frozen=True, eq=False)
class Project:
    """What one file holds.

    Attributes
    ----------
    state : FaceState
        The face.
    scan_bytes : bytes or None
        The scan file as it was loaded; None without a scan.
    view : mapping
        How it was looked at: camera, layers; JSON values only, meaning known to the studio.
    thumbnail : bytes or None
        A small PNG.
    ct_skull : RealSkull or None
        The real skull, where the face came from a CT.
    texture : Texture or None
        The scan's picture.
    past : Past or None
        The steps that can be undone; its current state is `state`.
    photos : FacePhotos or None
        What photographs give beside the shape, where the face came from some.
    """

    state: FaceState
    scan_bytes: bytes | None = None
    view: Mapping[str, Any] = field(default_factory=dict)
    thumbnail: bytes | None = None
    ct_skull: RealSkull | None = None
    texture: Texture | None = None
    past: Past | None = None
    photos: FacePhotos | None = None


def save_project(path: Path, project: Project) -> None:
    """Write a project; the old file stays whole until the new one is.

    Parameters
    ----------
    path : Path
        Where to; usually with the suffix ``.nasion``.
    project : Project
        What to write.

    Raises
    ------
    ProjectError
        When the file cannot be written, such as on a full disk; the old file is untouched.
    """
    if project.scan_bytes is not None and len(project.scan_bytes) > _LARGEST_SCAN:
        raise ProjectError(
            f"The scan is too large to keep in {path.name} (over 2 GB); decimate it first."
        )
    past = project.past
    if past is not None and past.state != project.state:
        raise ValueError("the history does not end in the project's state")
    try:
        # A file that could not be opened again must never replace one that can.
        residual = None if project.state.scan is None else project.state.scan.residual
        treated = project.state.treatment.skin
        text, shapes = state_to_json(project.state), shapes_of([project.state])
        state_from_json(text, residual, project.state.paint, treated, shapes)
        if project.ct_skull is not None:
            real_skull_to_bytes(project.ct_skull)
    except DocumentError as error:
        raise ProjectError(
            f"Cannot save {path.name}: {error}; undo the last step and save again."
        ) from error
    try:
        write_atomically(path, lambda stream: _write(stream, project))
    except DocumentError as error:
        if past is not None:
            # Better the face without its steps than nothing.
            save_project(path, replace(project, past=None))
            return
        raise ProjectError(
            f"Cannot save {path.name}: {error}; undo the last step and save again."
        ) from error
    except OSError as error:
        raise ProjectError(why_not_written(path, error)) from error


def project_bytes(project: Project) -> bytes:
    """Return what the file of a project would hold.

    Parameters
    ----------
    project : Project
        Any that can be saved.

    Returns
    -------
    bytes
        For `load_project`.
    """
    stream = io.BytesIO()
    _write(stream, project)
    return stream.getvalue()


def load_project(path: Path, content: bytes | None = None) -> Project:
    """Read a project, all of it or none.

    Parameters
    ----------
    path : Path
        A `.nasion` file.
    content : bytes, optional
        What it holds, where that is known already; the path is then only its name.

    Returns
    -------
    Project
        Checked: types, ranges, sizes and the scan's hash.

    Raises
    ------
    ProjectError
        When the file is missing, truncated, hostile, of a newer version or no project at all.
    """
    try:
        with zipfile.ZipFile(path if content is None else io.BytesIO(content)) as archive:
            return _read(archive)
    except NewerVersionError as error:
        raise ProjectError(
            f"{path.name} was saved by a newer Nasion ({error}); update Nasion to open it."
        ) from error
    except DocumentError as error:
        raise ProjectError(
            f"{path.name} is damaged ({error}); open an earlier copy of the project."
        ) from error
    except OSError as error:
        raise ProjectError(
            f"Cannot read {path}: {error.strerror or error}; check the path and its permissions."
        ) from error
    # The zip reader raises most of these for one kind of damage or another.
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        ValueError,
        KeyError,
        RuntimeError,
        NotImplementedError,
        OverflowError,
        MemoryError,
        zlib.error,
    ) as error:
        raise ProjectError(
            f"{path.name} is not a whole Nasion project; choose a .nasion file, or an earlier "
            "copy of this one."
        ) from error


def read_thumbnail(path: Path) -> bytes | None:
    """Return the picture in a project without reading the rest.

    Parameters
    ----------
    path : Path
        Anything.

    Returns
    -------
    bytes or None
        PNG; None where there is none that can be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            found = _content(archive, _THUMBNAIL)
    except (OSError, ValueError, KeyError, RuntimeError, zipfile.BadZipFile, zlib.error, EOFError):
        return None
    return found if found.startswith(_PNG_SIGNATURE) else None


def _write(stream: IO[bytes], project: Project) -> None:
    """Write a project and read it back: only a file that opens may replace another."""
    _write_members(stream, project)
    stream.flush()
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive:
        _read(archive)
    stream.seek(0, io.SEEK_END)


def _write_members(stream: IO[bytes], project: Project) -> None:
    state = project.state
    with zipfile.ZipFile(stream, "w") as archive:
        document = state_to_json(state)
        if project.past is not None:
            document["version"] = max(document["version"], HISTORY_VERSION)
        add_member(archive, _DOCUMENT, json_bytes(document))
        arrays = _arrays(state)
        if arrays:
            stream_of_arrays = io.BytesIO()
            np.savez(stream_of_arrays, **arrays)
            add_member(archive, _ARRAYS, stream_of_arrays.getvalue())
        if state.scan is not None:
            if project.scan_bytes is not None:
                add_member(archive, _SCAN_FOLDER + member_name(state.scan.name), project.scan_bytes)
            if project.texture is not None:
                name = _TEXTURE_FOLDER + member_name(project.texture.name)
                add_member(archive, name, project.texture.data)
        if project.ct_skull is not None:
            add_member(archive, _CT_SKULL, real_skull_to_bytes(project.ct_skull))
        if project.photos is not None:
            for name, content in photo_members(project.photos).items():
                add_member(archive, name, content)
        add_member(archive, _VIEW, json_bytes(dict(project.view)))
        if project.thumbnail is not None:
            add_member(archive, _THUMBNAIL, project.thumbnail)
        steps = () if project.past is None else project.past.steps
        if shapes := shapes_of([state, *(step.state for step in steps)]):
            add_member(archive, SHAPES, pack_shapes(shapes))
        if project.past is not None:
            text, arrays_of_past = past_to_members(project.past)
            add_member(archive, _HISTORY, text)
            add_member(archive, _HISTORY_ARRAYS, arrays_of_past)


def _arrays(state: FaceState) -> dict[str, Any]:
    """Return the fields over the template that the document does not hold as text."""
    found: dict[str, Any] = {}
    if state.scan is not None:
        found["residual"] = state.scan.residual
        if state.scan.trust is not None:
            found["trust"] = state.scan.trust
    if state.paint is not None:
        found["paint"] = state.paint
    if state.treatment.skin is not None:
        found["treated"] = state.treatment.skin
    return found


def _read(archive: zipfile.ZipFile) -> Project:
    members = {member.filename: member for member in archive.infolist()}
    if len(members) != len(archive.infolist()) or len(members) > _MOST_MEMBERS:
        raise DocumentError("it holds too many or repeated members")
    scans = [name for name in members if name.startswith(_SCAN_FOLDER)]
    pictures = [name for name in members if name.startswith(_TEXTURE_FOLDER)]
    photos = sorted(name for name in members if name.startswith(FOLDER))
    unknown = set(members) - set(_LARGEST) - {*scans, *pictures, *photos}
    if unknown or max(len(scans), len(pictures)) > 1:
        named = min(unknown or {*scans, *pictures})
        raise DocumentError(f"it holds something unknown: {named[:60]!r}")
    if _DOCUMENT not in members:
        raise DocumentError("it has no document.json")
    document = json_values(_content(archive, _DOCUMENT))
    fields = read_fields(_content(archive, _ARRAYS)) if _ARRAYS in members else {}
    paint = fields[PAINT][:, 0] if PAINT in fields else None
    shapes = read_shapes(_content(archive, SHAPES)) if SHAPES in members else {}
    state = state_from_json(document, fields.get(RESIDUAL), paint, fields.get(TREATED), shapes)
    if state.scan is not None and TRUST in fields:
        state = replace(state, scan=replace(state.scan, trust=fields[TRUST][:, 0]))
    view = json_values(_content(archive, _VIEW)) if _VIEW in members else {}
    if not isinstance(view, dict):
        raise DocumentError("the view is not an object")
    scan_bytes = _content(archive, scans[0]) if scans else None
    if scan_bytes is not None:
        expected = None if state.scan is None else state.scan.sha256
        if hashlib.sha256(scan_bytes).hexdigest() != expected:
            raise DocumentError("the scan inside is not the one that was fitted")
    thumbnail = _content(archive, _THUMBNAIL) if _THUMBNAIL in members else None
    if thumbnail is not None and not thumbnail.startswith(_PNG_SIGNATURE):
        raise DocumentError("the thumbnail is no PNG")
    skull = real_skull_from_bytes(_content(archive, _CT_SKULL)) if _CT_SKULL in members else None
    texture = _texture(archive, pictures[0]) if pictures else None
    past = _past(archive, state, shapes) if _HISTORY in members else None
    found = _photos(archive, tuple(photos), state) if photos or ARRAYS in members else None
    return Project(state, scan_bytes, view, thumbnail, skull, texture, past, found)


def _photos(archive: zipfile.ZipFile, names: tuple[str, ...], state: FaceState) -> FacePhotos:
    source = None if state.scan is None else state.scan.photo
    if source is None or names not in ((), tuple(f"{FOLDER}{k}.jpg" for k in range(len(names)))):
        raise DocumentError("its photographs are not those of its document")
    pictures = tuple(_content(archive, name) for name in names)
    return photos_from_members(_content(archive, ARRAYS), pictures, len(source.shots))


def _past(archive: zipfile.ZipFile, state: FaceState, shapes: Mapping[str, FloatArray]) -> Past:
    steps = json_values(_content(archive, _HISTORY))
    past = past_from_members(steps, _content(archive, _HISTORY_ARRAYS), state.scan, shapes)
    if past.state != state:
        raise DocumentError("its history does not end in its document")
    return past


def _texture(archive: zipfile.ZipFile, name: str) -> Texture:
    texture = Texture(name.removeprefix(_TEXTURE_FOLDER), _content(archive, name))
    if not texture.is_picture or Path(texture.name).name != texture.name:
        raise DocumentError("the scan's texture is no picture")
    return texture


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member's bytes; what it declares and what it holds must stay within its limit."""
    limit = LARGEST_TEXTURE if name.startswith(_TEXTURE_FOLDER) else _LARGEST_SCAN
    limit = LARGEST_PICTURE if name.startswith(FOLDER) else limit
    limit = _LARGEST.get(name, limit)
    if archive.getinfo(name).file_size > limit:
        raise DocumentError(f"{name[:60]} is larger than {limit // _MEGABYTE} MB")
    with archive.open(name) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise DocumentError(f"{name[:60]} is larger than {limit // _MEGABYTE} MB")
    return content
