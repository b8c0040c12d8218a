"""Provenance of results that are whole sets of files: blend shapes and performances.

Beside a ``.glb`` lies its side file as beside every result; beside a folder lies one for all of it.
It names each file by its hash. `nasion replay` makes the files again and compares them byte by
byte, and where rounding differs number by number.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from app.exports import machine_of
from app.performing import PERFORMER, RECORDING, cast, face_hash, read_act, recording_hash
from app.replay import Verdict, refuse_difference
from core.arrays import FloatArray
from core.atomic import write_folder_atomically, write_whole
from core.document.project_file import Project
from core.document.provenance import Fingerprint, Recipe, nameless, write_recipe
from core.document.state import FaceState
from core.errors import ExportError, ProjectError, ScanError
from core.geometry.mesh_io import read_file, read_mesh
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.performance_export import Written

BLENDSHAPES, PERFORM = "blendshapes", "perform"
FILE_VERBS = (BLENDSHAPES, PERFORM)
"""Verbs whose result is one GLB or a folder of OBJ files."""
RIG, SKULL = "rig", "skull"
"""What may be asked for beside shapes: a skeleton, and the skull on it."""
_GLB_HEADER, _CHUNK_HEADER = 12, 8
_LEAST_NORMAL = 1e-30
"""Words of a GLB below this in both files are whole numbers, not rounded ones."""


def write_blendshapes(
    model: "HeadModel",
    state: FaceState,
    path: Path,
    options: Mapping[str, Any],
    monitor: Monitor,
) -> "Written":
    """Write a person's blend shapes, with a skeleton where that is asked for.

    Parameters
    ----------
    model : HeadModel
        The models that the document was made with.
    state : FaceState
        The person.
    path : Path
        A GLB, or a new folder for OBJ files.
    options : mapping of str to bool
        `RIG` and `SKULL`; absent means no.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Written
        What.

    Raises
    ------
    ExportError
        When it cannot be written; nothing is left behind.
    """
    from core.inference.performance_export import export_blendshapes
    from core.inference.performance_player import prepare_puppet
    from core.inference.rigging import rig_of

    puppet = prepare_puppet(model, state, monitor.part(0.0, 0.3))
    rig = None
    if options.get(RIG) is True:
        rig = rig_of(model, state, puppet, monitor.part(0.3, 0.5))
    skull = options.get(SKULL) is True
    return export_blendshapes(puppet, path, monitor.part(0.5, 1.0), rig=rig, skull=skull)


def write_files_recipe(
    path: Path, verb: str, options: Mapping[str, Any], state: FaceState, model: "HeadModel"
) -> Path:
    """Write beside files that were just written how they were made.

    Parameters
    ----------
    path : Path
        A GLB or a folder of OBJ files.
    verb : str
        One of `FILE_VERBS`.
    options : mapping of str to JSON values
        What was asked for; no name and no path.
    state : FaceState
        Whose face it is.
    model : HeadModel
        What made it.

    Returns
    -------
    Path
        The side file.

    Raises
    ------
    ExportError
        When it cannot be written.
    """
    recipe = Recipe(
        verb=verb,
        options=dict(options),
        state=nameless(state),
        made=_fingerprints(path),
        program=metadata.version("nasion"),
        machine=machine_of(model),
    )
    return write_recipe(path, recipe)


def make_files_again(
    recipe: Recipe,
    old: Path,
    output: Path | None,
    model: "HeadModel",
    monitor: Monitor,
    *,
    recording: Path | None = None,
    project: Project | None = None,
) -> dict[str, Any]:
    """Make blend shapes or a performance again and say whether they are the same.

    Parameters
    ----------
    recipe : Recipe
        From the side file.
    old : Path
        The old file or folder; need not exist any more.
    output : Path or None
        Where the new one goes; None only compares.
    model : HeadModel
        Of the recipe's bundle.
    monitor : Monitor
        Progress and cancellation.
    recording : Path, optional
        What was played; a performance needs it.
    project : Project, optional
        Of the person who was recorded, where meshes of another one were played.

    Returns
    -------
    dict
        What the command tells.

    Raises
    ------
    ProjectError
        When the recording or the person is another one.
    ExportError
        When the result is another one; nothing is written.
    """
    from core.inference.performance_export import is_glb, refuse_taken

    if output is not None:
        refuse_taken(output)
        if is_glb(output) != is_glb(old):
            raise ExportError(f"{output.name} is of another kind than {old.name}; name it alike.")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / old.name
        _make(recipe, made, model, monitor, recording, project)
        same = _fingerprints(made) == recipe.made
        verdict = Verdict(same, 0.0 if same else _farthest(made, old))
        refuse_difference(verdict, old)
        written = []
        if output is not None:
            _copy(made, output)
            side = write_files_recipe(output, recipe.verb, recipe.options, recipe.state, model)
            written = [str(output), str(side)]
    return {
        "verb": recipe.verb,
        "same_bits": verdict.bits,
        "deviation_mm": verdict.deviation_mm,
        "written": written,
    }


def _make(
    recipe: Recipe,
    path: Path,
    model: "HeadModel",
    monitor: Monitor,
    recording: Path | None,
    project: Project | None,
) -> None:
    from core.inference.performance_export import export_performance

    state, told = recipe.state, recipe.options
    if recipe.verb == BLENDSHAPES:
        write_blendshapes(model, state, path, told, monitor)
        return
    if recording is None:
        raise ProjectError(
            "The recording is not in the provenance; give it with --performance to play it again."
        )
    if recording_hash(recording) != told.get(RECORDING):
        raise ProjectError(
            f"{recording.name} is not the recording that was played: its hash differs; give that."
        )
    performer = state if project is None else project.state
    if told.get(PERFORMER) not in (None, face_hash(performer)):
        raise ProjectError(
            "The meshes are of another person than the result; give that person's project with "
            "--project."
        )
    try:
        unit, fps, other = str(told["unit"]), float(told["fps"]), told["other"] is True
    except (KeyError, TypeError, ValueError) as error:
        raise ExportError(
            f"The provenance asks for something unknown ({error}); it was changed, or written by "
            "another Nasion."
        ) from None
    act = read_act(recording, performer, model, monitor.part(0.0, 0.6), fps=fps, unit=unit)
    player = cast(act, state, model, monitor.part(0.6, 0.8), other=other)
    export_performance(player, path, monitor.part(0.8, 1.0), skull=told.get("skull") is True)


def _files(path: Path) -> dict[str, Path]:
    if path.is_dir():
        found = sorted(one for one in path.rglob("*") if one.is_file())
        return {one.relative_to(path).as_posix(): one for one in found}
    return {"file": path}


def _fingerprints(path: Path) -> tuple[Fingerprint, ...]:
    contents = {name: file.read_bytes() for name, file in _files(path).items()}
    return tuple(
        Fingerprint(name, len(content), 0, hashlib.sha256(content).hexdigest())
        for name, content in contents.items()
    )


def _farthest(made: Path, old: Path) -> float | None:
    """Return the largest distance of a number from that in the old files, mm; None without them."""
    mine, theirs = _files(made), _files(old)
    if not all(one.is_file() for one in theirs.values()):
        return None
    if mine.keys() != theirs.keys():
        return float("inf")
    try:
        if made.is_file():
            return _words_apart(made.read_bytes(), read_file(old))
        return max((_vertices_apart(mine[name], theirs[name]) for name in mine), default=0.0)
    except ScanError:
        return None


def _vertices_apart(mine: Path, theirs: Path) -> float:
    one, other = read_mesh(mine), read_mesh(theirs)
    if one.vertices.shape != other.vertices.shape or not np.array_equal(one.faces, other.faces):
        return float("inf")
    return float(np.abs(one.vertices - other.vertices).max())


def _words_apart(mine: bytes, theirs: bytes) -> float:
    """Return how far the numbers of two GLB files differ, mm; whole numbers must be equal."""
    one, other = _binary(mine), _binary(theirs)
    if one.shape != other.shape:
        return float("inf")
    differ = one.view(np.uint32) != other.view(np.uint32)
    pairs: FloatArray = np.stack([one[differ], other[differ]]).astype(np.float64)
    if not pairs.size:
        return 0.0
    whole = (np.abs(pairs).max(axis=0) < _LEAST_NORMAL).any()
    apart = 1000.0 * float(np.abs(pairs[0] - pairs[1]).max())
    return apart if np.isfinite(apart) and not whole else float("inf")


def _binary(content: bytes) -> "np.ndarray[Any, np.dtype[np.float32]]":
    """Return the second chunk of a GLB as single-precision numbers."""
    text = int.from_bytes(content[_GLB_HEADER : _GLB_HEADER + 4], "little")
    start = _GLB_HEADER + _CHUNK_HEADER + text + _CHUNK_HEADER
    words = content[start:]
    return np.frombuffer(words[: len(words) // 4 * 4], "<f4")


def _copy(made: Path, output: Path) -> None:
    if made.is_dir():
        write_folder_atomically(
            output, lambda to: [shutil.copytree(made, to, dirs_exist_ok=True)].clear()
        )
    else:
        content = made.read_bytes()
        write_whole(output, content)
