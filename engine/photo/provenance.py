"""Marking a retouched photo: IPTC's Digital Source Type and the recipe, in XMP beside whatever stands there already.

The packet is edited where it has to be and kept byte for byte elsewhere (XMP, ISO 16684-1; IPTC Photo Metadata 2025.1;
the vocabulary at http://cv.iptc.org/newscodes/digitalsourcetype/).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"
COMPOSITE_WITH_TRAINED = _VOCABULARY + "compositeWithTrainedAlgorithmicMedia"
HUMAN_EDITS = _VOCABULARY + "humanEdits"
# What says more of a picture's origin than that a person has edited it, or that parts were filled.
_STANDS = {
    HUMAN_EDITS: frozenset(
        _VOCABULARY + term
        for term in (
            "compositeWithTrainedAlgorithmicMedia",
            "trainedAlgorithmicMedia",
            "compositeSynthetic",
            "algorithmicMedia",
            "virtualRecording",
            "digitalCreation",
            "digitalArt",
            "dataDrivenMedia",
            "screenCapture",
            "composite",
            "compositeCapture",
        )
    ),
    COMPOSITE_WITH_TRAINED: frozenset({_VOCABULARY + "trainedAlgorithmicMedia"}),
}

NAMESPACE = "urn:tratteggio:xmp:1/"
IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_OURS = {(NAMESPACE, name) for name in ("Recipe", "Summary")}
_THEIRS = {(IPTC, name) for name in ("DigitalSourceType", "AISystemUsed", "AISystemVersionUsed")}
_TYPE = (IPTC, "DigitalSourceType")
_EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="' + _RDF + '"></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="w"?>'
).encode()
_HOLLOW = re.compile(  # what an earlier mark leaves behind
    rb"<([\w.-]+):Description \1:about=\"[^\"]*\" xmlns:Iptc4xmpExt=\"[^\"]*\""
    rb" xmlns:tratteggio=\"[^\"]*\"></\1:Description>"
)
_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_END_TAG = re.compile(rb"</(?:[\w.-]+:)?([\w.-]+)\s*>")
_PADDING = re.compile(rb"\s{64,}(?=<\?xpacket end)")


@dataclass(frozen=True)
class Provenance:
    """What a file is to say of how its picture came about.

    Args:
        source_type: URI of IPTC's vocabulary.
        summary: one sentence for people.
        recipes: the recipe as text, the fullest first; the first that fits into the file is written.
        system, system_version: the trained system that took part, in IPTC's words; "" for none.
    """

    source_type: str
    summary: str
    recipes: tuple[str, ...] = ()
    system: str = ""
    system_version: str = ""


def marked_xmp(xmp: bytes | None, provenance: Provenance, limit: int | None = None) -> bytes | None:
    """The packet that says so; everything else in it stays as it was.

    Args:
        xmp: the packet of the photo; None for none.
        limit: bytes that the file has room for; None = any number.

    Returns:
        The packet; None where `xmp` cannot be read, or there is no room even for the shortest words.
    """
    packet = _EMPTY if not xmp or not xmp.strip(b"\0 \r\n\t") else xmp
    try:
        text = _as_utf8(packet)
        found = _Finder(text)
    except (expat.ExpatError, UnicodeError, ValueError):
        return None
    if found.end is None:
        return None
    for recipe in (*provenance.recipes, ""):
        made = _edited(text, found, provenance, recipe)
        if limit is not None and len(made) > limit:
            made = _PADDING.sub(b"\n", made)
        if limit is None or len(made) <= limit:
            return made
    return None


def source_type_of(xmp: bytes | None) -> str:
    """The Digital Source Type in a packet; "" where it has none, or cannot be read."""
    if not xmp:
        return ""
    try:
        return _Finder(_as_utf8(xmp)).values.get(_TYPE, "")
    except (expat.ExpatError, UnicodeError, ValueError):
        return ""


def recipe_of(xmp: bytes | None) -> str:
    """The recipe that this program has written into a packet; "" where there is none."""
    if not xmp:
        return ""
    try:
        return _Finder(_as_utf8(xmp)).values.get((NAMESPACE, "Recipe"), "")
    except (expat.ExpatError, UnicodeError, ValueError):
        return ""


def _as_utf8(packet: bytes) -> bytes:
    for mark, encoding in ((b"\xff\xfe\0\0", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if packet.startswith(mark):
            return packet.decode(encoding).encode()
    for start, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if packet.startswith(start):
            return packet.decode(encoding).encode()
    packet = packet.removeprefix(b"\xef\xbb\xbf").rstrip(b"\0")
    packet.decode()
    return packet


@dataclass
class _Finder:
    """Where in a packet what is replaced stands, by byte offsets.

    Raises:
        expat.ExpatError, ValueError: it is no sound XML, or declares entities.
    """

    text: bytes
    end: int | None = None  # of all descriptions
    prefix: str = "rdf"
    about: str | None = None  # what all descriptions are of
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    cuts: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._open: list[tuple[str, str]] = []
        self._start: int | None = None
        self._words: list[str] = []
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._hear
        self._parser = parser
        parser.Parse(self.text, True)

    @staticmethod
    def _refuse(*_: object) -> None:
        raise ValueError("a packet declares no document type")

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = _name(tag)
        at = self._parser.CurrentByteIndex
        if name in _OURS | _THEIRS and self._is_property:
            self._start, self._words = at, [attributes.get(f"{_RDF} resource", "")]
            self._words += [value for key, value in attributes.items() if key.startswith(f"{_RDF} resource ")]
        if name == (_RDF, "Description") and self.about is None:
            self.about = next((value for key, value in attributes.items() if _name(key) == (_RDF, "about")), None)
        for key, value in attributes.items():
            if name == (_RDF, "Description") and _name(key) in _OURS | _THEIRS:
                self.values[_name(key)] = value
                self._cut_attribute(at, key)
        self._open.append(name)

    def _close(self, tag: str) -> None:
        name = _name(tag)
        self._open.pop()
        at = self._parser.CurrentByteIndex
        if self._start is not None and name in _OURS | _THEIRS and self._is_property:
            self.values[name] = "".join(self._words).strip()
            tag_end = self._tag_end(self._start)
            is_whole = self.text[tag_end - 2 : tag_end] == b"/>"
            self.cuts.append((self._start, tag_end if is_whole else self.text.index(b">", at) + 1))
            self._start = None
        if name == (_RDF, "RDF") and self.end is None and self._ends_here(at):
            self.end = at
            self.prefix = self.text[at + 2 :].split(b":", 1)[0].decode()

    def _tag_end(self, at: int) -> int:
        """Where the start tag that begins at `at` is over."""
        match = _TAG.match(self.text, at)
        if match is None:
            raise ValueError("no start tag")
        return match.end()

    def _ends_here(self, at: int) -> bool:
        match = _END_TAG.match(self.text, at)
        return match is not None and match[1] == b"RDF"

    def _hear(self, words: str) -> None:
        if self._start is not None:
            self._words.append(words)

    @property
    def _is_property(self) -> bool:
        """Whether what begins here is a property of the picture itself, not of something inside one."""
        return len(self._open) >= 2 and self._open[-1] == (_RDF, "Description") and self._open[-2] == (_RDF, "RDF")

    def _cut_attribute(self, at: int, key: str) -> None:
        _, local, *prefix = key.split(" ")
        written = (f"{prefix[0]}:" if prefix else "") + local
        pattern = rb"\s+" + re.escape(written.encode()) + rb"\s*=\s*(\"[^\"]*\"|'[^']*')"
        match = re.compile(pattern).search(self.text, at)
        if match is not None:
            self.cuts.append(match.span())


def _name(tag: str) -> tuple[str, str]:
    space, _, rest = tag.partition(" ")
    return (space, rest.split(" ")[0]) if rest else ("", space)


def _edited(text: bytes, found: _Finder, provenance: Provenance, recipe: str) -> bytes:
    assert found.end is not None
    edits = [(start, stop, b"") for start, stop in found.cuts]
    edits.append((found.end, found.end, _description(found, provenance, recipe).encode()))
    made = text
    for start, stop, words in sorted(edits, reverse=True):
        made = made[:start] + words + made[stop:]
    return _HOLLOW.sub(b"", made)


def _description(found: _Finder, provenance: Provenance, recipe: str) -> str:
    before = found.values.get(_TYPE, "")
    stands = before in _STANDS.get(provenance.source_type, frozenset())
    properties = {
        "Iptc4xmpExt:DigitalSourceType": before if stands else provenance.source_type,
        "Iptc4xmpExt:AISystemUsed": provenance.system or found.values.get((IPTC, "AISystemUsed"), ""),
        "Iptc4xmpExt:AISystemVersionUsed": provenance.system_version
        if provenance.system
        else found.values.get((IPTC, "AISystemVersionUsed"), ""),
        "tratteggio:Summary": provenance.summary,
        "tratteggio:Recipe": recipe,
    }
    words = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in properties.items() if value)
    rdf = found.prefix
    return (
        f"<{rdf}:Description {rdf}:about={quoteattr(found.about or '')} xmlns:Iptc4xmpExt={quoteattr(IPTC)}"
        f" xmlns:tratteggio={quoteattr(NAMESPACE)}>{words}</{rdf}:Description>"
    )
