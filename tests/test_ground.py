"""The actors of the tests stand on the ground."""


def test_acme_has_an_owner(acme, owner_of):
    assert owner_of(acme).user.display_name == "Alice Martin"
