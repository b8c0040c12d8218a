"""A made-up population on a face-sized ellipsoid: quick, and with all that training asks for."""

import numpy as np
import trimesh

from core.geometry.mesh import Mesh
from core.geometry.template import PARTS
from core.models.windows import part_weights_array
from core.training.part_basis import build_part_basis
from core.training.source import Source

PEOPLE = 6
"""Modes of the population."""
NAMES = ("jawOpen", "mouthClose", "mouthSmile_L", "mouthSmile_R")


def small_head() -> Mesh:
    """Return a closed ellipsoid where the mean head lies."""
    ball = trimesh.creation.icosphere(subdivisions=3)
    vertices = np.asarray(ball.vertices) * [75.0, 110.0, 95.0] + [0.0, 0.0, 10.0]
    return Mesh(vertices, np.asarray(ball.faces))


def small_source() -> tuple[Source, np.ndarray]:
    """Return the population on the ellipsoid's vertices, and its (6, n, 3) modes in mm."""
    head = small_head()
    generator = np.random.default_rng(0)
    waves = generator.uniform(-0.03, 0.03, (PEOPLE + len(NAMES), 3))
    ways = 3.0 * generator.normal(size=(PEOPLE + len(NAMES), 1, 3))
    moves = np.sin(head.vertices @ waves.T + generator.uniform(0, 6, len(waves))).T[:, :, None]
    moves = moves * ways
    modes, expressions = moves[:PEOPLE], moves[PEOPLE:]
    vertices = np.array(head.vertices)
    weights = part_weights_array(vertices)
    importance = np.ones(len(vertices))
    sizes = dict.fromkeys(PARTS, PEOPLE)
    basis = build_part_basis(vertices, modes, weights, importance, np.array(head.faces), sizes)
    return Source(vertices, np.array(head.faces), basis, expressions, NAMES), modes
