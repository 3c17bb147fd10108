import { operatorT } from '../catalogues/operator.ts';
import { Empty } from '../components/empty.tsx';
import { Sleeves } from '../components/sleeves.tsx';
import type { Cluster, OwnPlace, Services as Seen } from '../presenters/operator.ts';
import { useFresh } from '../storage/use-fresh.ts';
import look from './clusters.module.css';
import page from './console.module.css';
import { ClusterCard, OwnCard } from './place-cards.tsx';
import { Services } from './services.tsx';
import { useHistory } from './use-history.ts';

interface Data {
  services: Seen;
  clusters: Cluster[];
  own: OwnPlace[];
  asOf: number;
}

const always = () => true;

/** Services, regions and own databases, as this process sees them. */
export function Clusters({ data }: { data: Data }) {
  const fresh = useFresh(data, '/operator/clusters', always, 5_000);
  const history = useHistory(fresh);
  return (
    <>
      <p className={page.intro}>{operatorT('clusters.intro')}</p>
      <h2 className={page.heading}>{operatorT('services.title')}</h2>
      <Services services={fresh.services} />
      <h2 className={page.heading}>{operatorT('clusters.regions')}</h2>
      {fresh.clusters.length === 0 ? (
        <Empty
          art={<Sleeves />}
          title={operatorT('clusters.empty_title')}
          text={operatorT('clusters.empty_text')}
          level={3}
        />
      ) : (
        <ul className={look.cards}>
          {fresh.clusters.map((cluster) => (
            <ClusterCard key={cluster.key} cluster={cluster} history={history(cluster.key)} />
          ))}
        </ul>
      )}
      <h2 className={page.heading}>{operatorT('clusters.own')}</h2>
      {fresh.own.length === 0 ? (
        <Empty
          art={<Sleeves />}
          title={operatorT('clusters.own_empty_title')}
          text={operatorT('clusters.own_empty_text')}
          level={3}
        />
      ) : (
        <ul className={look.cards}>
          {fresh.own.map((place) => (
            <OwnCard key={place.guildId} place={place} history={history(place.guildId)} />
          ))}
        </ul>
      )}
    </>
  );
}
