"""What a text gives away is found whole and in its place; what only looks like it is left alone."""

from __future__ import annotations

import pytest

from afterword.secrecy import Policy, SensitiveKind, SensitiveMatch, find
from afterword.secrecy.keys import private_keys, shapes_in, tokens
from tests.made import REPOSITORY
from tests.unit.secrecy.harmless import HARMLESS
from tests.unit.secrecy.seeds import SEEDS, Seed, private_key, some

DEFAULT = Policy()


def told(text: str, policy: Policy = DEFAULT) -> list[tuple[SensitiveKind, str]]:
    return [(found.kind, text[found.start : found.end]) for found in find(text, policy)]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.kind.name}-{SEEDS.index(seed)}")
def test_a_seeded_value_is_found_exactly(seed: Seed) -> None:
    assert told(seed.text) == [(seed.kind, seed.value)]


@pytest.mark.parametrize("text", HARMLESS, ids=range(len(HARMLESS)))
def test_harmless_text_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_there_are_enough_examples_of_either_side() -> None:
    assert len(SEEDS) >= 100
    assert len(HARMLESS) >= 60
    assert {seed.kind for seed in SEEDS} | {SensitiveKind.CUSTOMER} == set(SensitiveKind)


def test_everything_is_found_where_much_stands_together() -> None:
    text = "\n\n".join(text for pair in zip(HARMLESS, (seed.text for seed in SEEDS), strict=False) for text in pair)
    assert told(text) == [(seed.kind, seed.value) for seed in SEEDS[: len(HARMLESS)]]


def test_of_two_that_overlap_the_graver_is_told() -> None:
    token = "gh" + "p_" + some(36)
    assert told(f"GITHUB_TOKEN={token}") == [(SensitiveKind.TOKEN, token)]
    assert told(f"https://{some(9)}:{token}@git.customer.co/") == [(SensitiveKind.TOKEN, token)]


def test_a_key_that_is_cut_off_is_found_as_far_as_it_goes() -> None:
    key = private_key("RSA ").rpartition("\n")[0]
    assert told(f"{key}\n\nThe rest was not logged.") == [(SensitiveKind.PRIVATE_KEY, key)]
    assert told(f"{key}\n{key}\n") == [(SensitiveKind.PRIVATE_KEY, key)] * 2


def test_a_key_is_found_in_code_and_below_lines_of_its_own() -> None:
    key = private_key("").replace("\n", "\\n")
    assert told(f'{{"private_key": "{key}\\n"}}') == [(SensitiveKind.PRIVATE_KEY, key)]
    sealed = private_key("RSA ").replace("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00FF\n\n", 1)
    assert told(sealed) == [(SensitiveKind.PRIVATE_KEY, sealed)]


def test_allowed_domains_and_those_below_them_pass() -> None:
    text = "a@ours.org, b@mail.Ours.org, c@notours.org, d@ours.org.evil.co"
    assert told(text, Policy(email_domains=("OURS.org",))) == [
        (SensitiveKind.EMAIL, "c@notours.org"),
        (SensitiveKind.EMAIL, "d@ours.org.evil.co"),
    ]


def test_ids_of_customers_are_found_where_they_stand_as_words() -> None:
    policy = Policy(customer_id_pattern=r"^C-[0-9]{4}$")
    assert told("C-0042, (C-0043) and C-00441, AC-0045, C-0046x", policy) == [
        (SensitiveKind.CUSTOMER, "C-0042"),
        (SensitiveKind.CUSTOMER, "C-0043"),
    ]
    assert told("C-0042") == []


def test_the_documents_of_this_repository_give_nothing_away() -> None:
    files = [*(REPOSITORY / "postmortems").glob("*.md"), *(REPOSITORY / "docs" / "patterns").glob("*.md")]
    assert len(files) > 60
    assert {file.name: found for file in files if (found := find(file.read_text("utf-8"), DEFAULT))} == {}


@pytest.mark.slow
def test_no_file_of_this_repository_holds_a_seed_that_a_host_would_take_for_real() -> None:
    folders = ("plugins", "tests", "docs", "bench")
    files = [
        file for name in folders for file in (REPOSITORY / name).rglob("*") if file.suffix in {".py", ".md", ".j2"}
    ]
    assert len(files) > 250
    # A host's scanner reads what is written, so the manuals may write a letter as its code.
    texts = [(file.name, file.read_text("utf-8")) for file in files]
    assert [name for name, text in texts if [*tokens(text, text, shapes_in(text)), *private_keys(text, text)]] == []


UNITS = (
    *("eyJ", "-eyJ", "+1", "+1 ", "a@", "a.", "a@b.", "://", "://a:", "password=", "pass", "-----BEGIN ", "GB82 "),
    *("4111-", "sk-", "Bearer ", "glpat-", "xapp-1-A-", "key-", "[password]: ", "-----BEGIN PRIVATE KEY-----", "(212"),
    *(
        "-----BEGIN PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\na:\n",
        "password: \t",
        "A" * 16 + "\n",
        "password: a-",
    ),
)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.slow
def test_no_text_takes_longer_than_its_length_deserves(unit: str) -> None:
    # A search that went back and forth would not come to its end within a working day.
    text = unit * (200_000 // len(unit))
    assert all(isinstance(found, SensitiveMatch) for found in find(text, DEFAULT))
