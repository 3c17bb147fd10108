import { useT } from '../catalogues/use-t.ts';
import look from './landing.module.css';

const STEPS = ['send', 'hear', 'answer'] as const;

/** From a link to an answer, in three moves. */
export function Steps() {
  const t = useT();
  return (
    <section className={look.way} aria-labelledby="way">
      <h2 id="way" className={look.title}>
        {t('landing.way')}
      </h2>
      <ol className={look.steps}>
        {STEPS.map((step) => (
          <li key={step}>
            <h3>{t(`landing.steps.${step}_title`)}</h3>
            <p>{t(`landing.steps.${step}`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
