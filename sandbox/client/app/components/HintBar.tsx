import { useEffect, useState } from 'react';
import { useAppLocation } from '../state/app-location.ts';
import { findServer } from '../state/client-state.ts';
import { getUserName } from '../state/names.ts';
import { loadPersonas, type Persona } from '../state/personas.ts';
import { useClientState, useSession } from '../state/session-context.ts';
import { listSlashCommands, useCommands } from '../state/slash-commands.ts';
import { CloseIcon } from './icons.tsx';

const STORAGE_KEY = 'local-discord-hint';
const isDismissed = () => {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'no';
  } catch {
    return false;
  }
};

/** On a first visit: who one is, and what to try. */
export function HintBar() {
  const [isShown, setIsShown] = useState(() => !isDismissed());
  if (!isShown) return null;
  return (
    <Hint
      onClose={() => {
        setIsShown(false);
        try {
          localStorage.setItem(STORAGE_KEY, 'no');
        } catch {
          // Without storage it comes again next time.
        }
      }}
    />
  );
}

function Hint({ onClose }: { onClose(): void }) {
  const session = useSession();
  const { serverId } = useAppLocation();
  const server = useClientState((state) => findServer(state, serverId));
  const textChannels = server?.channels.filter((channel) => channel.type === 0) ?? [];
  const channel = textChannels.find((item) => item.topic?.includes('/')) ?? textChannels[0];
  const commands = listSlashCommands(useCommands(channel?.id ?? null, true) ?? []);
  const [personas, setPersonas] = useState<Persona[]>([]);
  useEffect(() => {
    loadPersonas().then(setPersonas, () => {});
  }, []);
  const currentPersona = personas.find((actor) => actor.person.id === session.personId);
  const currentMembership =
    currentPersona?.memberships.find((place) => place.server.id === serverId) ??
    currentPersona?.memberships[0];
  if (!currentPersona || !currentMembership) return null;
  const roleTitle = currentMembership.isOwner
    ? 'the owner'
    : withArticle((currentMembership.roles[0] ?? 'member').toLowerCase());
  const command =
    commands.find(({ name }) => channel?.topic?.includes(`/${name}`)) ??
    commands.find(({ options }) => !options.some((option) => option.required)) ??
    commands[0];
  const otherPersona = personas.find(({ person, memberships }) => {
    const membership = memberships.find((item) => item.server.id === currentMembership.server.id);
    if (!membership || person.id === session.personId) return false;
    const { isOwner, isStaff, roles } = membership;
    // An owner may do everything, often without a role.
    return isOwner || ((isStaff || roles.length > 0) && roles[0] !== currentMembership.roles[0]);
  });
  return (
    <aside className="hint" aria-label="Hint">
      <p>
        You are <strong>{getUserName(currentPersona.person)}</strong>, {roleTitle}.{' '}
        {command && channel && (
          <>
            Try <strong>/{command.name}</strong> in <strong>#{channel.name}</strong>
            {otherPersona ? '; then' : '.'}{' '}
          </>
        )}
        {otherPersona && (
          <>
            {command ? 'switch' : 'Switch'} person to{' '}
            <strong>{getUserName(otherPersona.person)}</strong> to see the other side.
          </>
        )}
      </p>
      <button type="button" aria-label="Dismiss hint" onClick={onClose}>
        <CloseIcon size={16} />
      </button>
    </aside>
  );
}

const withArticle = (word: string) => `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
