"""Reads a bundle from its folder, checking every hash before anything is believed."""

import hashlib
from pathlib import Path

import numpy as np
import torch
from pydantic import ValidationError

from core.bundles.aim_file import AIM_FILE, read_aim
from core.bundles.arrays_file import TEMPLATE_FILE, read_arrays, template_from
from core.bundles.bundle import Bundle
from core.bundles.manifest import FORMAT_VERSION, SHIPPED_BUNDLE, Manifest
from core.errors import BundleError
from core.models.part_statistics import PartStatistics
from core.models.parts import PartsConfig, PartsModel
from core.models.skull import SkullPredictor
from core.resources import resource_path

MANIFEST_FILE = "manifest.json"
PARTS_FILE = "parts.safetensors"
STATISTICS_FILE = "statistics.safetensors"
SKULL_FILE = "skull.safetensors"
ARRAY_FILES = (TEMPLATE_FILE, PARTS_FILE, STATISTICS_FILE, SKULL_FILE)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        Lower-case hexadecimal digits.
    """
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Read what a bundle says of itself.

    Parameters
    ----------
    folder : Path
        The bundle.

    Returns
    -------
    Manifest
        Validated.

    Raises
    ------
    BundleError
        When it is missing, damaged or of another version.
    """
    path = folder / MANIFEST_FILE
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BundleError(
            f"There is no model bundle in {folder}; reinstall Nasion or name another."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BundleError(
            f"The bundle's {path} is not valid at '{place}' ({first['msg']}); reinstall the bundle."
        ) from error
    if manifest.format_version != FORMAT_VERSION:
        raise BundleError(
            f"The bundle {folder.name} has format {manifest.format_version}, this program reads "
            f"{FORMAT_VERSION}; update Nasion or the bundle."
        )
    return manifest


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
    folder = resource_path("bundles", SHIPPED_BUNDLE) if path is None else path
    manifest = read_manifest(folder)
    for name in ARRAY_FILES if manifest.aim is None else (*ARRAY_FILES, AIM_FILE):
        file = folder / name
        if not file.is_file() or manifest.files.get(name) != file_hash(file):
            raise BundleError(
                f"The bundle's file {file} is missing or damaged; reinstall Nasion or the bundle."
            )
    model = PartsModel(PartsConfig(**manifest.parts.model_dump()))
    weights = {
        name: torch.from_numpy(array) for name, array in read_arrays(folder / PARTS_FILE).items()
    }
    try:
        model.load_state_dict(weights)
        loadings = read_arrays(folder / STATISTICS_FILE)
        statistics = PartStatistics(
            manifest.parts.code_sizes,
            loadings["loadings"].astype("float64"),
            loadings["growth"].astype("float64"),
        )
        jaw = loadings.get("jaw_twists", np.zeros((0, 6))).astype("float64")
        skull = SkullPredictor.from_arrays(read_arrays(folder / SKULL_FILE))
    except (RuntimeError, KeyError, ValueError) as error:
        raise BundleError(
            f"The bundle {folder.name} does not fit its own manifest ({error}); reinstall it."
        ) from error
    model.eval().requires_grad_(False)
    template = template_from(read_arrays(folder / TEMPLATE_FILE), manifest)
    return Bundle(
        id=manifest.id,
        sha256=file_hash(folder / MANIFEST_FILE),
        manifest=manifest,
        template=template,
        parts=model,
        statistics=statistics,
        skull=skull,
        jaw_twists=jaw,
        aim=read_aim(folder / AIM_FILE, manifest),
    )
