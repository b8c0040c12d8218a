"""The parts model's table: held-out heads, real scans, leak, seams, folds and times.

Every method gets the same heads and is measured by the same code: ``ours`` is the shipped model's
codes alone on held-out heads and the whole fit (codes and residual) on real scans, where
``ours_codes`` are the codes alone; ``mean`` is the mean head moved rigidly; the others are
the comparison models of `core.evaluation.comparison`.
"""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from core.bundles.bundle import Bundle
from core.evaluation.held_out import (
    LOWEST,
    HeldOut,
    closeness_by_region,
    held_out_heads,
    paper_threshold,
    region_masks,
)
from core.evaluation.part_quality import fold_count, leak, seam_ratio
from core.evaluation.real_scans import CUT_SHARE, RealScan, real_scans, scan_to_surface
from core.geometry.mesh import Mesh
from core.geometry.template import PARTS
from core.geometry.transforms import fit_similarity
from core.inference.correspondence import ScanPartners
from core.inference.head import HeadModel
from core.inference.surface_fit import fit_surface
from core.monitor import Monitor

Row = dict[str, object]
Method = Callable[[Mesh], Mesh]
"""Reconstructs a target (head frame, mm) as a head in the template's topology, in place."""

IDENTITIES = 30
"""Held-out people, each neutral and with an expression."""
SLOW_IDENTITIES = 3
"""People on whom the methods that optimise a network's code for every head are measured."""
SLOW = frozenset({"cascade", "global_code", "two_field"})
REACH = 30.0
"""Room around the template in which a target matters, mm."""
PARTNERS = 2000


def row(method: str, where: str, region: str, metric: str, value: float, unit: str = "mm") -> Row:
    """Return one tidy row.

    Parameters
    ----------
    method, where, region, metric : str
        Names in the table, for example ``ours``, ``held-out``, ``nose`` and ``scd``.
    value : float
        In the unit.
    unit : str
        ``mm``, ``%``, ``s`` or empty.

    Returns
    -------
    Row
        With the value rounded to four digits.
    """
    return {
        "method": method,
        "set": where,
        "region": region,
        "metric": metric,
        "value": round(value, 4),
        "unit": unit,
    }


def code_method(head: HeadModel) -> Method:
    """Return the shipped model's own reconstruction: codes, expression, size and pose alone.

    Parameters
    ----------
    head : HeadModel
        The models.

    Returns
    -------
    Method
        Fits tangent planes as `nasion fit` does, without residual.
    """
    skin, fitter = head.bundle.template.skin, head.fitter
    say = (skin.vertices[:, 1] > LOWEST).astype(np.float64)
    reach = np.stack([skin.vertices.min(0) - REACH, skin.vertices.max(0) + REACH])

    def reconstruct(target: Mesh) -> Mesh:
        partners = ScanPartners(target, PARTNERS, reach)
        start = fitter.start(skin.vertices)
        fit = fit_surface(fitter, skin, partners, start, say, Monitor())
        return skin.with_vertices(fit.in_place)

    return reconstruct


def evaluate_parts(
    bundle: Bundle,
    data: Path,
    monitor: Monitor,
    *,
    others: dict[str, Method] | None = None,
    identities: int = IDENTITIES,
) -> list[Row]:
    """Measure the parts model.

    Parameters
    ----------
    bundle : Bundle
        The model.
    data : Path
        The shared data folder.
    monitor : Monitor
        Progress and cancellation.
    others : dict of str to Method, optional
        What to compare with.
    identities : int
        Held-out people.

    Returns
    -------
    list of dict
        Tidy rows of `DESIGN.md`, section 6.
    """
    head = HeadModel(bundle)
    methods = {"ours": code_method(head), **(others or {})}
    rows = _held_out_rows(bundle, data, methods, identities, monitor.part(0.0, 0.6))
    rows += _real_rows(head, data, methods, monitor.part(0.6, 0.9))
    monitor.report(0.9, "Leak, seams and folds")
    for part in PARTS:
        moved = leak(head, part)
        rows.append(row("ours", "held-out", part, "leak_p95", moved.outside))
        rows.append(row("ours", "held-out", part, "leak_blend_p95", moved.blend))
    rows.append(row("ours", "held-out", "full", "seam_ratio", seam_ratio(head), ""))
    plain = seam_ratio(head, suited=False)
    rows.append(row("ours_plain_codes", "held-out", "full", "seam_ratio", plain, ""))
    folds = fold_count(head, head.mean_state())
    rows.append(row("ours", "held-out", "full", "folds", float(folds), ""))
    return rows


