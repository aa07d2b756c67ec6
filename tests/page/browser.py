#!/usr/bin/env python3
"""The editor's page in a browser: articles in, a sentence opened, a name overruled, the account copied; by keys alone,
without a script, with hostile words; and what axe-core finds.

Needs Chromium (Debian's `chromium`); Playwright comes into a folder of its own under `target`.
"""

import os
import pathlib
import subprocess
import sys
import traceback

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tests/load"))
from common import Server, arguments, stories  # noqa: E402

PACKAGES = ["playwright~=1.50", "axe-playwright-python~=0.1"]
settings = arguments(
    __doc__,
    ("--only", {"default": "", "help": "tests whose name holds this"}),
    ("--browser", {"default": "/usr/bin/chromium", "help": "the browser's program"}),
    ("--screenshots", {"type": pathlib.Path, "help": "folder for pictures of the page"}),
)
try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import expect, sync_playwright
except ImportError:
    made = subprocess.run([TOP / ".ci/venv", "page", *PACKAGES], stdout=subprocess.PIPE, check=True, text=True)
    python = f"{made.stdout.strip()}/bin/python"
    os.execv(python, [python, *sys.argv])

ONE = "Ferry fire hurts two\n\nTwo people were hurt when a ferry caught fire on Monday, Jang Ho-jin said.\n\nIt sank off the coast at noon."
OTHER = "Ferry burns\n\nA ferry caught fire on Monday and two people were hurt, Chang Ho-jin said."
SEEDS = [article["text"] for article in stories()["sullivan-call"]]
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def fill(page, texts=(ONE, OTHER), outlets=("Harbour Daily", "Coast News")):
    for n, (text, outlet) in enumerate(zip(texts, outlets)):
        page.fill(f"#text-{n + 1}", text)
        page.locator("input[name=source]").nth(n).fill(outlet)


def merge(page, *filled):
    fill(page, *filled)
    page.click("button.main")
    page.wait_for_selector("#account")


@test
def a_sentence_opens_to_what_each_source_says(page):
    merge(page)
    expect(page.locator("#status")).to_contain_text("2 articles")
    page.locator("#s1 .chips").click()
    opened = page.locator("#open-s1")
    expect(opened).to_be_visible()
    assert opened.locator("blockquote").count() == 2
    expect(opened.locator("mark").first).to_be_visible()
    opened.locator(".about a").first.click()
    expect(opened).to_be_hidden()
    expect(page.locator(".pieces li:target .piece")).to_be_visible()


@test
def an_editor_overrules_a_spelling(page):
    merge(page)
    names = page.locator("#names")
    expect(names).to_contain_text("Jang Ho-jin")
    names.get_by_role("button", name="are two").first.click()
    expect(page.locator("#names")).to_contain_text("Every name is printed in one way")
    page.locator("input[name=same_a]").fill("Jang Ho-jin")
    page.locator("input[name=same_b]").fill("Chang Ho-jin")
    page.get_by_role("button", name="Merge again").click()
    expect(page.locator("#names")).to_contain_text("an editor says that they are one")


