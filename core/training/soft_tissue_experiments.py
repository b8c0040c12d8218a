"""How much it matters for a treatment that the skull was inferred: held-out people, every method.

People, split and methods are those of `core.training.skull_experiments`, experiment A.
"""

from collections import defaultdict
from pathlib import Path

import numpy as np

from core.evaluation.skull import Row, row
from core.evaluation.soft_tissue import effect_rows
from core.geometry.mesh import Mesh
from core.inference.head import HeadModel
from core.models.teeth_curve import template_teeth
from core.monitor import Monitor
from core.training.cohort import make_cohort
from core.training.skull_experiments import HEADS, make_bench
from core.training.skull_methods import Posed, build_methods, pose_people

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
    trained = bench.anatomy.with_heads(bench.training)
    everything = np.arange(bench.anatomy.skin.vertex_count)
    cohort = make_cohort(trained, everything, seed, monitor.part(0.1, 0.3))
    posed = pose_people(cohort, trained, bench.looked_at)
    teeth = template_teeth(trained.template.mesh, trained.template.labels)
    monitor.report(0.3, "Training the methods")
    methods = build_methods(trained, bench.looked_at, cohort, posed, teeth)
    held = bench.anatomy.with_heads(bench.tested)
    drawn = make_cohort(held, everything, seed + 1, monitor.part(0.4, 0.45))
    unseen = pose_people(drawn, held, bench.looked_at)
    found = {name: np.asarray(find(unseen)) for name, find in methods.items()}
    told: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    chosen = np.linspace(0, len(unseen.poses) - 1, people).round().astype(int)
    for number, person in enumerate(np.unique(chosen)):
        part = monitor.part(0.45 + 0.55 * number / people, 0.45 + 0.55 * (number + 1) / people)
        for one in _of_person(model, unseen, found, int(person), part):
            key = str(one["method"]), str(one["region"]), str(one["metric"])
            told[key].append(float(one["value"]))
    rows: list[Row] = []
    for (method, region, metric), values in told.items():
        rows.append(row(method, "held-out", region, metric, float(np.mean(values)), "mm"))
        rows.append(row(method, "held-out", region, f"{metric}_max", float(np.max(values)), "mm"))
    return rows


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
    return effect_rows(model, skin, own(people.skull), skulls, f"person {person}", monitor)
