"""Reads a bundle from its folder, checking every hash before anything is believed."""

from pathlib import Path

import torch

from core.bundles.aim_file import read_aim
from core.bundles.arrays_file import AIM_FILE, read_arrays
from core.bundles.bundle import Bundle
from core.bundles.skin_bundle import SkinBundle
from core.bundles.skin_loader import (
    ARRAY_FILES,
    MANIFEST_FILE,
    PARTS_FILE,
    SKULL_FILE,
    STATISTICS_FILE,
    file_hash,
    load_skin,
    read_manifest,
    told_by,
)
from core.models.parts import PartsConfig, PartsModel
from core.models.skull import SkullPredictor

__all__ = [
    "ARRAY_FILES",
    "MANIFEST_FILE",
    "PARTS_FILE",
    "SKULL_FILE",
    "STATISTICS_FILE",
    "file_hash",
    "load_bundle",
    "read_manifest",
    "with_networks",
]


def load_bundle(path: Path | None = None) -> Bundle:
    """Load a bundle.

    Parameters
    ----------
    path : Path, optional
        Its folder; the shipped one by default.

    Returns
    -------
    Bundle
        Networks in evaluation mode on the CPU.

    Raises
    ------
    BundleError
        When a file is missing, damaged, or not what the manifest says.
    """
    return with_networks(load_skin(path))


def with_networks(skin: SkinBundle) -> Bundle:
    """Load the rest of a bundle.

    Parameters
    ----------
    skin : SkinBundle
        Whose hashes have been checked.

    Returns
    -------
    Bundle
        Networks in evaluation mode on the CPU; what was loaded is shared.

    Raises
    ------
    BundleError
        When a file is damaged, or not what the manifest says.
    """
    folder, manifest = skin.folder, skin.manifest
    model = PartsModel(PartsConfig(**manifest.parts.model_dump()))
    weights = {
        name: torch.from_numpy(array) for name, array in read_arrays(folder / PARTS_FILE).items()
    }
    with told_by(folder):
        model.load_state_dict(weights)
        skull = SkullPredictor.from_arrays(read_arrays(folder / SKULL_FILE))
    model.eval().requires_grad_(False)
    return Bundle(
        id=skin.id,
        sha256=skin.sha256,
        manifest=manifest,
        template=skin.template,
        parts=model,
        statistics=skin.statistics,
        skull=skull,
        jaw_twists=skin.jaw_twists,
        aim=read_aim(folder / AIM_FILE, manifest),
    )
