import styles from './error.module.css';

/** A record that skips: grooves with a scratch, and the number in its label. */
export function ErrorArtwork({ code }: { code: number }) {
  return (
    <svg className={styles.figure} viewBox="0 0 160 160" aria-hidden="true" focusable="false">
      <circle cx="80" cy="80" r="78" className={styles.disc} />
      {[70, 62, 54, 46].map((radius, index) => (
        <circle
          key={radius}
          cx="80"
          cy="80"
          r={radius}
          className={styles.groove}
          strokeDasharray={`${radius * (4.2 - index * 0.3)} ${radius * 0.4}`}
          transform={`rotate(${-60 + index * 34} 80 80)`}
        />
      ))}
      <circle cx="80" cy="80" r="32" className={styles.sticker} />
      <text x="80" y="86" textAnchor="middle" className={styles.code}>
        {code}
      </text>
    </svg>
  );
}
