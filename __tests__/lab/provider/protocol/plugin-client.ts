import { type Client, credentials, loadPackageDefinition, type ServiceError } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { resolve } from 'node:path';

interface Services {
  readonly tfplugin5: { readonly Provider: new (address: string, creds: unknown) => Client };
  readonly plugin: { readonly GRPCController: new (address: string, creds: unknown) => Client };
}

type Call = (request: object, done: (error: ServiceError | null, answer: Record<string, unknown>) => void) => void;

const services = loadPackageDefinition(
  loadSync(['provider.proto', 'controller.proto'], {
    includeDirs: [resolve(__dirname, '../../../../lab/provider/protocol')],
    keepCase: true,
    longs: Number,
    defaults: true,
    oneofs: true,
  }),
) as unknown as Services;

/** Calls a plugin as Terraform does. */
export class PluginClient {
  private readonly provider: Client;
  private readonly controller: Client;

  constructor(socketPath: string) {
    const insecure = credentials.createInsecure();
    this.provider = new services.tfplugin5.Provider(`unix:${socketPath}`, insecure);
    this.controller = new services.plugin.GRPCController(`unix:${socketPath}`, insecure);
  }

  call(method: string, request: object = {}): Promise<Record<string, unknown>> {
    return ask(this.provider, method, request);
  }

  shutdown(): Promise<unknown> {
    return ask(this.controller, 'Shutdown', {});
  }

  /** The summaries of an answer's diagnostics. */
  async problems(method: string, request: object = {}): Promise<readonly string[]> {
    const { diagnostics } = await this.call(method, request);
    return (diagnostics as { summary: string }[]).map(({ summary }) => summary);
  }

  close(): void {
    this.provider.close();
    this.controller.close();
  }
}

function ask(client: Client, method: string, request: object): Promise<Record<string, unknown>> {
  const calls = client as unknown as Record<string, Call>;
  return new Promise((resolve, reject) => {
    calls[method]?.call(client, request, (error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
  });
}
