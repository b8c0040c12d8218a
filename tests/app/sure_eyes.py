"""Stands in for the search of the pose: as sure as it is told, and remembers what was said."""

import numpy as np

from core.geometry.crop import without_balls
from core.geometry.handedness import outward_share
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import Scan
from core.geometry.template import Template
from core.geometry.transforms import Similarity
from core.inference.alignment import Alignment
from core.inference.guide import ScanGuide
from core.inference.scan_fit import ScanSight
from core.monitor import Monitor


class SureEyes:
    """Finds every scan of the analytic head where it lies: in the head frame."""

    def __init__(self) -> None:
        self.confidence = 0.95
        self.guides: list[ScanGuide] = []

    def __call__(
        self, template: Template, scan: Scan, monitor: Monitor, guide: ScanGuide
    ) -> ScanSight:
        self.guides.append(guide)
        clean = without_balls(clean_for_fitting(scan.mesh), guide.cuts)
        pose = Similarity(scan.millimetres_per_unit, np.eye(3), np.zeros(3))
        outward = outward_share(scan.mesh, pose.apply(scan.mesh.vertices))
        return ScanSight(clean, Alignment(pose, self.confidence, scan.unit, 1.0), outward)
