import { bindActs } from '../../domain/index.ts';
import { actorOf } from '../../test/helpers/acts.ts';
import { ownTenancy } from '../lib/door.ts';
import { guildWith } from '../lib/labels.ts';
import { ratioOf } from '../lib/ratio.ts';
import type { Measure } from '../lib/types.ts';

const PAGE = 50;
const WANTED_PAGE = 10_000;

/** The inbox as staff page through it: the act itself, as the app role, under row security. */
export const inboxDepth: Measure = {
  bars: [{ id: 'inbox.depth_ratio', unit: '×', bar: 1.2, better: 'lower' }],
  async run(context) {
    const size = context.full ? 1_000_000 : 100_000;
    const { tenancy, urls } = await ownTenancy(context);
    const guildId = await guildWith(tenancy, urls, size);
    const { submissions } = bindActs({
      tenancy,
      now: Date.now,
      discordUrl: 'https://discord.test',
    });
    const staff = actorOf(guildId, 'Mara', { isAdmin: true });
    const page = Math.min(WANTED_PAGE, size / PAGE);
    const before = size - (page - 1) * PAGE + 1;
    const deep = () => submissions.list(staff, { limit: PAGE, before });
    const { items } = await deep();
    if (items.length !== PAGE) throw new Error(`page ${page} has ${items.length} demos`);
    const { value, note } = await ratioOf(
      { ours: deep, bare: () => submissions.list(staff, { limit: PAGE }) },
      { rounds: context.full ? 30 : 15, signal: context.signal },
    );
    return {
      'inbox.depth_ratio': {
        value,
        note: `page ${page.toLocaleString('en')} / 1 of ${size.toLocaleString('en')} demos; ${note}`,
      },
    };
  },
};
