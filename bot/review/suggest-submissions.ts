import type { SlashCommand } from '../dispatch/types.ts';
import { parseNumberArg } from '../messages/custom-id.ts';
import { suggestMatching } from '../submissions/index.ts';

const CANDIDATES = 100;

/** Suggests to staff the submissions that match what was typed, newest first. */
export const suggestSubmissions: NonNullable<SlashCommand['autocomplete']> = async ({
  context,
  interaction,
  actor,
  t,
}) => {
  const query = String(interaction.options.getFocused());
  const number = parseNumberArg([query.trim().replace(/^#/, '')]);
  const { list } = context.operations.submissions;
  const [newest, exact] = await Promise.all([
    list(actor, { limit: CANDIDATES }),
    // A number that was typed in full is found however old it is.
    number ? list(actor, { limit: 1, before: number + 1 }) : null,
  ]);
  const items = new Map(
    [...(exact?.items.filter((item) => item.number === number) ?? []), ...newest.items].map(
      (item) => [item.number, item],
    ),
  );
  return suggestMatching(t, [...items.values()], query, ({ status }) =>
    t(`submissions.status.${status}`),
  );
};
