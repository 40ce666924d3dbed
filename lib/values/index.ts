/**
 * Values that refuse what Huawei Cloud would refuse: blocks, ports, addresses, tags, names, and the limits of the product
 * with their sources. They know no construct and nothing of the rest.
 */
export { Cidr } from './cidr';
export { InputError } from './input-error';
export { VXLAN_PORT } from './limits';
export { PortRange } from './port-range';
