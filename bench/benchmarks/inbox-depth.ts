import { bindOperations } from '../../domain/index.ts';
import { createActor } from '../../test/helpers/actor.ts';
import { createGuildWithSubmissions } from '../lib/guilds.ts';
import { measureRatio } from '../lib/ratio.ts';
import { createBenchTenancy } from '../lib/tenancy.ts';
import type { Benchmark } from '../lib/types.ts';

const PAGE_SIZE = 50;
const MAX_PAGE = 10_000;

/** The inbox as staff page through it: the act itself, as the app role, under row security. */
export const inboxDepth: Benchmark = {
  targets: [{ id: 'inbox.depth_ratio', unit: '×', bar: 1.2, better: 'lower' }],
  async run(context) {
    const size = context.isFull ? 1_000_000 : 100_000;
    const { tenancy, urls } = await createBenchTenancy(context);
    const guildId = await createGuildWithSubmissions(tenancy, urls, size);
    const { submissions } = bindOperations({
      tenancy,
      now: Date.now,
      discordUrl: 'https://discord.test',
    });
    const staff = createActor(guildId, 'Mara', { isAdmin: true });
    const page = Math.min(MAX_PAGE, size / PAGE_SIZE);
    const before = size - (page - 1) * PAGE_SIZE + 1;
    const listDeepPage = () => submissions.list(staff, { limit: PAGE_SIZE, before });
    const { items } = await listDeepPage();
    if (items.length !== PAGE_SIZE) throw new Error(`page ${page} has ${items.length} demos`);
    const { value, note } = await measureRatio(
      { subject: listDeepPage, baseline: () => submissions.list(staff, { limit: PAGE_SIZE }) },
      { rounds: context.isFull ? 30 : 15, signal: context.signal },
    );
    return {
      'inbox.depth_ratio': {
        value,
        note: `page ${page.toLocaleString('en')} / 1 of ${size.toLocaleString('en')} demos; ${note}`,
      },
    };
  },
};
