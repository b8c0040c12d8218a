"""Known bone from intraoral scans: gum line and tooth centres, brought to the head.

A scan that lies in the face scan's frame tells where the teeth are. One that lies anywhere, as
scanners give it, is laid on the arch that the skull makes likely, and then tells their shape only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.document.state import KnownBone, KnownPoint
from core.errors import AlignmentError
from core.geometry.mesh import Mesh
from core.geometry.transforms import Similarity, fit_similarity
from core.inference.dental_arch import find_arch
from core.inference.gum_line import GumLine, find_gum_line
from core.inference.skull_from_skin import SkullEstimate
from core.models.teeth_curve import SAMPLES, TEETH, TeethRows, spline, template_teeth

TITLES = {"upper": "Upper teeth", "lower": "Lower teeth"}
CENTRE_DEVIATION = 2.0
"""How well a tooth's centre at the gum is found, mm: arches of known geometry err by 1 to 3 mm,
mostly along the arch."""
LEAST_TEETH = 6
"""Fewer teeth make no arch."""
OUTLIER = 5.0
"""A centre farther than this from where the arch makes it likely belongs to another tooth, mm."""
ROUNDS = 4
WORST_FIT = 4.0
"""Root mean square of the centres about the predicted ones beyond which nothing is believed, mm."""
SAME_BITE = 6.0
"""Arches of one scanner lie in one frame where both poses agree to this, mm."""
LEAST_CONFIDENCE = 0.25
"""Below this the scan does not look like a dental arch."""
LEAST_CLARITY = 0.15
"""Mean turn of the normal below which there is no gum line."""


@dataclass(frozen=True, eq=False)
class TeethFound:
    """What intraoral scans tell.

    Attributes
    ----------
    known : tuple of KnownBone
        Ready for the document.
    curves : mapping of str to (SAMPLES, 3) float64
        The spline through the centres of each arch, head frame, mm.
    teeth : mapping of str to int
        Teeth found per arch.
    confidence : float
        0 to 1, of the less certain arch.
    placed : bool
        Whether the place in the head was known.
    """

    known: tuple[KnownBone, ...]
    curves: Mapping[str, FloatArray]
    teeth: Mapping[str, int]
    confidence: float
    placed: bool


@dataclass(frozen=True, eq=False)
class _Arch:
    centres: FloatArray
    expected: FloatArray
    pose: Similarity
    fit: float
    confidence: float


def read_teeth(
    estimate: SkullEstimate,
    template: Mesh,
    scans: Mapping[str, Mesh],
    to_head: Similarity | None = None,
) -> TeethFound:
    """Find the teeth in intraoral scans of a person.

    Parameters
    ----------
    estimate : SkullEstimate
        The person's skull from the skin.
    template : Mesh
        The template's skull, on which teeth are named.
    scans : mapping of str to Mesh
        ``upper``, ``lower`` or both, in their files' units.
    to_head : Similarity, optional
        Where the scans lie, if they lie in the face scan's frame.

    Returns
    -------
    TeethFound
        Known bone, and the curves.

    Raises
    ------
    AlignmentError
        When a scan does not look like a dental arch, or not like one of this person.
    """
    rows = template_teeth(template, estimate.labels)
    arches = {
        arch: _arch(estimate, rows, arch, scan, to_head) for arch, scan in sorted(scans.items())
    }
    if to_head is None and len(arches) == 2 and _same_bite(arches["upper"], arches["lower"]):
        arches = _together(arches)
        groups = [("Teeth in bite", tuple(arches))]
    else:
        groups = [(TITLES[arch], (arch,)) for arch in arches]
    known = tuple(
        KnownBone(
            title,
            tuple(point for arch in names for point in _points(rows, arch, arches[arch])),
            CENTRE_DEVIATION,
            posed=to_head is not None,
        )
        for title, names in groups
    )
    curves = {arch: spline(_complete(one.centres), SAMPLES) for arch, one in arches.items()}
    counts = {arch: int(np.isfinite(one.centres[:, 0]).sum()) for arch, one in arches.items()}
    confidence = min(one.confidence for one in arches.values())
    return TeethFound(known, curves, counts, confidence, to_head is not None)


def lay_arch(
    estimate: SkullEstimate, template: Mesh, arch: str, scan: Mesh
) -> tuple[Similarity, FloatArray]:
    """Find an intraoral scan's teeth and lay it where the person's teeth are expected.

    Parameters
    ----------
    estimate : SkullEstimate
        The person's skull from the skin.
    template : Mesh
        The template's skull, on which teeth are named.
    arch : str
        ``upper`` or ``lower``.
    scan : Mesh
        In its file's units.

    Returns
    -------
    pose : Similarity
        From the file to the head frame, mm.
    centres : (14, 3) float64
        Where the gum meets each tooth, head frame, mm; NaN where it was not found.

    Raises
    ------
    AlignmentError
        When the scan does not look like a dental arch, or not like one of this person.
    """
    found = _arch(estimate, template_teeth(template, estimate.labels), arch, scan, None)
    return found.pose, found.centres


def _arch(
    estimate: SkullEstimate, rows: TeethRows, arch: str, scan: Mesh, to_head: Similarity | None
) -> _Arch:
    name = f"The scan of the {arch} teeth"
    expected = rows.centres(estimate.mesh.vertices, arch)
    upright = np.array([0.0, -1.0 if arch == "upper" else 1.0, 0.0])
    if to_head is None:
        frame = find_arch(scan, name)
    else:
        frame = find_arch(scan.with_vertices(to_head.apply(scan.vertices)), name, upright)
    if frame.confidence < LEAST_CONFIDENCE:
        raise AlignmentError(
            f"{name} hardly looks like a dental arch (confidence {frame.confidence:.2f}): choose a "
            "scan of one jaw's teeth, all around."
        )
    line = find_gum_line(frame, arch)
    if line.clarity < LEAST_CLARITY or len(line.present) < LEAST_TEETH:
        raise AlignmentError(
            f"{name} shows no gum line that could be followed ({len(line.present)} teeth found): "
            "choose a scan with the gums beside the teeth."
        )
    centres = _in_order(line, arch)
    if to_head is not None:
        there = frame.to_arch.inverse().apply(centres)
        kept, fit = _checked(there, expected, name)
        return _Arch(kept, expected, Similarity.identity(), fit, frame.confidence)
    pose, kept = _laid(centres, expected)
    placed, fit = _checked(np.where(kept[:, None], pose.apply(centres), np.nan), expected, name)
    sure = frame.confidence * float(np.exp(-0.5 * (fit / WORST_FIT) ** 2))
    return _Arch(placed, expected, pose.after(frame.to_arch), fit, sure)


def _in_order(line: GumLine, arch: str) -> FloatArray:
    """Return the centres from the subject's right to the left, as the template has them."""
    # Seen towards its bite, the upper arch runs the other way.
    return line.centres[::-1] if arch == "upper" else line.centres


