"""Small pictures of patches, made of their own pixels: quick enough for the main thread, however large a patch is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ui.candidates import Candidate, method_info
from ui.stack_words import method_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.document import Patch
    from engine.photo import DisplayTransform

WIDTH, HEIGHT = 108, 72


def patch_picture(patch: Patch, icc: bytes | None = None) -> NDArray[np.uint8] | None:
    """About the middle of a patch's largest piece: h x w x 3 sRGB uint8, at most 108 x 72; None where it has none.

    Args:
        icc: the photo's colour profile.
    """
    if not patch.pieces:
        return None
    piece = max(patch.pieces, key=lambda one: one.rect.area)
    height, width = piece.pixels.shape[:2]
    rows = max(1, min(height, round(width * HEIGHT / WIDTH)))
    columns = max(1, min(width, round(height * WIDTH / HEIGHT)))
    top, left = (height - rows) // 2, (width - columns) // 2
    # Every n-th pixel: a patch of megapixels must not keep the window waiting for its picture.
    step = max(1, columns // WIDTH, rows // HEIGHT)
    return _transform(icc).apply(piece.pixels[top : top + rows : step, left : left + columns : step].copy())


@lru_cache(maxsize=2)
def _transform(icc: bytes | None) -> DisplayTransform:
    """One for all patches of a photo: it takes milliseconds to be made."""
    from engine.photo import DisplayTransform

    return DisplayTransform(icc)


def candidate_of_patch(patch: Patch, icc: bytes | None) -> Candidate:
    """A candidate for a patch whose own is not known any more, such as one out of a project."""
    import numpy as np

    info, recipe = method_info(patch.recipe.method), patch.recipe
    picture = patch_picture(patch, icc)
    return Candidate(
        patch=patch,
        method=recipe.method,
        label=method_words(patch),
        seed=recipe.seed if info is not None and info.uses_seed else None,
        seconds=patch.seconds,
        warnings=(),
        thumbnail=np.zeros((1, 1, 3), np.uint8) if picture is None else picture,
        variation=recipe.variation if info is not None and info.uses_variation else None,
    )
