import { type ClientState, findChannel, findUser } from '../state/client-state.ts';
import { getChannelName, getUserName } from '../state/names.ts';
import { formatTime } from './format-time.ts';
import { parseInline } from './inline.ts';
import type { Inline } from './types.ts';

/** The first line of a message as mere words, for places where nothing can be pressed. */
export function toPlainText(text: string, state: ClientState): string {
  return parseInline(text.split('\n')[0]!)
    .map((node) => nodeToText(node, state))
    .join('');
}

function nodeToText(node: Inline, state: ClientState): string {
  switch (node.kind) {
    case 'text':
    case 'code':
    case 'everyone':
      return node.text;
    case 'user': {
      const user = findUser(state, node.id);
      return `@${user ? getUserName(user) : 'unknown-user'}`;
    }
    case 'role': {
      const roles = state.overview?.servers.flatMap((server) => server.roles);
      return `@${roles?.find((role) => role.id === node.id)?.name ?? 'unknown-role'}`;
    }
    case 'channel': {
      const channel = findChannel(state, node.id);
      return `#${channel ? getChannelName(channel) : 'No Access'}`;
    }
    case 'command':
      return `/${node.name}`;
    case 'emoji':
      return `:${node.name}:`;
    case 'time':
      return formatTime(node.seconds, node.style, Date.now());
    case 'spoiler':
      return '▇▇▇';
    default:
      return node.children.map((child) => nodeToText(child, state)).join('');
  }
}
