"""The pictures of a report, each drawn on its own so that a window can breathe between them."""

from collections.abc import Iterator, Mapping

import numpy as np
from PIL import Image

from app.off_screen import LIGHT, Panel, common_radius, draw_head
from app.report.facts import ReportFacts
from app.translation import mark, tr
from app.viewport.colouring import ASYMMETRY_MM, Scale, ramp
from core.arrays import FloatArray
from core.geometry.normals import vertex_normals

PIXELS = (620, 760)
"""Of one picture: 280 a inch where three stand beside each other."""
VIEWS = ("front", "three-quarter", "profile")
_UNCERTAINTY_MM = 4.0
_CHANGE_REACHES_MM = (1.0, 2.0, 5.0, 10.0)
_NEUTRAL = (0.80, 0.79, 0.78)
_GLASS = 0.28
TITLES = {
    "front": mark("Front"),
    "three-quarter": mark("Three-quarter"),
    "profile": mark("Profile"),
}
Pictures = Mapping[str, Image.Image]
"""By key, such as ``skin-front``; transparent around the head."""


def change_scale(facts: ReportFacts) -> Scale:
    """Return the scale of the map of changes: the least of few fixed ones that holds 99 %.

    Parameters
    ----------
    facts : ReportFacts
        With a comparison.
    """
    values = np.abs(change_of(facts)[facts.face])
    largest = float(np.percentile(values[np.isfinite(values)], 99.0)) if len(values) else 0.0
    reach = next((one for one in _CHANGE_REACHES_MM if one >= largest), _CHANGE_REACHES_MM[-1])
    return Scale(tr("Change [mm]"), -reach, reach, diverging=True)


def uncertainty_scale() -> Scale:
    """Return the scale of the skull's deviation."""
    return Scale(tr("Standard deviation [mm]"), 0.0, _UNCERTAINTY_MM)


def asymmetry_scale() -> Scale:
    """Return the scale of a face's distance to its own mirror image."""
    return Scale(tr("Asymmetry [mm]"), -ASYMMETRY_MM, ASYMMETRY_MM, diverging=True)


def change_of(facts: ReportFacts) -> FloatArray:
    """Return how far every vertex moved outwards, mm (n,)."""
    assert facts.before is not None
    normals = vertex_normals(facts.skin.vertices, facts.skin.faces)
    moved: FloatArray = np.einsum("ij,ij->i", facts.skin.vertices - facts.before.vertices, normals)
    return moved


def panels(facts: ReportFacts) -> dict[str, Panel]:
    """Return what is drawn, by key.

    Parameters
    ----------
    facts : ReportFacts
        The report's.
    """
    skin, skull = facts.skin, facts.skull
    found = {f"skin-{view}": Panel(skin, None, view) for view in VIEWS}
    found |= {f"glass-{view}": Panel(skin, skull, view, skin_opacity=_GLASS) for view in VIEWS}
    if facts.before is not None:
        colours = _coloured(change_of(facts), change_scale(facts))
        for view in ("three-quarter", "profile"):
            found[f"before-{view}"] = Panel(facts.before, None, view)
        for view in ("front", "profile"):
            found[f"change-{view}"] = Panel(skin, None, view, skin_colours=colours)
    colours = _coloured(facts.skull_std, uncertainty_scale())
    for view in VIEWS:
        found[f"skull-{view}"] = Panel(skull, None, view, skin_colours=colours)
    if facts.visits:
        for one in facts.visits[-1].poses:
            colours = _coloured(one.asymmetry.signed, asymmetry_scale())
            face = skin.with_vertices(one.pose.vertices)
            found[f"palsy-{one.pose.name}"] = Panel(face, None, "front", skin_colours=colours)
    return found


def draw_each(facts: ReportFacts) -> Iterator[tuple[str, Image.Image, float]]:
    """Yield the pictures one by one, all at one scale; on the thread that may draw.

    Parameters
    ----------
    facts : ReportFacts
        The report's.

    Yields
    ------
    key : str
        Of the picture.
    picture : PIL.Image.Image
        Transparent around the head.
    done : float
        Share of the pictures that are drawn, 0 to 1.

    Raises
    ------
    NasionError
        When nothing can be drawn off-screen on this machine.
    """
    wanted = panels(facts)
    radius = common_radius(list(wanted.values()), PIXELS)
    for number, (key, panel) in enumerate(wanted.items(), start=1):
        yield key, draw_head(panel, PIXELS, LIGHT, radius), number / len(wanted)


def _coloured(values: FloatArray, scale: Scale) -> FloatArray:
    share = np.clip((values - scale.low) / (scale.high - scale.low), 0.0, 1.0)
    colours = np.tile(np.array(_NEUTRAL), (len(values), 1))
    known = np.isfinite(values)
    colours[known] = ramp(scale, share[known])
    return colours
