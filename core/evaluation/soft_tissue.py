"""Soft tissue measured: against closed forms, by its own behaviour, on true and inferred skulls."""

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.arrays import FloatArray
from core.document.state import FaceState
from core.document.treatment import PRESETS
from core.document.treatment_edits import SetTissue, TakePreset
from core.evaluation.skull import OURS, RealPair, Row, real_pairs, row
from core.evaluation.tissue_ratios import ratio_rows
from core.geometry.mesh import Mesh
from core.inference.ct_ground import laid_on_ct
from core.inference.head import HeadModel
from core.monitor import Monitor
from core.process_memory import peak_bytes
from core.simulation.face_mesh import Quality
from core.simulation.materials import Material
from core.simulation.simulator import Simulation
from core.simulation.solids import bent_beam, patch, thick_sphere
from core.simulation.theatre import MOVED, Theatre, tissue_between

INFERRED_TETS = 20_000
"""True and inferred skulls are compared on this mesh."""
EXPERIMENTS = ("mandibular-advancement", "incisor-retraction")
"""The treatments of the experiment: a cut jaw, and teeth as in the paper."""
PUBLISHED_EFFECT = 0.14
"""Mean distance of the two predicted skins after an orthodontic treatment, Milojevic et al.,
MICCAI 2024, mm: other people, other teeth."""


def verification_rows() -> list[Row]:
    """Return how far the elements are from closed forms, and how fast they come nearer.

    Returns
    -------
    list of dict
        Tidy rows: method, set, region, metric, value, unit.
    """
    whole = patch()
    off = float(np.abs(whole.solved() - whole.exact).max() / np.abs(whole.exact).max())
    rows = [row(OURS, "patch test", "full", "relative_error", off, "1")]
    solids = {
        "bent beam": ((2, 3, 4, 6), bent_beam),
        "thick sphere": ((2, 3, 4), thick_sphere),
    }
    for name, (levels, make) in solids.items():
        for poisson in (0.3, 0.49, 0.4999):
            errors = [make(level, poisson).error() for level in levels]
            finer = np.log2(levels[-1] / levels[-2]) if name == "bent beam" else 1.0
            order = float(np.log2(errors[-2] / errors[-1]) / finer)
            case = f"{name}, Poisson's ratio {poisson:g}"
            rows += [
                row(OURS, case, f"refined to {level}", "relative_error", error, "1")
                for level, error in zip(levels, errors, strict=True)
            ]
            rows.append(row(OURS, case, "full", "convergence_order", order, "1"))
    return rows


def behaviour_rows(model: HeadModel, state: FaceState, name: str, monitor: Monitor) -> list[Row]:
    """Return speed, memory and what a head does under the presets.

    Parameters
    ----------
    model : HeadModel
        The models.
    state : FaceState
        A head without treatment.
    name : str
        Of it, for the rows.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of dict
        Tidy rows.

    Raises
    ------
    SimulationError
        When no solution is found.
    CancelledError
        When the monitor was cancelled.
    """
    rows: list[Row] = []
    theatre, places = Theatre(model), model.bundle.template.landmarks
    usual = SetTissue("linear", 60_000).apply(state)
    first = TakePreset(EXPERIMENTS[0]).apply(usual)
    model.anatomy.person(state)
    begun, work = time.perf_counter(), time.process_time()
    advanced = theatre.simulate(first, monitor.part(0.0, 0.2))
    rows += _times(name, "first solve, 60 000 tetrahedra, linear", begun, work)
    rows += _quality(theatre.simulator(first).face.quality, name)
    still = theatre.simulator(first).simulate({}).skin
    rows.append(row(OURS, name, "full", "identity_error", float(np.abs(still).max()), "mm"))
    high = model.skin_preview(state).vertices[:, 1] > _height(model, state, "glabella")
    forehead = float(np.linalg.norm(advanced.skin[high], axis=1).max())
    rows.append(row(OURS, name, "forehead", "largest_move", forehead, "mm"))
    chin = float(advanced.skin[places["pogonion"], 2])
    rows.append(row(OURS, name, "pogonion", "forward_of_5mm", chin, "mm"))
    answers: dict[str, dict[str, Simulation]] = {}
    materials = (Material.LINEAR, Material.COROTATED, Material.NEO_HOOKEAN)
    for number, material in enumerate(materials):
        part = monitor.part(0.2 + 0.2 * number, 0.4 + 0.2 * number)
        answers[material.value] = _presets(theatre, usual, material, name, rows, part)
    rows.append(row(OURS, name, "full", "peak_memory", peak_bytes() / 1e6, "MB"))
    rows += ratio_rows(theatre.simulator(first), name)
    rows += _differences(model, usual, answers, name)
    spread = theatre.spread(first, monitor.part(0.8, 1.0))
    rows += [
        row(variant, name, "moving skin", "spread_p95", value, "mm")
        for variant, value in spread.by_variant.items()
    ]
    return rows


def inferred_rows(model: HeadModel, data_dir: Path, monitor: Monitor) -> list[Row]:
    """Return the effect of inferring the skull on real pairs.

    Parameters
    ----------
    model : HeadModel
        Infers the skulls.
    data_dir : Path
        The shared data folder.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of dict
        Tidy rows, metric ``inferred_skull_effect``, mm; the published figure among them.

    Raises
    ------
    NasionError
        When a case cannot be read, fitted or simulated.
    """
    rows = [
        row("published AutoSkull (other data)", "paper", "moving skin", "inferred_skull_effect",
            PUBLISHED_EFFECT, "mm"),
    ]  # fmt: skip
    for pair in real_pairs(model, data_dir, monitor.part(0.0, 0.5)):
        monitor.check()
        true = true_skull(pair, monitor.part(0.5, 0.6))
        skulls = {
            OURS: pair.estimate.with_jaw(pair.jaw.inverse()).mesh.vertices,
            "mean_skull": model.bundle.skull.mean_beneath(pair.resting.vertices),
        }
        rows += effect_rows(model, pair.resting, true, skulls, pair.name, monitor.part(0.6, 1.0))
    return rows


