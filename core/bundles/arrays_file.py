"""Named arrays of a bundle in safetensors files, and the template made of them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from core.bundles.manifest import SHIPPED_BUNDLE, Manifest
from core.errors import BundleError
from core.geometry.mesh import Mesh
from core.geometry.template import Template, TissueStatistics
from core.resources import resource_path

TEMPLATE_FILE = "template.safetensors"
AIM_FILE = "aim.safetensors"
REGION_PREFIX = "region."
TISSUE_MASS, TISSUE_DEVIATION = "tissue.body_mass", "tissue.region_deviation"
"""Optional; the deviations are those of the regions in the alphabet's order."""


def read_arrays(path: Path) -> "dict[str, np.ndarray]":
    """Read a file of named arrays.

    Parameters
    ----------
    path : Path
        A safetensors file.

    Returns
    -------
    dict of str to array
        By name.

    Raises
    ------
    BundleError
        When it is missing or damaged.
    """
    try:
        arrays: dict[str, np.ndarray] = load_file(path)
    except (OSError, SafetensorError, ValueError) as error:
        raise BundleError(
            f"The bundle's file {path} cannot be read ({error}); reinstall Nasion or the bundle."
        ) from error
    return arrays


def write_arrays(path: Path, arrays: "Mapping[str, np.ndarray]") -> None:
    """Write named arrays.

    Parameters
    ----------
    path : Path
        A safetensors file, replaced when it exists.
    arrays : mapping of str to array
        By name.
    """
    save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, path)


def arrays_digest(arrays: "Mapping[str, np.ndarray]") -> str:
    """Return a digest of named arrays, hexadecimal.

    Parameters
    ----------
    arrays : mapping of str to array
        By name; their order does not matter.

    Returns
    -------
    str
        Of SHA-256.
    """
    digest = hashlib.sha256()
    for name in sorted(arrays):
        digest.update(name.encode() + np.ascontiguousarray(arrays[name]).tobytes())
    return digest.hexdigest()


def template_arrays(template: Template) -> "dict[str, np.ndarray]":
    """Return a template's arrays in the precision in which they are kept.

    Parameters
    ----------
    template : Template
        The mean head.

    Returns
    -------
    dict of str to array
        Positions in float32 (0.00001 mm), weights in float16 (0.0005).
    """
    arrays: dict[str, np.ndarray] = {
        "skin.vertices": template.skin.vertices.astype(np.float32),
        "skin.faces": template.skin.faces.astype(np.int32),
        "skin.face_mask": template.face_mask.astype(np.uint8),
        "skin.part_weights": template.part_weights.astype(np.float32),
        "skull.vertices": template.skull.vertices.astype(np.float32),
        "skull.faces": template.skull.faces.astype(np.int32),
        "skull.labels": template.skull_labels.astype(np.int32),
    }
    for name, weight in template.regions.items():
        arrays[REGION_PREFIX + name] = weight.astype(np.float16)
    if template.tissue is not None:
        known = template.tissue.region_deviation
        arrays[TISSUE_MASS] = template.tissue.body_mass.astype(np.float32)
        arrays[TISSUE_DEVIATION] = np.array(
            [known[name] for name in sorted(template.regions)], dtype=np.float32
        )
    return arrays


def template_from(arrays: "Mapping[str, np.ndarray]", manifest: Manifest) -> Template:
    """Make the template of its arrays.

    Parameters
    ----------
    arrays : mapping of str to array
        As `template_arrays` gives them.
    manifest : Manifest
        Names the landmarks.

    Returns
    -------
    Template
        The mean head.

    Raises
    ------
    BundleError
        When an array is absent.
    """
    try:
        return Template(
            skin=Mesh(arrays["skin.vertices"], arrays["skin.faces"]),
            part_weights=arrays["skin.part_weights"].astype(np.float64),
            face_mask=arrays["skin.face_mask"].astype(np.bool_),
            regions={
                name.removeprefix(REGION_PREFIX): weight.astype(np.float64)
                for name, weight in arrays.items()
                if name.startswith(REGION_PREFIX)
            },
            landmarks=dict(manifest.landmarks),
            skull=Mesh(arrays["skull.vertices"], arrays["skull.faces"]),
            skull_labels=arrays["skull.labels"].astype(np.int64),
            skull_landmarks=dict(manifest.skull_landmarks),
            tissue=_tissue(arrays),
        )
    except KeyError as error:
        raise BundleError(
            f"The bundle {manifest.id} lacks {error}; reinstall Nasion or the bundle."
        ) from error


def read_mean_skin(path: Path | None = None) -> Mesh:
    """Read the mean head's skin alone, so that it can be shown before the networks are loaded.

    Parameters
    ----------
    path : Path, optional
        A bundle's folder, whose hashes are not looked at; the shipped one by default.

    Returns
    -------
    Mesh
        Head frame, mm.

    Raises
    ------
    BundleError
        When the template's file is missing, damaged or lacks its skin.
    """
    folder = resource_path("bundles", SHIPPED_BUNDLE) if path is None else path
    arrays = read_arrays(folder / TEMPLATE_FILE)
    try:
        return Mesh(arrays["skin.vertices"], arrays["skin.faces"])
    except KeyError as error:
        raise BundleError(
            f"The bundle {folder.name} lacks {error}; reinstall Nasion or the bundle."
        ) from error


def _tissue(arrays: "Mapping[str, np.ndarray]") -> TissueStatistics | None:
    if TISSUE_MASS not in arrays or TISSUE_DEVIATION not in arrays:
        return None
    regions = sorted(
        name.removeprefix(REGION_PREFIX) for name in arrays if name.startswith(REGION_PREFIX)
    )
    deviations = arrays[TISSUE_DEVIATION].astype(np.float64).tolist()
    return TissueStatistics(
        arrays[TISSUE_MASS].astype(np.float64), dict(zip(regions, deviations, strict=True))
    )
