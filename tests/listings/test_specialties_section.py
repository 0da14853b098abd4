"""A company chooses its specialties in a section of its page; the table for lists and searches follows."""

import pytest

from companies.actions.sections import save_section
from companies.sections import kinds_in_order, section_kinds, section_of
from listings.actions.inference import infer_specialties
from listings.exceptions import UnknownSpecialties
from listings.forms.specialties import SpecialtiesForm, summary_of
from listings.models import CompanySpecialty, Specialty
from listings.selectors import specialties_of, specialties_shown

pytestmark = pytest.mark.django_db


def chosen(*rows):
    return {"specialties": [{"specialty": slug, "sentence": sentence} for slug, sentence in rows]}


def posted(*rows):
    return SpecialtiesForm.data_of(chosen(*rows))


def form_for(company, data=None, content=None):
    return SpecialtiesForm(data, content=content or chosen(), company=company)


def known(company):
    return list(company.company_specialties.values_list("specialty__slug", "origin", "sentence"))


def test_saving_the_section_declares_its_specialties_in_order(borg, owner_of):
    content = chosen(("seo", "Catalogues of 5,000 products and more."), ("web-design", ""))

    section = save_section(acting=owner_of(borg), kind="specialties", content=content, base_version=0)

    assert section.version == 1
    assert known(borg) == [
        ("seo", "declared", "Catalogues of 5,000 products and more."),
        ("web-design", "declared", ""),
    ]


def test_what_the_company_says_replaces_what_we_inferred_and_stays(borg, owner_of):
    infer_specialties({borg.pk: "4225"})

    save_section(acting=owner_of(borg), kind="specialties", content=chosen(("seo", "")), base_version=0)
    infer_specialties({borg.pk: "4225"})

    assert known(borg) == [("seo", "declared", "")]


def test_the_form_of_an_imported_page_proposes_what_was_inferred(borg):
    infer_specialties({borg.pk: "4225"})

    section = section_of(borg, "specialties")

    assert section.version == 0
    assert section.content == chosen(("warehousing", ""))


@pytest.mark.parametrize(
    "rows",
    [
        [("no-such-specialty", "")],
        [("seo", ""), ("seo", "")],
        [("seo", "x" * 281)],
        [(slug, "") for slug in ("seo", "crm", "pim", "stores", "people", "content", "hosting")],
    ],
    ids=["unknown", "twice", "too long", "too many"],
)
def test_a_content_that_no_form_sends_is_refused_and_changes_nothing(borg, owner_of, rows):
    infer_specialties({borg.pk: "4225"})

    with pytest.raises(UnknownSpecialties):
        save_section(acting=owner_of(borg), kind="specialties", content=chosen(*rows), base_version=0)

    assert known(borg) == [("warehousing", "inferred", "")]
    assert section_of(borg, "specialties").version == 0


def test_the_form_gives_back_the_rows_that_were_filled(borg):
    form = form_for(borg, posted(("seo", " Big \n catalogues "), ("", ""), ("web-design", "")))

    assert form.is_valid(), form.errors
    assert form.content() == chosen(("seo", "Big catalogues"), ("web-design", ""))


def test_a_specialty_chosen_twice_is_refused(borg):
    form = form_for(borg, posted(("seo", "One"), ("seo", "Two")))

    assert not form.is_valid()
    assert form.non_field_errors()


def test_a_seventh_specialty_is_refused(borg):
    slugs = ("seo", "crm", "pim", "stores", "people", "content", "hosting")

    assert not form_for(borg, posted(*[(slug, "") for slug in slugs])).is_valid()


def test_a_sentence_is_at_most_280_characters_and_needs_its_specialty(borg):
    assert form_for(borg, posted(("seo", "x" * 280))).is_valid()
    assert not form_for(borg, posted(("seo", "x" * 281))).is_valid()
    assert not form_for(borg, posted(("", "A sentence alone"))).is_valid()


