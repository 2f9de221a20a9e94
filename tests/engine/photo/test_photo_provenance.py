"""A retouched file says so in XMP, and other readers find it; what stood there before stays."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import tifffile
from PIL import Image

from engine.photo import SaveOptions, photo_from_pixels, read_photo, write_photo
from engine.photo.provenance import (
    COMPOSITE_WITH_TRAINED,
    HUMAN_EDITS,
    IPTC,
    NAMESPACE,
    Provenance,
    marked_xmp,
    recipe_of,
    source_type_of,
)

PIXELS = np.random.default_rng(5).integers(0, 256, (12, 16, 3), np.uint8)
TRAINED = Provenance(COMPOSITE_WITH_TRAINED, "2 places filled.", ('{"a": "<&>"}',), "Tratteggio (GAN)", "0.1.0")
EDITED = Provenance(HUMAN_EDITS, "By hand.", ("{}",))
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OLD = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="uuid:7" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    f' xmlns:e="{IPTC}" e:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture">'
    "<!-- kept --><dc:title><rdf:Alt><rdf:li>Sommer – Ünï</rdf:li></rdf:Alt></dc:title></rdf:Description>"
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
).encode()


def values(xmp: bytes) -> dict[str, str]:
    """Every property of the picture, as a reader of RDF finds it."""
    text = xmp.decode().split("?>", 1)[1].rsplit("<?", 1)[0] if xmp.startswith(b"<?xpacket") else xmp.decode()
    found: dict[str, str] = {}
    for description in ElementTree.fromstring(text.strip("\ufeff \n")).iter(f"{{{RDF}}}Description"):
        found |= description.attrib
        found |= {child.tag: "".join(child.itertext()) for child in description}
    return found


def test_a_photo_without_xmp_gets_a_packet() -> None:
    made = marked_xmp(None, TRAINED)
    assert made is not None
    found = values(made)
    assert found[f"{{{IPTC}}}DigitalSourceType"] == COMPOSITE_WITH_TRAINED
    assert found[f"{{{IPTC}}}AISystemUsed"] == "Tratteggio (GAN)"
    assert found[f"{{{NAMESPACE}}}Recipe"] == '{"a": "<&>"}'
    assert (source_type_of(made), recipe_of(made)) == (COMPOSITE_WITH_TRAINED, '{"a": "<&>"}')


def test_what_stood_there_stays_byte_for_byte() -> None:
    made = marked_xmp(OLD, TRAINED)
    assert made is not None
    assert values(made)["{http://purl.org/dc/elements/1.1/}title"] == "Sommer – Ünï"
    assert b"<!-- kept -->" in made
    assert made.count(b"DigitalSourceType") == 2  # one element's two tags: the camera's word is replaced
    assert made.count(b'about="uuid:7"') == 2
    start, end = OLD.index(b"<!--"), OLD.index(b"</rdf:Description>")
    assert OLD[start:end] in made


def test_marked_again_it_does_not_grow() -> None:
    once = marked_xmp(OLD, TRAINED)
    twice = marked_xmp(once, TRAINED)
    assert once == twice


@pytest.mark.parametrize(
    "element",
    [
        '<q:DigitalSourceType rdf:resource="http://old"/>',
        '<q:DigitalSourceType rdf:resource="http://old"></q:DigitalSourceType>',
        "<q:DigitalSourceType>http://old</q:DigitalSourceType>",
    ],
)
def test_every_way_of_writing_the_type_is_replaced(element: str) -> None:
    xmp = (
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="" xmlns:q="{IPTC}">{element}'
        "</rdf:Description></rdf:RDF>"
    ).encode()
    assert source_type_of(xmp) == "http://old"
    made = marked_xmp(xmp, EDITED)
    assert made is not None
    assert b"http://old" not in made
    assert source_type_of(made) == HUMAN_EDITS


def test_a_picture_that_was_invented_as_a_whole_is_not_called_edited() -> None:
    whole = COMPOSITE_WITH_TRAINED.replace("compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia")
    for marks in (EDITED, TRAINED):
        made = marked_xmp(OLD.replace(b"digitalCapture", b"trainedAlgorithmicMedia"), marks)
        assert source_type_of(made) == whole
    assert source_type_of(marked_xmp(marked_xmp(None, TRAINED), EDITED)) == COMPOSITE_WITH_TRAINED


def test_other_encodings_are_read() -> None:
    assert source_type_of(marked_xmp(OLD.decode().encode("utf-16"), TRAINED)) == COMPOSITE_WITH_TRAINED
    assert source_type_of(marked_xmp(OLD.decode().encode("utf-16-le"), TRAINED)) == COMPOSITE_WITH_TRAINED


@pytest.mark.parametrize(
    "broken",
    [
        b"<x:xmpmeta",
        b"\xff\xfe\xff",
        b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>',
        f'<rdf:RDF xmlns:rdf="{RDF}"/>'.encode(),
        b"<unbound:a/>",
    ],
)
def test_a_packet_that_cannot_be_read_is_left_alone(broken: bytes, tmp_path: Path) -> None:
    assert marked_xmp(broken, TRAINED) is None
    assert (source_type_of(broken), recipe_of(broken)) == ("", "")
    photo = photo_from_pixels(PIXELS)
    object.__setattr__(photo, "xmp", broken)
    report = write_photo(photo, PIXELS, None, tmp_path / "a.png", options=SaveOptions(provenance=TRAINED))
    assert any("does not say that it was retouched" in warning for warning in report.warnings)
    assert read_photo(report.path).xmp == broken


def test_where_there_is_little_room_the_shorter_words_are_taken() -> None:
    long = Provenance(HUMAN_EDITS, "S", ("x" * 5000, "short"))
    assert recipe_of(marked_xmp(OLD, long, 60_000)) == "x" * 5000
    assert recipe_of(marked_xmp(OLD, long, 3000)) == "short"
    assert source_type_of(marked_xmp(OLD, Provenance(HUMAN_EDITS, "S", ("x" * 5000,)), 3000)) == HUMAN_EDITS
    assert marked_xmp(OLD, long, 100) is None


def test_room_is_made_of_padding() -> None:
    padded = OLD.replace(b"<?xpacket end", b" " * 4000 + b"\n<?xpacket end")
    made = marked_xmp(padded, EDITED, 2500)
    assert made is not None
    assert recipe_of(made) == "{}"
    assert values(made)["{http://purl.org/dc/elements/1.1/}title"] == "Sommer – Ünï"


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".avif"])
def test_other_readers_find_it_in_the_file(suffix: str, tmp_path: Path) -> None:
    photo = photo_from_pixels(PIXELS)
    object.__setattr__(photo, "xmp", OLD)
    path = tmp_path / f"out{suffix}"
    write_photo(photo, PIXELS, None, path, options=SaveOptions(provenance=TRAINED))
    if suffix == ".tif":
        with tifffile.TiffFile(path) as file:
            packet = file.pages.first.tags[700].value
    else:
        with Image.open(path) as image:
            packet = image.info["xmp"]
            packet = packet.encode() if isinstance(packet, str) else packet
    found = values(packet)
    assert found[f"{{{IPTC}}}DigitalSourceType"] == COMPOSITE_WITH_TRAINED
    assert found[f"{{{NAMESPACE}}}Recipe"] == '{"a": "<&>"}'
    assert found["{http://purl.org/dc/elements/1.1/}title"] == "Sommer – Ünï"


def test_a_jpeg_never_loses_its_own_xmp_to_the_mark(tmp_path: Path) -> None:
    photo = photo_from_pixels(PIXELS)
    full = OLD.replace(b"<!-- kept -->", b"<!--" + b"k" * 64900 + b"-->")
    object.__setattr__(photo, "xmp", full)
    report = write_photo(photo, PIXELS, None, tmp_path / "a.jpg", options=SaveOptions(provenance=TRAINED))
    assert read_photo(report.path).xmp == full
    assert any("does not say" in warning for warning in report.warnings)


def test_it_can_be_switched_off_and_bmp_says_that_it_cannot(tmp_path: Path) -> None:
    photo = photo_from_pixels(PIXELS)
    assert read_photo(write_photo(photo, PIXELS, None, tmp_path / "a.png").path).xmp is None
    options = SaveOptions(provenance=TRAINED, metadata=False)
    assert source_type_of(read_photo(write_photo(photo, PIXELS, None, tmp_path / "b.png", options=options).path).xmp)
    report = write_photo(photo, PIXELS, None, tmp_path / "c.bmp", options=options)
    assert "BMP cannot hold metadata: the file does not say that it was retouched." in report.warnings
