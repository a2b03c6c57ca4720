"""Files by the hash of their content; ``kept`` says where a home's are."""

from tambon.blobs.interface import Blob, Blobs, Draft
from tambon.blobs.place import kept

__all__ = ["Blob", "Blobs", "Draft", "kept"]
