"""Lists the bundles at hand; a broken one is listed with its reason."""

from dataclasses import dataclass
from pathlib import Path

from core.bundles.skin_loader import read_manifest
from core.errors import BundleError
from core.resources import resource_path


@dataclass(frozen=True)
class CatalogEntry:
    """One bundle's folder.

    Attributes
    ----------
    id : str
        Name of the folder.
    path : Path
        The folder.
    problem : str or None
        Why it cannot be used; None when its manifest reads well.
    """

    id: str
    path: Path
    problem: str | None


def list_bundles(root: Path | None = None) -> list[CatalogEntry]:
    """List the bundles in a folder.

    Parameters
    ----------
    root : Path, optional
        Holds one folder per bundle; the shipped ones by default.

    Returns
    -------
    list of CatalogEntry
        Sorted by name.
    """
    folder = resource_path("bundles") if root is None else root
    entries = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if not path.is_dir():
            continue
        try:
            read_manifest(path)
        except BundleError as error:
            entries.append(CatalogEntry(path.name, path, str(error)))
        else:
            entries.append(CatalogEntry(path.name, path, None))
    return entries
