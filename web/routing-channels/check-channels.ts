import { type FieldProblem, VektraError } from '../../domain/errors/errors.ts';
import type { GuildChoices } from '../context.ts';

/**
 * Checks with what Discord says that the bot can post in the chosen channels.
 * @param chosen ids by field; null: none
 * @throws VektraError `invalid_input` that names each field
 */
export function checkChannels(
  { channels }: GuildChoices,
  chosen: Readonly<Record<string, string | null>>,
): void {
  const fields = Object.entries(chosen).flatMap(([field, id]): FieldProblem[] => {
    if (id === null) return [];
    const channel = channels.find((each) => each.id === id);
    if (!channel) return [{ field, problem: 'channel.gone' }];
    return channel.canPost
      ? []
      : [{ field, problem: 'channel.closed', values: { name: channel.name } }];
  });
  if (fields.length > 0) throw new VektraError('invalid_input', { fields });
}