def _laid(centres: FloatArray, expected: FloatArray) -> tuple[Similarity, np.ndarray]:
    """Return the rigid motion of centres onto the expected ones, and which teeth agree with it."""
    kept = np.isfinite(centres[:, 0])
    pose = Similarity.identity()
    for _ in range(ROUNDS):
        pose = fit_similarity(centres[kept], expected[kept], with_scale=False)
        apart = np.linalg.norm(pose.apply(centres) - expected, axis=1)
        near = apart < max(OUTLIER, 1.8 * float(np.median(apart[kept])))
        kept = np.isfinite(centres[:, 0]) & near
        if kept.sum() < LEAST_TEETH:
            break
    return pose, kept


def _checked(placed: FloatArray, expected: FloatArray, name: str) -> tuple[FloatArray, float]:
    known = np.isfinite(placed[:, 0])
    fit = np.inf
    if known.sum() >= LEAST_TEETH:
        apart = placed[known] - expected[known]
        fit = float(np.sqrt((apart**2).sum(axis=1).mean()))
    limit = WORST_FIT
    if fit > 2.5 * limit:
        raise AlignmentError(
            f"{name} does not fit the predicted teeth: choose the other arch, or a scan of this "
            "person that lies in the frame that was told."
        )
    return placed, fit


def _same_bite(upper: _Arch, lower: _Arch) -> bool:
    """Return whether both scans lie in one frame: then one pose brings both to the head."""
    middle = upper.pose.inverse().apply(np.nanmean(upper.centres, axis=0))
    if abs(upper.pose.scale / lower.pose.scale - 1.0) > 1e-6:
        return False
    return bool(
        np.linalg.norm(upper.pose.apply(middle) - lower.pose.apply(middle)) < 2.0 * SAME_BITE
    )


def _together(arches: Mapping[str, _Arch]) -> dict[str, _Arch]:
    """Return both arches laid by one rigid motion, their own relation kept."""
    file_frame = {k: one.pose.inverse().apply(one.centres) for k, one in arches.items()}
    scale = arches["upper"].pose.scale
    centres = np.vstack([file_frame[k] for k in ("upper", "lower")]) * scale
    expected = np.vstack([arches[k].expected for k in ("upper", "lower")])
    known = np.isfinite(centres[:, 0])
    pose = fit_similarity(centres[known], expected[known], with_scale=False)
    placed = pose.apply(centres)
    halves = {"upper": placed[:TEETH], "lower": placed[TEETH:]}
    return {
        k: _Arch(halves[k], one.expected, pose, one.fit, one.confidence)
        for k, one in arches.items()
    }


def _points(rows: TeethRows, arch: str, found: _Arch) -> list[KnownPoint]:
    necks = rows.upper if arch == "upper" else rows.lower
    points = []
    for neck, centre in zip(necks, found.centres, strict=True):
        if np.isfinite(centre[0]):
            x, y, z = (float(one) for one in centre)
            points.append(KnownPoint(tuple(int(one) for one in neck), (x, y, z)))
    return points


def _complete(centres: FloatArray) -> FloatArray:
    """Return the centres of the teeth that are there, in order."""
    kept: FloatArray = centres[np.isfinite(centres[:, 0])]
    return kept
