"""Reads and writes the compared models: weights in half precision, and what is known of them."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import torch
from torch import nn

from core.bundles.arrays_file import read_arrays, write_arrays
from core.errors import BundleError
from core.models.cascade import ChainConfig, DeformationChain
from core.models.global_code import GlobalCodeConfig, GlobalCodeModel
from core.resources import resource_path

FOLDER = "comparison"
"""Below `resources`."""

SUFFIX = ".safetensors"

ComparedModel = DeformationChain | GlobalCodeModel


def shipped_models() -> tuple[str, ...]:
    """Return the names of the models that are shipped, in alphabetical order."""
    return tuple(sorted(path.stem for path in resource_path(FOLDER).glob(f"*{SUFFIX}")))


def save_model(folder: Path, name: str, network: nn.Module, record: Mapping[str, object]) -> Path:
    """Write a model.

    Parameters
    ----------
    folder : Path
        Made when absent.
    name : str
        Of its two files.
    network : nn.Module
        With a `config`.
    record : mapping
        How it was trained; goes into the JSON beside the configuration.

    Returns
    -------
    Path
        The weights' file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}{SUFFIX}"
    arrays = {key: tensor.half().numpy() for key, tensor in network.state_dict().items()}
    write_arrays(path, arrays)
    path.chmod(0o644)
    assert isinstance(network, DeformationChain | GlobalCodeModel)
    text = json.dumps({"config": asdict(network.config), **record}, indent=1)
    path.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    return path


def load_model(name: str, folder: Path | None = None) -> ComparedModel:
    """Read a model.

    Parameters
    ----------
    name : str
        ``cascade``, ``two_field``, ``global_code`` or an ablation's.
    folder : Path, optional
        The shipped one otherwise.

    Returns
    -------
    DeformationChain or GlobalCodeModel
        In evaluation mode, without gradients of its weights.

    Raises
    ------
    BundleError
        When it is missing, damaged, or weights and configuration do not match.
    """
    path = (folder or resource_path(FOLDER)) / f"{name}{SUFFIX}"
    arrays = read_arrays(path)
    weights = {key: torch.from_numpy(array).float() for key, array in arrays.items()}
    try:
        record = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        model = _empty(record["config"], weights)
        model.load_state_dict(weights)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise BundleError(
            f"The compared model {path} does not fit its own record ({error}); "
            "train it again with 'nasion train comparison'."
        ) from error
    model.eval().requires_grad_(False)
    return model


def _empty(config: dict[str, object], weights: Mapping[str, torch.Tensor]) -> ComparedModel:
    if "code_size" in config:
        return GlobalCodeModel(GlobalCodeConfig(**config))  # type: ignore[arg-type]
    sizes = ChainConfig(**config)  # type: ignore[arg-type]
    landmarks = {stage: weights[f"stages.{stage}.mean_landmarks"] for stage in sizes.code_sizes}
    return DeformationChain(sizes, landmarks)
