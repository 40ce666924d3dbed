import { type Route, type Service } from './route';

/** Services in the order of the list, with their names in prose. */
const services: Readonly<Record<Service, string>> = {
  iam: 'IAM',
  vpc: 'VPC, with security groups and traffic mirroring',
  eip: 'EIP (reached by the `vpc` endpoint)',
  ecs: 'ECS',
  evs: 'EVS',
  ims: 'IMS',
  kms: 'KPS key pairs (reached by the `kms` endpoint)',
  dns: 'DNS',
};

const grouped = (routes: readonly Route[]): [title: string, routes: Route[]][] =>
  Object.entries(services).map(([service, title]) => [title, routes.filter((route) => route.service === service)]);

/** Every emulated call by service, in Markdown. */
export const apiList = (routes: readonly Route[]): string =>
  grouped(routes)
    .map(([title, own]) => {
      const calls = own.map((route) => `- \`${route.method} ${route.path}\` ${route.status}: ${route.summary}`);
      return [`### ${title}`, '', ...calls].join('\n');
    })
    .join('\n\n');

/** How many calls of each service there are, in Markdown. */
export const apiSummary = (routes: readonly Route[]): string =>
  grouped(routes)
    .map(([title, own]) => `- ${title}: ${own.length} ${own.length === 1 ? 'call' : 'calls'}`)
    .join('\n');
