"""Figure: a person's own scan, edited by measures; its texture, vertices and detail stay."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.figures.portrait import Portrait
from app.figures.sheet import Titles, compose
from app.viewport.colouring import Scale
from core.geometry.scan import load_scan
from core.inference.measure_control import measure_targets, set_measure
from core.resources import resource_path

if TYPE_CHECKING:
    from core.document.state import FaceState
    from core.inference.head import HeadModel

EDITS = (("nose.width", -5.0), ("mouth.width", 6.0))
"""Measure and change, mm."""
MOVED = Scale("Scan moved by the edits [mm]", 0.0, 5.0)
_CREDIT = "Scan: Infinite, 3D Head Scan by Lee Perry-Smith, CC BY 3.0, www.triplegangers.com"


def draw_own_scan(model: "HeadModel", data: Path | None) -> bytes:
    """Return a scan before and after edits of nose and mouth, and how far its skin moved.

    Parameters
    ----------
    model : HeadModel
        Fits and edits.
    data : Path or None
        The shared data with a textured scan; without it the bundled sample, which has no texture.

    Returns
    -------
    bytes
        A PNG.
    """
    path = resource_path("sample", "sample_head.ply")
    if data is not None:
        path = data / "scans" / "lee_perry_smith" / "LeePerrySmith.obj"
    scan = load_scan(path)
    fitted = model.fit(scan)
    if fitted.scan is None:
        raise ValueError("a fit keeps its scan")
    before = scan.mesh.with_vertices(fitted.scan.to_head.apply(scan.mesh.vertices))
    after_state, told = _edited(model, fitted)
    after = before.with_vertices(model.edit_scan(before.vertices, after_state))
    moved = np.linalg.norm(after.vertices - before.vertices, axis=1)
    rows = []
    for view in ("front", "three-quarter"):
        portrait = Portrait(view, (330, 370))
        rows.append(
            [
                portrait.textured(before, scan.texture),
                portrait.textured(after, scan.texture),
                portrait.mapped(replace(after, uv=None, uv_faces=None), moved, MOVED),
            ]
        )
    titles = Titles(
        columns=("the scan", told, "what moved"),
        footer="" if data is None else _CREDIT,
    )
    return compose(rows, titles, scales=(MOVED,))


def _edited(model: "HeadModel", state: "FaceState") -> tuple["FaceState", str]:
    """Return the edited face, and in words what was set."""
    words = []
    for key, change in EDITS:
        now = {one.key: one for one in measure_targets(model, state)}[key]
        state = set_measure(model, state, key, now.value + change).edit.apply(state)
        words.append(f"{now.title.lower()} {change:+g} mm")
    return state, ", ".join(words)
