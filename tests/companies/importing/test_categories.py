"""The category told by an activity code, exactly as the product's table says."""

import pytest

from companies.choices import Category
from companies.importing import categories
from companies.importing.categories import category_of


@pytest.mark.parametrize(
    ("codes", "category"),
    [
        (("5211", "5311", "5411", "5511", "5611", "5712", "5812", "5999"), "merchant"),
        (("5012", "5099", "5122", "5199"), "brand"),
        (("2711", "2741", "4841", "4813", "7812", "7841"), "media"),
        (("4212", "4225", "4731", "4783", "4789"), "provider"),
        (("6022", "6153", "6211", "7311", "7389", "8742", "8711"), "provider"),
        (("6722", "6726", "6799"), "fund"),
        (("6719", "6733", "6311", "6531", "4911", "4512", "4613", "2911", "8011"), "undetermined"),
        (("4724", "4725", "4729"), "undetermined"),
        (("", "52", "521", "52110", "52AB", "٥٢١١", "-521"), "undetermined"),
    ],
)
def test_the_major_group_of_the_activity_tells_the_category(codes, category):
    assert {category_of(code) for code in codes} == {category}


def test_every_category_told_is_one_of_the_product():
    told = {
        categories.MERCHANT,
        categories.BRAND,
        categories.MEDIA,
        categories.PROVIDER,
        categories.FUND,
        categories.UNDETERMINED,
    }

    assert told <= set(Category.values)
    assert {category_of(f"{code:04}") for code in range(10_000)} == told
