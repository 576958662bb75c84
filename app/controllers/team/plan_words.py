"""What the audit lines of the plan say: films, halls, shows and prices. How to read them stands in action_words."""

from __future__ import annotations

from collections.abc import Mapping

PLAN_WORDS: Mapping[str, str] = {
    "FILM_ADDED": "added the film {title}",
    "FILM_CHANGED": "changed the film {title}|{changed:list}",
    "FILM_RETIRED": "retired the film {title}",
    "FILM_BROUGHT_BACK": "brought the film {title} back",
    "FILM_POSTER": "changed the poster of {subject}",
    "FILMS_IMPORTED": "imported films from {subject}|{new} new|{changed} changed",
    "FILMS_CHANGED": "changed films by the import from {subject}",
    "CINEMA_ADDED": "added the cinema {cinema}|{city}",
    "CINEMA_CHANGED": "changed the cinema {cinema}|{changed:list}",
    "COUNTER_ADDED": "added {counter}",
    "COUNTER_RENAMED": "renamed {counter}|was {was_called}",
    "COUNTER_IN_USE": "put {counter} back into use",
    "COUNTER_OUT_OF_USE": "took {counter} out of use",
    "HALL_ADDED": "added the hall {hall} in {cinema}|{seats:seats}",
    "HALL_CHANGED": "changed the hall {hall}|was {was_called}|taken out {taken_out:list}|new {new:list}|changed {changed:list}",
    "SEATS_OUT": "took {seats:list} of {subject} out of service|{reason}",
    "SEATS_BACK": "put {seats:list} of {subject} back into service|{reason}",
    "REHOUSED": "gave {subject} other seats|{film} in {hall}",
    "SHOW_ADDED": "planned {film_title} in {hall_name}|{when}",
    "SHOWS_ADDED": "planned {shows:count} shows in {hall_name}",
    "SHOW_CHANGED": "changed the show of {film_title}|{changes}",
    "SHOW_CANCELLED": "cancelled {show}|{reason}|{amount_minor:money} to give back",
    "BOOKING_CANCELLED": "cancelled {subject} with its show|{seats:seats}|{reason}",
    "SHOW_PRICES_CHANGED": "changed the prices of {subject}|{changes}",
    "TICKET_TYPE_ADDED": "added the ticket type {called}|{percent} %",
    "TICKET_TYPE_CHANGED": "changed the ticket type {called}|{changes}",
    "SPECIAL_PRICE_ADDED": "added the price rule {called}|{percent} %",
    "SPECIAL_PRICE_CHANGED": "changed the price rule {called}|{changes}",
    "USUAL_PRICE_CHANGED": "changed the {subject}|{changes}",
    "HOLIDAY_CHANGED": "changed the {subject}|{called}|{changes}",
    "GROUP_DISCOUNT_ADDED": "added the group discount {called}",
    "GROUP_DISCOUNT_CHANGED": "changed the group discount {called}|{changes}",
    "PROMO_CODE_ADDED": "added the promo code {called}",
    "PROMO_CODE_CHANGED": "changed the promo code {called}|{changes}",
    "VOUCHERS_ISSUED": "issued {count} gift vouchers|{value_minor:money} each|{note:quoted}",
    "VOUCHER_CHANGED": "changed the {subject}|{changes}",
}
