"""Intraoral scans: the arch is found however it lies, the gum line followed, nonsense refused."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
import trimesh
from scipy.spatial import cKDTree
from scipy.spatial.transform import Rotation

from core.errors import AlignmentError
from core.geometry.mesh import Mesh
from core.inference.dental_arch import find_arch
from core.inference.gum_line import find_gum_line
from tests.core.inference.dental_arches import DentalArch, dental_arch


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "ict_facekit"


@cache
def _arch(folder: Path, arch: str, missing: tuple[int, ...] = ()) -> DentalArch:
    return dental_arch(folder, arch, missing)


def _moved(found: DentalArch, turn: Rotation, unit: float, noise: float = 0.06) -> Mesh:
    jitter = np.random.default_rng(0).normal(0.0, noise, found.scan.vertices.shape)
    placed = turn.apply(found.scan.vertices + jitter) + [30.0, -200.0, 12.0]
    return found.scan.with_vertices(placed / unit)


TURNS = {
    "as it is": Rotation.identity(),
    "upside down": Rotation.from_euler("x", 180, degrees=True),
    "on its side": Rotation.from_euler("zyx", [75, 130, -40], degrees=True),
}


@pytest.mark.parametrize("arch", ["upper", "lower"])
@pytest.mark.parametrize(("turn", "unit"), [*zip(TURNS, (1.0, 10.0, 1000.0), strict=True)])
def test_the_same_arch_is_found_however_it_lies(
    folder: Path, arch: str, turn: str, unit: float
) -> None:
    plain = find_arch(_arch(folder, arch).scan, "plain")
    found = find_arch(_moved(_arch(folder, arch), TURNS[turn], unit), turn)
    assert found.to_arch.scale == unit
    relative = Rotation.from_matrix(found.to_arch.rotation) * TURNS[turn]
    off = relative * Rotation.from_matrix(plain.to_arch.rotation).inv()
    assert np.degrees(off.magnitude()) < 4.0
    bite = -1.0 if arch == "upper" else 1.0
    assert plain.to_arch.rotation[1, 1] * bite > 0.9
    assert plain.to_arch.rotation[2, 2] > 0.9
    assert found.confidence > 0.3


@pytest.mark.parametrize("missing", [(), (3, 9)])
@pytest.mark.parametrize("arch", ["upper", "lower"])
def test_the_gum_line_is_followed(folder: Path, arch: str, missing: tuple[int, ...]) -> None:
    known = _arch(folder, arch, missing)
    frame = find_arch(_moved(known, TURNS["upside down"], 1.0), arch)
    found = find_gum_line(frame, arch)
    placed = TURNS["upside down"].apply(known.line) + [30.0, -200.0, 12.0]
    distance = cKDTree(frame.to_arch.apply(placed)).query(found.line)[0]
    assert np.median(distance) < 1.2
    centres = TURNS["upside down"].apply(known.centres) + [30.0, -200.0, 12.0]
    expected = frame.to_arch.apply(centres)
    expected = expected[::-1] if arch == "upper" else expected
    both = np.isfinite(found.centres[:, 0]) & np.isfinite(expected[:, 0])
    assert both.sum() >= 9
    assert np.abs(found.centres[both, 1] - expected[both, 1]).mean() < 1.3
    apart = np.linalg.norm(found.centres[both] - expected[both], axis=1)
    assert np.median(apart) < 3.0


def test_what_is_no_dental_arch_is_refused() -> None:
    ball = trimesh.creation.icosphere(subdivisions=4, radius=30.0)
    with pytest.raises(AlignmentError, match="does not look like a dental arch"):
        find_arch(Mesh(np.asarray(ball.vertices), np.asarray(ball.faces)), "ball.stl")
    box = trimesh.creation.box((400.0, 200.0, 300.0))
    with pytest.raises(AlignmentError, match="in any unit"):
        find_arch(Mesh(np.asarray(box.vertices), np.asarray(box.faces)), "box.stl")