def _held_out_rows(
    bundle: Bundle, data: Path, methods: dict[str, Method], identities: int, monitor: Monitor
) -> list[Row]:
    masks, threshold = region_masks(bundle), paper_threshold(bundle)
    values: dict[tuple[str, str, str, str], list[float]] = defaultdict(list)
    for number, held in enumerate(held_out_heads(bundle, data, identities)):
        monitor.report(number / (2 * identities), f"Held-out head {number + 1}")
        for name, mesh in _reconstructions(bundle, methods, held, number % identities):
            close = closeness_by_region(mesh, held.surface, masks, threshold)
            for region, found in close.items():
                sets = ("held-out", f"held-out {'expressive' if held.expressive else 'neutral'}")
                for where in sets:
                    values[name, where, region, "scd"].append(found.scd)
                    values[name, where, region, "f_score"].append(found.f_paper)
                    values[name, where, region, "f_score_1mm"].append(found.f_1mm)
    return [
        row(*key, float(np.mean(found)), "mm" if key[3] == "scd" else "%")
        for key, found in values.items()
    ]


def _reconstructions(
    bundle: Bundle, methods: dict[str, Method], held: HeldOut, person: int
) -> list[tuple[str, Mesh]]:
    result = []
    for name, method in methods.items():
        if name not in SLOW or person < SLOW_IDENTITIES:
            result.append((name, method(held.surface)))
    skin, best = bundle.template.skin, result[0][1]
    pose = fit_similarity(skin.vertices, best.vertices, with_scale=False)
    result.append(("mean", skin.with_vertices(pose.apply(skin.vertices))))
    return result


def _real_rows(
    head: HeadModel, data: Path, methods: dict[str, Method], monitor: Monitor
) -> list[Row]:
    rows: list[Row] = []
    mask = head.bundle.template.face_mask
    for real in real_scans(head.bundle, data, monitor):
        monitor.report(0.5, f"Real scan {real.name}")
        cut = CUT_SHARE.get(real.name, 0.0)
        rows += _fit_rows(head, real, cut)
        for name, method in methods.items():
            surface = method(real.target)
            value = scan_to_surface(real.points, surface, mask, cut)
            label = "ours_codes" if name == "ours" else name
            rows.append(row(label, real.name, "face", "scan_to_surface", value))
    return rows


def _fit_rows(head: HeadModel, real: RealScan, cut: float) -> list[Row]:
    """Return the rows of the whole fit, as `nasion fit` makes it."""
    state = head.fit(real.scan)
    assert state.scan is not None
    report = state.scan.report
    surface = head.skin_preview(state)
    # The fit found its own pose: bring the points along from where the alignment put them.
    to_fit = state.scan.to_head.after(real.to_head.inverse())
    value = scan_to_surface(to_fit.apply(real.points), surface, head.bundle.template.face_mask, cut)
    return [
        row("ours", real.name, "face", "scan_to_surface", value),
        row("ours", real.name, "face", "fit_error", report.face_error_mean),
        row("ours", real.name, "full", "seconds", report.seconds, "s"),
        row("ours", real.name, "full", "first_seconds", report.first_seconds, "s"),
        row("ours", real.name, "full", "folds", float(fold_count(head, state)), ""),
    ]