def test_the_tree_is_read_once_for_all_rows(borg, django_assert_num_queries):
    with django_assert_num_queries(1):
        form = form_for(borg, content=chosen(("seo", ""), ("crm", ""), ("pim", "")))
        rendered = "".join(str(row["specialty"]) for row in form.formset)

    assert rendered.count("<optgroup") == 4 * 18


def test_a_specialty_switched_off_stays_in_the_section_that_names_it(borg):
    Specialty.objects.filter(slug="sylius").update(is_active=False)

    kept = form_for(borg, posted(("sylius", "")), content=chosen(("sylius", "")))
    new = form_for(borg, posted(("sylius", "")))

    assert kept.is_valid()
    assert not new.is_valid()


def test_two_peoples_choices_are_kept_one_after_the_other():
    mine = chosen(("seo", "Mine."), ("crm", ""))["specialties"]
    theirs = chosen(("pim", ""), ("seo", "Theirs."))["specialties"]

    both = SpecialtiesForm.both(mine, theirs)

    assert both == chosen(("pim", ""), ("seo", "Theirs. Mine."), ("crm", ""))["specialties"]
    assert theirs[1]["sentence"] == "Theirs."


def test_the_words_compared_are_names_and_sentences():
    content = chosen(("seo", "Big catalogues"), ("crm", ""))

    ((key, _label, words),) = SpecialtiesForm.texts_of(content)

    assert key == "specialties"
    assert words == "Référencement naturel (SEO): Big catalogues\nCRM et e-mail marketing"
    assert summary_of(content) == "Référencement naturel (SEO), CRM et e-mail marketing"
    assert summary_of({}) == ""


def test_the_page_marks_what_was_inferred(borg, django_assert_num_queries):
    infer_specialties({borg.pk: "4225"})

    with django_assert_num_queries(1):
        (shown,) = specialties_of(borg)
    with django_assert_num_queries(2):
        context = specialties_shown(borg, section_of_inferred())

    assert (shown.slug, shown.is_inferred, shown.path) == (
        "warehousing",
        True,
        "Logistique et préparation de commandes",
    )
    assert context["specialties"] == [shown]


def section_of_inferred():
    return chosen(("warehousing", ""))


def test_an_earlier_version_is_shown_with_its_own_specialties(borg, owner_of):
    save_section(acting=owner_of(borg), kind="specialties", content=chosen(("seo", "Now")), base_version=0)

    (shown,) = specialties_shown(borg, chosen(("crm", "Before")))["specialties"]

    assert (shown.slug, shown.sentence, shown.is_inferred) == ("crm", "Before", False)


def test_a_specialty_switched_off_is_not_shown(borg, owner_of):
    save_section(acting=owner_of(borg), kind="specialties", content=chosen(("seo", "")), base_version=0)
    Specialty.objects.filter(slug="search-marketing").update(is_active=False)

    assert specialties_of(borg) == []
    assert specialties_shown(borg, chosen(("seo", "")))["specialties"] == []
    assert CompanySpecialty.objects.within(["search-marketing"]).count() == 1


def test_who_buys_services_is_not_asked_for_specialties(acme, borg):
    assert "specialties" in [kind.key for kind in kinds_in_order(borg)]
    assert "specialties" not in [kind.key for kind in kinds_in_order(acme)]
    assert section_kinds["specialties"].is_empty(chosen())


def test_the_section_template_shows_sentences_and_guesses(borg):
    from django.template.loader import render_to_string

    infer_specialties({borg.pk: "4225"})
    guess = render_to_string("listings/sections/specialties.html", specialties_shown(borg, chosen(("warehousing", ""))))
    said = render_to_string("listings/sections/specialties.html", specialties_shown(borg, chosen(("crm", "<b>We</b>"))))

    assert "Entreposage et stockage" in guess
    assert "?specialty=warehousing" in guess
    assert "&lt;b&gt;We&lt;/b&gt;" in said
