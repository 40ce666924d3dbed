/** A user of a guest who becomes root with the machine's own sudo, in the place of the guest's, which is for root alone. */
import { readFileSync } from 'node:fs';
import { findCommand } from '../needs';
import { sleep } from '../process-tree';
import { type LabUnderTest } from './lab-under-test';
import { type Edit, type StackJson } from './stack-json';

const USER = 'ops';
const HOME = `/home/${USER}`;

/** Before /usr/bin on PATH; the plugins are in the machine's /usr, which a guest sees. */
const SUDO = '/usr/local/bin/sudo';

const SETUP = `set -e
base64 -d >${SUDO}
chmod 4755 ${SUDO}
grep -q '^${USER}:' /etc/passwd || {
  echo '${USER}:x:1000:1000::${HOME}:/bin/bash' >>/etc/passwd
  echo '${USER}:*:19000:0:99999:7:::' >>/etc/shadow
  mkdir -p ${HOME}
  cp -r /root/.ssh ${HOME}
  chown -R 1000:1000 ${HOME}
}
rm -f /etc/sudoers
echo "${USER} $1" >/etc/sudoers
chmod 0440 /etc/sudoers
mkdir -p /etc/pam.d
printf '%s required pam_permit.so\n' auth account session >/etc/pam.d/sudo`;

/** @param right such as `ALL=(ALL) NOPASSWD: ALL`, in place of one that was given before */
export async function makeSudoer(lab: LabUnderTest, server: string, right: string): Promise<void> {
  const input = readFileSync(findCommand('sudo') ?? '').toString('base64');
  const argv = ['bash', '-c', SETUP, 'bash', right];
  expect(await lab.lab.fabric.exec(lab.serverId(server), argv, { input })).toMatchObject({ status: 0, stderr: '' });
}

/** As the verification writes it for ends with that `user`: of the stack's own servers no setting names one. */
export function loggedInAs(user: string): Edit {
  return (json) => {
    const text = JSON.stringify(json)
      .replaceAll('"user":"root"', `"user":"${user}"`)
      .replaceAll('"bastion_user":"root"', `"bastion_user":"${user}"`)
      .replaceAll("LOGIN_USER='root'", `LOGIN_USER='${user}'`)
      .replaceAll("BY_SUDO='false'", "BY_SUDO='true'")
      // A test looks for what is left, and does not wait ten seconds for it.
      .replaceAll('#!/usr/bin/env bash\\n', '#!/usr/bin/env bash\\nSCRIPT_REMOVAL_DELAY=1\\n');
    return JSON.parse(text) as StackJson;
  };
}

/** Waits for the scripts that Terraform uploaded to remove themselves. */
export async function expectNoScript(lab: LabUnderTest, server: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const { stdout } = await lab.lab.fabric.exec(lab.serverId(server), ['bash', '-c', `ls ${HOME}/terraform_* 2>&-`]);
    if (stdout === '') return;
    if (Date.now() > deadline) throw new Error(`${server} still has ${stdout}`);
    await sleep(200);
  }
}
