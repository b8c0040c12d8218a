"""The networks that read photographs, in one file beside the bundle that they belong to."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from core.arrays import FloatArray, IntArray
from core.atomic import write_atomically
from core.bundles.arrays_file import arrays_digest
from core.bundles.bundle import HEAD_FILES, Bundle
from core.errors import BundleError
from core.models.landmark_net import CLOSE, LandmarkNet
from core.models.photo_encoder import FaceEncoder
from core.resources import resource_path

FORMAT = 2
FOLDER = "photo"


@dataclass(frozen=True, eq=False)
class PhotoNets:
    """The networks and what their numbers mean.

    Attributes
    ----------
    vertices : (l,) int64
        Template vertices of the landmarks; the first 68 in the order of Multi-PIE.
    wide, close : LandmarkNet
        Find them: in a crop that lies anyhow, and in one that is set upright.
    coarse, hybrid : FaceEncoder or None
        Of the second and third method; None while untrained.
    colour_mean : (n, 3) float64
        Linear RGB of the mean face on the template.
    colour_modes : (c, n, 3) float64
        What the encoders' colour coefficients add, per standard deviation.
    """

    vertices: IntArray
    wide: LandmarkNet
    close: LandmarkNet
    coarse: FaceEncoder | None
    hybrid: FaceEncoder | None
    colour_mean: FloatArray
    colour_modes: FloatArray


def photo_file(bundle: Bundle) -> Path:
    """Return where the networks lie that ship with a bundle; there may be none."""
    return resource_path(FOLDER, f"{bundle.id}.safetensors")


def bundle_key(bundle: Bundle) -> str:
    """Return the name of everything in a bundle on which the networks depend."""
    files = {name: bundle.manifest.files[name] for name in HEAD_FILES}
    return hashlib.sha256(json.dumps([FORMAT, files]).encode()).hexdigest()[:32]


def write_photo_nets(path: Path, nets: PhotoNets, bundle: Bundle) -> None:
    """Write the networks, weights in half precision.

    Parameters
    ----------
    path : Path
        Receives them; its folder is made where it is missing.
    nets : PhotoNets
        To keep.
    bundle : Bundle
        That they belong to.

    Raises
    ------
    OSError
        When it cannot be written; an older file stays as it was.
    """
    arrays: dict[str, np.ndarray] = {
        "vertices": nets.vertices.astype(np.int32),
        "colour_mean": nets.colour_mean.astype(np.float16),
        "colour_modes": nets.colour_modes.astype(np.float16),
    }
    sizes: dict[str, list[int]] = {}
    arrays |= _weights("wide", nets.wide) | _weights("close", nets.close)
    for name, encoder in (("coarse", nets.coarse), ("hybrid", nets.hybrid)):
        if encoder is not None:
            sizes[name] = [*encoder.sizes[:3], *encoder.inputs]
            arrays |= _weights(name, encoder)
    told = {"key": bundle_key(bundle), "sizes": json.dumps(sizes), "digest": arrays_digest(arrays)}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, save(arrays, told))


def load_photo_nets(bundle: Bundle, path: Path | None = None) -> PhotoNets:
    """Read the networks that belong to a bundle.

    Parameters
    ----------
    bundle : Bundle
        Whose faces they know.
    path : Path, optional
        A file of `write_photo_nets`; the shipped one by default.

    Returns
    -------
    PhotoNets
        Ready to look.

    Raises
    ------
    BundleError
        When the file is missing or damaged or of another bundle.
    """
    file = path or photo_file(bundle)
    try:
        with safe_open(file, framework="numpy") as opened:
            told = opened.metadata() or {}
            arrays = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise BundleError(
            f"The networks for photographs in {file} cannot be read ({error}); reinstall Nasion."
        ) from error
    if told.get("key") != bundle_key(bundle):
        raise BundleError(
            f"The networks for photographs in {file} belong to another model than "
            f"{bundle.id}; run `nasion train photo` for it."
        )
    if told.get("digest") != arrays_digest(arrays):
        raise BundleError(f"The networks for photographs in {file} are damaged; reinstall Nasion.")
    sizes = json.loads(told["sizes"])
    count = len(arrays["vertices"])
    wide, close = LandmarkNet(count), LandmarkNet(count, CLOSE)
    _fill("wide", wide, arrays)
    _fill("close", close, arrays)
    encoders: dict[str, FaceEncoder | None] = {"coarse": None, "hybrid": None}
    for name in encoders:
        if name in sizes:
            encoder = FaceEncoder(*sizes[name])
            _fill(name, encoder, arrays)
            encoders[name] = encoder
    return PhotoNets(
        arrays["vertices"].astype(np.int64),
        wide,
        close,
        encoders["coarse"],
        encoders["hybrid"],
        arrays["colour_mean"].astype(np.float64),
        arrays["colour_modes"].astype(np.float64),
    )


def _weights(name: str, network: torch.nn.Module) -> "dict[str, np.ndarray]":
    """Return a network's weights; counters of batches are of no use once it is taught."""
    return {
        f"{name}.{key}": value.detach().contiguous().numpy().astype(np.float16)
        for key, value in network.state_dict().items()
        if value.is_floating_point()
    }


def _fill(name: str, network: torch.nn.Module, arrays: "Mapping[str, np.ndarray]") -> None:
    state = {
        key.removeprefix(f"{name}."): torch.from_numpy(value.astype(np.float32))
        for key, value in arrays.items()
        if key.startswith(f"{name}.")
    }
    network.load_state_dict(network.state_dict() | state)
    network.eval()
