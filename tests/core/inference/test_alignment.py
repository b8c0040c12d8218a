"""The template's own face must be found wherever it is put; what is no face must be refused."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.errors import AlignmentError, CancelledError
from core.geometry.mesh import Mesh
from core.geometry.scan import load_scan
from core.geometry.template import Template
from core.geometry.transforms import Similarity, fit_similarity
from core.inference.alignment import Alignment, align_to_template
from core.monitor import Monitor
from tests.core.inference.scans import (
    chair,
    cut,
    joined,
    lump,
    scan_of,
    shipped_template,
    some_pose,
    sphere,
)


@pytest.fixture(scope="module")
def template() -> Template:
    return shipped_template()


def _aligned(mesh: Mesh, pose: Similarity, template: Template) -> Alignment:
    scan = scan_of(pose.apply(mesh.vertices), mesh.faces)
    return align_to_template(scan, template, Monitor())


def _assert_back(found: Alignment, pose: Similarity, template: Template, size: float = 1.0) -> None:
    """Fail unless the face is where it came from, within 1 degree and 1 mm."""
    face = template.skin.vertices[template.face_mask]
    there = found.to_head.apply(pose.apply(face))
    left = fit_similarity(face, there)
    cosine = (np.trace(left.rotation) - 1.0) / 2.0
    assert np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))) < 1.0
    assert np.linalg.norm(there.mean(axis=0) - face.mean(axis=0)) < 1.0
    assert left.scale == pytest.approx(size, rel=0.02)


def test_a_head_in_any_pose_is_put_upright(template: Template) -> None:
    pose = some_pose(1)
    found = _aligned(template.skin, pose, template)
    _assert_back(found, pose, template)
    assert found.unit == "mm"
    assert found.to_head.scale == pytest.approx(1.0)
    assert found.confidence > 0.9
    assert found.coverage > 0.9


def test_upside_down_in_metres(template: Template) -> None:
    pose = Similarity(1e-3, np.diag([-1.0, -1.0, 1.0]), np.array([0.4, -0.1, 2.0]))
    found = _aligned(template.skin, pose, template)
    _assert_back(found, pose, template)
    assert found.unit == "m"
    assert found.to_head.scale == pytest.approx(1000.0)


def test_a_face_without_its_head(template: Template) -> None:
    skin = template.skin
    pose = some_pose(3)
    front = cut(skin, (skin.vertices[:, 2] > 25.0) & (skin.vertices[:, 1] < 50.0))
    _assert_back(_aligned(front, pose, template), pose, template)


def test_half_a_face(template: Template) -> None:
    skin = template.skin
    pose = some_pose(4)
    half = cut(skin, (skin.vertices[:, 2] > 0.0) & (skin.vertices[:, 0] > -8.0))
    _assert_back(_aligned(half, pose, template), pose, template)


def test_a_head_on_a_torso_in_no_unit_at_all(template: Template) -> None:
    torso = sphere(np.array([230.0, 280.0, 120.0]))
    lowered = torso.with_vertices(torso.vertices + np.array([0.0, -370.0, -30.0]))
    pose = some_pose(5, scale=0.0347)
    found = _aligned(joined(template.skin, lowered), pose, template)
    _assert_back(found, pose, template)
    assert found.unit == "estimated"
    assert found.to_head.scale == pytest.approx(1.0 / 0.0347, rel=0.02)


def test_a_known_unit_keeps_the_size_of_the_person(template: Template) -> None:
    pose = some_pose(6)
    larger = template.skin.with_vertices(1.07 * template.skin.vertices)
    found = _aligned(larger, pose, template)
    assert found.to_head.scale == pytest.approx(1.0)
    assert found.size == pytest.approx(1.07, rel=0.01)


def test_a_wrongly_guessed_unit_is_given_up(template: Template) -> None:
    pose = some_pose(7, scale=2.1)
    found = _aligned(template.skin, pose, template)
    assert found.unit == "estimated"
    assert found.to_head.scale == pytest.approx(1.0 / 2.1, rel=0.02)


def test_noise_and_lost_points(template: Template) -> None:
    random = np.random.default_rng(8)
    vertices = template.skin.vertices + random.normal(size=template.skin.vertices.shape)
    vertices[random.random(len(vertices)) < 0.05] = np.nan
    pose = some_pose(8)
    _assert_back(_aligned(Mesh(vertices, template.skin.faces), pose, template), pose, template)


@pytest.mark.parametrize(
    "thing",
    [lump(1), chair(0.3)],
    ids=["lump", "chair"],
)
def test_what_is_no_face_is_refused_by_name(template: Template, thing: Mesh) -> None:
    scan = replace(scan_of(thing.vertices, thing.faces), path=Path("folder/thing.stl"))
    with pytest.raises(AlignmentError, match=r"No face was found in thing\.stl: .*\.$"):
        align_to_template(scan, template, Monitor())


def test_the_back_of_a_head_is_no_face(template: Template) -> None:
    back = cut(template.skin, template.skin.vertices[:, 2] < -5.0)
    with pytest.raises(AlignmentError):
        _aligned(back, some_pose(9), template)


def test_progress_rises_and_cancelling_stops(template: Template) -> None:
    told: list[float] = []
    scan = scan_of(template.skin.vertices, template.skin.faces)
    align_to_template(scan, template, Monitor(lambda share, _: told.append(share)))
    assert told == sorted(told)
    assert told[-1] == 1.0
    stopped = Monitor()
    stopped.cancel()
    with pytest.raises(CancelledError):
        align_to_template(scan, template, stopped)


@pytest.mark.parametrize(
    ("file", "unit", "up", "forward", "sure"),
    [
        ("scans/lee_perry_smith/LeePerrySmith.obj", "estimated", (0, 1, 0), (0, 0, 1), 0.9),
        ("scans/fran/fran_cut.vtk", "m", (-0.08, 1, 0.05), (0.81, 0.09, -0.58), 0.8),
        ("ct/vhm/skin.ply", "mm", (0, 1, 0), (0, 0, 1), 0.8),
        ("ct/headsq/skin.ply", "mm", (0, 0.97, 0.23), (0, -0.23, 0.97), 0.5),
    ],
    ids=["lee_perry_smith", "fran", "vhm", "headsq"],
)
def test_real_scans(
    shared_data: Path,
    template: Template,
    file: str,
    unit: str,
    up: tuple[float, float, float],
    forward: tuple[float, float, float],
    sure: float,
) -> None:
    """Directions in the file's own axes, as seen on renders."""
    found = align_to_template(load_scan(shared_data / file), template, Monitor())
    assert found.unit == unit
    assert found.confidence > sure
    # Within 10 degrees: what is upright for a head is known no better by eye.
    for own, wanted in ((found.to_head.rotation[1], up), (found.to_head.rotation[2], forward)):
        assert own @ np.array(wanted) / np.linalg.norm(wanted) > np.cos(np.radians(10.0))
    if unit == "estimated":
        # A metre-scale figure of the scan: its head is 1.64 of its units wide over the ears.
        assert found.to_head.scale == pytest.approx(53.0, rel=0.1)
