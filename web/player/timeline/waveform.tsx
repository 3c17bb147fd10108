import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type WaveSurfer from 'wavesurfer.js';
import { useNonce } from '../../nonce.tsx';
import styles from './timeline.module.css';

interface Props {
  peaks: number[][];
  durationMs: number;
  positionMs: number;
}

const PEAK_MAX = 255;

/**
 * Draws known peaks. It gets a sound element of its own that never loads anything: the player's
 * would be reset when a track follows another.
 */
export function Waveform({ peaks, durationMs, positionMs }: Props) {
  const container = useRef<HTMLDivElement>(null);
  const surfer = useRef<WaveSurfer | null>(null);
  const position = useRef(positionMs);
  position.current = positionMs;
  const cspNonce = useNonce();
  const colorScheme = useComputedColorScheme('dark');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a canvas has the colours that it was drawn with
  useEffect(() => {
    let isCurrent = true;
    const draw = async () => {
      const { default: Surfer } = await import('wavesurfer.js');
      const element = container.current;
      if (!isCurrent || !element) return;
      const readColor = (name: string) => getComputedStyle(element).getPropertyValue(name).trim();
      const drawn = Surfer.create({
        container: element,
        media: new Audio(),
        peaks: peaks.map((channel) => channel.map((peak) => peak / PEAK_MAX)),
        duration: durationMs / 1_000,
        height: 'auto',
        waveColor: readColor('--wave'),
        progressColor: readColor('--accent'),
        cursorWidth: 0,
        barWidth: 2,
        barGap: 2,
        barRadius: 2,
        barMinHeight: 2,
        interact: false,
        cspNonce,
      });
      drawn.on('ready', () => drawn.setTime(position.current / 1_000));
      surfer.current = drawn;
    };
    // Without the library, or offline, the line below it stays.
    draw().catch(() => {});
    return () => {
      isCurrent = false;
      surfer.current?.destroy();
      surfer.current = null;
    };
  }, [peaks, durationMs, colorScheme, cspNonce]);
  useEffect(() => surfer.current?.setTime(positionMs / 1_000), [positionMs]);
  return (
    <>
      <span className={styles.line} />
      <div ref={container} className={styles.waveform} aria-hidden="true" />
    </>
  );
}
