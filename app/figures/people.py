"""Two people for figures: fitted to scans where there are any, else one fitted and one drawn."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.document.state import FaceState
from core.geometry.mesh import Mesh
from core.geometry.mesh_io import write_mesh
from core.geometry.scan import load_scan
from core.resources import resource_path

if TYPE_CHECKING:
    from core.inference.head import HeadModel

_SEEDS = (1207, 77)
"""Of the two identities; the cohorts of training and evaluation use others."""
_HEAD_VERTICES = 11248
"""Face, head and neck of the population's topology come first."""
_DRAWN = 5
"""Seed of the person who is drawn where there is no second scan."""


@dataclass(frozen=True, eq=False)
class Sitter:
    """Somebody to draw.

    Attributes
    ----------
    name : str
        For titles.
    state : FaceState
        Who it is.
    scan : Mesh or None
        What was fitted, head frame, mm.
    """

    name: str
    state: FaceState
    scan: Mesh | None


def two_people(model: "HeadModel", data: Path | None) -> tuple[Sitter, Sitter]:
    """Return two people who do not look alike.

    Parameters
    ----------
    model : HeadModel
        Fits them.
    data : Path or None
        The shared data; without it the sample scan and a drawn person serve.

    Returns
    -------
    first, second : Sitter
        With the scans they were fitted to.
    """
    if data is not None:
        return _identity(model, data, 0), _identity(model, data, 1)
    codes, size = model.bundle.statistics.sample(_DRAWN)
    drawn = replace(model.mean_state(), codes=codes, size=size)
    return _fitted(model, "Person A", resource_path("sample", "sample_head.ply")), Sitter(
        "Person B", drawn, None
    )


def _identity(model: "HeadModel", data: Path, index: int) -> Sitter:
    """Return an identity that no training saw, with eyeballs, fitted as a scan would be."""
    from core.evaluation.ict import EYEBALL_VERTICES, load_population, triangles

    population = load_population(data)
    codes = np.random.default_rng(_SEEDS[index]).standard_normal((1, len(population.identity)))
    seen = np.arange(len(population.mean)) < _HEAD_VERTICES
    for eyeball in EYEBALL_VERTICES:
        seen[eyeball] = True
    faces = triangles(population.quads)
    place = np.cumsum(seen) - 1
    mesh = Mesh(population.heads(codes)[0][seen], place[faces[seen[faces].all(axis=1)]])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "person.ply"
        write_mesh(mesh, path)
        return _fitted(model, f"Person {'AB'[index]}", path)


def _fitted(model: "HeadModel", name: str, path: Path) -> Sitter:
    scan = load_scan(path)
    state = model.fit(scan)
    if state.scan is None:
        return Sitter(name, state, None)
    placed = scan.mesh.with_vertices(state.scan.to_head.apply(scan.mesh.vertices))
    return Sitter(name, state, placed)


def without_scan(sitter: Sitter) -> FaceState:
    """Return a sitter's face by its codes alone, which is what can be mixed."""
    return replace(sitter.state, scan=None, expression=())
