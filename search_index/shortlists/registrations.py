"""What shortlists give to the apps below: journal acts, a button on company pages."""

from django.utils.translation import gettext_lazy as _

from companies.journal import acts
from network.common import page_slots
from search_index.shortlists import slots
from search_index.shortlists.actions import ADDED, REMOVED

acts.register(ADDED, _("added {subject} to the shortlist"))
acts.register(REMOVED, _("removed {subject} from the shortlist"))

page_slots.register("company_page.aside", 15, "shortlists/slots/keep.html", slots.keep)
