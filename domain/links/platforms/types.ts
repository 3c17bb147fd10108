/**
 * A form of a platform's links that names one track, album or file. Groups of the patterns and the
 * values of `query` fill the braces of `identity`.
 */
export interface TrackPattern {
  /** Only on these hosts; by default on all hosts of the platform. */
  hosts?: readonly string[];
  /** A pathname in the syntax of URLPattern, without a trailing slash. */
  path: string;
  /** Query parameters that must be present. */
  query?: readonly string[];
  /** The fragment, without `#`, in the syntax of URLPattern. */
  fragment?: string;
  /** Equal for two links exactly if they name the same track, e.g. `playlist:{list}`. */
  identity: string;
}

/** What is known about the links of one platform. */
export interface PlatformRules {
  /**
   * Hosts that serve the same links; `www.` is left out, `*.` stands for one or more labels, which
   * then belong to the identity.
   */
  hosts: readonly string[];
  /** Hosts whose links redirect to a track, and whose query parameters only track. */
  shortLinkHosts?: readonly string[];
  /** The first that matches decides; other links are identified by path and query. */
  tracks: readonly TrackPattern[];
  /** False: the platform serves the same track for a path in any case. */
  isCaseSensitive: boolean;
  /** Query parameters that tell where a click came from or how to show the page; `utm_*` too. */
  trackingParameters?: readonly string[];
  /** Pages that are no track, besides `/`. */
  homePages?: readonly string[];
  /** Pages that show each visitor something of their own, in the syntax of URLPattern. */
  personalPages?: readonly string[];
}
