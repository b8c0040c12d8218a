"""The template skull sits where anatomy wants it, on the real mean head."""

from pathlib import Path

import numpy as np
import pytest
import trimesh

from core.evaluation.ict import MULTI_PIE, TRAGION_LEFT, load_population
from core.geometry.clearance import clear_skin, outer_skin
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.monitor import Monitor
from core.training.anatomy import Anatomy, build_anatomy
from core.training.cohort import OTHER_POPULATION, Cohort, make_cohort
from core.training.face_points import MIRROR, FacePoints
from core.training.head_surface import build_head_surface
from core.training.looked_at import LookedAt, choose_vertices
from core.training.regions import build_regions
from core.training.skull_design import design_predictor
from core.training.skull_source import part_source_skull, read_source_skull
from core.training.skull_template import SkullTemplate, fit_skull_template

Fitted = tuple[Mesh, FacePoints, SkullTemplate]


@pytest.fixture(scope="module")
def fitted(shared_data: Path) -> Fitted:
    """Return the population's closed mean head, its landmarks and the skull fitted into it."""
    population = load_population(shared_data)
    skin = build_head_surface(population).mesh
    tragion = population.mean[TRAGION_LEFT]
    points = FacePoints(population.mean[MULTI_PIE], tragion, tragion * MIRROR)
    source = read_source_skull(shared_data / "skull_template" / "skull.ply")
    return skin, points, fit_skull_template(skin, points, source)


def test_bones_are_closed_and_apart(fitted: Fitted) -> None:
    """Cranium and mandible are two closed surfaces; both carry teeth."""
    _, _, template = fitted
    mesh = trimesh.Trimesh(template.mesh.vertices, template.mesh.faces, process=False)
    pieces = mesh.split(only_watertight=False)
    assert len(pieces) == 2
    assert all(piece.is_watertight for piece in pieces)
    assert 8_000 <= template.mesh.vertex_count <= 12_500
    assert np.all(np.bincount(template.labels, minlength=4) > 300)
    assert set(np.unique(template.labels[template.mesh.faces] % 2, axis=1).sum(axis=1)) <= {0, 1, 3}


def test_no_skull_vertex_is_outside_the_skin(fitted: Fitted) -> None:
    """Every vertex lies inside, with room for skin."""
    skin, _, template = fitted
    signed = SurfaceDistance(outer_skin(skin, template.pocket)).signed(template.mesh.vertices)
    assert signed.max() < -1.5
    assert np.mean(signed > -1.9) < 0.005


def test_tissue_depths_hold_at_their_sites(fitted: Fitted) -> None:
    """On average to a fifth of a millimetre, everywhere to less than a deviation."""
    error = np.abs(np.array(list(fitted[2].depth_errors.values())))
    assert error.mean() < 0.2
    assert error.max() < 1.2


def test_landmarks_stand_in_their_order(fitted: Fitted) -> None:
    """Down the midline, side to side, and teeth behind the lips."""
    _, points, template = fitted
    at = {name: template.mesh.vertices[index] for name, index in template.landmarks.items()}
    down = ["glabella", "nasion", "rhinion", "anterior_nasal_spine", "a_point", "prosthion"]
    down += ["upper_incisal_edge", "infradentale", "b_point", "pogonion", "menton"]
    heights = [at[name][1] for name in down]
    assert heights == sorted(heights, reverse=True)
    lips = points.multipie[62]
    assert abs(at["upper_incisal_edge"][1] - lips[1]) < 3.0
    assert 3.0 < lips[2] - at["upper_incisal_edge"][2] < 12.0
    assert 120.0 < at["zygion_left"][0] - at["zygion_right"][0] < 145.0
    assert 85.0 < at["gonion_left"][0] - at["gonion_right"][0] < 115.0
    eye = points.pupil_left
    assert at["dacryon_left"][0] < eye[0] < at["ectoconchion_left"][0]
    assert at["orbitale_left"][1] < eye[1] < at["supraorbitale_left"][1]


def test_regions_are_smooth_mirrored_weights(fitted: Fitted) -> None:
    """Nineteen regions between 0 and 1; mirrored ones agree on a mirrored skin."""
    skin, points, _ = fitted
    regions = build_regions(skin, points)
    assert len(regions) == 19
    mirrored = build_regions(skin.with_vertices(skin.vertices * MIRROR).flipped(), points)
    for name, weight in regions.items():
        assert weight.min() >= 0.0
        assert 0.8 < weight.max() <= 1.0
        other = name.replace("left", "?").replace("right", "left").replace("?", "right")
        assert np.allclose(weight, mirrored[other], atol=0.05)


