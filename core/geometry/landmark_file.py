"""Named points on a scan, from a small text file: one name and three coordinates a line."""

from pathlib import Path

from core.errors import ScanError

Place = tuple[float, float, float]
_LARGEST_BYTES = 1 << 20


def read_landmarks(path: Path) -> dict[str, Place]:
    """Read landmarks as ``name, x, y, z``, separated by commas, semicolons or tabs.

    Parameters
    ----------
    path : Path
        A text file; a first line of titles, empty lines and lines that begin with ``#`` are
        passed over.

    Returns
    -------
    dict of str to (float, float, float)
        In the scan's own coordinates.

    Raises
    ------
    ScanError
        When the file cannot be read, or a line is no landmark.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise ScanError(f"{path.name} is too large for a list of landmarks; choose another.")
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ScanError(f"Cannot read the landmarks in {path}: {error}; check the file.") from error
    found: dict[str, Place] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cells = [one.strip() for one in line.replace(";", ",").replace("\t", ",").split(",")]
        if not found and [one.lower() for one in cells[1:4]] == ["x", "y", "z"]:
            continue
        try:
            name, (x, y, z) = cells[0], (float(one) for one in cells[1:4])
        except ValueError as error:
            raise ScanError(
                f"Line {number} of {path.name} is no landmark; write a name and three numbers: "
                "pronasale, 0.1, 2.5, 80."
            ) from error
        found[name] = (x, y, z)
    if not found:
        raise ScanError(f"{path.name} holds no landmarks; write a name and three numbers a line.")
    return found
