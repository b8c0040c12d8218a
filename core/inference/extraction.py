"""The surface of a head from its field: sampled where it is, proven absent elsewhere.

The result is that of sampling every node of the grid; only the work is another. What may be
skipped is decided in `core.geometry.refinement`, by proof and not by estimate.
"""

from dataclasses import dataclass

import numpy as np
import torch

from core.arrays import FloatArray
from core.geometry.grid import RegularGrid
from core.geometry.isosurface import flying_edges
from core.geometry.mesh import Mesh
from core.geometry.refinement import Volume, sparse_volume
from core.inference.field_sampler import Field, FieldSampler, WarmField, WarmSampler
from core.monitor import Monitor

FULL_RESOLUTION = 256
"""Samples along the longest side of what is kept: cells of about 1 mm."""
STEEPEST = 1.5
"""Largest bound that is used. Heads are this steep only in isolated places, and there the surface
is found by following it: composites with slopes up to 12 gave the dense grid's triangles, bit for
bit, with any bound from 1.1 on."""


@dataclass(frozen=True, eq=False)
class Extraction:
    """A surface and what it took.

    Attributes
    ----------
    mesh : Mesh
        mm.
    samples : int
        Points at which the field was evaluated.
    """

    mesh: Mesh
    samples: int


def extract_surface(
    field: Field,
    bounds: FloatArray,
    resolution: int = FULL_RESOLUTION,
    *,
    lipschitz: float,
    monitor: Monitor | None = None,
    device: torch.device | None = None,
    chunk: int | None = None,
    warm: WarmField | None = None,
) -> Mesh:
    """Return the zero surface of a field.

    Parameters
    ----------
    field : callable
        (n, 3) float32 points, mm, to (n,) signed distances, mm, negative inside.
    bounds : (2, 3) float64
        The box to look in, mm; a surface that leaves it is closed there.
    resolution : int
        Samples along the box's longest side.
    lipschitz : float
        The field changes by at most this per millimetre, with margin.
    monitor : Monitor, optional
        Progress and cancellation.
    device : torch.device, optional
        Where the field lives; the CPU otherwise.
    chunk : int, optional
        Points at a time; by device otherwise.
    warm : callable, optional
        The same field, started from a guess: ``(points, guess, steps) -> (values, solution)``.

    Returns
    -------
    Mesh
        Watertight, welded, wound outward, mm; empty when there is no surface in the box.

    Raises
    ------
    BundleError
        When the field gives no number.
    DeviceError
        When the device's memory is full.
    CancelledError
        When the monitor was cancelled.
    """
    return extract_counted(
        field,
        bounds,
        resolution,
        lipschitz=lipschitz,
        monitor=monitor,
        device=device,
        chunk=chunk,
        warm=warm,
    ).mesh


def extract_counted(
    field: Field,
    bounds: FloatArray,
    resolution: int,
    *,
    lipschitz: float,
    monitor: Monitor | None = None,
    device: torch.device | None = None,
    chunk: int | None = None,
    warm: WarmField | None = None,
) -> Extraction:
    """Return the surface and how many samples it took; parameters as `extract_surface`.

    Parameters
    ----------
    field, bounds, resolution, lipschitz, monitor, device, chunk, warm
        As `extract_surface`.

    Returns
    -------
    Extraction
        The surface with its costs.
    """
    return extract_on(
        field,
        RegularGrid.over(bounds, resolution),
        lipschitz=lipschitz,
        monitor=monitor,
        device=device,
        chunk=chunk,
        warm=warm,
    )


def extract_on(
    field: Field,
    grid: RegularGrid,
    *,
    lipschitz: float,
    monitor: Monitor | None = None,
    device: torch.device | None = None,
    chunk: int | None = None,
    warm: WarmField | None = None,
) -> Extraction:
    """Return the surface on a given grid and how many samples it took.

    Parameters
    ----------
    field, lipschitz, monitor, device, chunk, warm
        As `extract_surface`.
    grid : RegularGrid
        The nodes.

    Returns
    -------
    Extraction
        The surface with its costs.
    """
    watch = monitor or Monitor()
    place = torch.device("cpu") if device is None else device
    plain = FieldSampler(field, place, chunk)
    sampler = plain if warm is None else WarmSampler(warm, place, chunk)
    slope = min(lipschitz, STEEPEST)
    volume = sparse_volume(grid, sampler, slope, watch.part(0.0, 0.98))
    watch.report(0.98, "Making triangles")
    mesh = closed_surface(volume, grid)
    watch.report(1.0, "Surface ready")
    return Extraction(mesh, sampler.count)


def closed_surface(volume: Volume, grid: RegularGrid) -> Mesh:
    """Return the zero surface of a volume, closed at the grid's border.

    Parameters
    ----------
    volume : (nz, ny, nx) float32
        Signed distance at the nodes, mm, negative inside.
    grid : RegularGrid
        Where the nodes lie.

    Returns
    -------
    Mesh
        Watertight, mm.
    """
    padded = np.full(
        tuple(count + 2 for count in grid.volume_shape), grid.spacing, dtype=np.float32
    )
    padded[1:-1, 1:-1, 1:-1] = volume
    x, y, z = (coordinate - grid.spacing for coordinate in grid.origin)
    wide, high, deep = (count + 2 for count in grid.shape)
    return flying_edges(padded, RegularGrid((x, y, z), grid.spacing, (wide, high, deep)))
