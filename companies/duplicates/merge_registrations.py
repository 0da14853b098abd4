"""The tables of merging in a merge: what was judged and done stays written."""

from companies.merge_rules import HISTORY, keep

keep("duplicates.Suspicion", "low", "high", why=HISTORY)
keep("duplicates.Merge", "kept", "merged", why=HISTORY)
