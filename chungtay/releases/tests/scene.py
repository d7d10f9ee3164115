"""An officer who is a donor and on duty, and how far they have come."""

from datetime import timedelta

from chungtay.access.acting import PostHolder
from chungtay.access.models import Account
from chungtay.blood.actions import come, make_call
from chungtay.blood.models import Ask, Call
from chungtay.blood.tests.examples import asks, wanted
from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import NAMES, donor
from chungtay.people.models import ContactPoint
from chungtay.releases import actions
from chungtay.releases.mine import Oneself
from chungtay.releases.models import Clearance, Leave, Release
from chungtay.rosters.actions import take_off_shift
from chungtay.rosters.models import Shift
from chungtay.rosters.tests import examples as rosters

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


class Tapping:
    """Acts as `channels` lets somebody act who tapped an answer: that verb, there, no more."""

    def __init__(self, actor_id, verb):
        self.actor_id, self.verb = actor_id, verb

    def may(self, verb, place_id):
        return verb == self.verb

    def reach(self):
        return ()


def phone(world, one):
    points = ContactPoint.objects.visible_to(world.system)
    return points.get(person=one.person_id, kind="phone").value


def officer(world, name=NAMES[2], **more):
    """An area officer of the ward of this name."""
    return rosters.officer(world, name, **more)


def said(world, account=None, n=2, **more):
    """An officer said they are a donor, and the telephone has not answered."""
    account = account or officer(world, NAMES[n])
    one = donor(world, n, **more)
    return actions.say_serving(
        actor=Oneself(account), at=world.at, place=account.place, account=account,
        phone=phone(world, one),
    )  # fmt: skip


def serving(world, account=None, n=2, **more):
    """Both sides have said it."""
    word = said(world, account, n, **more)
    verb = "releases.confirm_serving"
    return actions.confirm_serving(actor=Tapping(actor_of(word), verb), at=world.at, serving=word)


def actor_of(word):
    donors = Donor.objects.unscoped(why="tests look at everything")
    return donors.get(pk=word.donor_id).actor_id


def call_of(release):
    return Call.objects.unscoped(why="tests look at everything").get(pk=release.call_id)


def on_shift(world, account, starts=None, hours=8, where=None):
    """A turn at the desk that runs now."""
    return rosters.shift(world, account, starts=starts or world.at - HOUR, hours=hours, where=where)


def off_shifts(world, release):
    """Their turns are taken off the roster."""
    rows = Shift.objects.unscoped(why="tests look at everything").standing()
    for shift in rows.filter(officer=release.account_id):
        take_off_shift(actor=commander(world), at=world.at, shift=shift)


def spare(world, name="Mai Xuân Lộc", **more):
    """A colleague, rested and free."""
    return Account.objects.filter(name=name).first() or rosters.officer(world, name, **more)


def commander(world):
    return rosters.chief(world)


def deputy(world):
    found = Account.objects.filter(username="pho").first()
    return PostHolder(found, world.at) if found else world.account("pho", "police_deputy")


def fresh(row):
    rows = type(row).objects.unscoped(why="tests look at everything")
    return rows.get(pk=row.pk)


def came(world, n=2, hours=8, others=1, **changes):
    """An officer on duty said yes: the release that began, with a commander and a stand-in."""
    commander(world), deputy(world)
    word = serving(world, n=n)
    on_shift(world, word.account, hours=hours)
    spare(world)
    for _ in range(others):
        donor(world)
    made = make_call(actor=world.system, at=world.at, **wanted(world, **changes))
    ask = next(one for one in asks(made) if one.donor_id == word.donor_id)
    come(actor=Tapping(ask.actor_id, "blood.come"), at=world.at, ask=ask)
    return release_of(ask)


def release_of(ask):
    rows = Release.objects.unscoped(why="tests look at everything")
    return rows.filter(ask=ask).order_by("-pk").first()


def ask_of(release):
    return Ask.objects.unscoped(why="tests look at everything").get(pk=release.ask_id)


def asked(world, release=None, at=None, **more):
    """The doctor was asked."""
    release = release or came(world, **more)
    ask = ask_of(release)
    return actions.ask_doctor(
        actor=Tapping(ask.actor_id, "releases.ask_doctor"), at=at or world.at, ask=ask
    )


def cleared(world, release=None, at=None, **more):
    """The doctor said yes, and the commander was asked."""
    clearance = asked(world, release, at, **more)
    actions.answer_doctor(
        actor=world.system, at=at or world.at, clearance=clearance, result="may", doctor="Bs Thảo"
    )
    return release_of(ask_of_clearance(clearance))


def ask_of_clearance(clearance):
    return Ask.objects.unscoped(why="tests look at everything").get(pk=clearance.ask_id)


def leave_of(release):
    return Leave.objects.unscoped(why="tests look at everything").get(release=release)


def clearance_of(release):
    return Clearance.objects.unscoped(why="tests look at everything").get(release=release)


def stand_in(world):
    return Account.objects.get(name="Mai Xuân Lộc")


def granted(world, release=None, at=None, **more):
    release = release or cleared(world, at=at, **more)
    actions.decide(
        actor=commander(world),
        at=at or world.at,
        release=release,
        yes=True,
        stand_in=stand_in(world),
    )
    return fresh(release)
