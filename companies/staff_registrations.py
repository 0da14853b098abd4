"""What staff registers with the ground in `ready()`: journal acts, notification kinds, facts of the frame."""

from django.utils.translation import gettext_lazy as _

from companies.actions import staff
from companies.journal import acts

acts.register(staff.JOINED, _("added {subject} to the staff"))
acts.register(staff.ROLE_CHANGED, _("changed the role of {subject}"))
acts.register(staff.REMOVED, _("removed {subject} from the staff"))
acts.register(staff.LEFT, _("left the staff"))
