"""Importing: who is new, who is known, who is doubled, who is doubtful; and no silent overwrite."""

import pytest

from companies.actions.importing import import_companies
from companies.actions.sections import save_section
from companies.importing import matching
from companies.importing.outcomes import Outcome
from companies.importing.reading import UnreadableFile, read_rows
from companies.importing.writing import ARRIVED
from companies.models import (
    Company,
    Identifier,
    ImportBatch,
    ImportedRecord,
    JournalEntry,
    Place,
    Section,
    SectionRevision,
)
from companies.signals import companies_imported
from network.common.models import OutboxEvent
from tests.factories.companies import CompanyFactory, MemberFactory

pytestmark = pytest.mark.django_db

OTHER_CIF = "A28003119"
TABLES = (Company, Identifier, Place, Section, SectionRevision, JournalEntry, ImportBatch, ImportedRecord, OutboxEvent)


@pytest.fixture
def fates():
    return []


@pytest.fixture
def run(write_file, fates):
    """Import a small file; return the sums that are not zero."""

    def run(*rows, source="register", is_rehearsal=False):
        fates.clear()
        path = write_file(*rows)
        sums = import_companies(files=[path], tell=fates.append, source=source, is_rehearsal=is_rehearsal)
        return {outcome: count for outcome, count in sums.as_dict().items() if count}

    return run


def rows_in_tables():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


def claim(company):
    Company.objects.filter(pk=company.pk).update(claimed_at=company.created_at)
    company.refresh_from_db()
    return MemberFactory(company=company)


def test_a_new_row_becomes_an_unclaimed_page_with_all_that_belongs_to_it(run):
    assert run({}) == {"created": 1}

    company = Company.objects.get()
    assert (company.name, company.slug, company.country.code) == ("Borg Logistics SL.", "borg-logistics-sl", "ES")
    assert (company.category, company.category_confirmed_at) == ("provider", None)
    assert (company.origin, company.claimed_at) == ("imported", None)
    assert (company.activity_code, company.founded_year, company.employees) == ("4225", 1990, 120)
    place = company.places.get()
    assert (place.city, place.postal_code, place.country.code, place.kind) == ("Madrid", "28045", "ES", "headquarters")
    identifier = company.identifiers.get()
    assert (identifier.scheme, identifier.value, identifier.status) == ("cif", "A28047223", "valid")
    assert identifier.source == "register"
    assert company.journal.get().act == "page.imported"


def test_sections_start_at_version_1_with_a_revision_by_the_import(run):
    run({})

    sections = {section.kind: section for section in Section.objects.all()}
    assert set(sections) == {"identity", "places"}
    assert {section.version for section in sections.values()} == {1}
    assert sections["identity"].content["founded_year"] == 1990
    assert sections["places"].content["places"][0]["city"] == "Madrid"
    revisions = SectionRevision.objects.values_list("section__kind", "version", "source", "author")
    assert sorted(revisions) == [("identity", 1, "import", None), ("places", 1, "import", None)]


def test_the_row_is_kept_as_delivered_with_its_source_and_date(run):
    run({"Company Registration Number": "5,6288E+13", "Global Headquarter Company Name": "BORG PLC"}, source="kvk")

    record = ImportedRecord.objects.get()
    assert (record.source, record.source_key, record.outcome) == ("kvk", "1", "created")
    assert record.row["Company Registration Number"] == "5,6288E+13"
    assert record.row["Global Headquarter Company Name"] == "BORG PLC"
    assert record.imported_at is not None


def test_the_operator_sees_the_run_with_its_sums(run):
    run({}, {"ID": "2"}, {"ID": "3", "Company Name": "Cyan SL"}, {"ID": "4", "Country": "Atlantis"})

    batch = ImportBatch.objects.get()
    assert (batch.source, batch.files) == ("register", ["companies.csv"])
    assert (batch.created, batch.doubled, batch.doubtful, batch.refused) == (1, 1, 1, 1)
    assert batch.finished_at is not None


