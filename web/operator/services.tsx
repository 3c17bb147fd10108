import { useT } from '../strings/use-t.ts';
import { TimeSentence } from '../times/time-sentence.tsx';
import { Badge } from './badge.tsx';
import type { ServiceStatus, ServicesStatus } from './operator-view.ts';
import styles from './services.module.css';
import { operatorStrings } from './strings.en.ts';

/** The services that the deployment depends on: databases, Vault and the job queue. */
export function Services({ services }: { services: ServicesStatus }) {
  const t = useT(operatorStrings);
  const unhealthyCount = services.list.filter(({ hint }) => hint !== null).length;
  return (
    <section className={styles.panel} aria-label={t('operator.services.title')}>
      <header className={styles.head}>
        <Badge tone={unhealthyCount > 0 ? 'bad' : 'good'}>
          {unhealthyCount > 0
            ? t('operator.services.trouble', { count: unhealthyCount })
            : t('operator.services.all_good')}
        </Badge>
        <p className={styles.seen}>
          <TimeSentence at={services.at} format="stamp">
            {(time) => t('operator.services.seen', { time })}
          </TimeSentence>
        </p>
      </header>
      <ul className={styles.rows}>
        {services.list.map((service) => (
          <ServiceRow key={service.key} service={service} />
        ))}
      </ul>
    </section>
  );
}

function ServiceRow({ service }: { service: ServiceStatus }) {
  return (
    <li className={styles.row} data-tone={service.tone}>
      <h3 className={styles.name}>
        {service.name}
        <small>{service.kind}</small>
      </h3>
      <Badge tone={service.tone}>{service.state}</Badge>
      <p className={styles.figure}>{service.figure}</p>
      {service.hint && <p className={styles.hint}>{service.hint}</p>}
    </li>
  );
}