@test
def the_account_is_copied(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    merge(page)
    page.get_by_role("button", name="Copy the text").click()
    expect(page.locator("#said")).to_have_text("Copied.")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "caught fire on Monday" in text and "Coast News" not in text, text
    page.locator("#said").evaluate("said => said.textContent = ''")
    page.get_by_role("button", name="Copy with sources").click()
    expect(page.locator("#said")).to_have_text("Copied.")
    html = page.evaluate(
        "navigator.clipboard.read().then(items => items[0].getType('text/html')).then(blob => blob.text())"
    )
    assert "Coast News" in html and "<sup>" in html, html


@test
def everything_can_be_done_with_keys(page):
    page.locator("#text-1").focus()
    page.keyboard.insert_text(ONE)
    while page.evaluate("document.activeElement.id") != "text-2":
        page.keyboard.press("Tab")
    page.keyboard.insert_text(OTHER)
    while page.evaluate("document.activeElement.textContent.trim()") != "Merge":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#account")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#open-s1")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#open-s1")).to_be_hidden()
    page.keyboard.press("k")
    assert page.locator(".statement.here").get_attribute("id") == "h1"
    page.locator("#keys").focus()
    page.keyboard.press("Space")
    page.keyboard.press("j")
    assert page.locator(".statement.here").get_attribute("id") == "h1", "keys that are switched off do nothing"


@test
def it_works_without_a_script(page):
    page = page.context.browser.new_context(java_script_enabled=False).new_page()
    page.goto(BASE)
    page.get_by_role("button", name="Add an article").click()
    assert page.locator("fieldset.slot").count() == 3
    page.get_by_role("button", name="Fill in a sample story").click()
    page.click("button.main")
    expect(page.locator("#account")).to_be_visible()
    page.locator("#s1 .chips").click()
    expect(page.locator("#open-s1")).to_be_visible()
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    assert download.value.suggested_filename == "account.md"
    page.context.close()


@test
def files_become_articles(page):
    files = [{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": text.encode()} for n, text in enumerate((ONE, OTHER, OTHER))]
    page.set_input_files("#files", files)
    expect(page.locator("fieldset.slot")).to_have_count(3)
    expect(page.locator("#text-3")).to_have_value(OTHER)
    page.click("button.main")
    expect(page.locator("#copies")).to_contain_text("the same text")


@test
def hostile_words_stay_words(page):
    page.on("dialog", lambda dialog: (_ for _ in ()).throw(AssertionError("a script ran")))
    hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>\u202egnp\" onfocus=\"alert(1)\" <a href='javascript:alert(1)'>x</a>"
    texts = [f"{hostile}\n\nThe ferry {hostile} burnt on Monday, {hostile} said." for _ in range(2)]
    fill(page, texts, (hostile, "</textarea><script>alert(1)</script>"))
    page.locator("input[name=url]").first.fill("javascript:alert(1)")
    page.click("button.main")
    page.wait_for_selector("#account")
    for button in page.locator(".chips").all():
        button.click()
        page.keyboard.press("Escape")
    assert page.locator("img, main script, a[href^='javascript']").count() == 0
    assert "onerror=alert(1)" in page.locator("#account").inner_text()


@test
def house_style_is_shown_on_demand(page):
    fill(page)
    page.locator("input[name=style_from]").fill("Chang Ho-jin")
    page.locator("input[name=style_to]").fill("Jang Ho-jin")
    page.click("button.main")
    changed = page.locator("#account .changed")
    expect(changed.locator("ins")).to_have_text("Jang Ho-jin")
    expect(changed.locator("del")).to_be_hidden()
    page.locator("#changes").check()
    expect(changed.locator("del")).to_have_text("Chang Ho-jin")


@test
def what_is_found_of_a_page_is_filled_in(page):
    head = "<title>Ferry fire</title><meta property='og:site_name' content='Harbour Daily'><meta property='article:published_time' content='2026-03-04T09:30:00Z'>"
    body = f"<!doctype html><html><head>{head}</head><body><article><h1>Ferry fire</h1><p>{ONE}</p></article></body></html>"
    page.set_input_files("#files", [{"name": "page.html", "mimeType": "text/html", "buffer": body.encode()}])
    expect(page.locator("input[name=source]").first).to_have_value("Harbour Daily")
    expect(page.locator("input[name=published_at]").first).to_have_value("2026-03-04T09:30:00Z")


@test
def nothing_leaves_the_service(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    merge(page)
    assert all(url.startswith(BASE) or url.startswith("data:") for url in asked), asked


@test
def it_is_readable_on_a_narrow_screen(page):
    page.set_viewport_size({"width": 320, "height": 640})
    merge(page, SEEDS, ("Korea Herald", "Merit News 24"))
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.locator("#s1 .chips").click()
    assert page.locator("#open-s1").bounding_box()["width"] <= 320


@test
def axe_finds_nothing(page):
    for scheme in ("light", "dark"):
        # axe is a script of its own, which the page's policy does not let in.
        context = page.context.browser.new_context(color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(BASE)
        faultless(page, f"{scheme} form")
        page.get_by_role("button", name="Fill in a sample story").click()
        page.click("button.main")
        page.wait_for_selector("#account")
        for closed in page.locator("details").all():
            closed.evaluate("one => one.open = true")
        faultless(page, f"{scheme} account")
        page.locator("#s1 .chips").click()
        faultless(page, f"{scheme} opened")
        context.close()


def faultless(page, what):
    found = Axe().run(page).response["violations"]
    assert not found, (what, [(one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in found])


@test
def it_is_quick(page):
    merge(page, SEEDS, ("Korea Herald", "Merit News 24"))
    took = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    print(f"    merged view of the seeds usable after {took:.0f} ms")
    assert took < (200 if settings.strict else 1000), took
    texts = [article["text"] for story in stories().values() for article in story][:24]
    files = [{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": text.encode()} for n, text in enumerate(texts)]
    page.goto(BASE)
    page.set_input_files("#files", files)
    expect(page.locator("fieldset.slot")).to_have_count(len(texts))
    page.click("button.main")
    page.wait_for_selector("#account")
    n_sentences = page.locator(".statement").count()
    step = page.evaluate(
        """async () => {
            const start = performance.now();
            for (let n = 0; n < 50; n++) {
                document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}));
                await new Promise(requestAnimationFrame);
            }
            return (performance.now() - start) / 50;
        }"""
    )
    print(f"    {n_sentences} sentences: {step:.1f} ms from one to the next")
    assert n_sentences > 200 and step < (50 if settings.strict else 250), (n_sentences, step)


def pictures(browser, folder):
    folder.mkdir(parents=True, exist_ok=True)
    looks = [("desktop", 1200, "light"), ("narrow", 320, "light"), ("dark", 1200, "dark")]
    for name, width, scheme in looks:
        page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
        page.goto(BASE)
        page.get_by_role("button", name="Fill in a sample story").click()
        page.click("button.main")
        page.wait_for_selector("#account")
        page.screenshot(path=folder / f"{name}.png")
        page.locator("#s1 .chips").click()
        page.screenshot(path=folder / f"{name}-opened.png")
        page.context.close()


with Server(settings.bin) as server, sync_playwright() as playwright:
    BASE = f"http://127.0.0.1:{server.port}/"
    # A container's root has no sandbox to give.
    browser = playwright.chromium.launch(executable_path=settings.browser, args=["--no-sandbox"])
    n_failed = 0
    for one in (one for one in TESTS if settings.only in one.__name__):
        context = browser.new_context(viewport={"width": 1200, "height": 800})
        page = context.new_page()
        faults = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(BASE)
        try:
            one(page)
            assert not faults, faults
            print(f"ok       {one.__name__}")
        except Exception:
            n_failed += 1
            print(f"FAILED   {one.__name__}\n{traceback.format_exc()}")
        context.close()
    if settings.screenshots:
        pictures(browser, settings.screenshots)
    browser.close()
sys.exit(1 if n_failed else 0)
