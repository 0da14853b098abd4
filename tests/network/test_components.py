"""Components draw what they promise, whatever page uses them."""

import re
from types import SimpleNamespace as Sample
from urllib.parse import unquote

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from network.common import signs
from network.common.templatetags.comptoir import one_full_stop
from tests.environment import ROOT

pytestmark = pytest.mark.any_database


def drawn(source: str, **context) -> str:
    return Template(source).render(Context(context))


class BriefForm(forms.Form):
    days = forms.IntegerField(
        label="Days", help_text="Working days.", error_messages={"invalid": "Give a number of days, for example 15."}
    )
    note = forms.CharField(label="Note", required=False, max_length=280, widget=forms.Textarea)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "One"), ("b", "Two")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="I agree", required=False)


FIELD = '{% include "components/field.html" with field=field only %}'


def test_a_wrong_field_says_what_to_do_and_the_control_points_at_it():
    html = drawn(FIELD, field=BriefForm({"days": "soon", "kind": "a"})["days"])
    assert 'id="id_days_error"' in html
    assert "Give a number of days, for example 15." in html
    assert 'aria-invalid="true"' in html
    described = re.search(r'aria-describedby="([^"]+)"', html)[1].split()
    assert described == ["id_days_helptext", "id_days_error"]
    assert all(f'id="{name}"' in html for name in described)


def test_a_right_field_carries_no_error():
    html = drawn(FIELD, field=BriefForm({"days": "15", "kind": "a"})["days"])
    assert "field--error" not in html
    assert "aria-invalid" not in html


def test_an_optional_text_says_so_and_counts_its_characters():
    with translation.override("en"):
        html = drawn(FIELD, field=BriefForm({"note": "four"})["note"])
    assert "(optional)" in html
    assert 'data-count="id_note"' in html
    assert "4 / 280" in html


def test_radio_buttons_are_a_group_with_a_legend():
    html = drawn(FIELD, field=BriefForm()["kind"])
    assert html.count('type="radio"') == 2
    assert "<legend" in html


def test_a_check_box_stands_before_its_words():
    html = drawn(FIELD, field=BriefForm()["agreed"])
    assert re.search(r'<label class="check"[^>]*><input type="checkbox"[^>]*><span>I agree', html)


def test_the_errors_of_a_form_take_the_focus_and_link_to_the_fields():
    form = BriefForm({"days": "soon"})
    html = drawn('{% include "components/form_errors.html" with form=form only %}', form=form)
    assert 'role="alert"' in html
    assert "autofocus" in html
    assert 'href="#id_days"' in html


def test_what_was_typed_is_never_markup():
    html = drawn(FIELD, field=BriefForm({"days": "<b>15</b>"})["days"])
    assert "<b>15" not in html
    name = "<script>Acme</script>"
    assert "<script>" not in drawn("{% logo company %}", company=Sample(name=name, logo_url=""))
    assert "<script>" not in drawn("{% counter title %}{{ title }}{% endcounter %}", title=name)
    assert "<script>" not in drawn('{% notice "ok" title=title %}{{ title }}{% endnotice %}', title=name)


@pytest.mark.parametrize("level", range(6))
def test_an_evidence_mark_paints_as_many_strokes_as_its_level(level):
    html = drawn("{% evidence_mark level %}", level=level)
    assert html.count("<path") == 5
    assert html.count("tally__on") == level
    assert f"({level}/5)" in html


def test_an_evidence_mark_names_its_method_in_the_language_of_the_reader():
    with translation.override("fr"):
        assert "Site prouvé" in drawn("{% evidence_mark 3 %}")
    with translation.override("en"):
        assert "Site proven" in drawn("{% evidence_mark 3 %}")


@pytest.mark.parametrize(("used", "is_low"), [(0, False), (35, False), (36, True), (40, True)])
def test_a_quota_turns_to_wax_from_ninety_per_cent(used, is_low):
    html = drawn('{% quota used 40 "Introductions" %}', used=used)
    assert ("quota--low" in html) is is_low
    assert (f"{40 - used}" in html.split("</progress>")[1]) is is_low


