"""Colours of the studio: calm greys, one accent, and skin and bone as the only warm tones.

Two palettes as data and the one style sheet that is filled from them.
"""

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from core.resources import resource_path

Colour = tuple[float, float, float]
"""Red, green, blue; 0 to 1."""

SKIN: Colour = (0.90, 0.715, 0.625)
BONE: Colour = (0.965, 0.93, 0.84)
SCAN: Colour = (0.60, 0.66, 0.72)
REAL_BONE: Colour = (0.61, 0.78, 0.74)
"""The skull of a CT: bone's lightness, another hue than the inferred skull's."""


@dataclass(frozen=True)
class Theme:
    """One set of colours, as ``#rrggbb``.

    Attributes
    ----------
    name : str
        ``dark`` or ``light``.
    window, panel, field, hover, line : str
        Backgrounds from the frame to the controls, and separators.
    text, faint : str
        Writing; `faint` is for units, hints and what is off.
    accent, accent_text : str
        The one accent and writing on it.
    warning : str
        A value that is unlike the population's.
    groove : str
        Empty part of sliders and progress bars.
    view_top, view_bottom, view_text : str
        Background and writing of the 3D view.
    """

    name: str
    window: str
    panel: str
    field: str
    hover: str
    line: str
    text: str
    faint: str
    accent: str
    accent_text: str
    warning: str
    groove: str
    view_top: str
    view_bottom: str
    view_text: str


DARK = Theme(
    name="dark", window="#1d1f22", panel="#25282c", field="#2f3338", hover="#3a3f45",
    line="#383c42", text="#e4e6e8", faint="#a7adb5", accent="#4fa8cc", accent_text="#0c1a20",
    warning="#e0a63c", groove="#43484f", view_top="#3c4147", view_bottom="#17191b",
    view_text="#c3c8cd",
)  # fmt: skip
LIGHT = Theme(
    name="light", window="#e9eaec", panel="#f5f6f7", field="#ffffff", hover="#e2e5e8",
    line="#d0d4d8", text="#23272b", faint="#5a6169", accent="#146f94", accent_text="#ffffff",
    warning="#855200", groove="#cfd4d9", view_top="#fafbfb", view_bottom="#c6cacf",
    view_text="#40464c",
)  # fmt: skip
THEMES = {theme.name: theme for theme in (DARK, LIGHT)}

