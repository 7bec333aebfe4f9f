import csv
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from entrelacs.commons.organizations.identifiers import (
    RnaInvalid,
    SiretInvalid,
    check_rna,
    check_siret,
    siren_of,
)

BESIDE_THE_REPOSITORY = Path(__file__).resolve().parents[4] / "shared/data/french"
CARRIERS = BESIDE_THE_REPOSITORY / "porteurs_adultes_relais_2023.csv"


@pytest.mark.parametrize(
    "text",
    [
        "73282932000074",
        " 732 829 320 00074 ",
        "732.829.320.00074",
        "732\u00a0829\u202f320\u00a000074",
    ],
)
def test_siret_keeps_its_digits_only(text):
    assert check_siret(text) == "73282932000074"


@pytest.mark.parametrize("text", ["35600000000048", "35600000049837"])
def test_siret_of_la_poste_follows_its_own_rule(text):
    assert check_siret(text) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "length"),
        ("7328293200007", "length"),
        ("732829320", "length"),
        ("732829320000741", "length"),
        ("73282932000079", "checksum"),
        ("00000000000000", "checksum"),
        ("35600000049838", "checksum"),
        ("7.32829E+13", "letters"),
        ("7328293200007O", "letters"),
        ("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", "letters"),
        ("7328293200007²", "letters"),
    ],
)
def test_siret_refused_tells_why(text, reason):
    with pytest.raises(SiretInvalid) as refused:
        check_siret(text)

    assert refused.value.code == "siret-invalid"
    assert refused.value.details == {"value": text, "reason": reason}


@given(st.text("0123456789", min_size=8, max_size=8), st.text("0123456789", min_size=4, max_size=4))
def test_siret_with_one_wrong_digit_is_refused(company, establishment):
    siren = f"1{company[:7]}"
    siren += luhn.calc_check_digit(siren)
    siret = f"{siren}{establishment}"
    siret += luhn.calc_check_digit(siret)
    wrong = f"{siret[:-1]}{(int(siret[-1]) + 1) % 10}"

    accepted = check_siret(siret)

    assert accepted == siret
    with pytest.raises(SiretInvalid):
        check_siret(wrong)


@given(st.text())
def test_siret_never_fails_otherwise(text):
    with suppress(SiretInvalid):
        assert len(check_siret(text)) == 14


def test_every_real_siret_is_accepted():
    if not CARRIERS.exists():
        pytest.skip("The open data of 2023 is not beside the repository.")
    with CARRIERS.open(encoding="utf-8", newline="") as lines:
        numbers = [row["siret"] for row in csv.DictReader(lines)]

    accepted = [check_siret(number) for number in numbers]

    assert accepted == numbers
    assert len(numbers) == 2839


def test_siren_is_the_beginning_of_a_checked_siret():
    assert siren_of("732 829 320 00074") == "732829320"
    with pytest.raises(SiretInvalid):
        siren_of("732829320")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("W751234567", "W751234567"),
        ("w 751 234 567", "W751234567"),
        ("W2A1002345", "W2A1002345"),
        ("W9R1002345", "W9R1002345"),
    ],
)
def test_rna_accepts_mainland_corsica_and_overseas(text, number):
    assert check_rna(text) == number


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "length"),
        ("W75123456", "length"),
        ("W7512345678", "length"),
        ("X751234567", "letters"),
        ("W75123456A", "letters"),
        ("0751234567", "letters"),
    ],
)
def test_rna_refused_tells_why(text, reason):
    with pytest.raises(RnaInvalid) as refused:
        check_rna(text)

    assert refused.value.code == "rna-invalid"
    assert refused.value.details == {"value": text, "reason": reason}
