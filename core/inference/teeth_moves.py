"""Which teeth an orthodontic treatment moves: intraoral scans before and after, tooth by tooth.

Both scans lie in one frame, as treatment plans are exported and as scanners superimpose them. Each
crown of the first is carried rigidly onto the second; where all went alike, the arch moved.
"""

from collections.abc import Mapping

import numpy as np
from scipy.spatial import cKDTree
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray, IntArray
from core.document.treatment import TEETH_NUMBERS, Move
from core.errors import AlignmentError
from core.geometry.mesh import Mesh
from core.geometry.transforms import Similarity, fit_similarity
from core.inference.bone_segments import BoneSegments
from core.inference.skull_from_skin import SkullEstimate
from core.inference.teeth_scan import lay_arch

CROWN_RADIUS, CROWN_HEIGHT = 5.5, 10.0
"""What belongs to a tooth: so near to its middle seen from the bite, so far beyond its neck, mm."""
LEAST_POINTS = 25
"""A tooth shown by fewer points is not followed."""
ROUNDS = 60
KEPT = 0.85
"""Share of a crown's points that is laid on; the rest may have no partner."""
WORST_FIT = 0.35
"""Points of a crown lie this near to the second scan in the middle, mm; else it was not found."""
ALIKE = 0.2
"""Teeth that one motion of the arch brings nearer than this moved with the arch, mm."""
LEAST_MM, LEAST_DEGREES = 0.1, 1.0
"""Less is noise of scanners."""


def read_teeth_moves(
    segments: BoneSegments,
    estimate: SkullEstimate,
    template: Mesh,
    arch: str,
    before: Mesh,
    after: Mesh,
) -> dict[str, Move]:
    """Return the treatment that leads from one intraoral scan to another.

    Parameters
    ----------
    segments : BoneSegments
        Of the template.
    estimate : SkullEstimate
        The person's skull, at rest.
    template : Mesh
        The template's skull, on which teeth are named.
    arch : str
        ``upper`` or ``lower``.
    before, after : Mesh
        In one frame, in their files' units.

    Returns
    -------
    dict of str to Move
        Of the arch, or of single teeth; empty where nothing moved.

    Raises
    ------
    AlignmentError
        When a scan shows no arch of this person, or the scans do not lie in one frame.
    """
    pose, centres = lay_arch(estimate, template, arch, before)
    placed = [mesh.with_vertices(pose.apply(mesh.vertices)) for mesh in (before, after)]
    motions = crown_motions(placed[0], placed[1].vertices, centres, arch)
    return moves_of(segments, estimate.mesh.vertices, arch, motions)


def crown_motions(
    before: Mesh, after: FloatArray, centres: FloatArray, arch: str
) -> dict[int, tuple[Similarity, FloatArray]]:
    """Return how each crown moved.

    Parameters
    ----------
    before : Mesh
        The first scan, head frame, mm.
    after : (n, 3) float64
        Vertices of the second, in the same place.
    centres : (14, 3) float64
        Where the gum meets each tooth in the first, from the right second molar; NaN where there is
        none.
    arch : str
        ``upper`` or ``lower``.

    Returns
    -------
    dict of int to (Similarity, (k, 3) float64)
        By number of the tooth (FDI): its rigid motion and its crown before.

    Raises
    ------
    AlignmentError
        When no crown is found again: the scans do not lie in one frame.
    """
    tree, found = cKDTree(after), {}
    down = -1.0 if arch == "upper" else 1.0
    owners = _owners(before.vertices, centres)
    for tooth, number in enumerate(TEETH_NUMBERS[arch]):
        if not np.isfinite(centres[tooth, 0]):
            continue
        beyond = down * (before.vertices[:, 1] - centres[tooth, 1])
        crown = before.vertices[(owners == tooth) & (beyond > 0.0) & (beyond < CROWN_HEIGHT)]
        if len(crown) < LEAST_POINTS:
            continue
        motion, fit = _carried(crown, tree)
        if fit < WORST_FIT:
            found[number] = (motion, crown)
    if not found:
        raise AlignmentError(
            f"No crown of the first scan of the {arch} teeth is found in the second; give two "
            "scans of one person that lie in one frame."
        )
    return found


def moves_of(
    segments: BoneSegments,
    skull: FloatArray,
    arch: str,
    motions: Mapping[int, tuple[Similarity, FloatArray]],
) -> dict[str, Move]:
    """Return motions of crowns as moves of segments.

    Parameters
    ----------
    segments : BoneSegments
        Of the template.
    skull : (N_skull, 3) float64
        The person's, at rest, mm.
    arch : str
        ``upper`` or ``lower``.
    motions : mapping of int to (Similarity, (k, 3) float64)
        From `crown_motions`.

    Returns
    -------
    dict of str to Move
        Without what moved less than scanners err.
    """
    there = {number: motion.apply(crown) for number, (motion, crown) in motions.items()}
    crowns = np.concatenate([crown for _, crown in motions.values()])
    whole = fit_similarity(crowns, np.concatenate([*there.values()]), with_scale=False)
    off = [
        float(np.linalg.norm(whole.apply(crown) - there[number], axis=1).mean())
        for number, (_, crown) in motions.items()
    ]
    if max(off) < ALIKE:
        asked = {f"{arch}_arch": whole}
    else:
        asked = {f"tooth_{number}": motion for number, (motion, _) in motions.items()}
    moves = {
        key: _as_move(motion, segments.pivot(key, skull))
        for key, motion in asked.items()
        if key in segments.keys
    }
    return {
        key: move
        for key, move in moves.items()
        if np.linalg.norm(move[:3]) > LEAST_MM or np.abs(move[3:]).max() > LEAST_DEGREES
    }


def _owners(points: FloatArray, centres: FloatArray) -> IntArray:
    """Return the tooth nearest to each point seen from the bite, (n,); -1 where none is near."""
    flat = np.where(np.isfinite(centres), centres, np.inf)[:, [0, 2]]
    apart = np.stack([np.hypot(*(points[:, [0, 2]] - one).T) for one in flat], axis=1)
    nearest = apart.argmin(axis=1)
    return np.where(apart.min(axis=1) < CROWN_RADIUS, nearest, -1)


def _carried(crown: FloatArray, tree: cKDTree) -> tuple[Similarity, float]:
    """Return the rigid motion of a crown onto points, and how near its middle point comes, mm."""
    motion, apart = Similarity.identity(), np.zeros(len(crown))
    for _ in range(ROUNDS):
        apart, partner = tree.query(motion.apply(crown))
        kept = apart <= np.quantile(apart, KEPT)
        onto = fit_similarity(crown[kept], tree.data[partner[kept]], with_scale=False)
        step = np.abs(onto.apply(crown) - motion.apply(crown)).max()
        motion = onto
        if step < 1e-4:
            break
    return motion, float(np.median(apart))


def _as_move(motion: Similarity, pivot: FloatArray) -> Move:
    shift = np.round(motion.apply(pivot[None])[0] - pivot, 3)
    turn = np.round(Rotation.from_matrix(motion.rotation).as_euler("xyz", degrees=True), 3)
    a, b, c, d, e, f = (float(one) for one in (*shift, *turn))
    return (a, b, c, d, e, f)
