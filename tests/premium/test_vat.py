"""VAT on a pack, as a truth table."""

import pytest
from django.utils import translation

from premium.vat import is_vat_number_of, vat_for


@pytest.mark.parametrize(
    ("country", "number", "postal_code", "reason", "cents"),
    [
        ("FR", "", "75002", "france", 9_800),
        ("FR", "FR40303265045", "75002", "france", 9_800),
        ("MC", "", "98000", "france", 9_800),
        ("ES", "ES B58378431", "", "eu_reverse_charge", 0),
        ("ES", "", "", "eu_without_number", 9_800),
        ("ES", "ESB58378432", "", "eu_without_number", 9_800),
        ("ES", "FR40303265045", "", "eu_without_number", 9_800),
        ("DE", "DE 136.695.976", "", "eu_reverse_charge", 0),
        ("GR", "EL094259216", "", "eu_reverse_charge", 0),
        ("GP", "", "", "overseas_reduced", 4_165),
        ("FR", "", "97400", "overseas_reduced", 4_165),
        ("GF", "", "", "overseas_exempt", 0),
        ("FR", "", "97600", "overseas_exempt", 0),
        ("GB", "GB980780684", "", "outside_eu", 0),
        ("CH", "", "", "outside_eu", 0),
        ("NC", "", "", "outside_eu", 0),
    ],
)
def test_vat_follows_from_country_and_number(country, number, postal_code, reason, cents):
    vat = vat_for(country, number, postal_code)

    assert (vat.reason, vat.on(49_000)) == (reason, cents)


@pytest.mark.parametrize(("net", "vat"), [(0, 0), (1, 0), (2, 0), (3, 1), (12, 2), (13, 3), (49_000, 9_800)])
def test_vat_is_rounded_half_up_in_cents(net, vat):
    assert vat_for("FR").on(net) == vat


@pytest.mark.parametrize(("net", "vat"), [(100, 9), (1000, 85), (6, 1), (5, 0)])
def test_the_reduced_rate_is_rounded_half_up_too(net, vat):
    assert vat_for("RE").on(net) == vat


@pytest.mark.parametrize("country", ["ES", "DE", "GR", "GP", "GF", "GB"])
def test_every_rate_but_the_standard_one_has_its_mention(country):
    number = {"ES": "ESB58378431", "DE": "DE136695976", "GR": "EL094259216"}.get(country, "")

    assert str(vat_for(country, number).mention)
    assert not vat_for("FR").mention


def test_the_rate_is_written_in_the_language_of_the_reader():
    assert (vat_for("FR").rate, vat_for("RE").rate, vat_for("CH").rate) == ("20%", "8.5%", "0%")

    with translation.override("fr"):
        assert vat_for("RE").rate.replace("\u202f", " ").replace("\xa0", " ") == "8,5 %"


def test_a_number_belongs_to_the_country_of_its_letters():
    assert is_vat_number_of("ESB58378431", "ES")
    assert not is_vat_number_of("B58378431", "ES")
    assert not is_vat_number_of("", "ES")
