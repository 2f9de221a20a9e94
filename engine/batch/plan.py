"""What a batch will do: which photo with which mask or recipe, into which file; nothing is read but names."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.batch.masks import MaskFolder, pictures_in, without_masks
from engine.batch.unit import OWN_FILES, Unit
from engine.errors import BadInput
from engine.language import tr
from engine.photo import WRITABLE_SUFFIXES

if TYPE_CHECKING:
    from engine.inpaint import FillSettings

SAME_FORMAT = ""
_ELSE = ".png"  # for photos of formats that are read and not written; it holds 16 bits


@dataclass(frozen=True)
class Wish:
    """What a person asks of a batch. `mask` is a picture for all photos, or a folder with one for each; or `recipe` is
    a file.

    Args:
        folder: of the photos.
        output: folder for the results; made where there is none.
        suffix: of the results, such as ".png"; SAME_FORMAT keeps each photo's own.
        overwrite: whether files may be replaced that are in the way and were made by no batch.
        settings: of the fills; where a recipe is replayed only the device has a say.
        marked: whether results are to say in their metadata that they were filled, and how.
    """

    folder: Path
    output: Path
    mask: Path | None = None
    recipe: Path | None = None
    settings: FillSettings | None = None
    suffix: str = SAME_FORMAT
    overwrite: bool = False
    marked: bool = True


@dataclass(frozen=True)
class Entry:
    """One photo of the folder: its unit, or why there is none for it, and the way out."""

    photo: Path
    unit: Unit | None
    sentence: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Plan:
    """All photos of the folder, by name."""

    wish: Wish
    entries: tuple[Entry, ...] = field(default=())

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(entry.unit for entry in self.entries if entry.unit is not None)


def make_plan(wish: Wish) -> Plan:
    """Find the photos, and what belongs to each.

    Raises:
        BadInput: nothing says what to fill, the folder holds no photos, or the results would lie among what they are
            made of.
    """
    _check(wish)
    photos = pictures_in(wish.folder)
    masks = None
    if wish.mask is not None and wish.mask.is_dir():
        holds_photos = _is_same(wish.mask, wish.folder)
        masks = MaskFolder(photos if holds_photos else pictures_in(wish.mask), holds_photos=holds_photos)
        photos = without_masks(photos) if holds_photos else photos
    elif wish.mask is not None:
        photos = [photo for photo in photos if not _is_same(photo, wish.mask)]
    if not photos:
        raise BadInput(
            tr("There are no photos in {folder}.", folder=wish.folder), tr("Choose a folder that holds photos.")
        )
    names = _output_names(photos, wish.suffix)
    settings = _settings(wish)
    entries = [_entry(wish, photo, name, masks, settings) for photo, name in zip(photos, names, strict=True)]
    return Plan(wish, tuple(entries))


def _check(wish: Wish) -> None:
    if (wish.mask is None) == (wish.recipe is None):
        raise BadInput(
            tr("Nothing says what is to be filled.")
            if wish.mask is None
            else tr("A mask and a recipe each say what is to be filled."),
            tr("Give a mask, a folder of masks, or a recipe: one of them."),
        )
    if wish.recipe is not None and not wish.recipe.is_file():
        raise BadInput(tr("There is no recipe {path}.", path=wish.recipe), tr("Check its name."))
    if wish.mask is not None and not wish.mask.exists():
        raise BadInput(tr("There is no mask {path}.", path=wish.mask), tr("Check its name."))
    if wish.suffix and wish.suffix not in WRITABLE_SUFFIXES:
        known = ", ".join(WRITABLE_SUFFIXES)
        raise BadInput(
            tr("Photos cannot be saved as “{suffix}”.", suffix=wish.suffix), tr("Choose one of: {known}.", known=known)
        )
    if wish.output.exists() and not wish.output.is_dir():
        raise BadInput(tr("{path} is a file.", path=wish.output), tr("Name a folder for the results."))
    for folder, words in (
        (wish.folder, tr("The results would lie among the photos, in {folder}.", folder=wish.folder)),
        (wish.mask, tr("The results would lie among the masks, in {folder}.", folder=wish.mask)),
    ):
        if folder is not None and _is_same(folder, wish.output):
            raise BadInput(words, tr("Choose another folder for them: originals are never written over."))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _output_names(photos: list[Path], suffix: str) -> list[str]:
    """A name for each result, which no other has, whatever a file system thinks of upper and lower case."""
    plain = [f"{photo.stem}{_suffix_for(photo, suffix)}" for photo in photos]
    count = Counter(name.casefold() for name in plain)
    taken: set[str] = set()
    names = []
    for photo, name in zip(photos, plain, strict=True):
        if count[name.casefold()] > 1:  # a.heic and a.png: both say where they are from
            name = f"{photo.stem}-{photo.suffix[1:]}{Path(name).suffix}"
        number = 2
        stem = Path(name).stem
        while name.casefold() in taken or name.casefold() in OWN_FILES:
            name = f"{stem}-{number}{Path(name).suffix}"
            number += 1
        taken.add(name.casefold())
        names.append(name)
    return names


def _suffix_for(photo: Path, wished: str) -> str:
    return wished or (photo.suffix if photo.suffix.lower() in WRITABLE_SUFFIXES else _ELSE)


def _settings(wish: Wish) -> dict[str, Any]:
    if wish.settings is None:
        return {}
    if wish.recipe is not None:
        return {"device": wish.settings.device}
    return {name: value for name, value in asdict(wish.settings).items() if name != "sample"}


def _entry(wish: Wish, photo: Path, name: str, masks: MaskFolder | None, settings: dict[str, Any]) -> Entry:
    photo, output = photo.absolute(), wish.output.absolute() / name
    mask = wish.mask if masks is None else masks.mask_of(photo)
    if masks is not None and mask is None:
        return Entry(
            photo,
            None,
            tr("There is no mask for {name} in {folder}.", name=photo.name, folder=wish.mask),
            tr("Add one called {stem}-mask.png.", stem=photo.stem),
        )
    mask = None if mask is None else mask.absolute()
    recipe = None if wish.recipe is None else wish.recipe.absolute()
    return Entry(photo, Unit(photo, output, mask, recipe, settings, wish.overwrite, wish.marked))
