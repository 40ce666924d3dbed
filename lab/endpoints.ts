/** Port of the region's API on the operator's loopback: always the same, so that a plan is the same in every lab. */
export const API_PORT = 9191;

export const REGION_NAME = 'lab-region-1';
export const PROJECT_ID = '0123456789abcdef0123456789abcdef';
