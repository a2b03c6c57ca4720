"""A written place resolved to one area on a day, or to the candidates among which a person chooses. Pure.

Scores: 100 every name fits; 5 less for each level above that is not named; 95 a former name or parent; 85 an
area that took the place of the one named; 75 the tambon for a village that is not loaded; for misspelt
names the product of their likenesses in hundredths, 97 at the most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.matching import reasons
from tambon.areas.rules.matching.cutting import Names, assignments, cuts
from tambon.areas.rules.matching.days import Hit, Lead, best_of, led, on_the_day
from tambon.areas.rules.matching.folding import key
from tambon.areas.rules.matching.gazetteer import Gazetteer, Spot, village_key
from tambon.areas.rules.matching.places import Candidate, Match, NamedPlace, Reason, Written
from tambon.areas.rules.matching.reading import MOST_CHARACTERS, Reading, readings, with_village
from tambon.areas.rules.matching.spelling import MARGIN, Beam, Speller
from tambon.areas.rules.matching.villages import is_named_apart, villages_in

MOST_CANDIDATES = 12
SHORTEST_CODE = 6  # a tambon's: shorter numbers may be years, counts or house numbers
MISSING_LEVEL, SIMILAR, LEFT_ASIDE, DISAGREE = 5, 97, 80, 60
HINT = 0.5  # likeness from which a name is worth showing to a person
SMALLEST_FIRST = (Kind.COMMUNITY, Kind.LOCAL_GOVERNMENT, Kind.TAMBON, Kind.DISTRICT, Kind.PROVINCE)
BESIDE = (Kind.COMMUNITY, Kind.LOCAL_GOVERNMENT)  # not every level stands above these
TOLERANT_READINGS = 6
CLEAR = 85  # the score of a misspelt name from which other readings are not asked
REMEMBERED = 50_000
Settled = Mapping[str, int | None]  # what people said of a key: an area's id, or None for no area


class Matcher:
    """Matches any number of written places on one day."""

    def __init__(self, gazetteer: Gazetteer, *, on: date, settled: Settled | None = None) -> None:
        self._gazetteer, self._on, self._settled = gazetteer, on, settled or {}
        self._speller = Speller(gazetteer, on)
        self._lines: dict[int | None, tuple[NamedPlace, ...]] = {}
        self._known: dict[tuple[tuple[Kind, str], ...], list[Lead]] = {}

    def match(self, written: Written) -> Match:
        """One area with score and reason; or none, with candidates where there are any."""
        composed = written.composed
        known_as = key(composed)
        if not known_as:
            return Match(None, 0, reasons.empty)
        if len(composed) > MOST_CHARACTERS:
            return Match(None, 0, reasons.too_long)
        if known_as in self._settled:
            return self._as_settled(self._settled[known_as])
        if known_as.isdecimal() and len(known_as) >= SHORTEST_CODE and (leads := self._of_code(known_as)):
            return self._answer(leads)
        tried: list[Reading] = []
        for reading in readings(written, composed):
            if leads := self._exactly(reading):
                return self._answer(leads)
            tried.append(reading)
        return self._answer(self._tolerantly(tried[:TOLERANT_READINGS]))

    def _of_code(self, code: str) -> list[Lead]:
        """A cell that holds nothing but a code; one of another time leads to what became of its bearer."""
        bearers = self._gazetteer.by_code.get(code, ())
        standing = [Lead(one, 100, reasons.code, True) for one in bearers if one.stands(self._on)]
        later = (lead for one in bearers for lead in led(self._gazetteer, one.area_id, self._on))
        return best_of(standing or later)

    def _as_settled(self, area_id: int | None) -> Match:
        if area_id is None:
            return Match(None, 100, reasons.settled_nowhere)
        leads = led(self._gazetteer, area_id, self._on)
        stands = self._gazetteer.row(area_id, self._on) is not None
        return self._answer([Lead(leads[0].place, 100, reasons.settled, True)] if stands else leads)

    def _exactly(self, reading: Reading) -> list[Lead]:
        """The leads of names that all fit to the letter; loose words must all be names, or the village's."""
        found: list[Lead] = []
        for filled in self._fillings(reading):
            leads = self._of_names(filled)
            if filled.is_guess and not self._holds(leads, filled.village):
                continue
            found += self._villages(leads, filled) if filled.names_a_village else leads
        return best_of(found)

    def _fillings(self, reading: Reading) -> Iterator[Reading]:
        """The reading with its loose words given a place: as names of levels, as the village's name."""
        if reading.after_number:
            for one in with_village(reading):
                yield from self._fillings(one)
        elif not reading.loose:
            yield reading
        else:
            for names in cuts(reading, self._gazetteer.names):
                yield reading.but(names={**reading.names, **names}, loose=[])
            names_tambon = Kind.TAMBON in reading.names
            if not reading.village and (names_tambon or reading.number is not None):
                yield reading.but(village=village_key(" ".join(reading.loose)), loose=[], is_guess=True)

    def _holds(self, tambons: list[Lead], village: str) -> bool:
        """Whether one of the tambons has a village of that name."""
        return any(
            village in keys
            for one in tambons
            for _, keys, _ in self._gazetteer.villages_of(one.place.area_id)
        )

    def _of_names(self, reading: Reading) -> list[Lead]:
        if reading.village and Kind.TAMBON not in reading.names:
            return self._tambons_of_village(reading)
        known = tuple(reading.names.items())
        leads = self._known.get(known)
        if leads is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            hits = [Hit(spot, *_worth(spot, reading.names)) for spot in self._spots(reading.names)]
            leads = self._known[known] = on_the_day(self._gazetteer, hits, self._on)
        return leads

    def _spots(self, names: Names) -> list[Spot]:
        """The places of the smallest level named, whose line bears every other name."""
        lowest = next((kind for kind in SMALLEST_FIRST if kind in names), None)
        if lowest is None:
            return []
        others = [(kind, name) for kind, name in names.items() if kind is not lowest]
        found = self._gazetteer.names[lowest].get(names[lowest], ())
        return [spot for spot in found if _fits(spot, others, lowest)]

    def _tambons_of_village(self, reading: Reading) -> list[Lead]:
        """Where only higher levels are named: the tambons there that have a village of the name."""
        having = self._gazetteer.tambons_by_village.get(reading.village, set())
        above = {spot.place.area_id for spot in self._spots(reading.names)}
        if reading.names:
            places = (one for area in above for one in self._gazetteer.below.get((area, Kind.TAMBON), ()))
        else:
            places = (spot for tambon in having for spot in self._gazetteer.spots(tambon))
        others = list(reading.names.items())
        hits = [
            Hit(spot, *_worth(spot, reading.names))
            for spot in places
            if spot.place.area_id in having and _fits(spot, others, Kind.TAMBON)
        ]
        return on_the_day(self._gazetteer, hits, self._on)

    def _villages(self, leads: list[Lead], reading: Reading) -> list[Lead]:
        tambons = [lead for lead in leads if lead.place.kind is Kind.TAMBON]
        if not tambons:
            return [Lead(one.place, one.score // 2, reasons.no_such_village, False) for one in leads]
        found = [
            lead for tambon in tambons for lead in villages_in(self._gazetteer, tambon, reading, self._on)
        ]
        if is_named_apart(found):
            found = [lead for lead in found if lead.reason is not reasons.no_such_village]
        return found

    def _tolerantly(self, tried: list[Reading]) -> list[Lead]:
        """The best of all readings with misspelt names; readings that lead apart leave it to a person."""
        sure: list[list[Lead]] = []
        for reading in tried:
            leads = self._read_tolerantly(reading, wide=False)
            if _is_one(leads):
                sure.append(leads)
                if leads[0].score >= CLEAR:
                    break  # the likelier reading is clear: what words could be otherwise adds nothing
        found = sure or [self._read_tolerantly(reading, wide=True) for reading in tried]
        return best_of(lead for leads in found for lead in leads)

    def _read_tolerantly(self, reading: Reading, *, wide: bool) -> list[Lead]:
        """``wide``: for people, also what is alike without a parent to look in, or but a little alike."""
        names = [{**reading.names, **more} for more in assignments(reading)]
        leads = [lead for one in names for lead in self._descended(one, reading, wide)]
        if not leads and reading.names:
            leads = self._descended(reading.names, reading, wide)
            leads = _aside(leads, reading.names) if reading.loose else leads
        return best_of(leads)

    def _descended(self, names: Names, reading: Reading, wide: bool) -> list[Lead]:
        descent = self._speller.descend(names, wide=wide)
        if descent.lost is not None:
            above = [beam.spot for beam in descent.beams if beam.spot]
            return self._lost(names, descent.lost, above) if wide else []
        leads = best_of(lead for beam in descent.beams for lead in self._of_beam(beam, names))
        if any(kind in names for kind in BESIDE):  # a town or a community that nobody loaded
            return [Lead(one.place, one.score // 2, reasons.disagree, False) for one in leads]
        return self._villages(leads, reading) if reading.names_a_village else leads

    def _of_beam(self, beam: Beam, names: Names) -> list[Lead]:
        if beam.spot is None:
            return []
        score, reason = _worth(beam.spot, names)
        if beam.likeness < 1:
            score = min(SIMILAR, round(100 * beam.likeness))
            reason = reasons.similar if beam.sure else reasons.similar_only
        leads = on_the_day(self._gazetteer, [Hit(beam.spot, score, reason)], self._on)
        return [lead._replace(certain=lead.certain and beam.sure) for lead in leads]

    def _lost(self, names: Names, lost: Kind, above: list[Spot]) -> list[Lead]:
        """Nothing of that level is alike: what fits without it, and what is a little alike."""
        without = ({other: name for other, name in names.items() if other is not kind} for kind in names)
        hits = [Hit(spot, DISAGREE, reasons.disagree) for others in without for spot in self._spots(others)]
        for spot in above:
            hits += [
                Hit(near, round(DISAGREE * alike), reasons.similar_only)
                for near, alike in self._speller.near(spot.place.area_id, lost, names[lost], HINT)[:3]
            ]
        return [
            Lead(one.place, one.score, one.reason, False)
            for one in on_the_day(self._gazetteer, hits, self._on)
        ]

    def _answer(self, leads: list[Lead]) -> Match:
        candidates = tuple(self._candidate(lead) for lead in leads[:MOST_CANDIDATES])
        if not candidates:
            return Match(None, 0, reasons.nothing)
        best = candidates[0]
        if _is_one(leads):
            return Match(best, best.score, best.reason, candidates)
        reason = reasons.several if len(leads) > 1 and leads[0].certain else best.reason
        return Match(None, best.score, reason, candidates)

    def _candidate(self, lead: Lead) -> Candidate:
        parent = lead.place.parent_id
        line = self._lines.get(parent)
        if line is None:
            line = self._lines[parent] = self._gazetteer.line(lead.place, self._on)
        return Candidate(lead.place, line, lead.score, lead.reason)


def match_all(matcher: Matcher, places: Iterable[Written]) -> Iterator[Match]:
    """The answers in the order of the places."""
    return (matcher.match(written) for written in places)


def _worth(spot: Spot, names: Names) -> tuple[int, Reason]:
    """The score and the reason of names that fit: 5 less for each level above that is not named."""
    above = [one.place.kind for one in spot.line()][1:]
    missing = sum(kind not in names for kind in above if kind is not Kind.COUNTRY)
    return 100 - MISSING_LEVEL * missing, reasons.only_one if missing else reasons.exact


def _fits(spot: Spot, others: list[tuple[Kind, str]], lowest: Kind) -> bool:
    kinds = {one.place.kind for one in spot.line()} if lowest in BESIDE else set()
    return all(
        spot.is_called(kind, name) or (lowest in BESIDE and kind not in kinds) for kind, name in others
    )


def _aside(leads: list[Lead], names: Names) -> list[Lead]:
    """Words that name nothing were left aside: sure only where none of them can be the province."""
    told = Kind.PROVINCE in names and Kind.TAMBON in names
    return [
        Lead(one.place, min(one.score, LEFT_ASIDE), reasons.left_aside, one.certain and told) for one in leads
    ]


def _is_one(leads: list[Lead]) -> bool:
    """One area, for certain; another that comes near leaves it to a person."""
    if not leads or not leads[0].certain:
        return False
    return all(lead.score < leads[0].score - 100 * MARGIN and not lead.certain for lead in leads[1:])
