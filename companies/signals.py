"""What companies announce, after commit unless a line says otherwise."""

from django.dispatch import Signal

# A page, identity, category or visibility changed. Arguments: company_ids (list of int).
company_changed = Signal()
# An operator has given a company another category. Sent inside the transaction that changes it, with the company locked:
# what follows from it is written with it or not at all. Arguments: company, former (its category before).
category_changed = Signal()
# Somebody founded a company. Arguments: company, member.
company_founded = Signal()
# An operator approved a claim. Arguments: company, member.
company_claimed = Signal()
# A person joined the staff. Arguments: member.
member_joined = Signal()
# A batch of companies came in. Arguments: activity_codes (dict of company id to SIC code).
companies_imported = Signal()
# A person left the staff, by himself (removed_by is None) or removed by a colleague. Arguments: member, removed_by.
member_left = Signal()
# A member's role changed. Arguments: member, former_role, acting.
role_changed = Signal()
# An invited person accepted. Arguments: invitation, member.
invitation_accepted = Signal()
# A section was published. Arguments: company_id, kind, version, user (None for a system).
section_published = Signal()
