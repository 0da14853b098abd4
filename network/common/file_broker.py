"""Celery's queue in files, whole ones only.

kombu's own transport makes the file first and writes into it afterwards: a worker that looks in between takes an empty message, and
ends. Here a message appears under its name once it is written.
"""

import time
import uuid
from pathlib import Path
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

SCHEME = "whole-files"


class Channel(filesystem.Channel):
    def _put(self, queue: str, message: Any, **kwargs: Any) -> None:  # type: ignore[override]  # as kombu's own
        """Write aside, then rename; names sort by time.

        Raises:
            ChannelError: the folder cannot be written.

        """
        name = Path(self.data_folder_out, f"{time.monotonic_ns():020}_{uuid.uuid4()}.{queue}.msg")
        aside = name.with_suffix(".part")
        try:
            aside.write_text(dumps(message))
            aside.replace(name)
        except OSError as error:
            raise ChannelError(f"cannot add {name} to the queue") from error


class Transport(filesystem.Transport):
    Channel = Channel


TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"
