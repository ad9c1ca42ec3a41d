"""The page of a Proof Pack on paper: the only place that knows which library prints it."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import plutoprint

FONTS = Path(__file__).parent / "fonts"
FACES = {
    "font:regular": FONTS / "IBMPlexSansArabic-Regular.ttf",
    "font:bold": FONTS / "IBMPlexSansArabic-Bold.ttf",
}
STYLE = """
@font-face { font-family: "Dealix Arabic"; font-weight: 400; src: url("font:regular"); }
@font-face { font-family: "Dealix Arabic"; font-weight: 700; src: url("font:bold"); }
@page { size: A4; margin: 18mm 16mm 20mm;
  @bottom-center { content: "صفحة " counter(page) " من " counter(pages);
    font: 9pt "Dealix Arabic"; color: #565d69; } }
"""
_press = ThreadPoolExecutor(max_workers=1, thread_name_prefix="proof-pdf")
"""One page after the other: nothing promises that two may be laid out in one process at once, and whoever
waits here must not hold one of the threads in which everybody else reads the database."""


class NotOurs(Exception):
    """A page asked for something that does not come with the product."""


class OnlyOurFonts(plutoprint.ResourceFetcher):
    """Nothing of a page is asked of a disk or a network, whatever a customer's name says."""

    def fetch_url(self, url: str) -> plutoprint.ResourceData:
        if url not in FACES:
            raise NotOurs(url)
        return plutoprint.ResourceData(FACES[url].read_bytes(), "font/ttf")


async def of(html: str, *, title: str) -> bytes:
    """A page's own HTML; `print` is its medium. The event loop goes on meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(_press, _laid_out, html, title)


def _laid_out(html: str, title: str) -> bytes:
    book = plutoprint.Book(plutoprint.PAGE_SIZE_A4, plutoprint.PAGE_MARGINS_NONE)
    book.custom_resource_fetcher = OnlyOurFonts()
    book.load_html(html, user_style=STYLE)
    book.set_metadata(plutoprint.PDF_METADATA_TITLE, title)
    written = io.BytesIO()
    book.write_to_pdf_stream(written)
    return written.getvalue()
