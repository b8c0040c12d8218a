"""What colour each vertex has: a plain tone or a value on a scale, darkened in hollows.

Plain arithmetic on arrays; no VTK, no Qt.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.surfaces import COLOUR_UNITS, ColourBy, SingleArray, Surface
from app.theme import Colour
from app.translation import tr
from core.arrays import FloatArray

ByteArray = npt.NDArray[np.uint8]

_SEQUENTIAL = np.array(
    [
        (0.165, 0.180, 0.420),
        (0.155, 0.400, 0.560),
        (0.220, 0.600, 0.560),
        (0.560, 0.770, 0.440),
        (0.975, 0.900, 0.400),
    ]
)
"""Dark blue over green to yellow: lightness only grows, so it also reads in grey."""

_DIVERGING = np.array(
    [
        (0.150, 0.330, 0.680),
        (0.530, 0.690, 0.870),
        (0.930, 0.925, 0.915),
        (0.930, 0.610, 0.500),
        (0.700, 0.130, 0.170),
    ]
)
"""Blue for less, grey-white for none, red for more."""

DIFFERENCE_MM = 5.0
"""Ends of the scale of an inferred skull's difference to the real one: always the same, so that
people can be compared."""

ASYMMETRY_MM = 3.0
"""Ends of the scale of asymmetry, for the same reason."""

EXPECTED_MM = 6.0
"""End of the scale of a photograph's error: the back of the head, of which it tells nothing, would
take all colours from the face."""

UNCERTAINTY_MM = 4.0
"""End of the scale of the skull's deviation, unless it is larger."""

_NO_VALUE: Colour = (0.46, 0.46, 0.47)
"""Where there is nothing to tell, such as no bone beneath."""

_LEAST_LIGHT = 0.60
"""Share of the light in the deepest hollow; less looks dirty on skin."""


@dataclass(frozen=True)
class Scale:
    """What the colours of values mean.

    Attributes
    ----------
    title : str
        For the scalar bar, with its unit.
    low, high : float
        Values at the ends, mm.
    diverging : bool
        Whether zero lies in the middle.
    """

    title: str
    low: float
    high: float
    diverging: bool = False


def scale_for(colour: ColourBy, values: FloatArray) -> Scale:
    """Return a scale with round ends that holds most of some values.

    Parameters
    ----------
    colour : ColourBy
        What the values are.
    values : (n,) float64
        mm; NaN is ignored.

    Returns
    -------
    Scale
        From zero to the 94th percentile, rounded outwards; single thick spots are cut off. A
        difference to a CT, a photograph's error and a jaw weight always have the same ends, a
        place reaches from the hindmost to the foremost.
    """
    finite = values[np.isfinite(values)]
    title = f"{tr(colour.value)} [{tr(COLOUR_UNITS.get(colour, 'mm'))}]"
    if not len(finite):
        return Scale(title, 0.0, 1.0)
    if colour is ColourBy.DIFFERENCE:
        return Scale(title, -DIFFERENCE_MM, DIFFERENCE_MM, diverging=True)
    if colour is ColourBy.ASYMMETRY:
        return Scale(title, -ASYMMETRY_MM, ASYMMETRY_MM, diverging=True)
    if colour is ColourBy.EXPECTED:
        return Scale(title, 0.0, EXPECTED_MM)
    if colour is ColourBy.ANATOMY_JAW:
        return Scale(title, 0.0, 1.0)
    if colour is ColourBy.ANATOMY_BONE:
        low, high = np.percentile(finite, [3.0, 99.0])
        return Scale(title, float(np.floor(low / 10.0) * 10.0), float(np.ceil(high / 10.0) * 10.0))
    if colour is ColourBy.CHANGE:
        reach = _round_up(float(np.abs(finite).max(initial=0.0)))
        return Scale(title, -reach, reach, diverging=True)
    high = float(np.percentile(finite, 94.0))
    if colour is ColourBy.UNCERTAINTY and high <= UNCERTAINTY_MM:
        return Scale(title, 0.0, UNCERTAINTY_MM)
    return Scale(title, 0.0, _round_up(high))


def _round_up(value: float) -> float:
    """Return the next of 1, 2, 3, 5 times a power of ten, at least a tenth of a millimetre."""
    value = max(value, 0.1)
    power = 10.0 ** np.floor(np.log10(value))
    for step in (1.0, 2.0, 3.0, 5.0, 10.0):
        if value <= step * power * (1.0 + 1e-9):
            return float(step * power)
    return float(10.0 * power)


def ramp(scale: Scale, shares: FloatArray) -> FloatArray:
    """Return colours along a scale.

    Parameters
    ----------
    scale : Scale
        Which ramp.
    shares : (n,) float64
        0 at its low end, 1 at its high end.

    Returns
    -------
    (n, 3) float64
        Red, green, blue; 0 to 1.
    """
    anchors = _DIVERGING if scale.diverging else _SEQUENTIAL
    places = np.linspace(0.0, 1.0, len(anchors))
    return np.stack([np.interp(shares, places, anchors[:, one]) for one in range(3)], axis=1)


def vertex_colours(
    surface: Surface, tone: Colour, values: FloatArray | None, scale: Scale | None
) -> ByteArray:
    """Return the colour of every vertex.

    Parameters
    ----------
    surface : Surface
        Its shade darkens hollows.
    tone : Colour
        Plain colour.
    values : (n,) or (n, 3) float64 or None
        mm, or colours themselves; None for the plain colour.
    scale : Scale or None
        Of the values.

    Returns
    -------
    (n, 3) uint8
        Red, green, blue.
    """
    count = len(surface.vertices)
    if values is not None and values.ndim == 2:
        # A photograph has its own light and shade.
        return (np.clip(values, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)
    colours = np.tile(np.array(tone), (count, 1))
    if values is not None and scale is not None:
        share = (values - scale.low) / (scale.high - scale.low)
        known = np.isfinite(values)
        colours = np.tile(np.array(_NO_VALUE), (count, 1))
        colours[known] = ramp(scale, share[known])
    if surface.shade is not None and len(surface.shade) == count:
        colours = _shaded(colours, surface.shade)
    return (np.clip(colours, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)


def _shaded(colours: FloatArray, shade: SingleArray) -> FloatArray:
    """Return colours darker, and a little warmer, where less light comes in."""
    light = (_LEAST_LIGHT + (1.0 - _LEAST_LIGHT) * shade.astype(np.float64))[:, None]
    shaded: FloatArray = np.power(colours, 1.0 + 0.5 * (1.0 - light)) * light
    return shaded
