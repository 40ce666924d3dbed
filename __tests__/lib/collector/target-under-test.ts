import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

const SCRIPTS = resolve(__dirname, '../../../lib/collector/scripts');
const IP = 'case "$*" in *"addr show"*) echo "2: eth0    inet 192.168.0.164/24 scope global eth0" ;; esac';

/** A mirror target as the collector's program sees it: a root of its own, and programs that only note what they are told. */
export class TargetUnderTest {
  readonly root = mkdtempSync(join(tmpdir(), 'collector-'));
  private readonly bin = join(this.root, 'bin');

  /** @param systemd whether it runs there; its restart makes the captures of `devices` listen */
  constructor({ systemd = true, devices = ['mirror-sessio-1'] as readonly string[] } = {}) {
    for (const folder of ['etc/systemd/system', 'run', 'var/lib', 'sys/class/net', 'usr/local/sbin', 'bin']) {
      mkdirSync(join(this.root, folder), { recursive: true });
    }
    if (systemd) mkdirSync(join(this.root, 'run/systemd/system'), { recursive: true });
    const listening = devices.map((device) => `echo listening on >"${this.root}/run/mirror-collector/${device}.log"`);
    this.fake(
      'systemctl',
      `case $1 in restart) mkdir -p "${this.root}/run/mirror-collector"; ${listening.join('; ')} ;; esac`,
    );
    this.fake('ip', IP);
    this.fake('tcpdump', 'exit 0');
    // In the place of the service that it would start without systemd.
    this.fake('setsid', `mkdir -p "${this.root}/run/mirror-collector"; ${listening.join('; ')}`);
  }

  fake(tool: string, script: string): void {
    const file = join(this.bin, tool);
    writeFileSync(file, `#!/bin/sh\necho "${tool} $*" >>"${this.root}/told"\n${script}\n`);
    chmodSync(file, 0o755);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  run(args: readonly string[], input = ''): { readonly status: number | null; readonly output: string } {
    const run = spawnSync('bash', [join(SCRIPTS, 'collector.sh'), ...args], {
      encoding: 'utf8',
      input,
      timeout: 60_000,
      env: { COLLECTOR_ROOT: this.root, SELF_NAME: 'ECS-target', PATH: `${this.bin}:${process.env['PATH'] ?? ''}` },
    });
    return { status: run.status, output: run.stdout + run.stderr };
  }

  install(ring: string, ...sessions: readonly string[]): { readonly status: number | null; readonly output: string } {
    const lines = ['address 192.168.0.164', `ring ${ring}`, ...sessions.map((each) => `session ${each}`)];
    return this.run(['install'], `${lines.join('\n')}\n`);
  }

  /** What a program was told, a line each. */
  told(tool: string): readonly string[] {
    const file = join(this.root, 'told');
    if (!existsSync(file)) return [];
    return this.read('told')
      .split('\n')
      .filter((line) => line.startsWith(`${tool} `))
      .map((line) => line.slice(tool.length + 1));
  }

  /** Files below the root, but for what this class has put there. */
  files(): readonly string[] {
    return readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.root, join(entry.parentPath, entry.name)))
      .filter((file) => file !== 'told' && !file.startsWith('bin/'))
      .sort();
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
