"""AIM's networks and losses: what they compute is what the paper's formulas say."""

from dataclasses import fields

import numpy as np
import pytest
import torch
from torch import Tensor

from core.models.aim import AimConfig, AimNetwork, carried, sided
from core.models.aim_losses import AimTargets, AimWeights, aim_losses, total_loss
from core.models.aim_person import twist_motion
from core.models.anatomy import blend_skinned

SMALL = AimConfig(hidden=32, layers=2, persons=2, expressions=3)


def losses(network: AimNetwork, targets: AimTargets) -> dict[str, float]:
    """Return every term as a number."""
    return {name: term.item() for name, term in aim_losses(network, targets).items()}


@pytest.fixture
def network() -> AimNetwork:
    torch.manual_seed(0)
    network = AimNetwork(SMALL)
    with torch.no_grad():
        network.twists[1] = torch.tensor([0.3, 0.1, 0.0, 1.0, 0.0, 2.0])
    return network


@pytest.fixture
def points() -> Tensor:
    drawn = np.random.default_rng(0).normal(0.0, 60.0, (50, 3))
    return sided(torch.tensor(drawn, dtype=torch.float32))


def own_targets(network: AimNetwork, points: Tensor) -> AimTargets:
    """Return what the network itself answers, as targets; every point is its own mirror image."""
    with torch.no_grad():
        found = network(points)
        shapes = carried(found.skin[:, 0], found.jaw, network.twists) + found.offsets
    known = torch.ones(len(points), SMALL.persons)
    return AimTargets(
        points=points,
        mirrored=points * torch.tensor([-1.0, 1.0, 1.0, 1.0]),
        skins=found.skin,
        shapes=shapes,
        known=known,
        bone=found.bone,
        normal=found.normal,
        depth=found.depth,
        label=found.jaw,
        sureness=torch.ones(len(points)),
    )


def test_skinning_is_that_of_the_anatomy() -> None:
    random = np.random.default_rng(1)
    rest, jaw = random.normal(0.0, 50.0, (20, 3)), random.uniform(0.0, 1.0, 20)
    twists = random.normal(0.0, 0.3, (4, 6))
    moved = carried(*(torch.tensor(values) for values in (rest, jaw, twists)))
    for number, twist in enumerate(twists):
        expected = blend_skinned(rest, jaw, twist_motion(twist))
        np.testing.assert_allclose(moved[:, number].numpy(), expected, atol=1e-9)


def test_normals_have_unit_length_and_skin_is_bone_and_thickness(
    network: AimNetwork, points: Tensor
) -> None:
    found = network(points)
    assert torch.allclose(found.normal.norm(dim=-1), torch.ones(50, 2), atol=1e-5)
    assert torch.allclose(found.skin - found.bone, found.depth[..., None] * found.normal, atol=1e-4)
    assert found.offsets.shape == (50, 3, 3)


def test_its_own_answer_costs_nothing_but_asymmetry_and_offsets(
    network: AimNetwork, points: Tensor
) -> None:
    terms = losses(network, own_targets(network, points))
    for name in ("reconstruction", "anatomy", "thickness", "skinning", "continued"):
        assert terms[name] == pytest.approx(0.0, abs=1e-4), name
    assert terms["symmetry"] > 0.0
    assert terms["offsets"] > 0.0


def test_every_term_can_be_switched_off(network: AimNetwork, points: Tensor) -> None:
    targets = own_targets(network, points)
    only = AimWeights(*(0.0 for _ in fields(AimWeights)))
    assert total_loss(network, targets, only).item() == 0.0
    weights = AimWeights()
    everything = total_loss(network, targets, weights).item()
    for entry in fields(AimWeights):
        rest = total_loss(network, targets, weights.without(entry.name)).item()
        term = losses(network, targets)[entry.name]
        assert everything - rest == pytest.approx(getattr(weights, entry.name) * term, abs=1e-4)


def test_only_jaw_expressions_are_asked_to_be_small(network: AimNetwork, points: Tensor) -> None:
    with torch.no_grad():
        network.twists.zero_()
    assert losses(network, own_targets(network, points))["offsets"] == 0.0


@pytest.mark.parametrize("activation", ["sine", "relu", "gelu"])
def test_every_activation_learns(activation: str, points: Tensor) -> None:
    torch.manual_seed(0)
    teacher = AimNetwork(SMALL)
    targets = own_targets(teacher, points)
    pupil = AimNetwork(AimConfig(32, 2, activation, persons=2, expressions=3))  # type: ignore[arg-type]
    optimiser = torch.optim.Adam(pupil.parameters(), lr=5e-3)
    first = total_loss(pupil, targets, AimWeights(symmetry=0.0, offsets=0.0)).item()
    for _ in range(150):
        optimiser.zero_grad()
        loss = total_loss(pupil, targets, AimWeights(symmetry=0.0, offsets=0.0))
        loss.backward()
        optimiser.step()
    assert loss.item() < 0.5 * first


def test_the_lips_part(network: AimNetwork) -> None:
    """Points a hair above and below the lip line are told apart, points of the cheek are not."""
    pairs = torch.tensor(
        [[0.0, -52.0, 100.0], [0.0, -53.0, 100.0], [50.0, -52.0, 60.0], [50.0, -53.0, 60.0]]
    )
    side = sided(pairs)[:, 3]
    assert float(side[0] - side[1]) > 5.0
    assert float((side[2] - side[3]).abs()) < 1e-6
