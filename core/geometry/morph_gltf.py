"""A head that moves, as GLB: morph targets over one skin, and rigid bones beside it.

glTF is in metres with +y up and +z to the front, which is the head frame but for the unit.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.atomic import why_not_written, write_atomically
from core.errors import ExportError
from core.geometry.gltf_builder import GltfBuilder
from core.geometry.gltf_surface import METRES_PER_MM, material, surface_of
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals
from core.geometry.rig import Rig, add_skeleton, bound
from core.monitor import Monitor

STILL_MM = 0.005
"""Less than this is left out of a morph target, mm."""
STILL_NORMAL = 0.005
"""The same for its normals: a quarter of a degree."""


@dataclass(frozen=True, eq=False)
class Morph:
    """One morph target.

    Attributes
    ----------
    name : str
        As other programs find it.
    moves : (n, 3) float64
        Displacement of every vertex at full weight, mm.
    """

    name: str
    moves: FloatArray


@dataclass(frozen=True, eq=False)
class RigidPart:
    """A surface that moves as a whole.

    Attributes
    ----------
    name : str
        Of its node.
    mesh : Mesh
        At rest, head frame, mm.
    turns : (F, 4) float64 or None
        Unit quaternions x, y, z, w per frame; None where it stands still.
    shifts : (F, 3) float64 or None
        Translation per frame, mm.
    joint : str
        Of the skeleton, that carries it where there is one.
    """

    name: str
    mesh: Mesh
    turns: FloatArray | None = None
    shifts: FloatArray | None = None
    joint: str = ""


@dataclass(frozen=True, eq=False)
class MovingHead:
    """What goes into a file.

    Attributes
    ----------
    name : str
        Of the skin.
    skin : Mesh
        Neutral, head frame, mm.
    morphs : tuple of Morph
        Over the skin.
    bones : tuple of RigidPart
        Beside it.
    weights : (F, M) float64 or None
        Of every morph in every frame; None without an animation.
    fps : float
        Frames a second.
    notes : dict
        JSON values about the file, for whoever reads it.
    rig : Rig or None
        A skeleton that the skin, and every bone with a joint, hangs on.
    """

    name: str
    skin: Mesh
    morphs: tuple[Morph, ...]
    bones: tuple[RigidPart, ...] = ()
    weights: FloatArray | None = None
    fps: float = 60.0
    notes: dict[str, Any] = field(default_factory=dict)
    rig: Rig | None = None


def write_moving_head(head: MovingHead, path: Path, monitor: Monitor | None = None) -> None:
    """Write a head as GLB; the file appears whole or not at all.

    Parameters
    ----------
    head : MovingHead
        What to write.
    path : Path
        Where to; ``.glb``.
    monitor : Monitor, optional
        Progress and cancellation.

    Raises
    ------
    ExportError
        When the name is that of another format or the file cannot be written.
    CancelledError
        When the monitor was cancelled.
    """
    if path.suffix.lower() != ".glb":
        raise ExportError(f"{path.name} would hold a GLB: end its name in .glb.")
    monitor = monitor or Monitor()
    builder = GltfBuilder("Nasion")
    nodes: list[dict[str, Any]] = [{"name": head.name, "mesh": 0}]
    meshes = [_skin(builder, head, monitor)]
    for bone in head.bones:
        nodes.append({"name": bone.name, "mesh": len(meshes)})
        primitive = {**surface_of(builder, bone.mesh, METRES_PER_MM), "material": 1}
        meshes.append({"name": bone.name, "primitives": [primitive]})
    tops = list(range(len(nodes)))
    if head.rig is not None:
        tops.append(len(nodes))
        nodes += _hang(builder, head, head.rig, nodes, meshes)
    builder.description |= {
        "scene": 0,
        "scenes": [{"nodes": tops}],
        "nodes": nodes,
        "meshes": meshes,
        "materials": [material("skin"), *([material("bone")] if head.bones else [])],
    }
    animation = _animation(builder, head)
    if animation is not None:
        builder.description["animations"] = [animation]
    if head.notes:
        builder.description["asset"]["extras"] = head.notes
    monitor.report(0.95, f"Writing {path.name}")
    try:
        write_atomically(path, builder.write)
    except OSError as error:
        raise ExportError(why_not_written(path, error)) from None
    except ValueError as error:
        raise ExportError(f"{path.name} was not written, because {error}.") from None


def _hang(
    builder: GltfBuilder,
    head: MovingHead,
    rig: Rig,
    nodes: list[dict[str, Any]],
    meshes: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Bind the surfaces to the skeleton and return the nodes of its joints."""
    joints = add_skeleton(builder, rig, len(nodes))
    whole = np.eye(len(rig.joints))
    for at, bone in enumerate((None, *head.bones)):
        weights = rig.weights
        if bone is not None:
            if not bone.joint:
                continue
            weights = np.tile(whole[rig.place_of(bone.joint)], (bone.mesh.vertex_count, 1))
        meshes[at]["primitives"][0]["attributes"] |= bound(builder, weights)
        nodes[at]["skin"] = 0
    return joints


