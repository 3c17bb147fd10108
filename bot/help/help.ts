import type { RequiredAccess, SlashCommand } from '../dispatch/types.ts';
import { createLinkMessage } from './link-message.ts';

const SECTIONS: readonly [
  title: 'everyone' | 'staff' | 'admins',
  access: readonly RequiredAccess[],
][] = [
  ['everyone', ['member', 'anyone']],
  ['staff', ['staff']],
  ['admins', ['admin']],
];

/** Every command, by who may use it. */
export const help: SlashCommand = {
  access: 'anyone',
  responseType: 'message',
  name: 'help',
  text: 'help.command.help',
  async run({ context, handlers, t }) {
    const commands = [...handlers.commands.values()];
    const sections = SECTIONS.map(([title, access]) =>
      [
        t(`help.${title}`),
        ...commands
          .filter((each) => access.includes(each.access))
          .map(({ name, text }) => `\`/${name}\` ${t(`${text}.description`)}`),
      ].join('\n'),
    );
    return createLinkMessage(
      [t('help.title'), ...sections].join('\n\n'),
      t('help.dashboard'),
      context.urls.dashboard,
    );
  },
};
