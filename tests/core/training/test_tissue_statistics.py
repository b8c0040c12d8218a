"""What bundles tell of thickness between people is what the tissue field says, drawn or derived."""

import numpy as np
import pytest

from core.bundles.arrays_file import TISSUE_DEVIATION, template_arrays, template_from
from core.bundles.manifest import Manifest
from core.geometry.template import TissueStatistics
from core.training.face_points import FacePoints
from core.training.tissue_field import TissueField
from core.training.tissue_statistics import BODY_MASS_DEVIATION, tissue_statistics
from tests.app.analytic_head import analytic_template, sphere

COUNT = 60


def _field() -> TissueField:
    random = np.random.default_rng(0)
    mass, male = random.uniform(0.5, 2.0, COUNT), random.normal(size=COUNT)
    local = random.normal(size=(COUNT, 7))
    return TissueField(np.full(COUNT, 10.0), np.ones(COUNT), mass, male, local)


def _points() -> FacePoints:
    places = np.zeros((68, 3))
    places[36:48] = [30.0, 15.0, 80.0]
    return FacePoints(places, np.array([70.0, 0.0, 0.0]), np.array([-70.0, 0.0, 0.0]))


def _statistics() -> tuple[TissueField, np.ndarray, np.ndarray, TissueStatistics]:
    field = _field()
    skin = np.random.default_rng(1).uniform(-90.0, 90.0, (COUNT, 3))
    weight = np.random.default_rng(2).uniform(size=COUNT)
    return field, skin, weight, tissue_statistics(field, {"chin": weight}, skin, _points())


def test_a_regions_deviation_is_that_of_people_drawn_from_the_field() -> None:
    field, _, weight, found = _statistics()
    random = np.random.default_rng(3)
    people = 40_000
    mass = random.standard_normal((people, 1)) * field.body_mass
    sex = random.choice([-1.0, 1.0], (people, 1)) * field.male
    depth = mass + sex + random.standard_normal((people, 7)) @ field.local.T
    means = depth @ weight / weight.sum()
    assert found.region_deviation["chin"] == pytest.approx(means.std(), rel=0.02)


def test_the_build_is_the_fields_own_column_but_for_the_lids() -> None:
    field, skin, _, found = _statistics()
    per_unit = field.body_mass / BODY_MASS_DEVIATION
    far = skin[:, 2] < 40.0
    np.testing.assert_allclose(found.body_mass[far], per_unit[far])
    assert (found.body_mass <= per_unit + 1e-12).all()


def test_a_template_keeps_it_and_older_ones_have_none() -> None:
    template = analytic_template(*sphere(2))
    assert TISSUE_DEVIATION not in template_arrays(template)
    count = template.skin.vertex_count
    deviations = {name: 1.0 + at for at, name in enumerate(template.regions)}
    known = TissueStatistics(np.linspace(0.0, 1.0, count), deviations)
    arrays = template_arrays(type(template)(**{**vars(template), "tissue": known}))
    manifest = Manifest.model_construct(
        id="test", landmarks=template.landmarks, skull_landmarks=template.skull_landmarks
    )
    again = template_from(arrays, manifest).tissue
    assert again is not None
    assert dict(again.region_deviation) == deviations
    np.testing.assert_allclose(again.body_mass, known.body_mass, atol=1e-6)
    plain = {key: array for key, array in arrays.items() if not key.startswith("tissue")}
    assert template_from(plain, manifest).tissue is None
