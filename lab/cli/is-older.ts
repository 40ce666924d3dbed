/** Whether a version comes before another, by its first two numbers. */
export function isOlder(found: string, oldest: string): boolean {
  const [[major = 0, minor = 0], [oldestMajor = 0, oldestMinor = 0]] = [found, oldest].map((version) =>
    version.split('.').map(Number),
  ) as [number[], number[]];
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}
