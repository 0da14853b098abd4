"""What the columns of this app are, and what becomes of them when a person or a company is erased."""

from network.common.classification import classify

classify(
    "tree.Affiliation",
    person="parent_confirmed_by child_confirmed_by",
    company="parent child kind",
    technical="id state proposed_by source proposed_at parent_confirmed_at child_confirmed_at closed_at closed_by_side",
    of_company="parent child",
    shared="child",
)
classify(
    "tree.Delegation",
    person="granted_by",
    company="roles",
    technical="id affiliation granted_at revoked_at",
    of_company="affiliation__parent affiliation__child",
    shared="affiliation__child",
)
classify(
    "tree.Loan",
    person="lender member",
    technical="id delegation",
    of_person="lender__user member__user",
    of_company="member__company lender__company",
    hidden=True,
)
classify("tree.TreeLock", technical="id")
