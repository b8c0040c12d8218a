"""Errors that a person may see: one sentence that says what, where and what to do."""


class NasionError(Exception):
    """Base of every error whose message is meant for the user."""


class ScanError(NasionError):
    """A scan file cannot be used."""


class PhotoError(NasionError):
    """A photograph cannot be used, or shows no face."""


class AlignmentError(NasionError):
    """A scan does not look like a head, or its pose cannot be found."""


class PerformanceError(NasionError):
    """A performance cannot be read, or does not suit a face."""


class ProjectError(NasionError):
    """A project file cannot be read or written."""


class ExportError(NasionError):
    """A result cannot be written."""


class BundleError(NasionError):
    """A model bundle is missing, broken or of another version."""


class EditError(NasionError):
    """An edit names something that does not exist or is out of range."""


class SimulationError(NasionError):
    """Soft tissue cannot be simulated: a mesh folds, or the solution is not found."""


class DeviceError(NasionError):
    """A compute device is missing or out of memory."""


class CancelledError(NasionError):
    """The user cancelled the work; nothing was changed."""
