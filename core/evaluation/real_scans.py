"""Real scans of the shared data folder, and how far a reconstruction lies from their faces."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.bundles.bundle import Bundle
from core.geometry.distance import SurfaceDistance, sample_surface
from core.geometry.mesh import Mesh
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import Scan, load_scan
from core.geometry.transforms import Similarity
from core.geometry.visibility import visible_from_front
from core.inference.alignment import align_to_template
from core.monitor import Monitor

FILES = {
    "lee_perry_smith": "scans/lee_perry_smith/LeePerrySmith.obj",
    "fran": "scans/fran/fran_cut.vtk",
    "vhm": "ct/vhm/skin.ply",
    "headsq": "ct/headsq/skin.ply",
}
"""Where each real scan lies in the data folder."""
CUT_SHARE = {"vhm": 0.05, "headsq": 0.05}
"""Share of the farthest points that are tape, tubes and debris."""
SAMPLES = 40_000
"""Points drawn evenly over a scan."""
FARTHEST = 10.0
"""Points farther from the surface are not the face's skin, mm."""


@dataclass(frozen=True, eq=False)
class RealScan:
    """A scan laid over the template.

    Attributes
    ----------
    name : str
        As in the tables.
    scan : Scan
        As loaded.
    target : Mesh
        Cleaned, head frame, mm.
    to_head : Similarity
        Scan coordinates to head frame.
    points : (n, 3) float64
        Evenly drawn visible points of the target.
    """

    name: str
    scan: Scan
    target: Mesh
    to_head: Similarity
    points: FloatArray


def real_scans(bundle: Bundle, data: Path, monitor: Monitor) -> Iterator[RealScan]:
    """Yield the real scans that are present.

    Parameters
    ----------
    bundle : Bundle
        They are aligned to its template.
    data : Path
        The shared data folder.
    monitor : Monitor
        Cancellation.

    Yields
    ------
    RealScan
        In the order of `FILES`.
    """
    for name, file in FILES.items():
        monitor.check()
        if not (data / file).is_file():
            continue
        scan = load_scan(data / file)
        clean = clean_for_fitting(scan.mesh, monitor=Monitor())
        alignment = align_to_template(scan, bundle.template, Monitor(), surface=clean)
        target = clean.with_vertices(alignment.to_head.apply(clean.vertices))
        drawn = sample_surface(target, SAMPLES, seed=0)
        points = drawn.points[visible_from_front(target, drawn.points)]
        yield RealScan(name, scan, target, alignment.to_head, points)


def scan_to_surface(
    points: FloatArray, surface: Mesh, face_mask: BoolArray, cut_share: float
) -> float:
    """Return the mean distance from a scan's face to a reconstruction.

    Parameters
    ----------
    points : (n, 3) float64
        Of the scan, mm.
    surface : Mesh
        In the template's topology and the scan's place, mm.
    face_mask : (N_skin,) bool
        The face region; a point belongs to it when its nearest point of the surface does.
    cut_share : float
        Share of the farthest points that is left out.

    Returns
    -------
    float
        mm.
    """
    distance, _, face = SurfaceDistance(surface).unsigned(points)
    in_face = face_mask[surface.faces[face]].all(axis=1) & (distance < FARTHEST)
    near = np.sort(distance[in_face])
    kept = near[: max(1, round(len(near) * (1.0 - cut_share)))]
    return float(kept.mean()) if len(near) else float("nan")
