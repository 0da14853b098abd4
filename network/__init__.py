"""The network itself: settings, shared ground, and the apps that are not about one company."""

from network.celery_app import app as celery_app

__all__ = ["celery_app"]
