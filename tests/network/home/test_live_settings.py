"""Limits and flags: what operators set counts at once and everywhere, with who, when and why."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from companies.actions.founding import FOUNDING_IS_OPEN
from companies.exceptions import NotAnOperator
from companies.publication.actions.previews import MOST_LINKS
from network.common.live_settings import Flag, Limit, all_settings, register
from network.common.models import SettingChange
from network.home.actions import change_setting
from network.home.exceptions import SetAlready, SetMeanwhile
from network.home.operators import ensure_groups
from tests.factories.accounts import UserFactory
from tests.factories.settings import put_in_force

pytestmark = pytest.mark.django_db
LIST = "/back-office/limits/"
PAGE = f"{LIST}publication.preview_links/"


def operator_called(name, group="Operators"):
    ensure_groups()
    user = UserFactory(name=name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def browser_of(user) -> Client:
    made = Client()
    made.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


@pytest.fixture
def olga():
    return operator_called("Olga")


def change(operator, value=30, seen=0, setting=MOST_LINKS, reason="A fair is coming."):
    return change_setting(operator=operator, setting=setting, value=value, reason=reason, seen=seen)


def test_what_is_set_counts_from_the_next_question_on(olga):
    assert MOST_LINKS.now() == 20

    change(olga, 30)
    assert MOST_LINKS.now() == 30
    change(olga, 25, seen=1)

    assert MOST_LINKS.now() == 25
    kept = SettingChange.objects.order_by("version").values_list("version", "value", "reason", "changed_by")
    assert list(kept) == [(1, 30, "A fair is coming.", olga.pk), (2, 25, "A fair is coming.", olga.pk)]


def test_asking_costs_one_question(django_assert_num_queries, olga):
    change(olga, 30)

    with django_assert_num_queries(1):
        MOST_LINKS.now()


def test_the_second_of_two_operators_is_told_and_overwrites_nothing(olga):
    change(olga, 30)

    with pytest.raises(SetMeanwhile):
        change(operator_called("Piet"), 5)

    assert MOST_LINKS.now() == 30


@pytest.mark.parametrize("value", [0, -1, 201, 10**9])
def test_no_value_beyond_the_bounds_is_set(olga, value):
    with pytest.raises(ValueError, match="cannot be"):
        change(olga, value)

    assert not SettingChange.objects.exists()


def test_the_value_in_force_is_not_set_again(olga):
    with pytest.raises(SetAlready):
        change(olga, 20)

    assert not SettingChange.objects.exists()


@pytest.mark.parametrize("group", ["Support", "Finance", "Editors"])
def test_only_operators_of_the_network_change_it(group):
    other = operator_called("Rosa", group)

    with pytest.raises(NotAnOperator):
        change(other)

    assert browser_of(other).get(PAGE).status_code in {302, 403}
    assert not SettingChange.objects.exists()


def test_what_was_kept_before_a_release_narrowed_the_bounds_is_read_within_them():
    put_in_force(MOST_LINKS, 5000)

    assert MOST_LINKS.now() == 200


def test_a_name_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        register(Flag(name=MOST_LINKS.name, group="", label=""))


def test_every_default_is_allowed():
    assert all_settings.keys()
    for setting in all_settings:
        assert setting.within(setting.default) == setting.default, setting.name
        assert setting.field().clean(str(setting.default)) == setting.default, setting.name


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "Limits and flags",
                "Open preview links",
                "20 for each company",
                "Olga",
                "30 for each company",
                "Revenue stage",
            ],
        ),
        (
            "fr",
            ["Limites et interrupteurs", "Liens d’aperçu ouverts", "20 par entreprise", "Olga", "30 par entreprise"],
        ),
    ],
)
def test_the_list_says_what_is_in_force_and_who_changed_it(olga, language, words):
    change(olga, 30)
    olga.language = language
    olga.save()

    page = browser_of(olga).get(LIST).content.decode()

    assert [word for word in words if word not in page] == []
    names = [reverse("home_office:setting", args=[setting.name]) for setting in all_settings]
    assert [name for name in names if name not in page] == []


def test_the_list_takes_as_many_questions_with_a_long_history(olga, django_assert_max_num_queries):
    for seen in range(10):
        change(olga, 100 + seen, seen=seen)
        put_in_force(FOUNDING_IS_OPEN, bool(seen % 2))
    browser = browser_of(olga)
    browser.get(LIST)

    with django_assert_max_num_queries(12):
        browser.get(LIST)


def test_an_operator_changes_a_limit_and_puts_it_back(olga):
    browser = browser_of(olga)

    done = browser.post(PAGE, {"value": "30", "reason": "A fair is coming.", "seen": "0"}, follow=True)
    page = done.content.decode()

    assert "In force: 30 for each company." in page
    assert "<del>20 for each company</del> <ins>30 for each company</ins>" in page
    assert "A fair is coming." in page
    assert 'href="?back=0"' in page
    assert 'name="value" value="20"' in browser.get(f"{PAGE}?back=0").content.decode()
    browser.post(PAGE, {"value": "20", "reason": "It is over.", "seen": "1"})
    assert MOST_LINKS.now() == 20
    assert "<del>30 for each company</del> <ins>20 for each company</ins>" in browser.get(PAGE).content.decode()


@pytest.mark.parametrize("back", ["9", "-1", "x", "9" * 40, "²"])
def test_nonsense_to_put_back_shows_the_value_in_force(olga, back):
    assert 'name="value" value="20"' in browser_of(olga).get(PAGE, {"back": back}).content.decode()


def test_a_bad_form_loses_nothing(olga):
    page = browser_of(olga).post(PAGE, {"value": "5000", "reason": "", "seen": "0"}).content.decode()

    assert "Give a whole number from 1 to 200." in page
    assert "Say why: the history keeps it." in page
    assert 'value="5000"' in page
    assert not SettingChange.objects.exists()


def test_who_saves_over_another_sees_it_first_and_may_save_again(olga):
    put_in_force(MOST_LINKS, 40)
    browser = browser_of(olga)
    typed = {"value": "30", "reason": "A fair is coming.", "seen": "0"}

    refused = browser.post(PAGE, typed)
    page = refused.content.decode()

    assert refused.status_code == 409
    assert "Somebody changed this setting while you were typing." in page
    assert "In force: 40 for each company." in page
    assert 'value="30"' in page
    assert 'value="A fair is coming."' in page
    assert 'name="seen" value="1"' in page
    browser.post(PAGE, typed | {"seen": "1"})
    assert MOST_LINKS.now() == 30


def test_a_flag_is_chosen(olga):
    page = f"{LIST}companies.founding_is_open/"
    browser = browser_of(olga)
    assert "In force: yes." in browser.get(page).content.decode()

    browser.post(page, {"value": "False", "reason": "Too much spam.", "seen": "0"})

    assert FOUNDING_IS_OPEN.now() is False
    assert "<del>yes</del> <ins>no</ins>" in browser.get(page).content.decode()


def test_a_setting_that_is_none_is_not_found(olga):
    assert browser_of(olga).get(f"{LIST}no.such/").status_code in {302, 404}


def test_a_limit_without_a_change_has_its_default_in_words():
    assert Limit(name="a", group="", label="", default=3, most=9, unit="a day").in_words(3) == "3 a day"
