import { formatCount } from '../storage/index.ts';
import { useT } from '../strings/use-t.ts';
import { TimeSentence } from '../times/time-sentence.tsx';
import { Badge } from './badge.tsx';
import styles from './clusters.module.css';
import { LatencySparkline } from './latency-sparkline.tsx';
import type { ClusterStatus, PresentedCustomerDatabase } from './operator-view.ts';
import { ServerName } from './server-name.tsx';
import { operatorStrings } from './strings.en.ts';

/** A region's cluster. */
export function ClusterCard({
  cluster,
  history,
}: {
  cluster: ClusterStatus;
  history: readonly number[];
}) {
  const t = useT(operatorStrings);
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
          <dt>{t('operator.clusters.guilds')}</dt>
          <dd>{formatCount(t, cluster.guilds)}</dd>
        </div>
        <div>
          <dt>{t('operator.clusters.schema')}</dt>
          <dd>{cluster.schemaVersion ?? '–'}</dd>
        </div>
      </dl>
    </li>
  );
}

const BREAKER_TONES = { closed: 'good', half_open: 'wait', open: 'bad' } as const;

/** A customer's database. */
export function CustomerDatabaseCard({
  database,
  history,
}: {
  database: PresentedCustomerDatabase;
  history: readonly number[];
}) {
  const t = useT(operatorStrings);
  return (
    <li className={styles.card}>
      <header className={styles.head}>
        <div>
          <ServerName id={database.guildId} name={database.guildName} />
        </div>
        <Badge tone={database.outage ? 'bad' : 'good'}>
          {t(database.outage ? 'operator.clusters.silent' : 'operator.clusters.answers')}
        </Badge>
      </header>
      <LatencySparkline latencyMs={database.latencyMs} history={history} />
      {database.outage && (
        <p className={styles.outage}>
          <TimeSentence at={database.outage.since} format="stamp">
            {(time) => t('operator.clusters.outage_since', { code: database.outage?.code, time })}
          </TimeSentence>
        </p>
      )}
      <dl className={styles.facts}>
        <div>
          <dt>{t('operator.clusters.breaker')}</dt>
          <dd>
            <Badge tone={BREAKER_TONES[database.breaker]}>
              {t(`operator.clusters.breakers.${database.breaker}`)}
            </Badge>
          </dd>
        </div>
        <div>
          <dt>{t('operator.clusters.sockets')}</dt>
          <dd>{database.sockets}</dd>
        </div>
        <div>
          <dt>{t('operator.clusters.schema')}</dt>
          <dd>{database.schemaVersion}</dd>
        </div>
      </dl>
    </li>
  );
}

/** Pool usage as a bar: busy, open and maximum connections. */
function PoolUsage({ used, open, max }: ClusterStatus['pool']) {
  const t = useT(operatorStrings);
  const toPercent = (n: number) => `${Math.min(100, (n / Math.max(1, max)) * 100)}%`;
  return (
    <div className={styles.pool}>
      <p>
        <span>{t('operator.clusters.pool')}</span>
        <span>{t('operator.clusters.pool_text', { used, open, max })}</span>
      </p>
      <div className={styles.bar} aria-hidden="true">
        <i style={{ width: toPercent(open) }} />
        <b style={{ width: toPercent(used) }} data-full={used >= max * 0.8 || undefined} />
      </div>
    </div>
  );
}
