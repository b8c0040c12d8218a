"""Makes the shipped bundle from the shared data, resumably: the command behind `nasion train`.

Stages keep their results in a work folder; a killed run continues where it was. The bundle appears
in its folder at the very end, whole.
"""

import logging
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch

from core.arrays import FloatArray
from core.bundles.arrays_file import TEMPLATE_FILE, template_arrays, write_arrays
from core.bundles.loader import (
    ARRAY_FILES,
    MANIFEST_FILE,
    PARTS_FILE,
    SKULL_FILE,
    STATISTICS_FILE,
    file_hash,
    load_bundle,
    read_manifest,
)
from core.bundles.manifest import FORMAT_VERSION, Manifest, PartsRecord, SelfCheck
from core.bundles.selfcheck import field_values
from core.evaluation.ict import HEAD_VERTICES, MULTI_PIE, IctPopulation, load_population
from core.geometry.mesh import Mesh
from core.geometry.template import PARTS, Template
from core.models.layers import SineNetwork
from core.models.part_statistics import PartStatistics
from core.models.parts import PartsConfig, PartsModel
from core.models.windows import part_weights_array
from core.monitor import Monitor
from core.training.aim_bundle import AIM_CHECKPOINT, bundle_with_aim
from core.training.aim_training import AimTraining
from core.training.calibration import measure_inverse_steps, measure_lipschitz
from core.training.head_surface import HeadSurface, build_head_surface
from core.training.jaw_training import jaw_twists
from core.training.loop import read_record
from core.training.model_card import model_card
from core.training.parts_training import TrunkTraining, train_trunk
from core.training.sdf_training import SdfTraining, train_sdf
from core.training.size_trial import read_sizes
from core.training.skin_landmarks import face_mask, name_landmarks, nearest_vertices
from core.training.skull_training import SkullPackage, build_skull
from core.training.source import Source, make_source
from core.training.template_skin import build_template_skin

LOGGER = logging.getLogger(__name__)

LICENCE = "Apache-2.0; credits of the training data in LICENCES.md beside this file"
SOURCES = [
    "ICT Face Model Light, (c) 2020 USC Institute for Creative Technologies, MIT",
    "'skull' of odedstein/meshes by yahoojapan, CC BY 3.0 Unported",
]
TRAINING = (
    "Skin: 100 identity modes and 53 expressions of the ICT Face Model Light, regressed by a sine "
    "trunk. Skull: a "
    "synthetic cohort of skins with correlated tissue depths; no real skin-skull pair was seen."
)
CHECK_POINTS = 32
CARD_FILE = "MODEL_CARD.md"


@dataclass(frozen=True)
class BundleTraining:
    """Everything that decides what the bundle becomes."""

    name: str = "nasion-3"
    """Name of the bundle's folder."""
    parts: PartsConfig = field(
        default_factory=lambda: PartsConfig(trunk_features=384, expressions=53, lip_sides=True)
    )
    """Sizes of the networks."""
    sdf: SdfTraining = field(default_factory=SdfTraining)
    """How SDFNet is trained."""
    trunk: TrunkTraining = field(default_factory=TrunkTraining)
    """How the trunk is trained."""
    aim: AimTraining = field(default_factory=AimTraining)
    """How the template AIM is trained."""
    cohort: int = 400
    """Synthetic skin-skull pairs."""
    seed: int = 1
    """Of every random draw."""


@dataclass(frozen=True, eq=False)
class _Learned:
    population: IctPopulation
    surface: HeadSurface
    source: Source
    model: PartsModel
    statistics: PartStatistics


