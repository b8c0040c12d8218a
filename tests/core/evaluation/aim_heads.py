"""A small actor in closed form: an ellipsoid of skin around an ellipsoid of bone."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import trimesh

from core.arrays import FloatArray
from core.evaluation.aim_actor import Actor
from core.geometry.mesh import Mesh
from core.geometry.template import SKULL_LABELS
from core.inference.skull_from_skin import SkullEstimate
from core.models.anatomy import Anatomy

NAMES = ("jawOpen", "jawLeft", "mouthSmile_L", "mouthSmile_R", "browDown_L", "browDown_R")
_MIDDLES = {
    "jawOpen": (0.0, -85.0, 70.0),
    "jawLeft": (0.0, -85.0, 70.0),
    "mouthSmile_L": (30.0, -50.0, 80.0),
    "mouthSmile_R": (-30.0, -50.0, 80.0),
    "browDown_L": (25.0, 35.0, 90.0),
    "browDown_R": (-25.0, 35.0, 90.0),
}
_MOVES = {"jawOpen": (0.0, -20.0, -8.0), "jawLeft": (5.0, 0.0, 0.0)}


def ball(semi_axes: tuple[float, float, float], subdivisions: int = 4) -> Mesh:
    """Return an ellipsoid about the origin."""
    sphere = trimesh.creation.icosphere(subdivisions)
    return Mesh(np.array(sphere.vertices) * np.array(semi_axes), np.array(sphere.faces))


def small_bundle() -> Any:
    """Return what the evaluation asks of a bundle."""
    skin, skull = ball((75.0, 120.0, 98.0)), ball((65.0, 108.0, 86.0), 3)
    labels = np.where(skull.vertices[:, 1] < -35.0, SKULL_LABELS.index("mandible"), 0)
    nearest = {
        name: int(np.argmin(np.linalg.norm(skull.vertices - place, axis=1)))
        for name, place in {
            "condylion_left": (60.0, -10.0, 10.0),
            "condylion_right": (-60.0, -10.0, 10.0),
            "lower_incisal_edge": (0.0, -60.0, 75.0),
        }.items()
    }
    template = SimpleNamespace(
        skin=skin,
        skull=skull,
        skull_labels=labels,
        skull_landmarks=nearest,
        face_mask=skin.vertices[:, 2] > 20.0,
    )
    return SimpleNamespace(
        template=template, skull=SimpleNamespace(pocket=np.zeros(0, dtype=np.int64))
    )


def small_actor(bundle: Any, seed: int = 3) -> Actor:
    """Return an actor with six expressions."""
    template = bundle.template
    skin = template.skin
    deviation = np.zeros(template.skull.vertex_count)
    skull = SkullEstimate(template.skull, template.skull_labels, deviation)
    return Actor("small", bundle, skin, skull, expressions(skin.vertices), seed)


def expressions(points: FloatArray) -> dict[str, FloatArray]:
    """Return the displacements of `NAMES`."""
    moves = {}
    for name in NAMES:
        squared = ((points - _MIDDLES[name]) ** 2).sum(axis=1)
        move = np.array(_MOVES.get(name, (0.0, 4.0 if "mouth" in name else -4.0, 1.0)))
        moves[name] = np.exp(-squared / (2.0 * 22.0**2))[:, None] * move
    return moves


def small_anatomy(actor: Actor) -> Anatomy:
    """Return bone straight beneath the skin, known but in the forehead."""
    skin = actor.resting.vertices
    normal = skin / np.linalg.norm(skin, axis=1, keepdims=True)
    depth = np.full(len(skin), 10.0)
    jaw = (skin[:, 1] < -45.0).astype(np.float64)
    return Anatomy(skin - 10.0 * normal, normal, depth, jaw, skin[:, 1] < 60.0)
