"""Experiments A, B and C of the AutoSkull paper in form, on synthetic people, and the real pairs.

A: people of the same population. B: another population (heavier, more men, other depths, other
bone). C: the people of A seen by an optical scanner: noise, holes and hair. Everything is trained
here and now on heads that no experiment uses; real pairs are never trained on.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.evaluation.ict import MULTI_PIE, load_population
from core.evaluation.skull import (
    COVER_90,
    HALF_NORMAL,
    OURS,
    RealPair,
    Row,
    evaluate_pair,
    in_region,
    real_pairs,
    row,
    seen_through,
)
from core.evaluation.skull_limits import limit_rows
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.template import Template
from core.inference.head import HeadModel
from core.inference.skull_from_skin import infer_skull
from core.models.skull import SkullPredictor
from core.models.teeth_curve import template_teeth
from core.monitor import Monitor
from core.training.anatomy import Anatomy, build_anatomy, pose_of
from core.training.autoskull_training import (
    AutoSkullTraining,
    reconstruction_error,
    train_autoskull,
)
from core.training.bundle import cohort_skins
from core.training.cohort import OTHER_POPULATION, make_cohort
from core.training.face_points import FacePoints
from core.training.looked_at import LookedAt, choose_vertices
from core.training.optical_scan import as_scanned
from core.training.skull_design import design_predictor
from core.training.skull_methods import Method, Posed, build_methods, pose_people
from core.training.skull_template import SkullTemplate
from core.training.tissue_sites import depths_along, place_sites

HEADS = 240
"""Heads that people are drawn on, two each."""
TESTED_SHARE = 0.1
"""Share of the heads that nothing is trained on: two people of each in every experiment."""
SIZES = (5, 15, 25, 35, 45, 55, 65, 75)
"""Components for which the paper tells the reconstruction error."""
LAMBDAS = ((1.0, 0.0), (1.0, 0.5), (1.0, 1.0), (1.0, 2.0), (0.5, 1.0), (0.0, 1.0))
"""Weights of skin and skull in the loss, for the ablation."""
PUBLISHED = {
    "A": {"OSSO": 3.77, "SCULPTOR": 2.96, "PPCA": 1.55, "AutoSkull": 1.46, "AutoSkull+": 1.44},
    "C": {"OSSO": 3.47, "SCULPTOR": 2.54, "PPCA": 2.86, "AutoSkull": 2.33, "AutoSkull+": 2.09},
}
"""Mean face errors of Milojevic et al., MICCAI 2024, mm: other people, other data."""


@dataclass(frozen=True, eq=False)
class Bench:
    """What the experiments run on.

    Attributes
    ----------
    anatomy : Anatomy
        All heads.
    looked_at : LookedAt
        Skin vertices that statistics look at.
    training, tested : (k,) int64
        Heads to learn from and to be tested on.
    template : Template
        Of the bundle.
    """

    anatomy: Anatomy
    looked_at: LookedAt
    training: np.ndarray
    tested: np.ndarray
    template: Template


def evaluate_all(
    head_model: HeadModel,
    data_dir: Path,
    monitor: Monitor,
    *,
    heads: int = HEADS,
    seed: int = 11,
    limits: bool = True,
) -> list[Row]:
    """Return the whole table: every method on A, B, C and the real pairs.

    Parameters
    ----------
    head_model : HeadModel
        Of the bundle to be measured.
    data_dir : Path
        The shared data folder.
    monitor : Monitor
        Progress and cancellation.
    heads : int
        Heads that people are drawn on.
    seed : int
        Of people, splits and networks.
    limits : bool
        Whether to tell, for the real pairs, what keeps ours from the real bone.

    Returns
    -------
    list of dict
        Tidy rows: method, set, region, metric, value, unit.

    Raises
    ------
    ScanError
        When a file is missing or broken.
    """
    monitor.report(0.0, "Drawing people")
    bench = make_bench(head_model, data_dir, heads, seed)
    trained = bench.anatomy.with_heads(bench.training)
    everything = np.arange(bench.anatomy.skin.vertex_count)
    cohort = make_cohort(trained, everything, seed, monitor.part(0.1, 0.4))
    people = pose_people(cohort, trained, bench.looked_at)
    teeth = template_teeth(trained.template.mesh, trained.template.labels)
    monitor.report(0.4, "Training the methods")
    methods = build_methods(trained, bench.looked_at, cohort, people, teeth)
    more = float(head_model.bundle.manifest.accuracy.get("skull_more_variance", 0.0))
    judged = design_predictor(trained, bench.looked_at, more)
    rows, test_a = _experiments(bench, methods, judged, seed, monitor.part(0.5, 0.8))
    rows += _network_rows(bench, people, test_a)
    for case, table in PUBLISHED.items():
        for method, value in table.items():
            rows.append(
                row(f"published {method} (other data)", case, "face", "skull_error", value, "mm")
            )
    for pair in real_pairs(head_model, data_dir, monitor.part(0.8, 1.0)):
        rows += evaluate_pair(pair, _on_pair(bench, methods, pair))
        rows += limit_rows(pair, Monitor()) if limits else []
    return rows


def make_bench(head_model: HeadModel, data_dir: Path, heads: int, seed: int) -> Bench:
    """Prepare heads and anatomy of a bundle.

    Parameters
    ----------
    head_model : HeadModel
        Gives template, skull and population.
    data_dir : Path
        The shared data folder.
    heads : int
        How many heads to draw.
    seed : int
        Of the heads and their split.

    Returns
    -------
    Bench
        Split by head.
    """
    bundle = head_model.bundle
    skin, template = bundle.template.skin, bundle.template
    skins = cohort_skins(bundle.parts.cpu(), bundle.statistics, skin, heads, seed)
    points = FacePoints(
        load_population(data_dir).mean[MULTI_PIE],
        skin.vertices[template.landmarks["tragion_left"]],
        skin.vertices[template.landmarks["tragion_right"]],
    )
    sites = place_sites(skin, points)
    depths = depths_along(sites, template.skull)
    labels, names = template.skull_labels, template.skull_landmarks
    fitted = SkullTemplate(template.skull, labels, names, sites, depths, bundle.skull.pocket)
    looked_at = choose_vertices(skin, points, bundle.skull.pocket)
    anatomy = build_anatomy(skin, fitted, points, skins, looked_at)
    order = np.random.default_rng(seed).permutation(heads)
    held = max(2, int(TESTED_SHARE * heads))
    return Bench(anatomy, looked_at, order[held:], order[:held], template)


def _experiments(
    bench: Bench,
    methods: dict[str, Method],
    ours: SkullPredictor,
    seed: int,
    monitor: Monitor,
) -> tuple[list[Row], Posed]:
    """Return the rows of A, B and C and the people of A."""
    held = bench.anatomy.with_heads(bench.tested)
    everything = np.arange(held.skin.vertex_count)
    same = make_cohort(held, everything, seed + 1, monitor)
    other = make_cohort(held, everything, seed + 2, monitor, OTHER_POPULATION)
    posed = pose_people(same, held, bench.looked_at)
    cases = {
        "A": posed,
        "B": pose_people(other, held, bench.looked_at),
        "C": as_scanned(same, held, bench.looked_at, seed + 3),
    }
    rows: list[Row] = []
    regions = _regions(held)
    for case, people in cases.items():
        for method, find in methods.items():
            monitor.check()
            rows += _errors(held, people, find(people), regions, method, case)
        rows += _judged(bench, ours, people, regions["face"], case)
    return rows, posed


def _regions(anatomy: Anatomy) -> dict[str, BoolArray]:
    """Return which template skull vertices count: seen, facing the skin, in the region."""
    bone = anatomy.template.mesh
    seen = np.zeros(bone.vertex_count, dtype=bool)
    seen[seen_through(bone, anatomy.skin)] = True
    return {region: seen & in_region(bone.vertices, region) for region in ("face", "mouth")}


def _errors(
    anatomy: Anatomy,
    people: Posed,
    found: FloatArray,
    regions: dict[str, BoolArray],
    method: str,
    case: str,
) -> list[Row]:
    """Return a method's errors over people: to the closest point, and vertex to vertex."""
    closest: dict[str, list[float]] = {region: [] for region in regions}
    matched: dict[str, list[float]] = {region: [] for region in regions}
    for pose, skull, truth in zip(people.poses, found, people.skull, strict=True):
        surface = SurfaceDistance(anatomy.template.mesh.with_vertices(np.asarray(skull)))
        for region, chosen in regions.items():
            real = truth[chosen].astype(np.float64)
            distance = surface.unsigned(real)[0] / pose.scale
            closest[region].append(float(distance.mean()))
            apart = np.linalg.norm(skull[chosen] - real, axis=1) / pose.scale
            matched[region].append(float(apart.mean()))
    rows: list[Row] = []
    for region in regions:
        for metric, values in (
            ("skull_error", closest[region]),
            ("skull_vertex_error", matched[region]),
        ):
            rows.append(row(method, case, region, metric, float(np.mean(values)), "mm"))
            rows.append(row(method, case, region, f"{metric}_sd", float(np.std(values)), "mm"))
    return rows