def true_skull(pair: RealPair, monitor: Monitor) -> FloatArray:
    """Return the template's skull laid onto a CT, jaw at rest, (N_skull, 3) mm.

    Parameters
    ----------
    pair : RealPair
        The case.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    (N_skull, 3) float64
        Where the CT showed no bone, as inferred.
    """
    return laid_on_ct(pair.estimate, pair.real, pair.jaw, monitor)


def effect_rows(
    model: HeadModel,
    skin: Mesh,
    true: FloatArray,
    skulls: Mapping[str, FloatArray],
    name: str,
    monitor: Monitor,
) -> list[Row]:
    """Return how far predicted skins on inferred skulls lie from that on the true one.

    Parameters
    ----------
    model : HeadModel
        Template and anatomy.
    skin : Mesh
        The person's, at rest, mm.
    true : (N_skull, 3) float64
        The true skull on the template's topology, mm.
    skulls : mapping of str to (N_skull, 3) float64
        Inferred ones by method.
    name : str
        Of the person.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of dict
        Tidy rows for each of `EXPERIMENTS` over the skin that moves, and over the whole face.
    """
    reference = tissue_between(model, skin, true, INFERRED_TETS)
    references = {key: reference.simulate(PRESETS[key].moves).skin for key in EXPERIMENTS}
    rows: list[Row] = []
    face = model.bundle.template.face_mask
    for number, (method, vertices) in enumerate(skulls.items()):
        monitor.report(number / len(skulls), "Simulating on inferred skulls")
        tissue = tissue_between(model, skin, vertices, INFERRED_TETS)
        for key, expected in references.items():
            found = tissue.simulate(PRESETS[key].moves).skin
            apart = np.linalg.norm(found - expected, axis=1)
            reach = np.maximum(np.linalg.norm(found, axis=1), np.linalg.norm(expected, axis=1))
            moving, case = face & (reach > MOVED), f"{name}, {key}"
            for region, chosen in (("moving skin", moving), ("face", face)):
                effect = float(apart[chosen].mean())
                rows.append(row(method, case, region, "inferred_skull_effect", effect, "mm"))
            tail = float(np.quantile(apart[moving], 0.95))
            rows.append(row(method, case, "moving skin", "inferred_skull_effect_p95", tail, "mm"))
    return rows


def _times(name: str, what: str, begun: float, work: float) -> list[Row]:
    elapsed, used = time.perf_counter() - begun, time.process_time() - work
    return [
        row(OURS, name, what, "seconds", elapsed, "s"),
        row(OURS, name, what, "processor_seconds", used, "s"),
    ]


def _quality(quality: Quality, name: str) -> list[Row]:
    return [
        row(OURS, name, "mesh", "tetrahedra", quality.tets, "1"),
        row(OURS, name, "mesh", "least_volume", quality.least_volume, "mm3"),
        row(OURS, name, "mesh", "least_angle", quality.least_angle, "deg"),
        row(OURS, name, "mesh", "angle_p01", quality.usual_angles[0], "deg"),
        row(OURS, name, "mesh", "angle_p99", quality.usual_angles[1], "deg"),
        row(OURS, name, "mesh", "greatest_angle", quality.greatest_angle, "deg"),
    ]


def _height(model: HeadModel, state: FaceState, landmark: str) -> float:
    return float(model.landmarks(state)[landmark][1])


def _presets(
    theatre: Theatre,
    state: FaceState,
    material: Material,
    name: str,
    rows: list[Row],
    monitor: Monitor,
) -> dict[str, Simulation]:
    answers = {}
    for number, key in enumerate(PRESETS):
        treated = replace(state, treatment=replace(state.treatment, moves=PRESETS[key].moves))
        simulator = theatre.simulator(treated)
        begun, work = time.perf_counter(), time.process_time()
        part = monitor.part(number / len(PRESETS), (number + 1) / len(PRESETS))
        found = simulator.simulate(PRESETS[key].moves, material, part)
        rows += _times(name, f"{key}, {material.value}, factorised", begun, work)
        case = f"{name}, {key}"
        rows += [
            row(material.value, case, "tissue", "volume_change", found.volume_change, "1"),
            row(material.value, case, "tissue", "inverted", found.inverted, "1"),
            row(material.value, case, "tissue", "newton_steps", found.steps, "1"),
        ]
        answers[key] = found
    return answers


def _differences(
    model: HeadModel,
    state: FaceState,
    answers: Mapping[str, Mapping[str, Simulation]],
    name: str,
) -> list[Row]:
    """Return how far materials and the instant answer lie from the linear one."""
    rows = []
    face = model.bundle.template.face_mask
    for key, linear in answers["linear"].items():
        moving = face & (np.linalg.norm(linear.skin, axis=1) > MOVED)
        others = {
            material: found[key].skin for material, found in answers.items() if material != "linear"
        }
        others["instant answer"] = model.anatomy.moves(TakePreset(key).apply(state))
        for method, skin in others.items():
            apart = np.linalg.norm(skin - linear.skin, axis=1)[moving]
            case = f"{name}, {key}"
            mean, tail = float(apart.mean()), float(np.quantile(apart, 0.95))
            rows.append(row(method, case, "moving skin", "against_linear", mean, "mm"))
            rows.append(row(method, case, "moving skin", "against_linear_p95", tail, "mm"))
    return rows
