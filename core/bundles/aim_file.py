"""The template AIM in a bundle: an optional file of weights, with a promise of its answers."""

from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from core.arrays import FloatArray
from core.bundles.arrays_file import read_arrays, write_arrays
from core.bundles.manifest import AimRecord, Manifest
from core.errors import BundleError
from core.models.aim import AimConfig, AimNetwork, sided

CHECK_VERTICES = 16
"""Template vertices at which the answers are compared, evenly through their order."""


def read_aim(path: Path, manifest: Manifest) -> AimNetwork | None:
    """Read a bundle's template AIM.

    Parameters
    ----------
    path : Path
        Its file.
    manifest : Manifest
        Gives the sizes.

    Returns
    -------
    AimNetwork or None
        In evaluation mode; None where the bundle has none.

    Raises
    ------
    BundleError
        When the file is not what the manifest says.
    """
    if manifest.aim is None:
        return None
    network = AimNetwork(AimConfig(**manifest.aim.model_dump(exclude={"check"})))
    arrays = read_arrays(path)
    try:
        network.load_state_dict({name: torch.from_numpy(array) for name, array in arrays.items()})
    except RuntimeError as error:
        raise BundleError(
            f"The bundle's file {path} does not fit the manifest ({error}); reinstall the bundle."
        ) from error
    return network.eval().requires_grad_(False)


def write_aim(path: Path, network: AimNetwork, vertices: FloatArray) -> AimRecord:
    """Write a template AIM.

    Parameters
    ----------
    path : Path
        Receives the weights.
    network : AimNetwork
        Trained.
    vertices : (N_skin, 3) float64
        The template's skin, mm.

    Returns
    -------
    AimRecord
        For the manifest.
    """
    weights = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    write_arrays(path, weights)
    values = [round(value, 4) for value in aim_values(network, vertices)]
    return AimRecord(**asdict(network.config), check=values)


def aim_values(network: AimNetwork, vertices: FloatArray) -> list[float]:
    """Return the mean head's answers at the check points.

    Parameters
    ----------
    network : AimNetwork
        To evaluate.
    vertices : (N_skin, 3) float64
        The template's skin, mm.

    Returns
    -------
    list of float
        Bone point, thickness and jaw weight of each, mm.
    """
    chosen = vertices[np.linspace(0, len(vertices) - 1, CHECK_VERTICES).astype(np.int64)]
    with torch.inference_mode():
        answer = network.at_rest(sided(torch.tensor(chosen, dtype=torch.float32)))
    parts = [answer.bone[:, 0], answer.depth[:, :1], answer.jaw[:, None]]
    return [float(value) for value in torch.cat(parts, dim=1).ravel()]
