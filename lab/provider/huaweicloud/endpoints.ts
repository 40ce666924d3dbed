import { type ApiConnection } from './api-connection';

/** Keys of `endpoints` that the provider calls for what this project deploys. EIPs go to `vpc`, key pairs to `kms`. */
export type Service = 'vpc' | 'ecs' | 'evs' | 'ims' | 'iam' | 'kms' | 'dns';

/** By service, with a slash at the end. */
export type Endpoints = Readonly<Record<string, string>>;

/**
 * The URL of an endpoint as it is written in the provider block. A stand-in must never do to somebody's cloud what a
 * test does to the lab.
 *
 * @throws Error when it is no URL, or not one of this machine
 */
export function localEndpoint(key: string, text: string, connection: ApiConnection): string {
  const withScheme = text.includes('://') ? text : `https://${text}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (!url) throw new Error(`endpoints.${key}: ${text} is not a URL`);
  const isLocal = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'http:' || !(isLocal || connection.isSocket)) {
    throw new Error(
      `endpoints.${key}: ${text} is not the lab's: the stand-in provider calls http:// addresses of this machine only; for a cloud use the real provider`,
    );
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}
