"""A loaded bundle: one template, its networks and its statistics."""

from dataclasses import dataclass

from core.arrays import FloatArray
from core.bundles.manifest import Manifest
from core.geometry.template import Template
from core.models.aim import AimNetwork
from core.models.part_statistics import PartStatistics
from core.models.parts import PartsModel
from core.models.skull import SkullPredictor

HEAD_FILES = ("parts.safetensors", "template.safetensors", "statistics.safetensors")
"""Files that make the skin: its networks, its template, its population."""


@dataclass(frozen=True, eq=False)
class Bundle:
    """Everything that turns codes into a head.

    Attributes
    ----------
    id : str
        Name of its folder.
    sha256 : str
        Hash of its manifest, which holds the hashes of the rest.
    manifest : Manifest
        What it says of itself.
    template : Template
        The mean head.
    parts : PartsModel
        Networks, in evaluation mode on the CPU.
    statistics : PartStatistics
        How parts go together.
    skull : SkullPredictor
        Skull from skin.
    jaw_twists : (E, 6) float64
        How each expression moves the mandible; see `core.models.jaw`.
    aim : AimNetwork or None
        The template AIM; None in bundles that have none.
    """

    id: str
    sha256: str
    manifest: Manifest
    template: Template
    parts: PartsModel
    statistics: PartStatistics
    skull: SkullPredictor
    jaw_twists: FloatArray
    aim: AimNetwork | None = None
