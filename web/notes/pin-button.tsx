import { Button } from '@mantine/core';
import { usePlayer, usePlayerState } from '../player/player-context.ts';
import { formatPosition } from '../player/timeline/format-position.ts';
import { useT } from '../strings/use-t.ts';
import { notesStrings } from './strings.en.ts';

interface Props {
  /** The demo's. */
  number: number;
  /** @param position as the field has it: `1:23` */
  onPin: (fileId: string, position: string) => void;
}

/** While a file of the demo is open: pins the note to where that is now. */
export function PinButton({ number, onPin }: Props) {
  const t = useT(notesStrings);
  const player = usePlayer();
  const trackId = usePlayerState(({ track }) =>
    track?.source.kind === 'file' && track.demo.number === number ? track.id : null,
  );
  const position = usePlayerState((state) => formatPosition(state.positionMs));
  if (trackId === null) return null;
  return (
    <Button
      variant="default"
      size="xs"
      onClick={() => onPin(trackId.slice('file:'.length), formatPosition(player.getPositionMs()))}
    >
      {t('notes.pin', { position })}
    </Button>
  );
}
