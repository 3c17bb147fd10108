import type { Command, Server } from '../api/types.ts';
import { channelPicks, matching, type Pick, rolePicks, userPicks } from '../parts/picks.ts';
import { type Slash, slashes } from '../state/commands.ts';
import { findUser, type World } from '../state/world.ts';

/** One line of the list above the message box. */
export interface Offer {
  key: string;
  label: string;
  description?: string | undefined;
  /** Whose command it is. */
  bot?: { id: string; name: string } | undefined;
  pick?: Pick;
  command?: Slash;
  /** The whole text after the offer was taken. */
  text?: string;
}

const MOST = 30;

export function offersFor(
  text: string,
  commands: Command[] | null,
  world: World,
  server: Server | undefined,
): Offer[] {
  if (/^\/[^\n]*$/.test(text)) return commands ? commandOffers(text, commands, world) : [];
  const mention = /(^|\s)([@#])([^\s@#]*)$/.exec(text);
  if (!mention) return [];
  const sign = mention[2]!;
  const picks =
    sign === '@'
      ? [
          ...userPicks(world, server?.id ?? null),
          ...rolePicks(server).filter(({ value }) => value !== server?.id),
        ]
      : channelPicks(server, undefined);
  const start = text.slice(0, text.length - mention[3]!.length - 1);
  return matching(picks, mention[3]!)
    .slice(0, MOST)
    .map((pick) => ({
      key: pick.value,
      label: pick.label,
      description: pick.description,
      pick,
      text: `${start}${sign}${bare(pick.label)} `,
    }));
}

function commandOffers(text: string, commands: Command[], world: World): Offer[] {
  const typed = text.slice(1).toLowerCase().trimEnd();
  const rank = (name: string) => (name.startsWith(typed) ? 0 : 1);
  return slashes(commands)
    .filter(({ name }) => name.includes(typed))
    .toSorted((a, b) => rank(a.name) - rank(b.name))
    .slice(0, MOST)
    .map((command) => {
      const bot = findUser(world, command.botId);
      return {
        key: command.key,
        label: `/${command.name}`,
        description: command.description,
        bot: { id: command.botId, name: bot?.username ?? 'App' },
        command,
      };
    });
}

const bare = (label: string) => label.replace(/^[@#]|^🧵 /u, '');

/** `@Mara Voss` and `#demos`, as one sees them, become what Discord sends. */
export function withMentions(text: string, world: World, server: Server | undefined): string {
  const known: [string, string][] = [
    ...userPicks(world, server?.id ?? null).flatMap((pick): [string, string][] => [
      [`@${pick.label}`, `<@${pick.value}>`],
      [`@${pick.description}`, `<@${pick.value}>`],
    ]),
    ...rolePicks(server)
      .filter(({ value }) => value !== server?.id)
      .map((pick): [string, string] => [pick.label, `<@&${pick.value}>`]),
    ...channelPicks(server, undefined).map((pick): [string, string] => [
      `#${bare(pick.label)}`,
      `<#${pick.value}>`,
    ]),
  ];
  // Longer names first: "@Mara Voss" before "@Mara".
  const sorted = known.toSorted(([a], [b]) => b.length - a.length);
  return text.replaceAll(/(?<![\w<])[@#][^\n]*?(?=\s[@#]|\n|$)/g, (run) => {
    const found = sorted.find(
      ([name]) => run.startsWith(name) && !/^\w/.test(run.slice(name.length)),
    );
    return found ? found[1] + run.slice(found[0].length) : run;
  });
}
