import { review } from './cli/review';
import { runCommand } from './cli/run-command';

runCommand('review', review);
