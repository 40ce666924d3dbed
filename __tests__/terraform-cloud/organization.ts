import { newId, notFound } from './json-api';

export type ExecutionMode = 'local' | 'remote';

export interface Variable {
  readonly key: string;
  readonly value: string;
  readonly category: 'terraform' | 'env';
  /** The value is an expression of Terraform's language. */
  readonly hcl?: boolean;
  /** Never handed out again. */
  readonly sensitive?: boolean;
}

export interface StateVersion {
  readonly id: string;
  readonly workspace: Workspace;
  readonly serial: number;
  readonly lineage: string | undefined;
  readonly md5: string;
  /** Outputs as `terraform show -json` has them, or undefined where the client sent none. */
  readonly outputs: Readonly<Record<string, Output>> | undefined;
  readonly createdAt: string;
  /** Part of the links to which the state is uploaded, which need no token. */
  readonly secret: string;
  /** Absent until uploaded; only then the version is current. */
  state?: Buffer;
}

export interface Output {
  readonly id: string;
  readonly value: unknown;
  readonly type: unknown;
  readonly sensitive: boolean;
}

export interface ConfigurationVersion {
  readonly id: string;
  readonly workspace: Workspace;
  /** Only for a plan. */
  readonly speculative: boolean;
  readonly secret: string;
  /** A tar.gz of the folder. */
  archive?: Buffer;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly createdAt: string;
  executionMode: ExecutionMode;
  terraformVersion: string;
  autoApply: boolean;
  /** By its key; the value is empty where a tag has none. */
  readonly tags: Map<string, string>;
  /** Who has locked it by hand or for a run on another machine; a remote run locks by itself. */
  lockedBy: string | undefined;
  readonly variables: Variable[];
  readonly stateVersions: StateVersion[];
}

export interface Project {
  readonly id: string;
  readonly name: string;
}

/** What the tests' server knows: one organization. */
export class Organization {
  readonly projects: Project[] = [{ id: newId('prj'), name: 'Default Project' }];
  readonly workspaces: Workspace[] = [];
  readonly configurations: ConfigurationVersion[] = [];

  constructor(
    readonly name: string,
    /** Of a workspace that is made without saying which: the service's own default is remote. */
    public defaultExecutionMode: ExecutionMode = 'remote',
  ) {}

  makeProject(name: string): Project {
    const project = { id: newId('prj'), name };
    this.projects.push(project);
    return project;
  }

  makeWorkspace(name: string, more: Partial<Pick<Workspace, 'executionMode' | 'projectId' | 'autoApply'>> = {}) {
    const workspace: Workspace = {
      id: newId('ws'),
      name,
      projectId: more.projectId ?? this.projects[0]?.id ?? '',
      createdAt: new Date().toISOString(),
      executionMode: more.executionMode ?? this.defaultExecutionMode,
      // Assumed: a new workspace has the newest version that the service knows; the client then asks for its own.
      terraformVersion: '1.11.4',
      autoApply: more.autoApply ?? false,
      tags: new Map(),
      lockedBy: undefined,
      variables: [],
      stateVersions: [],
    };
    this.workspaces.push(workspace);
    return workspace;
  }

  workspaceNamed(name: string): Workspace {
    const workspace = this.workspaces.find((each) => each.name === name);
    if (workspace === undefined) throw notFound(`workspace ${name}`);
    return workspace;
  }

  workspace(id: string): Workspace {
    const workspace = this.workspaces.find((each) => each.id === id);
    if (workspace === undefined) throw notFound(`workspace ${id}`);
    return workspace;
  }
}

/** The newest version whose state has arrived. */
export function currentState({ stateVersions }: Workspace): (StateVersion & { readonly state: Buffer }) | undefined {
  return stateVersions.findLast(
    (version): version is StateVersion & { readonly state: Buffer } => version.state !== undefined,
  );
}
