import { type Construct } from 'constructs';
import { type AnySettings } from '../settings/settings';
import { ExistingServersStack } from './existing-servers';
import { InboundTcpStack } from './inbound-tcp';
import { OtherVpcStack } from './other-vpc';
import { TcpAndUdpStack } from './tcp-and-udp';

export type AnyScenarioStack = InboundTcpStack | TcpAndUdpStack | OtherVpcStack | ExistingServersStack;

/**
 * The stack of the scenario that the settings name. It is named after its scenario, which is in the state's file name and
 * in the workspace's: never renamed.
 */
export function scenarioStack(scope: Construct, settings: AnySettings): AnyScenarioStack {
  switch (settings.scenario) {
    case 'inbound-tcp':
      return new InboundTcpStack(scope, settings);
    case 'tcp-and-udp':
      return new TcpAndUdpStack(scope, settings);
    case 'other-vpc':
      return new OtherVpcStack(scope, settings);
    case 'existing-servers':
      return new ExistingServersStack(scope, settings);
  }
}
