"""Moving pictures written by what ships with the program: Pillow, and VTK's Theora.

No H.264 or H.265: the builds of FFmpeg that Python packages bring are under the GPL because of
their encoders, which this program must not ship.
"""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.translation import mark
from core.atomic import why_not_written, write_folder_atomically, write_whole
from core.errors import ExportError

Pixels = npt.NDArray[np.uint8]
Pictures = Iterable[Pixels]
"""(h, w, 3 or 4) uint8, all of one size."""


@dataclass(frozen=True)
class MovingKind:
    """A kind of file for moving pictures.

    Attributes
    ----------
    key : str
        ``webp``, ``gif``, ``apng``, ``ogv`` or ``frames``.
    title : str
        What people read; English.
    suffix : str
        Of the file; empty for a folder of single pictures.
    transparent : bool
        Whether it can be without a background.
    remark : str
        What it is good for; English.
    """

    key: str
    title: str
    suffix: str
    transparent: bool
    remark: str


KINDS = (
    MovingKind("webp", mark("Animated WebP"), ".webp", True,
               mark("Small and in full colour; shown by every browser.")),
    MovingKind("gif", mark("Animated GIF"), ".gif", False,
               mark("Shown everywhere, in 256 colours.")),
    MovingKind("apng", mark("Animated PNG"), ".png", True,
               mark("Without loss; large.")),
    MovingKind("ogv", mark("Video (Ogg Theora)"), ".ogv", False,
               mark("A video for VLC and Firefox; others need it converted.")),
    MovingKind("frames", mark("Single PNG pictures"), "", True,
               mark("A folder of numbered pictures, for video programs.")),
)  # fmt: skip
"""From which one is chosen."""


@dataclass(frozen=True)
class TurntableWish:
    """How a turning head is saved.

    Attributes
    ----------
    kind : MovingKind
        Which kind of file.
    seconds, rate : int
        How long one turn takes, and pictures a second.
    scale : int
        Pixels for one of the screen, along each side.
    transparent : bool
        Whether the background is left out.
    """

    kind: MovingKind
    seconds: int = 8
    rate: int = 15
    scale: int = 1
    transparent: bool = False

    @property
    def frames(self) -> int:
        """How many pictures."""
        return self.seconds * self.rate


def kind_of(path: Path) -> MovingKind:
    """Return the kind that a name asks for.

    Parameters
    ----------
    path : Path
        By its suffix; none means a folder of single pictures.

    Raises
    ------
    ExportError
        When there is no such kind.
    """
    for kind in KINDS:
        if kind.suffix == path.suffix.lower():
            return kind
    known = ", ".join(kind.suffix for kind in KINDS if kind.suffix)
    raise ExportError(
        f"{path.name} cannot be written: end it in {known}, or give the name of a folder for "
        "single pictures."
    )


def write_moving(path: Path, pictures: Pictures, rate: int, kind: MovingKind) -> None:
    """Write moving pictures, whole or not at all; each picture is asked for once.

    Parameters
    ----------
    path : Path
        File, or for single pictures a folder that does not exist yet or is empty.
    pictures : iterable of (h, w, 3 or 4) uint8
        In their order.
    rate : int
        Pictures a second.
    kind : MovingKind
        Which kind of file.

    Raises
    ------
    ExportError
        When it cannot be written; nothing is left behind.
    """
    if kind.key == "frames":
        _write_folder(path, pictures)
    elif kind.key == "ogv":
        _write_video(path, pictures, rate)
    else:
        _write_animation(path, [Image.fromarray(one) for one in pictures], rate, kind)


def _write_folder(path: Path, pictures: Pictures) -> None:
    def fill(folder: Path) -> None:
        for number, one in enumerate(pictures, start=1):
            Image.fromarray(one).save(folder / f"frame_{number:04d}.png")

    try:
        write_folder_atomically(path, fill)
    except FileExistsError:
        raise ExportError(f"{path} exists already and is not empty: choose a new folder.") from None
    except OSError as error:
        raise ExportError(why_not_written(path, error)) from None


def _write_animation(path: Path, pictures: list[Image.Image], rate: int, kind: MovingKind) -> None:
    first, *others = pictures
    duration = round(1000.0 / rate)

    def write(stream: IO[bytes]) -> None:
        match kind.key:
            case "webp":
                first.save(stream, "WEBP", save_all=True, append_images=others, loop=0,
                           duration=duration, quality=88, method=2)  # fmt: skip
            case "gif":
                plain = [one.convert("RGB") for one in pictures]
                # One palette for all, or colours flicker.
                palette = plain[0].quantize(255, dither=Image.Dither.NONE)
                drawn = [one.quantize(palette=palette) for one in plain]
                drawn[0].save(stream, "GIF", save_all=True, append_images=drawn[1:], loop=0,
                              duration=duration)  # fmt: skip
            case _:
                first.save(stream, "PNG", save_all=True, append_images=others, loop=0,
                           duration=duration)  # fmt: skip

    write_whole(path, write)


def _write_video(path: Path, pictures: Pictures, rate: int) -> None:
    """Encode in a temporary folder, because the encoder opens its file itself."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "turn.ogv"
        _encode(place, iter(pictures), rate)
        content = place.read_bytes()

    def write(stream: IO[bytes]) -> None:
        stream.write(content)

    write_whole(path, write)


def _encode(place: Path, pictures: Iterator[Pixels], rate: int) -> None:
    from vtkmodules.util.numpy_support import numpy_to_vtk
    from vtkmodules.vtkCommonDataModel import vtkImageData
    from vtkmodules.vtkIOOggTheora import vtkOggTheoraWriter

    writer = vtkOggTheoraWriter()
    writer.SetFileName(str(place))
    writer.SetRate(rate)
    writer.SetQuality(2)
    started = False
    for one in pictures:
        # Theora wants even sides; VTK counts rows from below.
        height, width = (side - side % 2 for side in one.shape[:2])
        flat = np.ascontiguousarray(one[:height, :width, :3][::-1])
        image = vtkImageData()
        image.SetDimensions(width, height, 1)
        image.GetPointData().SetScalars(numpy_to_vtk(flat.reshape(-1, 3), deep=True))
        writer.SetInputData(image)
        if not started:
            writer.Start()
            started = True
        writer.Write()
    writer.End()
    if writer.GetError() or not place.exists():
        raise ExportError("The video could not be encoded; save an animated WebP instead.")
