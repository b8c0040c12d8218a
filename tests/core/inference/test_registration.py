"""A warped template must be found again point for point; what is not there must not be trusted."""

from pathlib import Path

import numpy as np
import pytest

from core.arrays import FloatArray
from core.bundles.loader import load_bundle
from core.errors import AlignmentError, CancelledError
from core.geometry.mesh import Mesh
from core.geometry.repair import clean_for_fitting
from core.geometry.scan import load_scan
from core.geometry.template import Template
from core.inference.alignment import align_to_template
from core.inference.deformation import Bender
from core.inference.fitting import CodeFitter
from core.inference.registration import register_template
from core.inference.surface_fit import PopulationPrior
from core.monitor import Monitor
from tests.core.inference.scans import cut, joined, sphere


@pytest.fixture(scope="module")
def template() -> Template:
    return load_bundle().template


@pytest.fixture(scope="module")
def population() -> PopulationPrior:
    bundle = load_bundle()
    return PopulationPrior(CodeFitter(bundle), bundle.template.skin)


def _warped(vertices: FloatArray) -> FloatArray:
    """Return another person's head: wider, longer, a larger nose; displacements up to 6 mm."""
    warped = vertices * np.array([1.03, 1.02, 1.0])
    nose = np.exp(-0.5 * ((vertices - np.array([0.0, -16.0, 115.0])) ** 2).sum(axis=1) / 15.0**2)
    return warped + nose[:, None] * np.array([0.0, -1.0, 3.0])


def test_a_warped_head_is_found_again(template: Template, population: PopulationPrior) -> None:
    target = template.skin.with_vertices(_warped(template.skin.vertices))
    found = register_template(template, target, Monitor(), prior=population)
    face = template.face_mask
    off = np.linalg.norm(found.vertices - target.vertices, axis=1)[face]
    before = np.linalg.norm(template.skin.vertices - target.vertices, axis=1)[face]
    assert found.face_error_mean < 0.2
    assert off.mean() < 0.5 * before.mean()
    assert found.trust[face].mean() > 0.9
    assert found.coverage > 0.9


def test_without_a_population_the_surface_is_still_met(template: Template) -> None:
    target = template.skin.with_vertices(_warped(template.skin.vertices))
    found = register_template(template, target, Monitor())
    assert found.face_error_mean < 0.3


def test_missing_back_and_added_torso_do_no_harm(
    template: Template, population: PopulationPrior
) -> None:
    skin = template.skin
    front = cut(skin, skin.vertices[:, 2] > 20.0)
    torso = sphere(np.array([230.0, 280.0, 120.0]))
    lowered = torso.with_vertices(torso.vertices + np.array([0.0, -420.0, -30.0]))
    found = register_template(template, joined(front, lowered), Monitor(), prior=population)
    assert found.face_error_mean < 0.2
    back = skin.vertices[:, 2] < 0.0
    assert found.trust[back].max() == 0.0
    # What is not seen follows the population, not the torso.
    assert np.linalg.norm(found.vertices - skin.vertices, axis=1)[back].mean() < 6.0


def test_what_lies_elsewhere_is_refused(template: Template) -> None:
    ball = sphere(np.array([40.0, 40.0, 40.0]))
    away = ball.with_vertices(ball.vertices + np.array([0.0, 0.0, 400.0]))
    with pytest.raises(AlignmentError, match="could not be matched"):
        register_template(template, away, Monitor())


def test_cancelling_stops(template: Template) -> None:
    stopped = Monitor()
    stopped.cancel()
    with pytest.raises(CancelledError):
        register_template(template, template.skin, stopped)


def test_bending_is_exact_where_pulled_hard_and_smooth_elsewhere() -> None:
    """A sheet that is pulled up in its middle keeps its rim and has no second bump."""
    side = 21
    x, y = np.meshgrid(np.arange(side), np.arange(side), indexing="ij")
    flat = np.stack([x.ravel(), y.ravel(), np.zeros(side**2)], axis=1).astype(float)
    here = (np.arange(side - 1)[:, None] * side + np.arange(side - 1)).ravel()
    faces = np.vstack(
        [
            np.stack([here, here + side, here + 1], axis=1),
            np.stack([here + 1, here + side, here + side + 1], axis=1),
        ]
    )
    sheet = Mesh(flat, faces)
    middle, rim = side**2 // 2, (x.ravel() % (side - 1) == 0) | (y.ravel() % (side - 1) == 0)
    weights = np.where(rim, 1e6, 0.0)
    weights[middle] = 1e6
    wanted = flat.copy()
    wanted[middle, 2] = 3.0
    bent = Bender(sheet.faces, sheet.vertex_count).bend(flat, 1.0, [(None, wanted, weights)])
    assert bent[middle, 2] == pytest.approx(3.0, abs=1e-3)
    assert np.abs(bent[rim, 2]).max() < 1e-3
    profile = bent[:, 2].reshape(side, side)[side // 2]
    assert (np.diff(profile[: side // 2 + 1]) > -1e-3).all()
    assert profile.max() == pytest.approx(3.0, abs=1e-3)


@pytest.mark.parametrize(
    ("file", "mean", "names"),
    [
        ("scans/fran/fran_cut.vtk", 0.2, ("pronasale", "subnasale")),
        ("scans/lee_perry_smith/LeePerrySmith.obj", 0.8, ("pronasale", "gnathion")),
    ],
    ids=["fran", "lee_perry_smith"],
)
def test_real_scans(
    shared_data: Path,
    template: Template,
    population: PopulationPrior,
    file: str,
    mean: float,
    names: tuple[str, ...],
) -> None:
    scan = load_scan(shared_data / file)
    surface = clean_for_fitting(scan.mesh)
    pose = align_to_template(scan, template, Monitor(), surface=surface).to_head
    target = surface.with_vertices(pose.apply(surface.vertices))
    found = register_template(template, target, Monitor(), prior=population)
    assert found.face_error_mean < mean
    # The nose tip of the scan is its foremost point between brow and lip, as on a template.
    middle = np.abs(target.vertices[:, 0]) < 15.0
    central = target.vertices[middle & (np.abs(target.vertices[:, 1] + 16.0) < 25.0)]
    tip = central[np.argmax(central[:, 2])]
    # A tip is round: its foremost point wanders along it as the head nods.
    assert np.linalg.norm(found.vertices[template.landmarks["pronasale"]] - tip) < 7.0
    places = found.vertices[[template.landmarks[name] for name in names]]
    assert (places[0, 1:] > places[1, 1:]).all()
