"""`nasion edit`: change a face by measure, component, expression, thickness, or another person."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import heads
from app.commands import edit_words as words
from app.commands.output import JsonOption, emit_facts, emit_json, progress, say
from app.commands.targets import Target, parse_target
from core.document.edit_clip import ApplyClip, EditClip
from core.document.edits import (
    BlendParts,
    Edit,
    LockPart,
    OnSide,
    Person,
    RandomisePart,
    ResetPart,
    SetAverage,
    SetBone,
    SetBuild,
    SetComponent,
    SetExpression,
    SetSize,
    SetThickness,
    Several,
    SwapSides,
)
from core.document.side_edits import on_side
from core.document.sides import seen_from
from core.document.state import FaceState
from core.errors import EditError
from core.geometry.sides import Side

if TYPE_CHECKING:
    from core.inference.head import HeadModel


class FaceSide(StrEnum):
    """The subject's sides."""

    LEFT = "left"
    RIGHT = "right"


Words = list[str] | None
_SET = typer.Option("--set", help="Reach a measure: nose.width=36mm. May be repeated, as all are.")
_FREE = typer.Option("--free", help="With --set: let the part's other measures go where they may.")
_PART = typer.Option(help="Set a component, in standard deviations: nose.1=+1.5.")
_EXPRESSION = typer.Option(help="Set an expression shape, 0 to 1: mouthSmile_L=0.6.")
_THICKNESS = typer.Option(help="Set soft tissue thicker or thinner than it is, mm: cheeks=+2.")
_BONE = typer.Option(help="Move bone, mm or degrees: mandible.forward=4, zygoma.out=2 (both).")
_BUILD = typer.Option(help="Set the build heavier or lighter, kg/m2 of body-mass index: +2.")
_SIZE = typer.Option(help="Set the head's size; 1 is the population's mean.")
_COPY = typer.Option(help="Take a part of another project: nose:anna.nasion.")
_BLEND = typer.Option(help="Go towards another head, 0 to 1: anna.nasion=0.5.")
_BLEND_PART = typer.Option(help="The same for one part: mouth:anna.nasion=0.7.")
_RANDOM = typer.Option(help="Draw a part that suits the face: nose, nose=0.5 (strength), all.")
_SEED = typer.Option(help="The same seed draws the same parts; by default by chance.")
_TOWARDS = typer.Option(
    help="Go from the fit towards the published averages of women or men, in their differences: "
    "male=0.5. Proportions of averages; they tell nothing of a person."
)
_RESET = typer.Option(
    help="Put back to the fit: a part, all (parts), expression, thickness, bone, build, brush, "
    "anatomy (the last four)."
)
_PRESET = typer.Option(help="Put on a preset: its name, with =0.5 for half, or a .json file.")
_SIDE = typer.Option(help="Make every edit on the subject's left or right side only.")
_SWAP = typer.Option("--swap-sides", help="Swap left and right of expression and anatomy.")
_LOCK = typer.Option(help="Protect a part from copy, blend, randomise and reset.")
_UNLOCK = typer.Option(help="Free a locked part.")


