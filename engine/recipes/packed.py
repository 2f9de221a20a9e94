"""A mask's area as text in a JSON file: compressed, with limits for what is read."""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.document import MaskArea
from engine.errors import BadInput
from engine.geometry import Rect
from engine.language import tr

_LEVEL = 6
_LONGEST = 1_000_000  # px of a side; no photo is as large


def damaged(what: str = "") -> BadInput:
    """The error for a recipe that cannot be followed; `what` says which part of it."""
    return BadInput(
        tr("The recipe is damaged: {what}.", what=what) if what else tr("The recipe is damaged."),
        tr("Save it anew from the photo that it came from."),
    )


@dataclass(frozen=True)
class PackedArea:
    """A `MaskArea` compressed with zlib."""

    rect: Rect
    data: bytes

    @staticmethod
    def of(area: MaskArea | None) -> PackedArea | None:
        """None stands for no mask."""
        if area is None:
            return None
        return PackedArea(area.rect, zlib.compress(np.ascontiguousarray(area.alpha).tobytes(), _LEVEL))

    def unpacked(self) -> MaskArea:
        """
        Raises:
            BadInput: the data do not fit the place.
        """
        shape = (self.rect.height, self.rect.width)
        return MaskArea(self.rect, np.frombuffer(self._raw(), np.uint8).reshape(shape))

    @property
    def digest(self) -> str:
        """SHA-256 of the place and what is masked there, as in `InpaintRequest.mask_digest`."""
        rect = self.rect
        place = np.array([rect.x, rect.y, rect.width, rect.height], "<i8").tobytes()
        return hashlib.sha256(place + self._raw()).hexdigest()

    def _raw(self) -> bytes:
        # Never more than is asked for: a few bytes may promise gigabytes.
        unpack = zlib.decompressobj()
        try:
            raw = unpack.decompress(self.data, self.rect.area + 1)
        except zlib.error as error:
            raise damaged(tr("a mask cannot be read")) from error
        if len(raw) != self.rect.area or unpack.unconsumed_tail:
            raise damaged(tr("a mask does not fit its place"))
        return raw

    def to_dict(self, *, data: bool = True) -> dict[str, Any]:
        """Plain values for JSON; without `data` a digest stands for what is masked."""
        values: dict[str, Any] = {"rect": list(rect_values(self.rect))}
        if data:
            return {**values, "data": base64.b64encode(self.data).decode("ascii")}
        return {**values, "sha256": self.digest}

    @staticmethod
    def from_dict(values: object) -> PackedArea:
        """Reads what `to_dict` wrote.

        Raises:
            BadInput: it is none, or lacks the data.
        """
        if not isinstance(values, dict) or not isinstance(values.get("data"), str):
            raise damaged(tr("a mask is missing"))
        rect = rect_from(values.get("rect"))
        try:
            packed = PackedArea(rect, base64.b64decode(values["data"], validate=True))
        except (binascii.Error, ValueError) as error:
            raise damaged(tr("a mask cannot be read")) from error
        if rect.is_empty:
            raise damaged(tr("a mask is empty"))
        return packed


def rect_values(rect: Rect) -> tuple[int, int, int, int]:
    return rect.x, rect.y, rect.width, rect.height


def rect_from(values: object) -> Rect:
    """Reads [x, y, width, height]. Raises BadInput where it is none."""
    if not isinstance(values, list) or len(values) != 4 or any(type(value) is not int for value in values):
        raise damaged(tr("a place is no place"))
    x, y, width, height = values
    if max(abs(x), abs(y)) > _LONGEST or not (0 <= width <= _LONGEST and 0 <= height <= _LONGEST):
        raise damaged(tr("a place lies beyond any photo"))
    return Rect(x, y, width, height)
