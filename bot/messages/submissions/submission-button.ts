import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { createCustomId, parseCustomId, parseNumberArg } from '../custom-id.ts';

export interface SubmissionRef {
  guildId: string;
  /** 0, which no submission has, when a custom id was forged. */
  number: number;
}

/**
 * Under a DM: a button that shows the submission. Its custom id names the submission, so a reply to
 * the DM is matched to it without a query.
 */
export const submissionButtonRow = (guildId: string, number: number) => ({
  type: ComponentType.ActionRow as const,
  components: [
    {
      type: ComponentType.Button as const,
      style: ButtonStyle.Secondary as const,
      label: `#${number}`,
      custom_id: createCustomId('dm', 'about', guildId, number),
    },
  ],
});

/** The submission that a button's custom id names; null for any other id. */
export function parseSubmissionButton(customId: string): SubmissionRef | null {
  const parsed = parseCustomId(customId);
  const guildId = parsed?.args[0];
  return parsed?.route === 'dm' && parsed.action === 'about' && guildId
    ? { guildId, number: parseNumberArg(parsed.args, 1) }
    : null;
}
