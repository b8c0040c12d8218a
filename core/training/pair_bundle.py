"""Writes a bundle beside the shipped one whose skull was learned from real pairs."""

import shutil
from pathlib import Path

from core.bundles.arrays_file import write_arrays
from core.bundles.bundle import Bundle
from core.bundles.loader import MANIFEST_FILE, SKULL_FILE, file_hash, load_bundle
from core.document.cohort_pair import read_pairs
from core.errors import BundleError, ExportError
from core.monitor import Monitor
from core.training.skull_pairs import PairTraining, train_on_pairs

CARD = "MODEL_CARD.md"


def train_pair_bundle(source: Path, pairs: Path, out: Path, monitor: Monitor) -> Path:
    """Learn the skull from a local cohort and write the bundle.

    Parameters
    ----------
    source : Path
        Folder of the bundle that the pairs were made with.
    pairs : Path
        The cohort, from ``nasion cohort add``.
    out : Path
        Folder that receives the new bundle's folder, named after the number of pairs.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Path
        The bundle's folder; nothing is left of it when anything fails.

    Raises
    ------
    ScanError
        When the cohort is empty, too small, damaged or of another bundle.
    BundleError
        When the source is damaged, or lies where the new bundle belongs.
    ExportError
        When the folder cannot be written.
    """
    bundle = load_bundle(source)
    people = read_pairs(pairs, bundle.sha256)
    learned = train_on_pairs(bundle.skull, bundle.template.skull.faces, people, monitor)
    folder = out / f"{bundle.id}-pairs-{len(people)}"
    if folder.resolve() == source.resolve():
        raise BundleError(f"{folder} is the bundle learned from: name another folder by --out.")
    try:
        return _write(source, folder, bundle, learned)
    except OSError as error:
        raise ExportError(
            f"{folder} was not written ({error.strerror or error}): choose another folder."
        ) from None


def _write(source: Path, folder: Path, bundle: Bundle, learned: PairTraining) -> Path:
    partial = folder.with_name(folder.name + ".part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copytree(source, partial)
        write_arrays(partial / SKULL_FILE, learned.predictor.to_arrays())
        manifest = bundle.manifest.model_copy(
            update={
                "id": folder.name,
                "files": {
                    **bundle.manifest.files,
                    SKULL_FILE: file_hash(partial / SKULL_FILE),
                },
                "training": f"{bundle.manifest.training} {_told(learned)}",
                "accuracy": {**bundle.manifest.accuracy, **learned.report},
            }
        )
        (partial / MANIFEST_FILE).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
        card = partial / CARD
        before = card.read_text(encoding="utf-8") if card.is_file() else f"# {folder.name}\n"
        card.write_text(f"{before}\n{_section(learned)}", encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _told(learned: PairTraining) -> str:
    return (
        f"The skull's statistics were then learned anew with {learned.report['pairs']:.0f} real "
        "pairs of a local cohort."
    )


def _section(learned: PairTraining) -> str:
    found = learned.report
    return f"""## Learned from real pairs

{_told(learned)} The bundle's mean counts as {found["pairs_prior_mean_people"]:.0f} people, its
covariance as {found["pairs_prior_covariance_people"]:.0f}, which did best on pairs left out
(`nasion train skull --pairs`). Where the CTs showed bone, people left out err, vertex to vertex:

| | mm |
|---|---|
| before | {found["pairs_left_out_error_before"]:.2f} |
| with the pairs | {found["pairs_left_out_error"]:.2f} |

The deviation added for what the statistics lack is {found["pairs_unmodelled_deviation"]:.2f} mm:
with it the 90 % interval holds {found["pairs_left_out_coverage_90"]:.0%} of the vertices of people
left out. The figures above this section are of the bundle as it was.
"""
