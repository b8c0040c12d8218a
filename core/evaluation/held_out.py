"""Heads that training never drew, and how far a reconstruction lies from them.

Held-out heads are random mixtures of the population's identity modes and expression shapes. Since
the population is linear, they measure how well a model has learnt it and can be fitted, not
how it takes to other people: that is what the real scans are for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.bundles.bundle import Bundle
from core.evaluation.ict import EYEBALL_FACES, HEAD_FACES, IctPopulation, load_population, triangles
from core.geometry.distance import SurfaceDistance, sample_surface
from core.geometry.mesh import Mesh
from core.geometry.template import PARTS

SEED = 990_001
"""Draws the heads; training uses other seeds."""
LOWEST = -100.0
"""Errors are measured above this height, mm: below lies the neck's cut, which is nobody's."""
VISIBLE = 0.6
"""Triangles within this distance of the mean template are visible skin or eyeball, mm."""
FULL_SAMPLES = 150_000
"""Points over the whole head, as Gu and Pears sample."""
PART_SAMPLES = 10_000
"""Points per part that are drawn beside them."""
UNIT_SPHERE_SHARE = 0.01
"""Gu and Pears' F-score threshold, as a share of the radius of the head's sphere."""
MOST_SHAPES = 4
"""Expression shapes that are mixed in one expressive head at most."""
STRENGTHS = (0.25, 0.9)
"""Range of their weights."""


@dataclass(frozen=True, eq=False)
class HeldOut:
    """One held-out head.

    Attributes
    ----------
    surface : Mesh
        The true visible surface, mm; open.
    expressive : bool
        Whether it wears an expression.
    """

    surface: Mesh
    expressive: bool


@dataclass(frozen=True)
class Closeness:
    """How close a reconstruction is in one region.

    Attributes
    ----------
    scd : float
        Symmetric chamfer distance: half the sum of both mean distances, mm.
    f_paper, f_1mm : float
        F-scores at the paper's threshold and at 1 mm, per cent.
    """

    scd: float
    f_paper: float
    f_1mm: float


def paper_threshold(bundle: Bundle) -> float:
    """Return the paper's F-score threshold on our template.

    Parameters
    ----------
    bundle : Bundle
        Supplies the template.

    Returns
    -------
    float
        One hundredth of the radius of the template's sphere, mm.
    """
    vertices = bundle.template.skin.vertices
    middle = 0.5 * (vertices.min(axis=0) + vertices.max(axis=0))
    radius = float(np.linalg.norm(vertices - middle, axis=1).max())
    return UNIT_SPHERE_SHARE * radius


def region_masks(bundle: Bundle) -> dict[str, BoolArray]:
    """Return the template's vertices of each region.

    Parameters
    ----------
    bundle : Bundle
        Supplies the template.

    Returns
    -------
    dict of str to (N_skin,) bool
        ``full``, ``face`` and each part by its largest weight; the pocket between the lips, which
        no surface shows, is in none.
    """
    template = bundle.template
    above = template.skin.vertices[:, 1] > LOWEST
    above[bundle.skull.pocket] = False
    largest = np.argmax(template.part_weights, axis=0)
    masks = {"full": above, "face": template.face_mask & above}
    for number, part in enumerate(PARTS):
        masks[part] = (largest == number) & above
    return masks


def visible_faces(bundle: Bundle, mean: FloatArray, quads: IntArray) -> IntArray:
    """Return the population's triangles that are visible on a closed head.

    Parameters
    ----------
    bundle : Bundle
        Its template is the closed mean head.
    mean : (n, 3) float64
        The population's mean, head frame, mm.
    quads : (m, 4) int64
        Its faces.

    Returns
    -------
    (k, 3) int64
        Skin above the neck's cut and the fronts of the eyeballs.
    """
    faces = np.vstack([triangles(quads[:HEAD_FACES]), triangles(quads[EYEBALL_FACES])])
    middle = mean[faces].mean(axis=1)
    distance, _, _ = SurfaceDistance(bundle.template.skin).unsigned(middle)
    visible: IntArray = faces[(distance < VISIBLE) & (middle[:, 1] > LOWEST - 12.0)]
    return visible


def held_out_heads(bundle: Bundle, data: Path, identities: int) -> Iterator[HeldOut]:
    """Yield every identity neutral, then the same identities with an expression.

    Parameters
    ----------
    bundle : Bundle
        Its expressions are mixed, its template says what is visible.
    data : Path
        The shared data folder.
    identities : int
        How many people.

    Yields
    ------
    HeldOut
        Twice as many heads as people (as many, where the bundle has no expressions).
    """
    population = load_population(data)
    faces = visible_faces(bundle, population.mean, population.quads)
    generator = np.random.default_rng(SEED)
    codes = generator.normal(size=(identities, len(population.identity)))
    for code in codes:
        yield HeldOut(Mesh(population.heads(code[None])[0], faces), expressive=False)
    known = [population.expression_names.index(n) for n in bundle.manifest.expression_names]
    if not known:
        return
    for code in codes:
        weights = _expression(population, known, generator)
        head = population.heads(code[None], weights[None])[0]
        yield HeldOut(Mesh(head, faces), expressive=True)


def _expression(
    population: IctPopulation, known: list[int], generator: np.random.Generator
) -> FloatArray:
    weights = np.zeros(len(population.expression_names))
    chosen = generator.choice(known, generator.integers(1, MOST_SHAPES + 1), replace=False)
    weights[chosen] = generator.uniform(*STRENGTHS, len(chosen))
    return weights


def closeness_by_region(
    model: Mesh, target: Mesh, masks: dict[str, BoolArray], threshold: float
) -> dict[str, Closeness]:
    """Measure a reconstruction.

    Parameters
    ----------
    model : Mesh
        A head in the template's topology, mm.
    target : Mesh
        The true surface, mm.
    masks : dict of str to (N_skin,) bool
        Regions on the model; a point of the target belongs where its nearest point does.
    threshold : float
        The paper's, mm.

    Returns
    -------
    dict of str to Closeness
        Distances go from evenly drawn points of one surface to the other surface.
    """
    back_surface, there_surface = SurfaceDistance(model), SurfaceDistance(target)
    inside = {
        name: np.asarray(mask[model.faces].all(axis=1), dtype=bool) for name, mask in masks.items()
    }
    theirs = sample_surface(target, FULL_SAMPLES, seed=2)
    back, _, nearest = back_surface.unsigned(theirs.points)
    result = {}
    for name, faces in inside.items():
        count = FULL_SAMPLES if name in ("full", "face") else PART_SAMPLES
        ours = sample_surface(Mesh(model.vertices, model.faces[faces]), count, seed=1)
        there, _, _ = there_surface.unsigned(ours.points)
        result[name] = _closeness(there, back[faces[nearest]], threshold)
    return result


def _closeness(there: FloatArray, back: FloatArray, threshold: float) -> Closeness:
    if len(back) == 0:
        return Closeness(float("nan"), 0.0, 0.0)

    def f_score(limit: float) -> float:
        precision, recall = float((there < limit).mean()), float((back < limit).mean())
        return 200.0 * precision * recall / max(precision + recall, 1e-9)

    scd = 0.5 * float(there.mean() + back.mean())
    return Closeness(scd, f_score(threshold), f_score(1.0))
