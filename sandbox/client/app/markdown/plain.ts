import { channelName, nameOf } from '../state/names.ts';
import { findChannel, findUser, type World } from '../state/world.ts';
import { parseInline } from './inline.ts';
import { formatTime } from './times.ts';
import type { Inline } from './types.ts';

/** The first line of a message as mere words, for places where nothing can be pressed. */
export function plainText(text: string, world: World): string {
  return parseInline(text.split('\n')[0]!)
    .map((node) => wordsOf(node, world))
    .join('');
}

function wordsOf(node: Inline, world: World): string {
  switch (node.kind) {
    case 'text':
    case 'code':
    case 'everyone':
      return node.text;
    case 'user': {
      const user = findUser(world, node.id);
      return `@${user ? nameOf(user) : 'unknown-user'}`;
    }
    case 'role': {
      const roles = world.overview?.servers.flatMap((server) => server.roles);
      return `@${roles?.find((role) => role.id === node.id)?.name ?? 'unknown-role'}`;
    }
    case 'channel': {
      const channel = findChannel(world, node.id);
      return `#${channel ? channelName(channel) : 'No Access'}`;
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
      return node.children.map((child) => wordsOf(child, world)).join('');
  }
}
