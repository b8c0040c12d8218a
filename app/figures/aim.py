"""Figures of the anatomical model: maps of it, edits through it, and a performance retargeted."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from app.figures.people import Sitter, without_scan
from app.figures.portrait import FACE_MIDDLE, Portrait
from app.figures.sheet import Titles, compose
from app.viewport.colouring import Scale
from core.arrays import FloatArray
from core.document.state import FaceState
from core.geometry.mesh import Mesh

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.models.anatomy import Anatomy

_FACE = Portrait("front", (236, 286), 100.0, FACE_MIDDLE)
_HALF = Portrait("three-quarter", (236, 286), 100.0, FACE_MIDDLE)
_JAW_MIDDLE = (0.0, -24.0, 62.0)
_JAW = Portrait("three-quarter", (270, 330), 112.0, _JAW_MIDDLE)
_SIDE = Portrait("profile", (270, 330), 112.0, _JAW_MIDDLE)
_THICKER = {"cheek_left": 3.0, "cheek_right": 3.0}
_FRAMES = 5
_ACTOR_SEED = 21


@dataclass(frozen=True, eq=False)
class _Played:
    """A performance and its retargeting."""

    source: list[FloatArray]
    target: list[FloatArray]
    skulls: list[Mesh]


def draw_anatomy(model: "HeadModel", sitter: Sitter) -> bytes:
    """Return maps of bone, normal, thickness and jaw weight on a face.

    Parameters
    ----------
    model : HeadModel
        Finds the anatomy.
    sitter : Sitter
        Whose face.

    Returns
    -------
    bytes
        A PNG.
    """
    skin, anatomy = _anatomy(model, sitter.state)
    tilt = np.degrees(np.arctan2(anatomy.normal[:, 0], anatomy.normal[:, 2]))
    bone = Mesh(anatomy.bone, skin.faces)
    maps = (
        ("Skin s", None, Scale("", 0.0, 1.0)),
        ("Bone points b", None, Scale("", 0.0, 1.0)),
        ("Constraints", anatomy.known.astype(float), Scale("Ray met bone", 0.0, 1.0)),
        ("Normal n", tilt, Scale("Turn of n to the side [°]", -90.0, 90.0, diverging=True)),
        ("Thickness d", anatomy.depth, Scale("Thickness d [mm]", 0.0, 30.0)),
        ("Jaw weight k", anatomy.jaw, Scale("Jaw weight k", 0.0, 1.0)),
    )
    row = [
        _FACE.plain(bone if title.startswith("Bone") else skin)
        if values is None
        else _FACE.mapped(skin, values, scale)
        for title, values, scale in maps
    ]
    scales = [scale for _, values, scale in maps if values is not None][1:]
    return compose([row], Titles(tuple(title for title, *_ in maps)), scales=scales)


def draw_thickness(model: "HeadModel", sitter: Sitter) -> bytes:
    """Return a face before and after thicker cheeks, with the map of the change.

    Parameters
    ----------
    model : HeadModel
        Edits it.
    sitter : Sitter
        Whose face.

    Returns
    -------
    bytes
        A PNG.
    """
    state = replace(sitter.state, expression=(), thickness={})
    before = model.skin_preview(state)
    thicker = model.skin_preview(replace(state, thickness=_THICKER))
    thinner = model.skin_preview(replace(state, thickness={k: -v for k, v in _THICKER.items()}))
    _, anatomy = _anatomy(model, state)
    scale = Scale("Move along n [mm]", -3.0, 3.0, diverging=True)
    changes = [((s.vertices - before.vertices) * anatomy.normal).sum(1) for s in (thicker, thinner)]
    rows: list[list[Image.Image | None]] = [
        [
            view.plain(before),
            view.plain(thicker),
            view.mapped(thicker, changes[0], scale),
            view.plain(thinner),
            view.mapped(thinner, changes[1], scale),
        ]
        for view in (_FACE, _HALF)
    ]
    columns = ("As fitted", "Cheeks +3 mm", "Change", "Cheeks -3 mm", "Change")
    return compose(rows, Titles(columns), scales=(scale,))


def draw_jaw(model: "HeadModel", sitter: Sitter) -> bytes:
    """Return a face with its jaw closed and opened by 20 mm, skull seen through the skin.

    Parameters
    ----------
    model : HeadModel
        Moves it.
    sitter : Sitter
        Whose face.

    Returns
    -------
    bytes
        A PNG.
    """
    from core.evaluation.aim_edits import opened_jaw

    state = replace(sitter.state, expression=(), bone={})
    half, whole = opened_jaw(model, state, 10.0), opened_jaw(model, state, 20.0)
    rest = model.skin_preview(state).vertices
    scale = Scale("Move of the skin [mm]", 0.0, 25.0)
    rows = []
    for view in (_JAW, _SIDE):
        opened = model.skin_preview(whole)
        move = np.linalg.norm(opened.vertices - rest, axis=1)
        rows.append(
            [
                *(
                    view.through(model.skin_preview(one), model.skull(one).mesh)
                    for one in (state, half, whole)
                ),
                view.plain(opened),
                view.mapped(opened, move, scale),
            ]
        )
    columns = ("Closed", "10 mm between the incisors", "20 mm", "20 mm", "Move")
    return compose(rows, Titles(columns), scales=(scale,))


def draw_retarget(model: "HeadModel", first: Sitter, second: Sitter) -> bytes:
    """Return five frames of one person played by another, whose skull stays his own.

    Parameters
    ----------
    model : HeadModel
        Learns both.
    first, second : Sitter
        Whose performance, and who plays it.

    Returns
    -------
    bytes
        A PNG.
    """
    played = _played(model, first.state, second.state)
    faces = model.bundle.template.skin.faces
    rest_source = model.skin_preview(replace(first.state, expression=()))
    rest_target = model.skin_preview(replace(second.state, expression=()))
    skull = model.skull(replace(second.state, expression=())).mesh
    rows: list[list[Image.Image | None]] = [
        [_FACE.plain(rest_source), *(_FACE.plain(Mesh(skin, faces)) for skin in played.source)],
        [_FACE.plain(rest_target), *(_FACE.plain(Mesh(skin, faces)) for skin in played.target)],
        [
            _FACE.through(rest_target, skull),
            *(
                _FACE.through(Mesh(skin, faces), bone)
                for skin, bone in zip(played.target, played.skulls, strict=True)
            ),
        ],
    ]
    columns = ("At rest", *(f"Frame {number + 1}" for number in range(_FRAMES)))
    return compose(rows, Titles(columns, rows=(first.name, second.name, "B's skull")))


def _played(model: "HeadModel", first: FaceState, second: FaceState) -> _Played:
    from core.evaluation.aim_people import make_actor
    from core.evaluation.aim_takes import unseen_take
    from core.inference.aim_fit import fit_frames, retarget
    from core.inference.aim_learn import learn_person
    from core.models.aim_person import twist_motion

    visible = np.ones(model.bundle.template.skin.vertex_count, dtype=bool)
    visible[model.bundle.skull.pocket] = False
    learned = []
    for state in (first, second):
        rest = replace(state, expression=())
        skin, skull = model.skin_preview(rest), model.skull(rest)
        learned.append(learn_person(model.bundle, skin, skull.mesh))
    actor = make_actor("source", model, first, _ACTOR_SEED)
    take = unseen_take(actor, _FRAMES, model.bundle.template.face_mask)
    fitted = fit_frames(learned[0], take.skins, seen=visible)
    moved = retarget(fitted, *learned)
    skull = model.skull(replace(second, expression=()))
    bones = [skull.with_jaw(twist_motion(twist)).mesh for twist in moved.jaw]
    return _Played(list(take.skins), list(moved.skin), bones)


def _anatomy(model: "HeadModel", state: FaceState) -> "tuple[Mesh, Anatomy]":
    from core.inference.aim_person import person_anatomy

    rest = replace(state, expression=(), thickness={})
    skin = model.skin_preview(rest)
    return skin, person_anatomy(model.bundle, skin, model.skull(rest).mesh)


def aim_sitters(model: "HeadModel", data: Path | None) -> tuple[Sitter, Sitter]:
    """Return the two people of these figures: a real one where there is data, and a drawn one.

    Parameters
    ----------
    model : HeadModel
        Fits and draws them.
    data : Path or None
        The shared data.

    Returns
    -------
    first, second : Sitter
        Without expression.
    """
    from core.evaluation.real_scans import FILES
    from core.geometry.scan import load_scan
    from core.resources import resource_path

    path = None if data is None else data / FILES["lee_perry_smith"]
    real = path is not None and path.is_file()
    scan = path if real and path is not None else resource_path("sample", "sample_head.ply")
    state = replace(model.fit(load_scan(scan)), expression=())
    codes, size = model.bundle.statistics.sample(77)
    drawn = Sitter("Person B", replace(model.mean_state(), codes=codes, size=size), None)
    return Sitter("Person A", state, None), replace(drawn, state=without_scan(drawn))
