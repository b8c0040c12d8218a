"""`train_photo_nets` makes all four networks, and goes on where it was stopped."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch

from core.bundles.photo_nets import load_photo_nets, write_photo_nets
from core.inference.head import HeadModel
from core.monitor import Monitor
from core.training import encoder_training, landmark_training
from core.training.face_colours import face_colours
from core.training.loop import read_record
from core.training.photo_card import photo_card
from core.training.photo_nets import PHOTO_NETWORKS, PhotoTraining, train_photo_nets

TINY = PhotoTraining(portraits=8, sides=(64, 96), wide_steps=2, close_steps=2, encoder_steps=2)


def test_all_networks_are_taught_and_kept(
    tmp_path: Path, shared_data: Path, head_model: HeadModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.training.photo_pictures.SHARD", 4)
    for module in (encoder_training, landmark_training):
        monkeypatch.setattr(module, "BATCH", 4)
    # The full number of paints takes a minute and changes nothing that is tested here.
    few = partial(face_colours, people=30)
    monkeypatch.setattr("core.training.photo_nets.face_colours", few)
    bundle = head_model.bundle
    nets = train_photo_nets(bundle, shared_data, tmp_path, TINY, Monitor())
    kept = sorted(path.name for path in tmp_path.glob("*.pt"))
    assert kept == ["close.pt", "coarse.pt", "hybrid.pt", "wide.pt"]
    assert len(set(nets.vertices[:68])) == 68
    assert nets.coarse is not None
    assert nets.hybrid is not None
    # The close network starts from the wide one; the encoders go different ways.
    apart = (nets.close.trunk.stem[0].weight - nets.wide.trunk.stem[0].weight).detach()
    assert 0.0 < float(apart.abs().max()) < 0.1
    assert not torch.equal(nets.coarse.head.weight, nets.hybrid.head.weight)
    again = train_photo_nets(bundle, shared_data, tmp_path, TINY, Monitor())
    assert torch.equal(again.close.maps.weight, nets.close.maps.weight)
    records = {name: read_record(tmp_path / f"{name}.pt") for name in PHOTO_NETWORKS}
    card = photo_card(bundle, nets, records)
    assert card.count("seed 1, 2 steps") == 4
    assert all(source in card for source in bundle.manifest.sources)
    path = tmp_path / "nets.safetensors"
    write_photo_nets(path, nets, bundle)
    np.testing.assert_array_equal(load_photo_nets(bundle, path).vertices, nets.vertices)
