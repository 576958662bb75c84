"""A door list prepared by hand, for a door whose own is missing or too old while the network is away."""

from __future__ import annotations

from pathlib import Path

from app.controllers.after.door_list_file import key_file, read_list
from app.controllers.after.door_lists import LIST_HOURS_MAX, list_file, make_list
from app.controllers.start.sign_in import SignIn
from app.models.database import Database
from app.utils.local_time import format_time, to_local


def prepare_door_list(database: Database, counter_name: str, path: Path) -> list[str]:
    """Write the list of the cinema of that counter ("": the first one); the lines that tell of it.

    Raises NotFound, FolderNotWritable.
    """
    counter = SignIn(database).counter(counter_name)
    cinema = counter.cinema
    made_at = make_list(database, cinema.id, path)
    known = read_list(path).known
    shows = {ticket.show.id for ticket in known.tickets.values()}
    at = format_time(to_local(made_at, cinema.time_zone), cinema.locale)
    return [
        f"{cinema.name}, {at}: {len(known.tickets)} tickets of {len(shows)} shows are in {path}.",
        f"It counts for {LIST_HOURS_MAX} hours. Its key is in {key_file(path).name} beside it: keep that to yourselves.",
        f"A door goes by it when both lie in the folder 'door' of its data, as {list_file(Path()).name} and "
        f"{key_file(list_file(Path())).name}.",
    ]
