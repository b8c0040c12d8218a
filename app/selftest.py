"""What the frozen program does with ``--self-test``: the whole way through, in miniature.

A frozen build misses modules without saying so. This loads the bundle and what ships beside it,
extracts a surface, infers the skull, draws, exports, reads back, saves and opens a project, fits
the sample scan, and opens the window where there is a screen. It raises nothing: it says what
failed and ends with status 1.
"""

import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

logger = logging.getLogger("nasion.self-test")

RESOLUTION = 96
"""Coarse: the modules are tested here, not the accuracy."""
FIT_ERROR_MM = 2.0
"""A fit of the sample scan that errs by more went wrong altogether."""
WINDOW_SECONDS = 180.0
"""Longest wait for the window to show a head; software rendering on a busy machine is slow."""


def run_self_test() -> int:
    """Try everything that the program does and tell how it went.

    Returns
    -------
    int
        0 when all of it worked, 1 otherwise.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout, force=True)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="nasion-self-test-") as folder:
        passed = all(_passes(step, Path(folder)) for step in _steps())
    seconds = time.perf_counter() - started
    logger.info("self-test %s in %.1f s", "passed" if passed else "FAILED", seconds)
    return 0 if passed else 1


def _steps() -> list[Callable[[Path], str]]:
    steps = [
        check_bundles, check_learned_files, check_texts,
        check_surfaces, check_picture, check_project, check_fit,
    ]  # fmt: skip
    if sys.platform != "linux" or {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
        return [*steps, check_window]
    logger.info("check_window: skipped, there is no screen")
    return steps


def _passes(step: Callable[[Path], str], folder: Path) -> bool:
    started = time.perf_counter()
    try:
        found = step(folder)
    except Exception:
        # whatever a frozen build lacks, the log of the build must show where
        logger.exception("%s: FAILED", step.__name__)
        return False
    logger.info("%s: %s (%.1f s)", step.__name__, found, time.perf_counter() - started)
    return True


def check_bundles(_: Path) -> str:
    """Load every shipped bundle and compare it with its own check points."""
    from core.bundles.catalog import list_bundles
    from core.bundles.loader import load_bundle
    from core.bundles.selfcheck import check_bundle

    entries = list_bundles()
    if not entries:
        raise FileNotFoundError("the program holds no bundle")
    deviations = {entry.id: check_bundle(load_bundle(entry.path)) for entry in entries}
    return ", ".join(f"{name} within {worst:.4f} mm" for name, worst in deviations.items())


def check_learned_files(_: Path) -> str:
    """Read what was learned beside the bundle: photographs' networks and the survey of the skin."""
    from core.bundles.loader import load_bundle
    from core.bundles.photo_nets import load_photo_nets
    from core.inference.band_file import band_key, read_record, shipped_file
    from core.inference.photo_belief import belief_path, read_belief

    bundle = load_bundle()
    landmarks = len(load_photo_nets(bundle).vertices)
    portraits = read_belief(belief_path(bundle.id)).portraits
    if not portraits:
        raise FileNotFoundError("the program does not know how far photographs are to be believed")
    if read_record(shipped_file(bundle), band_key(bundle)) is None:
        raise FileNotFoundError("the program holds no survey that belongs to its bundle")
    return f"{landmarks} landmarks, judged on {portraits} portraits"


def check_texts(_: Path) -> str:
    """Read the guide in every language with its pictures, translations, norms and presets."""
    from PySide6.QtCore import QTranslator

    from app.guide import SECTIONS, TERMS, guide_folder
    from app.presets import list_presets
    from app.sentences import sentences
    from app.translation import LANGUAGES
    from core.geometry.norms import load_norms
    from core.resources import resource_path

    for code in LANGUAGES:
        folder = guide_folder(code)
        missing = {key for key in SECTIONS if key != TERMS} - {one.stem for one in folder.iterdir()}
        if missing or not any((folder / "pictures").iterdir()):
            raise FileNotFoundError(f"the guide in {code} lacks {missing or 'its pictures'}")
        known = QTranslator().load(f"nasion_{code}", str(resource_path("translations")))
        if code != "en" and not known:
            raise FileNotFoundError(f"the program cannot speak {code}")
    presets = sum(one.shipped for one in list_presets())
    counts = (len(load_norms()), presets, len(sentences()))
    if not all(counts):
        raise FileNotFoundError(f"norms, presets and sentences: {counts}")
    return "{} norms, {} presets, {} sentences".format(*counts)