def train_bundle(
    data: Path, work: Path, out: Path, config: BundleTraining, monitor: Monitor
) -> Path:
    """Train everything and write the bundle.

    Parameters
    ----------
    data : Path
        The shared data folder.
    work : Path
        Checkpoints; reused by the next run.
    out : Path
        Folder that receives the bundle's folder.
    config : BundleTraining
        Sizes, steps, seed.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Path
        The bundle's folder.
    """
    learned = train_parts(data, work, config, monitor.part(0.0, 0.75))
    monitor.report(0.76, "Remeshing the template")
    skin = _template_skin(learned, work, monitor)
    landmarks, multipie = _landmarks(learned.population, skin)
    monitor.report(0.78, "Making the skull and its cohort")
    skins = cohort_skins(learned.model, learned.statistics, skin, config.cohort, config.seed)
    package = build_skull(
        skin,
        landmarks,
        multipie,
        skins,
        data / "skull_template" / "skull.ply",
        config.seed,
        monitor.part(0.78, 0.84),
    )
    template = Template(
        skin=skin,
        part_weights=part_weights_array(skin.vertices),
        face_mask=face_mask(skin.vertices, {n: skin.vertices[i] for n, i in landmarks.items()}),
        regions=package.regions,
        landmarks=landmarks,
        skull=package.skull,
        skull_labels=package.labels,
        skull_landmarks=package.landmarks,
        tissue=package.tissue,
    )
    monitor.report(0.84, "Writing the bundle")
    folder = _write(out / config.name, learned, template, package, config, work)
    bundle_with_aim(folder, work, folder, config.aim, monitor.part(0.85, 1.0))
    (folder / CARD_FILE).write_text(card_text(read_manifest(folder), work), encoding="utf-8")
    return folder


def train_parts(data: Path, work: Path, config: BundleTraining, monitor: Monitor) -> _Learned:
    """Train SDFNet and trunk, or read them from finished checkpoints.

    Parameters
    ----------
    data, work : Path
        Shared data and checkpoints.
    config : BundleTraining
        Sizes, steps, seed.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    _Learned
        Networks and what they learned from.
    """
    population = load_population(data)
    surface = build_head_surface(population)
    parts = config.parts
    torch.manual_seed(config.seed)
    sdf = SineNetwork(3, parts.sdf_width, parts.sdf_layers, 1, parts.sdf_frequency)
    train_sdf(sdf, surface.mesh, config.sdf, work / "sdf.pt", config.seed, monitor.part(0.0, 0.4))
    torch.manual_seed(config.seed + 1)
    model = PartsModel(parts)
    model.sdf = sdf
    source = make_source(population, surface, dict(config.parts.code_sizes))
    checkpoint = work / "trunk.pt"
    seed, watch = config.seed + 1, monitor.part(0.4, 1.0)
    train_trunk(model, surface.mesh, source, config.trunk, checkpoint, seed, watch)
    model.eval().requires_grad_(False)
    basis = source.basis
    statistics = PartStatistics(
        dict(config.parts.code_sizes),
        np.concatenate([basis.loadings[part] for part in PARTS]),
        basis.size_loading,
    )
    return _Learned(population, surface, source, model, statistics)


def cohort_skins(
    model: PartsModel, statistics: PartStatistics, skin: Mesh, count: int, seed: int
) -> FloatArray:
    """Draw people and return their skins in the template's topology.

    Parameters
    ----------
    model : PartsModel
        Trained.
    statistics : PartStatistics
        How parts go together.
    skin : Mesh
        Template skin.
    count : int
        Number of people.
    seed : int
        Of the people.

    Returns
    -------
    (count, n, 3) float64
        Head frame, mm.
    """
    points = torch.tensor(skin.vertices, dtype=torch.float32)
    skins = np.empty((count, skin.vertex_count, 3))
    with torch.inference_mode():
        for person in range(count):
            codes, size = statistics.sample(seed * 100_003 + person)
            head = model.bind({part: torch.tensor(codes[part]) for part in PARTS}, size)
            skins[person] = head.forward_map(points).double().numpy()
    return skins


def _template_skin(learned: _Learned, work: Path, monitor: Monitor) -> Mesh:
    kept = work / "template_skin.npz"
    if kept.is_file():
        with np.load(kept, allow_pickle=False) as arrays:
            return Mesh(arrays["vertices"], arrays["faces"])
    skin = build_template_skin(learned.model.sdf, learned.surface.mesh, Monitor())
    np.savez(kept, vertices=skin.vertices, faces=skin.faces)
    monitor.check()
    return skin


def _landmarks(population: IctPopulation, skin: Mesh) -> tuple[dict[str, int], "np.ndarray"]:
    mean = population.mean
    names = name_landmarks(mean[:HEAD_VERTICES])
    at = nearest_vertices(skin.vertices, mean[list(names.values())])
    return dict(zip(names, map(int, at), strict=True)), mean[MULTI_PIE]


