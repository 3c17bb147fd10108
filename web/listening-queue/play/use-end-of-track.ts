import { useEffect, useRef } from 'react';
import type { PlayableTrack } from '../../player/playable-track.ts';
import { usePlayer } from '../../player/player-context.ts';

/**
 * When a file of the open demo was played to its end: plays the demo's next file, or goes on. Not
 * while somebody writes or a dialog is open: what they write is about this demo.
 */
export function useEndOfTrack(
  number: number | null,
  tracks: readonly PlayableTrack[],
  isOn: boolean,
  goOn: () => void,
): void {
  const player = usePlayer();
  const latest = useRef({ number, tracks, isOn, goOn });
  latest.current = { number, tracks, isOn, goOn };
  useEffect(
    () =>
      player.onEnded(() => {
        const current = latest.current;
        const { track, loop } = player.getState();
        if (!current.isOn || loop || !track || track.demo.number !== current.number) return;
        if (isWriting()) return;
        const index = current.tracks.findIndex(({ id }) => id === track.id);
        const next = current.tracks[index + 1];
        if (next?.source.kind === 'file') player.play(next);
        else current.goOn();
      }),
    [player],
  );
}

const isWriting = (): boolean =>
  document.querySelector('[aria-modal="true"], [data-dialog-coming]') !== null ||
  document.activeElement instanceof HTMLTextAreaElement ||
  // Fields that grow have a hidden one to measure by.
  [...document.querySelectorAll<HTMLTextAreaElement>('textarea:not([aria-hidden])')].some(
    ({ value }) => value.trim() !== '',
  );
