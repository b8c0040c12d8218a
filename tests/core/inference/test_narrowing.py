"""Known bone narrows the skull as conditioning a joint normal says, field included."""

import numpy as np
import pytest

from core.document.state import KnownBone, KnownPoint
from core.errors import EditError
from core.geometry.transforms import Similarity
from core.inference.narrowing import FIELD_LENGTH, Narrowing
from core.models.skull import SkullPredictor
from core.models.skull_posterior import SkullPrediction

COUNT, CODES, FIELD = 20, 3, 2.0


def _narrowing(*known: KnownBone, scale: float = 1.0) -> Narrowing:
    generator = np.random.default_rng(3)
    normals = generator.standard_normal((COUNT, 3))
    model = SkullPredictor(
        skin_index=np.arange(4),
        skin_mean=np.eye(4, 3),
        skin_weight=np.ones(4),
        skin_basis=np.zeros((4, 3, CODES)),
        skin_variance=1.0,
        size_basis=np.zeros(CODES),
        size_variance=1.0,
        skull_mean=30.0 * generator.standard_normal((COUNT, 3)),
        skull_normals=normals / np.linalg.norm(normals, axis=1, keepdims=True),
        skull_basis=generator.standard_normal((COUNT, 3, CODES)),
        skull_variance=np.full(COUNT, 0.09),
        pocket=np.array([], dtype=np.int64),
    )
    root = generator.standard_normal((CODES, CODES))
    turn = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    pose = Similarity(scale, turn, np.array([4.0, -7.0, 2.0]))
    codes = generator.standard_normal(CODES)
    prior = SkullPrediction(model, pose, codes, root @ root.T + np.eye(CODES))
    return Narrowing(prior, FIELD, known)


def _point(vertex: int, place: np.ndarray) -> KnownPoint:
    x, y, z = (float(one) for one in place)
    return KnownPoint((vertex,), (x, y, z))


def _dense(narrowing: Narrowing) -> tuple[np.ndarray, np.ndarray]:
    """Return mean (3 n,) and covariance (3 n, 3 n) of the bone before anything is known."""
    prior = narrowing.prior
    mean = prior.predictor.skull_mean
    basis = prior.predictor.skull_basis.reshape(-1, CODES)
    apart = np.linalg.norm(mean[:, None] - mean, axis=2)
    alike = np.exp(-0.5 * (apart / FIELD_LENGTH) ** 2)
    field = np.kron((FIELD * prior.pose.scale) ** 2 * alike, np.eye(3))
    return mean.reshape(-1) + basis @ prior.codes, basis @ prior.covariance @ basis.T + field


def test_it_is_the_conditional_of_the_joint_normal() -> None:
    plain = _narrowing(scale=1.1)
    here = plain.vertices[[4, 9]] + [[1.0, 2.0, -3.0], [0.0, -1.0, 1.0]]
    known = (
        KnownBone("palpated", (_point(4, here[0]),), 0.8),
        KnownBone("imaged", (_point(9, here[1]),), 0.3),
    )
    found = _narrowing(*known, scale=1.1)
    mean, covariance = _dense(plain)
    rows = np.r_[12:15, 27:30]
    noise = np.repeat((np.array([0.8, 0.3]) * 1.1) ** 2 + 0.09, 3)
    crossed = covariance[:, rows]
    gain = crossed @ np.linalg.inv(covariance[np.ix_(rows, rows)] + np.diag(noise))
    wanted = plain.prior.pose.apply(here).reshape(-1)
    expected = (mean + gain @ (wanted - mean[rows])).reshape(-1, 3)
    assert np.allclose(found.prior.pose.apply(found.vertices), expected, atol=1e-9)
    left = covariance - gain @ crossed.T
    normals = plain.prior.predictor.skull_normals
    variance = [n @ left[3 * k : 3 * k + 3, 3 * k : 3 * k + 3] @ n for k, n in enumerate(normals)]
    assert np.allclose(found.std_mm * 1.1, np.sqrt(np.array(variance) + 0.09), rtol=1e-5)
    gradient = np.array([[0.0, 1.0, 0.0], [0.0, -1.0, 0.0]])
    turned = (gradient @ plain.prior.pose.rotation.T).reshape(-1) / 1.1
    pair = np.r_[6:9, 15:18]
    measure = turned @ left[np.ix_(pair, pair)] @ turned + 2 * 0.09 / 1.1**2
    assert found.measure_deviation(np.array([2, 5]), gradient) == pytest.approx(np.sqrt(measure))


