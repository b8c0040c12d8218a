"""Draws one head off-screen with VTK: camera, light and materials of every still picture.

Works without a display. A head is drawn twice as large as asked and scaled down, which smooths
edges also where depth peeling rules out multisampling.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from app.shading import openness
from core.arrays import FloatArray
from core.errors import NasionError
from core.geometry.mesh import Mesh
from core.geometry.normals import vertex_normals

VIEWS = {
    "front": (0.0, 0.02, 1.0),
    "three-quarter": (-0.64, 0.06, 0.77),
    "profile": (-1.0, 0.0, 0.02),
}
"""Where the camera stands, from the head's middle, in the head frame; faces look to the right."""

_SUPERSAMPLING = 2
_VIEW_ANGLE_DEGREES = 18.0
"""Narrow, as a portrait lens from some metres: the nose does not swell."""
_MARGIN = 1.1
_PEELS = 6
_OUTLINE_OPACITY = 0.80
"""Of translucent skin where it turns away from the camera."""


@dataclass(frozen=True)
class Palette:
    """Colours of a picture; red, green, blue in 0 to 1."""

    top: tuple[float, float, float]
    bottom: tuple[float, float, float]
    text: tuple[int, int, int]
    faint: tuple[int, int, int]
    skin: tuple[float, float, float] = (0.90, 0.69, 0.58)
    bone: tuple[float, float, float] = (0.93, 0.88, 0.77)


DARK = Palette((0.20, 0.215, 0.235), (0.09, 0.097, 0.107), (236, 236, 232), (150, 155, 160))
LIGHT = Palette((0.975, 0.975, 0.97), (0.86, 0.865, 0.87), (38, 40, 44), (110, 115, 120))


@dataclass(frozen=True)
class Panel:
    """One view of one head.

    Attributes
    ----------
    skin : Mesh or None
        Head frame, mm.
    skull : Mesh or None
        Head frame, mm.
    view : str
        A key of `VIEWS`.
    title, subtitle : str
        Caption below the panel.
    skin_opacity : float
        1 draws opaque skin; less shows the skull through it, with the outline kept.
    skin_values : (n,) float64 or None
        Drawn as colour over the skin instead of the skin's own, NaN stays neutral.
    skin_colours : (n, 3) float64 or None
        The skin's own colours, 0 to 1.
    texture : Path or None
        A picture on a skin with texture coordinates.
    focus : (float, float, float) or None
        What the camera looks at, mm; None for the middle of what is drawn.
    """

    skin: Mesh | None
    skull: Mesh | None
    view: str = "front"
    title: str = ""
    subtitle: str = ""
    skin_opacity: float = 1.0
    skin_values: FloatArray | None = field(default=None, compare=False)
    skin_colours: FloatArray | None = field(default=None, compare=False)
    texture: Path | None = None
    focus: tuple[float, float, float] | None = None


def common_radius(panels: Sequence[Panel], size: tuple[int, int]) -> float:
    """Return half the height that every panel shows, mm, so that sizes can be compared.

    Parameters
    ----------
    panels : sequence of Panel
        All that stand beside each other.
    size : (int, int)
        Width and height of each, pixels.

    Returns
    -------
    float
        Millimetres.

    Raises
    ------
    NasionError
        When no panel has anything to draw.
    """
    aspect = size[0] / size[1]
    needed = [0.0]
    for panel in panels:
        mesh = panel.skin or panel.skull
        if mesh is not None and mesh.vertex_count:
            _, right, up = _camera_axes(panel.view)
            seen = mesh.vertices @ np.stack([right / aspect, up], axis=1)
            needed.append(float(np.ptp(seen, axis=0).max()) / 2.0)
    if max(needed) <= 0.0:
        raise NasionError("There is nothing to draw; give a head with skin or skull.")
    return max(needed) * _MARGIN


