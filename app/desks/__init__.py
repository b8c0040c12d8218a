"""The features of the window, each with its own actions, docks and pages."""

from app.desks.area import AreaDesk
from app.desks.arrival import ArrivalDesk
from app.desks.comfort import ComfortDesk
from app.desks.compare import CompareDesk
from app.desks.desk import Desk, Studio
from app.desks.editing import EditingDesk
from app.desks.glass import GlassDesk
from app.desks.help import HelpDesk
from app.desks.importing import ImportDesk
from app.desks.measure import MeasureDesk
from app.desks.out import OutDesk
from app.desks.palsy import PalsyDesk
from app.desks.performance import PerformanceDesk
from app.desks.photo import PhotoDesk
from app.desks.presets import PresetsDesk
from app.desks.safety import SafetyDesk
from app.desks.sight import SightDesk
from app.desks.slices import SlicesDesk
from app.desks.treatment import TreatmentDesk

ALL: tuple[type[Desk], ...] = (
    EditingDesk,
    PresetsDesk,
    TreatmentDesk,
    GlassDesk,
    CompareDesk,
    MeasureDesk,
    PalsyDesk,
    AreaDesk,
    SightDesk,
    SlicesDesk,
    OutDesk,
    PerformanceDesk,
    ImportDesk,
    PhotoDesk,
    SafetyDesk,
    ArrivalDesk,
    HelpDesk,
    ComfortDesk,
)
"""In the order in which they take their places."""

__all__ = ["ALL", "Desk", "Studio"]
