"""Presets of lights that move with the camera."""

from dataclasses import dataclass

from vtkmodules.vtkRenderingCore import vtkLight, vtkRenderer

from app.theme import Colour
from app.translation import mark


@dataclass(frozen=True)
class Lamp:
    """One light.

    Attributes
    ----------
    place : (float, float, float)
        Relative to the camera: right, up, towards it.
    colour : Colour
        Its colour.
    intensity : float
        Its strength.
    """

    place: tuple[float, float, float]
    colour: Colour
    intensity: float


@dataclass(frozen=True)
class Lighting:
    """A set of lights.

    Attributes
    ----------
    key : str
        By which it is remembered.
    title, tip : str
        What people read; English.
    lamps : tuple of Lamp
        The lights.
    """

    key: str
    title: str
    tip: str
    lamps: tuple[Lamp, ...]


_WHITE: Colour = (1.0, 1.0, 1.0)

LIGHTINGS = (
    Lighting(
        "studio",
        mark("Studio"),
        mark("Key, fill and rim light, as for a portrait"),
        (
            Lamp((0.75, 0.80, 0.85), (1.0, 0.965, 0.92), 0.86),
            Lamp((-1.05, 0.05, 0.80), (0.84, 0.90, 1.0), 0.40),
            Lamp((-0.55, 0.65, -0.85), _WHITE, 0.60),
            Lamp((0.0, -0.10, 1.0), _WHITE, 0.20),
        ),
    ),
    Lighting(
        "soft",
        mark("Soft"),
        mark("Even light from all sides in front: little shadow"),
        (
            Lamp((0.9, 0.5, 1.0), _WHITE, 0.42),
            Lamp((-0.9, 0.5, 1.0), _WHITE, 0.42),
            Lamp((0.0, -0.8, 0.9), _WHITE, 0.28),
            Lamp((0.0, 0.9, 0.5), _WHITE, 0.30),
        ),
    ),
    Lighting(
        "clinical",
        mark("Clinical"),
        mark("Straight from the front, as a ring flash: compare without shadows"),
        (Lamp((0.0, 0.0, 1.0), _WHITE, 0.95), Lamp((0.0, 0.5, 0.8), _WHITE, 0.12)),
    ),
    Lighting(
        "raking",
        mark("Raking"),
        mark("Low from one side: shows every unevenness"),
        (Lamp((-1.0, 0.35, 0.12), (1.0, 0.98, 0.95), 1.05), Lamp((0.6, 0.1, 0.9), _WHITE, 0.14)),
    ),
    Lighting(
        "dramatic",
        mark("Dramatic"),
        mark("One strong light from above, a cool rim behind"),
        (
            Lamp((0.45, 1.0, 0.55), (1.0, 0.94, 0.86), 1.05),
            Lamp((-0.8, 0.3, -0.8), (0.75, 0.85, 1.0), 0.85),
        ),
    ),
)  # fmt: skip
"""The presets; the first is the one at first."""


def light_up(renderer: vtkRenderer, key: str) -> None:
    """Replace all lights of a scene by a preset.

    Parameters
    ----------
    renderer : vtkRenderer
        The scene.
    key : str
        Of `LIGHTINGS`; the first where there is none of that key.
    """
    lighting = next((one for one in LIGHTINGS if one.key == key), LIGHTINGS[0])
    renderer.RemoveAllLights()
    for lamp in lighting.lamps:
        light = vtkLight()
        light.SetLightTypeToCameraLight()
        light.SetPosition(*lamp.place)
        light.SetDiffuseColor(*lamp.colour)
        light.SetSpecularColor(*lamp.colour)
        light.SetIntensity(lamp.intensity)
        renderer.AddLight(light)
