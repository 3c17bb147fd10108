import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import pageStyles from './demo-page.module.css';
import type { Demo } from './demo-view.ts';
import styles from './form-answers.module.css';

/** What the artist wrote into the form. */
export function FormAnswers({ demo }: { demo: Demo }) {
  const t = useT(submissionsStrings);
  const answers = [
    ...(demo.message ? [{ question: t('demo.message'), answer: demo.message }] : []),
    ...demo.answers,
  ];
  return (
    <section aria-labelledby="answers">
      <h2 id="answers" className={pageStyles.heading}>
        {t('demo.answers')}
      </h2>
      {answers.length === 0 ? (
        <p className={styles.none}>{t('demo.no_answers')}</p>
      ) : (
        <dl className={styles.answers}>
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
