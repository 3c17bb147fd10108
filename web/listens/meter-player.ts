import { MAX_REPORT_MS } from '../../domain/listens/limits.ts';
import type { PlayableTrack } from '../player/playable-track.ts';
import type { Player } from '../player/player.ts';
import { createListeningMeter, type SoundSample } from './listening-meter.ts';

/** A part of a track that was heard. */
export interface Heard {
  /** The demo's. */
  number: number;
  /** The track's id. */
  track: string;
  /** Where the track was at its end, ms. */
  positionMs: number;
  heardMs: number;
}

/** So much of a track is reported at once, ms. */
const REPORT_MS = 15_000;
/** Less than this waits for more, ms. */
const MIN_REPORT_MS = 250;

const readSample = (audio: HTMLAudioElement): SoundSample => ({
  positionMs: audio.currentTime * 1_000,
  atMs: performance.now(),
  speed: audio.playbackRate,
  // Not while it waits for data.
  isAudible:
    !audio.paused &&
    audio.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA &&
    !audio.muted &&
    audio.volume > 0,
  isSeeking: audio.seeking,
});

/**
 * Reports what is heard of files in the player: every 15 s of it, and when it is paused, ends, is
 * changed or closed, or the page is hidden. Of what a platform's frame plays nothing is known, so
 * that is not counted.
 *
 * @param report `hasStopped`: it was paused, has ended, or was changed or closed
 * @returns ends it, with a last report
 */
export function meterPlayer(
  player: Player,
  report: (heard: Heard, hasStopped: boolean) => void,
): () => void {
  const meter = createListeningMeter();
  let track: PlayableTrack | null = null;
  let isGoingOn = false;

  const sample = () => {
    const audio = player.getAudio();
    if (audio && track) meter.add(readSample(audio));
  };
  /** What sounded of the open track before this script was there. */
  const sampleBeginning = () => {
    const audio = player.getAudio();
    if (!audio || !track || audio.seeking || audio.played.length === 0) return;
    const positionMs = audio.played.start(0) * 1_000;
    meter.add({ ...readSample(audio), positionMs, atMs: Number.NEGATIVE_INFINITY });
  };
  const flush = (hasStopped: boolean) => {
    if (!track || meter.getHeardMs() < MIN_REPORT_MS) return;
    const heard = {
      number: track.demo.number,
      track: track.id,
      positionMs: Math.round(player.getPositionMs()),
      heardMs: meter.take(MAX_REPORT_MS),
    };
    report(heard, hasStopped);
  };
  // The player tells of a change before its sound element does what was asked for: what sounded
  // until then is counted.
  const update = () => {
    sample();
    const { track: openTrack, phase } = player.getState();
    const goesOn = phase === 'playing' || phase === 'loading';
    const hasStopped = isGoingOn && !goesOn;
    isGoingOn = goesOn;
    if (openTrack?.id !== track?.id) {
      flush(true);
      meter.reset();
      track = openTrack?.source.kind === 'file' ? openTrack : null;
    } else if (hasStopped || meter.getHeardMs() >= REPORT_MS) flush(hasStopped);
  };
  const handleHide = () => {
    if (document.visibilityState === 'visible') return;
    sample();
    flush(false);
  };

  update();
  sampleBeginning();
  const unsubscribe = player.subscribe(update);
  document.addEventListener('visibilitychange', handleHide);
  return () => {
    unsubscribe();
    document.removeEventListener('visibilitychange', handleHide);
    sample();
    flush(true);
  };
}
