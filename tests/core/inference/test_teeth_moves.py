"""Teeth that moved between two scans, on crowns whose motion is known."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.arrays import FloatArray
from core.document.treatment import TEETH_NUMBERS
from core.errors import AlignmentError
from core.geometry.mesh import Mesh
from core.inference.bone_segments import BoneSegments
from core.inference.head import HeadModel
from core.inference.teeth_moves import crown_motions, moves_of
from core.models.teeth_curve import template_teeth

_FACES = np.array([[0, 1, 2]], dtype=np.int64)


def _crown(centre: FloatArray, seed: int) -> FloatArray:
    """Return an uneven box below a neck of the upper jaw, 7 mm high."""
    draw = np.random.default_rng(seed)
    points = draw.uniform(-1.0, 1.0, (900, 3))
    side = np.abs(points).argmax(axis=1)
    points[np.arange(900), side] = np.sign(points[np.arange(900), side])
    points *= [2.6, 3.5, 2.2]
    points[:, 2] += 0.15 * points[:, 1] + 0.05 * points[:, 0] ** 2
    return points + centre + [0.0, -4.2, 0.0]


@pytest.fixture(scope="module")
def arch(head_model: HeadModel) -> tuple[FloatArray, list[FloatArray]]:
    template = head_model.bundle.template
    rows = template_teeth(template.skull, template.skull_labels)
    centres = rows.centres(template.skull.vertices, "upper")
    return centres, [_crown(one, seed) for seed, one in enumerate(centres)]


def _scan(crowns: list[FloatArray]) -> Mesh:
    return Mesh(np.concatenate(crowns), _FACES)


def test_incisors_that_went_back_are_told_and_others_keep_still(
    head_model: HeadModel, arch: tuple[FloatArray, list[FloatArray]]
) -> None:
    centres, crowns = arch
    template = head_model.bundle.template
    segments, turn = BoneSegments.of(template), Rotation.from_euler("x", 4.0, degrees=True)
    moved = list(crowns)
    for at, number in enumerate(TEETH_NUMBERS["upper"]):
        if number in {11, 12, 21, 22}:
            pivot = segments.pivot(f"tooth_{number}", template.skull.vertices)
            moved[at] = turn.apply(crowns[at] - pivot) + pivot + [0.0, 0.3, -1.5]
    found = crown_motions(_scan(crowns), _scan(moved).vertices, centres, "upper")
    moves = moves_of(segments, template.skull.vertices, "upper", found)
    assert set(moves) == {"tooth_11", "tooth_12", "tooth_21", "tooth_22"}
    for move in moves.values():
        assert np.allclose(move[:3], [0.0, 0.3, -1.5], atol=0.15)
        assert np.allclose(move[3:], [4.0, 0.0, 0.0], atol=1.0)


def test_an_arch_that_moved_as_one_is_one_move(
    head_model: HeadModel, arch: tuple[FloatArray, list[FloatArray]]
) -> None:
    centres, crowns = arch
    template = head_model.bundle.template
    shift = np.array([0.4, 0.0, -1.0])
    found = crown_motions(_scan(crowns), _scan(crowns).vertices + shift, centres, "upper")
    moves = moves_of(BoneSegments.of(template), template.skull.vertices, "upper", found)
    assert set(moves) == {"upper_arch"}
    assert np.allclose(moves["upper_arch"], [*shift, 0.0, 0.0, 0.0], atol=0.05)
    still = crown_motions(_scan(crowns), _scan(crowns).vertices, centres, "upper")
    assert moves_of(BoneSegments.of(template), template.skull.vertices, "upper", still) == {}


def test_scans_in_two_frames_are_refused(arch: tuple[FloatArray, list[FloatArray]]) -> None:
    centres, crowns = arch
    with pytest.raises(AlignmentError, match="lie in one frame"):
        crown_motions(_scan(crowns), 0.2 * _scan(crowns).vertices, centres, "upper")
