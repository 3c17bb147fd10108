import { EmptyState } from '../components/empty-state.tsx';
import { StackedCovers } from '../components/stacked-covers.tsx';
import { usePolling } from '../live/use-polling.ts';
import { useT } from '../strings/use-t.ts';
import styles from './clusters.module.css';
import pageStyles from './console.module.css';
import type { ClusterStatus, PresentedCustomerDatabase, ServicesStatus } from './operator-view.ts';
import { ClusterCard, CustomerDatabaseCard } from './placement-cards.tsx';
import { Services } from './services.tsx';
import { operatorStrings } from './strings.en.ts';
import { useLatencyHistory } from './use-latency-history.ts';

interface Data {
  services: ServicesStatus;
  clusters: ClusterStatus[];
  own: PresentedCustomerDatabase[];
  asOf: number;
}

const always = () => true;

/** Services, regions and customer databases, as this process sees them. */
export function Clusters({ data }: { data: Data }) {
  const t = useT(operatorStrings);
  const polledData = usePolling(data, '/operator/clusters', always, 5_000);
  const history = useLatencyHistory(polledData);
  return (
    <>
      <p className={pageStyles.intro}>{t('operator.clusters.intro')}</p>
      <h2 className={pageStyles.heading}>{t('operator.services.title')}</h2>
      <Services services={polledData.services} />
      <h2 className={pageStyles.heading}>{t('operator.clusters.regions')}</h2>
      {polledData.clusters.length === 0 ? (
        <EmptyState
          illustration={<StackedCovers />}
          title={t('operator.clusters.empty_title')}
          text={t('operator.clusters.empty_text')}
          headingLevel={3}
        />
      ) : (
        <ul className={styles.cards}>
          {polledData.clusters.map((cluster) => (
            <ClusterCard key={cluster.key} cluster={cluster} history={history(cluster.key)} />
          ))}
        </ul>
      )}
      <h2 className={pageStyles.heading}>{t('operator.clusters.own')}</h2>
      {polledData.own.length === 0 ? (
        <EmptyState
          illustration={<StackedCovers />}
          title={t('operator.clusters.own_empty_title')}
          text={t('operator.clusters.own_empty_text')}
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
