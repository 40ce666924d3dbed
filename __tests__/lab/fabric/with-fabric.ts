import { startFabric, type FabricOptions, type KernelFabric } from '../../../lab/fabric/fabric';
import { describeUnless } from '../../needs';
import { keyFile, type KeyFile } from '../../ssh-keys';
import { missing } from './test-lab';

/**
 * Tests in one fabric, one after the other: each applies a topology of its own, or goes on with what there is. The key is
 * for logging in to servers.
 */
export function describeWithFabric(
  name: string,
  body: (fabric: () => KernelFabric, key: () => KeyFile) => void,
  options: FabricOptions = {},
): void {
  describeUnless(missing, name, () => {
    let fabric: KernelFabric | undefined;
    let key: KeyFile | undefined;
    beforeAll(async () => {
      fabric = await startFabric(options);
    });

    body(
      () => {
        if (fabric === undefined) throw new Error('the fabric did not start');
        return fabric;
      },
      () => (key ??= keyFile()),
    );

    // Behind what the tests themselves close, which may stand on it.
    afterAll(async () => {
      await fabric?.close();
      key?.remove();
    });
  });
}
