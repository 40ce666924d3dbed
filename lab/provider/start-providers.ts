import { join } from 'node:path';
import { Engine } from './engine/engine';
import { ApiConnection } from './huaweicloud/api-connection';
import { huaweicloudProvider } from './huaweicloud/huaweicloud-provider';
import { nullProvider } from './null/null-provider';
import { type PluginServer, servePlugin } from './protocol/plugin-server';
import { providerService } from './protocol/service';

export interface ProvidersOptions {
  /** An existing folder for the sockets; a path of at most 90 bytes, since a socket's may have 107. */
  readonly socketDir: string;
  /**
   * Unix socket of the region. When given, every call goes there, whatever address the provider's `endpoints` name: that
   * address may exist in the operator's namespace only, in which Terraform runs and this process does not.
   *
   * @default - the endpoints are called over TCP
   */
  readonly regionSocket?: string;
  /**
   * What stands in for the environment of Terraform's process: HW_REGION_NAME and HW_PROJECT_ID are read from it when the
   * provider block leaves them out.
   *
   * @default - this process's environment
   */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface RunningProviders {
  /** Value of TF_REATTACH_PROVIDERS for a Terraform that shall use them in place of the real ones. */
  readonly reattach: string;
  /** Cuts off what is under way, ends the connections and takes the sockets away. Safe to call twice. */
  close(): void;
}

const host = 'registry.terraform.io';

/** Serves the stand-in providers from this process. Rejects when a socket cannot be made. */
export async function startProviders(options: ProvidersOptions): Promise<RunningProviders> {
  const connection = new ApiConnection(options.regionSocket);
  const huaweicloud = new Engine(huaweicloudProvider(connection, options.environment ?? process.env));
  const none = new Engine(nullProvider);
  const providers = [
    { address: `${host}/huaweicloud/huaweicloud`, name: 'huaweicloud', handlers: providerService(huaweicloud) },
    { address: `${host}/hashicorp/null`, name: 'null', handlers: providerService(none) },
  ];
  const servers: PluginServer[] = [];
  const sockets = providers.map(({ name }) => join(options.socketDir, `${name}.sock`));
  const close = () => {
    huaweicloud.stop();
    none.stop();
    servers.splice(0).forEach((server) => {
      server.close();
    });
    connection.close();
  };
  try {
    for (const [index, { handlers }] of providers.entries()) {
      servers.push(await servePlugin(checkedPath(sockets[index] ?? ''), handlers));
    }
  } catch (thrown) {
    close();
    throw thrown;
  }
  const reattach = providers.map(({ address }, index) => [address, attachment(sockets[index] ?? '')]);
  return { reattach: JSON.stringify(Object.fromEntries(reattach)), close };
}

/** `Test` tells Terraform that the process is not its own to end. */
const attachment = (socketPath: string) => ({
  Protocol: 'grpc',
  ProtocolVersion: 5,
  Pid: process.pid,
  Test: true,
  Addr: { Network: 'unix', String: socketPath },
});

/** Linux gives a socket's path 108 bytes, with the zero at its end. */
function checkedPath(path: string): string {
  if (Buffer.byteLength(path) <= 107) return path;
  throw new Error(`the socket's path ${path} has ${Buffer.byteLength(path)} bytes: at most 107, use a shorter folder`);
}