def check_surfaces(folder: Path) -> str:
    """Extract skin and skull, write them in every format and read them back unchanged.

    Parameters
    ----------
    folder : Path
        Gets the files.
    """
    from core.bundles.loader import load_bundle
    from core.geometry.mesh_io import read_mesh, write_mesh
    from core.inference.head import HeadModel

    model = HeadModel(load_bundle())
    state = model.mean_state()
    skin = model.skin_full(state, resolution=RESOLUTION)
    skull = model.skull(state).mesh
    for name, mesh in {"skin": skin, "skull": skull}.items():
        for suffix in (".obj", ".ply", ".stl"):
            path = folder / f"{name}{suffix}"
            write_mesh(mesh, path)
            if read_mesh(path).face_count != mesh.face_count:
                raise ValueError(f"{path.name} came back with another number of triangles")
    return f"skin {skin.face_count} and skull {skull.face_count} triangles on {model.device_name}"


def check_picture(folder: Path) -> str:
    """Draw the skull under the skin off-screen.

    Parameters
    ----------
    folder : Path
        Gets ``picture.png``.
    """
    import numpy as np
    from PIL import Image

    from app.off_screen import Panel
    from app.pictures import draw_panels, save_picture
    from core.geometry.mesh_io import read_mesh

    skin, skull = (read_mesh(folder / f"{name}.ply") for name in ("skin", "skull"))
    path = folder / "picture.png"
    save_picture(path, draw_panels([Panel(skin, skull, skin_opacity=0.4)], panel_size=(320, 400)))
    with Image.open(path) as picture:
        spread = float(np.asarray(picture.convert("L"), dtype=float).std())
    if spread < 5.0:
        raise ValueError("the picture is blank")
    return f"{path.stat().st_size} bytes"


def check_project(folder: Path) -> str:
    """Save a project and open it again.

    Parameters
    ----------
    folder : Path
        Gets ``project.nasion``.
    """
    from core.bundles.loader import load_bundle
    from core.document.project_file import Project, load_project, save_project
    from core.inference.head import HeadModel

    state = HeadModel(load_bundle()).mean_state()
    path = folder / "project.nasion"
    save_project(path, Project(state))
    if load_project(path).state != state:
        raise ValueError("the project came back changed")
    return f"{path.stat().st_size} bytes"


def check_fit(_: Path) -> str:
    """Fit the sample scan that ships with the program."""
    from core.bundles.loader import load_bundle
    from core.geometry.scan import load_scan
    from core.inference.head import HeadModel
    from core.resources import resource_path

    state = HeadModel(load_bundle()).fit(load_scan(resource_path("sample", "sample_head.ply")))
    if state.scan is None or not state.scan.report.face_error_mean < FIT_ERROR_MM:
        raise ValueError("the sample scan was not fitted")
    return f"face error {state.scan.report.face_error_mean:.2f} mm"


def check_window(folder: Path) -> str:
    """Open the studio, wait until it shows a head, take a picture of it and close it.

    Parameters
    ----------
    folder : Path
        Gets ``window.png``.
    """
    from app.main import make_application, make_window
    from app.settings import load_settings
    from app.surfaces import Computed

    application = make_application()
    window = make_window(load_settings())
    shown: list[Computed] = []
    failures: list[str] = []
    window.session.surface_changed.connect(shown.append)
    window.session.failed.connect(failures.append)
    window.show()
    window.start()
    deadline = time.monotonic() + WINDOW_SECONDS
    while not (failures or (shown and window.session.resting)) and time.monotonic() < deadline:
        application.processEvents()
    pictured = window.grab().save(str(folder / "window.png"))
    size = window.size()
    window.close_without_asking()
    application.processEvents()
    if failures:
        raise RuntimeError(failures[0])
    if not shown or not pictured:
        raise TimeoutError("the window showed no head")
    return f"{size.width()} by {size.height()} pixels"
