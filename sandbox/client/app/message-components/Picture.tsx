import { useState } from 'react';

interface Props {
  url: string;
  alt: string;
  className?: string;
  isSpoiler?: boolean | undefined;
}

/** An image from anywhere; where there is no way to it, a quiet placeholder. */
export function Picture({ url, alt, className = '', isSpoiler }: Props) {
  const [isBroken, setIsBroken] = useState(false);
  const [isHidden, setIsHidden] = useState(isSpoiler ?? false);
  if (isBroken)
    return (
      <span className={`picture-missing ${className}`} role="img" aria-label={alt || 'Image'}>
        ♪
      </span>
    );
  return (
    <span className={`picture-frame ${className}`} data-veiled={isHidden || undefined}>
      <img src={url} alt={alt} onError={() => setIsBroken(true)} />
      {isHidden && (
        <button type="button" className="veil" onClick={() => setIsHidden(false)}>
          SPOILER
        </button>
      )}
    </span>
  );
}