def _judged(
    bench: Bench, predictor: SkullPredictor, people: Posed, face: BoolArray, case: str
) -> list[Row]:
    """Return how well our stated deviation holds on people, and that no bone is outside."""
    half, most, outside = [], [], 0
    for pose, skin, skull, trust in zip(
        people.poses, people.skin, people.skull, people.trust, strict=True
    ):
        vertices = pose.inverse().apply(skin.astype(np.float64))
        truth = pose.inverse().apply(skull.astype(np.float64))
        found = predictor.predict(vertices, trust)
        normals = predictor.skull_normals @ found.pose.rotation
        off = ((truth - found.vertices) * normals).sum(axis=1)
        ratio = (np.abs(off) / found.std_mm)[face]
        half.append(float((ratio < HALF_NORMAL).mean()))
        most.append(float((ratio < COVER_90).mean()))
        head = Mesh(vertices, bench.anatomy.skin.faces)
        estimate = infer_skull(predictor, bench.template, head, trust)
        if estimate.outer_skin is not None:
            signed = SurfaceDistance(estimate.outer_skin).signed(estimate.mesh.vertices)
            outside += int((signed > 0.0).sum())
    return [
        row(OURS, case, "face", "coverage_50", float(np.mean(half)), "1"),
        row(OURS, case, "face", "coverage_90", float(np.mean(most)), "1"),
        row(OURS, case, "full", "outside_skin", float(outside), "vertices"),
    ]


