"""Drawn heads and the linear model, on a small made-up population."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from core.evaluation.linear_head import LinearHead, composite_correlation
from core.geometry.template import PARTS
from core.training.composites import STAGES, Drawing, HeadSource
from tests.core.training.population import small_source


@pytest.fixture(scope="module")
def heads() -> HeadSource:
    source, modes = small_source()
    return HeadSource(source, modes, Drawing(composites=0.0))


class TestDrawing:
    def test_a_person_in_one_piece_is_the_population_s(self, heads: HeadSource) -> None:
        """The windows sum to one, so four parts of one person are that person, pose aside."""
        drawn = heads.draw(6, torch.Generator().manual_seed(1))
        moved = drawn.moves[1:].sum(dim=0).numpy()
        table = heads.linear
        again = np.tensordot(drawn.codes["identity"].numpy(), table.components, axes=1)
        np.testing.assert_allclose(moved, again, atol=1e-3)

    def test_expressions_are_weights(self, heads: HeadSource) -> None:
        drawn = heads.draw(64, torch.Generator().manual_seed(2))
        weights = drawn.codes["expression"]
        assert float(weights.min()) >= 0
        assert float(weights.max()) <= 1
        assert 0.3 < float(drawn.expressive.float().mean()) < 0.9
        silent = drawn.moves[0][~drawn.expressive]
        assert float(silent.abs().max()) == 0

    def test_composites_mix_two_people_and_the_rest_is_the_receiver_s(self) -> None:
        source, modes = small_source()
        heads = HeadSource(source, modes, Drawing(composites=1.0, expressive=0.0))
        drawn = heads.draw(200, torch.Generator().manual_seed(3))
        codes = {part: drawn.codes[part].double().numpy() for part in PARTS}
        owners = {p: codes[p] @ np.linalg.pinv(source.basis.loadings[p]).T for p in PARTS}
        same = np.linalg.norm(owners["nose"] - owners["remainder"], axis=1) < 1e-3
        assert 0.35 < same.mean() < 0.65

    def test_the_same_seed_draws_the_same_heads(self, heads: HeadSource) -> None:
        first, second = (heads.draw(3, torch.Generator().manual_seed(9)) for _ in range(2))
        torch.testing.assert_close(first.moves, second.moves)
        assert len(first.moves) == len(STAGES)


class TestLinearHead:
    def test_codes_of_composites_have_unit_covariance(self) -> None:
        source, modes = small_source()
        heads = HeadSource(source, modes, Drawing(composites=0.5, expressive=0.0))
        codes = heads.draw(4000, torch.Generator().manual_seed(5)).codes["identity"].numpy()
        np.testing.assert_allclose(np.cov(codes.T), np.eye(codes.shape[1]), atol=0.15)

    def test_all_components_give_every_composite_back(self) -> None:
        source, modes = small_source()
        heads = HeadSource(source, modes, Drawing(composites=1.0, expressive=0.0))
        drawn = heads.draw(4, torch.Generator().manual_seed(6))
        again = np.tensordot(drawn.codes["identity"].numpy(), heads.linear.components, axes=1)
        np.testing.assert_allclose(drawn.moves.sum(dim=0).numpy(), again, atol=1e-3)

    def test_fewer_components_keep_the_largest(self) -> None:
        source, modes = small_source()
        importance = np.ones(len(source.vertices))
        sizes = [
            np.linalg.norm(c)
            for c in LinearHead.build(source.vertices, modes, importance).components
        ]
        assert sizes == sorted(sizes, reverse=True)
        few = LinearHead.build(source.vertices, modes, importance, count=2)
        assert len(few.components) == 2

    def test_natural_heads_have_one_owner(self) -> None:
        np.testing.assert_array_equal(composite_correlation(0.0), np.ones((4, 4)))
        assert composite_correlation(1.0)[0, 1] == 0.5


def test_pieces_apart_from_the_largest_are_the_eyeballs() -> None:
    source, modes = small_source()
    height = source.vertices[source.faces].mean(axis=1)[:, 1]
    cut = replace(source, faces=source.faces[np.abs(height - 60.0) > 15.0])
    apart = HeadSource(cut, modes, Drawing()).on_eyeball
    np.testing.assert_array_equal(apart[source.vertices[:, 1] > 80.0], True)
    np.testing.assert_array_equal(apart[source.vertices[:, 1] < 40.0], False)
