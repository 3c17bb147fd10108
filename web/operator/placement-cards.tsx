import { formatCount } from '../storage/index.ts';
import { operatorT } from '../strings/operator.ts';
import { Timestamp } from '../times/timestamp.tsx';
import { Badge } from './badge.tsx';
import styles from './clusters.module.css';
import { LatencySparkline } from './latency-sparkline.tsx';
import type { ClusterStatus, PresentedCustomerDatabase } from './operator-view.ts';
import { ServerName } from './server-name.tsx';

/** A region's cluster. */
export function ClusterCard({
  cluster,
  history,
}: {
  cluster: ClusterStatus;
  history: readonly number[];
}) {
  return (
    <li className={styles.card}>
      <header className={styles.head}>
        <h3>{cluster.name}</h3>
        <Badge tone={cluster.tone}>{cluster.state}</Badge>
      </header>
      <LatencySparkline latencyMs={cluster.latencyMs} history={history} />
      <PoolUsage {...cluster.pool} />
      <dl className={styles.facts}>
        <div>
          <dt>{operatorT('clusters.guilds')}</dt>
          <dd>{formatCount(cluster.guilds)}</dd>
        </div>
        <div>
          <dt>{operatorT('clusters.schema')}</dt>
          <dd>{cluster.schemaVersion ?? '–'}</dd>
        </div>
      </dl>
    </li>
  );
}

const BREAKER_TONES = { closed: 'good', half_open: 'wait', open: 'bad' } as const;

/** A label's own database. */
export function CustomerDatabaseCard({
  database,
  history,
}: {
  database: PresentedCustomerDatabase;
  history: readonly number[];
}) {
  return (
    <li className={styles.card}>
      <header className={styles.head}>
        <div>
          <ServerName id={database.guildId} name={database.guildName} />
        </div>
        <Badge tone={database.outage ? 'bad' : 'good'}>
          {operatorT(database.outage ? 'clusters.silent' : 'clusters.answers')}
        </Badge>
      </header>
      <LatencySparkline latencyMs={database.latencyMs} history={history} />
      {database.outage && (
        <p className={styles.outage}>
          {operatorT('clusters.outage_since', { code: database.outage.code })}{' '}
          <Timestamp at={database.outage.since} format="stamp" />
        </p>
      )}
      <dl className={styles.facts}>
        <div>
          <dt>{operatorT('clusters.breaker')}</dt>
          <dd>
            <Badge tone={BREAKER_TONES[database.breaker]}>
              {operatorT(`clusters.breakers.${database.breaker}`)}
            </Badge>
          </dd>
        </div>
        <div>
          <dt>{operatorT('clusters.sockets')}</dt>
          <dd>{database.sockets}</dd>
        </div>
        <div>
          <dt>{operatorT('clusters.schema')}</dt>
          <dd>{database.schemaVersion}</dd>
        </div>
      </dl>
    </li>
  );
}

/** Connections as a bar: busy, open, and what is still allowed. */
function PoolUsage({ used, open, max }: ClusterStatus['pool']) {
  const toPercent = (n: number) => `${Math.min(100, (n / Math.max(1, max)) * 100)}%`;
  return (
    <div className={styles.pool}>
      <p>
        <span>{operatorT('clusters.pool')}</span>
        <span>{operatorT('clusters.pool_text', { used, open, max })}</span>
      </p>
      <div className={styles.bar} aria-hidden="true">
        <i style={{ width: toPercent(open) }} />
        <b style={{ width: toPercent(used) }} data-full={used >= max * 0.8 || undefined} />
      </div>
    </div>
  );
}
