import { EmptyState } from '../components/empty-state.tsx';
import { StackedCovers } from '../components/stacked-covers.tsx';
import { usePolling } from '../live/use-polling.ts';
import { operatorT } from '../strings/operator.ts';
import styles from './clusters.module.css';
import pageStyles from './console.module.css';
import type { ClusterStatus, PresentedCustomerDatabase, ServicesStatus } from './operator-view.ts';
import { ClusterCard, CustomerDatabaseCard } from './placement-cards.tsx';
import { Services } from './services.tsx';
import { useLatencyHistory } from './use-latency-history.ts';

interface Data {
  services: ServicesStatus;
  clusters: ClusterStatus[];
  own: PresentedCustomerDatabase[];
  asOf: number;
}

const always = () => true;

/** Services, regions and own databases, as this process sees them. */
export function Clusters({ data }: { data: Data }) {
  const polledData = usePolling(data, '/operator/clusters', always, 5_000);
  const history = useLatencyHistory(polledData);
  return (
    <>
      <p className={pageStyles.intro}>{operatorT('clusters.intro')}</p>
      <h2 className={pageStyles.heading}>{operatorT('services.title')}</h2>
      <Services services={polledData.services} />
      <h2 className={pageStyles.heading}>{operatorT('clusters.regions')}</h2>
      {polledData.clusters.length === 0 ? (
        <EmptyState
          illustration={<StackedCovers />}
          title={operatorT('clusters.empty_title')}
          text={operatorT('clusters.empty_text')}
          headingLevel={3}
        />
      ) : (
        <ul className={styles.cards}>
          {polledData.clusters.map((cluster) => (
            <ClusterCard key={cluster.key} cluster={cluster} history={history(cluster.key)} />
          ))}
        </ul>
      )}
      <h2 className={pageStyles.heading}>{operatorT('clusters.own')}</h2>
      {polledData.own.length === 0 ? (
        <EmptyState
          illustration={<StackedCovers />}
          title={operatorT('clusters.own_empty_title')}
          text={operatorT('clusters.own_empty_text')}
          headingLevel={3}
        />
      ) : (
        <ul className={styles.cards}>
          {polledData.own.map((place) => (
            <CustomerDatabaseCard
              key={place.guildId}
              database={place}
              history={history(place.guildId)}
            />
          ))}
        </ul>
      )}
    </>
  );
}
