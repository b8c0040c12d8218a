"""The file of the networks for photographs: a round trip, and what is not believed."""

from pathlib import Path

import numpy as np
import pytest
import torch

from core.bundles.bundle import Bundle
from core.bundles.photo_nets import PhotoNets, load_photo_nets, write_photo_nets
from core.errors import BundleError
from core.inference.head import HeadModel
from core.models.landmark_net import CLOSE, LandmarkNet
from core.models.photo_encoder import FaceEncoder


def _nets() -> PhotoNets:
    torch.manual_seed(0)
    vertices = np.array([5, 9, 2])
    modes = np.linspace(0.0, 1.0, 24).reshape(2, 4, 3)
    wide, close = LandmarkNet(3).eval(), LandmarkNet(3, CLOSE).eval()
    encoder = FaceEncoder(4, 3, 2, 3, close.trunk.features).eval()
    return PhotoNets(vertices, wide, close, encoder, None, modes[0], modes)


@pytest.fixture
def bundle(head_model: HeadModel) -> Bundle:
    return head_model.bundle


def test_networks_say_the_same_after_a_round_trip(tmp_path: Path, bundle: Bundle) -> None:
    nets, path = _nets(), tmp_path / "photo" / "nets.safetensors"
    write_photo_nets(path, nets, bundle)
    back = load_photo_nets(bundle, path)
    np.testing.assert_array_equal(back.vertices, nets.vertices)
    np.testing.assert_allclose(back.colour_modes, nets.colour_modes, atol=1e-3)
    crops = torch.rand(2, 3, CLOSE.pixels, CLOSE.pixels)
    with torch.inference_mode():
        before, after = nets.close(crops), back.close(crops)
        torch.testing.assert_close(after.places, before.places, atol=5e-3, rtol=0.0)
        assert back.coarse is not None
        assert nets.coarse is not None
        torch.testing.assert_close(
            back.coarse(before).person, nets.coarse(before).person, atol=5e-3, rtol=0.0
        )
    assert back.hybrid is None, "an encoder that was not taught is not made up"


def test_missing_damaged_and_foreign_files_are_refused(tmp_path: Path, bundle: Bundle) -> None:
    path = tmp_path / "nets.safetensors"
    with pytest.raises(BundleError, match="cannot be read"):
        load_photo_nets(bundle, path)
    write_photo_nets(path, _nets(), bundle)
    content = path.read_bytes()
    path.write_bytes(content[:-5000])
    with pytest.raises(BundleError, match="cannot be read"):
        load_photo_nets(bundle, path)
    path.write_bytes(content[:-2] + bytes([content[-2] ^ 1]) + content[-1:])
    with pytest.raises(BundleError, match="damaged"):
        load_photo_nets(bundle, path)
    place = content.index(b'"key":"') + 7
    other = b"1" if content[place : place + 1] == b"0" else b"0"
    path.write_bytes(content[:place] + other + content[place + 1 :])
    with pytest.raises(BundleError, match="another model"):
        load_photo_nets(bundle, path)
