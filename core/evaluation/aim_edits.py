"""What an anatomical edit must do: thickness goes where it is asked, a jaw opens as a body."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.document.state import FaceState
from core.evaluation.aim_people import DRAWN, REAL
from core.evaluation.part_quality import curvature_jump
from core.evaluation.parts import Row, row
from core.evaluation.real_scans import FILES
from core.geometry.clearance import outer_skin
from core.geometry.distance import SurfaceDistance
from core.geometry.mesh import Mesh
from core.geometry.scan import load_scan
from core.geometry.template import SKULL_LABELS
from core.geometry.topology import directed_edges
from core.geometry.transforms import fit_similarity
from core.inference.aim_person import person_anatomy
from core.inference.head import HeadModel
from core.inference.skull_from_skin import JAW_LABELS
from core.monitor import Monitor

CHEEKS = ("cheek_left", "cheek_right")
THICKER = 3.0
"""Edit of the cheeks, mm."""
WHOLE = 0.995
"""A region is whole where its weight is at least this."""
OPENED = 20.0
"""Between the incisors more than at rest, mm."""
SEARCH = 6
"""Steps of the search for the angle that opens the jaw so far."""
CHIN = ("pogonion", "gnathion", "menton")


def edit_rows(head: HeadModel, data: Path, monitor: Monitor) -> list[Row]:
    """Measure edits on the mean head, on a drawn and on the real people.

    Parameters
    ----------
    head : HeadModel
        The models behind every front end.
    data : Path
        The shared data folder.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    list of dict
        Tidy rows, one set a person.
    """
    rows: list[Row] = []
    for name, state in _people(head, data, monitor):
        for measured in (thickness_rows, zero_rows, jaw_rows):
            rows += measured(head, name, state)
    return rows


def _people(head: HeadModel, data: Path, monitor: Monitor) -> Iterator[tuple[str, FaceState]]:
    mean = head.mean_state()
    yield "mean", mean
    codes, size = head.bundle.statistics.sample(DRAWN[0])
    yield "drawn_1", replace(mean, codes=codes, size=size)
    for number, name in enumerate(REAL):
        monitor.report(number / len(REAL), f"Edits of {name}")
        if (data / FILES[name]).is_file():
            fitted = head.fit(load_scan(data / FILES[name]))
            yield name, replace(fitted, expression=())


def thickness_rows(head: HeadModel, name: str, state: FaceState) -> list[Row]:
    """Measure +3 mm on both cheeks.

    Parameters
    ----------
    head : HeadModel
        The models.
    name : str
        Of the person, for the rows.
    state : FaceState
        The person at rest.

    Returns
    -------
    list of dict
        The move along the anatomy's normal where the regions are whole, the largest move where
        they are not, and the curvature's jump over their borders against the face before.
    """
    regions, skin = head.bundle.template.regions, head.skin_preview(state)
    edited = head.skin_preview(replace(state, thickness=dict.fromkeys(CHEEKS, THICKER)))
    move = edited.vertices - skin.vertices
    weight = np.max([regions[cheek] for cheek in CHEEKS], axis=0)
    normal = person_anatomy(head.bundle, skin, head.skull(state).mesh).normal
    along = (move * normal).sum(axis=1)[weight >= WHOLE]
    edges = np.unique(np.sort(directed_edges(skin.faces), axis=1), axis=0)
    border = edges[(weight[edges[:, 0]] > 0.0) != (weight[edges[:, 1]] > 0.0)]
    inside = edges[(weight[edges] > 0.0).any(axis=1)]
    ratios = {
        "border": curvature_jump(edited.vertices, skin.faces, border)
        / curvature_jump(skin.vertices, skin.faces, border),
        "region": curvature_jump(edited.vertices, skin.faces, inside)
        / curvature_jump(skin.vertices, skin.faces, inside),
    }
    elsewhere = np.linalg.norm(move[weight == 0.0], axis=1)
    return [
        row("ours", name, "cheeks", "thickness_along_n", float(along.mean())),
        row("ours", name, "cheeks", "thickness_off_worst", float(np.abs(along - THICKER).max())),
        row("ours", name, "elsewhere", "thickness_move_max", float(elsewhere.max())),
        *(
            row("ours", name, at, "curvature_jump_ratio", found, "1")
            for at, found in ratios.items()
        ),
    ]


def zero_rows(head: HeadModel, name: str, state: FaceState) -> list[Row]:
    """Measure edits by nothing, and there and back.

    Parameters
    ----------
    head : HeadModel
        The models.
    name : str
        Of the person.
    state : FaceState
        The person at rest.

    Returns
    -------
    list of dict
        Largest move of skin and skull, mm.
    """
    nothing = {
        "thickness": dict.fromkeys(CHEEKS, 0.0),
        "bone": {"mandible.open": 0.0},
        "build": 0.0,
        "paint": np.zeros(head.bundle.template.skin.vertex_count),
    }
    edited = replace(state, **nothing)  # type: ignore[arg-type]
    skin = np.abs(head.skin_preview(edited).vertices - head.skin_preview(state).vertices).max()
    # An edit that is all but nothing goes through all of the machinery.
    tiny = replace(state, bone={"mandible.open": 1e-6}, thickness=dict.fromkeys(CHEEKS, 1e-6))
    least = np.abs(head.skin_preview(tiny).vertices - head.skin_preview(state).vertices).max()
    bone = np.abs(head.skull(tiny).mesh.vertices - head.skull(state).mesh.vertices).max()
    return [
        row("ours", name, "full", "zero_edit", float(skin)),
        row("ours", name, "full", "tiny_edit", float(least)),
        row("ours", name, "skull", "tiny_edit", float(bone)),
    ]


def jaw_rows(head: HeadModel, name: str, state: FaceState) -> list[Row]:
    """Measure a jaw opened by 20 mm.

    Parameters
    ----------
    head : HeadModel
        The models.
    name : str
        Of the person.
    state : FaceState
        The person at rest.

    Returns
    -------
    list of dict
        How rigid the mandible with its teeth stayed, how far the chin's skin went with it, what the
        upper face did, and how much bone came through the skin.
    """
    opened = opened_jaw(head, state)
    before, after = head.skull(state), head.skull(opened)
    jaw = np.isin(before.labels, JAW_LABELS)
    rest, moved = before.mesh.vertices[jaw], after.mesh.vertices[jaw]
    motion = fit_similarity(rest, moved, with_scale=False)
    shaken = np.linalg.norm(motion.apply(rest) - moved, axis=1)
    skin, posed = head.skin_preview(state), head.skin_preview(opened)
    move = np.linalg.norm(posed.vertices - skin.vertices, axis=1)
    chin = np.array([head.bundle.template.landmarks[at] for at in CHIN])
    carried = motion.apply(skin.vertices[chin]) - skin.vertices[chin]
    share = np.linalg.norm(move[chin]) / np.linalg.norm(carried)
    cranium = np.linalg.norm(after.mesh.vertices[~jaw] - before.mesh.vertices[~jaw], axis=1)
    upper, sides = upper_face(head, "palpebrale_inferius_left"), upper_face(head, "orbitale_left")
    out = outside_skin(head, posed, after.mesh.vertices)
    teeth = after.labels >= SKULL_LABELS.index("upper_teeth")
    out_before = outside_skin(head, skin, before.mesh.vertices)
    return [
        row("ours", name, "mandible", "jaw_opened", incisor_gap(head, after.mesh.vertices)
            - incisor_gap(head, before.mesh.vertices)),
        row("ours", name, "mandible", "jaw_shaken_max", float(shaken.max())),
        row("ours", name, "cranium", "jaw_move_max", float(cranium.max())),
        row("ours", name, "chin", "jaw_skin_follows", float(share), "1"),
        row("ours", name, "upper_face", "jaw_skin_move_max", float(move[upper].max())),
        row("ours", name, "above_orbitale", "jaw_skin_move_max", float(move[sides].max())),
        row("ours", name, "bone", "outside_skin", float((out & ~teeth).sum()), "vertices"),
        row("ours", name, "teeth", "outside_skin", float((out & teeth).sum()), "vertices"),
        row("ours_at_rest", name, "bone", "outside_skin", float((out_before & ~teeth).sum()),
            "vertices"),
    ]  # fmt: skip


def opened_jaw(head: HeadModel, state: FaceState, gap: float = OPENED) -> FaceState:
    """Return a face whose jaw is opened by so much between the incisors.

    Parameters
    ----------
    head : HeadModel
        The models.
    state : FaceState
        The person at rest.
    gap : float
        More than at rest, mm.

    Returns
    -------
    FaceState
        With the angle found by a secant search.
    """
    rest = incisor_gap(head, head.skull(state).mesh.vertices)
    degrees, low, reached = gap / 2.0, 0.0, 0.0
    for _ in range(SEARCH):
        opened = replace(state, bone={**state.bone, "mandible.open": degrees})
        now = incisor_gap(head, head.skull(opened).mesh.vertices) - rest
        if abs(now - gap) < 0.01 or abs(now - reached) < 1e-9:
            break
        slope = (now - reached) / (degrees - low)
        low, reached = degrees, now
        degrees = float(np.clip(degrees + (gap - now) / slope, 0.0, 35.0))
    return replace(state, bone={**state.bone, "mandible.open": degrees})


def incisor_gap(head: HeadModel, skull: FloatArray) -> float:
    """Return the distance between the edges of the incisors.

    Parameters
    ----------
    head : HeadModel
        Names them.
    skull : (N_skull, 3) float64
        mm.

    Returns
    -------
    float
        mm.
    """
    named = head.bundle.template.skull_landmarks
    upper, lower = named["upper_incisal_edge"], named["lower_incisal_edge"]
    return float(np.linalg.norm(skull[upper] - skull[lower]))


def upper_face(head: HeadModel, lowest: str) -> BoolArray:
    """Return the face's vertices above a landmark.

    Parameters
    ----------
    head : HeadModel
        The models.
    lowest : str
        Of the template's landmarks: the lower lid for the upper face; orbitale lies on the bone's
        rim, at whose height the skin over the jaw joints begins.

    Returns
    -------
    (N_skin,) bool
        On the template.
    """
    template = head.bundle.template
    height = template.skin.vertices[template.landmarks[lowest], 1]
    above: BoolArray = template.face_mask & (template.skin.vertices[:, 1] > height)
    return above


def outside_skin(head: HeadModel, skin: Mesh, bone: FloatArray) -> BoolArray:
    """Return which points of bone lie outside the skin, the mouth sealed between the lips.

    Parameters
    ----------
    head : HeadModel
        Knows the pocket between the lips.
    skin : Mesh
        mm.
    bone : (n, 3) float64
        mm.

    Returns
    -------
    (n,) bool
        Beyond the surface by more than rounding.
    """
    sealed = outer_skin(skin, head.bundle.skull.pocket)
    outside: BoolArray = SurfaceDistance(sealed).signed(bone) > 0.01
    return outside
