"""Where sentences end, and where a point does not end one. “|” marks the ends in the examples."""

from __future__ import annotations

import pytest

from twicetold.model import Span
from twicetold.text.language import guess_language
from twicetold.text.sentences import split_sentences

ENGLISH = [
    pytest.param("The mayor came.| She spoke.| She left.", id="points"),
    pytest.param("The U.S. team kept silent.| Nobody asked.", id="U.S. before a small letter"),
    pytest.param("The U.S. Navy sailed at noon.| Nobody asked.", id="U.S. before a capital that goes on"),
    pytest.param(
        "He had never seen the U.S.| The ship was late.", id="U.S. at the end, before a word that begins sentences"
    ),
    pytest.param("Mr. Hall met Mrs. Pell and Dr. Oke.| They ate.", id="titles before names"),
    pytest.param("J. R. Hall wrote to A. B. Pell.| She answered.", id="initials"),
    pytest.param(
        "Gov. Ada Pell (I-Vt.) sang on Feb. 9 at 8 a.m. in Mt. Hope.| He left.", id="abbreviations of every kind"
    ),
    pytest.param("The gates close at 7 p.m.| He stayed until eight.", id="p.m. at the end"),
    pytest.param("See No. 5 and p. 12 of vol. 3.| It is all there.", id="abbreviations before numbers"),
    pytest.param("No.| She would not go.", id="the word no is not the abbreviation of number"),
    pytest.param("It cost $1.4 million, vs. 1.1 in May.| Too much.", id="points inside numbers"),
    pytest.param("Pell Inc. Brothers and Hall Ltd. agreed.| They signed.", id="companies"),
    pytest.param("“But I saw that they mean well.| Nobody here is slow,” she said.", id="a quote of two sentences"),
    pytest.param("“Are you sure?” he asked.| “Yes!” she said.", id="question and exclamation marks inside quotes"),
    pytest.param('"Are you sure?" he asked.| "Yes!" she said.', id="the same in straight quotes"),
    pytest.param("“I am late.” |She ran.", id="a closing quotation mark belongs to its sentence"),
    pytest.param("He asked: “Why?”| Nobody knew.", id="a quote that ends the sentence"),
    pytest.param("She waited … and waited.| Then she left.", id="an ellipsis that goes on"),
    pytest.param("She waited...| Then she left.", id="an ellipsis that ends a sentence"),
    pytest.param("What?!| Never.", id="two marks together"),
    pytest.param("The rate is 3.5 percent.| 12 boats sank.", id="a sentence that begins with a number"),
    pytest.param("It ended (as it began).| Nobody clapped.", id="brackets"),
    pytest.param("One source.[3]| Another source.", id="a footnote mark behind the point"),
    pytest.param("Visit globalbeacon.example today.| It is free.", id="a point inside an address"),
    pytest.param("no capitals here. still one sentence", id="a small letter goes on"),
    pytest.param("The mayor came", id="no mark at all"),
]

OTHERS = [
    pytest.param("de", "Am 3. Mai kam der Bürgermeister.| Er blieb.", id="German ordinals"),
    pytest.param(
        "de", "Das war z. B. im Hafen, d. h. am 12. Juni.| Danach nicht.", id="German abbreviations with spaces"
    ),
    pytest.param("de", "Er kam 1998.| Sie ging.", id="a German year at the end"),
    pytest.param("fr", "« Je viens ce soir. »| Il partit.", id="French guillemets with spaces"),
    pytest.param(
        "fr",
        "«\u00a0Vraiment\u00a0?\u00a0»| demanda-t-il".replace("|", ""),
        id="a French question inside quotes goes on",
    ),
    pytest.param("fr", "M. Dupont et Mme Roy sont là.| Ils parlent.", id="French titles"),
    pytest.param("es", "¿Quién viene?| ¡Nadie!| El Sr. Gil salió.", id="Spanish marks and titles"),
    pytest.param("pt", "O Sr. Gil chegou à noite.| Ninguém o viu.", id="Portuguese titles"),
    pytest.param("ru", "А. С. Иванов приехал в г. Москву.| Он молчал.", id="Russian initials and abbreviations"),
    pytest.param("ru", "В 2019 г. порт закрыли.| Люди ушли.", id="a Russian year with its abbreviation"),
    pytest.param("zh", "市长来了。|她说：“很好。”|然后她走了！", id="Chinese, without spaces"),
    pytest.param(
        "ja", "市長が来た。|「行きます。」と彼女は言った。|そして帰った。", id="Japanese, a quote that goes on"
    ),
    pytest.param("ar", "وصل العمدة صباحا.| هل تكلم؟| لا.", id="Arabic"),
    pytest.param("hi", "मेयर आए।| वे चले गए।", id="Hindi, with its own full stop"),
    pytest.param("hy", "Քաղաքապետը եկավ։| Նա խոսեց։", id="Armenian, with its own full stop"),
    pytest.param("am", "ከንቲባው መጣ።| እሷ ተናገረች።", id="Amharic, with its own full stop"),
    pytest.param("my", "မြို့တော်ဝန် လာသည်။|သူ ပြောသည်။", id="Burmese, without a space behind the full stop"),
    pytest.param("km", "អភិបាលមក។| គាត់និយាយ។", id="Khmer, with its own full stop"),
    pytest.param("bo", "གྲོང་དཔོན་ཕེབས་སོང་།| ཁོང་གིས་གསུངས་སོང་།", id="Tibetan, at its shad"),
    pytest.param("ur", "میئر آیا۔| وہ بولی۔", id="Urdu, with its own full stop"),
    pytest.param("el", "Ποιος ήρθε;| Κανείς.", id="Greek, whose question mark is a semicolon"),
    pytest.param("th", "นายกเทศมนตรีมาแล้ว เขาพูดนาน", id="Thai, which has no full stops"),
    pytest.param("", "The mayor came.| Dr. Pell left.", id="an unknown language is read like English"),
]


def marked(text: str) -> tuple[str, list[str]]:
    return text.replace("|", ""), [piece.strip() for piece in text.split("|")]


def split(text: str, language: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, Span(0, len(text)), language)]


@pytest.mark.parametrize("example", ENGLISH)
def test_english_sentences(example):
    text, expected = marked(example)
    assert split(text, "en") == expected


@pytest.mark.parametrize(("language", "example"), OTHERS)
def test_sentences_of_other_languages(language, example):
    text, expected = marked(example)
    assert split(text, language) == expected


def test_only_the_given_paragraph_is_split():
    text = "One. Two.\n\nThree. Four."
    assert [text[s.start : s.end] for s in split_sentences(text, Span(11, len(text)), "en")] == ["Three.", "Four."]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("The mayor of the town was late, and that is all there is to it.", "en", id="English"),
        pytest.param("Der Bürgermeister ist nicht mit den anderen von der Insel gekommen.", "de", id="German"),
        pytest.param("Le maire est arrivé dans une ville que les gens aiment.", "fr", id="French"),
        pytest.param("El alcalde llegó con los otros por una calle que da al puerto.", "es", id="Spanish"),
        pytest.param("O prefeito chegou com uma carta para os que não vieram.", "pt", id="Portuguese"),
        pytest.param("Мэр не приехал в город, что и было на плане, это понятно.", "ru", id="Russian"),
        pytest.param("市长来了。", "", id="too short to tell"),
    ],
)
def test_the_language_is_told_by_its_small_words(text, language):
    assert guess_language(text) == language
