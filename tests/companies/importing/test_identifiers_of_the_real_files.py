"""The registration numbers of the six files: what holds, what is ruined, what stays declared."""

from collections import Counter

from companies.identifiers import is_ruined, read_identifier
from companies.importing.reading import read_rows


def test_the_numbers_of_the_real_files_are_judged_by_the_country_of_their_row(real_files):
    judged: Counter[tuple[str, str]] = Counter()
    ruined: Counter[str] = Counter()

    for path in real_files:
        for row in read_rows(path):
            read = read_identifier(row.registration_number, row.country)
            judged[row.country, read.scheme] += 1
            ruined[row.country] += is_ruined(row.registration_number)
            assert not (read.is_valid and is_ruined(row.registration_number))

    assert judged == {
        ("NL", "kvk"): 939,
        ("NL", "vat"): 1,
        ("NL", "declared"): 61,
        ("DE", "vat"): 8,
        ("DE", "declared"): 991,
        ("US", "declared"): 1000,
        ("ES", "cif"): 999,
        ("ES", "declared"): 1,
        ("FR", "siret"): 4,
        ("FR", "declared"): 995,
        ("AU", "declared"): 1,
        ("IT", "vat"): 990,
        ("IT", "codice_fiscale"): 10,
    }
    assert +ruined == {"FR": 995, "US": 55}
