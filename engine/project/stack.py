"""`stack.xml`: OpenRaster's layers, top first (openraster.org, Layer Stack Specification, 0.0.6)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from engine.errors import BadInput
from engine.geometry import Size
from engine.language import tr
from engine.project.state import BASE, Extras

VERSION = "0.0.6"
MOST_BYTES = 16 << 20
_MOST_ELEMENTS, _MOST_DEPTH = 50_000, 64
_OVER, _ATOP = "svg:src-over", "svg:src-atop"
_LAYER_KNOWN = ("name", "src", "x", "y", "opacity", "visibility", "composite-op")
_IMAGE_KNOWN = ("version", "w", "h", "xres", "yres")

_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = ElementTree.Element


def parse_xml(data: bytes) -> Element:
    """The root element of UTF-8 encoded XML. Entities are refused where they are declared, before any is used.

    Raises:
        BadInput: it declares entities, or nests or repeats elements without end.
        ValueError, expat.ExpatError: it is no XML.
    """
    builder, depth, count = ElementTree.TreeBuilder(), 0, 0
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def refuse(*_: object) -> NoReturn:
        raise BadInput(
            tr("Its list of layers declares entities, which no project needs."),
            tr("It may have been made to do harm; look at where it comes from."),
        )

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _MOST_DEPTH or count > _MOST_ELEMENTS:
            raise BadInput(tr("Its list of layers has no end."), tr("Try another copy of the file."))
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.Parse(data, True)
    return builder.close()


@dataclass(frozen=True)
class LayerEntry:
    """A layer to be written.

    Args:
        key: a patch's id, or BASE.
        name: what other programs call it.
        pictures: (entry, x, y), the lowest first; a layer of several becomes a group.
        opacity: 0..1.
        visible: whether it shows.
        keeps_alpha: whether what is below keeps its transparency.
    """

    key: str
    name: str
    pictures: tuple[tuple[str, int, int], ...]
    opacity: float = 1.0
    visible: bool = True
    keeps_alpha: bool = False


def stack_xml(size: Size, dpi: tuple[float, float] | None, layers: list[LayerEntry], kept: Extras) -> bytes:
    """The file's bytes. `layers` go from the top; what `kept` holds of other programs is put back in its places."""
    sizes = {"version": VERSION, "w": str(size.width), "h": str(size.height)}
    if dpi is not None:
        sizes |= {"xres": str(max(1, round(dpi[0]))), "yres": str(max(1, round(dpi[1])))}
    image = Element("image", {**kept.image_attributes, **sizes})
    root = ElementTree.SubElement(image, "stack", kept.stack_attributes)
    _Layers(root, kept).add(layers)
    image.extend(_element(xml) for xml in kept.image_elements)
    ElementTree.indent(image)
    return ElementTree.tostring(image, encoding="UTF-8", xml_declaration=True)


class _Layers:
    """The root stack while it grows downwards, with the groups that are open."""

    def __init__(self, root: Element, kept: Extras) -> None:
        self._kept, self._root = kept, root
        self._open: list[tuple[int, Element]] = []

    def add(self, layers: list[LayerEntry]) -> None:
        waiting = list(self._kept.elements)
        keys = {layer.key for layer in layers}
        for layer in layers:
            # Those above a layer that has gone meanwhile come with the next one that is still there.
            while waiting and (waiting[0][1] == layer.key or waiting[0][1] not in keys | {""}):
                self._add_foreign(waiting.pop(0)[0])
            parent = self._group_of(layer.key)
            if len(layer.pictures) > 1:
                attributes = {"name": _speakable(layer.name), "visibility": _visibility(layer.visible)}
                parent = ElementTree.SubElement(parent, "stack", attributes)
            for picture in reversed(layer.pictures):
                parent.append(_layer_element(layer, picture, self._kept.layers.get(layer.key, {})))
        for xml, _ in waiting:
            self._add_foreign(xml)

    def _add_foreign(self, xml: str) -> None:
        self._open.clear()
        self._root.append(_element(xml))

    def _group_of(self, key: str) -> Element:
        """The element that a layer belongs into; groups that go on stay open, others are closed."""
        path = self._kept.places.get(key, ())
        same = 0
        while same < min(len(path), len(self._open)) and self._open[same][0] == path[same]:
            same += 1
        del self._open[same:]
        for group in path[same:]:
            parent = self._open[-1][1] if self._open else self._root
            # Its layers tell whether they show.
            attributes = {**self._kept.groups[group], "visibility": "visible"}
            self._open.append((group, ElementTree.SubElement(parent, "stack", attributes)))
        return self._open[-1][1] if self._open else self._root


def _speakable(name: str) -> str:
    """A name without what XML cannot hold."""
    return _UNSPEAKABLE.sub("", name)


def _visibility(visible: bool) -> str:
    return "visible" if visible else "hidden"


def _layer_element(layer: LayerEntry, picture: tuple[str, int, int], foreign: dict[str, str]) -> Element:
    source, x, y = picture
    own = {
        "name": _speakable(layer.name),
        "src": source,
        "x": str(x),
        "y": str(y),
        "opacity": f"{layer.opacity:.6g}",
        "visibility": _visibility(layer.visible),
        "composite-op": _ATOP if layer.keeps_alpha else _OVER,
    }
    return Element("layer", {**own, **foreign})


