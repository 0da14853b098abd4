"""No table that names a company is forgotten by a merge."""

from companies.duplicates.relations import relations, unhandled
from companies.merge_rules import merge_rules


def test_every_column_that_names_a_company_has_a_rule():
    assert unhandled() == []


def test_no_rule_speaks_of_a_table_that_names_no_company():
    named = {model for model, _field in relations()}

    assert {rule.model for rule in merge_rules} - named == set()


def test_the_walk_finds_what_is_known():
    assert {
        ("companies.Member", "company"),
        ("connections.Connection", "proposer"),
        ("premium.BillingDeputy", "company"),
        ("notifications.Notification", "company_id"),
        ("guardian.UserObjectPermission", "content_object"),
    } <= set(relations())
