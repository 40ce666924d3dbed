/**
 * One stack for each scenario of the user guide, from settings to outputs: the top floor, which puts together what the
 * rooms below offer, and which nothing below knows.
 */
export { InboundTcpStack } from './inbound-tcp';
export { OtherVpcStack } from './other-vpc';
export { readScenario } from './read-scenario';
export { scenarioStack } from './scenarios';
export { TcpAndUdpStack } from './tcp-and-udp';
