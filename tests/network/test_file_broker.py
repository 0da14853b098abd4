"""The queue in files: a worker never takes a message that is not written yet."""

import os
from queue import Empty

import pytest
from kombu import Connection

from network.common.file_broker import SCHEME

pytestmark = pytest.mark.any_database


@pytest.fixture
def queue(tmp_path):
    folders = ("data_folder_in", "data_folder_out", "control_folder")
    with Connection(f"{SCHEME}://", transport_options=dict.fromkeys(folders, str(tmp_path))) as connection:
        yield connection.SimpleQueue(tmp_path.name)  # kombu remembers by name what it has bound


def test_messages_come_out_in_the_order_they_went_in(queue, tmp_path):
    for number in range(3):
        queue.put({"number": number, "words": "façade"})

    assert [queue.get(timeout=2).payload for _ in range(3)] == [
        {"number": number, "words": "façade"} for number in range(3)
    ]
    assert list(tmp_path.glob("*.part")) == []


def test_a_worker_that_looks_while_a_message_is_written_finds_nothing_yet(queue, monkeypatch):
    looked = []
    rename = os.replace

    def look_first(source, target):
        with pytest.raises(Empty):
            queue.get(block=False)
        looked.append(target)
        rename(source, target)

    monkeypatch.setattr("os.replace", look_first)
    queue.put({"number": 1})

    assert len(looked) == 1
    assert queue.get(timeout=2).payload == {"number": 1}
