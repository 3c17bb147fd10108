import { siteT } from '../catalogues/site.ts';
import styles from './landing.module.css';

const STEPS = ['send', 'hear', 'answer'] as const;

/** From a link to an answer, in three moves. */
export function HowItWorks() {
  return (
    <section className={styles.way} aria-labelledby="way">
      <h2 id="way" className={styles.title}>
        {siteT('landing.way')}
      </h2>
      <ol className={styles.steps}>
        {STEPS.map((step) => (
          <li key={step}>
            <h3>{siteT(`landing.steps.${step}_title`)}</h3>
            <p>{siteT(`landing.steps.${step}`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
