"""The networks for photographs: what they say has the meaning that is claimed."""

import numpy as np
import torch

from core.geometry.harmonics import harmonics
from core.models.landmark_net import CLOSE, WIDE, LandmarkNet, Sighting, place_loss
from core.models.photo_encoder import FaceEncoder, Likeness, harmonic_light
from core.models.photo_losses import (
    coefficient_loss,
    colour_loss,
    landmark_loss,
    opening_loss,
    stencil_normals,
)


def _likeness(light: torch.Tensor) -> Likeness:
    one = torch.zeros(1, 2)
    turn = torch.eye(3)[None]
    return Likeness(
        one, one, one, turn, torch.tensor([0.01]), torch.zeros(1, 2), torch.tensor([0.001]), light
    )


def test_the_first_likeness_is_a_face_from_the_front() -> None:
    torch.manual_seed(0)
    seen = Sighting(torch.randn(2, 7, 2), torch.rand(2, 7) + 0.01, torch.zeros(2), torch.rand(2, 9))
    likeness = FaceEncoder(5, 3, 2, landmarks=7, features=9, width=4).eval()(seen)
    turned = likeness.turn.transpose(1, 2) @ likeness.turn
    torch.testing.assert_close(turned, torch.eye(3).expand(2, 3, 3), atol=1e-5, rtol=0.0)
    assert torch.linalg.det(likeness.turn).min() > 0.99
    # The head's right is the picture's left-hand person, its top is up, its face looks at us.
    ahead = likeness.turn @ torch.diag(torch.tensor([1.0, -1.0, -1.0]))
    assert ahead.diagonal(dim1=1, dim2=2).min() > 0.8
    assert ((likeness.pose >= 0.0) & (likeness.pose <= 1.0)).all()


def test_perspective_makes_what_is_near_large() -> None:
    likeness = _likeness(torch.zeros(1, 9, 3))
    points = torch.tensor([[[10.0, 0.0, -100.0], [10.0, 0.0, 100.0]]])
    near, far = likeness.project(points)[0, :, 0]
    torch.testing.assert_close(near / far, torch.tensor(1.1 / 0.9))


def test_light_is_the_same_in_both_notations() -> None:
    rng = np.random.default_rng(0)
    normals = rng.normal(size=(7, 3))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    light = rng.normal(size=(9, 3))
    found = harmonic_light(torch.tensor(normals)[None], torch.tensor(light)[None])[0]
    np.testing.assert_allclose(found.numpy(), harmonics(normals) @ light, atol=1e-12)


def test_terms_vanish_at_the_truth_and_grow_off_it() -> None:
    truth = torch.rand(2, 6, 2)
    weights = torch.tensor([20.0, 1.0, 1.0, 1.0, 1.0, 1.0])
    pairs = torch.tensor([[0, 1], [2, 3]])
    assert landmark_loss(truth, truth, weights) == 0.0
    assert opening_loss(truth + 0.3, truth, pairs) < 1e-6, "a shift opens nothing"
    off = truth.clone()
    off[:, 0] += 0.1
    other = truth.clone()
    other[:, 5] += 0.1
    assert landmark_loss(off, truth, weights) > 10.0 * landmark_loss(other, truth, weights)
    assert opening_loss(off, truth, pairs) > 0.05


def test_shaded_colours_that_match_the_picture_cost_nothing() -> None:
    light = torch.zeros(1, 9, 3)
    light[:, 0] = 2.0
    likeness = _likeness(light)
    painted = torch.full((1, 3, 3), 0.3)
    normals = torch.nn.functional.normalize(torch.rand(1, 3, 3), dim=2)
    tone = float((painted * harmonic_light(normals, light))[0, 0, 0]) ** (1.0 / 2.2)
    crops = torch.full((1, 3, 16, 16), tone)
    places, shown = torch.zeros(1, 3, 2), torch.ones(1, 3)
    assert colour_loss(crops, places, painted, likeness, normals, shown) < 2e-3
    assert colour_loss(crops + 0.2, places, painted, likeness, normals, shown) > 0.2
    shown[:] = 0.0
    assert colour_loss(crops + 0.2, places, painted, likeness, normals, shown) == 0.0
    assert coefficient_loss(likeness) == 0.0


def test_normals_of_a_sphere_point_outward() -> None:
    angle = torch.tensor([[0.0, 0.3], [0.5, -0.4], [-0.2, 0.1]])

    def ball(shift: tuple[float, float]) -> torch.Tensor:
        a, b = (angle + torch.tensor(shift)).unbind(dim=1)
        return torch.stack([a.sin() * b.cos(), b.sin(), a.cos() * b.cos()], dim=1)

    step = 1e-2
    rings = [ball(s) for s in ((0, 0), (-step, 0), (step, 0), (0, -step), (0, step))]
    stencil = torch.arange(3, 15).reshape(4, 3)
    found = stencil_normals(torch.cat(rings)[None], stencil)[0]
    torch.testing.assert_close(found, rings[0], atol=1e-3, rtol=0.0)


def test_deviations_that_fit_the_errors_are_the_most_likely() -> None:
    torch.manual_seed(0)
    truth = torch.zeros(4000, 1, 2)
    places = 0.05 * torch.randn(4000, 1, 2)
    losses = [
        float(place_loss(places, torch.full((4000, 1), spread), truth))
        for spread in (0.03, 0.05, 0.08)
    ]
    assert losses[1] == min(losses)


def test_the_landmark_network_gives_every_landmark_a_positive_deviation() -> None:
    torch.manual_seed(0)
    for framing in (WIDE, CLOSE):
        net = LandmarkNet(7, framing, width=4).eval()
        seen = net(torch.rand(2, 3, framing.pixels, framing.pixels))
        assert seen.places.shape == (2, 7, 2)
        assert (seen.deviations > 0.0).all()
        assert seen.presence.shape == (2,)
        assert seen.features.shape == (2, net.trunk.features)
