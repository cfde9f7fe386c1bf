"""The signature of a hand-in and the personal code behind it."""

import copy
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.signature import ALPHABET, new_personal_code, normalise_code, sign, verify

CODE = "7K2QF-9DM4X"
CONTENT: dict[str, Any] = {
    "format": 1,
    "assessment": "m02-listening",
    "trainee": "X-01",
    "attempt": 1,
    "at": "2026-11-22T03:04:05Z",
    "answers": {"A1": {"answer": {"option": "k3f"}, "revision": 1, "at": "2026-11-22T03:00:00Z"}},
}

json_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def test_a_new_code_is_ten_signs_of_the_alphabet_in_two_groups() -> None:
    codes = {new_personal_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(f"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", code) for code in codes)


@pytest.mark.parametrize("typed", ["7K2QF-9DM4X", "7k2qf9dm4x", " 7K2QF 9DM4X ", "7k2qf–9dm4x", "7K2QF.9DM4X\n"])
def test_a_code_may_be_typed_in_many_ways(typed: str) -> None:
    assert normalise_code(typed) == "7K2QF9DM4X"


@pytest.mark.parametrize(("typed", "meant"), [("O", "0"), ("o", "0"), ("I", "1"), ("i", "1"), ("L", "1"), ("l", "1")])
def test_letters_that_look_like_digits_are_read_as_digits(typed: str, meant: str) -> None:
    assert normalise_code(typed) == meant


def test_the_same_code_and_content_verify() -> None:
    assert verify(CONTENT, "7k2qf 9dm4x", sign(CONTENT, CODE))


def test_another_code_does_not_verify() -> None:
    assert not verify(CONTENT, "7K2QF-9DM4Y", sign(CONTENT, CODE))


@pytest.mark.parametrize("field", CONTENT)
def test_any_changed_field_does_not_verify(field: str) -> None:
    changed = copy.deepcopy(CONTENT)
    changed[field] = "something else"
    assert not verify(changed, CODE, sign(CONTENT, CODE))


def test_the_order_of_fields_does_not_matter() -> None:
    turned = dict(reversed(CONTENT.items()))
    assert sign(turned, CODE) == sign(CONTENT, CODE)


@pytest.mark.parametrize("signature", ["", "0" * 64, "kode é"])
def test_a_signature_of_another_shape_does_not_verify(signature: str) -> None:
    assert not verify(CONTENT, CODE, signature)


@given(answers=json_data)
def test_whatever_was_answered_can_be_signed_and_verified(answers: Any) -> None:
    content = {**CONTENT, "answers": answers}
    assert verify(content, CODE, sign(content, CODE))


@given(one=json_data, other=json_data)
def test_two_contents_share_a_signature_only_when_they_are_equal(one: Any, other: Any) -> None:
    is_same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (sign({"a": one}, CODE) == sign({"a": other}, CODE)) == is_same
