import { useNavigate } from '@remix-run/react';
import { usePaletteActions } from '../../keyboard/palette-actions.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { usePlayer, usePlayerState } from '../../player/player-context.ts';
import { togglePlayback } from '../../player/toggle-playback.ts';
import { useT } from '../../strings/use-t.ts';
import { DEFAULT_INBOX_QUERY } from '../../submissions/index.ts';
import { listenStrings } from '../strings.en.ts';
import type { ListeningQueue } from '../use-listening-queue.ts';

const SEEK_MS = 5_000;
const NOTE_FIELD_ID = 'note';

/** What buttons, keys and the palette do alike. */
export interface QueueCommands {
  queue: ListeningQueue;
  approve(): void;
  /** Asks for the reason. */
  reject(): void;
  /** @param reason empty: none */
  rejectFor(reason: string): void;
  shortlist(): void;
  skip(): void;
}

interface Options {
  queue: ListeningQueue;
  title: string | null;
  /** Whether a decision leads to the next demo. */
  isAutoAdvancing: boolean;
  askReason: () => void;
}

/** Binds the queue's actions to its keys, and to the palette while a demo is open. */
export function useQueueCommands(options: Options): QueueCommands {
  const { queue, title, isAutoAdvancing, askReason } = options;
  const t = useT(listenStrings);
  const player = usePlayer();
  const navigate = useNavigate();
  const isFile = usePlayerState(({ track }) => track?.source.kind === 'file');
  const isOpen = title !== null && !queue.isDecided;
  const decide = (...action: Parameters<ListeningQueue['act']>) => {
    if (isOpen && queue.act(...action) && isAutoAdvancing) queue.next();
  };
  const seekBy = (ms: number) => player.seek(player.getPositionMs() + ms);
  const commands: QueueCommands = {
    queue,
    approve: () => decide('approve'),
    reject: () => isOpen && askReason(),
    rejectFor: (reason) => decide('reject', reason ? { reason } : {}),
    shortlist: () => decide('status', { status: 'shortlisted' }),
    skip: () => queue.next(),
  };
  const comment = () => document.getElementById(NOTE_FIELD_ID)?.focus();
  const { pathname } = queue;
  useShortcuts({
    ' ': () => togglePlayback(player),
    ArrowLeft: isFile ? () => seekBy(-SEEK_MS) : undefined,
    ArrowRight: isFile ? () => seekBy(SEEK_MS) : undefined,
    a: commands.approve,
    r: commands.reject,
    s: commands.shortlist,
    // The shell's, which `s` alone would take.
    'g s': () => navigate(pathname.replace(/listen$/, `submissions${DEFAULT_INBOX_QUERY}`)),
    k: commands.skip,
    n: () => queue.next(),
    p: queue.previous,
    c: comment,
    u: queue.undo,
  });
  const action = (id: string, label: string, run: () => void) => ({
    id: `queue-${id}`,
    label,
    ...(title ? { hint: title } : {}),
    run,
  });
  usePaletteActions([
    ...(isOpen
      ? [
          action('approve', t('listen.approve'), commands.approve),
          action('reject', t('listen.reject'), commands.reject),
          action('shortlist', t('listen.shortlist'), commands.shortlist),
          action('skip', t('listen.skip'), commands.skip),
          action('comment', t('listen.comment'), comment),
        ]
      : []),
    ...(queue.undoable ? [action('undo', t('listen.undo'), queue.undo)] : []),
  ]);
  return commands;
}