def _write(
    folder: Path,
    learned: _Learned,
    template: Template,
    package: SkullPackage,
    config: BundleTraining,
    work: Path,
) -> Path:
    partial = folder.with_name(folder.name + ".part")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    model, statistics = learned.model, learned.statistics
    vertices = template.skin.vertices
    steps = measure_inverse_steps(model, statistics, vertices, config.seed)
    model.use_inverse_steps(steps)
    write_arrays(partial / TEMPLATE_FILE, template_arrays(template))
    write_arrays(partial / PARTS_FILE, _float_arrays(model))
    write_arrays(
        partial / STATISTICS_FILE,
        {
            "loadings": statistics.loadings.astype(np.float32),
            "growth": statistics.growth.astype(np.float32),
            "jaw_twists": jaw_twists(learned.population, learned.source.expression_names).astype(
                np.float32
            ),
        },
    )
    write_arrays(partial / SKULL_FILE, package.predictor)
    record = asdict(config.parts) | {"inverse_steps": steps}
    manifest = Manifest(
        format_version=FORMAT_VERSION,
        id=config.name,
        architecture="forward-field",
        parts=PartsRecord(**record),
        bounds=_bounds(vertices),
        lipschitz=round(measure_lipschitz(model, statistics, vertices, config.seed), 3),
        landmarks=dict(template.landmarks),
        skull_landmarks=dict(template.skull_landmarks),
        expression_names=learned.source.expression_names,
        files={name: file_hash(partial / name) for name in ARRAY_FILES},
        licence=LICENCE,
        sources=SOURCES,
        training=TRAINING,
        accuracy=dict(package.report),
        self_check=SelfCheck(seed=config.seed, points=_check_points(vertices, config), values=[]),
    )
    path = partial / MANIFEST_FILE
    path.write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    check = manifest.self_check
    values = field_values(load_bundle(partial), check.seed, check.points)
    rounded = check.model_copy(update={"values": [round(value, 4) for value in values]})
    final = manifest.model_copy(update={"self_check": rounded})
    path.write_text(final.model_dump_json(indent=1), encoding="utf-8")
    (partial / "LICENCES.md").write_text(_licences(), encoding="utf-8")
    (partial / CARD_FILE).write_text(card_text(final, work), encoding="utf-8")
    for file in partial.iterdir():
        file.chmod(0o644)
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)
    return folder


def card_text(manifest: Manifest, work: Path) -> str:
    """Return the model card with what the work folder remembers.

    Parameters
    ----------
    manifest : Manifest
        The bundle's.
    work : Path
        Checkpoints with their records, and the trial of sizes.

    Returns
    -------
    str
        Markdown.
    """
    trainings = {
        "signed distance": read_record(work / "sdf.pt"),
        "trunk": read_record(work / "trunk.pt"),
        "template AIM": read_record(work / AIM_CHECKPOINT),
    }
    return model_card(manifest, read_sizes(work), trainings)


def _float_arrays(model: PartsModel) -> Mapping[str, "np.ndarray"]:
    return {name: tensor.numpy() for name, tensor in model.state_dict().items()}


def _bounds(
    vertices: FloatArray,
) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    low = [round(float(value), 1) for value in vertices.min(axis=0) - 20.0]
    high = [round(float(value), 1) for value in vertices.max(axis=0) + 20.0]
    return (low[0], low[1], low[2]), (high[0], high[1], high[2])


def _check_points(vertices: FloatArray, config: BundleTraining) -> list[tuple[float, float, float]]:
    generator = np.random.default_rng(config.seed)
    chosen = vertices[generator.integers(0, len(vertices), CHECK_POINTS)]
    points = np.round(chosen + generator.normal(0.0, 6.0, chosen.shape), 2)
    return [(float(x), float(y), float(z)) for x, y, z in points]


def _licences() -> str:
    lines = "\n".join(f"- {source}" for source in SOURCES)
    return (
        "# Licences and credits\n\n"
        "The weights, template surfaces and statistics in this folder were computed by Nasion's\n"
        "own code (Apache-2.0) from the following sources; none of their files is included.\n\n"
        f"{lines}\n"
    )
