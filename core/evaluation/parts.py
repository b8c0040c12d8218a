"""How well part codes alone reconstruct heads, and how well parts keep to themselves.

Held-out heads are random mixtures of the population's identity modes that training never drew.
Since the population is linear and the model regresses its modes, this measures regression, not
generalisation to other people: that is what the real scans are for.
"""

from pathlib import Path

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray
from core.bundles.bundle import Bundle
from core.evaluation.ict import EYEBALL_FACES, HEAD_FACES, load_population, triangles
from core.geometry.distance import SurfaceDistance, sample_surface
from core.geometry.mesh import Mesh
from core.geometry.template import PARTS
from core.geometry.transforms import fit_similarity
from core.inference.fitting import CodeFitter
from core.monitor import Monitor

HEADS = 12
"""Held-out heads."""
SEED = 990_001
"""Draws them; training uses other seeds."""
ROUNDS = 14
"""Alternations of closest points and codes."""
SAMPLES = 40_000
"""Points per direction."""
LOWEST = -100.0
"""Errors are measured above this height, mm: below lies the neck's cut, which is nobody's."""
VISIBLE = 0.6
"""Triangles within this distance of the mean template are visible skin or eyeball, mm."""
LEAK_SEEDS = 5

Row = dict[str, object]


def row(method: str, region: str, metric: str, value: float) -> Row:
    """Return one tidy row for the held-out set.

    Parameters
    ----------
    method, region, metric : str
        Names in the table, for example ``ours``, ``nose`` and ``scd``.
    value : float
        mm.

    Returns
    -------
    Row
        With the value rounded to a tenth of a micrometre.
    """
    return {
        "method": method,
        "set": "held-out",
        "region": region,
        "metric": metric,
        "value": round(value, 4),
        "unit": "mm",
    }


def region_masks(bundle: Bundle) -> dict[str, BoolArray]:
    """Return the template's vertices of each region.

    Parameters
    ----------
    bundle : Bundle
        Supplies the template.

    Returns
    -------
    dict of str to (N_skin,) bool
        ``full``, ``face`` and each part by its largest weight.
    """
    template = bundle.template
    above = template.skin.vertices[:, 1] > LOWEST
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


def fit_by_closest_points(fitter: CodeFitter, start: FloatArray, target: Mesh) -> FloatArray:
    """Fit codes to a surface without correspondence.

    Parameters
    ----------
    fitter : CodeFitter
        Of the bundle.
    start : (N_skin, 3) float64
        The mean head's vertices, mm.
    target : Mesh
        In the head frame, mm; may be open.

    Returns
    -------
    (N_skin, 3) float64
        The model's head, codes only, in the target's frame, mm.
    """
    surface = SurfaceDistance(target)
    vertices = start
    for number in range(ROUNDS):
        distance, closest, _ = surface.unsigned(vertices)
        limit = 15.0 if number < 4 else 5.0
        trust = ((distance < limit) & (start[:, 1] > LOWEST)).astype(np.float64)
        vertices = fitter.project(closest, trust)
    return vertices


def chamfer_by_region(model: Mesh, target: Mesh, masks: dict[str, BoolArray]) -> dict[str, float]:
    """Return the symmetric chamfer distance per region.

    Parameters
    ----------
    model : Mesh
        A head in the template's topology, mm.
    target : Mesh
        The true surface, mm.
    masks : dict of str to (N_skin,) bool
        Regions on the model; a point of the target belongs where its nearest point does.

    Returns
    -------
    dict of str to float
        Half the sum of both mean distances, mm.
    """
    ours = sample_surface(model, SAMPLES, seed=1)
    theirs = sample_surface(target, SAMPLES, seed=2)
    there, _, _ = SurfaceDistance(target).unsigned(ours.points)
    back, _, nearest = SurfaceDistance(model).unsigned(theirs.points)
    result = {}
    for name, mask in masks.items():
        inside: BoolArray = np.asarray(mask[model.faces].all(axis=1))
        forth = there[inside[ours.face]].mean()
        result[name] = 0.5 * float(forth + back[inside[nearest]].mean())
    return result


def leak_p95(bundle: Bundle, fitter: CodeFitter, part: str) -> float:
    """Return how far the other parts move when one part is drawn anew.

    Parameters
    ----------
    bundle : Bundle
        Supplies statistics and template.
    fitter : CodeFitter
        Evaluates heads.
    part : str
        The part that is edited.

    Returns
    -------
    float
        95th percentile over the vertices that belong to other parts, mm.
    """
    statistics = bundle.statistics
    others = np.argmax(bundle.template.part_weights, axis=0) != PARTS.index(part)
    moves = []
    for seed in range(LEAK_SEEDS):
        codes, size = statistics.sample(SEED + seed)
        edited = {**codes, part: statistics.sample_part(part, codes, 1.0, seed)}
        before = fitter.surface(statistics.join(codes), size)
        after = fitter.surface(statistics.join(edited), size)
        moves.append(np.linalg.norm(after - before, axis=1)[others])
    return float(np.percentile(np.concatenate(moves), 95))


def evaluate_parts(bundle: Bundle, data: Path, monitor: Monitor) -> list[Row]:
    """Measure the parts model.

    Parameters
    ----------
    bundle : Bundle
        The model.
    data : Path
        The shared data folder.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of dict
        Tidy rows of `DESIGN.md`, section 6; method ``mean`` is the mean head, moved rigidly.
    """
    population = load_population(data)
    fitter, masks = CodeFitter(bundle), region_masks(bundle)
    skin = bundle.template.skin
    faces = visible_faces(bundle, population.mean, population.quads)
    generator = np.random.default_rng(SEED)
    errors: dict[str, list[dict[str, float]]] = {"ours": [], "mean": []}
    for number in range(HEADS):
        monitor.report(number / HEADS, f"Held-out head {number + 1} of {HEADS}")
        codes = generator.normal(size=(1, len(population.identity)))
        target = Mesh(population.heads(codes)[0], faces)
        fitted = fit_by_closest_points(fitter, skin.vertices, target)
        errors["ours"].append(chamfer_by_region(skin.with_vertices(fitted), target, masks))
        pose = fit_similarity(skin.vertices, fitted, with_scale=False)
        mean = skin.with_vertices(pose.apply(skin.vertices))
        errors["mean"].append(chamfer_by_region(mean, target, masks))
    rows = [
        row(method, region, "scd", float(np.mean([head[region] for head in heads])))
        for method, heads in errors.items()
        for region in masks
    ]
    rows += [row("ours", part, "leak_p95", leak_p95(bundle, fitter, part)) for part in PARTS]
    return rows
