"""What a bundle says of itself: versions, sizes, hashes, licences, measured accuracy."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FORMAT_VERSION = 1
"""Bundles of another format are refused."""
SHIPPED_BUNDLE = "nasion-3"
"""The bundle that new documents use."""


class Frozen(BaseModel):
    """Base of the manifest's records: immutable, unknown names refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PartsRecord(Frozen):
    """Configuration of the parts model; the fields of `core.models.parts.PartsConfig`."""

    code_sizes: dict[str, int]
    trunk_width: int
    trunk_layers: int
    trunk_frequency: float
    trunk_features: int = 0
    expressions: int = 0
    lip_sides: bool = False
    sdf_width: int
    sdf_layers: int
    sdf_frequency: float
    inverse_steps: int


class AimRecord(Frozen):
    """Configuration of the template AIM; the fields of `core.models.aim.AimConfig`.

    `check` holds what its networks answered at `core.bundles.aim_file.CHECK_VERTICES` of the
    template when they were written: bone point, thickness, mm, and jaw weight.
    """

    hidden: int
    layers: int
    activation: Literal["sine", "relu", "gelu"]
    frequency: float
    persons: int
    expressions: int
    check: list[float]


class SelfCheck(Frozen):
    """Points whose field values a loaded bundle must reproduce.

    `seed` draws the person; `points` are head coordinates, mm; `values` signed distances, mm.
    """

    seed: int
    points: list[tuple[float, float, float]]
    values: list[float]
    tolerance: float = 0.02


class Manifest(Frozen):
    """The whole of ``manifest.json``.

    Attributes are what their names say; lengths in mm. `lipschitz` bounds how fast the field's
    value changes per millimetre over `bounds` for heads within three deviations, with margin.
    `files` maps each other file of the bundle to its SHA-256. `accuracy` holds measured figures,
    each with the command that measured it. `aim` is absent from bundles without a template AIM.
    """

    format_version: int
    id: str
    architecture: Literal["forward-field"]
    parts: PartsRecord
    units: Literal["mm"] = "mm"
    bounds: tuple[tuple[float, float, float], tuple[float, float, float]]
    lipschitz: float = Field(gt=0.0)
    landmarks: dict[str, int]
    skull_landmarks: dict[str, int]
    expression_names: tuple[str, ...] = ()
    files: dict[str, str]
    licence: str
    sources: list[str]
    training: str
    accuracy: dict[str, float]
    self_check: SelfCheck
    aim: AimRecord | None = None
