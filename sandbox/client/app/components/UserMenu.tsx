import type { User } from '../api/types.ts';
import { openDm, runContextMenuCommand } from '../state/actions.ts';
import { useAppLocation } from '../state/app-location.ts';
import { getUserName } from '../state/names.ts';
import { useSession } from '../state/session-context.ts';
import { useCommands } from '../state/slash-commands.ts';
import { Menu, type MenuItem } from './Menu.tsx';
import type { Anchor } from './Popover.tsx';

const USER_COMMAND = 2;

/** User commands of the bots in this place. */
function useUserCommands(user: User): MenuItem[] {
  const session = useSession();
  const { channelId } = useAppLocation();
  const commands = useCommands(channelId, true) ?? [];
  return commands
    .filter((command) => command.type === USER_COMMAND)
    .map((command, index) => ({
      id: command.id,
      label: command.name,
      ...(index === 0 ? { group: 'Apps' } : {}),
      run: () => void runContextMenuCommand(session, channelId!, command, { targetId: user.id }),
    }));
}

export function UserMenu(props: { user: User; anchor: Anchor; onClose(): void }) {
  const session = useSession();
  const { user } = props;
  const commands = useUserCommands(user);
  const message: MenuItem = {
    id: 'dm',
    label: 'Message',
    run: () => void openDm(session, user.id),
  };
  const items: MenuItem[] = [
    ...(user.id === session.personId ? [] : [message]),
    ...commands,
    { id: 'copy', label: 'Copy User ID', run: () => void navigator.clipboard?.writeText(user.id) },
  ];
  return <Menu label={getUserName(user)} {...props} items={items} />;
}

/** The same commands as buttons, for fingers and keyboards that have no second button. */
export function UserActions({ user, onDone }: { user: User; onDone(): void }) {
  return useUserCommands(user).map((item) => (
    <button
      key={item.id}
      type="button"
      className="button secondary"
      onClick={() => {
        onDone();
        item.run();
      }}
    >
      {item.label}
    </button>
  ));
}
