"""What keeps an inferred skull from the real one, told more and more of it.

Two figures bound what inference from skin can reach. The template's skull laid onto the CT shows
what its triangles can express; the posterior told some points of the real face bone shows what the
statistics lack even then.
"""

import numpy as np

from core.evaluation.skull import OURS, RealPair, Row, compare_skulls, in_region
from core.geometry.template import SKULL_LABELS
from core.inference.skull_registration import register_skull
from core.monitor import Monitor

KNOWN_POINTS = (10, 30, 100)
"""Points of real bone that are told."""
KNOWN_DEVIATION = 0.5
"""How well they are known, mm."""
TRUSTED = 0.7
"""Only bone that the CT showed with more trust than this is told."""
SEED = 5
"""Of the points."""


def limit_rows(pair: RealPair, monitor: Monitor) -> list[Row]:
    """Return errors of the template laid onto the CT, and of ours told points of the real bone.

    Parameters
    ----------
    pair : RealPair
        The case.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of dict
        Tidy rows: method, set, region, metric, value, unit. None of them is inferred from skin
        alone.

    Raises
    ------
    AlignmentError
        When the real skull cannot be matched with the template.
    CancelledError
        When the monitor was cancelled.
    """
    found, labels = pair.estimate.mesh, pair.estimate.labels
    laid = register_skull(found, pair.real, monitor)
    told = {"template_on_ct": laid.vertices}
    jaw = np.isin(labels, [SKULL_LABELS.index(name) for name in ("mandible", "lower_teeth")])
    undone = pair.jaw.inverse().apply(laid.vertices)
    resting = np.where(jaw[:, None], undone, laid.vertices)
    bone = (laid.trust > TRUSTED) & (labels < SKULL_LABELS.index("upper_teeth"))
    usable = np.flatnonzero(bone & in_region(found.vertices, "face"))
    order = np.random.default_rng(SEED).permutation(usable)
    for count in KNOWN_POINTS:
        monitor.check()
        known = order[:count]
        narrowed = pair.estimate.condition(known, resting[known], KNOWN_DEVIATION)
        told[f"{OURS}_told_{count}_points"] = pair.with_jaw(narrowed.mesh.vertices)
    rows: list[Row] = []
    for method, vertices in told.items():
        mesh = found.with_vertices(vertices)
        rows += compare_skulls(mesh, pair.real, method, pair.name, pair.skin, labels)
    return rows
