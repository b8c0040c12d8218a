"""An edit as plain text: copied between persons, projects and windows, and kept as a preset.

Changes are kept relative to the person as fitted, so that they mean the same on another face.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.document.anatomy_edits import BUILD_LIMIT
from core.document.bone_controls import BONE_CONTROLS
from core.document.control_spec import CODE_LIMIT, SIZE_LIMITS, THICKNESS_LIMIT_MM, neutral_code
from core.document.edit_checks import in_range, refuse_other_models
from core.document.json_values import (
    DocumentError,
    checked_mapping,
    checked_number,
    checked_numbers,
    checked_text,
)
from core.document.sides import one_sided_from_json
from core.document.state import BundleReference, FaceState
from core.errors import EditError
from core.geometry.template import PARTS

FORMAT = "nasion-edit"
VERSION = 1
LARGEST_TEXT = 1 << 20
"""Bytes; a longer text is not looked at."""
_MOST_NAMES = 256
_LEAST = 1e-9
_BONES = {one.key: (one.minimum, one.maximum) for one in BONE_CONTROLS}


@dataclass(frozen=True)
class EditClip:
    """Changes of a face, ready to be made on another.

    Attributes
    ----------
    title : str
        What people read.
    bundle : BundleReference or None
        The models that `parts` and `one_sided` belong to; None where there are none of them.
    parts : mapping of str to tuple of float
        Change of the code per part, standard deviations.
    one_sided : mapping of str to tuple of float
        Further changes on one side, by names of `core.document.sides`.
    expression : mapping of str to float
        Weights by ARKit's names, 0 to 1.
    thickness, bone : mapping of str to float
        Per region, mm; per control of bone, mm or degrees.
    build : float
        kg/m2.
    size : float
        Factor of the head's size.
    """

    title: str
    bundle: BundleReference | None = None
    parts: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    one_sided: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    expression: Mapping[str, float] = field(default_factory=dict)
    thickness: Mapping[str, float] = field(default_factory=dict)
    bone: Mapping[str, float] = field(default_factory=dict)
    build: float = 0.0
    size: float = 1.0

    @classmethod
    def of(cls, state: FaceState, title: str, names: tuple[str, ...] = ()) -> "EditClip":
        """Return the changes of a face against the person as fitted.

        Parameters
        ----------
        state : FaceState
            The edited face; what is painted on it, which has no meaning in words, stays behind.
        title : str
            What people read.
        names : tuple of str
            The expression shapes of the bundle in its order.

        Returns
        -------
        EditClip
            Possibly without a change.
        """
        parts = {}
        for part, code in state.codes.items():
            pairs = zip(code, neutral_code(state, part), strict=True)
            change = tuple(a - b for a, b in pairs)
            if any(abs(one) > _LEAST for one in change):
                parts[part] = change
        fitted = state.as_fitted()
        weights = _weights(state.expression, names)
        before = _weights(fitted.expression, names)
        coded = bool(parts or state.one_sided)
        return cls(
            title,
            state.bundle if coded else None,
            parts,
            dict(state.one_sided),
            {name: w for name, w in weights.items() if abs(w - before[name]) > _LEAST},
            dict(state.thickness),
            dict(state.bone),
            state.build,
            state.size / fitted.size,
        )

    @property
    def empty(self) -> bool:
        """Whether nothing is changed."""
        named = (self.parts, self.one_sided, self.expression, self.thickness, self.bone)
        return not any(named) and not self.build and abs(self.size - 1.0) < _LEAST

    def __hash__(self) -> int:
        return hash((self.title, self.bundle, self.build, self.size))


@dataclass(frozen=True)
class ApplyClip:
    """Make the changes of a clip on a face.

    What the clip names is set as the clip says, counted from the person as fitted; what it does not
    name stays as it is. Locked parts stay.

    Attributes
    ----------
    clip : EditClip
        The changes.
    names : tuple of str
        The expression shapes of the bundle in its order.
    strength : float
        0 to 2; one is the clip as it was made.
    """

    clip: EditClip
    names: tuple[str, ...] = ()
    strength: float = 1.0

    @property
    def label(self) -> str:
        """Such as ``Preset: Strong chin``, with the strength where it is not whole."""
        share = "" if self.strength == 1.0 else f" {100.0 * self.strength:.0f} %"
        return f"Preset: {self.clip.title}{share}"

    @property
    def merge_key(self) -> str | None:
        """One key per clip."""
        return f"clip:{self.clip.title}"

    def apply(self, state: FaceState) -> FaceState:
        """Return the state with the changes."""
        clip, by = self.clip, in_range(self.strength, "Strength", 0.0, 2.0, "")
        if clip.bundle is not None:
            refuse_other_models(state, clip.bundle, clip.title)
        codes, sides = dict(state.codes), dict(state.one_sided)
        for part, change in clip.parts.items():
            if part in state.locked:
                continue
            neutral = neutral_code(state, part)
            if len(change) != len(neutral):
                raise EditError(f"{clip.title} was made with other models; make it again here.")
            codes[part] = tuple(
                min(max(a + by * b, -CODE_LIMIT), CODE_LIMIT)
                for a, b in zip(neutral, change, strict=True)
            )
        for key, change in clip.one_sided.items():
            if key.rpartition("_")[0] not in state.locked:
                sides[key] = tuple(by * one for one in change)
        fitted = state.as_fitted()
        low, high = SIZE_LIMITS
        sized = fitted.size * (1.0 + by * (clip.size - 1.0))
        return replace(
            state,
            codes=codes,
            one_sided=sides,
            expression=self._expression(state.expression, by),
            thickness={**state.thickness, **_scaled(clip.thickness, by, THICKNESS_LIMIT_MM)},
            bone={**state.bone, **{k: _cut(by * v, *_BONES[k]) for k, v in clip.bone.items()}},
            build=_cut(by * clip.build, -BUILD_LIMIT, BUILD_LIMIT) if clip.build else state.build,
            size=_cut(sized, low, high) if clip.size != 1.0 else state.size,
        )

    def _expression(self, before: tuple[float, ...], by: float) -> tuple[float, ...]:
        if not self.clip.expression:
            return before
        weights = _weights(before, self.names)
        for name, weight in self.clip.expression.items():
            if name in weights:  # other models may know fewer shapes
                weights[name] = _cut(by * weight, 0.0, 1.0)
        values = list(weights.values())
        while values and not values[-1]:
            values.pop()
        return tuple(values)


def clip_to_text(clip: EditClip) -> str:
    """Return a clip as JSON that people can read.

    Parameters
    ----------
    clip : EditClip
        Any.

    Returns
    -------
    str
        Without what the clip does not change.
    """
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION, "title": clip.title}
    if clip.bundle is not None:
        document["bundle"] = {"id": clip.bundle.id, "sha256": clip.bundle.sha256}
    for name in ("parts", "one_sided"):
        codes: Mapping[str, tuple[float, ...]] = getattr(clip, name)
        if codes:
            document[name] = {key: [round(c, 9) for c in code] for key, code in codes.items()}
    for name in ("expression", "thickness", "bone"):
        if getattr(clip, name):
            document[name] = dict(getattr(clip, name))
    if clip.build:
        document["build"] = clip.build
    if clip.size != 1.0:
        document["size"] = clip.size
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def clip_from_text(text: str) -> EditClip:
    """Return the clip that a text describes.

    Parameters
    ----------
    text : str
        As `clip_to_text` writes it; from a file or a clipboard, so nothing in it is trusted.

    Returns
    -------
    EditClip
        Fully checked.

    Raises
    ------
    EditError
        When it is no clip, from a newer program, or out of range.
    """
    try:
        return _checked(text)
    except (DocumentError, ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, DocumentError) else "it is not of this kind"
        raise EditError(
            f"This text holds no edit of Nasion ({why}); copy one, or choose a preset."
        ) from error


def _checked(text: str) -> EditClip:
    if len(text) > LARGEST_TEXT:
        raise DocumentError("it is too long")
    top = checked_mapping(json.loads(text), "the text")
    if top.get("format") != FORMAT:
        raise DocumentError("its format is another")
    version = top.get("version")
    if not isinstance(version, int) or version < 1:
        raise DocumentError("its version is no number")
    if version > VERSION:
        raise DocumentError("a newer Nasion wrote it")
    parts = {
        name: checked_numbers(code, f"parts.{name}"[:60], -4.0 * CODE_LIMIT, 4.0 * CODE_LIMIT)
        for name, code in checked_mapping(top.get("parts", {}), "parts").items()
    }
    if not parts.keys() <= set(PARTS):
        raise DocumentError("parts names one that is none")
    sided = checked_mapping(top.get("one_sided", {}), "one_sided")
    bundle = None
    if "bundle" in top:
        told = checked_mapping(top["bundle"], "bundle")
        bundle = BundleReference(
            checked_text(told.get("id"), "bundle.id"), checked_text(told.get("sha256"), "bundle")
        )
    if (parts or sided) and bundle is None:
        raise DocumentError("it does not say which models its codes belong to")
    bone = _named(top, "bone", -1e3, 1e3)
    if not bone.keys() <= _BONES.keys():
        raise DocumentError("bone names a control that is none")
    return EditClip(
        title=checked_text(top.get("title"), "title"),
        bundle=bundle,
        parts=parts,
        one_sided=_sided(sided),
        expression=_named(top, "expression", 0.0, 1.0),
        thickness=_named(top, "thickness", -THICKNESS_LIMIT_MM, THICKNESS_LIMIT_MM),
        bone={
            key: checked_number(value, f"bone.{key}", *_BONES[key]) for key, value in bone.items()
        },
        build=checked_number(top.get("build", 0.0), "build", -BUILD_LIMIT, BUILD_LIMIT),
        size=checked_number(top.get("size", 1.0), "size", 0.5, 2.0),
    )


def _sided(value: Mapping[str, Any]) -> dict[str, tuple[float, ...]]:
    lengths = {}
    for key, change in value.items():
        if isinstance(change, list):
            lengths[str(key).rpartition("_")[0]] = (0.0,) * len(change)
    codes = {part: lengths.get(part, ()) for part in PARTS}
    return one_sided_from_json(value, codes)


def _named(top: Mapping[str, Any], name: str, low: float, high: float) -> dict[str, float]:
    values = checked_mapping(top.get(name, {}), name)
    if len(values) > _MOST_NAMES:
        raise DocumentError(f"{name} names too much")
    return {
        checked_text(key, name): checked_number(value, f"{name}.{str(key)[:40]}", low, high)
        for key, value in values.items()
    }


def _weights(expression: tuple[float, ...], names: tuple[str, ...]) -> dict[str, float]:
    padded = [*expression, *[0.0] * (len(names) - len(expression))]
    return dict(zip(names, padded, strict=False))


def _scaled(values: Mapping[str, float], by: float, limit: float) -> dict[str, float]:
    return {key: _cut(by * value, -limit, limit) for key, value in values.items()}


def _cut(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
