"""Figure: real heads with their inferred skull in the skin, its deviation, and a CT's answer."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from app.figures.portrait import Portrait
from app.figures.sheet import Titles, compose
from app.surfaces import ColourBy
from app.viewport.colouring import Scale, scale_for
from core.document.real_skull import RealSkull
from core.evaluation.ct_comparison import compare_with_ct
from core.geometry.mesh_io import read_mesh
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import load_scan

if TYPE_CHECKING:
    from core.inference.head import HeadModel

SCANS = {
    "Lee Perry-Smith": "scans/lee_perry_smith/LeePerrySmith.obj",
    "fran": "scans/fran",
    "vhm (CT)": "ct/vhm/skin.ply",
    "headsq (CT)": "ct/headsq/skin.ply",
}
"""Real heads of the shared data, by what people read."""
DEVIATION = Scale("Standard deviation of the skull [mm]", 0.0, 4.0)
DIFFERENCE = scale_for(ColourBy.DIFFERENCE, np.zeros(1))
_SIZE = (230, 270)
_ROWS = ("skull in skin", "", "deviation", "difference to the CT")
_CREDITS = (
    "Scans: Lee Perry-Smith, CC BY 3.0; fran and headsq, VTK, BSD-3; Visible Human Project, NLM"
)


def draw_real_skulls(model: "HeadModel", data: Path | None) -> bytes | None:
    """Return every real head with its skull in the skin, coloured by deviation and difference.

    Parameters
    ----------
    model : HeadModel
        Fits and infers.
    data : Path or None
        The shared data.

    Returns
    -------
    bytes or None
        A PNG; None without the data.
    """
    if data is None:
        return None
    columns = [_column(model, _file(data / place)) for place in SCANS.values()]
    rows = [[column[index] for column in columns] for index in range(len(_ROWS))]
    titles = Titles(columns=tuple(SCANS), rows=_ROWS, footer=_CREDITS)
    return compose(rows, titles, scales=(DEVIATION, DIFFERENCE))


def _file(path: Path) -> Path:
    """Return a scan, or the only one in a folder."""
    readable = {".obj", ".ply", ".stl", ".vtk", ".vtp"}
    if path.is_dir():
        return next(one for one in sorted(path.iterdir()) if one.suffix in readable)
    return path


def _column(model: "HeadModel", path: Path) -> list[Image.Image | None]:
    scan = load_scan(path)
    state = model.fit(scan)
    if state.scan is None:
        raise ValueError("a fit keeps its scan")
    light = clean_for_fitting(scan.mesh)
    skin = light.with_vertices(state.scan.to_head.apply(light.vertices))
    estimate = model.skull(state)
    front, aside = Portrait("front", _SIZE), Portrait("three-quarter", _SIZE)
    pictures: list[Image.Image | None] = [
        front.through(skin, estimate.mesh),
        aside.through(skin, estimate.mesh),
        aside.mapped(estimate.mesh, estimate.std_mm, DEVIATION),
    ]
    imaged = path.parent / "skull.ply"
    if not imaged.exists():
        return [*pictures, None]
    bone = read_mesh(imaged)
    real = bone.with_vertices(state.scan.to_head.apply(bone.vertices))
    found = compare_with_ct(
        estimate.mesh,
        estimate.labels,
        estimate.std_mm,
        RealSkull(real, np.zeros(real.vertex_count, dtype=np.int64)),
    )
    return [*pictures, aside.mapped(estimate.mesh, found.signed, DIFFERENCE)]
