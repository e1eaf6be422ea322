"""Who says it: the utterance that an event word belongs to, or the outlet's own voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.extract.context import Context
from riwaya.extract.ranges import bucket
from riwaya.extract.sense import sensed
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Sign
from riwaya.model import Voice

_UNNAMED = frozenset({"unnamed", "witness", "correspondent", "video"})
_NEAR = 2  # sentences; a voice farther back has been taken over by the outlet


def options(trigger: Trigger, context: Context) -> Iterator[Utterance]:
    """Yield the utterances whose words or cue reach the event word, tightest first; then the last one before it and the next after it."""
    yield from context.spoken(trigger.start)
    over = context.voices[trigger.start]
    sentence_of = context.scene.reading.sentence_of
    before: Utterance | None = None
    after: Utterance | None = None
    for number, one in enumerate(context.scene.utterances):
        if number in over:
            continue
        apart = trigger.sentence - sentence_of[one.cue[0]]
        if one.cue[0] < trigger.start and apart <= _NEAR:
            before = one
        elif after is None and one.cue[0] > trigger.start and -apart <= (_NEAR if _title(trigger, context) else 1):
            after = one
    yield from (one for one in (before, after) if one)


def _certain(trigger: Trigger, context: Context) -> Utterance | None:
    """Return the utterance that grammar gives the event word to, the tightest of several."""
    return next((one for one in context.spoken(trigger.start) if one.sure[0] <= trigger.start < one.sure[1]), None)


def _known(voice: Voice) -> bool:
    """Whether it is said who speaks: for a party, or under a name or in an office of his own, be it in no list."""
    return voice.actor is not None or voice.channel not in _UNNAMED


def _title(trigger: Trigger, context: Context) -> bool:
    return context.scene.reading.sentences[trigger.sentence].title


def signs(trigger: Trigger, utterance: Utterance, context: Context) -> Iterator[Sign]:
    """Yield how the attribution stands to the event word."""
    reading = context.scene.reading
    cue, sentence = utterance.cue[0], reading.sentence_of[utterance.cue[0]]
    reach = "covers" if utterance.start <= trigger.start < utterance.end else "cue" if cue <= trigger.start < utterance.cue[1] else "beyond"
    where = f"{reach},cue-first" if cue <= trigger.start else f"{reach},cue-last"
    over = [one for one in context.spoken(trigger.start) if one is not utterance]
    tighter = sum(1 for one in over if one.end - one.start < utterance.end - utterance.start)
    apart = bucket(abs(context.scene.segment_of[cue] - trigger.segment), 0, 1, 2, 4)
    line = reading.sentences[sentence].paragraph == reading.sentences[trigger.sentence].paragraph
    yield _reach, where, bucket(len(over), 0, 1), bucket(abs(sentence - trigger.sentence), 0, 1, 2), bucket(tighter, 0, 1), _title(trigger, context)
    yield _distance, where, apart, line
    yield _source, where, utterance.manner, utterance.chain[-1].channel, _known(utterance.chain[-1]), len(utterance.chain), utterance.rules
    yield _lead, context.words[trigger.start - 1], where
    yield _opens, context.words[context.sentence(trigger.sentence)[0]], where
    for mention in context.in_segment[trigger.segment].of("connective"):
        yield _connective, mention.entry.value, where
    for mention in context.in_sentence[trigger.sentence].of("stance"):
        yield _stance, mention.entry.value, reach
    yield _word, where, reach, utterance.accused, trigger.by, trigger.kind
    if utterance is _certain(trigger, context):
        yield "certain"
    if sentence == trigger.sentence and cue < utterance.start < utterance.end <= trigger.start:
        yield "ended"
    if context.sense:
        yield sensed("sense", context.sense.between("voice", trigger, cue))
        yield sensed("sense-outlet", context.sense.of("outlet", trigger))


def _reach(where: str, others: str, sentences: str, tighter: str, title: bool) -> Iterator[str]:
    yield where
    yield f"{where},others={others},sentences={sentences}"
    yield f"{where},tighter={tighter}"
    yield f"{where},title={title},sentences={sentences}"


def _distance(where: str, apart: str, line: bool) -> Iterator[str]:
    yield f"{where},apart={apart}"
    yield f"{where},line={line}"


def _source(where: str, manner: str, channel: str | None, known: bool, length: int, rules: Iterable[str]) -> Iterator[str]:
    yield f"{where},manner={manner}"
    yield f"{where},channel={channel}"
    yield f"{where},known={known}"
    yield f"length={length}"
    yield from (f"{where},rule={rule}" for rule in rules)


def _lead(word: str, where: str) -> Iterator[str]:
    yield f"lead={word},{where}"


def _opens(word: str, where: str) -> Iterator[str]:
    yield f"opens={word},{where}"


def _connective(value: str, where: str) -> Iterator[str]:
    yield f"connective={value},{where}"


def _stance(value: str, reach: str) -> Iterator[str]:
    yield f"stance={value},{reach}"


def _word(where: str, reach: str, accused: bool, by: str, default: str | None) -> Iterator[str]:
    yield f"accused={accused},{where}"
    yield f"by={by},{where}"
    yield f"default={default},{reach}"
