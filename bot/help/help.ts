import type { Actor } from '../../domain/actors/actor.ts';
import { isVektraError } from '../../domain/errors/errors.ts';
import type { BotContext } from '../context.ts';
import type { RequiredAccess, SlashCommand, UserCommand } from '../dispatch/types.ts';
import type { Translator } from '../translator.ts';
import { createLinkMessage } from './link-message.ts';

const SECTIONS: readonly [
  title: 'everyone' | 'staff' | 'admins',
  access: readonly RequiredAccess[],
][] = [
  ['everyone', ['member', 'anyone']],
  ['staff', ['staff']],
  ['admins', ['admin']],
];

/** The commands that the asker can use, by who may use them. */
export const help: SlashCommand = {
  access: 'anyone',
  responseType: 'message',
  name: 'help',
  text: 'help.command.help',
  async run({ context, handlers, interaction, actor, t }) {
    const commands = [
      ...[...handlers.commands.values()].map(({ access, name, text }) => ({
        access,
        line: `\`/${name}\` ${t(`${text}.description`)}`,
      })),
      ...[...handlers.messageCommands.values()].map(({ access, text }) => ({
        access,
        line: t('help.message_command', formatMenuCommand(t, text)),
      })),
      ...[...handlers.userCommands.values()].map(({ access, text }) => ({
        access,
        line: t('help.user_command', formatMenuCommand(t, text)),
      })),
    ];
    const canUse = {
      everyone: true,
      staff: interaction.inGuild() && (await isStaff(context, actor)),
      admins: interaction.inGuild() && actor.isAdmin,
    };
    const sections = SECTIONS.filter(([title]) => canUse[title]).map(([title, access]) =>
      [
        t(`help.${title}`),
        ...commands.filter((each) => access.includes(each.access)).map(({ line }) => line),
      ].join('\n'),
    );
    return createLinkMessage(
      [t('help.title'), ...sections].join('\n\n'),
      t('help.dashboard'),
      context.urls.dashboard,
    );
  },
};

const formatMenuCommand = (t: Translator, text: UserCommand['text']) => ({
  name: t(`${text}.name`),
  description: t(`${text}.description`),
});

/** While the label's database is unavailable, help is there all the same. */
async function isStaff({ operations }: BotContext, actor: Actor): Promise<boolean> {
  try {
    return await operations.access.isStaff(actor);
  } catch (error) {
    if (isVektraError(error)) return actor.isAdmin;
    throw error;
  }
}
