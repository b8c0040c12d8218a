"""Puts a trained template AIM into a bundle: a copy with one more file, checked beforehand."""

import shutil
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch

from core.bundles.aim_file import write_aim
from core.bundles.arrays_file import AIM_FILE
from core.bundles.bundle import Bundle
from core.bundles.loader import MANIFEST_FILE, file_hash, load_bundle
from core.bundles.selfcheck import check_bundle
from core.errors import BundleError
from core.inference.aim_learn import learn_person, population_shapes
from core.inference.aim_person import person_constraints
from core.inference.skull_from_skin import infer_skull
from core.models.aim import ANATOMY, AimConfig, AimNetwork
from core.monitor import Monitor
from core.training.aim_training import AimTraining, train_aim

AIM_CHECKPOINT = "aim.pt"
"""Name of the template AIM's checkpoint in a work folder."""
STATEMENT = (
    "Template AIM: persons drawn from the population, each with a skull that the predictor allows "
    "beneath its skin, and the expressions on the mean head; no real anatomy was seen."
)
"""Added to what the bundle says of its training."""


def add_aim(bundle_folder: Path, checkpoint: Path, out: Path) -> Path:
    """Write a bundle again with the template AIM of a checkpoint.

    Parameters
    ----------
    bundle_folder : Path
        The bundle; its own template AIM, if any, is replaced.
    checkpoint : Path
        As `core.training.aim_training.train_aim` leaves it.
    out : Path
        The new bundle's folder; may be the same. It appears whole or not at all.

    Returns
    -------
    Path
        `out`.

    Raises
    ------
    BundleError
        When the checkpoint is missing, holds another network, or the result fails its self-check.
    """
    bundle = load_bundle(bundle_folder)
    network = read_checkpoint(checkpoint)
    partial = out.with_name(out.name + ".part")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(bundle_folder, partial)
    record = write_aim(partial / AIM_FILE, network, bundle.template.skin.vertices)
    files = {**bundle.manifest.files, AIM_FILE: file_hash(partial / AIM_FILE)}
    accuracy = {**bundle.manifest.accuracy, **measured(replace(bundle, aim=network))}
    training = bundle.manifest.training
    if STATEMENT not in training:
        training = f"{training} {STATEMENT}"
    manifest = bundle.manifest.model_copy(
        update={"aim": record, "files": files, "accuracy": accuracy, "training": training}
    )
    (partial / MANIFEST_FILE).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    check_bundle(load_bundle(partial))
    for file in partial.iterdir():
        file.chmod(0o644)
    shutil.rmtree(out, ignore_errors=True)
    partial.rename(out)
    return out


def measured(bundle: Bundle) -> dict[str, float]:
    """Return how well the template AIM's networks alone answer on the mean head.

    Parameters
    ----------
    bundle : Bundle
        With a template AIM.

    Returns
    -------
    dict of str to float
        Mean distances, mm: of the resting skin, of the expressions, and of the bone point from
        the skull where a ray met it.
    """
    skin = bundle.template.skin
    skull = infer_skull(bundle.skull, bundle.template, skin).mesh
    found = person_constraints(bundle, skin, skull)
    learned = learn_person(bundle, skin, skull, exact=False)
    shapes, _ = population_shapes(bundle, skin)
    known = found.known
    bone = np.linalg.norm(learned.anatomy.bone - found.bone, axis=1)[known]
    at_rest = np.linalg.norm(learned.anatomy.skin() - skin.vertices, axis=1)
    posed = np.linalg.norm(
        learned.shapes() - learned.anatomy.skin() - shapes + skin.vertices, axis=2
    )
    return {
        "aim_skin_error_mm": float(at_rest.mean()),
        "aim_expression_error_mm": float(posed.mean()),
        "aim_bone_error_mm": float(bone.mean()),
    }


def read_checkpoint(checkpoint: Path) -> AimNetwork:
    """Read a template AIM from its training's checkpoint.

    Parameters
    ----------
    checkpoint : Path
        Of a training with the sizes of `AimTraining`, but for the number of persons.

    Returns
    -------
    AimNetwork
        In evaluation mode.

    Raises
    ------
    BundleError
        When it is missing or holds another network.
    """
    if not checkpoint.is_file():
        raise BundleError(f"There is no checkpoint {checkpoint}; run 'nasion train aim' first.")
    weights = torch.load(checkpoint, weights_only=True)["network"]
    try:
        persons, expressions = _sizes(weights)
        sizes = {**asdict(AimTraining().network), "persons": persons, "expressions": expressions}
        network = AimNetwork(AimConfig(**sizes))
        network.load_state_dict(weights)
    except (KeyError, RuntimeError) as error:
        raise BundleError(
            f"The checkpoint {checkpoint} holds no template AIM of this program ({error}); "
            "train it again."
        ) from error
    return network.eval().requires_grad_(False)


def _sizes(weights: dict[str, torch.Tensor]) -> tuple[int, int]:
    return len(weights["anatomy_heads.bias"]) // ANATOMY, len(weights["twists"])


def bundle_with_aim(
    bundle_folder: Path, work: Path, out: Path, config: AimTraining, monitor: Monitor
) -> Path:
    """Train a bundle's template AIM, or go on with it, and write the bundle with it.

    Parameters
    ----------
    bundle_folder : Path
        The bundle to learn from.
    work : Path
        Receives the checkpoint.
    out : Path
        The new bundle's folder; may be the same.
    config : AimTraining
        Sizes, steps, seed.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Path
        `out`.
    """
    train_aim(load_bundle(bundle_folder), work / AIM_CHECKPOINT, config, monitor)
    return add_aim(bundle_folder, work / AIM_CHECKPOINT, out)
