"""A press on a button that sends its form, seen to leave the browser and to be answered.

A browser on a busy machine can lose a press without a word: no event reaches the page. Such a
press is made once more, as a person would make it. A press that the page itself dropped, and one
that the server leaves without an answer, fail here and say so.
"""

from playwright.sync_api import Locator, Page, Request, Response, TimeoutError

IS_MARKED = "button => Boolean(button.form && button.form.dataset.sent)"


def press(button: Locator) -> None:
    """Press the button, and wait until what it sends is answered."""
    if _is_answered(button):
        return
    assert not button.evaluate(IS_MARKED), f"{_named(button)}: the page took it for a second press"
    print(f"{_named(button)} was lost by the browser, and is pressed again")
    assert _is_answered(button), f"{_named(button)} sends nothing"


def _is_answered(button: Locator) -> bool:
    """Press, and say whether anything was sent; what was sent has its answer then."""
    sent: list[Request] = []
    page = button.page

    def is_answer(response: Response) -> bool:
        return response.request in sent

    def listen(request: Request) -> None:
        if request.is_navigation_request():
            sent.append(request)

    page.on("request", listen)
    try:
        with page.expect_response(is_answer):
            button.click()
    except TimeoutError as error:
        if sent:
            waits = f"{sent[0].method} {sent[0].url}"
            raise AssertionError(f"{_named(button)}: no answer to {waits}") from error
        return False
    finally:
        page.remove_listener("request", listen)
    return True


def _named(button: Locator) -> str:
    return f"the press on {button}"


def painted(page: Page) -> None:
    """Wait until the page is drawn as it is now; what is pressed before may meet the old one."""
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
