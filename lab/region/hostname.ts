/**
 * The host name that a server of this name is born with: lower case, a hyphen for what a host name can't have, and no
 * label that begins or ends with one (RFC 1123).
 */
export function hostnameOf(serverName: string): string {
  const name = serverName
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .replaceAll(/-*\.[.-]*/g, '.')
    .slice(0, 63)
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return name === '' ? 'ecs' : name;
}
