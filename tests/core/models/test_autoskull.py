"""AutoSkull's components and network do what the paper says, on made-up people."""

import numpy as np
import torch

from core.models.autoskull import ResidualMlp, fit_joint_basis, join
from core.training.autoskull_training import (
    AutoSkullTraining,
    reconstruction_error,
    train_autoskull,
)

PEOPLE = 60


def _people(seed: int = 0, teeth: bool = False) -> dict[str, np.ndarray]:
    """Return skins and skulls that follow from four hidden numbers each."""
    shape = np.random.default_rng(5)
    random = np.random.default_rng(seed)
    hidden = random.standard_normal((PEOPLE, 4))
    parts = {"skin": 40, "skull": 30} | ({"teeth": 20} if teeth else {})
    return {
        name: 20.0 * shape.standard_normal((count, 3))
        + np.tensordot(hidden, 3.0 * shape.standard_normal((4, count, 3)), axes=1)
        for name, count in parts.items()
    }


def test_components_restore_what_they_span() -> None:
    """Four causes need four components; fewer leave an error that falls with each."""
    people = _people()
    basis = fit_joint_basis(people, 4)
    data = join(people)
    assert np.allclose(basis.restore(basis.project(data)), data, atol=1e-6)
    assert np.allclose(basis.project(data).std(axis=0), 1.0)
    errors = [reconstruction_error(people, _people(1), size) for size in (1, 2, 3, 4)]
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < 1e-6


def test_an_untaught_network_changes_nothing() -> None:
    """The first prediction is the first guess; beside a linear map it is that map."""
    codes = torch.randn(7, 5)
    assert torch.equal(ResidualMlp(5)(codes), torch.zeros(7, 5))
    straight = torch.randn(5, 5)
    assert torch.allclose(ResidualMlp(5, straight=straight)(codes), codes @ straight)


def test_autoskull_finds_skulls_better_than_the_generic_one() -> None:
    """On people that it has not seen, seeded, as published and beside a linear map."""
    people, unseen = _people(), _people(1)
    for config in (AutoSkullTraining(components=4), AutoSkullTraining(components=4, straight=True)):
        trained = train_autoskull(people, config)
        found = trained.predict({"skin": unseen["skin"]})
        error = np.linalg.norm(found - unseen["skull"], axis=2).mean()
        plain = np.linalg.norm(trained.guess - unseen["skull"], axis=2).mean()
        assert error < 0.6 * plain
        again = train_autoskull(people, config).predict({"skin": unseen["skin"]})
        assert np.allclose(found, again)


def test_a_given_guess_is_corrected_and_otherwise_kept() -> None:
    """What the components cannot express of a guess survives."""
    people, unseen = _people(), _people(1)
    random = np.random.default_rng(3)
    own = 0.5 * random.standard_normal(people["skull"].shape)
    truth = {"skin": people["skin"], "skull": people["skull"] + own}
    bias = np.array([1.0, -1.0, 0.5])
    config = AutoSkullTraining(components=4, straight=True)
    trained = train_autoskull(truth, config, people["skull"] + own + bias)
    guesses = unseen["skull"] + bias
    found = trained.predict({"skin": unseen["skin"]}, guesses)
    before = np.linalg.norm(guesses - unseen["skull"], axis=2).mean()
    assert np.linalg.norm(found - unseen["skull"], axis=2).mean() < before


def test_teeth_help_where_the_skin_says_little() -> None:
    """With the curve in the data vector the skull is found better than by a noisy skin alone."""
    people, unseen = _people(teeth=True), _people(1, teeth=True)
    random = np.random.default_rng(4)
    for group in (people, unseen):
        group["skin"] = group["skin"] + 8.0 * random.standard_normal(group["skin"].shape)
    config = AutoSkullTraining(components=8)
    plain = train_autoskull({k: people[k] for k in ("skin", "skull")}, config)
    plus = train_autoskull(people, config)
    alone = plain.predict({"skin": unseen["skin"]})
    both = plus.predict({"skin": unseen["skin"], "teeth": unseen["teeth"]})
    assert np.linalg.norm(both - unseen["skull"], axis=2).mean() < (
        np.linalg.norm(alone - unseen["skull"], axis=2).mean()
    )
