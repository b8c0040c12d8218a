"""Speed of a head's extraction: ours beside three plain ways, and beside what the machine can do.

All in one run on one head. The floor is the time that the networks would need at the machine's
rate of matrix products for one movement and one distance at every node within a cell of the
surface; to stay below it, networks must be asked at fewer points than that.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import torch
from scipy.spatial import cKDTree
from torch import nn

from core.document.edits import SetComponent
from core.document.state import FaceState
from core.evaluation.bench import (
    CUBES,
    DENSE,
    EDGES,
    PERSON,
    Row,
    Spent,
    bench_row,
    dense_volume,
    machine_rows,
    speedup_rows,
    time_rows,
    timed,
)
from core.geometry.grid import RegularGrid
from core.geometry.isosurface import marching_cubes_reference
from core.geometry.normals import vertex_normals
from core.geometry.slabs import dense_volume_of
from core.geometry.template import PARTS
from core.inference.device import CPU_CHUNK
from core.inference.extraction import Extraction, closed_surface, extract_on
from core.inference.head import HeadModel
from core.inference.near_surface import shell_of
from core.monitor import Monitor
from core.process_memory import peak_bytes, resident_bytes

OURS = "from the template's surroundings"
SEARCHED = "coarse to fine without them"
EDITED = "after an edit of the {part}"
REPEATS = 3
"""Our own runs are this many; the fastest counts, since other work on the machine only adds."""
RATE_SECONDS = 0.3
"""How long the rate of matrix products is measured."""


def bench_extraction(
    model: HeadModel, resolutions: Sequence[int], monitor: Monitor, dense_share: float = 0.02
) -> list[Row]:
    """Time the extraction of one natural head.

    Parameters
    ----------
    model : HeadModel
        On any device.
    resolutions : sequence of int
        Samples along the longest side.
    monitor : Monitor
        Progress and cancellation.
    dense_share : float
        Part of the dense samples that is timed and scaled up; one times them all.

    Returns
    -------
    list of dict
        Tidy rows: case, metric, value, unit.
    """
    codes, size = model.bundle.statistics.sample(PERSON)
    state = replace(model.mean_state(), codes=codes, size=size)
    kept = model.surfaces.record() is not None
    _, learning = timed(lambda: model.surfaces.learn(monitor.part(0.0, 0.1)))
    rate = matmul_rate(model.device)
    rows = machine_rows(model.device)
    rows.append(bench_row("machine", "matmul_rate", rate / 1e9, "GFLOP/s"))
    share = _network_rate(model, state) / rate
    rows.append(bench_row("networks against matrix products", "rate_share", share, ""))
    case = "from the survey that is kept" if kept else "with the survey, once per bundle"
    rows += time_rows(f"template's surroundings, {case}", learning)
    rows.append(_memory(f"template's surroundings, {case}", resident_bytes()))
    spent: list[float] = []
    for number, resolution in enumerate(resolutions):
        at = 0.1 + 0.9 * number / len(resolutions)
        watch = monitor.part(at, at + 0.9 / len(resolutions))
        found, ours = _one_resolution(model, state, resolution, watch, dense_share, rate)
        rows += found
        spent.append(ours.processor_seconds)
    for (one, before), (other, after) in pairwise(zip(resolutions, spent, strict=True)):
        slope = float(np.log(after / before) / np.log(other / one))
        rows.append(bench_row(f"extraction {one} to {other}, {OURS}", "growth_exponent", slope, ""))
    monitor.report(1.0, "Measured")
    return rows


def matmul_rate(device: torch.device) -> float:
    """Return the machine's rate of matrix products of the networks' size.

    Parameters
    ----------
    device : torch.device
        Where they run.

    Returns
    -------
    float
        Floating-point operations a second, of one chunk of points through a layer of width 256.
    """
    points = torch.randn(CPU_CHUNK, 256, device=device)
    weights = torch.randn(256, 256, device=device)
    with torch.inference_mode():
        torch.mm(points, weights)
        begun, count = time.perf_counter(), 0
        while time.perf_counter() - begun < RATE_SECONDS:
            for _ in range(20):
                product = torch.mm(points, weights)
            product.sum().item()  # waits for the device
            count += 20
        spent = time.perf_counter() - begun
    return 2.0 * points.shape[0] * 256 * 256 * count / spent


def network_operations(*networks: nn.Module) -> int:
    """Return the floating-point operations of networks for one point.

    Parameters
    ----------
    networks : nn.Module
        Their linear layers count; a trunk's last layer, collapsed when codes are bound, does not.

    Returns
    -------
    int
        Two for every weight.
    """
    layers = [layer for network in networks for layer in network.modules()]
    return sum(2 * layer.weight.numel() for layer in layers if isinstance(layer, nn.Linear))


def _operations(model: HeadModel) -> int:
    """Return the operations for one movement and one distance."""
    parts = model.bundle.parts
    return network_operations(parts.trunk.sines, parts.sdf)


def _network_rate(model: HeadModel, state: FaceState) -> float:
    """Return the operations a second of the networks as they are used."""
    head = model.field(state)
    points = torch.tensor(model.skin_preview(state).vertices, dtype=torch.float32)
    points = points.to(model.device)

    def both() -> None:
        with torch.inference_mode():
            for piece in torch.split(points, CPU_CHUNK):
                head.forward_map(piece)
                head.template_distance(piece)
            points.sum().item()

    spent = min(timed(both)[1].seconds for _ in range(REPEATS))
    return len(points) * _operations(model) / spent


def _one_resolution(
    model: HeadModel,
    state: FaceState,
    resolution: int,
    monitor: Monitor,
    dense_share: float,
    rate: float,
) -> tuple[list[Row], Spent]:
    field, bounds, case = model.field(state), model.bounds(state), f"extraction {resolution}"
    grid = RegularGrid.steady(bounds, resolution)
    watch = monitor.part(0.0, 0.0)

    def ours_of(wanted: FaceState) -> Extraction:
        head = model.field(wanted)
        return model.surfaces.extract(head, model.bounds(wanted), resolution, watch)

    def from_nothing() -> Extraction:
        model.surfaces.forget()
        return ours_of(state)

    runs = [timed(from_nothing) for _ in range(REPEATS)]
    found, ours = runs[0][0], min((spent for _, spent in runs), key=lambda s: s.seconds)
    rows = time_rows(f"{case}, {OURS}", ours)
    rows.append(bench_row(f"{case}, {OURS}", "samples", found.samples, ""))
    for part in PARTS:
        edits = [
            SetComponent(part, 1, 0.4 * number).apply(state) for number in range(1, 1 + REPEATS)
        ]
        ours_of(state)
        again = [timed(lambda wanted=edit: ours_of(wanted)) for edit in edits]  # type: ignore[misc]
        name = f"{case}, {EDITED.format(part=part)}"
        rows += time_rows(name, min((spent for _, spent in again), key=lambda s: s.seconds))
        rows.append(bench_row(name, "samples", again[0][0].samples, ""))
    rows.append(_memory(f"{case}, {OURS}", peak_bytes()))
    lipschitz = model.bundle.manifest.lipschitz
    searched, spent = timed(
        lambda: extract_on(field, grid, lipschitz=lipschitz, device=model.device, monitor=watch)
    )
    rows += time_rows(f"{case}, {SEARCHED}", spent)
    rows.append(bench_row(f"{case}, {SEARCHED}", "samples", searched.samples, ""))
    rows += speedup_rows(f"{case}, against {SEARCHED}", spent, ours)
    close = close_nodes(searched, grid)
    needed = close * _operations(model) / rate
    rows.append(
        bench_row(f"{case}, {OURS}", "samples_over_close_nodes", found.samples / close, "x")
    )
    rows.append(bench_row(f"{case}, floor", "seconds", needed, "s"))
    rows.append(bench_row(f"{case}, {OURS}", "seconds_over_floor", ours.seconds / needed, "x"))
    return rows + _dense_rows(model, state, grid, case, ours, dense_share, monitor), ours


def _memory(case: str, held: int) -> Row:
    return bench_row(case, "memory", held / 2**20, "MiB")


def close_nodes(found: Extraction, grid: RegularGrid) -> int:
    """Return how many nodes of a grid lie within one cell of a surface.

    Parameters
    ----------
    found : Extraction
        The surface.
    grid : RegularGrid
        The nodes.

    Returns
    -------
    int
        By the tangent plane of the nearest vertex, of which every crossed cell has some.
    """
    vertices, reach = found.mesh.vertices, 1.5 * grid.spacing
    low = np.rint((vertices - np.asarray(grid.origin)) / grid.spacing).astype(np.int64)
    flags = np.zeros(grid.shape, dtype=np.bool_)
    for step in product((-1, 0, 1), repeat=3):
        place = np.clip(low + step, 0, np.array(grid.shape) - 1)
        flags[tuple(place.T)] = True
    places = np.asarray(grid.origin) + grid.spacing * np.argwhere(flags)
    apart, nearest = cKDTree(vertices).query(places, distance_upper_bound=reach)
    places, nearest = places[np.isfinite(apart)], nearest[np.isfinite(apart)]
    normals = vertex_normals(vertices, found.mesh.faces)
    height = ((places - vertices[nearest]) * normals[nearest]).sum(axis=1)
    return int((np.abs(height) <= grid.spacing).sum())


def _dense_rows(
    model: HeadModel,
    state: FaceState,
    grid: RegularGrid,
    case: str,
    ours: Spent,
    share: float,
    monitor: Monitor,
) -> list[Row]:
    field = model.field(state)
    (volume, sampled), part = timed(lambda: dense_volume(field, grid, model.device, monitor, share))
    sampling = part.scaled(grid.node_count / sampled)
    label = (
        DENSE if sampled == grid.node_count else f"{DENSE}, {sampled / grid.node_count:.1%} timed"
    )
    rows = time_rows(f"{case}, {label}", sampling)
    rows.append(bench_row(f"{case}, {label}", "samples", grid.node_count, ""))
    if sampled != grid.node_count:
        # The same surface, so that the triangles that are timed are as many.
        shell = shell_of(field, model.surfaces.learn(monitor), grid, Monitor())
        volume = dense_volume_of(shell.known)
    _, edges = timed(lambda: closed_surface(volume, grid))
    _, cubes = timed(lambda: marching_cubes_reference(volume, grid))
    for name, spent in ((CUBES, cubes), (EDGES, edges)):
        rows += time_rows(f"{case}, {label} + {name}", sampling + spent)
        rows += speedup_rows(f"{case}, against {label} + {name}", sampling + spent, ours)
    return rows
