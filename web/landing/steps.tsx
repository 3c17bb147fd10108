import { siteT } from '../catalogues/site.ts';
import look from './landing.module.css';

const STEPS = ['send', 'hear', 'answer'] as const;

/** From a link to an answer, in three moves. */
export function Steps() {
  return (
    <section className={look.way} aria-labelledby="way">
      <h2 id="way" className={look.title}>
        {siteT('landing.way')}
      </h2>
      <ol className={look.steps}>
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
