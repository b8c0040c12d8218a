"""What the skin needs of a bundle: template, trunk and statistics, without networks of torch."""

from dataclasses import dataclass
from pathlib import Path

from core.arrays import FloatArray
from core.bundles.manifest import Manifest
from core.geometry.template import Template
from core.models.part_statistics import PartStatistics
from core.models.trunk_arrays import TrunkArrays


@dataclass(frozen=True, eq=False)
class SkinBundle:
    """The part of `core.bundles.bundle.Bundle` that moves the template by codes.

    Attributes
    ----------
    folder : Path
        Where the rest is.
    id, sha256, manifest, template, statistics, jaw_twists
        As of `Bundle`.
    parts : TrunkArrays
        Answers for the template's vertices only.
    """

    folder: Path
    id: str
    sha256: str
    manifest: Manifest
    template: Template
    parts: TrunkArrays
    statistics: PartStatistics
    jaw_twists: FloatArray