@dataclass(frozen=True)
class Layer:
    """A layer as it was found. `is_plain`: nothing but its own opacity tells how it lies over what is below."""

    element: Element
    source: str
    x: int
    y: int
    opacity: float
    visible: bool
    is_plain: bool
    name: str


@dataclass
class Stack:
    """What `stack.xml` says.

    Attributes:
        layers: top first, without their groups.
        has_more: whether something that may show is no layer, or a group that changes how its layers lie.
    """

    root: Element
    stack: Element
    width: int
    height: int
    dpi: tuple[float, float] | None
    layers: list[Layer] = field(default_factory=list)
    has_more: bool = False


def read_stack(data: bytes) -> Stack:
    """Reads `stack.xml`. Raises BadInput as `parse_xml` does, and ValueError where it is no layer stack."""
    root = parse_xml(data)
    stack = root.find("stack")
    if root.tag != "image" or stack is None:
        raise ValueError("its list of layers is none")
    width, height = int(root.get("w", "0")), int(root.get("h", "0"))
    if width < 1 or height < 1:
        raise ValueError("its list of layers names no size")
    found = Stack(root, stack, width, height, _dpi(root))
    _collect(found, stack, visible=True)
    return found


def _dpi(root: Element) -> tuple[float, float] | None:
    if "xres" not in root.attrib:
        return None
    across = float(root.get("xres", "72"))
    down = float(root.get("yres", across))
    return (across, down) if 1 <= across <= 1e6 and 1 <= down <= 1e6 else None


def _collect(found: Stack, group: Element, *, visible: bool) -> None:
    for element in group:
        shown = visible and element.get("visibility") != "hidden"
        if element.tag == "layer":
            found.layers.append(_layer(element, shown))
        elif element.tag == "stack":
            found.has_more |= shown and not _is_transparent_group(element)
            _collect(found, element, visible=shown)
        else:
            found.has_more |= shown


def _is_transparent_group(element: Element) -> bool:
    moved = any(int(element.get(side, "0")) for side in "xy")
    return float(element.get("opacity", "1")) == 1 and element.get("composite-op", _OVER) == _OVER and not moved


def _layer(element: Element, visible: bool) -> Layer:
    opacity = float(element.get("opacity", "1"))
    if not 0 <= opacity <= 1:
        raise ValueError("a layer's opacity lies beyond its scale")
    return Layer(
        element=element,
        source=element.get("src", ""),
        x=int(element.get("x", "0")),
        y=int(element.get("y", "0")),
        opacity=opacity,
        visible=visible,
        is_plain=element.get("composite-op", _OVER) in (_OVER, _ATOP),
        name=element.get("name", ""),
    )


def foreign_parts(stack: Stack, key_of: Callable[[Element], str | None]) -> Extras:
    """What `stack.xml` holds that is not ours, for `Extras`.

    Args:
        key_of: a layer's key; None for one that has become no patch and is carried as it is.
    """
    gathered = _Foreign(key_of)
    gathered.walk(stack.stack, ())
    return replace(
        gathered.extras(),
        image_attributes={name: text for name, text in stack.root.attrib.items() if name not in _IMAGE_KNOWN},
        stack_attributes=dict(stack.stack.attrib),
        image_elements=tuple(_xml(child) for child in stack.root if child is not stack.stack),
    )


class _Foreign:
    def __init__(self, key_of: Callable[[Element], str | None]) -> None:
        self._key_of = key_of
        self._above: list[str] = []
        self._elements: list[tuple[str, str]] = []
        self._layers: dict[str, dict[str, str]] = {}
        self._groups: list[dict[str, str]] = []
        self._places: dict[str, tuple[int, ...]] = {}

    def extras(self) -> Extras:
        elements = (*self._elements, *((xml, "") for xml in self._above))
        return Extras(elements=elements, layers=self._layers, groups=tuple(self._groups), places=self._places)

    def walk(self, group: Element, path: tuple[int, ...]) -> None:
        for element in group:
            keys = [self._key_of(layer) for layer in element.iter("layer")]
            known = [key for key in keys if key is not None]
            if element.tag == "layer" and known:
                self._met(element, known[0], path)
            elif element.tag == "stack" and known:
                pieces = len(known) > 1 and len(set(known)) == 1 and known[0] != BASE
                if pieces:  # a patch of ours in several pictures
                    self._met(next(element.iter("layer")), known[0], path)
                else:
                    self._groups.append(dict(element.attrib))
                    self.walk(element, (*path, len(self._groups) - 1))
            else:
                self._above.append(_xml(element))

    def _met(self, element: Element, key: str, path: tuple[int, ...]) -> None:
        self._elements += [(xml, key) for xml in self._above]
        self._above.clear()
        # A patch has a name of its own; the photo's layer keeps the one that it was given elsewhere.
        known = _LAYER_KNOWN if key != BASE else _LAYER_KNOWN[1:]
        foreign = {name: text for name, text in element.attrib.items() if name not in known}
        if foreign:
            self._layers[key] = foreign
        if path:
            self._places[key] = path


def _xml(element: Element) -> str:
    return ElementTree.tostring(element, encoding="unicode").strip()


def _element(xml: str) -> Element:
    # Not ElementTree's own parser: a prefix may have been bound further up.
    return parse_xml(xml.encode())
