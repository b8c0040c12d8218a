"""`nasion photo`: one or more photographs of a face become a project with a skull."""

import re
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import heads
from app.commands.output import JsonOption, emit_facts, emit_json, progress, say
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.document.project_file import Project
    from core.imaging.photo_file import Photo
    from core.inference.head import HeadModel
    from core.inference.photo_head import PhotoHead, PhotoReader, PhotoShot
    from core.inference.photo_landmarks import Face

_FOCAL = re.compile(r"(\d+(?:\.\d+)?)\s*(mm|px)")


class Method(StrEnum):
    """How the head is found."""

    MORPHABLE = "morphable"
    DETAIL = "detail"
    HYBRID = "hybrid"


def photo(
    faces: Annotated[
        list[Path],
        typer.Argument(help="JPEG, PNG, WebP, TIFF or BMP; several show one person."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The .nasion project to write.")],
    *,
    method: Annotated[
        Method | None, typer.Option(help="How the head is found; the best measured by default.")
    ] = None,
    focal: Annotated[
        str | None,
        typer.Option(
            help="Focal length: 50mm for full frame, or 3200px of the upright picture; by default "
            "the camera's note, else a likely one."
        ),
    ] = None,
    eye_distance: Annotated[
        float | None,
        typer.Option(
            min=30.0, max=100.0, help="Distance of the pupils, mm; without it the size is likely."
        ),
    ] = None,
    face: Annotated[
        list[int] | None,
        typer.Option(
            min=1,
            help="Which face, the largest first, where a photograph shows several; once for all, "
            "or once per photograph.",
        ),
    ] = None,
    neutral: Annotated[bool, typer.Option("--neutral", help="Every face is at rest.")] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the photographs and their colours in the project.")
    ] = False,
    obj: Annotated[
        Path | None, typer.Option(help="Skin to write too: OBJ, STL or PLY, head frame, mm.")
    ] = None,
    overlay: Annotated[
        Path | None, typer.Option(help="PNG of the photograph with the fitted head over it.")
    ] = None,
    json_output: JsonOption = False,
) -> None:
    """Fit a head to photographs of one face; its skull, thickness and parts can then be edited.

    One photograph does not tell how large the head is, nor how far the features stand out, nor what
    its hidden side looks like: what is likely stands there instead. The expected error is printed,
    and kept in the project for every place of the skin.
    """
    begun = time.perf_counter()
    with progress("Loading the models") as monitor:
        model = heads.head_model()
        wanted = _Wanted(method, focal, eye_distance, face or [], neutral=neutral, keep=keep)
        project, head, shots = _fitted(faces, wanted, model, monitor)
    _write(project, head, shots, model, output, obj, overlay)
    facts = _facts(project, head, model, output, time.perf_counter() - begun)
    if json_output:
        emit_json({**facts, "notes": list(head.notes)})
        return
    for note in head.notes:
        say(note)
    emit_facts(facts, title=f"Fitted {', '.join(path.name for path in faces)}")


class _Wanted:
    """What was asked for on the command line."""

    def __init__(
        self,
        method: Method | None,
        focal: str | None,
        distance: float | None,
        numbers: list[int],
        *,
        neutral: bool,
        keep: bool,
    ) -> None:
        self.method, self.distance, self.numbers = method, distance, numbers
        self.neutral, self.keep = neutral, keep
        self._focal = None if focal is None else _FOCAL.fullmatch(focal.strip().lower())
        if focal is not None and self._focal is None:
            raise typer.BadParameter(
                f"{focal!r} is no focal length; write 50mm (full frame) or 3200px.",
                param_hint="--focal",
            )

    def focal(self, photo: "Photo") -> float | None:
        """Return the focal length in pixels of a photograph; None to take its own."""
        from core.imaging.photo_file import FULL_FRAME

        if self._focal is None:
            return None
        number, unit = float(self._focal[1]), self._focal[2]
        return number if unit == "px" else number / FULL_FRAME * max(photo.picture.shape[:2])

    def number(self, index: int) -> int | None:
        """Return which face is meant in a photograph; None where nobody said."""
        if not self.numbers:
            return None
        return self.numbers[min(index, len(self.numbers) - 1)]


def _fitted(
    paths: list[Path], wanted: _Wanted, model: "HeadModel", monitor: Monitor
) -> tuple["Project", "PhotoHead", list["PhotoShot"]]:
    from core.imaging.photo_file import read_photo
    from core.inference.photo_head import BEST, PhotoMethod, PhotoShot
    from core.inference.photo_project import PhotoFile, photo_project

    begun = time.perf_counter()
    reader = heads.photo_reader(model)
    shots = []
    for index, path in enumerate(paths):
        share = 0.5 / len(paths)
        part = monitor.part(index * share, (index + 1) * share)
        photo = read_photo(path)
        found = _chosen(reader, photo, wanted.number(index), part)
        shots.append(PhotoShot(photo, found, wanted.focal(photo), wanted.neutral))
    method = BEST if wanted.method is None else PhotoMethod(wanted.method.value)
    head = reader.fit(shots, method, distance=wanted.distance, monitor=monitor.part(0.5, 0.9))
    monitor.report(0.9, "Writing the project")
    project = photo_project(
        model,
        head,
        shots,
        [PhotoFile.of(path) for path in paths],
        distance=wanted.distance,
        keep=wanted.keep,
        seconds=time.perf_counter() - begun,
    )
    return project, head, shots


def _chosen(reader: "PhotoReader", photo: "Photo", number: int | None, monitor: Monitor) -> "Face":
    """Return the face that is meant; several are refused unless one was chosen."""
    from core.errors import PhotoError

    found = reader.faces(photo, monitor)
    if number is None and len(found) > 1:
        where = "; ".join(
            f"{at} around ({one.places[:, 0].mean():.0f}, {one.places[:, 1].mean():.0f})"
            for at, one in enumerate(found, start=1)
        )
        raise PhotoError(
            f"{photo.name} shows {len(found)} faces; choose one with --face: {where} pixels."
        )
    if number is not None and number > len(found):
        raise PhotoError(
            f"{photo.name} shows {len(found)} face{'s' if len(found) > 1 else ''}; --face {number} "
            "is not among them."
        )
    return found[(number or 1) - 1]


def _write(
    project: "Project",
    head: "PhotoHead",
    shots: list["PhotoShot"],
    model: "HeadModel",
    output: Path,
    obj: Path | None,
    overlay: Path | None,
) -> None:
    from core.document.project_file import save_project

    save_project(output, project)
    if obj is not None:
        from core.geometry.mesh_io import write_mesh

        write_mesh(model.bundle.template.skin.with_vertices(head.skin), obj)
    if overlay is not None:
        from app.photo_overlay import write_overlay

        scan = project.state.scan
        assert scan is not None
        assert scan.photo is not None
        skin = model.bundle.template.skin.with_vertices(head.skin)
        places = shots[0].face.places
        write_overlay(overlay, shots[0].photo.picture, skin, scan.photo.shots[0], places)


def _facts(
    project: "Project", head: "PhotoHead", model: "HeadModel", output: Path, seconds: float
) -> dict[str, object]:
    skull = model.skull(project.state)
    view, face = head.views[0], model.bundle.template.face_mask
    return {
        "project": str(output),
        "method": head.method.value,
        "photographs": len(head.views),
        "scale_known": head.scale_known,
        "focal_px": view.focal,
        "expected_error_mm": float(head.deviation[face].mean()),
        "seen_of_the_face": float((~head.filled[face]).mean()),
        "size": head.size,
        "skull_vertices": skull.mesh.vertex_count,
        "seconds": seconds,
        "device": model.device_name,
        "bundle": project.state.bundle.id,
    }