def _network_rows(bench: Bench, people: Posed, held_out: Posed) -> list[Row]:
    """Return the reconstruction error by components and the ablation of the loss's weights."""
    index = bench.looked_at.index
    data = {"skin": people.skin[:, index], "skull": people.skull}
    unseen = {"skin": held_out.skin[:, index], "skull": held_out.skull}
    rows = [
        row(
            f"components_{size}",
            "A",
            "full",
            "reconstruction_error",
            reconstruction_error(data, unseen, size),
            "mm",
        )
        for size in SIZES
    ]
    face = _regions(bench.anatomy)["face"]
    for skin_weight, skull_weight in LAMBDAS:
        config = AutoSkullTraining(skin_weight=skin_weight, skull_weight=skull_weight)
        found = train_autoskull(data, config).predict({"skin": unseen["skin"]})
        apart = np.linalg.norm(found[:, face] - unseen["skull"][:, face], axis=2)
        name = f"autoskull lambda_m={skin_weight:g} lambda_ms={skull_weight:g}"
        rows.append(row(name, "A", "face", "skull_vertex_error", float(apart.mean()), "mm"))
    return rows


def _on_pair(bench: Bench, methods: dict[str, Method], pair: RealPair) -> dict[str, FloatArray]:
    """Return what each method infers of a real pair; teeth are not known there."""
    trust = np.ones(pair.resting.vertex_count) if pair.trust is None else pair.trust
    looked_at = bench.looked_at
    weight = looked_at.weight * np.maximum(trust[looked_at.index], 1e-3)
    pose = pose_of(pair.resting.vertices, bench.anatomy.skin, replace(looked_at, weight=weight))
    skin = pose.apply(pair.resting.vertices)[None]
    empty = np.zeros((1, bench.anatomy.template.mesh.vertex_count, 3))
    posed = Posed((pose,), skin, empty, trust[None])
    return {
        name: pair.with_jaw(pose.inverse().apply(find(posed)[0]))
        for name, find in methods.items()
        if name not in (OURS, "autoskull_plus")
    }
