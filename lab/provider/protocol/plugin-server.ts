import {
  type handleUnaryCall,
  logVerbosity,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  setLogVerbosity,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { diagnosticOf } from '../diagnostics';
import { diagnosticMessage, type Request, type Response } from './messages';
import { type Handler } from './service';

// Whatever goes wrong is told to the caller; the library would print it into the lab's output as well.
setLogVerbosity(logVerbosity.NONE);

const definitions = loadSync(['provider.proto', 'controller.proto'], {
  includeDirs: [__dirname],
  keepCase: true,
  longs: Number,
  defaults: true,
  oneofs: true,
});
const serviceAt = (name: string): ServiceDefinition => definitions[name] as ServiceDefinition;

export interface PluginServer {
  /** Ends open connections and takes the socket away. Safe to call twice. */
  close(): void;
}

export interface PluginServerOptions {
  /** @default - none: Terraform attaches to a socket that only the lab can reach */
  readonly credentials?: ServerCredentials;
  /** Told when Terraform is done with the provider. @default - nothing: the process is the lab's and stays */
  readonly onShutdown?: () => void;
}

/** Serves a provider on a unix socket. Rejects when the socket cannot be made. */
export async function servePlugin(
  socketPath: string,
  handlers: Readonly<Record<string, Handler>>,
  { credentials = ServerCredentials.createInsecure(), onShutdown }: PluginServerOptions = {},
): Promise<PluginServer> {
  // A schema or a state may be larger than gRPC's 4 MiB.
  const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  const unary = Object.entries(handlers).map(([name, handler]) => [name, unaryCall(handler)]);
  server.addService(serviceAt('tfplugin5.Provider'), Object.fromEntries(unary) as Record<string, never>);
  server.addService(serviceAt('plugin.GRPCController'), {
    Shutdown: unaryCall(() => {
      onShutdown?.();
      return {};
    }),
  });
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socketPath}`, credentials, (error) => {
      if (error) reject(new Error(`the provider's socket ${socketPath} cannot be made: ${error.message}`));
      else resolve();
    });
  });
  return {
    close: () => {
      server.forceShutdown();
    },
  };
}

const unaryCall =
  (handler: Handler): handleUnaryCall<Request, Response> =>
  (call, callback) => {
    const answer = async () => handler(call.request);
    answer().then(
      (response) => {
        callback(null, response);
      },
      (thrown: unknown) => {
        callback(null, { diagnostics: [diagnosticMessage(diagnosticOf(thrown))] });
      },
    );
  };
