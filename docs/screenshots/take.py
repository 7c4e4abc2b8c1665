"""Takes the docs' screenshots from a running site: `python docs/screenshots/take.py URL`."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def ask(page: Page, text: str) -> None:
    """Say something and wait until the reply is whole."""
    page.fill("#weft-text", text)
    page.wait_for_selector("#weft-send:enabled")
    page.keyboard.press("Enter")
    page.wait_for_selector("#weft-stop", state="visible")
    page.wait_for_selector("#weft-stop", state="hidden")


def main(address: str) -> None:
    """Sign in as alice, ask two things, and keep what is to be seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        page.fill("input[name=username]", "alice")
        page.fill("input[name=password]", "demo")
        page.click("button[type=submit]")
        ask(page, "Find homes in San Jose with more than 3 bedrooms under $2M")
        page.screenshot(path=HERE / "chat.png")
        ask(page, "Create a contact named Jonas Ferrel, email jonas@ferrel.example")
        ask(page, "Write an email to Jonas Ferrel about the first listing")
        page.screenshot(path=HERE / "draft.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
