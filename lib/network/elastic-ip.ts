import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ComputeEipAssociate } from '../../.gen/providers/huaweicloud/compute-eip-associate';
import { VpcEip } from '../../.gen/providers/huaweicloud/vpc-eip';
import { throwProblems } from '../values/input-error';
import { BANDWIDTH_SIZE, CHARGE_MODES, EIP_TYPES } from '../values/limits';
import { checkName } from '../values/name';
import { checkOneOf } from '../values/text';
import { checkInteger } from '../values/whole-number';
import { checkEnterpriseProjectId } from '../values/places';
import { checkOptionalProp, checkProp, checkTagsProp } from '../values/prop-check';
import { type IServer } from '../servers/server';
import { shown } from '../values/shown';

export interface ElasticIpProps {
  /** 1 to 64 letters, digits, Chinese characters, "_", "-" or ".". */
  readonly name: string;
  /** Line type: 5_bgp (dynamic BGP), 5_sbgp, 5_youxuanbgp, 5_telcom or 5_union; which it has, only the region knows. */
  readonly type: string;
  /** As `name`. */
  readonly bandwidthName: string;
  /** Mbit/s, 1 to 2000. */
  readonly bandwidthSize: number;
  /** `traffic`: billed by what flows; `bandwidth`: billed by the size. */
  readonly chargeMode: (typeof CHARGE_MODES)[number];
  /** The server that it is bound to. */
  readonly server: IServer;
  /** 0, the default project, or an id of at most 36 letters, digits and hyphens. */
  readonly enterpriseProjectId?: string;
  /** At most 20; keys of 1 to 36, values of at most 43 letters, digits, Chinese characters, "_", "-", and in values ".". */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A pay-per-use EIP with a bandwidth of its own, bound to a server for as long as it exists. */
export class ElasticIp extends Construct {
  readonly address: string;
  /** The binding: SSH through the EIP has to wait for it. */
  readonly dependables: readonly ITerraformDependable[];

  /** @throws InputError with a line for each prop that is out of its range; tokens pass */
  constructor(scope: Construct, id: string, props: ElasticIpProps) {
    super(scope, id);
    throwProblems(`EIP ${shown(props.name)}`, {
      name: checkProp(props.name, checkName),
      type: checkProp(props.type, (type) => checkOneOf(type, EIP_TYPES)),
      bandwidthName: checkProp(props.bandwidthName, checkName),
      bandwidthSize: checkProp(props.bandwidthSize, (size) => checkInteger(size, BANDWIDTH_SIZE)),
      chargeMode: checkProp<string>(props.chargeMode, (mode) => checkOneOf(mode, CHARGE_MODES)),
      enterpriseProjectId: checkOptionalProp(props.enterpriseProjectId, checkEnterpriseProjectId),
      tags: checkTagsProp(props.tags),
    });
    const eip = new VpcEip(this, 'Resource', {
      name: props.name,
      chargingMode: 'postPaid',
      publicip: { type: props.type },
      bandwidth: {
        shareType: 'PER',
        name: props.bandwidthName,
        size: props.bandwidthSize,
        chargeMode: props.chargeMode,
      },
      enterpriseProjectId: props.enterpriseProjectId,
      tags: props.tags,
    });
    // The variant for ECSs waits until the server itself shows the address, so SSH can follow at once.
    const association = new ComputeEipAssociate(this, 'association', {
      publicIp: eip.address,
      instanceId: props.server.serverId,
    });
    this.dependables = [association];
    this.address = eip.address;
  }
}
