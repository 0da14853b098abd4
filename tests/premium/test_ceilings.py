"""What a role may spend on one order: refused with the ceiling and with who may, before and after pressing."""

import pytest

from companies.actions import custom_roles, staff
from companies.roles import CompanyPermission, Role
from network.notifications.models import Notification
from premium.actions.orders import ask_colleague, place_order
from premium.actions.renewals import choose_next_pack, keep_renewal
from premium.billing import BillingDetails
from premium.ceilings import OverCeiling
from premium.models import Order, Pack, Subscription
from premium.news import who_pays
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory
from tests.factories.premium import OrderFactory, SubscriptionFactory

PARIS = BillingDetails("Borg SAS", "1 rue du Lac", "75002", "Paris", "FR", "compta@borg.example")


@pytest.fixture
def lise(borg, owner_of):
    """Borg's billing role may spend what the essential pack costs, and no cent more."""
    custom_roles.set_ceilings(acting=owner_of(borg), ceilings={Role.BILLING: 49_000})
    borg.refresh_from_db()
    return MemberFactory(company=borg, role=Role.BILLING, user__name="Lise")


def pack(slug):
    return Pack.objects.get(slug=slug)


def test_an_order_up_to_the_ceiling_goes_through_and_one_beyond_it_is_refused(borg, lise, owner_of):
    with pytest.raises(OverCeiling) as refused:
        place_order(acting=lise, pack=pack("business"), billing=PARIS)
    assert str(refused.value.sentence) == (
        "This order costs €990 before VAT, and your role (Billing) may order for up to €490. "
        f"These colleagues may: {owner_of(borg).user.display_name}."
    )
    assert not Order.objects.exists()

    assert place_order(acting=lise, pack=pack("essential"), billing=PARIS).net_cents == 49_000


def test_the_owner_has_no_ceiling(borg, lise, owner_of):
    assert place_order(acting=owner_of(borg), pack=pack("premium"), billing=PARIS).net_cents == 199_000


def test_a_role_of_our_own_has_its_own_ceiling(borg, owner_of):
    role = custom_roles.create_role(
        acting=owner_of(borg), name="Buyer", permissions=[CompanyPermission.BUY], ceiling_cents=48_999
    )
    member = staff.add_member(company=borg, user=UserFactory(), role=role)

    with pytest.raises(OverCeiling):
        place_order(acting=member, pack=pack("essential"), billing=PARIS)

    assert not Order.objects.exists()
    assert who_pays(borg)[0] == member.user


def test_the_next_year_is_not_chosen_beyond_the_ceiling(borg, lise):
    year = SubscriptionFactory(company=borg, slug="business")
    Subscription.objects.filter(pk=year.pk).update(renews=False)

    for refused in (lambda: keep_renewal(acting=lise), lambda: choose_next_pack(acting=lise, pack=pack("business"))):
        with pytest.raises(OverCeiling):
            refused()

    year.refresh_from_db()
    assert not year.renews


def test_asking_a_colleague_stays_possible_and_reaches_who_may(borg, lise, owner_of):
    MemberFactory(company=borg, role=Role.BILLING)  # under the same ceiling: asking would lead nowhere

    assert ask_colleague(acting=lise, pack=pack("business")) == 1

    assert Notification.objects.get().user == owner_of(borg).user


def test_the_pages_say_the_ceiling_before_the_order(borg, lise, client_of):
    browser = client_of(lise)

    within = browser.get("/en/packs/essential/order/").content.decode()
    beyond = browser.get("/en/packs/business/order/").content.decode()
    placed = browser.post("/en/packs/business/order/", {**vars(PARIS), "step": "check"}).content.decode()

    assert "Your role may order for up to €490 before VAT." in " ".join(within.split())
    assert "your role (Billing) may order for up to €490" in beyond
    assert 'href="/en/packs/business/ask/"' in beyond
    assert 'value="place"' not in placed


def test_an_order_of_a_colleague_beyond_the_ceiling_is_not_paid(borg, lise, client_of):
    order = OrderFactory(company=borg, pack=pack("business"), price_cents=99_000, net_cents=99_000)

    assert client_of(lise).get(f"/en/packs/orders/{order.number}/pay/card/").status_code == 403
