"""From a head in a CT to a project: its skin is fitted like any scan, its skull kept beside it.

The scan inside the project has a name of its own: names of files and folders of a hospital often
hold the patient's.
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.heads import SURE
from core.document.project_file import Project
from core.document.real_skull import RealSkull
from core.document.state import FaceState
from core.geometry.mesh_io import write_mesh
from core.geometry.template import SKULL_LABELS
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.imaging.ct_head import CtHead, CtSkull
    from core.imaging.parting import LikelySkull
    from core.inference.head import HeadModel

SCAN_NAME = "ct-skin.ply"
"""Of the skin inside the project."""

_LOWER = tuple(SKULL_LABELS.index(name) for name in ("mandible", "lower_teeth"))


def make_case(
    head: "CtHead", model: "HeadModel", monitor: Monitor
) -> tuple[Project, "CtSkull", tuple[str, ...]]:
    """Fit the skin of a CT and extract its skull.

    Parameters
    ----------
    head : CtHead
        From `core.imaging.ct_head.find_ct_head`.
    model : HeadModel
        Does the fitting; the skull that it infers tells where the mandible is.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    project : Project
        The fitted face with the skin's bytes and the skull in the head frame.
    skull : CtSkull
        The skull in the scanner's frame, mm.
    notes : tuple of str
        What is worth saying about both.

    Raises
    ------
    AlignmentError
        When the CT shows too little of a face to be fitted.
    CancelledError
        When the monitor was cancelled.
    """
    from core.geometry.scan import load_scan
    from core.imaging.ct_head import ct_skull

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / SCAN_NAME
        write_mesh(head.skin, path)
        scan = load_scan(path, unit="mm", monitor=monitor.part(0.0, 0.05))
        content = path.read_bytes()
    state = model.fit(scan, monitor.part(0.05, 0.8))
    notes = (*head.notes, *scan.notes)
    if state.scan is None:
        raise ValueError("a fit leaves a scan in the document")
    to_head = state.scan.to_head
    if state.scan.report.confidence < SURE:
        notes = (*notes, "The pose is uncertain; look at the result before you trust it.")
    skull = ct_skull(head, likely_skull(state, model), monitor.part(0.8, 1.0))
    placed = skull.mesh.with_vertices(to_head.apply(skull.mesh.vertices).astype(np.float32))
    project = Project(state, content, ct_skull=RealSkull(placed, skull.labels))
    return project, skull, (*notes, *skull.notes)


def likely_skull(state: FaceState, model: "HeadModel") -> "LikelySkull":
    """Return the inferred skull where the scanner saw the head; tells cranium from mandible.

    Parameters
    ----------
    state : FaceState
        The face that was fitted to the skin of a CT.
    model : HeadModel
        Infers.
    """
    from core.imaging.parting import LikelySkull

    if state.scan is None:
        raise ValueError("a fit leaves a scan in the document")
    estimate = model.skull(state)
    places = state.scan.to_head.inverse().apply(estimate.mesh.vertices)
    lower = np.isin(estimate.labels, _LOWER)
    return LikelySkull(cranium=places[~lower], mandible=places[lower])
