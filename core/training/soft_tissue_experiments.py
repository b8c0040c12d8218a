"""How much it matters for a treatment that the skull was inferred: held-out people, every method.

People, split and methods are those of `core.training.skull_experiments`, experiment A.
"""

from collections import defaultdict
from pathlib import Path

import numpy as np

from core.evaluation.skull import OURS, Row, row
from core.evaluation.soft_tissue import effect_rows
from core.geometry.mesh import Mesh
from core.inference.head import HeadModel
from core.inference.skull_from_skin import infer_skull
from core.models.teeth_curve import template_teeth
from core.monitor import Monitor
from core.training.cohort import make_cohort
from core.training.skull_experiments import HEADS, Bench, make_bench
from core.training.skull_methods import Method, Posed, build_methods, pose_people

PEOPLE = 10
"""Held-out people that are operated on."""


def held_out_rows(
    model: HeadModel,
    data_dir: Path,
    monitor: Monitor,
    *,
    heads: int = HEADS,
    people: int = PEOPLE,
    seed: int = 11,
    train: bool = True,
) -> list[Row]:
    """Return the effect of inferring the skull on held-out people.

    Parameters
    ----------
    model : HeadModel
        Of the bundle to be measured.
    data_dir : Path
        The shared data folder.
    monitor : Monitor
        Progress and cancellation.
    heads : int
        Heads that people are drawn on.
    people : int
        How many held-out people are operated on.
    seed : int
        Of people, splits and networks.
    train : bool
        Whether every method is trained first, which takes minutes; otherwise the shipped model
        stands beside the mean skull.

    Returns
    -------
    list of dict
        Tidy rows: means over the people, by method; the largest of them as well.

    Raises
    ------
    NasionError
        When a file is missing or nothing can be simulated.
    """
    monitor.report(0.0, "Drawing people")
    bench = make_bench(model, data_dir, heads, seed)
    everything = np.arange(bench.anatomy.skin.vertex_count)
    methods = _trained(bench, seed, monitor.part(0.1, 0.4)) if train else {}
    held = bench.anatomy.with_heads(bench.tested)
    drawn = make_cohort(held, everything, seed + 1, monitor.part(0.4, 0.45))
    unseen = pose_people(drawn, held, bench.looked_at)
    found = {name: np.asarray(find(unseen)) for name, find in methods.items()}
    told: dict[tuple[str, str, str, str], list[float]] = defaultdict(list)
    chosen = np.linspace(0, len(unseen.poses) - 1, people).round().astype(int)
    for number, person in enumerate(np.unique(chosen)):
        part = monitor.part(0.45 + 0.55 * number / people, 0.45 + 0.55 * (number + 1) / people)
        for one in _of_person(model, unseen, found, int(person), part):
            key = str(one["method"]), str(one["set"]), str(one["region"]), str(one["metric"])
            told[key].append(float(one["value"]))
    rows: list[Row] = []
    for (method, case, region, metric), values in told.items():
        rows.append(row(method, case, region, metric, float(np.mean(values)), "mm"))
        rows.append(row(method, case, region, f"{metric}_max", float(np.max(values)), "mm"))
    return rows


def _trained(bench: Bench, seed: int, monitor: Monitor) -> dict[str, Method]:
    """Return every method, trained on the heads that are not held out."""
    trained = bench.anatomy.with_heads(bench.training)
    everything = np.arange(bench.anatomy.skin.vertex_count)
    cohort = make_cohort(trained, everything, seed, monitor.part(0.0, 0.5))
    posed = pose_people(cohort, trained, bench.looked_at)
    teeth = template_teeth(trained.template.mesh, trained.template.labels)
    monitor.report(0.5, "Training the methods")
    return build_methods(trained, bench.looked_at, cohort, posed, teeth)


def _of_person(
    model: HeadModel,
    people: Posed,
    found: dict[str, np.ndarray],
    person: int,
    monitor: Monitor,
) -> list[Row]:
    """Return the rows of one person, in their own size."""
    back = people.poses[person].inverse()

    def own(points: np.ndarray) -> np.ndarray:
        return back.apply(points[person].astype(np.float64))

    skin = Mesh(own(people.skin), model.bundle.template.skin.faces)
    skulls = {name: own(skull) for name, skull in found.items()}
    if not skulls:
        bundle = model.bundle
        estimate = infer_skull(bundle.skull, bundle.template, skin)
        skulls = {
            OURS: estimate.mesh.vertices,
            "mean_skull": bundle.skull.mean_beneath(skin.vertices),
        }
    return effect_rows(model, skin, own(people.skull), skulls, "held-out", monitor)
