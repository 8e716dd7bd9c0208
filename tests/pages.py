"""Web pages in several layouts, written around given paragraphs, for tests that read them back.

Each layout is one that pages have: a clean article, a table, divs with line breaks, a blog, an article that is
described in JSON-LD. Around the story stand what pages put there: a cookie notice, a menu, other stories, comments.
"""

from __future__ import annotations

import json
import plistlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape

COOKIES = (
    '<div id="cookie-banner" role="dialog"><p>We use cookies to remember what you like. You can refuse them at any '
    "time.</p><button>Accept</button></div>"
)
MENU = (
    "<nav><ul>"
    + "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "Town", "Coast"))
    + "</ul></nav>"
)
OTHERS = (
    '<aside class="related"><h3>Other stories</h3><ul>'
    '<li><a href="/a">The old mill opens its doors again</a> <time>2 hours ago</time></li>'
    '<li><a href="/b">A winter of few boats and many gulls</a> <time>3 hours ago</time></li></ul></aside>'
)
SHARE = '<div class="share-buttons"><span>Share this story</span><a href="#">By mail</a><a href="#">By letter</a></div>'
COMMENTS = (
    '<section id="comments"><h2>1 Comment</h2><div class="comment"><b>oldsailor</b><p>I have said for many years that '
    "this would happen one day, and nobody in the town hall ever listened.</p></div></section>"
)
FOOT = "<footer><p>© 2024 The Coast Herald. All rights reserved.</p><a href='/about'>About us</a></footer>"
ALSO = '<p class="read-more">Also in the Herald <a href="/c">The lighthouse keeper who never slept</a></p>'


@dataclass(frozen=True, kw_only=True)
class Story:
    """What a page tells."""

    title: str
    paragraphs: Sequence[str]
    outlet: str = "The Coast Herald"
    author: str = "Ada Winter"
    date: str = "2024-03-05"
    address: str = "https://herald.example/coast/harbour"


HARBOUR = Story(
    title="Harbour wall holds through the storm",
    paragraphs=(
        "The new harbour wall held through the storm on Monday night, the town’s engineer said, and no house on the "
        "quay was flooded.",
        "“We heard the waves all night, but the water stayed where it belongs,” said Marta Olsen, who lives in the "
        "first house behind the wall.",
        "The wall was finished in autumn, a year later than planned and at twice the price that the council had named.",
        "Two fishing boats broke loose before midnight and were found in the morning on the sand south of the town.",
        "The council will decide in April whether the wall is to be made longer, so that it covers the old shipyard.",
    ),
)


def article(story: Story, extra: str = "") -> str:
    """An article element, headline and line of author in it; ``extra`` after the second paragraph."""
    body = _paragraphs(story.paragraphs, extra)
    return _page(
        story,
        f"{COOKIES}<header>{MENU}</header><main><article><h1>{escape(story.title)}</h1>"
        f'<p class="byline">By {escape(story.author)}, 5 March 2024</p>{SHARE}{body}{SHARE}</article>'
        f"{OTHERS}{COMMENTS}</main>{FOOT}",
        _meta_tags(story),
    )


def table(story: Story, extra: str = "") -> str:
    """A page laid out by a table, as around the year 2000; no meta tags."""
    body = "".join(f"<div>{escape(text)}</div>" for text in story.paragraphs)
    return _page(
        story,
        f'<table width="100%"><tr><td>{OTHERS}</td><td><font size="5"><b>{escape(story.title)}</b></font><br>'
        f"{body}{extra}</td><td>{SHARE}</td></tr></table>{FOOT}",
    )


def soup(story: Story, extra: str = "") -> str:
    """Divs without meaning, paragraphs divided by two line breaks."""
    body = "<br><br>\n".join(escape(text) for text in story.paragraphs)
    return _page(
        story,
        f'{COOKIES}<div>{MENU}</div><div id="w"><div class="c1"><div class="t">{escape(story.title)}</div>'
        f"<div>{body}</div>{extra}</div>{OTHERS}{COMMENTS}</div>{FOOT}",
        _meta_tags(story),
    )