def edit(
    project: Annotated[Path, typer.Argument(help="The .nasion project to start from.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The .nasion project to write.")],
    *,
    set_measure: Annotated[Words, _SET] = None,
    free: Annotated[bool, _FREE] = False,
    part: Annotated[Words, _PART] = None,
    expression: Annotated[Words, _EXPRESSION] = None,
    thickness: Annotated[Words, _THICKNESS] = None,
    bone: Annotated[Words, _BONE] = None,
    build: Annotated[float | None, _BUILD] = None,
    size: Annotated[float | None, _SIZE] = None,
    copy: Annotated[Words, _COPY] = None,
    blend: Annotated[Words, _BLEND] = None,
    blend_part: Annotated[Words, _BLEND_PART] = None,
    randomise: Annotated[Words, _RANDOM] = None,
    seed: Annotated[int | None, _SEED] = None,
    towards: Annotated[str | None, _TOWARDS] = None,
    reset: Annotated[Words, _RESET] = None,
    preset: Annotated[Words, _PRESET] = None,
    side: Annotated[FaceSide | None, _SIDE] = None,
    swap_sides: Annotated[bool, _SWAP] = False,
    lock: Annotated[Words, _LOCK] = None,
    unlock: Annotated[Words, _UNLOCK] = None,
    json_output: JsonOption = False,
) -> None:
    """Edit a face and write the result as a project.

    Values are the slider's new position, not a step from where it is. Edits are made in the
    order unlock, lock, reset, copy, blend, blend-part, randomise, towards, preset, swap-sides,
    part, expression, thickness, bone, build, size, set, so that measures hold at the end. A
    measure of both eyes moves both alike; one that names its side (eyes.fissure_length_left)
    moves that side alone.
    """
    wanted = _Wanted(
        locks=[LockPart(name, locked=False) for name in unlock or []]
        + [LockPart(name, locked=True) for name in lock or []],
        reset=reset or [],
        copies=words.each(words.copied, copy),
        shares=words.each(words.blended, blend) + words.each(words.blended_part, blend_part),
        random=words.each(words.randomised, randomise),
        seed=secrets.randbelow(1 << 31) if seed is None else seed,
        towards=None if towards is None else words.towards(towards),
        presets=words.each(words.preset, preset),
        side=None if side is None else side.value,
        swap=swap_sides,
        components=words.each(words.component, part),
        expressions=words.each(words.expression, expression),
        tissue=words.each(words.thickness, thickness),
        bone=words.each(words.bone, bone),
        build=build,
        size=size,
        targets=words.each(parse_target, set_measure),
        hold=not free,
    )
    if wanted.nothing:
        raise typer.BadParameter("give at least one edit, such as --set nose.width=36mm")
    _run(project, output, wanted, json_output=json_output)


@dataclass(frozen=True)
class _Wanted:
    """Everything that the command line asked for, in the order in which it is done."""

    locks: list[LockPart]
    reset: list[str]
    copies: list[tuple[str, Path]]
    shares: list[words.Share]
    random: list[tuple[str, float]]
    seed: int
    towards: tuple[str, float] | None
    presets: list[tuple[EditClip, float]]
    side: Side | None
    swap: bool
    components: list[SetComponent]
    expressions: list[tuple[str, float]]
    tissue: list[tuple[str, float]]
    bone: list[tuple[str, float]]
    build: float | None
    size: float | None
    targets: list[Target]
    hold: bool

    @property
    def nothing(self) -> bool:
        """Whether no edit was asked for."""
        lists = (self.locks, self.reset, self.copies, self.shares, self.random, self.presets)
        more = (self.components, self.expressions, self.tissue, self.bone, self.targets)
        given = (self.size, self.build, self.towards)
        return not (any((*lists, *more)) or self.swap or any(one is not None for one in given))


@dataclass
class _Editing:
    """A face on its way from edit to edit."""

    state: FaceState
    side: Side | None = None
    names: tuple[str, ...] = ()
    labels: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def seen(self) -> FaceState:
        """The face as the chosen side is."""
        return seen_from(self.state, self.side)

    def apply(self, edit: Edit) -> None:
        """Make one edit, on the chosen side, and remember what it is called."""
        whole = isinstance(edit, LockPart | SwapSides | OnSide)
        edit = edit if whole else on_side(edit, self.side, self.names)
        self.state = edit.apply(self.state)
        self.labels.append(edit.label)


def _run(project: Path, output: Path, wanted: _Wanted, *, json_output: bool) -> None:
    from app.case_recipes import EDIT, face_recipe
    from core.document.project_file import load_project, save_project
    from core.document.provenance import write_recipe

    with progress("Editing"):
        loaded = load_project(project)
        model = heads.head_model(loaded.state)
        face = _Editing(loaded.state, wanted.side, tuple(model.expression_names))
        _people(face, wanted, project, model)
        for one in _plain(wanted, model):
            face.apply(one)
        _measures(face, wanted, model)
        landmarks = model.landmarks(face.state)
        reached = {one.group.key: one.group.value(landmarks) for one in wanted.targets}
        recipe = face_recipe(EDIT, face.state, model.skin_preview(face.state), model, {})
    save_project(output, heads.with_state(loaded, face.state))
    write_recipe(output, recipe)
    facts: dict[str, object] = {"project": str(output), "edits": face.labels}
    if wanted.random:
        facts["seed"] = wanted.seed
    if json_output:
        emit_json({**facts, "measures": reached, "notices": face.notices})
        return
    for notice in face.notices:
        say(notice)
    measures = {key: f"{value:.2f}" for key, value in reached.items()}
    shown = {**facts, "edits": "; ".join(face.labels), **measures}
    emit_facts(shown, title=f"Edited {project.name}")


