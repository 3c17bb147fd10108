import type { ChatInputCommandInteraction } from 'discord.js';
import { parseCustomId, parseNumberArg } from '../messages/custom-id.ts';
import { submissionNumberOption } from '../submissions/index.ts';

/** The submission that a command names. */
export const getNumberOption = (interaction: ChatInputCommandInteraction): number =>
  interaction.options.getInteger(submissionNumberOption.name, true);

/** The submission that a button or form is about; 0, which none has, when its id was forged. */
export const getNumberArg = ({ customId }: { customId: string }): number =>
  parseNumberArg(parseCustomId(customId)?.args ?? []);
