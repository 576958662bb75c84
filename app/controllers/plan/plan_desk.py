"""All that managers plan with, on one lane: films, halls, shows, prices."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.plan.cinemas import Cinemas
from app.controllers.plan.filling import Filling
from app.controllers.plan.film_import import FilmImport
from app.controllers.plan.film_posters import FilmPosters
from app.controllers.plan.films import Films
from app.controllers.plan.halls import Halls
from app.controllers.plan.outages import Outages
from app.controllers.plan.prices import PriceDesk, price_desk
from app.controllers.plan.rehousing import Rehousing
from app.controllers.plan.show_cancelling import ShowCancelling
from app.controllers.plan.show_planning import ShowPlanning
from app.models.database import Database
from app.utils.settings import Settings
from app.utils.tmdb import Tmdb


@dataclass(frozen=True, slots=True)
class PlanDesk:
    """The controllers of the manager's pages."""

    films: Films
    film_posters: FilmPosters
    film_import: FilmImport
    prices: PriceDesk
    shows: ShowPlanning
    show_cancelling: ShowCancelling
    filling: Filling
    cinemas: Cinemas
    halls: Halls
    outages: Outages
    rehousing: Rehousing


def plan_desk(database: Database, settings: Settings) -> PlanDesk:
    """For the planning lane."""
    tmdb = Tmdb(settings.tmdb_key, settings.tmdb_address)
    return PlanDesk(
        films=Films(database),
        film_posters=FilmPosters(database),
        film_import=FilmImport(database, tmdb),
        prices=price_desk(database),
        shows=ShowPlanning(database),
        show_cancelling=ShowCancelling(database),
        filling=Filling(database),
        cinemas=Cinemas(database),
        halls=Halls(database),
        outages=Outages(database),
        rehousing=Rehousing(database),
    )
