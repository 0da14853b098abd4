"""Names: shouting is calmed, the source's own spelling stays."""

import pytest

from companies.importing.countries import country_code
from companies.importing.names import calm, fold

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    "name",
    [
        "Gxo Logistics Spain SL.",
        "Compañia Española De Petroleos SA",
        "50hertz Transmission GMBH",
        "N26 AG",
        "S.E.C.",
        "L E A S E W A Y",
        "BA&SH",
        "M & D SRL",
        "ADIF",
        "1661, INC.",
        "366 SAS",
        "BCDFGH",
    ],
)
def test_a_name_that_does_not_shout_or_may_be_an_acronym_is_left_alone(name):
    assert calm(name) == name


@pytest.mark.parametrize(
    ("shouted", "calmed"),
    [
        ("VODAFONE", "Vodafone"),
        ("REPSOL PETROLEO, S.A.", "Repsol Petroleo, S.A."),
        ("LEONORI SPA - KIA MOTORS", "Leonori SPA - KIA Motors"),
        ("SOCIEDAD ESPAÑOLA DE RADIODIFUSION S.L.", "Sociedad Española de Radiodifusion S.L."),
        ("DQ&A GMBH", "DQ&A GmbH"),
        ('"EL CORTE INGLES, S.A."', "EL Corte Ingles, S.A."),
        ("L'ORÉAL FRANCE", "L'Oréal France"),
        ("  TWO   SPACES SARL ", "TWO Spaces SARL"),
    ],
)
def test_a_name_all_in_capitals_is_calmed(shouted, calmed):
    assert calm(shouted) == calmed


def test_names_are_compared_without_case_accents_and_punctuation():
    assert fold("Zerocento - SPA") == fold("ZÉROCENTO s.p.a.")
    assert fold("Zerocento SPA") != fold("Zerocento SRL")
    assert fold("北京 Café") == "北京cafe"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("USA", "US"),
        ("UNITED STATES OF AME", "US"),
        ("ENGLAND", "GB"),
        ("LUXEMBURG", "LU"),
        ("KOREA REP OF", "KR"),
        ("BONAIRE SINT EUSTATI", "BQ"),
        ("VIRGIN ISLANDS BRITI", "VG"),
        ("Netherlands", "NL"),
        ("CURACAO", "CW"),
        ("CZECH REPUBLIC", "CZ"),
        ("Allemagne", "DE"),
        ("fr", "FR"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_country_is_known_by_its_names(name, code):
    assert country_code(name) == code
