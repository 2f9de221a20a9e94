"""How the picture lies in the photo: its place, its colours, its edge, and whether it goes on following the sliders."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from engine.language import mark, tr
from engine.latent.placing import Placement, Square
from ui.icons import icon
from ui.studio.photo_link import Look, PhotoLink
from ui.studio.placement_view import PlacementView
from ui.widgets.building import label, row_layout
from ui.widgets.naming import look, name_control
from ui.widgets.overlay_scroll_area import area_around
from ui.widgets.section import Section
from ui.widgets.slider_row import Scale, SliderRow

_SIZE = Scale(10, 1000, 100, step=2, fine=1, unit="%", logarithmic=True)
_TURN = Scale(-180, 180, 0, step=1, fine=0.1, unit="°", decimals=1, bipolar=True)
_SHIFT = Scale(-200, 200, 0, step=1, fine=0.1, unit="%", decimals=1, bipolar=True)
_COLOUR = Scale(0, 100, 50, step=5, fine=1, unit="%")
_SHARP = Scale(0, 100, 25, step=5, fine=1, unit="%")
_CUT = Scale(0, 100, 0, step=5, fine=1, unit="%")
_EDGE = Scale(0, 50, 6, step=1, fine=1, unit="%")
_STEPS = {  # what undoing a slider's move is called
    "colour": mark("Match the colours"),
    "sharpness": mark("Sharpen the picture"),
    "edge": mark("Soften the edge"),
    "cutout": mark("Cut out the figure"),
    "scale": mark("Scale the picture"),
    "angle": mark("Turn the picture"),
    "move": mark("Move the picture"),
}


class ToPhotoPanel(Section):
    """Shows and edits what a `PhotoLink` holds.

    `lay_button` and `view_button` belong into the bar over the picture, `view` into the picture's place.
    """

    view_wanted = Signal(bool)  # whether the photo is wanted in the picture's place

    def __init__(self, link: PhotoLink, parent: QWidget | None = None) -> None:
        super().__init__("to-photo", tr("In the photo"), parent)
        self._link = link
        self.view = PlacementView()
        self.lay_button = name_control(look(QPushButton(tr(" To the photo")), "accent"), "to-photo", tr("To the photo"))
        self.view_button = self._tool("view-photo", tr("Show it in the photo"), "image")
        self.view_button.setCheckable(True)
        self._told = label(name="to-photo-told", wraps=True, is_muted=True)
        self._state = label(name="to-photo-state", wraps=True)
        self._unlink = name_control(
            QPushButton(tr(" Unlink")), "to-photo-unlink", tr("Unlink"), tr("Leave the patch on the photo as it is now")
        )
        self._unlink.setIcon(icon("unlink-2"))
        self._again = name_control(
            QPushButton(tr(" Link again")),
            "to-photo-link",
            tr("Link again"),
            tr("Bring back the point of the newest patch that came from here, and let it follow the sliders"),
        )
        self._again.setIcon(icon("link-2"))
        self._rows = self._slider_rows()
        self._flip = self._tool("to-photo-flip", tr("Mirror the picture"), "flip-horizontal-2")
        self._flip.setCheckable(True)
        self._reset = name_control(
            look(QPushButton(tr("Fit to the place")), "flat"),
            "to-photo-fit",
            tr("Fit to the place"),
            tr("Undo moving and turning"),
        )
        self._arrange()
        self._connect()
        self.refresh()

    def _tool(self, name: str, spoken: str, icon_name: str) -> QToolButton:
        button = name_control(look(QToolButton(), "flat"), name, spoken)
        button.setIcon(icon(icon_name))
        return button

    def _slider_rows(self) -> dict[str, SliderRow]:
        tips = {
            "scale": (tr("Size"), _SIZE, tr("How large the picture is, by the place that is masked")),
            "angle": (tr("Turn"), _TURN, tr("Turns the picture clockwise")),
            "across": (tr("Across"), _SHIFT, tr("Moves the picture to the right, in sides of the place")),
            "down": (tr("Down"), _SHIFT, tr("Moves the picture down, in sides of the place")),
            "colour": (
                tr("Colours"),
                _COLOUR,
                tr("How far its colours follow the photo around it; at 0 only the seam does"),
            ),
            "sharpness": (tr("Sharpness"), _SHARP, tr("How much its edges are steepened where it is enlarged")),
            "cutout": (
                tr("Cut out"),
                _CUT,
                tr("The picture's own background gives way to the photo: raise it until the figure stands alone"),
            ),
            "edge": (tr("Soft edge"), _EDGE, tr("Over how much of the place it fades in from the edge")),
        }
        return {key: SliderRow(f"to-photo-{key}", *tip) for key, tip in tips.items()}

    def _arrange(self) -> None:
        self.lay_button.setIcon(icon("image-down"))
        linked = row_layout(8)
        linked.addWidget(self._state, 1)
        linked.addWidget(self._unlink)
        linked.addWidget(self._again)
        self.content.addWidget(self._told)
        self.content.addLayout(linked)
        widest = max(row.label.sizeHint().width() for row in self._rows.values())
        widest_value = max(row.edit.width() for row in self._rows.values())
        for key, row in self._rows.items():
            row.label.setFixedWidth(widest)
            row.edit.setFixedWidth(widest_value)
            if key == "colour":
                self.content.addLayout(self._fit_row())
            self.content.addWidget(row)

    def _fit_row(self) -> QHBoxLayout:
        row = row_layout(4)
        row.addWidget(self._flip)
        row.addStretch(1)
        row.addWidget(self._reset)
        return row

    def _connect(self) -> None:
        link = self._link
        self.lay_button.clicked.connect(self.lay)
        self.view_button.toggled.connect(self.view_wanted)
        self._unlink.clicked.connect(link.unlink)
        self._again.clicked.connect(self._link_again)
        self._reset.clicked.connect(
            lambda: self._place(Placement(flip=link.look.placement.flip), tr("Fit the picture"))
        )
        self._flip.clicked.connect(
            lambda on: self._place(replace(link.look.placement, flip=on), tr("Mirror the picture"), "flip")
        )
        for key, row in self._rows.items():
            row.value_changed.connect(lambda value, key=key: self._slid(key, value))
        self.view.square_changed.connect(self._dragged)
        self.view.seen_changed.connect(lambda seen: link.watch(seen, self.view.room))
        link.changed.connect(self.refresh)
        link.viewed.connect(self.view.show_view)

    # What the person does

    def lay(self) -> None:
        """Lay the picture over what is masked and show it there, beside the sliders that say how it lies."""
        self.view_button.setChecked(True)  # first, so that a draft is there before the whole is laid
        self._link.lay()
        if area := area_around(self):
            area.bring_into_sight(self)

    def _link_again(self) -> None:
        patches = self._link.latent_patches
        if patches:
            self.open_patch(patches[0].id)

    def open_patch(self, patch_id: str) -> None:
        """Bring the point of a patch back into the studio and show it in the photo."""
        if self._link.open_patch(patch_id):
            self.view_button.setChecked(True)

    def _slid(self, key: str, value: float) -> None:
        now, gesture = self._link.look, (key, self._rows[key].gesture)
        part = value if key == "angle" else value / 100
        if key in ("colour", "sharpness", "cutout", "edge"):
            self._link.set_look(replace(now, **{key: part}), tr(_STEPS[key]), gesture)
        else:
            words = tr(_STEPS.get(key, _STEPS["move"]))
            self._place(replace(now.placement, **{key: part}), words, gesture)

    def _dragged(self, square: Square, words: str, gesture: object) -> None:
        place = self._link.place
        if place is not None:
            self._place(Placement.of_square(square, place), words, ("handles", gesture))

    def _place(self, placement: Placement, words: str, gesture: object = None) -> None:
        self._link.set_look(replace(self._link.look, placement=placement), words, gesture)

    # What there is

    def refresh(self) -> None:
        """Show what can be done, how the picture lies and what follows it."""
        link, why_not, is_linked = self._link, self._link.why_not, bool(self._link.linked)
        self.lay_button.setEnabled(not why_not)
        self.lay_button.setToolTip(
            why_not or tr("Lay the picture over the masked place; it follows the sliders from then on")
        )
        self.lay_button.setAccessibleDescription(why_not)
        has_place = link.place is not None
        self._told.setText(why_not if not has_place else self._facts())
        self._state.setText(tr("Follows the sliders") if is_linked else "")
        self._state.setVisible(is_linked)
        self._unlink.setVisible(is_linked)
        self._again.setVisible(not is_linked and bool(link.latent_patches))
        self.view.show_words(why_not or tr("Laying the picture into the photo"))
        self.view.show_square(link.square)
        for widget in (*self._rows.values(), self._flip, self._reset):
            widget.setEnabled(has_place)
        self._show_look(link.look)
        self.set_note(f"{link.enlarged:.1f} ×" if link.enlarged else "")

    def _show_look(self, now: Look) -> None:
        placement = now.placement
        values = {
            "scale": 100 * placement.scale,
            "angle": placement.angle,
            "across": 100 * placement.across,
            "down": 100 * placement.down,
            "colour": 100 * now.colour,
            "sharpness": 100 * now.sharpness,
            "cutout": 100 * now.cutout,
            "edge": 100 * now.edge,
        }
        for key, row in self._rows.items():
            if abs(row.value() - values[key]) > 0.5 * 10**-row.scale.decimals:
                row.set_value(values[key])
        self._flip.setChecked(placement.flip)
        self._reset.setEnabled(self._link.place is not None and replace(placement, flip=False) != Placement())

    def _facts(self) -> str:
        """How much the picture is enlarged, said plainly."""
        square, times = self._link.square, self._link.enlarged
        if square is None or not times:
            return ""
        painted = round(square.side / times)
        if times <= 1.05:
            return tr("{painted} px of the picture over {side:.0f} px of the photo.", painted=painted, side=square.side)
        return tr(
            "{painted} px of the picture are enlarged {times:.1f} times, to {side:.0f} px. Detail finer "
            "than about {ceil} px is not in it.",
            painted=painted,
            times=times,
            side=square.side,
            ceil=math.ceil(times),
        )
