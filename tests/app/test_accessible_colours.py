"""Writing has the contrast of WCAG 2.2 AA, and colour maps can be read by colour-blind people."""

import itertools
import re

import numpy as np
import pytest

from app.theme import BONE, DARK, LIGHT, REAL_BONE, SCAN, SKIN, Theme, style_sheet
from app.viewport.colouring import Scale, ramp
from core.arrays import FloatArray

# Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009), severity 1, on linear red, green and blue.
SIGHT = {
    "trichromat": np.eye(3),
    "protanope": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "deuteranope": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "tritanope": np.array([
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip
TEXT, WIDGET = 4.5, 3.0
"""Least contrast of writing, and of what shows a control's state or focus."""
PAIRS = {
    TEXT: {
        "text": ("window", "panel", "field", "hover"),
        "faint": ("window", "panel", "field", "hover"),
        "warning": ("window", "panel", "field"),
        "accent_text": ("accent",),
        "view_text": ("view_top", "view_bottom"),
    },
    WIDGET: {"accent": ("window", "panel", "field", "hover"), "faint": ("groove",)},
}
SCALES = {"sequential": Scale("", 0.0, 1.0), "diverging": Scale("", -1.0, 1.0, diverging=True)}


def linear(colours: FloatArray) -> FloatArray:
    return np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    parts = np.array([int(colour[at : at + 2], 16) / 255.0 for at in (1, 3, 5)])
    return float(linear(parts) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(colours: FloatArray, sight: str) -> FloatArray:
    """Return CIE L*a*b* (D65) of colours as somebody sees them."""
    seen = np.clip(linear(np.asarray(colours)) @ SIGHT[sight].T, 0.0, 1.0)
    to_xyz = np.array([
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ])  # fmt: skip
    xyz = seen @ to_xyz.T / [0.95047, 1.0, 1.08883]
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16.0) / 116.0)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], 1)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_writing_has_enough_contrast(theme: Theme) -> None:
    weak = [
        f"{front} on {back}: {contrast(getattr(theme, front), getattr(theme, back)):.2f}"
        for least, pairs in PAIRS.items()
        for front, backs in pairs.items()
        for back in backs
        if contrast(getattr(theme, front), getattr(theme, back)) < least
    ]
    assert not weak


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_style_uses_no_colour_beside_the_theme(theme: Theme) -> None:
    used = set(re.findall(r"#[0-9a-f]{6}\b", style_sheet(theme)))
    assert used <= {value for value in vars(theme).values() if value.startswith("#")}


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("sight", SIGHT)
def test_sequential_map_grows_in_lightness_for_everybody(sight: str) -> None:
    light = lab(ramp(SCALES["sequential"], np.linspace(0.0, 1.0, 33)), sight)[:, 0]
    assert (np.diff(light) > 0.4).all()
    assert light[-1] - light[0] > 60.0


@pytest.mark.parametrize("sight", SIGHT)
def test_diverging_map_tells_more_from_less_for_everybody(sight: str) -> None:
    shares = np.linspace(0.0, 1.0, 41)
    seen = lab(ramp(SCALES["diverging"], shares), sight)
    assert (np.diff(seen[:21, 0]) > 0.0).all()
    assert (np.diff(seen[20:, 0]) < 0.0).all()
    apart = np.linalg.norm(seen - seen[::-1], axis=1)
    assert apart[[0, -1]].min() > 30.0
    far = np.abs(shares - 0.5) >= 0.125  # a quarter of the way from the middle to an end
    assert apart[far].min() > 8.0


@pytest.mark.parametrize("sight", SIGHT)
def test_layers_differ_for_everybody(sight: str) -> None:
    tones = {"skin": SKIN, "bone": BONE, "scan": SCAN, "CT": REAL_BONE}
    seen = dict(zip(tones, lab(np.array(list(tones.values())), sight), strict=True))
    near = [
        (one, other, round(float(np.linalg.norm(seen[one] - seen[other])), 1))
        for one, other in itertools.combinations(tones, 2)
        if np.linalg.norm(seen[one] - seen[other]) < 10.0
    ]
    assert not near