def test_a_batch_is_told_with_one_event_and_its_activity_codes(run, relay_outbox):
    told = []
    companies_imported.connect(receiver := lambda activity_codes, **_: told.append(activity_codes), weak=False)
    run({}, {"ID": "2", "Company Registration Number": OTHER_CIF, "Business Category Code 1": ""})
    assert OutboxEvent.objects.filter(topic=ARRIVED).count() == 1

    relay_outbox()

    companies_imported.disconnect(receiver)
    assert told == [dict(Company.objects.values_list("pk", "activity_code"))]
    assert sorted(told[0].values()) == ["", "4225"]


def test_the_second_run_changes_nothing(run):
    rows = ({}, {"ID": "2"}, {"ID": "3", "Company Name": "Cyan SL"}, {"ID": "4", "Country": "Atlantis"})
    run(*rows)
    before = rows_in_tables()

    assert run(*rows) == {"matched": 3, "refused": 1}
    assert rows_in_tables() == before


def test_the_same_number_and_the_same_name_is_one_company_and_reported_doubled(run, fates):
    assert run({}, {"ID": "2", "Company Name": "BORG LÓGISTICS, S.L.", "City": "Getafe"}) == {
        "created": 1,
        "doubled": 1,
    }

    company = Company.objects.get()
    assert [record.outcome for record in company.imported_records.order_by("pk")] == ["created", "doubled"]
    assert [place.city for place in company.places.all()] == ["Madrid"]
    assert fates[1].page == company.slug


def test_the_same_number_under_another_name_is_doubtful_and_gets_a_page_without_the_number(run, fates):
    assert run({}, {"ID": "2", "Company Name": "Cyan SL"}) == {"created": 1, "doubtful": 1}

    borg, cyan = Company.objects.order_by("pk")
    assert borg.identifiers.get().is_valid
    assert (cyan.identifiers.get().value, cyan.identifiers.get().status) == ("A28047223", "declared")
    assert ImportedRecord.objects.get(outcome="doubtful").company == cyan
    assert "borg-logistics-sl" in fates[1].remarks[0]


def test_another_source_with_the_number_and_name_finds_the_page(run):
    run({})
    section = Section.objects.get(kind="places")

    assert run({"ID": "X9", "City": "Getafe"}, source="other") == {"matched": 1}

    assert Company.objects.count() == 1
    section.refresh_from_db()
    assert (section.version, section.content["places"][0]["city"]) == (1, "Madrid")


def test_a_founded_company_is_found_by_an_equivalent_number(run):
    founded = CompanyFactory(name="Borg Logistics, S.L.", country="ES")
    Identifier.objects.create(company=founded, country="ES", scheme="vat", value="ESA28047223", status="valid")

    assert run({}) == {"matched": 1}

    assert list(Company.objects.all()) == [founded]
    assert founded.imported_records.get().source_key == "1"
    assert not founded.sections.exists()


def test_two_establishments_of_one_siren_are_one_legal_entity(run):
    paris = {"Country": "France", "Company Name": "Somdia", "Company Registration Number": "03651086500037"}
    siren = {**paris, "ID": "2", "Company Registration Number": "036510865"}

    assert run(paris, siren) == {"created": 1, "doubled": 1}

    assert sorted(Identifier.objects.values_list("scheme", "value")) == [
        ("siren", "036510865"),
        ("siret", "03651086500037"),
    ]


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("5,6288E+13", "France"),
        ("10623B50000B", "Germany"),
        ("1045536", "Netherlands"),
        ("3637127", "USA"),
        ("", "Spain"),
    ],
)
def test_ruined_declared_and_missing_numbers_never_match(run, number, country):
    cells = {"Company Registration Number": number, "Country": country}

    assert run(cells, {**cells, "ID": "2"}) == {"created": 2}

    assert set(Identifier.objects.values_list("status", "value")) == ({("declared", number)} if number else set())


