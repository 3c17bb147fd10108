import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { Disclosure } from '../../components/disclosure.tsx';
import { IconCheck, IconChevronDown } from '../../components/icons.ts';
import styles from './filters.module.css';

interface Option {
  key: string;
  label: string;
  icon?: ReactNode;
  to: string;
  isSelected: boolean;
}

interface Props {
  name: string;
  value: string;
  isSet: boolean;
  options: Option[];
}

/** One filter: a chip with its value, and below it the values as links. */
export function FilterMenu({ name, value, isSet, options }: Props) {
  return (
    <Disclosure
      label={name === value ? name : `${name}: ${value}`}
      triggerClass={`${styles.chip} ${isSet ? styles.set : ''}`}
      panelClass={styles.menu}
      trigger={
        <>
          <bdi className={styles.value}>{value}</bdi>
          <IconChevronDown size={12} stroke={2.5} />
        </>
      }
    >
      <ul>
        {options.map(({ key, label, icon, to, isSelected }) => (
          <li key={key}>
            <Link to={to} className={styles.option} aria-current={isSelected ? 'true' : undefined}>
              <span className={styles.icon} data-status={icon ? key : undefined}>
                {icon}
              </span>
              <bdi>{label}</bdi>
              {isSelected && <IconCheck size={14} stroke={2.5} />}
            </Link>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
