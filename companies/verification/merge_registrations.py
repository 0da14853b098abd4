"""Proofs in a merge: each holds for the page it was given for."""

from companies.merge_registrations import A_PROOF
from companies.merge_rules import keep

keep("verification.MailboxCode", why=A_PROOF)
keep("verification.DomainProof", why=A_PROOF)
keep("verification.PaperProof", why=A_PROOF)
keep("verification.EndingNotice", why=A_PROOF)
