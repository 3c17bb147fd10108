import test from 'ava';
import { advanceLoop, getLoopReturnMs, moveLoopEdge } from '../../web/player/bar/loop.ts';
import { findNeighbour, toDemoPath } from '../../web/player/bar/queue.ts';
import { stepSpeed } from '../../web/player/bar/speeds.ts';
import type { PlayableTrack } from '../../web/player/playable-track.ts';
import {
  CLOSED,
  type PlayerEvent,
  type PlayerQueue,
  reducePlayer,
} from '../../web/player/player-state.ts';
import { formatPosition, speakPosition } from '../../web/player/timeline/format-position.ts';

const createDemo = (number: number) => ({ number, title: `Demo ${number}`, artist: 'KITE' });
const FILE: PlayableTrack = {
  id: 'file:1',
  demo: createDemo(1),
  source: { kind: 'file', name: '1.wav', src: '/1.wav', durationMs: 90_000, peaks: null },
};
const EMBED: PlayableTrack = {
  id: 'link:2',
  demo: createDemo(2),
  source: { kind: 'embed', platform: 'soundcloud', url: 'https://w.soundcloud.com/', height: 166 },
};

const reduceAll = (events: PlayerEvent[]) => events.reduce(reducePlayer, CLOSED);

test('a track replaces the one before; volume and speed stay, the loop does not', (t) => {
  const state = reduceAll([
    { type: 'opened', track: FILE, positionMs: 5_000 },
    { type: 'phase', phase: 'playing' },
    { type: 'changed', change: { volume: 0.3, speed: 2, loop: { startMs: 1, endMs: 9_000 } } },
    { type: 'opened', track: EMBED, positionMs: 0 },
  ]);
  t.like(state, { phase: 'framed', track: EMBED, volume: 0.3, speed: 2, loop: null });
  t.is(state.durationMs, null);
});

test('late events of a sound that is gone change nothing', (t) => {
  const late: PlayerEvent = { type: 'phase', phase: 'playing' };
  const failure: PlayerEvent = { type: 'failed', failure: 'unknown' };
  const opened: PlayerEvent = { type: 'opened', track: FILE, positionMs: 0 };
  t.is(reduceAll([late]).phase, 'closed');
  t.is(reduceAll([failure]).phase, 'closed');
  t.is(reduceAll([opened, { type: 'opened', track: EMBED, positionMs: 0 }, late]).phase, 'framed');
  t.is(reduceAll([opened, failure, late]).phase, 'failed');
  t.is(reduceAll([opened, { type: 'closed' }, late]).phase, 'closed');
  t.is(reduceAll([{ type: 'prepared', demo: createDemo(3) }, late]).phase, 'loading');
});

test('one key sets a loop’s start, its end, and ends it', (t) => {
  const start = advanceLoop(null, 4_000);
  t.deepEqual(start, { startMs: 4_000, endMs: null });
  t.is(advanceLoop(start, 4_100), start, 'too short to be meant');
  t.deepEqual(advanceLoop(start, 9_000), { startMs: 4_000, endMs: 9_000 });
  t.deepEqual(advanceLoop(start, 1_000), { startMs: 1_000, endMs: 4_000 });
  t.is(advanceLoop({ startMs: 1_000, endMs: 4_000 }, 2_000), null);
});

test('edges of a loop do not cross', (t) => {
  const loop = { startMs: 1_000, endMs: 4_000 };
  t.deepEqual(moveLoopEdge(loop, 'start', 9_000), { startMs: 3_500, endMs: 4_000 });
  t.deepEqual(moveLoopEdge(loop, 'end', 0), { startMs: 1_000, endMs: 1_500 });
  t.deepEqual(moveLoopEdge(loop, 'start', -5), { startMs: 0, endMs: 4_000 });
  t.deepEqual(moveLoopEdge({ startMs: 1, endMs: null }, 'start', 7_000).startMs, 7_000);
});

test('a loop goes back when its end is passed, not when one has gone beyond it', (t) => {
  const loop = { startMs: 1_000, endMs: 4_000 };
  t.is(getLoopReturnMs(loop, 3_990, 4_010), 1_000);
  t.is(getLoopReturnMs(loop, 2_000, 3_000), null);
  t.is(getLoopReturnMs(loop, 8_000, 8_020), null);
  t.is(getLoopReturnMs({ startMs: 1_000, endMs: null }, 1_000, 9_000), null);
});

test('next and previous follow the list, also from a demo that left it', (t) => {
  const demos = [9, 7, 4].map(createDemo);
  const queue: PlayerQueue = {
    demos,
    kind: 'list',
    path: '/g/1/submissions',
    search: '?status=in_queue',
  };
  t.is(findNeighbour(queue, 7, 1)?.number, 4);
  t.is(findNeighbour(queue, 7, -1)?.number, 9);
  t.is(findNeighbour(queue, 6, 1)?.number, 4);
  t.is(findNeighbour(queue, 6, -1)?.number, 7);
  t.is(findNeighbour(queue, 4, 1), null);
  t.is(findNeighbour(queue, 9, -1), null);
  t.is(findNeighbour(null, 9, 1), null);
  t.is(toDemoPath(queue, '1', 4), '/g/1/submissions/4?status=in_queue');
  t.is(toDemoPath(null, '1', 4), '/g/1/submissions/4');
  // The oldest first, and by a parameter.
  const listening: PlayerQueue = {
    demos: demos.toReversed(),
    kind: 'listening',
    path: '/g/1/listen',
    search: '',
  };
  t.is(findNeighbour(listening, 4, 1)?.number, 7);
  t.is(findNeighbour(listening, 7, -1)?.number, 4);
  t.is(findNeighbour(listening, 6, 1)?.number, 7);
  t.is(findNeighbour(listening, 6, -1)?.number, 4);
  t.is(findNeighbour(listening, 9, 1), null);
  t.is(toDemoPath(listening, '1', 7), '/g/1/listen?demo=7');
});

test('positions are written and spoken', (t) => {
  t.is(formatPosition(0), '0:00');
  t.is(formatPosition(402_999), '6:42');
  t.is(formatPosition(3_723_000), '1:02:03');
  t.is(speakPosition('en-GB', 127_400), '2 minutes 7 seconds');
  t.is(speakPosition('en-GB', 3_601_000), '1 hour 0 minutes 1 second');
  t.is(speakPosition('en-GB', -1), '0 seconds');
});

test('speed goes in steps and ends at its limits', (t) => {
  t.is(stepSpeed(1, 1), 1.25);
  t.is(stepSpeed(1, -1), 0.75);
  t.is(stepSpeed(2, 1), 2);
  t.is(stepSpeed(0.5, -1), 0.5);
});
