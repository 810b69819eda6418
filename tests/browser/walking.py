"""What a person does at the browser, by the words that stand on the screen."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.judging import Faults, Judge
from tests.browser.pressing import press


class Someone:
    """A person at a browser without JavaScript; every page they meet is judged."""

    def __init__(self, part: str, page: Page, judge: Judge) -> None:
        self.part = part
        self.email = f"{part}@contoh.test"
        self.page = page
        self.judge = judge
        self.answer: Response | None = None
        self.faults = Faults()
        self.faults.listen(page)
        page.on("response", self._remember)

    def _remember(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.answer = response

    @property
    def status(self) -> int:
        """The status of the page that stands on the screen."""
        assert self.answer is not None
        return self.answer.status

    def looks(self) -> None:
        """Judge the page on the screen."""
        self.judge.judge(self.page, self.answer)
        assert not self.faults.said, self.faults.said

    def opens(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(path)
        self.looks()

    def presses(self, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        """Press the one button of that name."""
        press((within or self.page).get_by_role("button", name=name))
        self.looks()

    def follows(self, name: str | re.Pattern[str]) -> None:
        """Follow the first link of that name."""
        self.page.locator("main").get_by_role("link", name=name).first.click()
        self.looks()

    def signs_in(self, password: str) -> None:
        """Fill in the sign-in page and press its button."""
        self.opens("/masuk/")
        self.page.get_by_label(re.compile("^Alamat (surel|e-mail)")).fill(self.email)
        self.page.get_by_label("Kata sandi").fill(password)
        self.presses("Masuk")

    def reads(self, words: str | re.Pattern[str]) -> None:
        """The words stand where the person can see them."""
        expect(self.page.locator("main").get_by_text(words).first).to_be_visible()

    # At the desk ----------------------------------------------------------------------------

    def finds_on_the_desk(self, title: str) -> None:
        """The turn waits on the desk; open it from there."""
        self.opens("/")
        self.page.get_by_role("link", name=f"Kerjakan {title}").click()
        self.looks()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(
            re.compile(rf"Langkah \d+: {re.escape(title)}")
        )

    def finds_nothing_on_the_desk(self) -> None:
        """No turn waits for this person."""
        self.opens("/")
        expect(self.page).to_have_title(re.compile("^Meja saya"))
        assert not self.page.get_by_role("link", name=re.compile("^Kerjakan ")).count()

    # In a step ------------------------------------------------------------------------------

    def paper(self, name: str) -> Locator:
        """The form that files a paper, unfolded."""
        fold = self.page.locator("details").filter(
            has=self.page.locator("summary", has_text=re.compile(rf": {re.escape(name)}( \(|$)"))
        )
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        return fold

    def writes(self, paper: str, text: str) -> None:
        """File a paper as plain text."""
        fold = self.paper(paper)
        fold.get_by_label(re.compile("ulis isinya")).fill(text)
        self.presses(f"Simpan {paper}", within=fold)
        self.reads("Surat disimpan.")

    def uploads(self, paper: str, file: Path) -> None:
        """File a paper as a file."""
        fold = self.paper(paper)
        fold.get_by_label(re.compile("nggah berkas")).set_input_files(file)
        self.presses(f"Simpan {paper}", within=fold)
        self.reads("Surat disimpan.")

    def ticks_everything(self) -> int:
        """Tick every duty that is this person's, one after the other."""
        count = 0
        while (
            button := self.page.get_by_role("button", name=re.compile("^Tandai selesai"))
        ).count():
            button.first.click()
            self.looks()
            count += 1
        return count

    def names(self, person: str, standing: str) -> None:
        """Put a colleague on the team's list."""
        self.page.get_by_label("Orang", exact=True).select_option(person)
        self.page.get_by_label("Kedudukan dalam tim").select_option(standing)
        self.presses("Cantumkan")
        self.reads("Daftar tim diperbarui.")

    def sends_back(self, reason: str) -> None:
        """Unfold the return, say what to mend, press."""
        fold = self.page.locator("#kembalikan details")
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        fold.get_by_label("Apa yang harus diperbaiki").fill(reason)
        self.presses("Kembalikan", within=fold)

    # The same person again ------------------------------------------------------------------

    def in_another_tab(self) -> "Someone":
        """The same person, signed in alike, with the same page in another tab."""
        other = Someone(self.part, self.page.context.new_page(), self.judge)
        other.opens(self.page.url)
        return other
