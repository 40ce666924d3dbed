import { type Image } from './store/image';

type Family = Pick<Image, 'kind' | 'platform' | 'hasYum'> & { readonly names: readonly string[] };

const yum = { kind: 'gold', hasYum: true } as const;
const apt = { kind: 'gold', hasYum: false } as const;

/** Public images, so many that a client that does not page sees too few: the API gives 25 at a time by default. */
const families: readonly Family[] = [
  {
    ...yum,
    platform: 'Huawei Cloud EulerOS',
    names: [
      'Huawei Cloud EulerOS 2.0 Standard 64 bit',
      'Huawei Cloud EulerOS 2.0 Standard 64 bit with ARM',
      'Huawei Cloud EulerOS 1.1 CentOS Compatible 64 bit',
    ],
  },
  { ...yum, platform: 'EulerOS', names: ['2.2', '2.3', '2.5', '2.9', '2.10'].map((v) => `EulerOS ${v} 64bit`) },
  {
    ...yum,
    platform: 'CentOS',
    names: ['6.10', '7.4', '7.5', '7.6', '7.7', '7.8', '7.9', '8.0', '8.1', '8.2'].map((v) => `CentOS ${v} 64bit`),
  },
  {
    ...apt,
    platform: 'Ubuntu',
    names: ['16.04', '18.04', '20.04', '22.04', '24.04'].map((v) => `Ubuntu ${v} server 64bit`),
  },
  { ...apt, platform: 'Debian', names: ['9.0.0', '10.0.0', '11.1.0', '12.0.0'].map((v) => `Debian ${v} 64bit`) },
  { ...yum, platform: 'OpenEuler', names: ['openEuler 20.03 64bit', 'openEuler 22.03 64bit'] },
  { ...yum, platform: 'Rocky Linux', names: ['Rocky Linux 8.8 64bit', 'Rocky Linux 9.2 64bit'] },
  // One of the account's own, one that another account shares with it, and one of the marketplace.
  { kind: 'private', hasYum: false, platform: 'Debian', names: ['private-image-A'] },
  { kind: 'shared', hasYum: false, platform: 'Ubuntu', names: ['shared-image-A'] },
  { kind: 'market', hasYum: true, platform: 'CentOS', names: ['CentOS 7.9 64bit of the marketplace'] },
];

/** What a region has from the start. */
export const imageCatalogue: readonly Image[] = families
  .flatMap(({ names, ...family }) => names.map((name) => ({ ...family, name })))
  .map((image, index) => ({
    ...image,
    id: `1b6a7a2e-8f6e-4d1c-9d8b-${String(index + 1).padStart(12, '0')}`,
    osVersion: image.name,
    ...{ description: '', minRam: 0, maxRam: 0, minDisk: 10, enterpriseProjectId: '0', tags: [] },
    createdAt: new Date('2024-01-10T08:00:00Z'),
    updatedAt: new Date(`2024-06-20T08:${String(index).padStart(2, '0')}:00Z`),
  }));
