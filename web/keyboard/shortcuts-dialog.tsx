import { Kbd, Modal } from '@mantine/core';
import { useState } from 'react';
import type { TranslationKey } from '../../domain/text/translator.ts';
import { useT } from '../strings/use-t.ts';
import { areShortcutsEnabled, setShortcutsEnabled } from './shortcut-preference.ts';
import styles from './shortcuts-dialog.module.css';
import { keyboardStrings } from './strings.en.ts';
import { useModKey } from './use-mod-key.ts';

const GROUPS: {
  title: TranslationKey<typeof keyboardStrings>;
  rows: [keys: string[], what: TranslationKey<typeof keyboardStrings>, isPair?: boolean][];
}[] = [
  {
    title: 'keys.move',
    rows: [
      [['J'], 'keys.next'],
      [['K'], 'keys.previous'],
      [['/'], 'keys.find'],
      [['Esc'], 'keys.back'],
    ],
  },
  {
    title: 'keys.everywhere',
    rows: [
      [['Mod', 'K'], 'keys.palette'],
      [['G', 'O'], 'keys.go_overview', true],
      [['G', 'S'], 'keys.go_submissions', true],
      [['G', 'L'], 'keys.go_listen', true],
      [['?'], 'keys.sheet'],
    ],
  },
  {
    title: 'keys.act',
    rows: [
      [['A'], 'keys.approve'],
      [['R'], 'keys.reject'],
      [['U'], 'keys.undo'],
      [['M'], 'keys.message'],
      [['Mod', 'Enter'], 'keys.send'],
      [['L'], 'keys.listen'],
    ],
  },
  {
    title: 'keys.player',
    rows: [
      [['Space'], 'keys.play'],
      [['P'], 'keys.play_demo'],
      [['Shift', '←'], 'keys.seek_back'],
      [['Shift', '→'], 'keys.seek_forward'],
      [['B'], 'keys.loop'],
      [['<'], 'keys.slower'],
      [['>'], 'keys.faster'],
    ],
  },
  {
    title: 'keys.queue',
    rows: [
      [['←', '→'], 'keys.queue_seek'],
      [['S'], 'keys.queue_shortlist'],
      [['K'], 'keys.queue_skip'],
      [['N'], 'keys.queue_next'],
      [['P'], 'keys.queue_previous'],
      [['C'], 'keys.queue_comment'],
    ],
  },
];

/** All keys, and the switch that turns single ones off. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useT(keyboardStrings);
  const mod = useModKey();
  const [isEnabled, setEnabled] = useState(areShortcutsEnabled);
  const toggle = (next: boolean) => {
    setShortcutsEnabled(next);
    setEnabled(next);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <p className={styles.intro}>{t('keys.intro')}</p>
      <div className={styles.groups}>
        {GROUPS.map(({ title, rows }) => (
          <section key={title}>
            <h3 className={styles.heading}>{t(title)}</h3>
            <dl className={styles.rows}>
              {rows.map(([keys, labelKey, isSequence]) => (
                <div key={labelKey} className={styles.row}>
                  <dt>{t(labelKey)}</dt>
                  <dd>
                    {keys.map((key, index) => (
                      <span key={key}>
                        {index > 0 && isSequence && (
                          <span className={styles.then}>{t('keys.and_then')}</span>
                        )}
                        <Kbd>{key === 'Mod' ? mod : key}</Kbd>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className={styles.switch}>
        <input
          type="checkbox"
          checked={isEnabled}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />
        <span>
          {t('keys.off')}
          <small>{t('keys.off_hint')}</small>
        </span>
      </label>
    </Modal>
  );
}
