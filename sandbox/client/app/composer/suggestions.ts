import type { Command, Server } from '../api/types.ts';
import {
  filterChoices,
  getChannelChoices,
  getRoleChoices,
  getUserChoices,
  type SelectChoice,
} from '../message-components/choices.ts';
import { type ClientState, findUser } from '../state/client-state.ts';
import { listSlashCommands, type SlashCommand } from '../state/slash-commands.ts';

/** One line of the list above the message box. */
export interface Suggestion {
  key: string;
  label: string;
  description?: string | undefined;
  /** Whose command it is. */
  bot?: { id: string; name: string } | undefined;
  choice?: SelectChoice;
  command?: SlashCommand;
  /** The whole text after the offer was taken. */
  text?: string;
}

const MAX_SUGGESTIONS = 30;

export function getSuggestions(
  text: string,
  commands: Command[] | null,
  state: ClientState,
  server: Server | undefined,
): Suggestion[] {
  if (/^\/[^\n]*$/.test(text)) return commands ? getCommandSuggestions(text, commands, state) : [];
  const mention = /(^|\s)([@#])([^\s@#]*)$/.exec(text);
  if (!mention) return [];
  const trigger = mention[2]!;
  const choices =
    trigger === '@'
      ? [
          ...getUserChoices(state, server?.id ?? null),
          ...getRoleChoices(server).filter(({ value }) => value !== server?.id),
        ]
      : getChannelChoices(server, undefined);
  const start = text.slice(0, text.length - mention[3]!.length - 1);
  return filterChoices(choices, mention[3]!)
    .slice(0, MAX_SUGGESTIONS)
    .map((choice) => ({
      key: choice.value,
      label: choice.label,
      description: choice.description,
      choice,
      text: `${start}${trigger}${stripPrefix(choice.label)} `,
    }));
}

function getCommandSuggestions(
  text: string,
  commands: Command[],
  state: ClientState,
): Suggestion[] {
  const typed = text.slice(1).toLowerCase().trimEnd();
  const rank = (name: string) => (name.startsWith(typed) ? 0 : 1);
  return listSlashCommands(commands)
    .filter(({ name }) => name.includes(typed))
    .toSorted((a, b) => rank(a.name) - rank(b.name))
    .slice(0, MAX_SUGGESTIONS)
    .map((command) => {
      const bot = findUser(state, command.botId);
      return {
        key: command.key,
        label: `/${command.name}`,
        description: command.description,
        bot: { id: command.botId, name: bot?.username ?? 'App' },
        command,
      };
    });
}

const stripPrefix = (label: string) => label.replace(/^[@#]|^🧵 /u, '');

/** `@Mara Voss` and `#demos`, as one sees them, become what Discord sends. */
export function withMentions(text: string, state: ClientState, server: Server | undefined): string {
  const mentions: [string, string][] = [
    ...getUserChoices(state, server?.id ?? null).flatMap((choice): [string, string][] => [
      [`@${choice.label}`, `<@${choice.value}>`],
      [`@${choice.description}`, `<@${choice.value}>`],
    ]),
    ...getRoleChoices(server)
      .filter(({ value }) => value !== server?.id)
      .map((choice): [string, string] => [choice.label, `<@&${choice.value}>`]),
    ...getChannelChoices(server, undefined).map((choice): [string, string] => [
      `#${stripPrefix(choice.label)}`,
      `<#${choice.value}>`,
    ]),
  ];
  // Longer names first: "@Mara Voss" before "@Mara".
  const sorted = mentions.toSorted(([a], [b]) => b.length - a.length);
  return text.replaceAll(/(?<![\w<])[@#][^\n]*?(?=\s[@#]|\n|$)/g, (run) => {
    const mention = sorted.find(
      ([name]) => run.startsWith(name) && !/^\w/.test(run.slice(name.length)),
    );
    return mention ? mention[1] + run.slice(mention[0].length) : run;
  });
}
