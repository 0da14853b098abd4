"""The private files of companies; migrations name the storage by this address."""

from network.common.storage import PrivateStorage

__all__ = ["PrivateStorage"]
