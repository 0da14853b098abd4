"""Legal numbers: read for the company's country, normalised, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.eu.vat import MEMBER_STATES

from companies.identifier_schemes import SCHEMES, VAT_EXAMPLES
from companies.identifiers import DECLARED, is_ruined, read_identifier, schemes_of

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("raw", "country", "scheme", "value", "display"),
    [
        ("552081317", "FR", "siren", "552081317", "552 081 317"),
        (" 552 081 317 ", "FR", "siren", "552081317", "552 081 317"),
        ("03924458700018", "FR", "siret", "03924458700018", "039 244 587 00018"),
        ("Fr 40 303 265 045", "FR", "vat", "FR40303265045", "FR 40 303 265 045"),
        ("IT00905811006", "IT", "vat", "IT00905811006", "IT 00905811006"),
        ("13654811002", "IT", "vat", "IT13654811002", "IT 13654811002"),
        ("80415740580", "IT", "codice_fiscale", "80415740580", "80415740580"),
        ("97252320581", "IT", "codice_fiscale", "97252320581", "97252320581"),
        ("A28047223", "ES", "cif", "A28047223", "A28047223"),
        ("a-28.047.223", "ES", "cif", "A28047223", "A28047223"),
        ("Q2818002D", "ES", "cif", "Q2818002D", "Q2818002D"),
        ("54362315K", "ES", "nif", "54362315K", "54362315K"),
        ("ES A28047223", "ES", "vat", "ESA28047223", "ESA28047223"),
        ("33273785", "NL", "kvk", "33273785", "33273785"),
        ("KvK 33 27 37 85", "NL", "kvk", "33273785", "33273785"),
        ("NL004495445B01", "NL", "vat", "NL004495445B01", "NL004495445B01"),
        ("004495445b01", "NL", "vat", "NL004495445B01", "NL004495445B01"),
        ("DE228847810", "DE", "vat", "DE228847810", "DE 228847810"),
        (
            "Amtsgericht Charlottenburg, hrb 50000 b",
            "DE",
            "handelsregister",
            "Berlin (Charlottenburg) HRB 50000 B",
            "Berlin (Charlottenburg) HRB 50000 B",
        ),
        ("HRA 11223 Aachen", "DE", "handelsregister", "Aachen HRA 11223", "Aachen HRA 11223"),
        ("00445790", "GB", "company_number", "00445790", "00445790"),
        ("sc123456", "GB", "company_number", "SC123456", "SC123456"),
        ("GB 980 7806 84", "GB", "vat", "GB980780684", "GB 980 7806 84"),
        ("0403.019.261", "BE", "kbo", "0403019261", "0403.019.261"),
        ("403019261", "BE", "kbo", "0403019261", "0403.019.261"),
        ("BE403019261", "BE", "vat", "BE0403019261", "BE 0403.019.261"),
        ("GR094259216", "GR", "vat", "EL094259216", "EL 094259216"),
        ("ATU 13585627", "AT", "vat", "ATU13585627", "AT U13585627"),
    ],
)
def test_a_number_is_recognised_in_its_country(raw, country, scheme, value, display):
    read = read_identifier(raw, country)

    assert read.is_valid
    assert (read.country, read.scheme, read.value) == (country, scheme, value)
    assert read.display == display
    assert read.reason == ""


@pytest.mark.parametrize("country", sorted(VAT_EXAMPLES))
def test_every_other_member_state_reads_its_vat_number_with_and_only_with_its_prefix(country):
    example = VAT_EXAMPLES[country]

    assert read_identifier(example, country).value == example
    assert not read_identifier(example[2:], country).is_valid


def test_every_member_state_has_a_vat_scheme_and_its_hints_hold():
    assert set(SCHEMES) >= {state.upper() for state in MEMBER_STATES} - {"XI"}
    for country in SCHEMES:
        keys = [choice.key for choice in schemes_of(country)]
        assert "vat" in keys
        assert len(keys) == len(set(keys))
        for choice in schemes_of(country):
            read = read_identifier(choice.hint, country)
            assert read.scheme == choice.key, (country, choice)
            assert read.is_valid == (choice.key != "steuernummer")
            assert read_identifier(read.value, country).value == read.value
            assert read_identifier(read.display, country).value == read.value


def test_a_country_without_offline_check_offers_no_scheme():
    assert schemes_of("US") == ()


@pytest.mark.parametrize("ruined", ["5,6288E+13", "2.01E+11", "2E+11", "3,31355e+13", "5.6288E13"])
@pytest.mark.parametrize("country", ["FR", "US", "ES"])
def test_a_number_ruined_by_a_spreadsheet_is_kept_raw_and_never_valid(ruined, country):
    read = read_identifier(ruined, country)

    assert is_ruined(ruined)
    assert not read.is_valid
    assert read.value == ruined
    assert read.keys == ()
    assert "spreadsheet" in read.reason


@pytest.mark.parametrize("sound", ["NL004495445B01", "12E34", "E55", "552081317", "1E2", ""])
def test_a_sound_number_is_not_taken_for_a_ruined_one(sound):
    assert not is_ruined(sound)


@pytest.mark.parametrize(
    ("raw", "country", "of"),
    [("IT00905811006", "ES", "Italy"), ("DE228847810", "US", "Germany"), ("BE0403019261", "FR", "Belgium")],
)
def test_a_number_of_another_country_is_not_valid_here(raw, country, of):
    read = read_identifier(raw, country)

    assert not read.is_valid
    assert read.scheme == DECLARED
    assert read.country == country
    assert of in read.reason


def test_a_siren_of_the_right_shape_is_nothing_in_australia():
    read = read_identifier("552081317", "AU")

    assert not read.is_valid
    assert read.value == "552081317"


@pytest.mark.parametrize(
    ("raw", "country"),
    [("552081318", "FR"), ("A28047224", "ES"), ("IT00905811007", "IT"), ("DE228847811", "DE")],
)
def test_a_wrong_check_digit_is_told(raw, country):
    read = read_identifier(raw, country)

    assert not read.is_valid
    assert "check digit" in read.reason
    assert raw in read.reason


def test_a_kvk_number_of_seven_digits_is_not_padded():
    read = read_identifier("1045536", "NL")

    assert not read.is_valid
    assert read.value == "1045536"
    assert "leading zero" in read.reason


@pytest.mark.parametrize("raw", ["10623B50000B", "HRB 50000", "Atlantis HRB 1"])
def test_a_german_register_number_without_a_known_court_stays_declared(raw):
    read = read_identifier(raw, "DE")

    assert not read.is_valid
    assert read.value == raw


def test_a_steuernummer_is_recognised_and_stays_declared():
    read = read_identifier("181/815/08155", "DE")

    assert (read.scheme, read.value, read.is_valid) == ("steuernummer", "181/815/08155", False)


def test_the_fiscal_code_of_a_person_is_not_taken_for_a_company():
    assert not read_identifier("RCCMNL83S18D969H", "IT").is_valid


def test_nothing_is_said_to_be_nothing():
    assert read_identifier("  ", "FR").reason == "No number was given."


@pytest.mark.parametrize(
    ("registered", "typed", "country"),
    [
        ("552 081 317", "FR 03 552 081 317", "FR"),
        ("FR03552081317", "552081317", "FR"),
        ("03924458700018", "039244587", "FR"),
        ("A28047223", "ESA28047223", "ES"),
        ("ESA28047223", "A28047223", "ES"),
        ("0403.019.261", "BE0403019261", "BE"),
        ("IT80415740580", "80415740580", "IT"),
        ("GB980780684", "XI980780684", "GB"),
    ],
)
def test_two_numbers_of_one_company_meet(registered, typed, country):
    registered_pairs = set(read_identifier(registered, country).proven)

    assert registered_pairs & set(read_identifier(typed, country).keys)


def test_a_siren_proves_no_vat_number():
    assert read_identifier("552081317", "FR").proven == (("siren", "552081317"),)
    assert read_identifier("0403019261", "BE").proven == (("kbo", "0403019261"),)


def test_a_monegasque_vat_number_contains_no_siren():
    assert read_identifier("FR 53 0000 04605", "FR").also == ()


@given(st.text(max_size=80), st.sampled_from([*SCHEMES, "US", ""]))
def test_no_text_makes_the_reading_fail(text, country):
    read = read_identifier(text, country)

    assert len(read.value) <= 60
    assert read.is_valid == (read.reason == "")


@given(st.from_regex(r"[A-Z]{0,3} ?[0-9]{1,14}[A-Z]?[0-9]{0,2}", fullmatch=True), st.sampled_from([*SCHEMES]))
def test_reading_what_was_read_changes_nothing(text, country):
    read = read_identifier(text, country)

    again = read_identifier(read.value, country)

    assert (again.scheme, again.value, again.is_valid) == (read.scheme, read.value, read.is_valid)
