"""Project files: OpenRaster, and what makes a retouch come back whole in a folder of its own. No torch.

In the file, for every program: `stack.xml`, the photo as `data/base.png`, a layer for each patch, `mergedimage.png` and
`Thumbnails/thumbnail.png`. For this one: `tratteggio/project.json` with recipes and all else that a patch knows, masks,
CMYK samples, profile and metadata.

Samples are kept as PNG rather than as the opened file's bytes: a decoder of another version may give other samples, a
photo that was cropped or extended is no longer the file's, and other programs need the base as PNG anyway. View and
history are not stored.
"""

from engine.project.opening import is_project, read_project
from engine.project.state import Extras, ProjectState
from engine.project.writing import ProjectReport, write_project

PROJECT_SUFFIX = ".ora"

__all__ = [
    "PROJECT_SUFFIX",
    "Extras",
    "ProjectReport",
    "ProjectState",
    "is_project",
    "read_project",
    "write_project",
]
