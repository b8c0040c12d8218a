"""Whether the surface that is extracted is that of the dense grid: over random heads, in numbers.

The dense grid asks the networks at every node and is closed by the same flying edges. A node is
left out of the comparison where the way back to the template has not come to rest in the field's
own number of steps: there the dense value says where the search happened to stop, not where the
surface is. How many those are, and how far the surfaces are apart there, is told beside.

The complete grid is coarse: fine ones take hours. So the fine surface is compared too, with the
networks asked at both ends of every grid edge that it crosses.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import torch
from torch import Tensor

from core.arrays import BoolArray, FloatArray, IntArray
from core.document.state import FaceState
from core.evaluation.bench import Row, bench_row
from core.geometry.distance import SurfaceDistance
from core.geometry.grid import RegularGrid
from core.geometry.mesh import Mesh
from core.geometry.refinement import beside_sign_changes
from core.geometry.shell_volume import Volume
from core.geometry.topology import consistent_share, is_watertight
from core.inference.device import on_device, run_in_chunks
from core.inference.extraction import closed_surface
from core.inference.head import HeadModel
from core.models.bound_head import BoundHead
from core.monitor import Monitor

FIRST_CODES = 1000
"""Seed of the first random head; those that the tests use lie below."""
AT_REST = 0.005
"""A node whose template point comes back to it within this is at rest, mm."""
ALLOWED = 0.01
"""What is asked of every surface, mm."""
ON_NODE = 1e-4
"""A vertex this near to a node, in cells, lies on it."""
FINE = 256
"""Samples along the longest side of the surfaces whose own edges are asked."""
MESSAGE = "Sampling every node"


@dataclass(frozen=True)
class Agreement:
    """How one extracted surface agrees with the dense grid's.

    Attributes
    ----------
    apart : float
        Hausdorff distance of both surfaces' vertices, both ways, where the dense grid is at rest,
        mm.
    everywhere : float
        The same with what is left out, mm.
    left_out : float
        Share of the vertices that is left out.
    watertight, outward, distinct : bool
        Whether every edge has two triangles, all face outward, and no vertex is there twice.
    """

    apart: float
    everywhere: float
    left_out: float
    watertight: bool
    outward: bool
    distinct: bool


@dataclass(frozen=True)
class Residuals:
    """How the vertices of a fine surface lie in the dense grid's values.

    Attributes
    ----------
    apart : (n,) float64
        Dense value at each vertex, interpolated along its grid edge, where its ends are at rest: to
        first order its distance from the dense surface, mm.
    left_out : float
        Share of the vertices with an end that is not at rest.
    sound : bool
        Whether the surface is watertight, faces outward and has no vertex twice.
    """

    apart: FloatArray
    left_out: float
    sound: bool


def exact_rows(
    model: HeadModel, codes: int, resolution: int, monitor: Monitor, fine: int = FINE
) -> list[Row]:
    """Compare the surfaces of random heads with those of the dense grid.

    Parameters
    ----------
    model : HeadModel
        On any device.
    codes : int
        How many heads of the population.
    resolution : int
        Samples along the longest side of the complete grid.
    monitor : Monitor
        Progress and cancellation.
    fine : int
        The same of the surfaces whose own edges are asked.

    Returns
    -------
    list of dict
        Tidy rows: case, metric, value, unit.
    """
    found: list[Agreement] = []
    edges: list[Residuals] = []
    model.surfaces.learn(monitor.part(0.0, 0.02))
    for number in range(codes):
        watch = monitor.part(*(0.02 + 0.98 * (number + end) / codes for end in (0.0, 1.0)))
        seed = FIRST_CODES + number
        found.append(agreement(model, seed, resolution, watch.part(0.0, 0.5)))
        edges.append(residuals(model, seed, fine, watch.part(0.5, 1.0)))
    monitor.report(1.0, "Compared")
    many = f"{codes} random codes"
    return _told(f"exact {resolution}, {many}", found) + _told_edges(f"exact {fine}, {many}", edges)


def _told(case: str, found: Sequence[Agreement]) -> list[Row]:
    apart = np.array([one.apart for one in found])
    every = np.array([one.everywhere for one in found])
    return [
        bench_row(case, "hausdorff_max", float(apart.max()), "mm"),
        bench_row(case, "hausdorff_p50", float(np.median(apart)), "mm"),
        bench_row(case, "hausdorff_everywhere_max", float(every.max()), "mm"),
        bench_row(case, "left_out", 100.0 * float(np.mean([one.left_out for one in found])), "%"),
        bench_row(case, "watertight", sum(one.watertight for one in found), "heads"),
        bench_row(case, "outward", sum(one.outward for one in found), "heads"),
        bench_row(case, "no_duplicate_vertices", sum(one.distinct for one in found), "heads"),
    ]


def _told_edges(case: str, found: Sequence[Residuals]) -> list[Row]:
    apart = np.concatenate([one.apart for one in found])
    return [
        bench_row(case, "residual_max", float(apart.max()), "mm"),
        bench_row(case, "residual_p9999", float(np.quantile(apart, 0.9999)), "mm"),
        bench_row(case, "over_hundredth", 1e6 * float((apart > ALLOWED).mean()), "ppm"),
        bench_row(case, "left_out", 100.0 * float(np.mean([one.left_out for one in found])), "%"),
        bench_row(case, "sound", sum(one.sound for one in found), "heads"),
    ]


def agreement(model: HeadModel, seed: int, resolution: int, monitor: Monitor) -> Agreement:
    """Compare one random head's surface with the dense grid's.

    Parameters
    ----------
    model : HeadModel
        On any device.
    seed : int
        Same seed, same head.
    resolution : int
        Samples along the longest side.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Agreement
        From nothing: no surface before is used.
    """
    head, bounds, grid, ours = _extracted(model, seed, resolution, monitor.part(0.0, 0.05))
    places = grid.points(np.arange(grid.node_count))
    low, high = bounds[0] - grid.spacing, bounds[1] + grid.spacing
    # Further out the networks were not trained; the grid's nodes there only fill it up.
    nodes = np.flatnonzero(((places >= low) & (places <= high)).all(axis=1))
    volume = np.full(grid.node_count, grid.spacing, dtype=np.float32)
    resting = np.ones(grid.node_count, dtype=np.bool_)
    watch = monitor.part(0.05, 1.0)
    volume[nodes], resting[nodes] = dense_values(head, grid, nodes, model.device, watch)
    filled = volume.reshape(grid.volume_shape)
    left_out = _left_out(filled, resting.reshape(grid.volume_shape))
    return _compared(ours, closed_surface(filled, grid), left_out, grid)


def residuals(model: HeadModel, seed: int, resolution: int, monitor: Monitor) -> Residuals:
    """Ask the networks along the edges that one random head's surface crosses.

    Parameters
    ----------
    model : HeadModel
        On any device.
    seed : int
        Same seed, same head.
    resolution : int
        Samples along the longest side.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Residuals
        From nothing: no surface before is used.
    """
    head, _, grid, ours = _extracted(model, seed, resolution, monitor.part(0.0, 0.2))
    place = (ours.vertices - np.asarray(grid.origin)) / grid.spacing
    # Single precision: a vertex lies on an edge to within this.
    place = np.where(np.abs(place - np.rint(place)) < ON_NODE, np.rint(place), place)
    inside = ((place > 0) & (place < np.array(grid.shape) - 1)).all(axis=1)
    strides = np.array([1, grid.shape[0], grid.shape[0] * grid.shape[1]])
    low, high = np.floor(place[inside]), np.ceil(place[inside])
    ends = np.stack([low @ strides, high @ strides]).astype(np.int64)
    nodes, back = np.unique(ends, return_inverse=True)
    # At a fold the far end of an edge may be millimetres off: every end has to be at rest.
    watch = monitor.part(0.2, 1.0)
    values, rests = dense_values(head, grid, nodes, model.device, watch, reach=np.inf)
    first, second = values.astype(np.float64)[back.reshape(ends.shape)]
    share = (place[inside] - low).max(axis=1)
    settled = rests[back.reshape(ends.shape)].all(axis=0)
    apart = np.abs(first + share * (second - first))[settled]
    told = _compared(ours, ours, np.zeros(grid.volume_shape, dtype=np.bool_), grid)
    sound = told.watertight and told.outward and told.distinct
    return Residuals(apart, float(1.0 - settled.mean()), sound)


def _extracted(
    model: HeadModel, seed: int, resolution: int, monitor: Monitor
) -> tuple[BoundHead, FloatArray, RegularGrid, Mesh]:
    """Return a random head, its box, and its surface on which grid."""
    codes, size = model.bundle.statistics.sample(seed)
    state = replace(model.mean_state(), codes=codes, size=size)
    head, bounds = model.field(state), model.bounds(state)
    model.surfaces.forget()
    mesh = model.surfaces.extract(head, bounds, resolution, monitor).mesh
    return head, bounds, RegularGrid.steady(bounds, resolution), mesh


def field_at(model: HeadModel, state: FaceState, places: FloatArray) -> FloatArray:
    """Return a head's signed distance at places near its skin.

    Parameters
    ----------
    model : HeadModel
        On any device.
    state : FaceState
        The document.
    places : (n, 3) float64
        Head frame, mm.

    Returns
    -------
    (n,) float64
        mm, negative inside.
    """
    head, found = model.field(state), np.empty(len(places))

    def work(piece: slice) -> None:
        found[piece] = head(on_device(places[piece], model.device)).double().cpu().numpy()

    with torch.inference_mode():
        run_in_chunks(work, len(places), model.device, Monitor(), MESSAGE)
    return found


def dense_values(
    head: BoundHead,
    grid: RegularGrid,
    nodes: IntArray,
    device: torch.device,
    monitor: Monitor,
    *,
    reach: float = 2.0,
) -> tuple[Volume, BoolArray]:
    """Return a head's distance at nodes as the dense grid has it, and where it is at rest.

    Parameters
    ----------
    head : BoundHead
        The head.
    grid : RegularGrid
        All nodes.
    nodes : (n,) int64
        Those that are asked.
    device : torch.device
        Where its networks are.
    monitor : Monitor
        Progress and cancellation.
    reach : float
        Nodes at most this many cells from the surface are looked at, whether they are at rest.

    Returns
    -------
    values : (n,) float32
        mm, negative inside.
    resting : (n,) bool
        False near the surface where the template point does not come back to the node.
    """
    found = np.empty(len(nodes), dtype=np.float32)
    resting = np.ones(len(nodes), dtype=np.bool_)

    def work(piece: slice) -> None:
        points = on_device(grid.points(nodes[piece]), device)
        values, places = head.with_guess(points, None)
        found[piece] = values.cpu().numpy()
        near = torch.nonzero(values.abs() < reach * grid.spacing)[:, 0]
        rests = _misses(head, points[near], places[near]) <= AT_REST
        resting[piece.start + near.cpu().numpy()] = rests.cpu().numpy()

    with torch.inference_mode():
        run_in_chunks(work, len(nodes), device, monitor, MESSAGE)
    return found, resting


def _misses(head: BoundHead, points: Tensor, places: Tensor) -> Tensor:
    """Return how far template points come back from where they were asked for, (n,) mm."""
    sides = (None, points.new_ones(len(points)), -points.new_ones(len(points)))
    misses = [(head.forward_map(places, side) - points).norm(dim=1) for side in sides]
    return torch.stack(misses).amin(dim=0)


def _left_out(volume: Volume, resting: BoolArray) -> BoolArray:
    """Return the nodes around those that decide where the surface is and are not at rest."""
    flags = beside_sign_changes(volume) & ~resting
    grown = np.zeros(tuple(count + 2 for count in flags.shape), dtype=np.bool_)
    for step in product(range(3), repeat=3):
        low = tuple(slice(at, at + count) for at, count in zip(step, flags.shape, strict=True))
        grown[low] |= flags
    return grown[1:-1, 1:-1, 1:-1]


def _compared(ours: Mesh, dense: Mesh, left_out: BoolArray, grid: RegularGrid) -> Agreement:
    far, kept = [], []
    for mesh, other in ((ours, dense), (dense, ours)):
        far.append(SurfaceDistance(other).unsigned(mesh.vertices)[0])
        place = np.rint((mesh.vertices - np.asarray(grid.origin)) / grid.spacing).astype(np.int64)
        x, y, z = np.clip(place, 0, np.array(grid.shape) - 1).T
        kept.append(~left_out[z, y, x])
    apart, chosen = np.concatenate(far), np.concatenate(kept)
    corners = ours.vertices[ours.faces]
    volume = float(np.linalg.det(corners).sum())
    return Agreement(
        float(apart[chosen].max(initial=0.0)),
        float(apart.max()),
        float(1.0 - chosen.mean()),
        is_watertight(ours.faces),
        volume > 0 and consistent_share(ours.faces) == 1.0,
        len(np.unique(ours.vertices, axis=0)) == len(ours.vertices),
    )