@pytest.fixture(scope="module")
def people(fitted: Fitted) -> tuple[Anatomy, Cohort, LookedAt]:
    """Return three heads of different shape and size, with two people each."""
    skin, points, template = fitted
    looked_at = choose_vertices(skin, points, template.pocket)
    shapes = [[1.0, 1.0, 1.0], [1.06, 0.97, 1.0], [0.97, 1.04, 1.02]]
    skins = np.stack([skin.vertices * shape for shape in shapes])
    anatomy = build_anatomy(skin, template, points, skins, looked_at)
    return anatomy, make_cohort(anatomy, np.arange(skin.vertex_count), 5, Monitor()), looked_at


def test_cohort_is_seeded(people: tuple[Anatomy, Cohort, LookedAt]) -> None:
    """The same seed gives the same people; two of a head average to nearly the unvaried one."""
    anatomy, cohort, _ = people
    again = make_cohort(anatomy, np.arange(anatomy.skin.vertex_count), 5, Monitor())
    assert np.array_equal(cohort.skulls, again.skulls)
    assert np.array_equal(cohort.skins, again.skins)
    assert cohort.identity.tolist() == [0, 0, 1, 1, 2, 2]
    middle = 0.5 * (cohort.skulls[0] + cohort.skulls[1])
    assert np.linalg.norm(middle - anatomy.template.mesh.vertices, axis=1).mean() < 2.5


def test_cohort_has_its_bone_inside_its_skin(people: tuple[Anatomy, Cohort, LookedAt]) -> None:
    """Clearing the bones exactly changes next to nothing."""
    anatomy, cohort, _ = people
    for row in (0, 3):
        head = anatomy.skin.with_vertices(cohort.skins[row].astype(float))
        head = outer_skin(head, anatomy.template.pocket)
        drawn = anatomy.template.mesh.with_vertices(cohort.skulls[row].astype(float))
        assert np.abs(clear_skin(drawn, head).vertices - drawn.vertices).mean() < 0.2


def test_clearing_leaves_teeth_behind_the_lips(people: tuple[Anatomy, Cohort, LookedAt]) -> None:
    """A draw and its negative average to teeth about where the head's own stand, none pushed."""
    anatomy, cohort, _ = people
    teeth = anatomy.template.labels >= 2
    middle = 0.5 * (cohort.skulls[0] + cohort.skulls[1])
    forward = (middle - anatomy.template.mesh.vertices)[teeth, 2].mean()
    assert abs(forward) < 1.0


def test_another_population_has_more_tissue(people: tuple[Anatomy, Cohort, LookedAt]) -> None:
    """Skins of experiment B bulge further out over the same heads and draws."""
    anatomy, cohort, looked_at = people
    other = make_cohort(anatomy, looked_at.index, 5, Monitor(), OTHER_POPULATION)
    out = other.skins - cohort.skins[:, looked_at.index]
    assert (out * anatomy.normals[looked_at.index]).sum(axis=2).mean() > 0.5


def test_designed_predictor_finds_bone_better_than_the_mean(
    people: tuple[Anatomy, Cohort, LookedAt],
) -> None:
    """Over the people that it describes, on the vertices that it looks at."""
    anatomy, cohort, looked_at = people
    predictor = design_predictor(anatomy, looked_at, codes=120)
    found, plain = [], []
    for skin, skull in zip(cohort.skins.astype(np.float64), cohort.skulls, strict=True):
        found.append(np.linalg.norm(predictor.predict(skin).vertices - skull, axis=1).mean())
        plain.append(np.linalg.norm(predictor.mean_beneath(skin) - skull, axis=1).mean())
    assert np.mean(found) < np.mean(plain)


def test_template_skull_has_the_proportions_of_craniometry(fitted: Fitted) -> None:
    """Heights and breadths lie within two deviations of adult norms (both sexes), mm."""
    template = fitted[2]
    at = {name: template.mesh.vertices[index] for name, index in template.landmarks.items()}
    norms = {
        ("nasion", "gnathion"): (117.0, 7.0),
        ("nasion", "prosthion"): (69.0, 4.5),
        ("nasion", "anterior_nasal_spine"): (51.0, 3.0),
        ("zygion_left", "zygion_right"): (130.0, 5.5),
        ("gonion_left", "gonion_right"): (97.0, 6.5),
        ("ectoconchion_left", "ectoconchion_right"): (97.0, 4.0),
        ("glabella", "opisthocranion"): (180.0, 7.0),
        ("condylion_left", "gonion_left"): (60.0, 5.5),
        ("infradentale", "gnathion"): (31.0, 3.0),
    }
    for (first, second), (mean, deviation) in norms.items():
        length = np.linalg.norm(at[first] - at[second])
        assert abs(length - mean) < 2.0 * deviation, (first, second, length)


def test_source_parts_into_two_bones(shared_data: Path) -> None:
    """The fused mandible comes free and keeps its rami and chin."""
    parted = part_source_skull(read_source_skull(shared_data / "skull_template" / "skull.ply"))
    mandible = parted.mesh.vertices[parted.labels % 2 == 1]
    assert mandible[:, 1].min() < -6.8
    assert mandible[:, 1].max() < -1.3
