"""What an optical scanner makes of a skin: noise, holes and hair (experiment C)."""

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray
from core.geometry.mesh import Mesh
from core.geometry.thickness import neighbour_average
from core.training.anatomy import Anatomy
from core.training.cohort import Cohort
from core.training.looked_at import LookedAt
from core.training.skull_methods import Posed, pose_people

NOISE = 0.6
"""Deviation of the noise along the normal, mm, half of it smooth over about a centimetre."""
NOISE_ROUNDS = 12
"""Rounds of averaging that make it smooth."""
HOLES, HOLE_RADIUS = 4, 17.0
"""Holes per scan, and their radius, mm."""
HAIR = (3.0, 12.0)
"""Hair lifts the scalp by so much, mm."""
HAIRLINE = 62.0
"""Hair begins at this height in front, and behind the ears lower, mm."""
FILL_ROUNDS = 200
"""Rounds of averaging that fill a hole from its rim."""


def as_scanned(cohort: Cohort, anatomy: Anatomy, looked_at: LookedAt, seed: int) -> Posed:
    """Return people as a scanner sees them, posed.

    Parameters
    ----------
    cohort : Cohort
        With all skin vertices kept.
    anatomy : Anatomy
        Gives the template.
    looked_at : LookedAt
        Vertices that pose.
    seed : int
        Of noise, holes and hair.

    Returns
    -------
    Posed
        Holes are filled smoothly from their rims, as a registration does, and told by the trust.
    """
    random = np.random.default_rng(seed)
    skin = anatomy.skin
    average = neighbour_average(skin)
    allowed = np.flatnonzero((skin.vertices[:, 2] > 20.0) & (np.abs(skin.vertices[:, 1]) < 80.0))
    skins, trusts = [], []
    for vertices in cohort.skins.astype(np.float64):
        seen = vertices + _noise(skin, average, random)[:, None] * anatomy.normals
        seen += _hair(skin, random)[:, None] * anatomy.normals
        centres = skin.vertices[random.choice(allowed, HOLES, replace=False)]
        hole = cKDTree(centres).query(skin.vertices)[0] < HOLE_RADIUS
        skins.append(_filled(seen, hole, average).astype(np.float32))
        trusts.append(1.0 - hole)
    scanned = Cohort(np.array(skins), cohort.skulls, cohort.identity)
    posed = pose_people(scanned, anatomy, looked_at)
    return Posed(posed.poses, posed.skin, posed.skull, np.array(trusts))


def _noise(skin: Mesh, average: csr_array, random: np.random.Generator) -> FloatArray:
    smooth = random.standard_normal(skin.vertex_count)
    for _ in range(NOISE_ROUNDS):
        smooth = average @ smooth
    smooth = smooth / smooth.std()
    noise: FloatArray = NOISE * np.sqrt(0.5) * (smooth + random.standard_normal(len(smooth)))
    return noise


def _hair(skin: Mesh, random: np.random.Generator) -> FloatArray:
    """Return by how much hair lifts each vertex: none on the face."""
    height, depth = skin.vertices[:, 1], skin.vertices[:, 2]
    line = HAIRLINE - np.clip((60.0 - depth) / 60.0, 0.0, 1.0) * 70.0
    covered = np.clip((height - line) / 10.0, 0.0, 1.0) * (depth < 95.0)
    lift: FloatArray = random.uniform(*HAIR) * covered
    return lift


def _filled(vertices: FloatArray, hole: BoolArray, average: csr_array) -> FloatArray:
    filled = vertices.copy()
    for _ in range(FILL_ROUNDS):
        filled[hole] = (average @ filled)[hole]
    return filled
