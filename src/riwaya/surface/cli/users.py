"""The commands of `riwaya users` and `riwaya policy`; the store's libraries are loaded when one of them runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya import people
from riwaya.config import store_address
from riwaya.errors import BadInput
from riwaya.model import Span
from riwaya.surface.cli.review import desk_of
from riwaya.surface.cli.stores import DbOption
from riwaya.surface.strings import Strings

if TYPE_CHECKING:
    from riwaya.people import Person
    from riwaya.service.accounts import Accounts

app = typer.Typer(no_args_is_help=True)
policy_app = typer.Typer(no_args_is_help=True)
UserArgument = Annotated[str, typer.Argument(metavar="NAME")]
LabelArgument = Annotated[str, typer.Argument(metavar="LABEL")]
RemoveOption = Annotated[bool, typer.Option("--remove")]


@contextmanager
def _accounts(db: str | None, log_in: Callable[[Accounts], Person] | None = None) -> Iterator[tuple[Accounts, Person]]:
    """Open accounts and tell who asks; where accounts are on and there is no token, `log_in` finds it out, if it is given."""
    from riwaya.service.accounts import Accounts  # noqa: PLC0415  # brings the database's libraries
    from riwaya.store import open_store  # noqa: PLC0415  # the same

    store = open_store(db or store_address())
    try:
        accounts = Accounts(store)
        token = os.environ.get("RIWAYA_TOKEN")
        yield accounts, log_in(accounts) if log_in and accounts.on() and not token else accounts.entering(token)
    finally:
        store.close()


def _password(say: Strings, *, twice: bool = True) -> str:
    """Ask for a password without showing it; where nobody sits at a terminal, read a line of standard input."""
    if sys.stdin.isatty():
        return str(typer.prompt(say("users.password"), hide_input=True, confirmation_prompt=say("users.again") if twice else False))
    return sys.stdin.readline().rstrip("\r\n")


@app.command("add")
def add(context: typer.Context, user: UserArgument, role: Annotated[str, typer.Option("--role", metavar="ROLE")] = "viewer", database: DbOption = None) -> None:
    """Add an account."""
    with _accounts(database) as (accounts, actor):
        first = not accounts.on()
        accounts.add(actor, user, people.role_of(role), _password(context.obj))
        print(context.obj("users.on" if first else "users.added", name=user, role=role))


@app.command("list")
def list_(context: typer.Context, database: DbOption = None) -> None:
    """List the accounts."""
    with _accounts(database) as (accounts, actor):
        for user in accounts.users(actor):
            print(f"{user.name}\t{user.role}\t{context.obj('users.disabled') if user.disabled else ''}".rstrip())
        if not accounts.on():
            print(context.obj("users.off"), file=sys.stderr)


@app.command("disable")
def disable(user: UserArgument, enable: Annotated[bool, typer.Option("--enable")] = False, database: DbOption = None) -> None:
    """Shut an account out."""
    with _accounts(database) as (accounts, actor):
        accounts.disable(actor, user, enable=enable)


@app.command("role")
def role(user: UserArgument, new_role: Annotated[str, typer.Argument(metavar="ROLE")], database: DbOption = None) -> None:
    """Give an account another role."""
    with _accounts(database) as (accounts, actor):
        accounts.set_role(actor, user, people.role_of(new_role))


@app.command("password")
def password(context: typer.Context, user: UserArgument, database: DbOption = None) -> None:
    """Set a password anew."""
    with _accounts(database) as (accounts, actor):
        accounts.set_password(actor, user, _password(context.obj))


@app.command("token")
def token(  # as many parameters as options
    context: typer.Context,
    user: UserArgument,
    label: LabelArgument,
    role: Annotated[str, typer.Option("--role", metavar="ROLE")] = "viewer",
    days: Annotated[int, typer.Option("--days", metavar="N", min=1)] = 90,
    database: DbOption = None,
) -> None:
    """Make an API token."""

    def log_in(accounts: Accounts) -> Person:
        """Who has no token yet says who he or she is by the password."""
        session, person = accounts.log_in(user, _password(context.obj, twice=False), "command line")
        accounts.log_out(session)
        return person

    with _accounts(database, log_in) as (accounts, actor):
        print(accounts.new_token(actor, user, label, people.role_of(role), days))
        print(context.obj("users.token"), file=sys.stderr)


@app.command("tokens")
def tokens(context: typer.Context, user: UserArgument, database: DbOption = None) -> None:
    """List an account's tokens."""
    with _accounts(database) as (accounts, actor):
        for one in accounts.tokens(actor, user):
            print(f"{one.name}\t{one.role}\t{one.ends[:10]}\t{context.obj('users.revoked') if one.revoked else ''}".rstrip())


@app.command("revoke")
def revoke(user: UserArgument, label: LabelArgument, database: DbOption = None) -> None:
    """Revoke a token."""
    with _accounts(database) as (accounts, actor):
        accounts.revoke(actor, user, label)


@app.command("audit")
def audit(
    by: Annotated[str, typer.Option("--by", metavar="NAME")] = "",
    about: Annotated[str, typer.Option("--about", metavar="ID")] = "",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1)] = 100,
    database: DbOption = None,
) -> None:
    """Print the audit trail."""
    with _accounts(database) as (accounts, actor):
        for one in accounts.trail(actor, by, about, limit):
            print(f"{one.at}\t{one.who}\t{one.action}\t{one.target}\t{one.detail}".rstrip())


@policy_app.command("show")
def policy_show(context: typer.Context, database: DbOption = None) -> None:
    """Print the policy."""
    from riwaya.service import withholding  # noqa: PLC0415  # brings the database's libraries

    with desk_of(context, database, "see-withheld") as desk:
        print(withholding.shown_policy(desk.store, desk.person), end="")


@policy_app.command("set")
def policy_set(context: typer.Context, policy_file: Annotated[Path, typer.Argument(metavar="FILE")], database: DbOption = None) -> None:
    """Let a policy hold."""
    from riwaya.service import withholding  # noqa: PLC0415  # brings the database's libraries

    try:
        text = policy_file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(context.obj("error.unread", path=policy_file)) from error
    with desk_of(context, database, "see-withheld") as desk:
        held = withholding.set_policy(desk.store, desk.person, text, desk.ground.lexicon)
        print(context.obj("users.policy", rules=len(held.rules)))


@policy_app.command("names")
def policy_names(
    context: typer.Context,
    person_names: Annotated[list[str] | None, typer.Argument(metavar="NAME...")] = None,
    remove: RemoveOption = False,
    database: DbOption = None,
) -> None:
    """List the names to mask, add to them, or take some off."""
    from riwaya.service import withholding  # noqa: PLC0415  # brings the database's libraries

    with desk_of(context, database, "see-withheld") as desk:
        if person_names:
            withholding.list_names(desk.store, desk.person, person_names, remove=remove)
        else:
            print("".join(f"{name}\n" for name in withholding.listed_names(desk.store, desk.person)), end="")


@policy_app.command("mark")
def policy_mark(  # as many parameters as options
    context: typer.Context,
    page_id: Annotated[str, typer.Argument(metavar="PAGE")],
    start: Annotated[int, typer.Argument(metavar="START", min=0)],
    end: Annotated[int, typer.Argument(metavar="END", min=1)],
    remove: RemoveOption = False,
    database: DbOption = None,
) -> None:
    """Mark a name on a page."""
    from riwaya.service import withholding  # noqa: PLC0415  # brings the database's libraries

    with desk_of(context, database, "see-withheld") as desk:
        withholding.mark_name(desk.store, desk.person, page_id, Span(start, end), remove=remove)
