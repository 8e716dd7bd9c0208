"""The language of a text: known where the text shows it, else nothing."""

from __future__ import annotations

import pytest

from twicetold.text import language
from twicetold.text.language import guess_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("De burgemeester opende maandag de nieuwe brug, en niemand viel in de rivier.", "nl"),
        ("Il sindaco ha aperto il nuovo ponte lunedì, e nessuno è caduto nel fiume.", "it"),
        ("Мер міста відкрив новий міст у понеділок, і ніхто не впав у річку.", "uk"),
        ("Кметът на града откри новия мост в понеделник и никой не падна в реката.", "bg"),
        ("L’alcalde va obrir el pont nou dilluns i ningú no va caure al riu.", "ca"),
        ("O alcalde abriu a ponte nova o luns e ninguén caeu ao río.", "gl"),
        ("Burmistrz otworzył w poniedziałek nowy most i nikt nie wpadł do rzeki.", "pl"),
        ("市长星期一早上打开了新桥，许多居民来到港口。", "zh"),
        ("市長は月曜日に新しい橋を開いた。", "ja"),
        ("ראש העיר פתח את הגשר החדש ביום שני", "he"),
    ],
)
def test_neighbours_are_told_apart(text, code):
    assert guess_language(text) == code


@pytest.mark.parametrize("text", ["", "Stop.", "…", "12 3 4", "One rope\nTwo lamps\nBread\nMatches", "\u200b"])
def test_what_is_too_short_or_no_language_has_none(text):
    assert guess_language(text) == ""


def test_every_answer_is_a_code_of_two_letters():
    model = language._model()
    assert {language._NAMES.get(name, name) for name in model.nb_classes} <= {
        a + b for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"
    }


def test_an_ordinary_english_text_is_told_without_the_model(monkeypatch):
    monkeypatch.setattr(language, "_by_model", lambda _: pytest.fail("the model was asked"))
    text = (
        "The mayor of the town said that the bridge was late. It is to be opened with a brass band, and the ferry is "
        "sold to the harbour company of Port Ellery, which is glad of it."
    )
    assert guess_language(text) == "en"
