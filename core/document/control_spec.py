"""Which controls a face has, with their ranges: one source for the studio and the command line.

Nothing here knows widgets or option parsers; both build themselves from these values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.document.state import FaceState
from core.errors import EditError

COMPONENTS_SHOWN = 5
"""Components per part that get a slider; later ones carry little shape that people can name."""

COMPONENT_LIMIT = 3.0
"""Standard deviations to either side on a slider; 99.7 % of the population lies within."""

CODE_LIMIT = 6.0
"""Standard deviations beyond which no code is accepted: the model has seen nothing like it."""

THICKNESS_LIMIT_MM = 10.0
"""Largest change of soft-tissue thickness; more would move skin through bone in thin regions."""

SIZE_LIMITS = (0.7, 1.4)
"""Head size relative to the mean: from a small child's head to beyond the largest adult's."""

PART_TITLES: Mapping[str, str] = {
    "nose": "Nose",
    "eyes": "Eyes",
    "mouth": "Mouth",
    "remainder": "Rest",
}
"""What people read for each part."""

_SIDES = ("_left", "_right")


@dataclass(frozen=True)
class Control:
    """One number that a person can change.

    Attributes
    ----------
    key : str
        Address, as the command line writes it: ``nose.1``, ``cheek_left``, ``size``.
    title : str
        What people read.
    group : str
        Part name, ``expression``, ``thickness`` or ``size``.
    minimum, maximum, step, default : float
        Range, finest sensible step and neutral value.
    unit : str
        ``sd`` (standard deviations), ``mm`` or empty for a ratio.
    """

    key: str
    title: str
    group: str
    minimum: float
    maximum: float
    step: float
    default: float
    unit: str


def part_title(part: str) -> str:
    """Return what people read for a part; unknown names are capitalised.

    Parameters
    ----------
    part : str
        Name of the part.

    Returns
    -------
    str
        Capitalised.
    """
    return PART_TITLES.get(part, part.replace("_", " ").capitalize())


def region_title(region: str) -> str:
    """Return what people read for a thickness region: ``cheek_left`` is ``Cheek, left``.

    Parameters
    ----------
    region : str
        Name of the region.

    Returns
    -------
    str
        Capitalised.
    """
    for side in _SIDES:
        if region.endswith(side):
            return f"{region_title(region.removesuffix(side))}, {side[1:]}"
    return region.replace("_", " ").capitalize()


def expression_title(name: str) -> str:
    """Return what people read for an expression shape: ``mouthSmile_L`` is ``Mouth smile, left``.

    Parameters
    ----------
    name : str
        In ARKit's spelling.

    Returns
    -------
    str
        Capitalised words.
    """
    stem, _, side = name.partition("_")
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in stem).strip()
    sides = {"L": ", left", "R": ", right"}
    return words[:1].upper() + words[1:] + sides.get(side, f" {side}" if side else "")


def expression_controls(state: FaceState, names: Iterable[str]) -> tuple[Control, ...]:
    """Return one slider per expression shape, in the order given.

    Parameters
    ----------
    state : FaceState
        Tells the fitted expression, which is the default.
    names : iterable of str
        The shapes of the bundle: `HeadModel.expression_names`.

    Returns
    -------
    tuple of Control
        Weights from 0 to 1.
    """
    fitted = state.scan.fitted if state.scan is not None else None
    weights = () if fitted is None else fitted.expression
    return tuple(
        Control(
            key=f"expression.{name}",
            title=expression_title(name),
            group="expression",
            minimum=0.0,
            maximum=1.0,
            step=0.01,
            default=weights[index] if index < len(weights) else 0.0,
            unit="",
        )
        for index, name in enumerate(names)
    )


def component_controls(state: FaceState, part: str) -> tuple[Control, ...]:
    """Return the sliders of one part.

    Parameters
    ----------
    state : FaceState
        Tells how many components the part has.
    part : str
        One of `core.geometry.template.PARTS`.

    Returns
    -------
    tuple of Control
        At most `COMPONENTS_SHOWN`; the fit's value is the default where there was a fit.

    Raises
    ------
    EditError
        For an unknown part.
    """
    if part not in state.codes:
        raise EditError(f"There is no part {part!r}; choose one of {', '.join(state.codes)}.")
    count = min(COMPONENTS_SHOWN, len(state.codes[part]))
    return tuple(
        Control(
            key=f"{part}.{index + 1}",
            title=f"{part_title(part)} {index + 1}",
            group=part,
            minimum=-COMPONENT_LIMIT,
            maximum=COMPONENT_LIMIT,
            step=0.05,
            default=float(neutral_code(state, part)[index]),
            unit="sd",
        )
        for index in range(count)
    )


def neutral_code(state: FaceState, part: str) -> tuple[float, ...]:
    """Return the code that a reset goes back to: the fitted one, else the population's mean.

    Parameters
    ----------
    state : FaceState
        Any face.
    part : str
        One of its parts.

    Returns
    -------
    tuple of float
        Standard deviations, as many as the part has now.
    """
    length = len(state.codes[part])
    if state.scan is not None and state.scan.fitted is not None:
        fitted = state.scan.fitted.codes.get(part, ())
        if len(fitted) == length:
            return fitted
    return (0.0,) * length


def thickness_controls(regions: Iterable[str]) -> tuple[Control, ...]:
    """Return one slider per thickness region, in the order given.

    Parameters
    ----------
    regions : iterable of str
        Names of the template's thickness regions.

    Returns
    -------
    tuple of Control
        Millimetres to either side.
    """
    return tuple(
        Control(
            key=region,
            title=region_title(region),
            group="thickness",
            minimum=-THICKNESS_LIMIT_MM,
            maximum=THICKNESS_LIMIT_MM,
            step=0.1,
            default=0.0,
            unit="mm",
        )
        for region in regions
    )


def size_control(state: FaceState) -> Control:
    """Return the slider of the head's size; the fitted size is its default.

    Parameters
    ----------
    state : FaceState
        Tells the fitted size.

    Returns
    -------
    Control
        A ratio.
    """
    fitted = state.scan.fitted if state.scan is not None else None
    return Control(
        key="size",
        title="Head size",
        group="size",
        minimum=SIZE_LIMITS[0],
        maximum=SIZE_LIMITS[1],
        step=0.005,
        default=1.0 if fitted is None else fitted.size,
        unit="",
    )


def regions_named(name: str, regions: Iterable[str]) -> tuple[str, ...]:
    """Return the thickness regions that a name addresses.

    A region's own name addresses it; the name without its side, or the plural of that, addresses
    both sides: ``cheek`` and ``cheeks`` mean ``cheek_left`` and ``cheek_right``.

    Parameters
    ----------
    name : str
        What a person typed; hyphens and spaces count as underscores.
    regions : iterable of str
        Names of the template's regions.

    Returns
    -------
    tuple of str
        At least one region.

    Raises
    ------
    EditError
        When nothing bears the name; the message lists what does.
    """
    known = tuple(regions)
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    for candidate in (wanted, wanted.removesuffix("s"), wanted.removesuffix("es")):
        if candidate in known:
            return (candidate,)
        pair = tuple(candidate + side for side in _SIDES if candidate + side in known)
        if pair:
            return pair
    raise EditError(f"There is no region {name!r}; choose one of {', '.join(known)}.")
