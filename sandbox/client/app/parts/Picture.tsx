import { useState } from 'react';

interface Props {
  url: string;
  alt: string;
  className?: string;
  spoiler?: boolean | undefined;
}

/** An image from anywhere; where there is no way to it, a quiet placeholder. */
export function Picture({ url, alt, className = '', spoiler }: Props) {
  const [broken, setBroken] = useState(false);
  const [veiled, setVeiled] = useState(spoiler ?? false);
  if (broken)
    return (
      <span className={`picture-missing ${className}`} role="img" aria-label={alt || 'Image'}>
        ♪
      </span>
    );
  return (
    <span className={`picture-frame ${className}`} data-veiled={veiled || undefined}>
      <img src={url} alt={alt} onError={() => setBroken(true)} />
      {veiled && (
        <button type="button" className="veil" onClick={() => setVeiled(false)}>
          SPOILER
        </button>
      )}
    </span>
  );
}
