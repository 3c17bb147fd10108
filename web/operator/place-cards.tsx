import { operatorT } from '../catalogues/operator.ts';
import { count } from '../presenters/amount.ts';
import type { Cluster, OwnPlace } from '../presenters/operator.ts';
import { When } from '../times/when.tsx';
import look from './clusters.module.css';
import { Pool } from './pool.tsx';
import { ServerName } from './server-name.tsx';
import { Spark } from './spark.tsx';
import { Tag } from './tag.tsx';

/** A region's cluster. */
export function ClusterCard({
  cluster,
  history,
}: {
  cluster: Cluster;
  history: readonly number[];
}) {
  return (
    <li className={look.card}>
      <header className={look.head}>
        <h3>{cluster.name}</h3>
        <Tag tone={cluster.tone}>{cluster.state}</Tag>
      </header>
      <Spark latencyMs={cluster.latencyMs} history={history} />
      <Pool {...cluster.pool} />
      <dl className={look.facts}>
        <div>
          <dt>{operatorT('clusters.guilds')}</dt>
          <dd>{count(cluster.guilds)}</dd>
        </div>
        <div>
          <dt>{operatorT('clusters.schema')}</dt>
          <dd>{cluster.schemaVersion ?? '–'}</dd>
        </div>
      </dl>
    </li>
  );
}

const BREAKERS = { closed: 'good', half_open: 'wait', open: 'bad' } as const;

/** A label's own database. */
export function OwnCard({ place, history }: { place: OwnPlace; history: readonly number[] }) {
  return (
    <li className={look.card}>
      <header className={look.head}>
        <div>
          <ServerName id={place.guildId} name={place.guildName} />
        </div>
        <Tag tone={place.outage ? 'bad' : 'good'}>
          {operatorT(place.outage ? 'clusters.silent' : 'clusters.answers')}
        </Tag>
      </header>
      <Spark latencyMs={place.latencyMs} history={history} />
      {place.outage && (
        <p className={look.outage}>
          {operatorT('clusters.outage_since', { code: place.outage.code })}{' '}
          <When at={place.outage.since} as="stamp" />
        </p>
      )}
      <dl className={look.facts}>
        <div>
          <dt>{operatorT('clusters.breaker')}</dt>
          <dd>
            <Tag tone={BREAKERS[place.breaker]}>
              {operatorT(`clusters.breakers.${place.breaker}`)}
            </Tag>
          </dd>
        </div>
        <div>
          <dt>{operatorT('clusters.sockets')}</dt>
          <dd>{place.sockets}</dd>
        </div>
        <div>
          <dt>{operatorT('clusters.schema')}</dt>
          <dd>{place.schemaVersion}</dd>
        </div>
      </dl>
    </li>
  );
}
