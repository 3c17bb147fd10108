import { IconAlert } from '../../components/icons.ts';
import { useT } from '../../strings/use-t.ts';
import { submissionsStrings } from '../strings.en.ts';
import styles from './delivery-warnings.module.css';
import type { Demo } from './demo-view.ts';
import { truncate } from './truncate.ts';

/** Failed deliveries, and what staff can do about them. */
export function DeliveryWarnings({ demo }: { demo: Demo }) {
  const t = useT(submissionsStrings);
  const { unreachable, failed } = demo.delivery;
  return (
    <>
      {unreachable && (
        <DeliveryWarning
          title={t(`trouble.${unreachable}.title`)}
          text={t(`trouble.${unreachable}.text`, { artist: truncate(demo.artist) })}
        />
      )}
      {failed > 0 && (
        <DeliveryWarning
          title={t('trouble.failed_title')}
          text={t('trouble.failed', { count: failed })}
        />
      )}
    </>
  );
}

function DeliveryWarning({ title, text }: { title: string; text: string }) {
  return (
    <section className={styles.trouble}>
      <IconAlert size={18} stroke={1.75} aria-hidden="true" />
      <div>
        <p className={styles.title}>{title}</p>
        <p className={styles.text}>{text}</p>
      </div>
    </section>
  );
}
