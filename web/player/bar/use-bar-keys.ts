import { usePaletteActions } from '../../keyboard/palette-actions.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { useT } from '../../strings/use-t.ts';
import { usePlayer, usePlayerState } from '../player-context.ts';
import { togglePlayback } from '../toggle-playback.ts';
import { advanceLoop } from './loop.ts';
import { stepSpeed } from './speeds.ts';
import { barStrings } from './strings.en.ts';

const SEEK_MS = 5_000;

/** The player's keys and its part of the palette, on every page while something is open. */
export function useBarKeys(step: (direction: 1 | -1) => void): void {
  const t = useT(barStrings);
  const player = usePlayer();
  const isFile = usePlayerState((state) => state.track?.source.kind === 'file');
  const isPlaying = usePlayerState((state) => state.phase === 'playing');
  const title = usePlayerState((state) => state.demo?.title);
  const seekBy = (ms: number) => player.seek(player.getState().positionMs + ms);
  const changeSpeed = (direction: 1 | -1) =>
    player.setSpeed(stepSpeed(player.getState().speed, direction));
  const loop = () =>
    player.setLoop(advanceLoop(player.getState().loop, player.getState().positionMs));
  const toggle = () => togglePlayback(player);
  useShortcuts({
    ' ': toggle,
    ...(isFile && {
      'shift+ArrowLeft': () => seekBy(-SEEK_MS),
      'shift+ArrowRight': () => seekBy(SEEK_MS),
      b: loop,
      '<': () => changeSpeed(-1),
      '>': () => changeSpeed(1),
    }),
  });
  const action = (id: string, label: string, run: () => void) => ({
    id: `player-${id}`,
    group: 'player' as const,
    label,
    hint: title,
    run,
  });
  usePaletteActions([
    ...(isFile
      ? [
          action('toggle', isPlaying ? t('player.pause') : t('player.play'), toggle),
          action('back', t('player.back'), () => seekBy(-SEEK_MS)),
          action('forward', t('player.forward'), () => seekBy(SEEK_MS)),
          action('slower', t('player.slower'), () => changeSpeed(-1)),
          action('faster', t('player.faster'), () => changeSpeed(1)),
          action('loop', t('player.loop_start'), loop),
        ]
      : []),
    action('next', t('player.next'), () => step(1)),
    action('previous', t('player.previous'), () => step(-1)),
    action('close', t('player.close'), () => player.close()),
  ]);
}
