"""Writes the synthetic pairs of skin and skull behind a bundle's predictor to a file.

The same size and seed as in the bundle's training give the very pairs that it learned from, so
that others can train or judge predictors on them.
"""

from pathlib import Path
from typing import IO

import numpy as np

from core.atomic import write_whole
from core.bundles.bundle import Bundle
from core.evaluation.ict import MULTI_PIE, load_population
from core.monitor import Monitor
from core.training.anatomy import build_anatomy
from core.training.bundle import cohort_skins
from core.training.cohort import Cohort, make_cohort
from core.training.face_points import FacePoints
from core.training.looked_at import choose_vertices
from core.training.skull_source import read_source_skull
from core.training.skull_template import fit_skull_template


def write_cohort(
    bundle: Bundle, data: Path, path: Path, size: int, seed: int, monitor: Monitor
) -> Cohort:
    """Draw people with skulls and write them.

    Parameters
    ----------
    bundle : Bundle
        Draws the skins; its template skull carries the bone.
    data : Path
        The shared data folder.
    path : Path
        An ``.npz``: ``skins`` (m, k, 3) mm at the template vertices ``skin_index`` (k,), ``skulls``
        (m, n, 3) mm over ``skull_faces``, ``identity`` (m,).
    size : int
        Number of people; each gets a pair of skulls.
    seed : int
        Of every draw.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    Cohort
        What was written.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    skin = bundle.template.skin
    monitor.report(0.0, "Drawing people")
    skins = cohort_skins(bundle.parts, bundle.statistics, skin, size, seed)
    monitor.report(0.2, "Fitting the skull into the mean head")
    landmarks = bundle.template.landmarks
    points = FacePoints(
        load_population(data).mean[MULTI_PIE],
        skin.vertices[landmarks["tragion_left"]],
        skin.vertices[landmarks["tragion_right"]],
    )
    source = read_source_skull(data / "skull_template" / "skull.ply")
    template = fit_skull_template(skin, points, source)
    looked_at = choose_vertices(skin, points, template.pocket)
    anatomy = build_anatomy(skin, template, points, skins, looked_at)
    cohort = make_cohort(anatomy, looked_at.index, seed, monitor.part(0.4, 0.98))

    def write(stream: IO[bytes]) -> None:
        np.savez_compressed(
            stream,
            skins=cohort.skins.astype(np.float32),
            skin_index=looked_at.index,
            skulls=cohort.skulls.astype(np.float32),
            skull_faces=template.mesh.faces,
            identity=cohort.identity,
        )

    write_whole(path, write)
    return cohort