def _skin(builder: GltfBuilder, head: MovingHead, monitor: Monitor) -> dict[str, Any]:
    """Add the skin with its morph targets and return its mesh."""
    surface = surface_of(builder, head.skin, METRES_PER_MM)
    neutral = vertex_normals(head.skin.vertices, head.skin.faces)
    targets = []
    for done, morph in enumerate(head.morphs):
        monitor.report(0.9 * done / len(head.morphs), f"Adding {morph.name}")
        moved = vertex_normals(head.skin.vertices + morph.moves, head.skin.faces)
        moves = without_still(morph.moves, STILL_MM) * METRES_PER_MM
        turned = without_still(moved - neutral, STILL_NORMAL)
        targets.append(
            {
                "POSITION": builder.displacements(moves, bounds=True),
                "NORMAL": builder.displacements(turned),
            }
        )
    mesh: dict[str, Any] = {"name": head.name, "primitives": [{**surface, "material": 0}]}
    if targets:
        mesh["primitives"][0]["targets"] = targets
        mesh["weights"] = [0.0] * len(targets)
        # Where morph targets have their names by common use; the format itself has no place.
        mesh["extras"] = {"targetNames": [morph.name for morph in head.morphs]}
    return mesh


def without_still(moves: FloatArray, least: float) -> FloatArray:
    """Return displacements without those that nobody sees.

    Parameters
    ----------
    moves : (n, 3) float64
        Per vertex.
    least : float
        Length up to which one becomes zero.

    Returns
    -------
    (n, 3) float64
        The others as they were.
    """
    moving = np.linalg.norm(moves, axis=1) > least
    kept: FloatArray = np.where(moving[:, None], moves, 0.0)
    return kept


def _animation(builder: GltfBuilder, head: MovingHead) -> dict[str, Any] | None:
    """Add the frames and return the animation; None where nothing moves."""
    moving = [head.weights, *(bone.turns for bone in head.bones)]
    count = max((len(one) for one in moving if one is not None), default=0)
    if not count:
        return None
    times = builder.floats(np.arange(count) / head.fps, bounds=True)
    samplers: list[dict[str, Any]] = []
    channels: list[dict[str, Any]] = []

    def move(node: int, path: str, values: FloatArray) -> None:
        channels.append({"sampler": len(samplers), "target": {"node": node, "path": path}})
        output = builder.floats(values)
        samplers.append({"input": times, "output": output, "interpolation": "LINEAR"})

    if head.weights is not None and head.morphs:
        move(0, "weights", head.weights.reshape(-1))
    for node, bone in enumerate(head.bones, start=1):
        if bone.turns is not None and bone.shifts is not None:
            move(node, "rotation", _continuous(bone.turns))
            move(node, "translation", bone.shifts * METRES_PER_MM)
    return {"name": "Performance", "samplers": samplers, "channels": channels} if channels else None


def _continuous(turns: FloatArray) -> FloatArray:
    """Return unit quaternions whose neighbours lie on the same side: q and -q turn alike."""
    unit = turns / np.linalg.norm(turns, axis=1, keepdims=True)
    flips = np.sign((unit[1:] * unit[:-1]).sum(axis=1))
    sign = np.concatenate([[1.0], np.cumprod(np.where(flips < 0.0, -1.0, 1.0))])
    continuous: FloatArray = unit * sign[:, None]
    return continuous
