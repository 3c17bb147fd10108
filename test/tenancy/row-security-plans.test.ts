import test from 'ava';
import pg from 'pg';
import { testDatabases } from '../helpers/databases.ts';

/** Enough guilds that a sequential scan is the wrong plan. */
const GUILDS = 40;
const ROWS_PER_GUILD = 250;

interface PlanNode {
  'Node Type': string;
  'Index Cond'?: string;
  Filter?: string;
  Plans?: PlanNode[];
}

const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

const QUERIES: Record<string, { sql: string; bindings: string[] }> = {
  'all rows that the policy lets through': { sql: 'SELECT * FROM submissions', bindings: [] },
  'one row by its key': {
    sql: 'SELECT * FROM submissions WHERE guild_id = $1 AND number = 7',
    bindings: ['1'],
  },
  'a page of a list': {
    sql: `SELECT * FROM submissions WHERE guild_id = $1 AND status = 'in_queue' AND number < 200
           ORDER BY number DESC LIMIT 20`,
    bindings: ['1'],
  },
  'an update of one row': {
    sql: 'UPDATE submissions SET rating = 1 WHERE guild_id = $1 AND number = 7',
    bindings: ['1'],
  },
};

test('the app role’s queries find their guild by an index, under row security', async (t) => {
  // Never on Citus, whose plans are those of its shards.
  const { regions } = await testDatabases(['plain'], { own: true });
  const connect = async (url: string) => {
    const client = new pg.Client({ connectionString: url.replace('?sslmode=disable', '') });
    await client.connect();
    t.teardown(() => client.end());
    await client.query('SET search_path = vektra');
    return client;
  };
  const mover = await connect(regions[0]!.mover);
  await mover.query(
    `INSERT INTO submissions (guild_id, number, artist_id, artist_handle, artist_name, track_title,
       track_url, platform, link_hash, answers, status, revision, created_at, status_changed_at)
     SELECT g, n, 1, '', '', '', '', '', '', '', CASE n % 4 WHEN 0 THEN 'in_queue' ELSE 'rejected' END, 1, n, n
       FROM generate_series(1, ${GUILDS}) g, generate_series(1, ${ROWS_PER_GUILD}) n`,
  );
  await (await connect(regions[0]!.owner)).query('ANALYZE submissions');
  const app = await connect(regions[0]!.app);
  await app.query(`SET vektra.guild_id = '1'`);
  const { rows } = await app.query('SELECT count(*)::int AS n FROM submissions');
  t.is(rows[0].n, ROWS_PER_GUILD);
  for (const [name, { sql, bindings }] of Object.entries(QUERIES)) {
    const explained = await app.query(`EXPLAIN (FORMAT JSON) ${sql}`, bindings);
    const nodes = nodesOf(explained.rows[0]['QUERY PLAN'][0].Plan);
    t.true(
      nodes.some((node) => /guild_id = /.test(node['Index Cond'] ?? '')),
      `${name}: ${JSON.stringify(nodes)}`,
    );
    t.false(
      nodes.some(({ 'Node Type': type }) => /Seq Scan|InitPlan/.test(type)),
      name,
    );
  }
});