def test_a_number_valid_elsewhere_does_not_match_across_countries(run):
    run({})

    assert run({"ID": "2", "Country": "Portugal"}) == {"created": 1}
    assert sorted(Identifier.objects.values_list("country", "status")) == [("ES", "valid"), ("PT", "declared")]


def test_companies_of_one_name_get_addresses_of_their_own(run):
    rows = [{"ID": str(number), "Company Registration Number": ""} for number in range(13)]

    assert run(*rows) == {"created": 13}

    slugs = list(Company.objects.order_by("pk").values_list("slug", flat=True))
    assert slugs[:3] == ["borg-logistics-sl", "borg-logistics-sl-2", "borg-logistics-sl-3"]
    assert len(set(slugs)) == 13


def test_no_page_takes_the_address_of_a_form(run):
    run({"Company Name": "Start"})

    assert Company.objects.get().slug == "start-2"


def test_a_changed_row_updates_the_page_through_the_version_check(run):
    run({})

    assert run({"City": "Getafe", "Business Category Code 1": "5411"}) == {"changed": 1}

    company = Company.objects.get()
    section = company.sections.get(kind="places")
    assert (section.version, section.content["places"][0]["city"]) == (2, "Getafe")
    assert [place.city for place in company.places.all()] == ["Getafe"]
    assert company.sections.get(kind="identity").version == 1
    assert (company.category, company.activity_code) == ("merchant", "5411")
    assert list(company.journal.values_list("act", flat=True)) == ["page.section_saved", "page.imported"]
    assert ImportedRecord.objects.get().row["City"] == "Getafe"
    assert run({"City": "Getafe", "Business Category Code 1": "5411"}) == {"matched": 1}


def test_a_section_edited_by_staff_is_left_alone_and_told(run, fates):
    run({})
    company = Company.objects.get()
    member = claim(company)
    mine = {"places": [{**company.sections.get(kind="places").content["places"][0], "city": "Alcobendas"}]}
    save_section(acting=member, kind="places", content=mine, base_version=1)

    assert run({"City": "Getafe", "Founding Year": "1991", "Company Name": "Borg Renamed SL"}) == {"changed": 1}

    company.refresh_from_db()
    assert company.sections.get(kind="places").content == mine
    assert [place.city for place in company.places.all()] == ["Alcobendas"]
    assert company.founded_year == 1991
    assert company.name == "Borg Logistics SL."
    assert fates[0].remarks == ("Left alone, because staff edited it: Places.",)


def test_a_confirmed_category_outlives_a_changed_activity(run):
    run({})
    company = Company.objects.get()
    Company.objects.update(category="media", category_confirmed_at=company.created_at)

    run({"Business Category Code 1": "5411"})

    company.refresh_from_db()
    assert (company.category, company.activity_code) == ("media", "5411")


def test_a_repaired_number_replaces_the_ruined_one(run):
    run({"Country": "France", "Company Registration Number": "3,65109E+13"})

    run({"Country": "France", "Company Registration Number": "03651086500037"})

    assert sorted(Identifier.objects.values_list("scheme", "status")) == [("siren", "valid"), ("siret", "valid")]


def test_a_repaired_number_that_another_page_holds_stays_declared(run):
    run({}, {"ID": "2", "Company Name": "Cyan SL", "Company Registration Number": ""})

    run({}, {"ID": "2", "Company Name": "Cyan SL"})

    assert list(Identifier.objects.order_by("pk").values_list("company__name", "status")) == [
        ("Borg Logistics SL.", "valid"),
        ("Cyan SL", "declared"),
    ]


def test_a_doubled_row_that_changes_is_kept_but_does_not_feed_the_page(run):
    run({}, {"ID": "2"})

    assert run({}, {"ID": "2", "City": "Getafe"}) == {"matched": 1, "changed": 1}

    assert Company.objects.get().places.get().city == "Madrid"
    assert ImportedRecord.objects.get(source_key="2").row["City"] == "Getafe"


