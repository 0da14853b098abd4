"""The worker is killed again and again: no mail twice, none forgotten, no event lost."""

import json
import re
import time
from collections import Counter

import pytest

from tests.browser.running_network import RunningNetwork

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(1200)]

MAILS, KILLS = 3_000, 5
QUEUE = f"""
from django.db import transaction
from network.notifications.actions import send_mail_to
with transaction.atomic():
    for number in range({MAILS}):
        arguments = {{"company": "Acme", "is_done": True, "answer": "Done.", "url": "/en/"}}
        send_mail_to(f"reader{{number}}@acme.example", "en", "page_notice_answered", arguments)
"""
COUNT = """
import json
from django.db.models import Count
from network.notifications.models import Mail
print(json.dumps(dict(Mail.objects.values_list("state").annotate(number=Count("pk")))))
"""
CHECK_NOW = """
from django.utils import timezone
from network.common.models import OutboxEvent
OutboxEvent.objects.filter(topic="mail.check", done_at=None).update(run_at=timezone.now())
"""


def test_no_mail_is_sent_twice_and_none_is_forgotten(tmp_path, record_property):
    network = RunningNetwork(tmp_path / "var", {})
    network.prepare()
    network.manage("shell", "--no-imports", "-c", QUEUE)

    killed_at = []
    for _kill in range(KILLS):
        before = len(sent(network))
        network.start()
        wait_for(lambda known=before: len(sent(network)) > known + 40)
        network.kill_worker()
        network.process.wait(20)
        killed_at.append(len(sent(network)))
    network.manage("shell", "--no-imports", "-c", CHECK_NOW)
    network.start()
    wait_for(lambda: not {"pending", "sending"} & states(network).keys())
    network.stop()

    times = Counter(sent(network))
    in_doubt = states(network).get("in_doubt", 0)
    record_property("killed_after_mails", killed_at)
    record_property("in_doubt", in_doubt)
    assert killed_at[-1] < MAILS, "the kills came after the work"
    assert max(times.values()) == 1
    assert MAILS - in_doubt <= len(times) <= MAILS
    assert in_doubt <= KILLS


def sent(network: RunningNetwork) -> list[bytes]:
    """The addresses of every mail in the mail folder."""
    return [
        address
        for path in (network.folder / "mail").glob("*")
        for address in re.findall(rb"^To: (\S+)$", path.read_bytes(), re.MULTILINE)
    ]


def states(network: RunningNetwork) -> dict[str, int]:
    return json.loads(network.manage("shell", "--no-imports", "-c", COUNT).splitlines()[-1])


def wait_for(is_true, seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.1)
