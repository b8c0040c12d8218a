"""The template AIM: trained resumably, put into a bundle, refused when damaged."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from core.bundles.arrays_file import AIM_FILE
from core.bundles.loader import load_bundle
from core.bundles.manifest import SHIPPED_BUNDLE
from core.bundles.selfcheck import check_bundle
from core.errors import BundleError, CancelledError, EditError
from core.inference.aim_learn import learn_person
from core.inference.head import HeadModel
from core.models.aim import AimConfig, AimNetwork
from core.monitor import Monitor
from core.resources import resource_path
from core.training.aim_bundle import add_aim
from core.training.aim_training import AimTraining, train_aim

TINY = AimTraining(AimConfig(hidden=16, layers=2, persons=1), steps=6, batch=64)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped bundle with an untrained template AIM."""
    work = tmp_path_factory.mktemp("aim")
    torch.manual_seed(0)
    checkpoint = work / "aim.pt"
    torch.save({"network": AimNetwork(AimConfig(persons=2)).state_dict()}, checkpoint)
    return add_aim(resource_path("bundles", SHIPPED_BUNDLE), checkpoint, work / "with_aim")


def test_a_bundle_carries_it_and_keeps_its_promise(folder: Path) -> None:
    bundle = load_bundle(folder)
    assert bundle.aim is not None
    assert check_bundle(bundle) <= bundle.manifest.self_check.tolerance
    assert (folder / AIM_FILE).stat().st_size < 3 << 20


def test_a_person_is_learned_with_it(folder: Path, head_model: HeadModel) -> None:
    """Even untrained features give the resting skin and the expressions back."""
    bundle = load_bundle(folder)
    skin, skull = bundle.template.skin, head_model.skull(head_model.mean_state()).mesh
    learned = learn_person(bundle, skin, skull)
    np.testing.assert_allclose(learned.anatomy.skin(), skin.vertices, atol=1e-9)
    assert learned.names == bundle.manifest.expression_names
    at_rest = learned.posed(np.zeros(len(learned.names)))
    np.testing.assert_allclose(at_rest, skin.vertices, atol=1e-9)


def test_a_damaged_file_is_named(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    content = bytearray((copy / AIM_FILE).read_bytes())
    content[len(content) // 2] ^= 0xFF
    (copy / AIM_FILE).write_bytes(content)
    with pytest.raises(BundleError, match=AIM_FILE):
        load_bundle(copy)


def test_a_wrong_promise_is_found(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["aim"]["check"][3] += 1.0
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BundleError, match="wrong values"):
        check_bundle(load_bundle(copy))


def test_no_checkpoint_no_bundle(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="nasion train aim"):
        add_aim(folder, tmp_path / "none.pt", tmp_path / "out")
    torch.save({"network": {"a": torch.zeros(1)}}, tmp_path / "other.pt")
    with pytest.raises(BundleError, match="no template AIM"):
        add_aim(folder, tmp_path / "other.pt", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_training_goes_on_from_its_checkpoint(head_model: HeadModel, tmp_path: Path) -> None:
    """A finished training gives the same network again."""
    bundle, checkpoint = head_model.bundle, tmp_path / "aim.pt"
    first = train_aim(bundle, checkpoint, TINY, Monitor())
    again = train_aim(bundle, checkpoint, TINY, Monitor())
    for one, two in zip(first.parameters(), again.parameters(), strict=True):
        assert torch.equal(one, two)
    assert not first.twists.requires_grad
    np.testing.assert_allclose(first.twists, bundle.jaw_twists, atol=1e-6)


def test_a_cancelled_training_stops(head_model: HeadModel, tmp_path: Path) -> None:
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(CancelledError):
        train_aim(head_model.bundle, tmp_path / "aim.pt", TINY, monitor)


def test_a_cancelled_learning_stops(head_model: HeadModel) -> None:
    bundle, monitor = head_model.bundle, Monitor()
    monitor.cancel()
    with pytest.raises(CancelledError):
        learn_person(bundle, bundle.template.skin, bundle.template.skull, None, monitor)


def test_shapes_of_another_topology_are_named(head_model: HeadModel) -> None:
    bundle = head_model.bundle
    with pytest.raises(EditError, match="smile"):
        learn_person(
            bundle, bundle.template.skin, bundle.template.skull, {"smile": np.zeros((5, 3))}
        )
