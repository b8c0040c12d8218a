"""Performances and blend shapes as files for other programs.

Shapes go under ARKit's names. Those that ARKit has only for both sides are given whole, under its
name, and in halves as the models have them; in an animation the whole gets what both sides share.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.document.arkit import ArkitShape, arkit_shapes, split_weights
from core.errors import ExportError
from core.geometry.mesh import Mesh
from core.geometry.morph_gltf import (
    STILL_MM,
    Morph,
    MovingHead,
    RigidPart,
    without_still,
    write_moving_head,
)
from core.geometry.obj_sequence import frame_names, write_obj_folder
from core.geometry.repair import compact
from core.geometry.rig import Rig
from core.inference.performance_player import Player, Puppet
from core.models.jaw import motion_quaternion
from core.monitor import Monitor

NEUTRAL = "neutral"
EXACT_MM = 0.05
"""Correctives are added until no vertex of any frame is farther off, mm."""
MOST_CORRECTIVES = 64
FRAMES_LEARNED = 400
"""Frames, spread evenly, from which correctives are made."""

_OTHER_FILES = {
    ".abc", ".blend", ".csv", ".dae", ".fbx", ".gltf", ".nasion", ".obj", ".ply", ".stl", ".usd",
    ".usda", ".usdc", ".usdz", ".zip",
}  # fmt: skip
"""Suffixes that nobody gives a folder."""


@dataclass(frozen=True)
class Written:
    """What an export wrote.

    Attributes
    ----------
    files : int
        How many.
    shapes : tuple of str
        Names of the morph targets or shapes; empty for a sequence.
    farthest_mm : float
        No vertex of any frame is farther from what was played, mm.
    joints : tuple of str
        Names of the skeleton's joints; empty without one.
    """

    files: int
    shapes: tuple[str, ...] = ()
    farthest_mm: float = 0.0
    joints: tuple[str, ...] = ()


def export_blendshapes(
    puppet: Puppet,
    path: Path,
    monitor: Monitor | None = None,
    *,
    rig: Rig | None = None,
    skull: bool = False,
) -> Written:
    """Write a person's shapes: as GLB with morph targets, or as a folder of OBJ files.

    Parameters
    ----------
    puppet : Puppet
        The person.
    path : Path
        A name that ends in ``.glb``, or a folder that is new or empty. glTF is in metres by its
        specification, OBJ is written in mm.
    monitor : Monitor, optional
        Progress and cancellation.
    rig : Rig, optional
        A skeleton for the GLB, from `core.inference.rigging`.
    skull : bool
        Whether cranium and mandible hang on that skeleton too.

    Returns
    -------
    Written
        What.

    Raises
    ------
    ExportError
        When it cannot be written, or a folder of OBJ files should hold a skeleton; nothing is left
        behind.
    CancelledError
        When the monitor was cancelled.
    """
    monitor = monitor or Monitor()
    shapes = arkit_shapes(puppet.names)
    if is_glb(path):
        morphs = tuple(Morph(shape.name, _moves(puppet, shape)) for shape in shapes)
        bones = _hung(puppet) if rig is not None and skull else ()
        head = MovingHead("head", puppet.skin, morphs, bones, rig=rig)
        write_moving_head(head, path, monitor)
        joints = () if rig is None else tuple(joint.name for joint in rig.joints)
        return Written(1, tuple(shape.name for shape in shapes), joints=joints)
    if rig is not None:
        raise ExportError("OBJ files hold no skeleton: end the name in .glb.")

    def surfaces() -> Iterator[tuple[str, Mesh]]:
        yield f"{NEUTRAL}.obj", puppet.skin
        for done, shape in enumerate(shapes):
            monitor.report(done / len(shapes), f"Writing {shape.name}")
            moved = puppet.skin.vertices + _moves(puppet, shape)
            yield f"{shape.name}.obj", puppet.skin.with_vertices(moved)

    files = write_obj_folder(path, surfaces())
    return Written(files, tuple(shape.name for shape in shapes))


def export_performance(
    player: Player, path: Path, monitor: Monitor | None = None, *, skull: bool = False
) -> Written:
    """Write a performance: as animated GLB, or as a folder of one OBJ file a frame.

    Parameters
    ----------
    player : Player
        Who plays what.
    path : Path
        A name that ends in ``.glb``, or a folder that is new or empty. glTF is in metres by its
        specification, OBJ is written in mm.
    monitor : Monitor, optional
        Progress and cancellation.
    skull : bool
        Whether to write the skull too: cranium and moving mandible in the GLB, or a folder
        ``skull`` with a file a frame.

    Returns
    -------
    Written
        What, and how exact.

    Raises
    ------
    ExportError
        When it cannot be written; nothing is left behind.
    CancelledError
        When the monitor was cancelled.
    """
    monitor = monitor or Monitor()
    if is_glb(path):
        return _export_animated(player, path, monitor, skull=skull)
    names = frame_names(player.performance.frame_count)

    def surfaces() -> Iterator[tuple[str, Mesh]]:
        for frame, name in enumerate(names):
            monitor.report(frame / len(names), f"Writing {name}")
            yield name, player.puppet.skin.with_vertices(player.skin(frame))
            if skull:
                yield f"skull/{name}", player.puppet.skull.with_vertices(player.skull(frame))

    return Written(write_obj_folder(path, surfaces()))


def is_glb(path: Path) -> bool:
    """Return whether a path names a GLB file rather than a folder.

    Parameters
    ----------
    path : Path
        Where to write.

    Returns
    -------
    bool
        By its suffix.

    Raises
    ------
    ExportError
        When the suffix is that of a file that is not written here.
    """
    suffix = path.suffix.lower()
    if suffix in _OTHER_FILES:
        raise ExportError(
            f"{path.name} cannot be written: end its name in .glb, or name a folder for OBJ files."
        )
    return suffix == ".glb"


def refuse_taken(path: Path) -> None:
    """Refuse a folder that holds something, before the work rather than after it.

    Parameters
    ----------
    path : Path
        Where to write.

    Raises
    ------
    ExportError
        When nothing can be written there for certain.
    """
    if not path.parent.is_dir():
        raise ExportError(f"There is no folder {path.parent}: create it or choose another one.")
    if is_glb(path):
        if path.is_dir():
            raise ExportError(f"{path} is a folder: choose another name.")
    elif path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise ExportError(f"{path} exists already and is not empty: choose a new folder.")


def _moves(puppet: Puppet, shape: ArkitShape) -> FloatArray:
    return sum((puppet.shape(at) for at in shape.members), np.zeros_like(puppet.skin.vertices))


def _export_animated(player: Player, path: Path, monitor: Monitor, *, skull: bool) -> Written:
    puppet, take = player.puppet, player.performance
    shapes = arkit_shapes(puppet.names)
    monitor.report(0.0, "Gathering the frames")
    weights = np.array([split_weights(shapes, row) for row in take.weights])
    morphs = [Morph(shape.name, _moves(puppet, shape)) for shape in shapes]
    left = 0.0
    if player.beyond is not None:
        extra, extra_weights, left = _correctives(player.beyond, monitor.part(0.0, 0.3))
        morphs += extra
        weights = np.hstack([weights, extra_weights])
    head = MovingHead(
        "head",
        puppet.skin,
        tuple(morphs),
        _bones(player) if skull else (),
        weights,
        take.fps,
        {"source": take.source} if take.source else {},
    )
    write_moving_head(head, path, monitor.part(0.3, 1.0))
    return Written(1, tuple(morph.name for morph in morphs), left + _left_out(morphs, weights))


def _correctives(
    beyond: "np.ndarray[tuple[int, int, int], np.dtype[np.float32]]", monitor: Monitor
) -> tuple[list[Morph], FloatArray, float]:
    """Return the few shapes that make what no weight explains, their weights (F, K), and the rest.

    They are the principal components over the frames, as many as the exactness needs; the rest is
    the largest distance of a vertex that they leave, mm.
    """
    count = len(beyond)
    rows = beyond.reshape(count, -1)
    some = rows[np.unique(np.linspace(0, count - 1, min(count, FRAMES_LEARNED)).astype(int))]
    monitor.report(0.1, "Finding correctives")
    values, vectors = np.linalg.eigh(some.astype(np.float64) @ some.T.astype(np.float64))
    order = np.argsort(-values)[:MOST_CORRECTIVES]
    order = order[values[order] > 1e-9 * max(float(values.max(initial=0.0)), 1e-9)]
    shapes = (vectors[:, order].T @ some) / np.sqrt(values[order])[:, None]
    weights = rows @ shapes.T
    left = np.array(rows, dtype=np.float32)
    used, farthest = 0, 0.0
    for used in range(len(order) + 1):
        monitor.report(0.2 + 0.8 * used / (len(order) + 1), "Finding correctives")
        farthest = float(np.linalg.norm(left.reshape(count, -1, 3), axis=2).max(initial=0.0))
        if farthest <= EXACT_MM:
            break
        if used < len(order):
            left -= weights[:, used, None] * shapes[used].astype(np.float32)
    reach = np.maximum(np.abs(weights[:, :used]).max(axis=0, initial=0.0), 1e-9)
    morphs = [
        Morph(f"corrective_{at + 1:02d}", (shapes[at] * reach[at]).reshape(-1, 3))
        for at in range(used)
    ]
    return morphs, weights[:, :used] / reach, farthest


def _bones(player: Player) -> tuple[RigidPart, ...]:
    """Return the cranium, which stands still, and the mandible with its motion."""
    puppet = player.puppet
    motions = [player.jaw(frame) for frame in range(player.performance.frame_count)]
    turns = np.array([motion_quaternion(motion) for motion in motions])
    shifts = np.array([motion.translation for motion in motions])
    return (
        RigidPart("cranium", _part(puppet.skull, ~puppet.jaw)),
        RigidPart("mandible", _part(puppet.skull, puppet.jaw), turns, shifts),
    )


def _hung(puppet: Puppet) -> tuple[RigidPart, ...]:
    """Return cranium and mandible, each with the joint that carries it."""
    return (
        RigidPart("cranium", _part(puppet.skull, ~puppet.jaw), joint="head"),
        RigidPart("mandible", _part(puppet.skull, puppet.jaw), joint="jaw"),
    )


def _part(mesh: Mesh, chosen: BoolArray) -> Mesh:
    return Mesh(*compact(mesh.vertices, mesh.faces[chosen[mesh.faces].all(axis=1)]))


def _left_out(morphs: list[Morph], weights: FloatArray) -> float:
    """Return how far a vertex is off at most, because small displacements are left out, mm."""
    dropped = np.stack(
        [np.linalg.norm(m.moves - without_still(m.moves, STILL_MM), axis=1) for m in morphs]
    ).astype(np.float32)
    amounts = np.abs(weights).astype(np.float32)
    starts = range(0, len(amounts), FRAMES_LEARNED)
    return max(float((amounts[at : at + FRAMES_LEARNED] @ dropped).max()) for at in starts)
