"""Settings by topic; the order matters only where one topic reads another."""

from network.settings.applications import *
from network.settings.database import *
from network.settings.servers import *
from network.settings.languages import *
from network.settings.people import *
from network.settings.security import *
from network.settings.assets import *
from network.settings.wagtail import *
from network.settings.logs import *
