"""What the compared models are taught: closed forms, true samples, and learning."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import BundleError, NasionError
from core.evaluation.comparison_files import load_model, save_model, shipped_models
from core.models.cascade import ChainConfig, DeformationChain
from core.models.global_code import GlobalCodeConfig, GlobalCodeModel
from core.models.hypernet import UNIT_MM
from core.monitor import Monitor
from core.training.comparison import ComparisonTraining, Prepared, train_one
from core.training.comparison_losses import (
    LossWeights,
    chain_loss,
    distance_term,
    eikonal_term,
    field_loss,
    global_loss,
    gradient_of,
    normal_term,
    place_term,
)
from core.training.comparison_samples import HeadSampler, Sampling
from core.training.composites import STAGES, Drawing, HeadSource
from core.training.sdf_training import signed_distances
from tests.core.training.population import small_head, small_source

SAMPLING = Sampling(
    heads=3, surface=40, near=30, volume=20, pool=5, refresh=4, samples=400, volume_samples=100
)


@pytest.fixture(scope="module")
def sampler() -> HeadSampler:
    source, modes = small_source()
    heads = HeadSource(source, modes, Drawing())
    return HeadSampler(heads, small_head(), SAMPLING, np.random.default_rng(0))


class TestTerms:
    """On a sphere of radius 80 mm everything is known."""

    @pytest.fixture
    def points(self) -> torch.Tensor:
        generator = torch.Generator().manual_seed(0)
        direction = torch.nn.functional.normalize(torch.randn(200, 3, generator=generator), dim=1)
        return (80.0 * direction).requires_grad_(True)

    def test_the_true_field_costs_nothing(self, points: torch.Tensor) -> None:
        values = points.norm(dim=1) - 80.0
        gradient = gradient_of(values, points)
        normals, ones = points.detach() / 80.0, torch.ones(200)
        assert float(normal_term(gradient, normals, ones).detach()) == pytest.approx(0, abs=1e-6)
        assert float(eikonal_term(gradient).detach()) == pytest.approx(0, abs=1e-6)
        assert float(distance_term(values, torch.zeros(200), 8.0).detach()) < 1e-6

    def test_a_field_twice_as_steep_costs_one_in_slope_and_nothing_in_direction(
        self, points: torch.Tensor
    ) -> None:
        gradient = gradient_of(2.0 * (points.norm(dim=1) - 80.0), points)
        assert float(eikonal_term(gradient).detach()) == pytest.approx(1.0, abs=1e-5)
        normals = points.detach() / 80.0
        assert float(normal_term(-gradient, normals, torch.ones(200)).detach()) == pytest.approx(2)

    def test_an_offset_costs_its_length_on_the_surface_and_half_of_it_far_away(self) -> None:
        near = distance_term(torch.full((10,), 3.0), torch.zeros(10), 8.0)
        assert float(near) == pytest.approx(3.0 / UNIT_MM)
        far = distance_term(torch.full((10,), 11.0), torch.full((10,), 8.0), 8.0)
        assert float(far) == pytest.approx(1.5 / UNIT_MM)

    def test_unknown_distances_do_not_count(self) -> None:
        true = torch.tensor([1.0, torch.nan])
        assert float(distance_term(torch.tensor([1.0, 50.0]), true, 8.0)) == 0.0

    def test_places_cost_their_distance(self) -> None:
        places, home = torch.tensor([[3.0, 4.0, 0.0], [9.0, 9.0, 9.0]]), torch.zeros(2, 3)
        assert float(place_term(places, home, torch.tensor([1.0, 0.0]))) == pytest.approx(
            5.0 / UNIT_MM, rel=1e-4
        )


class TestSamples:
    def test_points_lie_where_the_stages_say(self, sampler: HeadSampler) -> None:
        """After all stages a point is on the mean head, before any on its own head."""
        batch = sampler.draw(torch.Generator().manual_seed(1))
        assert batch.stages.shape == (len(STAGES), 3, 40, 3)
        home = signed_distances(batch.stages[-1].reshape(-1, 3).double().numpy(), small_head())
        assert np.abs(home).max() < 0.01
        assert float((batch.surface - batch.stages[-1]).norm(dim=-1).max()) > 1.0
        torch.testing.assert_close(batch.normals.norm(dim=-1), torch.ones(3, 40))

    def test_distances_off_the_mean_head_are_true(self) -> None:
        source, modes = small_source()
        still = HeadSource(source, 0.0 * modes + 1e-6 * modes, Drawing(expressive=0.0))
        sampler = HeadSampler(still, small_head(), SAMPLING, np.random.default_rng(0))
        batch = sampler.draw(torch.Generator().manual_seed(2))
        true = signed_distances(batch.off.reshape(-1, 3).double().numpy(), small_head())
        given = batch.distances.reshape(-1).numpy()
        known = np.isfinite(given)
        assert known.mean() > 0.9
        assert np.abs(given - true)[known].max() < 0.15 * 8.0
        assert np.abs(given - true)[known].mean() < 0.1
        assert (np.sign(given) == np.sign(true))[known & (np.abs(given) > 0.2)].all()

    def test_the_pool_is_drawn_anew_every_so_many_steps(self) -> None:
        source, modes = small_source()
        sampler = HeadSampler(
            HeadSource(source, modes, Drawing()), small_head(), SAMPLING, np.random.default_rng(0)
        )
        pick = torch.Generator().manual_seed(3)
        pools = []
        for _ in range(5):
            sampler.draw(pick)
            pools.append(sampler.pool)
        assert pools[0] is pools[3]
        assert pools[4] is not pools[0]

    def test_landmarks_before_the_first_stage_are_the_head_s(self, sampler: HeadSampler) -> None:
        batch = sampler.draw(torch.Generator().manual_seed(4))
        assert sampler.pool is not None
        vertices = torch.tensor([3, 50])
        head = sampler.mean_places(vertices) + sampler.pool.moves.sum(0)[batch.heads][:, vertices]
        torch.testing.assert_close(sampler.places(vertices, batch.heads, 0), head)


def small_chain() -> tuple[DeformationChain, dict[str, torch.Tensor]]:
    torch.manual_seed(0)
    sizes = {"expression": 4, "nose": 6, "eyes": 6, "mouth": 6, "remainder": 6}
    config = ChainConfig(code_sizes=sizes, hidden=8, width=6, sdf_width=16, sdf_layers=2)
    landmarks = {stage: torch.tensor([5, 90, 200, 301, 402]) for stage in sizes}
    mean = torch.tensor(small_source()[0].vertices, dtype=torch.float32)
    return DeformationChain(config, {s: mean[at] for s, at in landmarks.items()}), landmarks


def lowered(network: torch.nn.Module, loss: "object", rate: float = 3e-3) -> tuple[float, float]:
    """Return the mean loss of the first and the last ten of 60 steps."""
    assert callable(loss)
    optimiser, pick = torch.optim.Adam(network.parameters(), rate), torch.Generator().manual_seed(0)
    values = []
    for _ in range(60):
        value = loss(pick)
        optimiser.zero_grad()
        value.backward()
        optimiser.step()
        values.append(float(value.detach()))
    return float(np.mean(values[:10])), float(np.mean(values[-10:]))


class TestLearning:
    def test_the_cascade_learns(self, sampler: HeadSampler) -> None:
        chain, landmarks = small_chain()
        weights = LossWeights()
        first, last = lowered(
            chain, lambda pick: chain_loss(chain, sampler, landmarks, weights, pick)
        )
        assert last < 0.8 * first

    def test_the_single_code_learns(self, sampler: HeadSampler) -> None:
        torch.manual_seed(0)
        size = len(sampler.draw(torch.Generator()).codes["global"][0])
        model = GlobalCodeModel(GlobalCodeConfig(code_size=size, width=24, layers=3))
        first, last = lowered(model, lambda pick: global_loss(model, sampler, LossWeights(), pick))
        assert last < 0.8 * first

    def test_correspondence_is_a_term_of_its_own(self, sampler: HeadSampler) -> None:
        chain, landmarks = small_chain()
        losses = []
        for weight in (0.0, 100.0):
            pick = torch.Generator().manual_seed(6)
            sampler.pool = None
            weights = LossWeights(correspondence=weight)
            losses.append(float(chain_loss(chain, sampler, landmarks, weights, pick).detach()))
        assert losses[1] > losses[0]

    def test_field_loss_is_the_weighted_sum(self, sampler: HeadSampler) -> None:
        batch = sampler.draw(torch.Generator().manual_seed(7))
        surface = batch.surface.clone().requires_grad_(True)
        values = (surface * torch.tensor([0.0, 0.0, 1.0])).sum(dim=-1)
        off = batch.distances.nan_to_num()
        only = LossWeights(distance=0.0, normal=0.0)
        found = field_loss(values, surface, off, batch, only)
        assert float(found.detach()) == pytest.approx(0.0, abs=1e-6)


class TestFiles:
    def test_a_model_comes_back_in_half_precision(self, tmp_path: Path) -> None:
        chain, _ = small_chain()
        save_model(tmp_path, "cascade", chain, {"seed": 1})
        again = load_model("cascade", tmp_path)
        assert isinstance(again, DeformationChain)
        assert again.config == chain.config
        for name, tensor in chain.state_dict().items():
            torch.testing.assert_close(again.state_dict()[name], tensor.half().float())

    def test_only_what_is_shipped_is_listed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
        assert shipped_models() == ()
        model = GlobalCodeModel(GlobalCodeConfig(code_size=3, width=4, layers=2))
        save_model(tmp_path / "resources" / "comparison", "global_code", model, {})
        assert shipped_models() == ("global_code",)

    def test_a_record_that_does_not_fit_is_told(self, tmp_path: Path) -> None:
        model = GlobalCodeModel(GlobalCodeConfig(code_size=3, width=4, layers=2))
        path = save_model(tmp_path, "global_code", model, {})
        record = path.with_suffix(".json")
        record.write_text(record.read_text().replace('"width": 4', '"width": 5'))
        with pytest.raises(BundleError, match="nasion train comparison"):
            load_model("global_code", tmp_path)
        with pytest.raises(BundleError):
            load_model("two_field", tmp_path)


def test_unknown_models_are_told() -> None:
    assert ComparisonTraining().only(("cascade",)).models == ("cascade",)
    assert ComparisonTraining().only(()).models == ComparisonTraining().models
    with pytest.raises(NasionError, match="cascade"):
        ComparisonTraining().only(("deep",))


def test_a_finished_training_is_written_again_as_it_was(
    sampler: HeadSampler, tmp_path: Path
) -> None:
    """Weights, time, loss and curve outlive the process that made them."""
    heads = HeadSource(*small_source(), Drawing())
    prepared = Prepared(small_head(), heads, sampler, {})
    size = len(heads.linear.components) + 4
    config = ComparisonTraining(
        minutes=0.01, global_code=GlobalCodeConfig(code_size=size, width=8, layers=2)
    )
    records, weights = [], []
    for _ in range(2):
        path = train_one("global_code", prepared, tmp_path, tmp_path / "out", config, Monitor())
        records.append(json.loads(path.with_suffix(".json").read_text()))
        weights.append(path.read_bytes())
    assert records[0]["steps"] > 1
    assert records[0]["final_loss"] > 0
    seconds = [record.pop("seconds_joint") for record in records]
    assert seconds[0] <= seconds[1] < seconds[0] + 0.2
    assert records[0] == records[1]
    assert weights[0] == weights[1]
