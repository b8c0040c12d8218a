"""The forward field: linear in the codes, invertible, and exactly local where windows end."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.geometry.template import PARTS
from core.models.offsets import SPACING, OffsetSpreader
from core.models.parts import PartsConfig, PartsModel
from core.models.windows import WINDOWS, part_weights

SIZES = {"nose": 3, "eyes": 2, "mouth": 2, "remainder": 4}


@pytest.fixture(scope="module")
def model() -> PartsModel:
    torch.manual_seed(0)
    config = PartsConfig(
        code_sizes=SIZES, trunk_width=24, trunk_layers=2, sdf_width=16, sdf_layers=2
    )
    return PartsModel(config).requires_grad_(False)


@pytest.fixture
def points() -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    return torch.rand(400, 3, generator=generator) * 160 - torch.tensor([80.0, 90.0, 0.0])


def codes_of(seed: int) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    return {part: torch.randn(SIZES[part], generator=generator) for part in PARTS}


def test_binding_collapses_what_the_components_say(model: PartsModel, points: torch.Tensor) -> None:
    codes = codes_of(2)
    components, _ = model.components(points)
    weights = part_weights(points)
    expected = sum(
        weights[:, number, None] * torch.einsum("nkd,k->nd", components[part], codes[part])
        for number, part in enumerate(PARTS)
    )
    torch.testing.assert_close(
        model.bind(codes).displacement(points), expected, rtol=1e-4, atol=1e-5
    )


def test_the_way_back_undoes_the_way_there(model: PartsModel, points: torch.Tensor) -> None:
    head = model.bind({part: 0.3 * code for part, code in codes_of(3).items()}, size=1.1)
    returned = head.to_template(head.forward_map(points), steps=12)
    torch.testing.assert_close(returned, points, rtol=0, atol=1e-3)


def test_a_good_guess_needs_fewer_steps(model: PartsModel, points: torch.Tensor) -> None:
    head = model.bind({part: 0.3 * code for part, code in codes_of(3).items()})
    there = head.forward_map(points)
    cold, _ = head.with_guess(there, None, steps=12)
    warm, place = head.with_guess(there, points, steps=1)
    torch.testing.assert_close(warm, cold, rtol=0, atol=1e-3)
    torch.testing.assert_close(place, points, rtol=0, atol=1e-3)


def test_shorter_codes_are_padded(model: PartsModel, points: torch.Tensor) -> None:
    full = {part: torch.zeros(SIZES[part]) for part in PARTS}
    full["nose"][0] = 1.5
    short = {**full, "nose": torch.tensor([1.5])}
    torch.testing.assert_close(
        model.bind(short).displacement(points), model.bind(full).displacement(points)
    )


@pytest.mark.parametrize("part", list(WINDOWS))
def test_an_edit_moves_nothing_outside_its_window(
    model: PartsModel, points: torch.Tensor, part: str
) -> None:
    before, after = codes_of(5), codes_of(5)
    after[part] = after[part] + 2.0
    outside = part_weights(points)[:, PARTS.index(part)] == 0
    assert outside.any()
    change = model.bind(after).displacement(points) - model.bind(before).displacement(points)
    assert float(change[outside].abs().max()) < 1e-6
    assert float(change[~outside].abs().max()) > 1e-6 or not (~outside).any()


@given(
    st.lists(st.tuples(*[st.floats(-150, 150, width=32)] * 3), min_size=1, max_size=20),
)
def test_part_weights_share_every_point(places: list[tuple[float, float, float]]) -> None:
    weights = part_weights(torch.tensor(places, dtype=torch.float64))
    assert bool((weights >= 0).all())
    torch.testing.assert_close(weights.sum(dim=1), torch.ones(len(places), dtype=torch.float64))


@given(st.tuples(*[st.floats(-120, 120, width=32)] * 3))
def test_part_weights_are_symmetric(place: tuple[float, float, float]) -> None:
    x, y, z = place
    both = part_weights(torch.tensor([[x, y, z], [-x, y, z]], dtype=torch.float64))
    torch.testing.assert_close(both[0], both[1])


class TestOffsets:
    @pytest.fixture
    def vertices(self) -> np.ndarray:
        direction = np.random.default_rng(0).normal(size=(3000, 3))
        return 60.0 * direction / np.linalg.norm(direction, axis=1, keepdims=True)

    def test_a_constant_offset_is_kept_on_the_surface(self, vertices: np.ndarray) -> None:
        spreader = OffsetSpreader.over(vertices)
        constant = np.tile([1.0, -2.0, 0.5], (len(vertices), 1))
        np.testing.assert_allclose(spreader.at_vertices @ constant, constant, atol=1e-9)

    def test_the_grid_reads_what_the_matrix_says(self, vertices: np.ndarray) -> None:
        spreader = OffsetSpreader.over(vertices)
        offsets = np.sin(vertices / 20.0)
        grid = spreader.spread(offsets, torch.device("cpu"))
        read = grid(torch.tensor(vertices, dtype=torch.float32)).numpy()
        np.testing.assert_allclose(read, spreader.at_vertices @ offsets, atol=1e-4)
        np.testing.assert_allclose(read, offsets, atol=2.0 * (SPACING / 20.0) ** 2 + 0.05)

    def test_far_away_there_is_nothing(self, vertices: np.ndarray) -> None:
        grid = OffsetSpreader.over(vertices).spread(np.ones_like(vertices), torch.device("cpu"))
        far = torch.tensor([[0.0, 0.0, 0.0], [500.0, 0.0, 0.0], [0.0, -90.0, 0.0]])
        assert float(grid(far).abs().max()) == 0.0
