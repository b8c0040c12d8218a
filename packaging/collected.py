"""What goes into the frozen program, and what must never: asked by the specification and the build.

libigl's wheel carries modules under licences that the program may not be shipped with: CGAL (GPL),
TetGen (AGPL) and Triangle (not for commercial use). Nothing imports them; they stay out by name.
So does Python's readline, which brings the GPL's library of that name on Debian.
"""

from pathlib import Path

FORBIDDEN = ("igl.copyleft", "igl.triangle", "pymeshfix", "tetgen", "readline")
"""Modules that may not be shipped."""
NOT_SHIPPED = frozenset({"pictures"})
"""Folders of `resources` that only the README shows."""


def may_ship(module: str) -> bool:
    """Return whether a module may be collected.

    Parameters
    ----------
    module : str
        Its full name.
    """
    return not any(module == name or module.startswith(f"{name}.") for name in FORBIDDEN)


def forbidden_files(folder: Path) -> list[Path]:
    """Return what a frozen program holds and must not.

    Parameters
    ----------
    folder : Path
        Of the program.

    Returns
    -------
    list of Path
        Files that lie where a forbidden module would.
    """
    places = [name.split(".") for name in (*FORBIDDEN, "libreadline")]
    return [
        path
        for path in sorted(folder.rglob("*"))
        for place in places
        if _holds(path.relative_to(folder).parts, place)
    ]


def _holds(parts: tuple[str, ...], place: list[str]) -> bool:
    names = [part.partition(".")[0] for part in parts]
    return any(names[at : at + len(place)] == place for at in range(len(names)))


def shipped_resources(root: Path) -> list[Path]:
    """Return every file that ships as data.

    Parameters
    ----------
    root : Path
        The repository.

    Returns
    -------
    list of Path
        Below ``resources``, sorted.
    """
    resources = root / "resources"
    return [
        path
        for path in sorted(resources.rglob("*"))
        if path.is_file()
        and path.relative_to(resources).parts[0] not in NOT_SHIPPED
        and "__pycache__" not in path.parts
    ]
