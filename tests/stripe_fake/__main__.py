"""`make run-card`: the fake Stripe, and the network with the card way on, as one foreground process tree."""

import argparse
import os
import signal
import subprocess
import sys
from types import FrameType

from network import environment
from tests.stripe_fake.server import KEY, SECRET, FakeStripe


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000, help="of the network")
    parser.add_argument(
        "--stripe-port", type=int, default=0, help="of the fake; the one after the network's by default"
    )
    parser.add_argument("--alone", action="store_true", help="only the fake; start the network yourself")
    given = parser.parse_args()
    fake = FakeStripe(
        given.stripe_port or given.port + 1,
        environment.VAR / "stripe-fake.pickle",
        f"http://127.0.0.1:{given.port}/stripe/events/",
    ).start()
    print(f"\n  Fake Stripe          {fake.base}/  (its clock, its faults; no money moves)", flush=True)
    names = {"STRIPE_SECRET_KEY": KEY, "STRIPE_WEBHOOK_SECRET": SECRET, "STRIPE_API_BASE": fake.base}
    if given.alone:
        print("  " + " ".join(f"{name}={value}" for name, value in names.items()), flush=True)
        signal.pause()
        return 0
    network = subprocess.Popen(
        [sys.executable, "manage.py", "start", "--port", str(given.port)],
        env={"BASE_URL": f"http://localhost:{given.port}", **os.environ, **names},
        cwd=environment.ROOT,
    )

    def pass_on(number: int, _frame: FrameType | None) -> None:
        network.send_signal(number)

    signal.signal(signal.SIGTERM, pass_on)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells the network too
    code = network.wait()
    fake.stop()
    return code


if __name__ == "__main__":
    sys.exit(main())