def _camera_axes(view: str) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return unit vectors towards the camera, to the right of the picture and up in it."""
    forward = np.array(VIEWS[view]) / np.linalg.norm(VIEWS[view])
    right = np.cross([0.0, 1.0, 0.0], forward)
    right /= np.linalg.norm(right)
    return forward, right, np.cross(forward, right)


def draw_head(panel: Panel, size: tuple[int, int], palette: Palette, radius: float) -> Image.Image:
    """Return one head over a transparent background.

    Parameters
    ----------
    panel : Panel
        What to draw.
    size : (int, int)
        Width and height, pixels.
    palette : Palette
        Colours of skin and bone.
    radius : float
        Half the height that the picture shows, mm.

    Returns
    -------
    PIL.Image.Image
        Red, green, blue, opacity.

    Raises
    ------
    NasionError
        When nothing can be drawn off-screen on this machine.
    """
    import pyvista  # takes half a second: only when something is drawn
    from vtkmodules.vtkCommonCore import vtkLogger

    pyvista.global_theme.multi_samples = 0  # depth peeling and multisampling exclude each other
    # Without a display VTK first complains that there is none, then draws all the same.
    vtkLogger.SetStderrVerbosity(vtkLogger.VERBOSITY_ERROR)
    scale = _SUPERSAMPLING
    try:
        plotter = pyvista.Plotter(
            off_screen=True, window_size=[size[0] * scale, size[1] * scale], lighting="none"
        )
    except (RuntimeError, OSError) as error:
        raise NasionError(
            "No picture can be drawn on this machine; run 'nasion doctor' to see what is missing."
        ) from error
    try:
        plotter.set_background("black")
        _place_camera(plotter, panel, radius)
        for light in _lights(panel.view):
            plotter.add_light(light)
        if panel.skull is not None:
            _add_skull(plotter, panel.skull, palette)
        if panel.texture is not None:
            _add_textured_skin(plotter, panel)
        elif panel.skin is not None:
            _add_skin(plotter, panel, palette)
        if panel.skin_opacity < 1.0:
            plotter.enable_depth_peeling(_PEELS, 0.0)
        plotter.render()
        pixels = np.asarray(plotter.screenshot(None, transparent_background=True, return_img=True))
    finally:
        plotter.close()
    # VTK blends over transparent black: what it returns is multiplied by its opacity already.
    drawn = (size[0] * scale, size[1] * scale)
    picture = Image.frombytes("RGBa", drawn, np.ascontiguousarray(pixels).tobytes())
    return picture.resize(size, Image.Resampling.BOX).convert("RGBA")


def _place_camera(plotter: Any, panel: Panel, radius: float) -> None:
    mesh = panel.skin or panel.skull
    vertices = mesh.vertices if mesh is not None else np.zeros((1, 3))
    axes = np.stack(_camera_axes(panel.view))
    seen = vertices @ axes.T
    middle = axes.T @ (seen.min(axis=0) + seen.max(axis=0)) / 2.0
    if panel.focus is not None:
        middle = np.array(panel.focus)
    distance = radius / np.tan(np.radians(_VIEW_ANGLE_DEGREES / 2.0))
    camera = plotter.camera
    camera.position = tuple(middle + axes[0] * distance)
    camera.focal_point = tuple(middle)
    camera.up = (0.0, 1.0, 0.0)
    camera.view_angle = _VIEW_ANGLE_DEGREES
    camera.clipping_range = (distance - 4.0 * radius, distance + 4.0 * radius)


def _lights(view: str) -> list[Any]:
    """Return a warm key, a cool fill and a rim light that stand still relative to the camera."""
    import pyvista

    forward, right, up = _camera_axes(view)
    places = (
        (0.75 * forward + 0.55 * right + 0.75 * up, (1.0, 0.955, 0.90), 0.78),
        (0.90 * forward - 0.95 * right + 0.05 * up, (0.80, 0.88, 1.0), 0.32),
        (-0.85 * forward - 0.45 * right + 0.60 * up, (1.0, 1.0, 1.0), 0.55),
        (1.0 * forward - 0.1 * up, (1.0, 1.0, 1.0), 0.16),
    )
    return [
        pyvista.Light(
            position=tuple(place * 1000.0),
            focal_point=(0.0, 0.0, 0.0),
            color=colour,
            intensity=intensity,
            light_type="scene light",
        )
        for place, colour, intensity in places
    ]


def _surface(mesh: Mesh) -> Any:
    import pyvista

    surface = pyvista.PolyData.from_regular_faces(mesh.vertices, mesh.faces)
    surface.point_data["Normals"] = vertex_normals(mesh.vertices, mesh.faces)
    surface.point_data.active_normals_name = "Normals"
    return surface


def _add_skull(plotter: Any, skull: Mesh, palette: Palette) -> None:
    surface = _surface(skull)
    shade = (0.30 + 0.70 * openness(skull))[:, None]
    # Hollows turn warmer as well as darker, as bone does.
    tint = np.array(palette.bone) ** (1.0 + 0.9 * (1.0 - shade))
    surface.point_data["colour"] = colour_bytes(tint * shade)
    plotter.add_mesh(
        surface, scalars="colour", rgb=True, smooth_shading=True, ambient=0.10, diffuse=0.95,
        specular=0.12, specular_power=18,
    )  # fmt: skip


def _add_skin(plotter: Any, panel: Panel, palette: Palette) -> None:
    skin = panel.skin
    if skin is None:
        return
    surface = _surface(skin)
    colour = np.tile(palette.skin, (skin.vertex_count, 1))
    if panel.skin_colours is not None:
        colour = panel.skin_colours
    if panel.skin_values is not None:
        colour = _coloured(panel.skin_values, colour)
    opacity = np.ones(skin.vertex_count)
    if panel.skin_opacity < 1.0:
        normal = np.asarray(surface.point_data["Normals"])
        facing = np.abs(normal @ _camera_axes(panel.view)[0])
        # Glass-like: clear where it is looked at squarely, dense towards the outline.
        opacity = (
            panel.skin_opacity + (_OUTLINE_OPACITY - panel.skin_opacity) * (1.0 - facing) ** 2.2
        )
    else:
        colour = colour * (0.55 + 0.45 * openness(skin))[:, None]
    surface.point_data["colour"] = colour_bytes(np.column_stack([colour, opacity]))
    plotter.add_mesh(
        surface, scalars="colour", rgb=True, smooth_shading=True, ambient=0.12, diffuse=0.88,
        specular=0.16, specular_power=14, culling=False,
    )  # fmt: skip


def _add_textured_skin(plotter: Any, panel: Panel) -> None:
    """Draw the skin under its picture; a vertex is drawn once for each of its texture places."""
    import pyvista

    skin = panel.skin
    if skin is None or skin.uv is None or panel.texture is None:
        raise NasionError("This scan has no texture coordinates; draw it without its picture.")
    corners = skin.faces if skin.uv_faces is None else skin.uv_faces
    pairs = np.column_stack([skin.faces.ravel(), corners.ravel()])
    pairs, place = np.unique(pairs, axis=0, return_inverse=True)
    surface = pyvista.PolyData.from_regular_faces(skin.vertices[pairs[:, 0]], place.reshape(-1, 3))
    normals = vertex_normals(skin.vertices, skin.faces)
    surface.point_data["Normals"] = normals[pairs[:, 0]]
    surface.point_data.active_normals_name = "Normals"
    surface.active_texture_coordinates = skin.uv[pairs[:, 1]]
    with Image.open(panel.texture) as picture:
        texture = pyvista.Texture(np.asarray(picture.convert("RGB")))
    texture.interpolate = True
    texture.mipmap = True
    plotter.add_mesh(
        surface, texture=texture, smooth_shading=True, ambient=0.30, diffuse=0.85, specular=0.05,
        specular_power=14,
    )  # fmt: skip


def _coloured(values: FloatArray, neutral: FloatArray) -> FloatArray:
    """Return blue for less, the neutral colour for no change and red for more, at common reach."""
    reach = float(np.nanmax(np.abs(values), initial=0.0)) or 1.0
    share = np.nan_to_num(values / reach)[:, None]
    ends = np.where(share > 0, np.array([0.80, 0.16, 0.14]), np.array([0.16, 0.36, 0.80]))
    return neutral + np.abs(share) * (ends - neutral)


def colour_bytes(colours: FloatArray) -> "np.ndarray[Any, np.dtype[np.uint8]]":
    """Return colours in 0 to 1 as bytes, rounded; what is out of range is cut off."""
    return (np.clip(colours, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)
