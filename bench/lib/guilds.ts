import type { Tenancy } from '../../tenancy/index.ts';
import { type DatabaseUrls, newGuildId } from '../../test/helpers/databases.ts';
import { runAsSuperuser } from '../../test/helpers/postgres.ts';

const databaseNameOf = (url: string) => new URL(url).pathname.slice(1);

/** A guild with settings and `count` submissions, as its imports would leave them. */
export async function createGuildWithSubmissions(
  tenancy: Tenancy,
  urls: DatabaseUrls,
  count: number,
): Promise<string> {
  const guildId = newGuildId();
  await tenancy.provision(guildId);
  const document = JSON.stringify({ labelName: 'Bench', staffChannelId: '700000000000000001' });
  await tenancy.write(guildId, async (db) => {
    await db.table('guild_settings').insert({ document, revision: 1, updated_at: db.now });
    await db.table('guild_counters').insert({ name: 'submission', value: count });
  });
  const [region] = urls.regions;
  if (!region) throw new Error('no region');
  await runAsSuperuser(submissionsSql(guildId, count), databaseNameOf(region.app));
  await runAsSuperuser('VACUUM ANALYZE vektra.submissions', databaseNameOf(region.app));
  return guildId;
}

const submissionsSql = (guildId: string, count: number) => `
  INSERT INTO vektra.submissions (guild_id, number, artist_id, artist_handle, artist_name,
    track_title, track_url, platform, link_hash, genre, message, answers, status, revision,
    created_at, status_changed_at)
  SELECT ${guildId}, n, 600000000000000000 + n % 5000, 'artist', 'Artist ' || n % 5000,
    'Track ' || n, 'https://soundcloud.com/a/' || n,
    (ARRAY['soundcloud', 'youtube', 'spotify', 'dropbox'])[1 + n % 4], md5(n::text) || md5(n::text),
    (ARRAY['Techno', 'House', 'Ambient', NULL])[1 + n % 4], 'Mastered, unsigned.', '[]',
    (ARRAY['in_queue', 'in_queue', 'needs_review', 'approved', 'rejected'])[1 + n % 5], 1,
    1700000000000 + n * 1000::bigint, 1700000000000 + n * 1000::bigint
  FROM generate_series(1, ${count}) n`;

/** Guilds that the registry knows; nobody reads their data. */
export async function registerGuilds(urls: DatabaseUrls, count: number): Promise<string[]> {
  const [region] = urls.regions;
  const first = 800_000_000_000_000_000n;
  await runAsSuperuser(
    `INSERT INTO guilds (guild_id, kind, region, epoch, state, schema_version, change_seq, created_at)
     SELECT ${first} + n, 'managed', '${region?.key}', 1, 'active', 1, 0, 0
     FROM generate_series(0, ${count - 1}) n`,
    databaseNameOf(urls.control),
  );
  return Array.from({ length: count }, (_, index) => String(first + BigInt(index)));
}
