"""The network itself: settings, shared ground, and the apps that are not about one company."""

import gc

from network.celery_app import app as celery_app

__all__ = ["celery_app"]

# Loading the house makes a million objects that stay. Looking them through at every 700 new ones is a fifth of each start.
gc.set_threshold(50_000, 20, 20)
