"""The paper's cascade: sane at first, batched as alone, and invertible."""

import pytest
import torch

from core.models.cascade import CASCADE_STAGES, ChainConfig, DeformationChain
from core.models.hypernet import HyperNet, SineShape, run_sines
from core.models.local_blend import BlendConfig, LocalBlend
from core.models.two_field import TWO_FIELD_STAGES, two_field_config

SIZES = {"expression": 3, "nose": 2, "eyes": 2, "mouth": 2, "remainder": 4}


@pytest.fixture(scope="module")
def landmarks() -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(4)
    return {stage: 60 * torch.randn(5, 3, generator=generator) for stage in CASCADE_STAGES}


@pytest.fixture
def chain(landmarks: dict[str, torch.Tensor]) -> DeformationChain:
    torch.manual_seed(0)
    config = ChainConfig(code_sizes=SIZES, hidden=8, width=6, layers=3, sdf_width=8, sdf_layers=2)
    return DeformationChain(config, landmarks)


@pytest.fixture
def points() -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    return 160 * torch.rand(50, 3, generator=generator) - 80


def codes_of(heads: int, seed: int) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return {stage: torch.randn(heads, size, generator=generator) for stage, size in SIZES.items()}


class TestHyperNet:
    def test_it_writes_layers_of_the_shape_asked(self) -> None:
        shape = SineShape(width=6, layers=5, outputs=4)
        layers = HyperNet(7, 5, copies=3, shape=shape)(torch.zeros(2, 7))
        assert [tuple(w.shape) for w, _ in layers] == [(6, 3, 6), *[(6, 6, 6)] * 3, (6, 6, 4)]
        assert [tuple(b.shape) for _, b in layers] == [(6, 1, 6)] * 4 + [(6, 1, 4)]
        assert sum(w[0].numel() + b[0].numel() for w, b in layers) == shape.count()

    def test_written_networks_equal_plain_ones(self) -> None:
        layers = HyperNet(2, 4, copies=1, shape=SineShape(width=5, layers=3))(torch.randn(1, 2))
        points = torch.randn(1, 9, 3)
        hidden = points[0]
        for weight, bias in layers[:-1]:
            hidden = torch.sin(hidden @ weight[0] + bias[0])
        expected = hidden @ layers[-1][0][0] + layers[-1][1][0]
        torch.testing.assert_close(run_sines(layers, points)[0], expected)

    def test_at_first_the_code_hardly_matters_but_can_be_learnt(self) -> None:
        torch.manual_seed(3)
        net = HyperNet(4, 8, copies=2, shape=SineShape(width=6))
        points, code = torch.randn(4, 10, 3), torch.randn(2, 4, requires_grad=True)
        values = run_sines(net(code), points)
        blank = run_sines(net(torch.zeros(2, 4)), points).detach()
        assert float((values.detach() - blank).abs().max()) < 0.1 * float(blank.abs().max()) + 0.02
        values.square().sum().backward()
        assert code.grad is not None
        assert float(code.grad.abs().min()) > 0
        assert all(float(p.grad.abs().max()) > 0 for p in net.parameters() if p.grad is not None)


def test_blend_weights_favour_the_nearest_landmark() -> None:
    """With equal local fields only their places differ: beside a landmark its own field decides."""
    torch.manual_seed(0)
    landmarks = torch.tensor([[-200.0, 0, 0], [200.0, 0, 0]])
    stage = LocalBlend(BlendConfig(code_size=2, hidden=4, shape=SineShape(width=4)), landmarks)
    with torch.no_grad():
        stage.hyper.second.weight.zero_()
        stage.hyper.second.bias.zero_()
        count = stage.config.shape.count()
        stage.hyper.second.bias[count - 3 : count] = 1.0
    moved = stage.bind(torch.zeros(1, 2))(landmarks[None])[0]
    torch.testing.assert_close(moved, torch.tensor([[10.0] * 3, [0.0] * 3]), atol=1e-3, rtol=0)


def test_without_codes_an_untrained_cascade_is_nearly_the_identity(
    chain: DeformationChain, points: torch.Tensor
) -> None:
    head = chain.bind({stage: torch.zeros(size) for stage, size in SIZES.items()})
    moved = (head.to_template(points) - points).norm(dim=1).detach()
    assert 0.0 < float(moved.max()) < 10.0


def test_the_way_back_undoes_the_way_there(chain: DeformationChain, points: torch.Tensor) -> None:
    head = chain.bind({stage: code[0] for stage, code in codes_of(1, 2).items()})
    there = head.from_template(points, steps=30)
    torch.testing.assert_close(head.to_template(there), points, rtol=0, atol=1e-2)


def test_the_field_is_the_template_there_plus_the_correction(
    chain: DeformationChain, points: torch.Tensor
) -> None:
    """Equation 6 of the paper."""
    head = chain.bind({stage: code[0] for stage, code in codes_of(1, 2).items()})
    warp = head.warp(points[None])
    expected = chain.sdf(head.to_template(points))[:, 0] + warp.correction[0]
    torch.testing.assert_close(head(points), expected)
    assert float(warp.correction.detach().abs().max()) > 0
    assert len(warp.places) == len(CASCADE_STAGES)


def test_several_heads_at_once_are_each_as_alone(
    chain: DeformationChain, points: torch.Tensor
) -> None:
    codes = codes_of(3, 5)
    values, _ = chain.bind(codes).values(points.expand(3, -1, -1))
    for number in range(3):
        alone = chain.bind({stage: code[number] for stage, code in codes.items()})
        torch.testing.assert_close(values[number], alone(points), rtol=1e-4, atol=1e-4)


def test_two_fields_are_a_chain_of_two(
    landmarks: dict[str, torch.Tensor], points: torch.Tensor
) -> None:
    config = two_field_config(hidden=4, width=4)
    chain = DeformationChain(config, dict.fromkeys(TWO_FIELD_STAGES, landmarks["nose"]))
    head = chain.bind({"expression": torch.zeros(5), "identity": torch.zeros(7)})
    assert list(head.stages) == ["expression", "identity"]
    assert head(points).shape == (50,)
