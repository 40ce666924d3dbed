import { report } from './cli/report';
import { runCommand } from './cli/run-command';

runCommand('report', report);
