"""Synthetic pairs of skin and skull, until real pairs are at hand.

People are drawn as `anatomy` says they come about, with what its linear posterior does not know:
depths are lognormal (measured depths are skewed), sexes are two, bone keeps clear of the skin.
People come in antithetic pairs (a draw and its negative), so that no chance correlation between
skin and depth can be learned from a few hundred heads.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree
from scipy.special import ndtr

from core.arrays import FloatArray, IntArray
from core.geometry.clearance import clear_skin_roughly, outer_skin
from core.geometry.mesh import Mesh
from core.monitor import Monitor
from core.training.anatomy import Anatomy, shown_by_population
from core.training.tissue_depth import BODY_MASS_SHOWN, SEX_SIZE, SMALLEST_DEPTH

SHALLOW_DEPTH = 16.0
"""Bone deeper than this on the template never comes near the skin in a draw, mm."""


@dataclass(frozen=True)
class Population:
    """Whom to draw.

    Attributes
    ----------
    depth : float
        Factor on every mean depth.
    spread : float
        Factor on every deviation of depth.
    body_mass : float
        Mean body mass, in deviations of the first population.
    men : float
        Share of men at the mean head size.
    hidden : float
        Factor on the bone's hidden shape.
    """

    depth: float = 1.0
    spread: float = 1.0
    body_mass: float = 0.0
    men: float = 0.5
    hidden: float = 1.0


OTHER_POPULATION = Population(depth=1.08, spread=1.15, body_mass=0.6, men=0.7, hidden=1.15)
"""Experiment B: heavier people, more men, other depths."""


@dataclass(frozen=True, eq=False)
class Cohort:
    """Pairs of skin and skull.

    Attributes
    ----------
    skins : (m, k, 3) float32
        Skins at the kept vertices, head frame, mm.
    skulls : (m, n, 3) float32
        Skulls on the template skull's vertices, mm.
    identity : (m,) int64
        Which head each pair came from; pairs of one head belong to one side of a split.
    """

    skins: FloatArray
    skulls: FloatArray
    identity: IntArray


@dataclass(frozen=True, eq=False)
class _Draws:
    mass: float
    sex: float
    local: FloatArray
    bone: FloatArray
    hidden: FloatArray

    def negated(self) -> "_Draws":
        return _Draws(-self.mass, 1.0 - self.sex, -self.local, -self.bone, -self.hidden)


def make_cohort(
    anatomy: Anatomy,
    kept: IntArray,
    seed: int,
    monitor: Monitor,
    population: Population | None = None,
) -> Cohort:
    """Give every head of the anatomy two people.

    Parameters
    ----------
    anatomy : Anatomy
        What people are drawn from; all its heads are used.
    kept : (k,) int64
        Skin vertices to keep.
    seed : int
        Of all draws.
    monitor : Monitor
        Progress and cancellation.
    population : Population, optional
        Whom to draw; the one that the tissue table describes when left out.

    Returns
    -------
    Cohort
        A draw and its negative per head.
    """
    people = population or Population()
    generator = np.random.default_rng(seed)
    shallow = _shallow(anatomy.skin, anatomy.template.mesh)
    skins, skulls, identity = [], [], []
    for number in range(len(anatomy.heads)):
        monitor.report(number / len(anatomy.heads), f"Head {number + 1} of {len(anatomy.heads)}")
        draws = _Draws(
            float(generator.standard_normal()),
            float(generator.random()),
            generator.standard_normal((anatomy.tissue.local.shape[1],)),
            generator.standard_normal((anatomy.shown_bone.shape[2],)),
            generator.standard_normal((anatomy.hidden_bone.shape[2],)),
        )
        for drawn in (draws, draws.negated()):
            skin, bone = _person(anatomy, number, drawn, people)
            outer = outer_skin(anatomy.skin.with_vertices(skin), anatomy.template.pocket)
            bone[shallow] = clear_skin_roughly(bone[shallow], outer)
            skins.append(skin[kept].astype(np.float32))
            skulls.append(bone.astype(np.float32))
            identity.append(number)
    return Cohort(np.array(skins), np.array(skulls), np.array(identity))


def _person(
    anatomy: Anatomy, number: int, draws: _Draws, people: Population
) -> tuple[FloatArray, FloatArray]:
    """Return one person's skin (N_skin, 3) and bone (N_skull, 3), mm."""
    tissue, heavy = anatomy.tissue, float(anatomy.adiposity[number])
    log_size = float(anatomy.log_sizes[number])
    lean = float(np.log(max(people.men, 1e-6) / max(1.0 - people.men, 1e-6))) / 1.6
    chance = ndtr((SEX_SIZE * log_size / anatomy.size_deviation) / np.sqrt(1 - SEX_SIZE**2) + lean)
    sex = 1.0 if draws.sex < chance else -1.0
    mass = BODY_MASS_SHOWN * heavy + np.sqrt(1.0 - BODY_MASS_SHOWN**2) * draws.mass
    mass += people.body_mass
    normal = mass * tissue.body_mass + sex * tissue.male + tissue.local @ draws.local
    more = _skewed(people.spread * normal, tissue.mean, people.spread * tissue.deviation)
    more += (people.depth - 1.0) * tissue.mean
    shape = anatomy.mean_head + anatomy.heads[number] + anatomy.shown_bone @ draws.bone
    shown = more - heavy * shown_by_population(anatomy)
    skin = np.exp(log_size) * shape + shown[:, None] * anatomy.normals
    deep = skin - more[:, None] * anatomy.normals
    moves = (deep - anatomy.skin.vertices)[anatomy.carrier.indices]
    bone = anatomy.template.mesh.vertices + anatomy.carrier.carry(moves)
    bone += people.hidden * (anatomy.hidden_bone @ draws.hidden)
    return skin, bone


def _skewed(normal: FloatArray, mean: FloatArray, deviation: FloatArray) -> FloatArray:
    """Return lognormal changes of depth with the same mean and about the same deviation."""
    ratio = deviation / mean
    spread = np.sqrt(np.log1p(ratio**2))
    depth = mean * np.exp(spread * normal / deviation - 0.5 * spread**2)
    changed: FloatArray = np.maximum(depth, SMALLEST_DEPTH) - mean
    return changed


def _shallow(skin: Mesh, skull: Mesh) -> IntArray:
    """Return the skull vertices that a draw could bring near the skin."""
    distance, _ = cKDTree(skin.vertices).query(skull.vertices)
    return np.flatnonzero(distance < SHALLOW_DEPTH)
