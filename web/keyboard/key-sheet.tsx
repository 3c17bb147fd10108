import { Kbd, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Key } from '../catalogues/translate.ts';
import { useT } from '../catalogues/use-t.ts';
import look from './key-sheet.module.css';
import { areKeysOn, setKeysOn } from './preference.ts';
import { useModKey } from './use-mod-key.ts';

const GROUPS: { title: Key; rows: [keys: string[], what: Key, isPair?: boolean][] }[] = [
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
];

/** All keys, and the switch that turns single ones off. */
export default function KeySheet({ onClose }: { onClose: () => void }) {
  const t = useT();
  const mod = useModKey();
  const [isOn, setOn] = useState(areKeysOn);
  const change = (next: boolean) => {
    setKeysOn(next);
    setOn(next);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <p className={look.intro}>{t('keys.intro')}</p>
      <div className={look.groups}>
        {GROUPS.map(({ title, rows }) => (
          <section key={title}>
            <h3 className={look.heading}>{t(title)}</h3>
            <dl className={look.rows}>
              {rows.map(([keys, what, isPair]) => (
                <div key={what} className={look.row}>
                  <dt>{t(what)}</dt>
                  <dd>
                    {keys.map((key, index) => (
                      <span key={key}>
                        {index > 0 && isPair && (
                          <span className={look.then}>{t('keys.and_then')}</span>
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
      <label className={look.switch}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => change(event.currentTarget.checked)}
        />
        <span>
          {t('keys.off')}
          <small>{t('keys.off_hint')}</small>
        </span>
      </label>
    </Modal>
  );
}
