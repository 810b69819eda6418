"""Says in plain sentences whether a journey kept to the SOP, and where it waited longest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lakip.sop.lessons import (
    MINUTES_IN_AN_HOUR,
    Account,
    Spell,
    StepTime,
    amount_of,
    counts_minutes,
    in_words,
)
from lakip.sop.worktime import Limit, Unit

MOST_NAMED = 3
SO_LARGE = 1000  # Percent; from here on people think in multiples.

NOTHING_YET = "Belum ada langkah yang selesai, jadi waktunya belum dapat dibandingkan dengan SOP."
CANCELLED = "Penyusunan ini dibatalkan, jadi hanya langkah yang sempat selesai yang dihitung."
ALL_KEPT = "Ya, semua {count} langkah selesai dalam tenggatnya."
ONE_KEPT = "Sejauh ini satu langkah selesai, dalam tenggatnya."
KEPT_SO_FAR = "Sejauh ini {count} langkah selesai, semuanya dalam tenggatnya."
NOT_KEPT = "Tidak, {late} dari {count} langkah melewati batas waktunya, yaitu {named}."
NOT_KEPT_SO_FAR = (
    "Sejauh ini {late} dari {count} langkah yang selesai melewati batas waktunya, yaitu {named}."
)
RUNNING_LATE = "Langkah {number} ({title}) masih berjalan dan sudah lewat tenggat."
LONGEST = (
    "Yang paling lama menunggu adalah langkah {number} ({title}): {waited} sebelum tindakan "
    "pertama tercatat."
)
NO_WAIT = "Tidak ada langkah yang tercatat menunggu."
RETURNED = "Naskah dikembalikan {count} kali; putaran sesudahnya memakan {again}."
RETURNED_ONLY = "Naskah dikembalikan {count} kali."
FASTER, SLOWER, SAME = "lebih cepat {by}", "lebih lama {by}", "sama"


@dataclass(frozen=True)
class Sum:
    """Limits or times added up: working days and office minutes, which are not exchanged."""

    days: int = 0
    minutes: int = 0

    def __str__(self) -> str:
        days = f"{self.days} hari kerja" if self.days else ""
        minutes = in_words(self.minutes) if self.minutes or not self.days else ""
        return " dan ".join(filter(None, (days, minutes)))


def standard_of(steps: Iterable[StepTime]) -> Sum:
    """What the SOP gives for these steps, once each."""
    days = minutes = 0
    for each in steps:
        limit = each.step.within
        if counts_minutes(limit.unit):
            minutes += amount_of(limit)
        else:
            days += amount_of(limit)
    return Sum(days, minutes)


def taken_of(steps: Iterable[StepTime]) -> Sum:
    """What these steps took, each in its own unit."""
    days = minutes = 0
    for each in steps:
        if each.taken is None:
            continue
        if counts_minutes(each.step.within.unit) or not each.taken.days:
            minutes += each.taken.minutes
        else:
            days += each.taken.days
    return Sum(days, minutes)


def difference(each: StepTime) -> str:
    """How what was taken differs from the SOP's time; empty where nothing is known."""
    if each.over is None:
        return ""
    by = abs(each.over)
    minutes = counts_minutes(each.step.within.unit)
    said = in_words(by) if minutes else f"{by} hari kerja"
    return (SLOWER if each.over > 0 else FASTER if each.over < 0 else SAME).format(by=said)


def limit_in_words(limit: Limit) -> str:
    """A limit as the SOP writes it; weeks with the working days that they are."""
    days = f" ({amount_of(limit)} hari kerja)" if limit.unit is Unit.MINGGU else ""
    return f"{limit}{days}"


def verdict(account: Account) -> list[str]:
    """Whether the SOP was kept to, where the journey waited, and what returns cost."""
    if not account.known:
        return [*([CANCELLED] if account.is_cancelled else []), NOTHING_YET, *_running(account)]
    return [
        *([CANCELLED] if account.is_cancelled else []),
        _kept(account),
        *_running(account),
        *_waited(account),
        *_returned(account),
    ]


def _kept(account: Account) -> str:
    count, late = len(account.known), account.late
    named = {"count": count, "late": len(late), "named": _named(late)}
    if account.is_finished:
        return (NOT_KEPT if late else ALL_KEPT).format(**named)
    if late:
        return NOT_KEPT_SO_FAR.format(**named)
    return (KEPT_SO_FAR if count > 1 else ONE_KEPT).format(**named)


def _named(steps: Sequence[StepTime]) -> str:
    """The worst of them first; the others as a count."""
    worst = sorted(steps, key=lambda each: -(each.share or 0))[:MOST_NAMED]
    said = [f"langkah {each.number} ({each.step.title})" for each in worst]
    if more := len(steps) - len(worst):
        said.append(f"{more} langkah lain")
    if len(said) < 3:
        return " dan ".join(said)
    return f"{', '.join(said[:-1])}, dan {said[-1]}"


def _running(account: Account) -> list[str]:
    step = account.running
    if step is None or step.running is None or not step.running.is_late:
        return []
    return [RUNNING_LATE.format(number=step.number, title=step.step.title)]


def _waited(account: Account) -> list[str]:
    step = account.longest_wait
    if step is None or step.waited is None:
        is_known = all(each.waited is not None for each in account.known)
        return [NO_WAIT] if is_known else []
    return [LONGEST.format(number=step.number, title=step.step.title, waited=working(step.waited))]


def working(spell: Spell) -> str:
    """Office time within a sentence: "3 hari kerja", "2 jam kerja 5 menit"."""
    if spell.days:
        return str(spell)
    if not spell.minutes:
        return "kurang dari 1 menit kerja"
    unit = "jam" if spell.minutes >= MINUTES_IN_AN_HOUR else "menit"
    return str(spell).replace(f" {unit}", f" {unit} kerja", 1)


def share_in_words(share: int) -> str:
    """A share of the SOP's time: percent, and a multiple where percent would be too large."""
    return f"{share}%" if share < SO_LARGE else f"{round(share / 100)} kali"


def _returned(account: Account) -> list[str]:
    count, again = len(account.returns), account.again
    if not count:
        return []
    if not again.minutes:
        return [RETURNED_ONLY.format(count=count)]
    return [RETURNED.format(count=count, again=working(again))]