def test_nothing_known_adds_the_field_to_the_codes() -> None:
    plain = _narrowing()
    assert np.allclose(plain.vertices, plain.prior.vertices)
    assert np.allclose(plain.std_mm, np.hypot(plain.prior.std_mm, FIELD), rtol=1e-5)


def test_known_bone_tells_most_of_its_neighbours() -> None:
    plain = _narrowing()
    found = _narrowing(KnownBone("here", (_point(4, plain.vertices[4]),), 0.5))
    share = found.std_mm / plain.std_mm
    assert np.argmin(share) == 4
    assert (share <= 1.0 + 1e-9).all()
    assert np.allclose(found.vertices, plain.vertices, atol=1e-9)


def test_teeth_without_a_place_tell_of_shape_only() -> None:
    """Moved as a rigid body they say the same; bent they do not."""
    plain = _narrowing()
    bent = plain.vertices[:6] + np.random.default_rng(1).standard_normal((6, 3))

    def with_teeth(places: np.ndarray) -> np.ndarray:
        points = tuple(_point(index, place) for index, place in enumerate(places))
        return _narrowing(KnownBone("teeth", points, 0.4, posed=False)).vertices

    found = with_teeth(bent)
    assert np.abs(found - plain.vertices).max() > 0.1
    assert np.allclose(with_teeth(bent + [3.0, -2.0, 5.0]), found, atol=1e-9)
    few = KnownBone("few", tuple(_point(k, bent[k]) for k in range(3)), 0.4, posed=False)
    assert np.allclose(_narrowing(few).vertices, plain.vertices)


def test_a_tooth_is_the_mean_of_its_vertices() -> None:
    plain = _narrowing()
    place = plain.vertices[[1, 2, 3]].mean(axis=0) + [2.0, 0.0, 0.0]
    x, y, z = place
    known = (KnownBone("tooth", (KnownPoint((1, 2, 3), (x, y, z)),), 0.1),)
    # Within a tooth the field is taken to be one; these vertices lie far apart.
    found = Narrowing(plain.prior, 0.0, known)
    model, at = plain.prior.predictor, [1, 2, 3]
    rows = model.skull_basis[at].mean(axis=0)
    wanted = plain.prior.pose.apply(place[None])[0] - model.skull_mean[at].mean(axis=0)
    expected = plain.prior.observed(rows, wanted, (0.1**2 + 0.09 / 3) * np.eye(3))
    assert np.allclose(found.prediction.codes, expected.codes)


def test_samples_spread_as_told() -> None:
    plain = _narrowing()
    found = _narrowing(KnownBone("here", (_point(4, plain.vertices[4] + 1.0),), 0.5))
    drawn = found.samples(1500, seed=2)
    along = np.einsum("snk,nk->sn", drawn - found.vertices, _in_head(found))
    assert np.allclose(along.mean(axis=0), 0.0, atol=0.35)
    assert np.allclose(along.std(axis=0), np.sqrt(found.std_mm**2 - 0.09), rtol=0.1)
    assert np.array_equal(found.samples(2, seed=2), drawn[:2])


def _in_head(narrowing: Narrowing) -> np.ndarray:
    return narrowing.prior.predictor.skull_normals @ narrowing.prior.pose.rotation


def test_bone_of_another_skull_is_refused() -> None:
    with pytest.raises(EditError, match="another skull"):
        _narrowing(KnownBone("here", (_point(COUNT, np.zeros(3)),), 0.5))