def _people(face: _Editing, wanted: _Wanted, project: Path, model: "HeadModel") -> None:
    """Make the edits that take or draw whole parts; each sees the face as the last one left it."""
    from core.document.project_file import load_project
    from core.inference.parts_blend import blend_part

    for lock in wanted.locks:
        face.apply(lock)
    for name in wanted.reset:
        if name in words.RESETS:
            face.apply(words.RESETS[name])
            continue
        for part in words.parts_named(name, face.state.locked):
            face.apply(ResetPart(part))
    for part, path in wanted.copies:
        person = Person.of(load_project(path).state, path.stem)
        face.apply(model.copy_part(face.seen, part, person))
    for share in wanted.shares:
        mine = Person.of(face.seen, project.stem)
        other = Person.of(load_project(share.project).state, share.project.stem)
        if share.part is None:
            face.apply(BlendParts.whole(mine, other, share.weight, face.state.locked))
        else:
            face.apply(blend_part(model, face.seen, share.part, mine, other, share.weight))
    for name, strength in wanted.random:
        for part in words.parts_named(name, face.state.locked):
            face.apply(_drawn(face.seen, part, strength, wanted.seed, model))
    if wanted.towards is not None:
        face.apply(_averaged(*wanted.towards, model))
    for clip, strength in wanted.presets:
        face.apply(ApplyClip(clip, face.names, strength))


def _averaged(group: str, differences: float, model: "HeadModel") -> SetAverage:
    """Return the edit that goes towards the averages of women or men."""
    from core.inference.average_axis import sex_axis

    axis = sex_axis(model)
    if axis is None:
        raise EditError("These models measure too little to know averages; leave out --towards.")
    return SetAverage(axis, differences if group == axis.high else -differences)


def _drawn(
    state: FaceState, part: str, strength: float, seed: int, model: "HeadModel"
) -> RandomisePart:
    """Return the edit that draws a part; what cannot be drawn refuses when it is applied."""
    plain = RandomisePart(part, seed, strength)
    plain.apply(state)
    code = model.random_part(state, part, strength=strength, seed=seed)
    return RandomisePart(part, seed, strength, code)


def _plain(wanted: _Wanted, model: "HeadModel") -> Iterator[Edit]:
    """Return the edits that need nothing but the model's names."""
    from core.document.bone_controls import bones_named
    from core.document.control_spec import regions_named
    from core.inference.mirror import mirror_vertices

    if wanted.swap:
        mirror = mirror_vertices(model.bundle.template.skin.vertices)
        yield SwapSides(model.expression_names, mirror)
    yield from wanted.components
    for name, weight in wanted.expressions:
        yield SetExpression(name, weight, model.expression_names)
    regions = model.bundle.template.regions
    for name, mm in wanted.tissue:
        found = [SetThickness(region, mm) for region in regions_named(name, regions)]
        yield from found if wanted.side is None else (Several(tuple(found), f"{name} {mm:+g} mm"),)
    for name, move in wanted.bone:
        moved = [SetBone(key, move) for key in bones_named(name)]
        yield from moved if wanted.side is None else (Several(tuple(moved), f"{name} {move:+g}"),)
    if wanted.build is not None:
        yield SetBuild(wanted.build)
    if wanted.size is not None:
        yield SetSize(wanted.size)


def _measures(face: _Editing, wanted: _Wanted, model: "HeadModel") -> None:
    from core.inference.measure_control import set_measure

    for target in wanted.targets:
        found = set_measure(
            model,
            face.state,
            target.group.key,
            target.value,
            hold=wanted.hold,
            symmetric=not target.one_sided,
            side=wanted.side,
        )
        face.apply(found.edit)
        if found.notice:
            face.notices.append(found.notice)
