/**
 * Where Debian has ip, nft and sshd. Whoever becomes root by `su` keeps the PATH of before, which lacks them, and so do
 * programs that apt-get starts. In plain JavaScript, for what runs before the loader of TypeScript, and for Jest.
 */
const FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

const path = (process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin').split(':');
process.env['PATH'] = [...path, ...FOLDERS.filter((folder) => !path.includes(folder))].join(':');
