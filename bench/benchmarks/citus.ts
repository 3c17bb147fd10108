import type { Tenancy } from '../../tenancy/index.ts';
import { getSharedCitus } from '../../test/helpers/postgres.ts';
import { createGuildWithSubmissions } from '../lib/guilds.ts';
import { measureRatio } from '../lib/ratio.ts';
import { createBenchTenancy } from '../lib/tenancy.ts';
import type { Benchmark, MeasuredValue } from '../lib/types.ts';
import { writeSubmission } from './write-ratio.ts';

const SIZE = 5_000;

interface BenchGuild {
  tenancy: Tenancy;
  guildId: string;
}

/** A submission and a read by key on a region that is a Citus cluster / on plain Postgres. */
export const citus: Benchmark = {
  targets: [
    { id: 'citus.write_ratio', unit: '×', bar: null, better: 'lower' },
    { id: 'citus.read_ratio', unit: '×', bar: null, better: 'lower' },
  ],
  async run(context): Promise<Record<string, MeasuredValue>> {
    if (!getSharedCitus()) return {};
    const [onCitus, onPlain] = await Promise.all(
      ['citus', 'plain'].map(async (region): Promise<BenchGuild> => {
        const { tenancy, urls } = await createBenchTenancy(context, region);
        return { tenancy, guildId: await createGuildWithSubmissions(tenancy, urls, SIZE) };
      }),
    );
    const compare = (work: (guild: BenchGuild) => Promise<unknown>, rounds: number) =>
      measureRatio(
        {
          subject: () => work(onCitus as BenchGuild),
          baseline: () => work(onPlain as BenchGuild),
        },
        { rounds: context.isFull ? rounds * 2 : rounds, signal: context.signal },
      );
    let turn = 0;
    return {
      'citus.write_ratio': await compare(
        ({ tenancy, guildId }) =>
          tenancy.write(guildId, (db) => writeSubmission((name) => db.table(name), {}, {})),
        15,
      ),
      'citus.read_ratio': await compare(
        ({ tenancy, guildId }) =>
          tenancy.read(guildId, (db) =>
            db
              .table('submissions')
              .where('number', 1 + (++turn % SIZE))
              .first(),
          ),
        20,
      ),
    };
  },
};
