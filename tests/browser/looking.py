"""What holds for each of our pages, measured in the browser."""

from typing import Any

from playwright.sync_api import Page

PALEST = 4.5
"""The contrast that WCAG AA asks of text."""
SMALLEST = 44
"""Pixels that a thumb hits."""

PALE = """
() => {
  const parse = (text) => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const light = (rgb) => rgb.slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    throw new Error('nothing opaque below');
  };
  const own = (element) => element.tagName === 'TEXTAREA'
    || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const seen = [...document.body.querySelectorAll('*')].filter((e) => own(e) && e.checkVisibility());
  return seen.map((element) => {
    const [a, b] = [parse(getComputedStyle(element).color), ground(element)].map(light);
    return [element.textContent.slice(0, 30), (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
  });
}
"""
SMALL = """
() => [...document.querySelectorAll('button, a, fieldset label, audio, video')]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.textContent, element.getBoundingClientRect().height])
"""
FOCUSED = "() => (({id, value, textContent}) => id || value || textContent)(document.activeElement)"
OUTLINE = "() => getComputedStyle(document.activeElement).outlineStyle"


def assert_readable(page: Page) -> None:
    """Arabic from the right, no wider than the screen, dark on light enough, large enough for a thumb."""
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    assert page.evaluate("() => getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    assert page.title()
    assert page.locator("h1").count() == page.locator("main").count() == 1
    contrasts: list[Any] = page.evaluate(PALE)
    assert contrasts
    assert [one for one in contrasts if one[1] < PALEST] == []
    assert [one for one in page.evaluate(SMALL) if one[1] < SMALLEST] == []


def focus_order(page: Page, steps: int) -> list[str]:
    """What the Tab key reaches one after another; each is seen to have the focus."""
    reached: list[str] = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
        assert page.evaluate(OUTLINE) == "solid"
    return reached
