import { operatorT } from '../catalogues/operator.ts';
import type { Services as Seen, Service } from '../presenters/operator.ts';
import { When } from '../times/when.tsx';
import styles from './services.module.css';
import { Tag } from './tag.tsx';

/** What the deployment stands on: databases, Vault and the job queue, troubles first in words. */
export function Services({ services }: { services: Seen }) {
  const troubles = services.list.filter(({ hint }) => hint !== null).length;
  return (
    <section className={styles.panel} aria-label={operatorT('services.title')}>
      <header className={styles.head}>
        <Tag tone={troubles > 0 ? 'bad' : 'good'}>
          {troubles > 0
            ? operatorT('services.trouble', { count: troubles })
            : operatorT('services.all_good')}
        </Tag>
        <p className={styles.seen}>
          {operatorT('services.seen')} <When at={services.at} as="stamp" />
        </p>
      </header>
      <ul className={styles.rows}>
        {services.list.map((service) => (
          <Row key={service.key} service={service} />
        ))}
      </ul>
    </section>
  );
}

function Row({ service }: { service: Service }) {
  return (
    <li className={styles.row} data-tone={service.tone}>
      <h3 className={styles.name}>
        {service.name}
        <small>{service.kind}</small>
      </h3>
      <Tag tone={service.tone}>{service.state}</Tag>
      <p className={styles.figure}>{service.figure}</p>
      {service.hint && <p className={styles.hint}>{service.hint}</p>}
    </li>
  );
}