def test_the_same_key_twice_in_one_file_is_one_row_that_changed(run):
    assert run({}, {"City": "Getafe"}) == {"created": 1, "changed": 1}
    assert Company.objects.get().places.get().city == "Getafe"


def test_rows_that_share_a_number_wait_for_the_next_batch_in_their_order(write_file, monkeypatch):
    monkeypatch.setattr(matching, "BATCH", 3)
    names = ["A", "B", "C", "D", "E", "F", "G", "H"]
    numbers = ["A28047223", "A28047223", OTHER_CIF, "A28047223", "", "", OTHER_CIF, "A28047223"]
    rows = [
        {"ID": str(place), "Company Name": name, "Company Registration Number": number}
        for place, (name, number) in enumerate(zip(names, numbers, strict=True))
    ]

    batches = [[item.row.name for item in batch] for batch in matching.batches(read_rows(write_file(*rows)))]

    assert batches == [["A", "C", "E"], ["B", "F", "G"], ["D"], ["H"]]


def test_a_refused_row_leaves_nothing_and_says_why(run, fates):
    assert run({"Company Name": ""}) == {"refused": 1}

    assert not any(rows_in_tables().values())
    assert fates[0].remarks == ("The row has no company name.",)


def test_a_rehearsal_tells_the_same_sums_and_writes_nothing(run):
    rows = ({}, {"ID": "2"}, {"ID": "3", "Company Name": "Cyan SL"}, {"ID": "4", "Country": "Atlantis"})

    rehearsed = run(*rows, is_rehearsal=True)

    assert not any(rows_in_tables().values())
    assert run(*rows) == rehearsed


def test_one_unreadable_file_stops_the_run_before_anything_is_written(write_file, tmp_path, fates):
    other = tmp_path / "prices.csv"
    other.write_text("Article;Price\n")

    with pytest.raises(UnreadableFile):
        import_companies(files=[write_file({}), other], tell=fates.append)

    assert fates == []
    assert not Company.objects.exists()


def test_a_branch_is_an_office_and_a_sole_trader_is_marked(run):
    run(
        {
            "Location Type - Description": "Branch (secondary location)",
            "Business Legal Type - Description": "Proprietorship type",
        }
    )

    company = Company.objects.get()
    assert company.places.get().kind == "office"
    assert company.sole_trader


def test_a_trade_name_that_only_repeats_the_name_is_not_shown_twice(run):
    run({"Trade Name": "BORG LOGISTICS, S.L."})

    assert Company.objects.get().trade_name == ""


def test_the_file_of_madrid_comes_in_whole_and_only_once(real_files, fates, django_assert_max_num_queries):
    madrid = [path for path in real_files if "madrid" in path.name]

    with django_assert_max_num_queries(700):
        first = import_companies(files=madrid, tell=fates.append)
    second = import_companies(files=madrid, tell=fates.append)

    assert first.rows == {Outcome.CREATED: 1000}
    assert second.rows == {Outcome.MATCHED: 1000}
    gxo = Company.objects.get(name="Gxo Logistics Spain SL.")
    assert gxo.category == "provider"
    assert gxo.places.get().city == "Madrid"
    assert Identifier.objects.filter(status="valid", scheme="cif").count() == 999
    assert OutboxEvent.objects.count() == 2


def test_the_doubles_of_rome_are_found(real_files, fates):
    rome = [path for path in real_files if "rome" in path.name]

    sums = import_companies(files=rome, tell=fates.append)

    assert sums.rows == {Outcome.CREATED: 895, Outcome.DOUBLED: 101, Outcome.DOUBTFUL: 4}
    doubtful = {fate.row.name for fate in fates if fate.outcome is Outcome.DOUBTFUL}
    assert "Car Lovers Roma SPA" in doubtful
    assert Company.objects.filter(name="Enel SPA").count() == 1