_STYLE = Template("""
* { outline: 0; }
QWidget { color: $text; font-size: 12px; }
QMainWindow, QDialog, QMessageBox { background: $window; }
QMainWindow::separator { background: $window; width: 6px; height: 6px; }
QDockWidget > QWidget, QWidget#panel, QScrollArea { background: $panel; }
QScrollArea > QWidget > QWidget { background: $panel; }
QScrollArea { border: 1px solid transparent; }
QScrollArea:focus { border-color: $accent; }
QMenuBar { background: $window; padding: 2px 4px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent; color: $accent_text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenu::icon { padding-left: 6px; }
QToolBar { background: $window; border: 0; spacing: 2px; padding: 2px 6px 6px 6px; }
QToolBar::separator { background: $line; width: 1px; margin: 6px 7px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 5px;
  padding: 3px 7px; }
QToolButton:focus { border-color: $accent; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $field; }
QToolButton#small:checked, QToolButton#header:checked { background: transparent; }
QToolButton#small:hover, QToolButton#header:hover { background: $hover; }
QToolButton:disabled { color: $faint; }
QToolButton#header { font-weight: 600; padding: 4px 3px; text-align: left; }
QToolButton#small { padding: 2px; }
QToolButton#subheader { color: $faint; padding: 3px 1px; text-align: left; }
QToolButton#subheader:hover { background: $hover; }
QToolButton#subheader:checked { background: transparent; }
QToolButton#preset { background: $field; border: 1px solid $line; padding: 4px 9px; }
QToolButton#preset:hover { background: $hover; }
QToolButton#preset:checked { background: $accent; color: $accent_text; border-color: $accent; }
QToolButton#preset:focus { border-color: $accent; }
QStatusBar { background: $window; color: $faint; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $faint; padding: 0 8px; }
QTabWidget::pane { border: 0; background: $panel; }
QTabBar { background: $panel; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $faint; padding: 8px 8px 6px 8px; min-width: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected:focus { color: $accent; }
QPushButton { background: $field; border: 1px solid $line; border-radius: 5px; padding: 5px 13px; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border-color: $accent; }
QPushButton:default { background: $accent; color: $accent_text; border-color: $accent; }
QPushButton:checked { background: $accent; color: $accent_text; border-color: $accent; }
QPushButton:default:focus, QPushButton:checked:focus { border: 2px solid $text; padding: 4px 12px; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 13px; height: 13px;
  border: 1px solid $faint; border-radius: 3px; background: $field; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent;
  border-color: $accent; image: url("$icons/check-$name.svg"); }
QCheckBox::indicator:disabled, QAbstractItemView::indicator:disabled { border-color: $groove;
  background: $groove; }
QCheckBox, QRadioButton { border: 1px solid transparent; border-radius: 4px; padding: 1px 2px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QPushButton:disabled { background: $window; border-color: $line; color: $faint; }
QComboBox { background: $field; border: 1px solid $line; border-radius: 4px;
  padding: 3px 4px 3px 7px; }
QComboBox:hover { background: $hover; }
QComboBox:focus { border-color: $accent; }
QComboBox:disabled { color: $faint; background: $window; }
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox::down-arrow { image: url("$icons/down-$name.svg"); width: 12px; height: 12px; }
QSpinBox, QDoubleSpinBox, QDateEdit, QLineEdit, QPlainTextEdit { background: $field;
  border: 1px solid $line;
  border-radius: 4px; padding: 1px 5px; selection-background-color: $accent;
  selection-color: $accent_text; }
QDialog QLineEdit, QDialog QSpinBox, QDateEdit { min-height: 20px; }
QAbstractSpinBox QLineEdit { background: transparent; border: 0; padding: 0; min-height: 0; }
QDateEdit::drop-down { border: 0; width: 20px; }
QDateEdit::down-arrow { image: url("$icons/down-$name.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 1px;
  border: 0; background: transparent; image: none; }
QDoubleSpinBox[unusual="true"] { color: $warning; border-color: $warning; }
QAbstractSpinBox:focus, QLineEdit:focus, QPlainTextEdit:focus { border-color: $accent; }
QDoubleSpinBox:disabled, QLabel:disabled, QCheckBox:disabled { color: $faint; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line;
  selection-background-color: $accent; selection-color: $accent_text; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QSlider::groove:horizontal { background: $groove; height: 3px; border-radius: 1px; }
QSlider::handle:horizontal { background: $accent; width: 12px; height: 12px; margin: -5px 0;
  border-radius: 6px; }
QSlider::handle:horizontal:focus { border: 2px solid $text; }
QMessageBox QLabel#qt_msgbox_informativelabel { min-width: 320px; }
QListWidget, QTableWidget, QTreeWidget { background: $panel; border: 1px solid transparent;
  alternate-background-color: $field; gridline-color: $line; }
QListWidget:focus, QTableWidget:focus, QTreeWidget:focus { border-color: $accent;
  border-radius: 4px; }
QTreeWidget::item { padding: 4px 6px; border: 0; }
QTreeWidget::item:selected { background: $accent; color: $accent_text; }
QListWidget::item { padding: 4px 8px; border-radius: 4px; }
QListWidget::item:selected { background: $field; color: $text; }
QTableWidget::item { padding: 1px 6px; border: 0; }
QHeaderView { background: $panel; }
QHeaderView::section { background: $panel; color: $faint; border: 0; padding: 4px 6px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $groove; border-radius: 3px;
  min-height: 30px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: $groove; border-radius: 3px;
  min-width: 30px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $groove; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QToolTip { background: $field; color: $text; border: 1px solid $line; padding: 4px 6px; }
QLabel#title { color: $faint; font-weight: 600; padding: 10px 12px 4px 12px; }
QLabel#faint, QLabel#now { color: $faint; }
QLabel#now[unusual="true"] { color: $warning; font-weight: 600; }
QFrame#card { background: $panel; border: 1px solid $line; border-radius: 6px; }
QFrame#tour { background: $field; border: 2px solid $accent; border-radius: 0px; }
QFrame#tour-bar { background: $accent; }
QLabel#heading { color: $faint; font-weight: 600; padding: 10px 0 0 0; qproperty-indent: 0; }
QToolButton#way { background: $field; border: 1px solid $line; border-radius: 6px;
  padding: 10px 6px; }
QToolButton#way:hover { background: $hover; }
QToolButton#way:focus { border-color: $accent; }
QToolButton#way[gone="true"] { color: $faint; }
QFrame#hint { background: $field; border: 1px solid $line; border-radius: 6px; }
QFrame#line { background: $line; max-height: 1px; }
""")


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme."""
    icons = resource_path("icons").as_posix()
    return _STYLE.substitute(asdict(theme), icons=icons)


def rgb(name: str) -> Colour:
    """Return a theme's colour as VTK wants it.

    Parameters
    ----------
    name : str
        Such as ``#1d2126``.

    Returns
    -------
    Colour
        Red, green and blue, 0 to 1.
    """
    colour = QColor(name)
    return colour.redF(), colour.greenF(), colour.blueF()


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Colour the whole program.

    Does nothing where it has these colours already: Qt would look at every widget again, thrice.

    Parameters
    ----------
    application : QApplication
        The program.
    theme : Theme
        `DARK` or `LIGHT`.
    """
    sheet = style_sheet(theme)
    if application.styleSheet() == sheet:
        return
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.Base: theme.field,
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.Button: theme.field,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.faint,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.accent_text,
        QPalette.ColorRole.Mid: theme.groove,
        QPalette.ColorRole.BrightText: theme.warning,
        QPalette.ColorRole.Link: theme.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
        palette.setColor(disabled, role, QColor(theme.faint))
    application.setStyle("Fusion")
    application.setPalette(palette)
    application.setStyleSheet(sheet)
