"""Makes the shipped presets from edits, so that none is a number that nobody can explain.

``python packaging/make_presets.py`` writes ``resources/presets``. They name regions, bone and
expressions only, no codes of a model, so that they outlive any bundle.
"""

from collections.abc import Mapping

from app.presets import save_preset
from core.document.edit_clip import EditClip
from core.resources import resource_path

BOTH = ("left", "right")


def _pairs(values: Mapping[str, float], pattern: str) -> dict[str, float]:
    return {
        pattern.format(name=name, side=side): value
        for name, value in values.items()
        for side in BOTH
    }


def _smile(weights: Mapping[str, float]) -> dict[str, float]:
    return {f"{name}_{side}": value for name, value in weights.items() for side in "LR"}


PRESETS = (
    EditClip("Fuller cheeks", thickness=_pairs({"cheek": 3.0}, "{name}_{side}")),
    EditClip("Hollow cheeks", thickness=_pairs({"cheek": -3.0}, "{name}_{side}")),
    EditClip("Heavier, +4 kg/m²", build=4.0),
    EditClip("Lighter, -3 kg/m²", build=-3.0),
    EditClip("Chin 4 mm forward", bone={"chin.forward": 4.0}),
    EditClip("Jaw 5 mm forward", bone={"mandible.forward": 5.0}),
    EditClip("High cheekbones", bone=_pairs({"zygoma": 2.5}, "{name}_{side}.out")),
    EditClip(
        "Gentle smile",
        expression=_smile({"mouthSmile": 0.45, "cheekSquint": 0.2, "eyeSquint": 0.1}),
    ),
    EditClip(
        "Tired",
        expression=_smile({"eyeBlink": 0.25, "mouthFrown": 0.25, "browOuterUp": 0.1}),
        thickness=_pairs({"cheek": -1.0}, "{name}_{side}"),
    ),
)
"""Names and what they do; thickness and bone in mm."""


def main() -> None:
    """Write every shipped preset."""
    folder = resource_path("presets")
    for clip in PRESETS:
        save_preset(clip, folder=folder)


if __name__ == "__main__":
    main()