def test_a_quota_without_limit_draws_no_bar():
    with translation.override("en"):
        html = drawn('{% quota 3 None "Quote requests" %}')
    assert "<progress" not in html
    assert "No limit" in html


@pytest.mark.parametrize(
    ("language", "cents", "shown"),
    [
        ("fr", 199000, "1 990 €"),
        ("fr", 4083, "40,83 €"),
        ("en", 199000, "€1,990"),
        ("en", 4083, "€40.83"),
        ("en", 0, "€0"),
        ("fr", -1250, "-12,50 €"),
    ],
)
def test_money_is_written_as_the_reader_writes_it(language, cents, shown):
    with translation.override(language):
        assert re.sub(r"\s", " ", drawn('{% money cents "EUR" %}', cents=cents)) == shown


def test_an_unknown_amount_is_nothing():
    assert signs.money(None) == ""


def test_a_company_is_a_square_and_a_person_a_circle():
    assert "logo--64" in drawn("{% logo company 64 %}", company=Sample(name="Northmoor Outdoor", logo_url=""))
    assert ">NO<" in drawn("{% logo company %}", company=Sample(name="Northmoor Outdoor"))
    assert 'src="/media/a.png"' in drawn("{% logo company %}", company=Sample(name="Acme", logo_url="/media/a.png"))
    assert ">AF<" in drawn("{% avatar user %}", user=Sample(pk=1, display_name="Ana Ferreira"))


def test_a_person_keeps_her_hue():
    hues = [signs.hue(key) for key in range(100)]
    assert hues == [signs.hue(key) for key in range(100)]
    assert set(hues) == set("abcd")


def test_two_reviews_give_a_count_and_no_rating():
    with translation.override("en"):
        html = drawn("{% rating 5 2 %}")
    assert "2 reviews, rated from 3" in html
    assert "/ 5" not in html


def test_the_pager_keeps_the_rest_of_the_query():
    request = RequestFactory().get("/en/search/", {"q": "seo", "page": "2"})
    html = drawn("{% pager page %}", request=request, page=Paginator(range(30), 10).page(2))
    assert "?q=seo&amp;page=1" in html
    assert "?q=seo&amp;page=3" in html


def test_a_page_keeps_its_address_and_query_in_the_other_language():
    request = RequestFactory().get("/en/account/login/", {"next": "/en/packs/"})
    with translation.override("en"):
        there = drawn('{% page_in_language "fr" %}', request=request)
    assert unquote(there) == "/fr/account/login/?next=/en/packs/"


def test_a_disabled_button_gives_its_reason():
    html = drawn('{% include "components/button.html" with label="Publish" reason="Nothing changed." only %}')
    assert 'aria-disabled="true"' in html
    assert "Nothing changed." in html


def test_every_class_of_the_frame_has_a_style():
    styles = "".join(path.read_text() for path in (ROOT / "network/static/network/css").rglob("*.css"))
    known = set(re.findall(r"\.([a-z][\w-]*)", styles))
    unknown = set()
    for path in (ROOT / "network/templates").rglob("*.html"):
        if "mail" in path.parts:
            continue  # mails carry their own style
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " {{}} ", path.read_text())
        for value in re.findall(r'class="([^"]*)"', text):
            unknown |= {name for name in value.split() if "{" not in name and not name.endswith("-")} - known
    assert not unknown - {"mark", "row"}


def test_the_style_guide_shows_every_component(client):
    response = client.get("/styleguide/")
    assert response.status_code == 200
    drawn_here = {template.name for template in response.templates}
    components = {f"components/{path.name}" for path in (ROOT / "network/templates/components").glob("*.html")}
    shown_elsewhere = {"components/messages.html", "components/htmx.html", "components/form_fields.html"}
    assert components - drawn_here <= shown_elsewhere


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [("Welcome to Gxo SL..", "Welcome to Gxo SL."), ("Welcome.", "Welcome."), ("Wait...", "Wait...")],
)
def test_a_sentence_that_ends_with_a_name_ends_once(sentence, shown):
    assert one_full_stop(sentence) == shown
