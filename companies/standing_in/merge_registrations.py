"""Standing in, in a merge: what was done stays written where it was done."""

from companies.merge_rules import HISTORY, keep

keep("standing_in.StandIn", why=HISTORY)
