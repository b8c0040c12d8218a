"""Reads what a head's skin needs of a bundle, without torch, once every hash has been checked."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from core.bundles.arrays_file import AIM_FILE, TEMPLATE_FILE, read_arrays, template_from
from core.bundles.manifest import FORMAT_VERSION, SHIPPED_BUNDLE, Manifest
from core.bundles.skin_bundle import SkinBundle
from core.errors import BundleError
from core.models.part_statistics import PartStatistics
from core.models.trunk_arrays import TrunkArrays
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
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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


def load_skin(path: Path | None = None) -> SkinBundle:
    """Load what the skin needs of a bundle; all its files must be whole.

    Parameters
    ----------
    path : Path, optional
        Its folder; the shipped one by default.

    Returns
    -------
    SkinBundle
        `core.bundles.loader.load_bundle` adds the rest.

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
    with told_by(folder):
        loadings = read_arrays(folder / STATISTICS_FILE)
        statistics = PartStatistics(
            manifest.parts.code_sizes,
            loadings["loadings"].astype("float64"),
            loadings["growth"].astype("float64"),
        )
        trunk = TrunkArrays.of(read_arrays(folder / PARTS_FILE), lip_sides=manifest.parts.lip_sides)
    return SkinBundle(
        folder=folder,
        id=manifest.id,
        sha256=file_hash(folder / MANIFEST_FILE),
        manifest=manifest,
        template=template_from(read_arrays(folder / TEMPLATE_FILE), manifest),
        parts=trunk,
        statistics=statistics,
        jaw_twists=loadings.get("jaw_twists", np.zeros((0, 6))).astype("float64"),
    )


@contextmanager
def told_by(folder: Path) -> Iterator[None]:
    """Tell by a `BundleError` that a bundle's arrays are not those of its manifest.

    Parameters
    ----------
    folder : Path
        The bundle.

    Yields
    ------
    None
        While its arrays are put together.

    Raises
    ------
    BundleError
        When an array is missing or of another size.
    """
    try:
        yield
    except (RuntimeError, KeyError, ValueError) as error:
        raise BundleError(
            f"The bundle {folder.name} does not fit its own manifest ({error}); reinstall it."
        ) from error