def blog(story: Story, extra: str = "") -> str:
    """A blog engine’s page, a newsletter’s box in the middle of the story, and who wrote it below."""
    box = (
        '<div class="newsletter"><h4>Our letter</h4><p>The news of the coast in your letter box every Friday.</p></div>'
    )
    middle = len(story.paragraphs) // 2
    body = _paragraphs(story.paragraphs[:middle], "") + box + _paragraphs(story.paragraphs[middle:], extra)
    return _page(
        story,
        f'{MENU}<div class="hentry"><h2 class="entry-title">{escape(story.title)}</h2><span class="author">'
        f'<a rel="author" href="/ada">{escape(story.author)}</a></span><div class="entry-content">{body}</div>'
        f"</div>{COMMENTS}{FOOT}",
        f'<meta property="og:site_name" content="{escape(story.outlet)}">'
        f'<meta property="article:published_time" content="{story.date}T08:30:00Z">',
    )


def described(story: Story, extra: str = "") -> str:
    """An article that JSON-LD describes, with a picture and its caption; no meta tags."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Another name"},
            {
                "@type": ["NewsArticle"],
                "headline": story.title,
                "author": [{"@type": "Person", "name": story.author}],
                "publisher": {"@type": "Organization", "name": story.outlet},
                "datePublished": f"{story.date}T08:30:00+01:00",
                "url": story.address,
            },
        ],
    }
    picture = '<figure><img src="wall.jpg"><figcaption>The wall on Tuesday. Picture: Jon Berg</figcaption></figure>'
    return _page(
        story,
        f"<header>{MENU}</header><article><h1>{escape(story.title)}</h1>{picture}"
        f"{_paragraphs(story.paragraphs, extra)}</article>{OTHERS}{FOOT}",
        f'<script type="application/ld+json">{json.dumps(data)}</script>',
    )


LAYOUTS: dict[str, Callable[..., str]] = {
    "article": article,
    "table": table,
    "soup": soup,
    "blog": blog,
    "described": described,
}


def mhtml(page: str, address: str = HARBOUR.address, title: str = HARBOUR.title) -> bytes:
    """``page`` as Chrome saves it in one file."""
    mail = MIMEMultipart("related", type="text/html")
    mail["From"] = "<Saved by Blink>"
    mail["Snapshot-Content-Location"] = address
    mail["Subject"] = title
    advert = MIMEText("<p>Buy one boat and get the other for the price of two.</p>", "html", "utf-8")
    advert["Content-Location"] = "https://adverts.example/frame"
    main = EmailMessage()
    main.set_content(page, subtype="html", cte="quoted-printable")
    main["Content-Location"] = address
    del main["MIME-Version"]
    mail.attach(advert)
    mail.attach(main)
    return mail.as_bytes()


def webarchive(page: str, address: str = HARBOUR.address) -> bytes:
    """``page`` as Safari saves it."""
    main = {
        "WebResourceData": page.encode(),
        "WebResourceURL": address,
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def _paragraphs(texts: Sequence[str], extra: str) -> str:
    written = [f"<p>{escape(text)}</p>" for text in texts]
    return "\n".join([*written[:2], *([extra] if extra else []), *written[2:]])


def _meta_tags(story: Story) -> str:
    return (
        f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:site_name" '
        f'content="{escape(story.outlet)}"><meta name="author" content="{escape(story.author)}">'
        f'<meta property="article:published_time" content="{story.date}T08:30:00Z">'
        f'<link rel="canonical" href="{escape(story.address)}">'
    )


def _page(story: Story, body: str, head: str = "") -> str:
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(story.title)} | '
        f"{escape(story.outlet)}</title>{head}</head><body>{body}</body></html>\n"
    )
