import styles from './vinyl-artwork.module.css';

/** A record half out of its sleeve; decorative. Its middle has the cover's colour (`--body`). */
export function VinylArtwork({ isTurning = false }: { isTurning?: boolean }) {
  return (
    <svg
      className={styles.vinyl}
      data-turning={isTurning || undefined}
      viewBox="0 0 200 200"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="100" cy="100" r="99" className={styles.disc} />
      {[92, 86, 80, 74, 68, 62, 56, 50].map((radius) => (
        <circle key={radius} cx="100" cy="100" r={radius} className={styles.groove} />
      ))}
      <circle cx="100" cy="100" r="34" className={styles.sticker} />
      <circle cx="100" cy="100" r="4" className={styles.hole} />
    </svg>
  );
}
