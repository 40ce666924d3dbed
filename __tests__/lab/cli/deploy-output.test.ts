import { readDeployLine } from '../../../lab/cli/deploy-output';

describe('a line of cdktf deploy', () => {
  test.each([
    [
      'inbound-tcp  huaweicloud_vpc.network_vpc: Creation complete after 0s [id=7f0c]',
      { type: 'resource', address: 'huaweicloud_vpc.network_vpc', text: 'Creation complete after 0s' },
    ],
    [
      '             \u001b[1mdata.huaweicloud_images_image.image (image): Read complete after 0s [id=1b6a]\u001b[0m',
      { type: 'resource', address: 'data.huaweicloud_images_image.image', text: 'Read complete after 0s' },
    ],
    [
      '             null_resource.verification_traffic (verification/traffic) (remote-exec):   PASS  VNI 1',
      { type: 'script', address: 'null_resource.verification_traffic', text: '  PASS  VNI 1' },
    ],
    [
      '             null_resource.verification_traffic (remote-exec): VERIFIED: mirror session mirror-session-A works',
      {
        type: 'script',
        address: 'null_resource.verification_traffic',
        text: 'VERIFIED: mirror session mirror-session-A works',
      },
    ],
    ['WARN [inbound-tcp]: not verified', { type: 'warning', text: 'not verified' }],
    ['             null_resource.verification_traffic (remote-exec): Connected!', undefined],
    ['             null_resource.verification_traffic (remote-exec):   Host: 192.168.0.164', undefined],
    ['inbound-tcp  huaweicloud_vpc.network_vpc: Creating...', undefined],
    ['inbound-tcp  Initializing the backend...', undefined],
    ['', undefined],
  ])('%j', (line, event) => {
    expect(readDeployLine(line)).toEqual(event);
  });
});
