"""StyleGAN2 generators out of other programs' files, read as data: nothing in such a file is ever run."""

from engine.latent.foreign.library import import_model, remove_model
from engine.latent.foreign.reading import read_generator
from engine.latent.foreign.stylegan2 import ForeignGenerator

__all__ = ["ForeignGenerator", "import_model", "read_generator", "remove_model"]
