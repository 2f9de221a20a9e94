"""Photos: reading, writing, metadata and colour."""

from engine.photo.atomic import AlreadyExists, write_atomically, write_folder_atomically
from engine.photo.colour import DisplayTransform
from engine.photo.encoding import SaveOptions
from engine.photo.extension import extended_photo
from engine.photo.formats import READABLE_SUFFIXES, WRITABLE_SUFFIXES
from engine.photo.photo import Limits, Photo, PhotoInfo, Source, photo_from_pixels
from engine.photo.reading import probe, read_photo, stamp_of
from engine.photo.reshape import Crop, Mirror, Reshape, Straighten, Turn, reshaped_photo
from engine.photo.writing import SaveReport, format_for_saving, write_photo

__all__ = [
    "READABLE_SUFFIXES",
    "WRITABLE_SUFFIXES",
    "AlreadyExists",
    "Crop",
    "DisplayTransform",
    "Limits",
    "Mirror",
    "Photo",
    "PhotoInfo",
    "Reshape",
    "SaveOptions",
    "SaveReport",
    "Source",
    "Straighten",
    "Turn",
    "extended_photo",
    "format_for_saving",
    "photo_from_pixels",
    "probe",
    "read_photo",
    "reshaped_photo",
    "stamp_of",
    "write_atomically",
    "write_folder_atomically",
    "write_photo",
]
