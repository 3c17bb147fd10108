import { Button } from '@mantine/core';
import { useNavigate } from '@remix-run/react';
import { useEffect } from 'react';
import { useT } from '../../strings/use-t.ts';
import { usePlayer, usePlayerState } from '../player-context.ts';
import { diagnoseFailure } from './diagnose-failure.ts';
import styles from './player-bar.module.css';
import { toDemoPath } from './queue.ts';
import { barStrings } from './strings.en.ts';

/** Says why nothing is heard, as far as the server tells, and tries again. */
export function FailureNotice({ guildId }: { guildId: string }) {
  const t = useT(barStrings);
  const player = usePlayer();
  const navigate = useNavigate();
  const failure = usePlayerState((state) => state.failure) ?? 'unknown';
  const src = usePlayerState((state) =>
    state.track?.source.kind === 'file' ? state.track.source.src : null,
  );
  useEffect(() => {
    if (failure !== 'unknown' || !src) return;
    const controller = new AbortController();
    diagnoseFailure(src, controller.signal).then(
      (cause) => player.fail(cause),
      () => {},
    );
    return () => controller.abort();
  }, [player, failure, src]);
  const retry = () => {
    const { demo, track, queue } = player.getState();
    if (track || !demo) return player.retry();
    player.prepare(demo);
    navigate(toDemoPath(queue, guildId, demo.number));
  };
  return (
    <div className={styles.notice} role="alert">
      <p>{t(`player.failure.${failure}`)}</p>
      {failure !== 'unsupported' && (
        <Button size="xs" onClick={retry}>
          {t('player.retry')}
        </Button>
      )}
    </div>
  );
}
