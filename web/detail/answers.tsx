import { useT } from '../catalogues/use-t.ts';
import type { Demo } from '../presenters/demo.ts';
import look from './answers.module.css';
import page from './demo-page.module.css';

/** What the artist wrote into the form. */
export function Answers({ demo }: { demo: Demo }) {
  const t = useT();
  const answers = [
    ...(demo.message ? [{ question: t('demo.message'), answer: demo.message }] : []),
    ...demo.answers,
  ];
  return (
    <section aria-labelledby="answers">
      <h2 id="answers" className={page.heading}>
        {t('demo.answers')}
      </h2>
      {answers.length === 0 ? (
        <p className={look.none}>{t('demo.no_answers')}</p>
      ) : (
        <dl className={look.answers}>
          {answers.map(({ question, answer }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a form may ask the same twice
            <div key={index}>
              <dt dir="auto">{question}</dt>
              <dd dir="auto">{answer}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
