import { useEffect, useState } from 'react';
import { type Actor, readCast } from '../state/cast.ts';
import { slashes, useCommands } from '../state/commands.ts';
import { nameOf } from '../state/names.ts';
import { usePlace } from '../state/place.ts';
import { useSession, useWorld } from '../state/session-context.ts';
import { findServer } from '../state/world.ts';
import { CloseIcon } from './icons.tsx';

const KEY = 'local-discord-hint';
const dismissed = () => {
  try {
    return localStorage.getItem(KEY) === 'no';
  } catch {
    return false;
  }
};

/** On a first visit: who one is, and what to try. */
export function HintBar() {
  const [shown, setShown] = useState(() => !dismissed());
  if (!shown) return null;
  return (
    <Hint
      onClose={() => {
        setShown(false);
        try {
          localStorage.setItem(KEY, 'no');
        } catch {
          // Without storage it comes again next time.
        }
      }}
    />
  );
}

function Hint({ onClose }: { onClose(): void }) {
  const session = useSession();
  const { serverId } = usePlace();
  const server = useWorld((world) => findServer(world, serverId));
  const texts = server?.channels.filter((channel) => channel.type === 0) ?? [];
  const channel = texts.find((item) => item.topic?.includes('/')) ?? texts[0];
  const commands = slashes(useCommands(channel?.id ?? null, true) ?? []);
  const [cast, setCast] = useState<Actor[]>([]);
  useEffect(() => {
    readCast().then(setCast, () => {});
  }, []);
  const me = cast.find((actor) => actor.person.id === session.personId);
  const here = me?.places.find((place) => place.server.id === serverId) ?? me?.places[0];
  if (!me || !here) return null;
  const title = here.owner ? 'the owner' : article((here.roles[0] ?? 'member').toLowerCase());
  const command =
    commands.find(({ name }) => channel?.topic?.includes(`/${name}`)) ??
    commands.find(({ options }) => !options.some((option) => option.required)) ??
    commands[0];
  const other = cast.find(({ person, places }) => {
    const place = places.find((item) => item.server.id === here.server.id);
    const power = place?.owner || place?.staff || place?.roles.length;
    return person.id !== session.personId && power && place?.roles[0] !== here.roles[0];
  });
  return (
    <aside className="hint" aria-label="Hint">
      <p>
        You are <strong>{nameOf(me.person)}</strong>, {title}.{' '}
        {command && channel && (
          <>
            Try <strong>/{command.name}</strong> in <strong>#{channel.name}</strong>
            {other ? '; then' : '.'}{' '}
          </>
        )}
        {other && (
          <>
            {command ? 'switch' : 'Switch'} person to <strong>{nameOf(other.person)}</strong> to see
            the other side.
          </>
        )}
      </p>
      <button type="button" aria-label="Dismiss hint" onClick={onClose}>
        <CloseIcon size={16} />
      </button>
    </aside>
  );
}

const article = (word: string) => `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
